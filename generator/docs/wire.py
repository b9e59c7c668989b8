"""The request of a sample, as curl and as HTTP: what the package sends for the same call.

In: an operation and its sample values. Out: `Sent`. Refuses a call without a finite example (`NoSample`).

Values are written by the runtime's own functions, so that the docs cannot say it otherwise; a body's JSON is laid out
for people.
"""

from __future__ import annotations

import json
import shlex
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, quote_plus, urlsplit

from generator import ir
from generator.canonical import Schema
from generator.runtime import parameters as written
from generator.runtime.auth import Placed
from generator.runtime.prepared import Draft, PreparedRequest
from generator.views.calls import base_of
from generator.views.notes import sampled_headers
from generator.views.samples import NoSample, Samples

_IN_PATHS = "/%:@!$&'()*+,;={}"
"""What a path holds as it is (RFC 3986, 3.3), and the brackets of its template."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A request twice: for a shell, and as RFC 9112 writes it, with a key's name in angle brackets for the key.

    So are the headers of the client that samples show.
    """

    curl: str
    http: str


def sent(operation: ir.Operation, api: ir.Api, samples: Samples) -> Sent:
    """The request of the sample call."""
    headers: list[tuple[str, str]] = []
    path = quote(operation.path, safe=_IN_PATHS)
    pairs: list[str] = []
    cookies: list[str] = []
    for parameter in operation.parameters:
        if not samples.is_given(parameter):
            continue
        _, value = samples.given(operation.id, parameter)
        try:
            _write(parameter, value, pairs, headers, cookies)
            if parameter.where == "path":
                said = written.in_path(parameter.name, parameter.style, parameter.explode, value)
                path = path.replace(quote(f"{{{parameter.name}}}", safe=_IN_PATHS), said)
        except (TypeError, ValueError):
            raise NoSample(parameter.name) from None
    if cookies:
        headers.append(("Cookie", "; ".join(cookies)))
    query = f"?{'&'.join(pairs)}" if pairs else ""
    headers.insert(0, ("Accept", operation.accept))
    body, parts = _body(operation, samples)
    if operation.body is not None and body is not None:
        headers.append(("Content-Type", operation.body.media_type))
    draft = Draft(
        operation.method.upper(), f"{base_of(api).rstrip('/')}{path}{query}", tuple(headers), body
    )
    placed = (*_placed(operation, api), *_own(operation, api))
    curl = PreparedRequest(draft, placed).as_curl()
    curl += "".join(f" \\\n  -F {shlex.quote(part)}" for part in parts)
    curl += "".join(f' \\\n  -u "${{{name}}}"' for name in _basic(operation, api))
    return Sent(curl, _http(draft, placed, parts, bool(_basic(operation, api))))


def _write(
    parameter: ir.Parameter,
    value: Any,
    pairs: list[str],
    headers: list[tuple[str, str]],
    cookies: list[str],
) -> None:
    name, style, explode = parameter.name, parameter.style, parameter.explode
    match parameter.where:
        case "query" if parameter.allow_reserved:
            pairs += written.in_query(name, style, explode, value, written.percent_reserved)
        case "query":
            pairs += written.in_query(name, style, explode, value)
        case "cookie":
            cookies += written.in_query(name, style, explode, value, written.percent_cookie)
        case "header":
            headers.append((name, written.in_header(style, explode, value)))
        case "path":
            pass


def _body(operation: ir.Operation, samples: Samples) -> tuple[bytes | None, list[str]]:
    """The bytes of the body, or the parts of a multipart one as curl takes them."""
    if operation.body is None:
        return None, []
    _, given = samples.given_body(operation.id, operation.body)
    if not operation.body.required and given == {}:
        return None, []
    match operation.body.encoding:
        case "json":
            return json.dumps(given, indent=2, ensure_ascii=False).encode(), []
        case "form":
            return "&".join(_form(given)).encode(), []
        case "multipart":
            slots = samples.canonical.inputs[operation.body.id]["properties"]
            return None, [_part(name, item, slots[name]) for name, item in given.items()]
        case "text" | "bytes":
            return _text(given).encode(), []


def _part(name: str, given: Any, slot: Schema) -> str:
    """A part as `curl -F` takes it: bytes are a file."""
    return f"{name}=@{name}" if slot.get("format") == "binary" else f"{name}={_text(given)}"


def _form(given: Mapping[str, Any]) -> list[str]:
    listed = [(k, i) for k, v in given.items() for i in (v if isinstance(v, list) else [v])]
    return [f"{quote_plus(k)}={quote_plus(_text(i))}" for k, i in listed if i is not None]


def _text(given: Any) -> str:
    return given if isinstance(given, str) else written.compact_json(given)


def _placed(operation: ir.Operation, api: ir.Api) -> tuple[Placed, ...]:
    """The credentials of the first alternative, by their environment variables."""
    return tuple(_place(one) for one in _needed(operation, api) if one.kind != "basic")


def _basic(operation: ir.Operation, api: ir.Api) -> list[str]:
    return [one.environment for one in _needed(operation, api) if one.kind == "basic"]


def _needed(operation: ir.Operation, api: ir.Api) -> list[ir.Credential]:
    known = {credential.scheme: credential for credential in api.credentials}
    schemes = operation.security[0] if operation.security else ()
    return [known[scheme] for scheme in schemes if scheme in known]


def _place(credential: ir.Credential) -> Placed:
    variable = credential.environment
    match credential.kind:
        case "header" | "query" | "cookie":
            return Placed(credential.kind, credential.wire_name, "", variable, variable)
        case "basic":
            return Placed("header", "Authorization", "Basic ", variable, variable)
        case "bearer" | "oauth2" | "openIdConnect":
            return Placed("header", "Authorization", "Bearer ", variable, variable)


def _own(operation: ir.Operation, api: ir.Api) -> Iterator[Placed]:
    """The client's own headers by their environment variables; without one, the sample call has none either."""
    taken = {p.name.lower() for p in operation.parameters if p.where == "header"}
    for header in sampled_headers(api):
        name = header.environment
        if name is not None and header.wire_name.lower() not in taken:
            yield Placed("header", header.wire_name, "", name, name)


def _http(draft: Draft, placed: tuple[Placed, ...], parts: list[str], basic: bool) -> str:
    shown = [Placed(p.where, p.name, p.before, f"<{p.secret}>", None) for p in placed]
    shown += [
        Placed("header", "Authorization", "Basic ", "<user:password in Base64>", None)
    ] * basic
    url = urlsplit(draft.url)
    query = "&".join(
        [*filter(None, [url.query]), *(f"{p.name}={p.text}" for p in shown if p.where == "query")]
    )
    target = f"{url.path or '/'}{f'?{query}' if query else ''}"
    lines = [f"{draft.method} {target} HTTP/1.1", f"Host: {url.netloc}"]
    lines += [f"{name}: {text}" for name, text in draft.wire_headers(tuple(shown))]
    if parts:
        lines += ["Content-Type: multipart/form-data; boundary=part", ""]
        lines += [line for part in parts for line in _part_lines(part)]
        return "\n".join([*lines, "--part--"])
    if draft.body is not None:
        lines.append(f"Content-Length: {len(draft.body)}")
        lines += ["", draft.body.decode("utf-8", "replace")]
    return "\n".join(lines)


def _part_lines(part: str) -> list[str]:
    """A part as RFC 7578 has it."""
    name, _, value = part.partition("=")
    file = f'; filename="{name}"' if value.startswith("@") else ""
    shown = "<the bytes of the file>" if file else value
    return ["--part", f'Content-Disposition: form-data; name="{name}"{file}', "", shown]
