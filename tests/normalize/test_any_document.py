"""Whatever a document holds: the grammar is closed, the same identities come out, and it does not take long."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import declaration, source
from generator.diagnostics import Problems, ProblemsFound
from generator.normalize import normalize
from generator.source import SourceSet, parse
from tests.normalize.grammar import check_canonical
from tests.normalize.support import DECLARED

SPECS = sorted(Path(__file__).parents[2].glob("specs/*/openapi.*"))
NAMES = ["A", "B", "C", "D"]

refs = st.sampled_from([{"$ref": f"#/components/schemas/{name}"} for name in NAMES])
words = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(
            [
                "string",
                "integer",
                "object",
                "array",
                ["object", "null"],
                ["string", "array"],
                "null",
            ]
        ),
        "nullable": st.booleans(),
        "description": st.just("d"),
        "readOnly": st.booleans(),
        "enum": st.sampled_from([["a"], ["a", "b"], [1, None], [{"a": 1}]]),
        "const": st.sampled_from(["a", 1, None]),
        "maxLength": st.integers(0, 3),
        "required": st.sampled_from([["p"], ["q", "z"]]),
        "discriminator": st.sampled_from(
            [{"propertyName": "p"}, {"propertyName": "q", "mapping": {"x": "A", "y": "B"}}]
        ),
    },
)


def composed(inner):
    lists = st.lists(inner, min_size=1, max_size=3)
    return st.builds(
        lambda a, b: {**a, **b},
        words,
        st.fixed_dictionaries(
            {},
            optional={
                "allOf": lists,
                "anyOf": lists,
                "oneOf": lists,
                "items": inner,
                "prefixItems": lists,
                "additionalProperties": inner,
                "properties": st.dictionaries(
                    st.sampled_from(["p", "q", "r/~"]), inner, max_size=3
                ),
                "then": inner,
            },
        ),
    )


schemas = st.recursive(st.one_of(st.booleans(), refs, words), composed, max_leaves=8)


def document(held, root):
    media = {"application/json": {"schema": root}}
    operation = {
        "operationId": "x",
        "parameters": [{"name": "q", "in": "query", "content": media}],
        "requestBody": {"content": media},
        "responses": {"200": {"description": "d", "content": media}},
    }
    info = {"title": "T", "version": "1"}
    paths = {"/x": {"post": operation}}
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": "https://a"}],
        "paths": paths,
        "components": {"schemas": held},
    }


def normalized(text):
    problems = Problems()
    entry = parse("openapi.json", text, problems)
    said = declaration.load(parse("client.yaml", DECLARED, problems), problems)
    return normalize(SourceSet(entry, {"": entry}), said, problems), problems


def attempt(text):
    """The canonical form, or the codes of the errors."""
    try:
        return normalized(text)[0], set()
    except ProblemsFound as found:
        return None, {p.code for p in found.problems if p.severity == "error"}


@settings(
    max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(st.fixed_dictionaries(dict.fromkeys(NAMES, schemas)), schemas)
def test_any_schemas(held, root):
    text = json.dumps(document(held, root))
    turned = json.dumps(document(dict(reversed(held.items())), root))
    canonical, errors = attempt(text)
    if canonical is None:
        assert errors <= {"conflicting-types", "reference-circle", "dead-reference"}
        return
    check_canonical(canonical)
    other, _ = normalized(turned)
    assert (other.answers, other.inputs, other.enums) == (
        canonical.answers,
        canonical.inputs,
        canonical.enums,
    )
    assert other.document == canonical.document


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.parent.name)
def test_our_own_specs(path):
    problems = Problems()
    sources = source.load(path, path.name, problems)
    declared = (path.parent / "client.yaml").read_text("utf-8")
    said = declaration.load(parse("client.yaml", declared, problems), problems)
    canonical = normalize(sources, said, problems)
    check_canonical(canonical)
    assert not list(problems)


def large(operations, models):
    """As many operations and models as the largest public documents have."""
    held = {}
    for number in range(models):
        other = f"#/components/schemas/M{(number * 7 + 1) % models}"
        held[f"M{number}"] = {
            "allOf": [{"$ref": f"#/components/schemas/M{number - 1}"}] if number % 10 else [],
            "type": "object",
            "required": [f"f{number}"],
            "properties": {
                f"f{number}": {"type": "string", "maxLength": 3},
                "kind": {"enum": ["a", "b", number]},
                "kind2": {"type": ["string", "null"]},
            }
            | {f"p{number}_{i}": {"anyOf": [{"$ref": other}, {"type": "null"}]} for i in range(5)}
            | {
                f"inline{number}": {
                    "type": "array",
                    "items": {"type": "object", "properties": {"x": {"$ref": other}}},
                }
            },
        }
    paths = {}
    for number in range(operations):
        media = {
            "application/json": {"schema": {"$ref": f"#/components/schemas/M{number * 3 % models}"}}
        }
        paths[f"/x{number}/{{id}}"] = {
            "put": {
                "operationId": f"op{number}",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}
                ]
                + [
                    {"name": f"q{i}", "in": "query", "schema": {"type": "string"}} for i in range(5)
                ],
                "requestBody": {"content": media},
                "responses": {
                    s: {"description": "d", "content": media} for s in ("200", "404", "500")
                },
            }
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://a"}],
        "paths": paths,
        "components": {"schemas": held},
    }


def test_a_large_document_takes_seconds():
    text = json.dumps(large(1000, 3000))
    began = time.process_time()
    canonical, _ = normalized(text)
    assert time.process_time() - began < 15
    assert canonical.operations_in == 1000
    assert len(canonical.answers) == 6000
