"""Small documents in, canonical form and problems out."""

from dataclasses import dataclass
from typing import Any

import yaml

from generator import declaration
from generator.canonical import Canonical
from generator.diagnostics import Problem, Problems, ProblemsFound
from generator.normalize import normalize
from generator.source import SourceSet, parse
from tests.normalize.grammar import check_canonical

HEAD = "openapi: 3.1.0\ninfo: {title: T, version: '1'}\nservers: [{url: https://a.example}]\n"
DECLARED = "package: pets\nversion: 0.1.0\nclient: Pets\n"
ROOT = "#/components/schemas/Root"


@dataclass(frozen=True)
class Normalized:
    """What became of a document; `canonical` is None where it has errors."""

    canonical: Canonical | None
    problems: list[Problem]

    @property
    def codes(self) -> list[str]:
        return [problem.code for problem in self.problems]

    @property
    def errors(self) -> list[str]:
        return [problem.code for problem in self.problems if problem.severity == "error"]

    def lines(self, code: str) -> list[int]:
        return [place.line for p in self.problems if p.code == code for place in p.places]

    def only(self, code: str) -> Problem:
        (found,) = [problem for problem in self.problems if problem.code == code]
        return found

    def operation(self, path: str = "/x", method: str = "get") -> dict[str, Any]:
        assert self.canonical is not None, self.problems
        return self.canonical.document["paths"][path][method]


def run(text: str, files: dict[str, str] | None = None, declared: str = DECLARED) -> Normalized:
    """Normalize a document, whole or without its head, and check the grammar of what comes out."""
    if not text.lstrip().startswith(("openapi", "swagger", "{", "info", "[")):
        text = HEAD + text
    problems = Problems()
    entry = parse("openapi.yaml", text, problems)
    named = {name: parse(name, held, problems, name) for name, held in (files or {}).items()}
    said = declaration.load(parse("client.yaml", declared, problems), problems)
    problems.stop_if_any()
    try:
        canonical = normalize(SourceSet(entry, {"": entry, **named}), said, problems)
    except ProblemsFound:
        return Normalized(None, problems.found)
    check_canonical(canonical)
    return Normalized(canonical, problems.found)


def schemas(text: str, dialect: str = "3.1.0", side: str = "both") -> Normalized:
    """Normalize the schemas of a text; `Root` is what an answer holds and a request takes."""
    root = f"application/json: {{schema: {{$ref: '{ROOT}'}}}}"
    body = f"requestBody: {{content: {{{root}}}}}" if side in ("both", "input") else ""
    content = f", content: {{{root}}}" if side in ("both", "answer") else ""
    held = yaml.dump({"components": {"schemas": yaml.safe_load(text)}}, sort_keys=False)
    return run(
        HEAD.replace("3.1.0", dialect)
        + f"paths: {{/x: {{post: {{operationId: x, {body and body + ', '}responses: {{'200': {{description: d{content}}}}}}}}}}}\n"
        + held
    )


def slot_of(text: str, dialect: str = "3.1.0") -> dict[str, Any]:
    """The slot of a schema that stands under a property `p`."""
    return property_of(f"Root: {{type: object, properties: {{p: {text}}}}}", "p", dialect)


def property_of(text: str, name: str, dialect: str = "3.1.0") -> dict[str, Any]:
    """The slot of a property of `Root`."""
    found = schemas(text, dialect)
    assert found.canonical is not None, found.problems
    return found.canonical.answers[ROOT]["properties"][name]


def parameters(text: str, path: str = "/x") -> Normalized:
    """Normalize an operation with the parameters of a text."""
    return run(
        f"paths: {{'{path}': {{get: {{parameters: [{text}], responses: {{'200': {{description: d}}}}}}}}}}"
    )
