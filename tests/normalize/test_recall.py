"""What is recalled of a document is what would be found anew: edits in a row, each read warm and cold."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator import declaration, naming
from generator.canonical import Canonical
from generator.declaration import Declaration
from generator.diagnostics import Problem, Problems, ProblemsFound
from generator.naming import name_all
from generator.normalize import normalize
from generator.normalize.schemas import recall
from generator.normalize.schemas.evaluate import Schemas
from generator.source import SourceSet, again, parse
from tests.normalize.support import DECLARED
from tests.normalize.test_any_document import NAMES, document, schemas

OTHER = "common.yaml"


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recall, "_runs", {})
    monkeypatch.setattr(again, "_known", {})
    monkeypatch.setattr(naming, "_known", {})


def found(texts: dict[str, str], declared: str = DECLARED) -> Any:
    """Everything that comes of a document: its canonical form with all places, its names, its problems."""
    problems = Problems()
    files = {
        name: parse(name or "openapi.yaml", text, problems, name) for name, text in texts.items()
    }
    said = loaded(declared)
    try:
        canonical = normalize(SourceSet(files[""], files), said, problems)
        names: Any = repr(name_all(canonical, said, problems))
    except ProblemsFound as error:
        return error.problems
    return shown(canonical), names, list(problems), read_again(files)


@cache
def loaded(declared: str) -> Declaration:
    """One declaration for all turns, as the pipeline has it while its text stays."""
    problems = Problems()
    return declaration.load(parse("client.yaml", declared, problems), problems)


def shown(canonical: Canonical) -> str:
    """With the order of everything, and with types that `==` does not tell apart."""
    kinds = (canonical.document, canonical.enums, canonical.answers, canonical.inputs)
    places = {key: (at.pointer, str(at.place())) for key, at in canonical.places.items()}
    return json.dumps([*kinds, places, canonical.operations_in])


def read_again(files: Any) -> str:
    """The documents as they are after all: nobody has changed what was read."""
    for name, source in files.items():
        assert json.dumps(parse("x.yaml", source.text, Problems()).data) == json.dumps(
            source.data
        ), name
    return ""


def cold(texts: dict[str, str], declared: str = DECLARED) -> Any:
    """The same of a process that has read nothing before."""
    memories: list[dict[Any, Any]] = [recall._runs, again._known, naming._known]
    warm = [memory.copy() for memory in memories]
    for memory in memories:
        memory.clear()
    result = found(texts, declared)
    for memory, before in zip(memories, warm, strict=True):
        memory.clear()
        memory.update(before)
    return result


OPERATION = ("paths", "/x", "post")
edits = st.one_of(
    st.tuples(st.just((*OPERATION, "summary")), st.text("ab", max_size=3)),
    st.tuples(st.just((*OPERATION, "responses", "200", "description")), st.text("ab", max_size=3)),
    st.tuples(st.just((*OPERATION, "parameters")), st.just([])),
    st.tuples(
        st.just((*OPERATION, "requestBody", "content", "application/json", "schema")), schemas
    ),
    st.tuples(st.sampled_from([("components", "schemas", name) for name in NAMES]), schemas),
    st.tuples(st.just(("components", "examples")), st.just({})),
    st.tuples(st.just(("x-first",)), st.text("ab\n", max_size=9)),
)


def applied(held: dict[str, Any], way: tuple[str, ...], value: Any) -> dict[str, Any]:
    """A document with another value at the end of a way; the rest is not copied."""
    step, *rest = way
    inner = applied(held[step], tuple(rest), value) if rest else value
    return {**held, step: inner}


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(st.fixed_dictionaries(dict.fromkeys(NAMES, schemas)), schemas, st.lists(edits, max_size=5))
def test_any_edits(held: Any, root: Any, changes: Any) -> None:
    written = {"x-first": "", **document(held, root)}
    for way, value in [(("x-first",), ""), *changes]:
        written = applied(written, way, value)
        texts = {"": yaml.safe_dump(written, sort_keys=False, allow_unicode=True)}
        expected = cold(texts)
        assert found(texts) == expected
        assert found(texts) == expected


@pytest.fixture
def evaluated(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The schemas that were asked for anew."""
    asked: list[str] = []
    real = Schemas.at

    def at(self: Schemas, node: Any) -> Any:
        asked.append(node.id)
        return real(self, node)

    monkeypatch.setattr(Schemas, "at", at)
    return asked


TEXT = """openapi: 3.1.0
info: {title: T, version: '1'}
servers: [{url: https://a.example}]
paths:
  /x:
    get:
      operationId: x
      parameters:
        - {$ref: '#/components/parameters/Page'}
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {$ref: '#/components/schemas/Pet'}
        '404': {$ref: '#/components/responses/Gone'}
  /y:
    get:
      operationId: y
      summary: of y
      responses:
        '200':
          description: d
          content:
            application/json:
              schema: {$ref: 'common.yaml#/Owner'}
components:
  parameters:
    Page: {name: page, in: query, description: p, schema: {type: integer, maximum: 9}}
  responses:
    Gone:
      description: gone
      content: {application/json: {schema: {$ref: '#/components/schemas/Error'}}}
  schemas:
    Pet:
      type: object
      required: [named]
      properties:
        kind: {oneOf: [{$ref: '#/components/schemas/Cat'}, {type: string, nullable: true}]}
    Cat: {type: object, properties: {lives: {type: integer, minLength: -1}}}
    Error: {type: object, properties: {code: {$ref: '#/paths/~1y/x-code'}}}
"""
COMMON = (
    "Owner: {type: object, properties: {pet: {$ref: 'openapi.yaml#/components/schemas/Pet'}}}\n"
)
CODE = "  /y:\n    x-code: {type: string, minLength: 2}\n"
TEXTS = {"": TEXT.replace("  /y:\n", CODE), OTHER: COMMON}


@pytest.mark.parametrize(
    ("old", "new", "is_recalled"),
    [
        ("summary: of y", "summary: other", True),
        ("summary: of y", "# a line more\n      summary: of y", True),
        ("description: gone", "description: not there", True),
        (
            "in: query, description: p",
            "in: query, description: q",
            False,
        ),  # the parameter is one line
        ("openapi: 3.1.0", "openapi: 3.1.1", True),
        ("'404': {", "'409': {", True),  # the names are others
        ("operationId: y", "operationId: z", True),
        ("openapi: 3.1.0", "openapi: 3.0.3", False),
        ("maximum: 9", "maximum: 8", False),
        ("required: [named]", "required: [kind]", False),
        ("minLength: 2", "minLength: 3", False),  # what a reference leads to, wherever it stands
        ("lives:", "years:", False),
        ("        '404': {$ref: '#/components/responses/Gone'}\n", "", False),
    ],
)
def test_what_is_recalled(old: str, new: str, is_recalled: bool, evaluated: list[str]) -> None:
    for _ in range(2):
        found(TEXTS)
    assert TEXTS[""].count(old) == 1
    texts = {**TEXTS, "": TEXTS[""].replace(old, new)}
    expected = cold(texts)
    evaluated.clear()
    assert found(texts) == expected
    assert (not evaluated) is is_recalled
    assert found(TEXTS) == cold(TEXTS)


def test_another_file_counts_too(evaluated: list[str]) -> None:
    for _ in range(2):
        found(TEXTS)
    texts = {**TEXTS, OTHER: COMMON.replace("pet:", "animal:")}
    expected = cold(texts)
    evaluated.clear()
    assert found(texts) == expected
    assert evaluated


def test_notes_are_told_again_at_their_new_places(evaluated: list[str]) -> None:
    """Of three kinds: of a limit, of a word of 3.0, of a name without a property."""
    for _ in range(2):
        found(TEXTS)
    evaluated.clear()
    moved = TEXTS[""].replace("servers:", "# one\n# two\nservers:")
    *_, before, _ = found(TEXTS)
    *_, after, _ = found({**TEXTS, "": moved})
    assert not evaluated
    assert {problem.code for problem in before} >= {
        "invalid-limit",
        "nullable-in-3.1",
        "required-without-property",
    }
    assert [[p.line + 2 for p in one.places] for one in before] == [lines(one) for one in after]
    assert [one.message for one in before] == [one.message for one in after]


def lines(problem: Problem) -> list[int]:
    return [place.line for place in problem.places]


def test_an_error_is_not_forgotten() -> None:
    texts = {
        **TEXTS,
        "": TEXTS[""].replace(
            "lives: {type: integer", "lives: {type: number, allOf: [{type: string}]"
        ),
    }
    expected = cold(texts)
    assert "conflicting-types" in {problem.code for problem in expected}
    for _ in range(3):
        assert found(texts) == expected


def test_waivers_look_twice(evaluated: list[str]) -> None:
    extra = "  /z:\n    post:\n      operationId: z\n      requestBody: {content: {text/xml: {schema: {type: object}}}}\n"
    extra += "      responses: {'200': {description: d}}\ncomponents:\n"
    text = TEXTS[""].replace("components:\n", extra, 1)
    declared = f"{DECLARED}waive: [{{code: unsupported-body-media-type, at: '#/paths/~1z/post'}}]\n"
    texts = {**TEXTS, "": text}
    expected = cold(texts, declared)
    assert len(expected) == 4, expected
    for _ in range(2):
        found(texts, declared)
    evaluated.clear()
    assert found({**texts, "": text.replace("of y", "of z")}, declared) == cold(
        {**texts, "": text.replace("of y", "of z")}, declared
    )


def test_only_a_few_are_remembered() -> None:
    for number in range(recall.MOST + 3):
        problems = Problems()
        entry = parse(
            f"{number}.yaml",
            TEXT.replace("'common.yaml#/Owner'", "'#/components/schemas/Cat'").replace(
                "  /y:\n", CODE
            ),
            problems,
        )
        said = declaration.load(parse("client.yaml", DECLARED, problems), problems)
        normalize(SourceSet(entry, {"": entry}), said, problems)
    assert len(recall._runs) == recall.MOST
