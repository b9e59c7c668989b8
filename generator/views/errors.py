"""`errors.py` of a package: a class for each documented error status and for each declared error code.

In: `ir.Api` and `Names`. Out: `ErrorsView`. Refuses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator import ir
from generator.literals import Source, code, docstring, identifier, join, string, value
from generator.names import Names
from generator.views.text import humanize, says_something, sentence

GENERAL = ("NotSent", "OutcomeUnknown", "RequestInvalid", "ResponseInvalid", "StatusError")
"""The runtime's own errors, which every package has."""
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
    key: Source
    """`404`, or `(428, "ORDER_IS_PENDING")`."""


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
    status: int
    code: str | None
    when: str


def error_classes(api: ir.Api, names: Names) -> tuple[ErrorClass, ...]:
    """A class for each status, followed by those of its codes."""
    found = []
    for status in api.error_statuses:
        name = names.statuses[str(status)]
        found.append(ErrorClass(name, "StatusError", status, None, _when(api, status)))
        for error in api.error_codes:
            if error.status == status:
                when = sentence(error.description)
                found.append(ErrorClass(names.codes[error.code], name, status, error.code, when))
    return tuple(found)


def errors_view(api: ir.Api, names: Names) -> ErrorsView:
    """The view of `errors.py`."""
    classes = error_classes(api, names)
    base = base_name(api)
    views = tuple(_class_view(error) for error in classes)
    by_status = [v for v, e in zip(views, classes, strict=True) if e.code is None]
    by_code = [v for v, e in zip(views, classes, strict=True) if e.code is not None]
    public = sorted([base, *GENERAL, *(error.name for error in classes)])
    return ErrorsView(
        module_doc=docstring(_DOC.format(_tree(base, classes)), indent=0),
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


def _class_view(error: ErrorClass) -> ErrorClassView:
    if error.code is None:
        said = (
            f"{error.status}: {error.when}"
            if error.when
            else f"{error.status} {humanize(error.name)}."
        )
        key = value(error.status)
    else:
        lead = f"{error.status} `{error.code}`"
        said = f"{lead}: {error.when}" if error.when else f"{lead}."
        key = code("({}, {})", value(error.status), string(error.code))
    return ErrorClassView(
        name=identifier(error.name),
        base=identifier(error.base),
        doc=docstring(said, indent=4),
        key=key,
    )


def _mapping(views: Sequence[ErrorClassView]) -> Source:
    return code("{{{}}}", join(", ", [code("{}: {}", view.key, view.name) for view in views]))


def _when(api: ir.Api, status: int) -> str:
    """What the documents say of a status; nothing where operations say different things."""
    said = {
        sentence(reply.description)
        for resource in api.resources
        for operation in resource.operations
        for reply in operation.errors
        if reply.status == str(status) and says_something(reply.description)
    }
    return said.pop() if len(said) == 1 else ""


def _tree(base: str, classes: Sequence[ErrorClass]) -> str:
    lines = [(f"├── {name}", _OUTCOMES[name]) for name in GENERAL if name != "StatusError"]
    lines.append(("└── StatusError", _OUTCOMES["StatusError"]))
    tops = [error for error in classes if error.code is None]
    for error in tops:
        last = error is tops[-1]
        lines.append((f"    {'└' if last else '├'}── {error.name}", str(error.status)))
        below = [e for e in classes if e.base == error.name and e.code is not None]
        for child in below:
            branch = "└" if child is below[-1] else "├"
            lines.append(
                (f"    {' ' if last else '│'}   {branch}── {child.name}", child.code or "")
            )
    width = max(len(branch) for branch, _ in lines)
    rows = [f"    {branch:<{width}}  {text}".rstrip() for branch, text in lines]
    return "\n".join([f"    {base}", *rows])
