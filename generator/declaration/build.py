"""`client.yaml` to a `Declaration`.

In: the file as a `Source`. Out: frozen values. Refuses: what the JSON Schema does not allow, two arguments or classes
of one name, a package whose import name cannot be derived.
"""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator, Mapping
from typing import Any

from generator.declaration.check import check
from generator.declaration.model import (
    Credential,
    Declaration,
    ErrorClass,
    Errors,
    Header,
    OperationOptions,
    Waiver,
    environment_name,
)
from generator.declaration.pins import KEY, check_pins, read_pins
from generator.diagnostics import Problems
from generator.labels import compared
from generator.source import At, Key, Source

DEFAULT_VERSION = "0.1.0"


def load(source: Source, problems: Problems) -> Declaration:
    """The declaration in a `client.yaml`.

    Raises `ProblemsFound` with everything that is wrong with it.
    """
    if source.data is None:
        problems.stop_if_any()
    _check_form(source, problems)
    check(source.root, problems)
    problems.stop_if_any()
    _check_unique(source.root, problems)
    check_pins(source.root.at(KEY), source.root.at("client"), problems)
    import_name = _import_name(source.root, problems)
    problems.stop_if_any()
    return _build(source.root, import_name)


def _check_form(source: Source, problems: Problems) -> None:
    """`write_names` appends lines, so the file has to be made of lines."""
    place = source.root.place()
    if isinstance(source.data, dict) and (place.column > 1 or source.text.lstrip()[:1] == "{"):
        message = "the keys do not begin their lines"
        hint = "write one key a line, without a bracket or spaces before it: package: my-api"
        problems.error("declaration-form", message, source.root, hint=hint)


def _check_unique(root: At, problems: Problems) -> None:
    """The client's arguments, the classes of error codes, and labels are scopes of their own."""
    for kind, claims in (("argument", _arguments(root)), ("class", _error_classes(root))):
        taken: dict[str, At] = {}
        for at in claims:
            other = taken.setdefault(at.value, at)
            if other is not at:
                message = f"the {kind} {at.value!r} is declared twice"
                problems.error("declared-twice", message, at, other, hint="rename one of the two")
    taken_labels: dict[str, Key] = {}
    for label in root.value.get("urls", {}):
        key = root.at("urls", label).key()
        other_key = taken_labels.setdefault(compared(label), key)
        if other_key is not key:
            message = f"the label {label!r} is declared twice: an index reads it without case and punctuation"
            problems.error("declared-twice", message, key, other_key, hint="delete one of the two")


def _arguments(root: At) -> Iterator[At]:
    for part in ("credentials", "headers"):
        for name in root.value.get(part, {}):
            yield root.at(part, name, "argument")


def _error_classes(root: At) -> Iterator[At]:
    for code in root.value.get("errors", {}).get("classes", {}):
        yield root.at("errors", "classes", code, "name")


def _import_name(root: At, problems: Problems) -> str:
    data: Mapping[str, Any] = root.value
    name = str(data.get("import") or re.sub(r"[-_.]+", "_", data["package"]).lower())
    if not re.fullmatch(r"[a-z]\w*", name) or keyword.iskeyword(name):
        message = f"no module can be called {name!r}, which follows from the package's name"
        hint = "say under which name it is imported: add `import: a_name`"
        problems.error("import-name", message, root.at("package"), hint=hint)
    return name


def _build(root: At, import_name: str) -> Declaration:
    data: Mapping[str, Any] = root.value
    return Declaration(
        package=data["package"],
        import_name=import_name,
        version=data.get("version", DEFAULT_VERSION),
        client=data["client"],
        license=data.get("license"),
        urls=dict(data.get("urls", {})),
        credentials=_credentials(root.at("credentials"), data, import_name),
        headers=_headers(root.at("headers"), data),
        servers=dict(data.get("servers", {})),
        errors=_errors(root.at("errors"), data.get("errors", {})),
        request_id=data.get("request_id"),
        operations=_operations(root.at("operations"), data),
        waivers=_waivers(root.at("waive"), data),
        names=read_pins(root.at(KEY)),
        renamed=dict(data.get("renamed", {})),
        at=root,
    )


def _credentials(at: At, data: Mapping[str, Any], import_name: str) -> dict[str, Credential]:
    return {
        scheme: Credential(
            scheme=scheme,
            argument=entry["argument"],
            environment=entry.get("environment")
            or environment_name(import_name, entry["argument"]),
            at=at.at(scheme),
        )
        for scheme, entry in data.get("credentials", {}).items()
    }


def _headers(at: At, data: Mapping[str, Any]) -> dict[str, Header]:
    return {
        name: Header(
            wire_name=name,
            argument=entry["argument"],
            environment=entry.get("environment"),
            description=entry.get("description", ""),
            at=at.at(name),
        )
        for name, entry in data.get("headers", {}).items()
    }


def _errors(at: At, data: Mapping[str, Any]) -> Errors:
    classes = {
        code: ErrorClass(
            code=code,
            status=int(entry["status"]),
            name=entry["name"],
            description=entry.get("description", ""),
            at=at.at("classes", code),
        )
        for code, entry in data.get("classes", {}).items()
    }
    return Errors(
        code=tuple(data.get("code", ())), message=tuple(data.get("message", ())), classes=classes
    )


def _operations(at: At, data: Mapping[str, Any]) -> dict[str, OperationOptions]:
    return {
        name: OperationOptions(
            id=name,
            result=entry.get("result"),
            idempotent=entry.get("idempotent"),
            resource=entry.get("resource"),
            media_type=entry.get("media_type"),
            at=at.at(name),
        )
        for name, entry in data.get("operations", {}).items()
    }


def _waivers(at: At, data: Mapping[str, Any]) -> tuple[Waiver, ...]:
    return tuple(
        Waiver(code=entry["code"], pointer=entry["at"], at=at.at(index))
        for index, entry in enumerate(data.get("waive", ()))
    )
