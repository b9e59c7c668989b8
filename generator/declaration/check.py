"""`client.yaml` against its JSON Schema, in words.

In: a source. Out: problems, each at its place. Refuses: keys that the schema does not know, and values that it does not
allow.

`schemas/client.schema.json` is the one truth about the file, for editors and for this check. The jsonschema library
finds what is wrong; here it is told. The keyword `x-must` says in words what a pattern demands, `x-hint` what to do
where the description does not tell.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache, reduce
from operator import getitem
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.diagnostics import Problems
from generator.source import At

if TYPE_CHECKING:
    from jsonschema import ValidationError
    from jsonschema.protocols import Validator

SCHEMA_FILE = Path(__file__).parent.parent / "schemas" / "client.schema.json"

Schema = Mapping[str, Any]

_WORDS = {
    dict: "a mapping",
    list: "a list",
    str: "a text",
    bool: "true or false",
    int: "an integer",
    float: "a number",
    type(None): "empty",
}
_TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "integer": int}


@cache
def schema() -> Schema:
    """The JSON Schema of `client.yaml`."""
    loaded: Schema = json.loads(SCHEMA_FILE.read_text("utf-8"))
    return loaded


def check(root: At, problems: Problems) -> None:
    """Record a problem for everything in the document that the schema does not allow."""
    for error in _validator().iter_errors(root.value):
        _tell(error, root.at(*error.absolute_path), problems)


@cache
def _validator() -> Validator:
    from jsonschema import Draft202012Validator, ValidationError
    from jsonschema.validators import extend

    def whole(_: Any, pattern: str, text: Any, __: Any) -> Iterator[ValidationError]:
        """ECMA-262's `$` is the end; Python's also stands before a last newline."""
        if isinstance(text, str) and re.fullmatch(pattern, text) is None:
            yield ValidationError(f"{text!r} does not match")

    kind: type[Validator] = extend(Draft202012Validator, {"pattern": whole})  # type: ignore[no-untyped-call]
    return kind(_written_out(schema()))


def _written_out(rules: Any) -> Any:
    """The schema without references: what an error's schema says is then all that is said of the place."""
    if not isinstance(rules, dict):
        return rules
    target = schema()["$defs"][rules["$ref"].rpartition("/")[2]] if "$ref" in rules else {}
    merged = {**target, **rules}
    return {key: _written_out(inner) for key, inner in merged.items() if key[0] != "$"}


def _tell(error: ValidationError, at: At, problems: Problems) -> None:
    value: Any = error.instance
    rules: Any = error.schema
    path = [*error.absolute_schema_path]
    if error.validator == "type":
        wanted = _TYPES[rules["type"]]
        message = f"{_name(at)} must be {_WORDS[wanted]}, and is {_WORDS[type(value)]}"
        quote = wanted is str and isinstance(value, (bool, int, float))
        hint = f'put it in quotes: "{at.written()}"' if quote else _hint(rules)
        problems.error("wrong-type", message, at, hint=hint)
    elif error.validator == "required":
        for key in (key for key in rules["required"] if key not in value):
            message = f"{_name(at)} lacks the key {key!r}"
            hint = f"add `{key}: …`. {_hint(rules['properties'][key])}"
            problems.error("missing-key", message, at, hint=hint)
    elif error.validator == "additionalProperties":
        for key in (key for key in value if key not in rules["properties"]):
            near = get_close_matches(key, rules["properties"], 1)
            did = f"did you mean {near[0]!r}? " if near else ""
            message = f"{_name(at)} has no key {key!r}"
            hint = f"{did}the keys here are {', '.join(rules['properties'])}"
            problems.error("unknown-key", message, at.at(key).key(), hint=hint)
    elif path[-2] == "propertyNames":
        message = f"{_name(at)} has the key {value!r}; it must be {_must(rules)}"
        holder: Any = reduce(getitem, path[:-2], _validator().schema)  # type: ignore[arg-type]
        problems.error("invalid-key", message, at.at(value).key(), hint=_hint(holder))
    else:
        message = f"{_name(at)} is {value!r}; it must be {_must(rules)}"
        problems.error("invalid-value", message, at, hint=_hint(rules))


def _name(at: At) -> str:
    """How messages call a place: `operations.updateOrder`, and the file itself by its name."""
    if not at.tokens:
        return at.source.path.rpartition("/")[2]
    return ".".join(at.tokens)


def _must(rules: Schema) -> str:
    return str(rules.get("x-must", "a text that is not empty"))


def _hint(rules: Schema) -> str:
    return str(rules.get("x-hint") or rules.get("description") or f"write {_must(rules)}")
