"""What two states of a package's files mean for those who use the package, told from the files themselves.

In: texts by path, on disk and as fresh output has them; only files that differ, and `__init__.py`. Out: `Effects`:
public names, arguments and types that come, go or change; modules that may behave otherwise. Refuses nothing.

Public is what `__all__` of the package names, and the methods of its resources. Of a client's five classes, and of a
resource's, only the plain one is told: the others follow it. What comes or goes with a thing that is named itself is
not told again. Descriptions and comments mean nothing.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field

from generator.kept_names import sentences
from generator.verdict import Effects

Texts = Mapping[str, str]
Function = ast.FunctionDef | ast.AsyncFunctionDef
_MODULE = re.compile(r"src/[^/]+/(?:(resources)/)?([^/]+)\.py")
_INIT = re.compile(r"src/[^/]+/__init__\.py")
_KINDS = (
    "package", "client", "attribute", "operation", "argument", "error class", "class", "field", "value", "type",
)  # fmt: skip
"""Kinds of things, in the order in which they are told."""
_ALONE = frozenset({"type", "request", "need"})
"""Facts that are said of a thing that is new, by their value alone; `_SAID` are all."""
_SAID = _ALONE | {"returns", "limits", "default"}
_NO_LIMITS = frozenset({"alias", "union_mode"})
_ABSENT = frozenset({"None", "MISSING"})
"""Defaults that stand for an argument or a field that is left out."""


@dataclass(frozen=True, slots=True)
class Thing:
    """One public part of a package. `inside` is the key of the thing that it comes or goes with."""

    kind: str
    facts: Mapping[str, str] = field(default_factory=dict)
    inside: str = ""


Outline = dict[str, Thing]


def effects(old: Texts, new: Texts) -> Effects:
    """What users of the package would notice if `new` took the place of `old`."""
    public = _exported(old) | _exported(new)
    told: list[tuple[int, str]] = []
    behaviour: list[str] = []
    for path in sorted({*old, *new}):
        was, now = old.get(path, ""), new.get(path, "")
        if was == now or not path.endswith((".py", "pyproject.toml")):
            continue
        try:
            before, after = _outline(path, was, public), _outline(path, now, public)
            changed = [*_changes(before, after)]
            is_code = path.endswith(".py") and not path.endswith("/__init__.py")
            if is_code and not changed and _code(was) != _code(now):
                behaviour.append(path)
            told += changed
        except (SyntaxError, ValueError):
            behaviour.append(path)
    return Effects(names=sentences(told, old, new), behaviour=tuple(behaviour))


# --- comparing ----------------------------------------------------------------------------------


def _changes(old: Outline, new: Outline) -> Iterator[tuple[int, str]]:
    for key in {**new, **old}:
        was, now = old.get(key), new.get(key)
        thing = now or was
        assert thing is not None
        if said := _said(was, now, old, new):
            yield _KINDS.index(thing.kind), f"{thing.kind} {key} {said}"


def _said(was: Thing | None, now: Thing | None, old: Outline, new: Outline) -> str:
    """What is to be said behind the thing's name; nothing if all is as it was, or its owner came or went too."""
    match was, now:
        case None, Thing(facts=facts, inside=inside):
            if inside and inside not in old:
                return ""
            known = [_fact(label, value) for label, value in facts.items()]
            said = ", ".join(filter(None, known))
            return f"came: {said}" if said else "came"
        case Thing(inside=inside), None:
            return "" if inside and inside not in new else "went"
        case Thing(), Thing():
            changed = [
                f"{now.facts[label]} now"
                if label == "need"
                else f"{label} {now.facts.get(label) or 'none'}, was {was.facts.get(label) or 'none'}"
                for label in {**now.facts, **was.facts}
                if now.facts.get(label, "") != was.facts.get(label, "")
            ]
            return f"changed: {'; '.join(changed)}" if changed else ""
        case _:
            return ""


def _fact(label: str, value: str) -> str:
    """A fact of a thing that is new."""
    if not value or label not in _SAID:
        return ""
    return value if label in _ALONE else f"{label} {value}"


# --- outlines -----------------------------------------------------------------------------------


def _exported(texts: Texts) -> set[str]:
    """The names in `__all__` of the package."""
    found: set[str] = set()
    for path, text in texts.items():
        with suppress(SyntaxError, ValueError):
            body = ast.parse(text).body if _INIT.fullmatch(path) else []
            found |= {name for _, value in _assigned(body) for name in _strings(value)}
    return found


def _strings(value: ast.expr) -> list[str]:
    items = value.elts if isinstance(value, ast.List) else []
    return [text for item in items if (text := _text_of(item))]


def _text_of(value: ast.expr | None) -> str:
    """A constant text; empty for everything else."""
    is_text = isinstance(value, ast.Constant) and isinstance(value.value, str)
    return ast.literal_eval(value) if is_text and value else ""


def _outline(path: str, text: str, public: set[str]) -> Outline:
    """Every public thing of one file by its name. Raises `SyntaxError` and `ValueError` for what cannot be read."""
    if path == "pyproject.toml":
        return _project(text)
    where = _MODULE.fullmatch(path)
    body = ast.parse(text).body
    if where is None or where[2] == "__init__":
        return {}
    classes = {node.name: node for node in body if isinstance(node, ast.ClassDef)}
    if where[1] or where[2] == "client":
        plain = min((name for name in classes if f"Async{name}" in classes), key=len, default="")
        return _callable(where[2], plain, classes, body) if plain else {}
    found: Outline = {}
    kind = "error class" if where[2] == "errors" else "class"
    for name in filter(public.__contains__, classes):
        found |= _class(kind, classes[name])
    for name, value in _assigned(body):
        if name in public:
            found[name] = Thing("type", {"type": ast.unparse(value)})
    return found


def _project(text: str) -> Outline:
    """What pip reads."""
    if not text:
        return {}
    said = tomllib.loads(text).get("project", {})
    facts = {
        "version": str(said.get("version", "")),
        "Python": str(said.get("requires-python", "")),
        "dependencies": ", ".join(map(str, said.get("dependencies", ()))),
    }
    return {str(said.get("name", "")): Thing("package", facts)}


def _callable(
    module: str, plain: str, classes: Mapping[str, ast.ClassDef], body: list[ast.stmt]
) -> Outline:
    """The methods of a client or a resource; a resource's are operations, called as users reach them."""
    is_client = module == "client"
    owner = plain if is_client else module
    found: Outline = {plain: Thing("client", _service(body))} if is_client else {}
    requests = dict(_requests(body))
    for node in classes[plain].body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.annotation, ast.Subscript):
            facts = {"returns": ast.unparse(node.annotation.slice)}  # `orders: Lazy[Orders]`
            found[f"{owner}.{ast.unparse(node.target)}"] = Thing("attribute", facts, owner)
        if not isinstance(node, Function) or re.match(r"_(?!_init__$)", node.name):
            continue
        name = owner if node.name == "__init__" else f"{owner}.{node.name}"
        if name != owner:
            returns = ast.unparse(node.returns) if node.returns else ""
            facts = {**requests.get(name, {}), "returns": returns}
            kind = "attribute" if is_client else "operation"
            found[name] = Thing(kind, facts, owner if is_client else "")
        found |= {f"{name}({a})": Thing("argument", f, name) for a, f in _arguments(node)}
    return found


def _arguments(node: Function) -> Iterator[tuple[str, dict[str, str]]]:
    """Each argument but the first, `self`, with what a caller has to know of it."""
    taken = node.args
    ordered = [*taken.posonlyargs, *taken.args]
    defaults = [None] * (len(ordered) - len(taken.defaults)) + [*taken.defaults]
    rows = [(a, d, str(n)) for n, (a, d) in enumerate(zip(ordered, defaults, strict=True))][1:]
    rows += [(a, d, "") for a, d in zip(taken.kwonlyargs, taken.kw_defaults, strict=True)]
    for argument, default, position in rows:
        facts = _typed(argument.annotation)
        yield argument.arg, {**facts, **_need(default), "position": position}


def _requests(body: list[ast.stmt]) -> Iterator[tuple[str, dict[str, str]]]:
    """What the constants of a resource's module say of each operation, by the name that they carry."""
    for _, value in _assigned(body):
        if not isinstance(value, ast.Call):
            continue
        said = {word.arg: word.value for word in value.keywords if word.arg}
        facts = {"request": f"{_text_of(said.get('method'))} {_text_of(said.get('path'))}".strip()}
        for label in ("answers", "errors"):
            table = said.get(label)
            keys = table.keys if isinstance(table, ast.Dict) else []
            facts[label] = ", ".join(map(_text_of, keys))
        if "security" in said:
            facts["security"] = ast.unparse(said["security"])
        if name := _text_of(said.get("name")):
            yield name, facts


def _service(body: list[ast.stmt]) -> dict[str, str]:
    """What the constant of the client's module says: servers, credentials, headers."""
    calls = [value for _, value in _assigned(body) if isinstance(value, ast.Call)]
    words = [
        word for call in calls for word in call.keywords if word.arg not in ("name", "version")
    ]
    return {word.arg: ast.unparse(word.value) for word in words if word.arg}


def _class(kind: str, node: ast.ClassDef) -> Outline:
    """A class with its fields; an enum with its values."""
    bases = ", ".join(map(ast.unparse, node.bases))
    is_enum = bases.endswith("Enum")
    found: Outline = {node.name: Thing(kind, {"bases": bases})}
    for inner in node.body:
        if isinstance(inner, ast.AnnAssign) and isinstance(inner.target, ast.Name):
            facts = {**_typed(inner.annotation), **_need(inner.value)}
            found[f"{node.name}.{inner.target.id}"] = Thing("field", facts, node.name)
    for name, value in _assigned(node.body):
        said = {"type": ast.unparse(value)}
        key = f"{node.name}.{name}"
        if key not in found and not name.startswith("_") and name != "model_config":
            found[key] = Thing("value" if is_enum else "field", said, node.name)
    return found


def _typed(annotation: ast.expr | None) -> dict[str, str]:
    """A type without the metadata that `Annotated` holds, and the metadata."""
    if not isinstance(annotation, ast.Subscript) or ast.unparse(annotation.value) != "Annotated":
        return {"type": ast.unparse(annotation) if annotation else ""}
    type_, *rest = (
        annotation.slice.elts if isinstance(annotation.slice, ast.Tuple) else [annotation]
    )
    words = [word for part in rest if isinstance(part, ast.Call) for word in part.keywords]
    said = {word.arg or "": ast.unparse(word.value) for word in words}
    bare = [ast.unparse(part) for part in rest if not isinstance(part, ast.Call)]
    limits = [f"{name}={value}" for name, value in said.items() if name not in _NO_LIMITS]
    facts = {"type": ast.unparse(type_), "limits": ", ".join([*bare, *limits])}
    return {**facts, "wire name": said.get("alias", "")}


def _need(default: ast.expr | None) -> dict[str, str]:
    """Whether it can be left out, and what stands for it then."""
    text = "" if default is None else ast.unparse(default)
    need = "optional" if default is not None else "required"
    return {"need": need, "default": "" if text in _ABSENT else text}


def _assigned(body: list[ast.stmt]) -> Iterator[tuple[str, ast.expr]]:
    for node in body:
        match node:
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                yield name, value
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                yield name, value
            case _:
                pass


# --- code ---------------------------------------------------------------------------------------


def _code(text: str) -> str:
    """A module without its comments and descriptions."""
    tree = ast.parse(text)
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | Function):
            node.body = [inner for inner in node.body if not _is_text(inner)]
    return ast.dump(tree)


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
