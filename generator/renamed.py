"""What `renamed:` of client.yaml means for a package: which old names it goes on to take.

In: the declaration, and all that the package will hold. Out: `Renamed`. Refuses, each at its line: an old name that is
still one, a new name that there is not, a name that leads to another old one, and what cannot have two names.

An old name may be written with what its owner is called now or was called before: where `Order` became `Purchase`, its
field is `Order.note` as well as `Purchase.note`.
"""

from __future__ import annotations

import keyword
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from enum import EnumType

from generator import ir
from generator.canonical import Canonical
from generator.declaration import Declaration
from generator.diagnostics import Problems
from generator.names import Alias, AliasKind, Names, Renamed
from generator.naming.reserved import (
    BUILTINS,
    CALL_ARGUMENTS,
    CLASS_NAMES,
    CLIENT_ARGUMENTS,
    CLIENT_ATTRIBUTES,
    MODEL_ATTRIBUTES,
    PROTECTED_PREFIXES,
    RUNTIME_CLASSES,
)
from generator.public import Scope, held, wire_names

_WRITTEN = re.compile(r"(?:(\w+)\.)?(\w+)(?:\((\w+)\))?")
_WHERE: dict[AliasKind, str] = {
    "class": "the package",
    "argument": "{}()",
    "option": "{}()",
}
_HOLDERS: dict[AliasKind, str] = {
    "class": "package",
    "member": "class",
    "resource": "client",
    "operation": "resource",
    "argument": "method",
    "option": "client",
}
_LENT = CLASS_NAMES | RUNTIME_CLASSES | BUILTINS


def aliases(
    declaration: Declaration, canonical: Canonical, api: ir.Api, names: Names, problems: Problems
) -> Renamed:
    """The old names of the declaration, each below what its owner is called now."""
    if not declaration.renamed:
        return Renamed()
    known, wires = held(canonical, api, names), wire_names(canonical, names)
    return _Resolver(declaration, api.client_class, known, wires, problems).resolve()


# --- what is declared ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Resolver:
    declaration: Declaration
    client: str
    held: Mapping[Scope, set[str]]
    wires: Mapping[str, Mapping[str, str]]
    problems: Problems
    found: dict[Scope, dict[str, Alias]] = field(default_factory=dict)

    def resolve(self) -> Renamed:
        for old, new in self.declaration.renamed.items():
            scope = self._scope(old)
            if scope is not None:
                self._take(scope, old, new)
        return Renamed({scope: tuple(found.values()) for scope, found in self.found.items()})

    def _error(self, code: str, old: str, message: str, hint: str) -> None:
        at = self.declaration.at.at("renamed", old).key()
        self.problems.error(code, message, at, hint=hint)

    def _take(self, scope: Scope, old: str, new: str) -> None:
        kind = scope[0]
        if scope == ("class", "") and new == self.client:
            names = [(f, f.format(old), f.format(new)) for f in ("{}", "Async{}", "{}Error")]
            for form, name, now in names:
                self._add(scope, Alias(form.format(old), name, now))
            return
        if kind == "class" and new in (f"Async{self.client}", f"{self.client}Error"):
            first = old.removeprefix("Async").removesuffix("Error")
            hint = f"write `{first}: {self.client}`, and delete this line"
            message = f"the class {new} follows from {self.client}, and so do its old names"
            self._error("renamed-kind", old, message, hint)
            return
        self._add(scope, Alias(old, _last(old), new))

    def _add(self, scope: Scope, alias: Alias) -> None:
        if self._is_fine(scope, alias):
            known = self.found.setdefault(scope, {})
            if alias.name in known:
                message = f"{known[alias.name].old} and {alias.old} are one name"
                self._error("renamed-twice", alias.old, message, "delete one of the two lines")
                return
            known[alias.name] = alias

    def _is_fine(self, scope: Scope, alias: Alias) -> bool:
        kind, owner = scope
        held, where = self.held[scope], _WHERE.get(kind, "{}").format(owner)
        line = self._line(alias)
        if alias.name in held:
            message = f"{alias.old} is no old name: {where} still has {alias.name}"
            hint = "delete the line, or give the other thing another name under `names:`"
            self._error("renamed-taken", line, message, hint)
        elif alias.new not in held:
            self._no_such(scope, line, alias, where)
        elif not _is_a_name(alias.name):
            message = f"{alias.name} is no name in Python, and never was one of this API"
            self._error("renamed-kind", line, message, "delete the line")
        elif alias.name in _reserved(kind) or alias.name.startswith(PROTECTED_PREFIXES):
            message = (
                f"every {_HOLDERS[kind]} has {alias.name}: {alias.old} was never a name of this API"
            )
            self._error("renamed-kind", line, message, "delete the line")
        elif kind == "member" and self._is_wire_name(owner, alias):
            wire = self.wires[owner][alias.name]
            message = f"{owner} takes {alias.name!r} for {wire}, its name on the wire: it cannot mean {alias.new} too"
            hint = f"delete the line: requests that say {alias.name!r} mean {wire} now"
            self._error("renamed-taken", line, message, hint)
        else:
            return True
        return False

    def _line(self, alias: Alias) -> str:
        """The key of client.yaml that an alias comes from; those of a client come from the client's."""
        if alias.old in self.declaration.renamed:
            return alias.old
        return alias.old.removeprefix("Async").removesuffix("Error")

    def _is_wire_name(self, owner: str, alias: Alias) -> bool:
        return self.wires.get(owner, {}).get(alias.name, alias.new) != alias.new

    def _no_such(self, scope: Scope, line: str, alias: Alias, where: str) -> None:
        for old, new in self.declaration.renamed.items():
            if old != line and _last(old) == alias.new and self._scope(old, quiet=True) == scope:
                message = f"{alias.new} is an old name itself: it became {new}"
                hint = f"write `{line}: {new}`: each old name says what it is called now"
                self._error("renamed-chain", line, message, hint)
                return
        if scope == ("class", "") and alias.new in _LENT:
            message = f"{alias.new} is what every package has: no name of one API became it"
            hint = "delete the line: a name without a successor cannot be kept"
            self._error("renamed-kind", line, message, hint)
            return
        message = f"{where} has no {alias.new}, for which {line} is to stand"
        near = get_close_matches(alias.new, sorted(self.held[scope]), 1)
        start = f"did you mean {near[0]}? " if near else ""
        hint = f"{start}write its name of today, or delete the line: a name without a successor cannot be kept"
        self._error("renamed-unknown", line, message, hint)

    # --- owners ---

    def _scope(self, old: str, *, quiet: bool = False) -> Scope | None:
        """What a name is a part of, as that is called now."""
        written = _WRITTEN.fullmatch(old)
        assert written is not None, "the schema has checked the form"
        owner, middle, argument = written.groups()
        found: Scope | None = None
        if owner is None and argument is None:
            return ("class", "")
        if owner is None:
            found = ("option", self.client) if self._is_client(middle) else None
        elif argument is not None:
            resource = self._resource(owner)
            method = None if resource is None else self._method(resource, middle)
            found = None if method is None else ("argument", f"{resource}.{method}")
        elif self._is_client(owner):
            found = ("resource", self.client)
        elif ("member", owner) in self.held:
            found = ("member", owner)
        elif ("member", now := self.declaration.renamed.get(owner, "")) in self.held:
            found = ("member", now)
        elif resource := self._resource(owner):
            found = ("operation", resource)
        if found is None and not quiet:
            self._ownerless(old, owner, middle, argument)
        return found

    def _is_client(self, name: str) -> bool:
        return self.client in (name, self.declaration.renamed.get(name))

    def _resource(self, name: str) -> str | None:
        """The attribute that a resource has now."""
        if ("operation", name) in self.held:
            return name
        for old, new in self.declaration.renamed.items():
            owner, _, last = old.rpartition(".")
            if last == name and self._is_client(owner) and ("operation", new) in self.held:
                return new
        return None

    def _method(self, resource: str, name: str) -> str | None:
        if name in self.held["operation", resource]:
            return name
        for old, new in self.declaration.renamed.items():
            owner, _, last = old.rpartition(".")
            is_here = last == name and self._resource(owner) == resource
            if is_here and new in self.held["operation", resource]:
                return new
        return None

    def _ownerless(self, old: str, owner: str | None, middle: str, argument: str | None) -> None:
        first = owner or middle
        if first.startswith("Async") and self._is_client(first.removeprefix("Async")):
            message = f"{old} follows from {old.removeprefix('Async')}, as every name of async clients does"
            hint = f"write `{old.removeprefix('Async')}` for both clients"
            self._error("renamed-kind", old, message, hint)
        elif owner is None and ("member", middle) in self.held:
            message = f"what {middle}(...) takes are its fields"
            hint = f"write `{middle}.{argument}`: its keyword follows"
            self._error("renamed-kind", old, message, hint)
        else:
            what = f"{owner}.{middle}" if owner and argument else first
            message = f"the package has no {what}, and no line says what became of it"
            hint = "begin with a class that has fields or members, a resource or the client; unions have no fields"
            self._error("renamed-unknown", old, message, hint)


def _is_a_name(text: str) -> bool:
    """Whether Python takes a text for a name, and for no other one (reference, 2.3)."""
    plain = unicodedata.normalize("NFKC", text) == text
    return plain and text.isidentifier() and not keyword.iskeyword(text)


def _last(old: str) -> str:
    """`note` of `Order.note` and of `orders.update(note)`."""
    if old.endswith(")"):
        return old.partition("(")[2].removesuffix(")")
    return old.rpartition(".")[2]


def _reserved(kind: AliasKind) -> frozenset[str]:
    match kind:
        case "class":
            return _LENT
        case "member":
            return MODEL_ATTRIBUTES | frozenset(dir(EnumType))
        case "resource":
            return CLIENT_ATTRIBUTES
        case "argument":
            return CALL_ARGUMENTS
        case "option":
            return CLIENT_ARGUMENTS
        case "operation":
            return frozenset()
