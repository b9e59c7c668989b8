"""`client.yaml` against its JSON Schema, in words.

In: a source. Out: problems, each at its place. Refuses: keys that the schema does not know, and values that it does not
allow.

`schemas/client.schema.json` is the one truth about the file, for editors and for this check. Only the keywords that it
uses are understood here; a test compares the verdicts with those of the jsonschema library, whose import alone takes
longer than a warm run. The keyword `x-must` says in words what a pattern demands, `x-hint` what to do where
the description does not tell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from generator.diagnostics import Located, Problems
from generator.source import At

SCHEMA_FILE = Path(__file__).parent.parent / "schemas" / "client.schema.json"

Schema = Mapping[str, Any]

_KINDS: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
}
_WORDS = {
    "object": "a mapping",
    "array": "a list",
    "string": "a text",
    "boolean": "true or false",
    "integer": "an integer",
}


@cache
def schema() -> Schema:
    """The JSON Schema of `client.yaml`."""
    loaded: Schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    return loaded


def check(at: At, problems: Problems) -> None:
    """Record a problem for everything in the document at `at` that the schema does not allow."""
    _Checker(schema(), problems).value(at, at.value, schema())


class _Checker:
    def __init__(self, root: Schema, problems: Problems) -> None:
        self._root = root
        self._problems = problems

    def value(self, at: At, value: Any, rules: Schema) -> None:
        rules = self._resolved(rules)
        kind = rules.get("type")
        if kind is not None and not _KINDS[kind](value):
            message = f"{_name(at)} must be {_WORDS[kind]}, and is {_described(value)}"
            quote = kind == "string" and not isinstance(value, (dict, list)) and value is not None
            hint = f"put it in quotes: {value!r} is read as {_described(value)}"
            self._problems.error("wrong-type", message, at, hint=hint if quote else _hint(rules))
        elif isinstance(value, dict):
            self._mapping(at, value, rules)
        elif isinstance(value, list):
            for index, item in enumerate(value):
                self.value(at.at(index), item, rules.get("items", {}))
        elif not self._allows(value, rules):
            message = f"{_name(at)} is {value!r}; it must be {_must(rules)}"
            self._problems.error("invalid-value", message, at, hint=_hint(rules))

    def _mapping(self, at: At, value: Mapping[str, Any], rules: Schema) -> None:
        known: Mapping[str, Schema] = rules.get("properties", {})
        other = rules.get("additionalProperties", {})
        for key in rules.get("required", ()):
            if key not in value:
                hint = f"add {key}: … {_hint(self._resolved(known[key]))}"
                message = f"{_name(at)} lacks the key {key!r}"
                self._problems.error("missing-key", message, at, hint=hint)
        for key, member in value.items():
            here = at.at(key)
            if key not in known and other is False:
                self._unknown(here, key, known)
                continue
            names = self._resolved(rules.get("propertyNames", {}))
            if not self._allows(key, names):
                message = f"{_name(at)} has the key {key!r}; it must be {_must(names)}"
                self._problems.error("invalid-key", message, here.key(), hint=_hint(rules))
            self.value(here, member, known.get(key, other))

    def _unknown(self, here: At, key: str, known: Mapping[str, Schema]) -> None:
        near = get_close_matches(key, known, 1)
        did = f"did you mean {near[0]!r}? " if near else ""
        where = _name(here.parent)
        at: Located = here.key()
        hint = f"{did}the keys here are {', '.join(known)}"
        self._problems.error("unknown-key", f"{where} has no key {key!r}", at, hint=hint)

    def _allows(self, value: Any, rules: Schema) -> bool:
        """Whether a scalar is as the rules demand; its type was looked at before."""
        if isinstance(value, str):
            pattern = rules.get("pattern")
            if pattern is not None and re.compile(pattern[1:-1]).fullmatch(value) is None:
                return False
            if len(value) < rules.get("minLength", 0):
                return False
        elif _KINDS["integer"](value) and not (
            rules.get("minimum", value) <= value <= rules.get("maximum", value)
        ):
            return False
        if "enum" in rules and value not in rules["enum"]:
            return False
        return "not" not in rules or not self._allows(value, self._resolved(rules["not"]))

    def _resolved(self, rules: Schema) -> Schema:
        if "$ref" not in rules:
            return rules
        target: Schema = self._root["$defs"][rules["$ref"].removeprefix("#/$defs/")]
        return {**target, **rules}


def _name(at: At) -> str:
    """How messages call a place: `operations.updateOrder`, and the file itself by its name."""
    if not at.tokens:
        return at.source.path.rpartition("/")[2]
    return ".".join(at.tokens)


def _described(value: Any) -> str:
    if value is None:
        return "empty"
    kind = next((kind for kind, fits in _KINDS.items() if fits(value)), None)
    return _WORDS[kind] if kind is not None else "a number"


def _must(rules: Schema) -> str:
    return str(rules.get("x-must", "a text that is not empty"))


def _hint(rules: Schema) -> str:
    return str(rules.get("x-hint") or rules.get("description") or f"write {_must(rules)}")
