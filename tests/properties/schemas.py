"""JSON values that a JSON Schema allows, values near them, and the schema's own verdict.

In: a document of OpenAPI 3.1, or of 3.0 that uses nothing that JSON Schema lacks. Out: strategies, and validators by
`jsonschema`, which know nothing of the generator. Refuses, as an AssertionError: keywords that no document here uses.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from typing import Any

from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.jsonschema import DRAFT202012

Schema = Mapping[str, Any] | bool
DOCUMENT = "urn:document"
DEEPEST = 3
"""Optional properties and items are left out further below."""
TIME = re.compile(r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(\.\d+)?([Zz]|[+-]\d\d:\d\d)", re.ASCII)
DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
DIGITS = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
checker = FormatChecker(formats=())


@checker.checks("date-time")
def is_time(value: object) -> bool:
    """RFC 3339, 5.6, apart from leap seconds and the year 0, which Python has no datetime for."""
    return not isinstance(value, str) or instant(value) is not None


@checker.checks("date")
def is_date(value: object) -> bool:
    if not isinstance(value, str):
        return True
    try:
        return bool(DATE.fullmatch(value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


@checker.checks("decimal")
def is_decimal(value: object) -> bool:
    """OpenAPI's format registry leaves the form open; this is the one that can be written back digit for digit."""
    return not isinstance(value, str) or DIGITS.fullmatch(value) is not None


def instant(text: str) -> datetime | None:
    """The instant that a date-time of RFC 3339 means, to the microsecond; its offset is part of the result."""
    found = TIME.fullmatch(text)
    if found is None:
        return None
    day, clock, fraction, offset = found.groups()
    micro = int(f"{(fraction or '.')[1:7]:0<6}")
    ahead = timedelta()
    if offset not in "Zz":
        ahead = timedelta(hours=int(offset[1:3]), minutes=int(offset[4:])) * int(f"{offset[0]}1")
        if int(offset[1:3]) > 23 or int(offset[4:]) > 59:
            return None
    try:
        made = datetime.fromisoformat(f"{day}T{clock}").replace(microsecond=micro)
    except ValueError:
        return None
    return made.replace(tzinfo=timezone(ahead) if ahead else UTC)


scalars = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=8)
    | st.sampled_from(
        ["1", "18.00", "2024-01-02", "2024-01-02T03:04:05Z", "1E+2", "", 1.0, 0, -0.0]
    )
)
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)
offsets = st.integers(-23 * 60 - 59, 23 * 60 + 59).map(
    lambda minutes: timezone(timedelta(minutes=minutes))
)


@st.composite
def times(draw: st.DrawFn) -> str:
    """Date-times in all forms of RFC 3339: any case, any precision, any offset."""
    when = draw(st.datetimes(min_value=datetime(1, 1, 3), max_value=datetime(9999, 12, 29)))  # noqa: DTZ001
    fraction = draw(st.from_regex(r"\A(\.[0-9]{1,9})?\Z"))
    offset = draw(st.sampled_from(["Z", "z", "-00:00", "+00:00"]) | offsets.map(_written))
    text = f"{when:%H:%M:%S}{fraction}"
    return f"{when.date().isoformat()}{draw(st.sampled_from('Tt'))}{text}{offset}"


def _written(offset: timezone) -> str:
    return datetime(2024, 1, 1, tzinfo=offset).isoformat()[-6:]


FORMATS: Mapping[str, st.SearchStrategy[str]] = {
    "date-time": times(),
    "date": st.dates().map(date.isoformat),
    "decimal": st.from_regex(DIGITS, fullmatch=True),
    "uuid": st.uuids().map(str),
}


@dataclass(frozen=True)
class Document:
    """An OpenAPI document as a place that schemas refer to."""

    tree: Mapping[str, Any]

    def validator(self, schema: Schema) -> Draft202012Validator:
        """The verdict of JSON Schema 2020-12, with formats and discriminators."""
        resource = DRAFT202012.create_resource(_tagged(self.tree))
        registry: Registry[Any] = Registry().with_resource(DOCUMENT, resource)
        absolute = json.loads(json.dumps(_tagged(schema)).replace('"#/', f'"{DOCUMENT}#/'))
        return Draft202012Validator(absolute, registry=registry, format_checker=checker)

    def found(self, schema: Schema) -> Mapping[str, Any]:
        """The schema that a reference leads to."""
        if isinstance(schema, bool):
            return {} if schema else {"not": {}}
        while "$ref" in schema:
            assert set(schema) <= {"$ref", "description", "deprecated", "readOnly"}, schema
            node: Any = self.tree
            for step in schema["$ref"].removeprefix("#/").split("/"):
                node = node[step.replace("~1", "/").replace("~0", "~")]
            schema = node
        return schema

    def valid(self, schema: Schema) -> st.SearchStrategy[Any]:
        """Values that `schema` allows."""
        values = st.composite(lambda draw: _Maker(self, draw).value(schema))()
        return values.filter(self.validator(schema).is_valid)


@dataclass(frozen=True)
class _Maker:
    """Makes one value that a schema allows, mostly."""

    document: Document
    draw: st.DrawFn

    def value(self, schema: Schema, depth: int = 0) -> Any:
        found = self.document.found(schema)
        for choice in ("oneOf", "anyOf"):
            if choice in found:
                branch = self.one_of(found[choice])
                value = self.value(branch, depth)
                tagged = "discriminator" in found and isinstance(value, dict)
                return value | _tag(found["discriminator"], branch) if tagged else value
        if "allOf" in found:
            own = {key: value for key, value in found.items() if key != "allOf"}
            parts = [self.value(part, depth) for part in [*found["allOf"], own] if part]
            objects = [part for part in parts if isinstance(part, dict)]
            return {key: value for part in objects for key, value in part.items()}
        if "const" in found:
            return found["const"]
        if "enum" in found:
            return self.one_of(found["enum"])
        kind = found.get("type", "object" if "properties" in found else None)
        return self.of_type(self.one_of(kind) if isinstance(kind, list) else kind, found, depth)

    def one_of(self, choices: Sequence[Any]) -> Any:
        return choices[self.draw(_below(len(choices)))]

    def of_type(self, kind: str | None, schema: Mapping[str, Any], depth: int) -> Any:
        low, high = schema.get("minimum"), schema.get("maximum")
        match kind:
            case "null":
                return None
            case "boolean":
                return self.draw(st.booleans())
            case "integer":
                whole = self.draw(st.integers(low, high))
                return float(whole) if abs(whole) < 9 and self.one_of([True, False]) else whole
            case "number":
                real = st.floats(low, high, allow_nan=False, allow_infinity=False)
                return self.draw(self.one_of([real, st.integers(low, high)]))
            case "string":
                return self.draw(_texts(schema))
            case "array":
                return self.array(schema, depth)
            case "object":
                return self.object(schema, depth)
            case _:
                return self.draw(anything)

    def array(self, schema: Mapping[str, Any], depth: int) -> list[Any]:
        least = schema.get("minItems", 0)
        most = 0 if depth > DEEPEST else min(schema.get("maxItems", 3), 3)
        size = max(least, self.draw(_below(most + 1)))
        return [self.value(schema.get("items", {}), depth + 1) for _ in range(size)]

    def object(self, schema: Mapping[str, Any], depth: int) -> dict[str, Any]:
        properties = schema.get("properties", {})
        names = dict.fromkeys(schema.get("required", ()))
        optional = sorted(properties)
        if optional and depth <= DEEPEST:
            size = self.draw(_below(7 - depth))
            names |= dict.fromkeys(self.one_of(optional) for _ in range(size))
        made = {name: self.value(properties.get(name, {}), depth + 1) for name in names}
        more = schema.get("additionalProperties", True)
        if more is not False and depth <= DEEPEST and self.one_of([False, True]):
            name = self.one_of([snake(name) for name in [*optional, "new", "a/b~"]])
            if name not in properties:
                made[name] = self.value(more, depth + 1)
        return made


def _tag(discriminator: Mapping[str, Any], branch: Mapping[str, Any]) -> dict[str, str]:
    """What says that an object is of this branch (OpenAPI 3.1, "Discriminator Object")."""
    mapping, name = discriminator.get("mapping", {}), branch["$ref"].rsplit("/", 1)[-1]
    tags = [tag for tag, target in mapping.items() if target.rsplit("/", 1)[-1] == name]
    return {discriminator["propertyName"]: (tags or [name])[0]}


def _tagged(schema: Any) -> Any:
    """The schema with its discriminators as keywords of JSON Schema, to which they are no more than annotations."""
    if isinstance(schema, list):
        return [_tagged(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _tagged(item) for key, item in schema.items()}
    if isinstance(schema.get("discriminator"), dict):
        for choice in ("oneOf", "anyOf"):
            for number, branch in enumerate(schema.get(choice, ())):
                ((name, tag),) = _tag(schema["discriminator"], branch).items()
                only = {"required": [name], "properties": {name: {"const": tag}}}
                made[choice][number] = {"allOf": [branch, only]}
    return made


@cache
def _below(end: int) -> st.SearchStrategy[int]:
    return st.integers(0, max(end - 1, 0))


def _texts(schema: Mapping[str, Any]) -> st.SearchStrategy[str]:
    low, high = schema.get("minLength", 0), schema.get("maxLength")
    if schema.get("format") in FORMATS:
        return FORMATS[schema["format"]]
    if "pattern" in schema:
        return st.from_regex(schema["pattern"])
    return st.text(min_size=low, max_size=min(high or 8, max(low, 8)))


def snake(wire: str) -> str:
    """What a property is probably called in Python."""
    return re.sub(r"[^a-z0-9]", "_", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", wire).lower())


@st.composite
def changed(
    draw: st.DrawFn, values: st.SearchStrategy[Any], put: st.SearchStrategy[Any] = anything
) -> Any:
    """Values in which something was put in place of something else, or taken out, up to three times."""
    value = [copy.deepcopy(draw(values))]
    for _ in range(draw(st.integers(0, 3))):
        holder, key = draw(st.sampled_from(places(value)))
        match draw(st.sampled_from(["near", "near", "any", "none"])):
            case "none" if isinstance(holder, dict):
                del holder[key]
            case "near":
                holder[key] = draw(st.sampled_from(near(holder[key])))
            case _:
                holder[key] = draw(put)
    return value[0]


def near(value: Any) -> list[Any]:
    """What an API may send instead, and a careless reader take for the same."""
    match value:
        case bool():
            return [int(value), str(value).lower(), None]
        case int() | float():
            return [str(value), value + 0.5, float(value), bool(value), None]
        case str():
            cut = [value[:-1], value.replace("T", " "), value.replace("t", " "), value[:10]]
            return [*cut, f"0{value}", f" {value}", f"{value}E0", len(value), [value], None]
        case list():
            return [{"0": value}, value[:1] * 2, (value or [""])[0], None]
        case _:
            return [[value], [], "", None]


def places(value: Any) -> list[tuple[Any, Any]]:
    """Every place in a value: what holds it, and under which key or index."""
    keys = value.keys() if isinstance(value, dict) else range(len(value))
    inner = [
        place
        for key in keys
        if isinstance(value[key], (dict, list))
        for place in places(value[key])
    ]
    return [*((value, key) for key in keys), *inner]
