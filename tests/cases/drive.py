"""Carries out one call of a case over a real socket and compares what went out and what came back.

In: the imported package and a `Call`. Out: nothing. Refuses, as an AssertionError, what differs from the call's text.
"""

from __future__ import annotations

import asyncio
import builtins
import datetime as dt
import email
import json
import warnings
from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import Enum
from types import ModuleType
from typing import Any

import pytest

from tests.cases.case import NOT_GIVEN, Answer, Call, Case, Sends
from tests.support.server import RecordingServer, Reply, Request, recording_server

SCOPE = {"Decimal": Decimal} | {
    n: getattr(dt, n) for n in ("date", "datetime", "timedelta", "timezone")
}


def drive(case: Case, package: ModuleType, call: Call, *, asynchronous: bool) -> None:
    """The call, made by the sync or the async client."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always" if call.warns is not None else "error")
        _drive(case, package, call, asynchronous=asynchronous)
    if call.warns is not None:
        assert len(caught) == len(call.warns), [str(one.message) for one in caught]
        for one, text in zip(caught, call.warns, strict=True):
            said = text.replace("`Sh", "`AsyncSh").replace("`Store(", "`AsyncStore(")
            assert str(one.message).startswith((text, said) if asynchronous else text)
            assert one.category is DeprecationWarning
            assert one.filename in ("<string>", __file__), "the warning is not at the caller's line"


def _drive(case: Case, package: ModuleType, call: Call, *, asynchronous: bool) -> None:
    answer = call.answer or Answer()
    reply = Reply(answer.status, headers=answer.all_headers, body=answer.body)
    with recording_server([reply] if call.sends else []) as server:
        run = _async_run if asynchronous else _sync_run
        outcome = _Outcome.of(lambda: run(case, package, call, server))
        assert len(server.requests) == (call.sends is not None), outcome
        if call.sends:
            check_request(call.sends, server.requests[0])
    check_outcome(call, outcome, _scope(package))


class _Outcome:
    """A result, or the error instead of it."""

    def __init__(self, result: Any, error: Exception | None) -> None:
        self.result, self.error = result, error

    def __repr__(self) -> str:
        return repr(self.error or self.result)

    @classmethod
    def of(cls, run: Callable[[], Any]) -> _Outcome:
        try:
            return cls(run(), None)
        except Exception as error:  # noqa: BLE001  any error at all may be what the case expects, or is its report
            return cls(None, error)


def _sync_run(case: Case, package: ModuleType, call: Call, server: RecordingServer) -> Any:
    with getattr(package, case.client)(**_options(call, server)) as client:
        return eval(f"client.{call.call}", _scope(package), {"client": client})


def _async_run(case: Case, package: ModuleType, call: Call, server: RecordingServer) -> Any:
    async def run() -> Any:
        async with getattr(package, f"Async{case.client}")(**_options(call, server)) as client:
            return await eval(f"client.{call.call}", _scope(package), {"client": client})

    return asyncio.run(run())


def _options(call: Call, server: RecordingServer) -> dict[str, Any]:
    where = {} if call.base_path is None else {"base_url": server.url + call.base_path}
    return {"max_retries": 0, **where, **call.client}


def _scope(package: ModuleType) -> dict[str, Any]:
    public = {name: getattr(package, name) for name in package.__all__}
    return {**SCOPE, **public, "package": package}


def check_request(expected: Sends, request: Request) -> None:
    """Method and target, the headers that are named, and the body to the byte."""
    assert f"{request.method} {request.target}" == expected.line
    for name, value in expected.headers.items():
        assert request.headers.get(name.lower()) == value, name
    if expected.body is not None:
        assert request.body == expected.body.encode()
    if expected.parts is not None:
        assert _parts(request) == [_part(part) for part in expected.parts]


def _parts(request: Request) -> list[tuple[str, bytes]]:
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + request.body)
    assert message.get_content_type() == "multipart/form-data"
    return [
        (str(part.get_param("name", header="content-disposition")), part.get_payload(decode=True))
        for part in message.get_payload()
    ]


def _part(part: Mapping[str, str]) -> tuple[str, bytes]:
    return part["name"], bytes.fromhex(part["hex"]) if "hex" in part else part["text"].encode()


def check_outcome(call: Call, outcome: _Outcome, scope: Mapping[str, Any]) -> None:
    """The result or the error, and what the case reads off it."""
    if call.raises is None:
        if outcome.error is not None:
            raise outcome.error
        if call.returns is not NOT_GIVEN:
            assert _exact(plain(outcome.result)) == _exact(call.returns)
    else:
        kind = scope.get(call.raises) or getattr(builtins, call.raises)
        with pytest.raises(kind) as caught:
            raise outcome.error or AssertionError(f"gave {outcome.result!r}")
        for text in call.says:
            assert text in str(caught.value)
    local = {"result": outcome.result, "error": outcome.error}
    for expression, expected in call.reads.items():
        assert repr(eval(expression, dict(scope), local)) == expected, expression


def plain(value: Any) -> Any:
    """A result as plain JSON values, as a reader of the case would write it."""
    match value:
        case Enum():
            return value.value
        case list():
            return [plain(item) for item in value]
        case dict():
            return {key: plain(item) for key, item in value.items()}
        case Decimal():
            return str(value)
        case dt.date():
            return value.isoformat()
        case _ if hasattr(value, "to_dict"):
            return value.to_dict()
        case _:
            return value


def _exact(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
