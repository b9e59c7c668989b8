"""One case: a folder with a document, its client.yaml and calls.yaml, read into frozen values.

In: a folder beside this file. Out: a `Case`. Refuses a key that calls.yaml does not have, so that no expectation is
overlooked for a slip of the pen. calls.yaml:

    about:       what the case is about, in a sentence
    operations:  every operation of the document, by operationId or `METHOD /path`, and the method that it becomes
    calls:
      - it:           what the call shows
        call:         the call as a consumer writes it after `client.`; public names of the package are in scope, and
                      date, datetime, timezone, Decimal
        typed:        false if type checkers refuse the call (default: they accept it)
        type:         the static type of what it gives (default: not asked)
        client:       arguments of the client (default: none)
        environment:  environment variables
        base_path:    what follows the server's origin in `base_url`; null: no base_url at all
        sends:        line (method and target), headers (null: not there), and body (exact) or parts (of multipart);
                      without `sends` nothing may reach the server
        answer:       status (200), headers, and json, text or hex
        returns:      the result in plain JSON values, compared exactly: 1 is not 1.0
        raises:       the class of the error, from the package or a builtin, instead of `returns`
        says:         texts that the error's message holds
        reads:        expressions over `result` or `error`, and their repr()
        warns:        what every DeprecationWarning begins with, in order, each at the line of the call or of what reads
                      its result (default: not asked); old names of the package are those of `package`
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import yaml

HERE = Path(__file__).parent
METHODS = frozenset({"get", "put", "post", "delete", "options", "head", "patch", "trace"})
NOT_GIVEN: Any = object()
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sends:
    line: str
    headers: Mapping[str, str | None] = field(default_factory=dict)
    body: str | None = None
    parts: list[Mapping[str, str]] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    json: Any = NOT_GIVEN
    text: str = ""
    hex: str = ""

    @property
    def body(self) -> bytes:
        if self.json is not NOT_GIVEN:
            return json.dumps(self.json, ensure_ascii=False).encode()
        return bytes.fromhex(self.hex) or self.text.encode()

    @property
    def all_headers(self) -> dict[str, str]:
        typed = {"Content-Type": "application/json"} if self.json is not NOT_GIVEN else {}
        return {**typed, **self.headers}


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    it: str
    call: str
    typed: bool = True
    type: str | None = None
    client: Mapping[str, Any] = field(default_factory=dict)
    environment: Mapping[str, str] = field(default_factory=dict)
    base_path: str | None = ""
    sends: Sends | None = None
    answer: Answer | None = None
    returns: Any = NOT_GIVEN
    raises: str | None = None
    says: tuple[str, ...] = ()
    reads: Mapping[str, str] = field(default_factory=dict)
    warns: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    about: str
    operations: Mapping[str, str]
    calls: tuple[Call, ...]
    package: str
    client: str

    @property
    def folder(self) -> Path:
        return HERE / self.name


def names() -> list[str]:
    """All cases, by the names of their folders."""
    return sorted(path.parent.name for path in HERE.glob("*/calls.yaml"))


@cache
def read(name: str) -> Case:
    """The case in that folder."""
    folder = HERE / name
    declared = yaml.safe_load((folder / "client.yaml").read_text("utf-8"))
    data = yaml.safe_load((folder / "calls.yaml").read_text("utf-8"))
    return _known(
        Case,
        {
            **data,
            "name": name,
            "calls": tuple(_call(call) for call in data["calls"]),
            "package": declared["package"].replace("-", "_"),
            "client": declared["client"],
        },
    )


def document(case: Case) -> Any:
    """The case's document, every scalar as the text that stands there."""
    return _texts(next(case.folder.glob("openapi.*")))


def operations(case: Case) -> list[str]:
    """The operations of the case's document, counted without the generator's help."""
    found = []
    for path, written in document(case)["paths"].items():
        item = _resolved(case, written)
        found += [
            item[method].get("operationId", f"{method.upper()} {path}")
            for method in METHODS & set(item)
        ]
    return sorted(found)


def _resolved(case: Case, item: Any) -> Any:
    while "$ref" in item:
        file, _, pointer = item["$ref"].partition("#/")
        item = _texts(case.folder / file) if file else document(case)
        for token in pointer.split("/"):
            item = item[token]
    return item


def _texts(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader)


def _call(data: Mapping[str, Any]) -> Call:
    values = dict(data)
    if "sends" in values:
        values["sends"] = _known(Sends, values["sends"])
    if "answer" in values:
        values["answer"] = _known(Answer, values["answer"])
    values["says"] = tuple(values.get("says", ()))
    if "warns" in values:
        values["warns"] = tuple(values["warns"])
    return _known(Call, values)


def _known(kind: type[T], values: Mapping[str, Any]) -> T:
    unknown = set(values) - {f.name for f in fields(kind)}  # type: ignore[arg-type]
    assert not unknown, f"{kind.__name__} has no {sorted(unknown)}"
    return kind(**values)
