"""The rules that Python, pydantic and our own classes set for names.

In: a wire text. Out: a Python name of one kind: a field, an argument, a method, a module, a class, an enum member.
Refuses nothing; clashes are for those who see all names of a scope.

Every name is an identifier in NFKC, no keyword, has no leading underscore (pydantic refuses those as fields, and they
read as private), and has at most `LONGEST` characters. What Python or a base class needs gets a trailing underscore
(PEP 8: `class_`), what cannot begin a name gets a word before it (`field_1st`).

`type` stays as it is, although Python 3.12 lists it as a soft keyword: it is a legal name everywhere, no generated
class body uses it, and it is one of the most frequent properties there are.
"""

from __future__ import annotations

import hashlib
import unicodedata

from generator.naming.reserved import (
    ANNOTATION_NAMES,
    CALL_ARGUMENTS,
    CLIENT_ARGUMENTS,
    CLIENT_ATTRIBUTES,
    DEVICE_NAMES,
    KEYWORDS,
    MODEL_ATTRIBUTES,
    PROTECTED_PREFIXES,
)
from generator.naming.words import pascal, snake, upper

LONGEST = 80
"""Characters in a name: four bytes each still fit a file system's 255."""


def field_name(wire: str, *, prefix: str = "field") -> str:
    """The attribute of a model for a property, and the argument for a parameter or body property."""
    name = _begun(snake(wire), f"{prefix}_")
    if name.startswith(PROTECTED_PREFIXES):
        return cut(f"{prefix}_{name}")
    return _aside(name, KEYWORDS | ANNOTATION_NAMES | MODEL_ATTRIBUTES)


def argument_name(wire: str) -> str:
    """A method's argument: it is the field of a model too, and stands beside `self`."""
    return _aside(field_name(wire, prefix="parameter"), CALL_ARGUMENTS)


def body_argument_name(field: str) -> str:
    """The argument for a body property whose field is called `field`."""
    return _aside(field, CALL_ARGUMENTS)


def method_name(wire: str) -> str:
    """The method for an operation id; for one without, written `GET /pets/{id}`, `get_pets_by_id`."""
    name = _begun(snake(_spoken(wire)), "call_")
    return _aside(name, KEYWORDS | {"self", "mro"})


def resource_name(tag: str) -> str:
    """The attribute of the client for a tag, and its module."""
    return _aside(_begun(snake(tag), "resource_"), KEYWORDS | CLIENT_ATTRIBUTES | DEVICE_NAMES)


def client_argument_name(text: str) -> str:
    """An argument of the client: a credential or a header."""
    return _aside(_begun(snake(text), "header_"), KEYWORDS | CLIENT_ARGUMENTS)


def class_name(text: str) -> str:
    """A class; it begins with a capital even in scripts that have none, so that no field can hide it."""
    name = pascal(_spoken(text))
    begins = name[0].isupper() or name[0].istitle()
    if not begins or not name.isidentifier() or name in KEYWORDS:
        name = f"Model{name}"
    return cut(name, "")


def member_name(value: object, text: str) -> str:
    """The member of an enum for `value`, whose JSON text is `text`."""
    match value:
        case str():
            name = upper(value)
        case bool() | None:
            name = text.upper()
        case _:
            name = f"VALUE_{upper(text)}"
    return _aside(_begun(name, "VALUE_"), KEYWORDS)


def cut(name: str, joint: str = "_") -> str:
    """`name` with at most `LONGEST` characters; what is cut is replaced by a hash of all of it."""
    if len(name) <= LONGEST:
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name[: LONGEST - len(joint) - 8].rstrip('_')}{joint}{digest}"


def file_key(path: str) -> str:
    """The same for two names or paths that are one on a file system that does not tell case or composition apart."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFD", path.casefold()).casefold())


def _begun(name: str, prefix: str) -> str:
    return cut(name if name.isidentifier() else prefix + name)


def _aside(name: str, taken: frozenset[str] | set[str]) -> str:
    return f"{name}_" if name in taken else name


def _spoken(wire: str) -> str:
    """`GET /pets/{id}/toys` as `get pets by id toys`; other texts as they are."""
    method, space, path = wire.partition(" /")
    if not space or not (method.isalpha() and method.isupper()):
        return wire
    segments = [segment for segment in path.split("/") if segment]
    said = [s.replace("{", " by ").replace("}", " ") for s in segments]
    return " ".join([method.lower(), *(said or ["root"])])
