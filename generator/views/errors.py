"""`errors.py` of a package: a class for each documented error status and for each declared error code.

In: `ir.Api` and `Names`. Out: `ErrorsView`. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from generator import ir
from generator.literals import Source, anchor, code, docstring, identifier, join, string, value
from generator.names import Names
from generator.views.addresses import see
from generator.views.text import humanize, says_something, sentence

GENERAL = ("NotSent", "OutcomeUnknown", "RequestInvalid", "ResponseInvalid", "StatusError")
"""The runtime's own errors, which every package has."""
_UNANSWERED = tuple(name for name in GENERAL if name != "StatusError")
_DOC = """Every error that a call can raise.

{}

`outcome` says what is known about the effect of the call; `request` is what was to be sent, its secrets hidden.

"""
_OUTCOMES = {
    "RequestInvalid": "an argument is not allowed: nothing was sent",
    "NotSent": "no request reached the server",
    "OutcomeUnknown": "the connection broke: nobody knows whether it was done",
    "ResponseInvalid": "it was done, but the answer is not as documented",
    "StatusError": "the server refused",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorClassView:
    """One class: its name, its base, and when it is raised."""

    name: Source
    base: Source
    doc: Source
    said: tuple[Source, ...]
    """What its answers have in common: `status = 428`, `code: str | None = "ORDER_IS_PENDING"`."""
    entry: Source
    """`404: NotFound`, or `(428, "ORDER_IS_PENDING"): OrderIsPending`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorsView:
    """Everything that `errors.py` prints."""

    module_doc: Source
    base: Source
    """`WixOrdersError`."""
    general: Source
    classes: tuple[ErrorClassView, ...]
    statuses: Source
    codes: Source
    public: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class ErrorClass:
    """One line of the table of errors: the class, below which one, for what, and when."""

    name: str
    base: str
    status: str
    """`404` or `4XX`."""
    code: str | None
    when: str


def error_classes(api: ir.Api, names: Names) -> tuple[ErrorClass, ...]:
    """A class for each range, for each status below its range, and for each code below its status."""
    found = []
    for status in sorted([*api.error_ranges, *map(str, api.error_statuses)], key=_broadest_first):
        name, span = names.statuses[status], f"{status[0]}XX"
        base = names.statuses[span] if status != span in api.error_ranges else "StatusError"
        found.append(ErrorClass(name, base, status, None, _when(api, status)))
        for error in api.error_codes:
            if str(error.status) == status:
                when = sentence(error.description)
                found.append(ErrorClass(names.codes[error.code], name, status, error.code, when))
    return tuple(found)


def _broadest_first(status: str) -> tuple[str, bool, str]:
    return status[0], not status.endswith("XX"), status


def errors_view(api: ir.Api, names: Names) -> ErrorsView:
    """The view of `errors.py`."""
    classes = error_classes(api, names)
    base = base_name(api)
    views = tuple(_class_view(error, api.docs_url) for error in classes)
    by_status = [v for v, e in zip(views, classes, strict=True) if e.code is None]
    by_code = [v for v, e in zip(views, classes, strict=True) if e.code is not None]
    public = sorted([base, *GENERAL, *(error.name for error in classes)])
    said = _DOC.format(_tree(base, classes)) + see(api.docs_url, "errors.md")
    return ErrorsView(
        module_doc=docstring(said, indent=0),
        base=base,
        general=join(", ", [identifier(name) for name in GENERAL]),
        classes=views,
        statuses=_mapping(by_status),
        codes=_mapping(by_code),
        public=tuple(string(name) for name in public),
    )


def base_name(api: ir.Api) -> Source:
    """The root of the package's errors: `WixOrdersError`."""
    return code("{}Error", identifier(api.client_class))


def _class_view(error: ErrorClass, docs_url: str) -> ErrorClassView:
    lead = f"{error.status} `{error.code}`" if error.code else error.status
    said = error.when or (f"{humanize(error.name)}." if error.code is None else "")
    parts = [f"{lead}: {said}" if said else f"{lead}."]
    parts.append(see(docs_url, "errors.md", anchor(error.name)))
    return ErrorClassView(
        name=identifier(error.name),
        base=identifier(error.base),
        doc=docstring("\n\n".join(part for part in parts if part), indent=4),
        said=_said(error),
        entry=_entry(error),
    )


def _said(error: ErrorClass) -> tuple[Source, ...]:
    """Told once, by the broadest class for which it holds; a range has no status of its own."""
    if error.code is not None:
        return (code("code: str | None = {}", string(error.code)),)
    return () if error.status.endswith("XX") else (code("status = {}", value(int(error.status))),)


def _entry(error: ErrorClass) -> Source:
    """Where the runtime looks the class up; a range stands for all of its statuses."""
    name = identifier(error.name)
    if error.status.endswith("XX"):
        first = int(error.status[0]) * 100
        return code("**dict.fromkeys(range({}, {}), {})", value(first), value(first + 100), name)
    status = value(int(error.status))
    if error.code is None:
        return code("{}: {}", status, name)
    return code("({}, {}): {}", status, string(error.code), name)


def _mapping(views: Sequence[ErrorClassView]) -> Source:
    return code("{{{}}}", join(", ", [view.entry for view in views]))


def _when(api: ir.Api, status: str) -> str:
    """What the documents say of a status; nothing where operations say different things."""
    said = {
        sentence(reply.description)
        for resource in api.resources
        for operation in resource.operations
        for reply in operation.errors
        if reply.status == status and says_something(reply.description)
    }
    return said.pop() if len(said) == 1 else ""


def _tree(base: str, classes: Sequence[ErrorClass]) -> str:
    children = {base: [(name, _OUTCOMES[name]) for name in (*_UNANSWERED, "StatusError")]}
    for error in classes:
        children.setdefault(error.base, []).append((error.name, error.code or error.status))
    lines = list(_branches(base, children, "    "))
    width = max(len(branch) for branch, _ in lines)
    return "\n".join([f"    {base}", *(f"{branch:<{width}}  {text}" for branch, text in lines)])


def _branches(
    parent: str, children: Mapping[str, Sequence[tuple[str, str]]], margin: str
) -> Iterator[tuple[str, str]]:
    """What stands below a class: its branch and name, and what is said of it."""
    below = children.get(parent, ())
    for number, (name, text) in enumerate(below, 1):
        last = number == len(below)
        yield f"{margin}{'└' if last else '├'}── {name}", text
        yield from _branches(name, children, margin + ("    " if last else "│   "))
