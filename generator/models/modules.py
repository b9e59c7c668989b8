"""The engine's classes to two modules: names put in, imports found.

In: a `Plan`. Out: the text of each module. Refuses: two things of one name in a module.

Only names are replaced, token by token: strings, and so all text of the spec, stay as they are.
"""

from __future__ import annotations

import io
import token
import tokenize
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from generator.literals import docstring
from generator.models.engine import TEMPLATES
from generator.models.plan import Plan
from generator.models.worker import run

_HOMES = {
    "builtins": "bool bytes dict float int list property str",
    "datetime": "date datetime",
    "enum": "Enum EnumType IntEnum StrEnum",
    "typing": "Annotated Any Literal TYPE_CHECKING TypeAlias",
    "pydantic": "ConfigDict Field",
    "._runtime.fields": "DateText DateTimeText DecimalText value_of variants",
    "._runtime.missing": "MISSING Missing",
    "._runtime.model": "Answer Input UnknownVariant",
    "._runtime.renamed": "answer_keywords deprecated input_keywords",
}
"""Where the names come from that the engine and our templates write."""
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}
_EXPORTED = frozenset({"UnknownVariant"})
"""What consumers may want to import from the module itself."""
_DOCS = {
    "models": "The answers of `{}`, and the enums that requests take too.",
    "inputs": "The requests of `{}`: checked when they are made, and whenever a field is set.",
}


def write(
    plan: Plan,
    package: str,
    docs_url: str = "",
    meanwhile: Callable[[], None] = lambda: None,
) -> dict[str, str]:
    """The text of every module by its name; `meanwhile` is done while another process makes the classes."""
    see = f"\n\nSee <{docs_url}models/index.html>." if docs_url else ""
    chunks = run(plan.schemas, plan.views, meanwhile)
    return {
        module: _Module(module, plan, chunks, _taken(module, plan)).text(package, see)
        for module in plan.modules
    }


def _taken(module: str, plan: Plan) -> frozenset[str]:
    """Every name that means something of the spec in a module."""
    own = [plan.spelled[neutral] for neutral in plan.modules[module]]
    doubled = sorted({name for name in own if own.count(name) > 1})
    if doubled:
        raise AssertionError(f"{module} would define these twice: {', '.join(doubled)}")
    return frozenset(plan.spelled.values())


@dataclass(slots=True)
class _Module:
    name: str
    plan: Plan
    chunks: Mapping[str, str]
    taken: frozenset[str]
    used: set[str] = field(default_factory=set)
    """Names of `_HOME` that the text needs, and neutral names."""

    def text(self, package: str, see: str) -> str:
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        parts = [self._part(neutral) for neutral in self.plan.modules[self.name]]
        environment = Environment(
            loader=FileSystemLoader(TEMPLATES, encoding="utf-8"),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            autoescape=False,  # noqa: S701  (Python, not HTML)
        )
        template = environment.get_template("module.jinja2")
        doc = docstring(_DOCS[self.name].format(package) + see, indent=0)
        return template.render(doc=doc, imports=self._imports(), parts=parts)

    def _part(self, neutral: str) -> str:
        return replace_names(self.chunks[neutral], lambda name: self._spell(name, neutral))

    def _spell(self, name: str, within: str) -> str:
        """What stands in the module for a name in the engine's text."""
        inner = self.plan.spelled.get(f"{within}.{name}")
        if inner is not None:
            return inner
        if name in self.plan.marks:
            return replace_names(self.plan.marks[name], lambda part: self._spell(part, within))
        if name in self.plan.boxes:
            _, _, hint = self.chunks[name].partition(" = ")
            limits = self.plan.boxes[name]
            text = f"Annotated[{hint}, Field({limits})]" if limits else hint
            return replace_names(text, lambda part: self._spell(part, within))
        self.used.add(name)
        if name in self.plan.spelled:
            return self.plan.spelled[name]
        return self._imported(name) if name in _HOME else name

    def _imported(self, name: str) -> str:
        return f"_{name}" if name in self.taken else name

    def _imports(self) -> list[list[str]]:
        """Import lines in groups: the standard library, pydantic, the package."""
        wanted: dict[str, list[str]] = {}
        renamed: list[tuple[str, str]] = []
        for name in sorted(self.used & _HOME.keys()):
            spelled = self._imported(name)
            if spelled != name or name in _EXPORTED:
                renamed.append((_HOME[name], f"from {_HOME[name]} import {name} as {spelled}"))
            elif _HOME[name] != "builtins":
                wanted.setdefault(_HOME[name], []).append(name)
        for neutral in self.used & self.plan.spelled.keys():
            if self.name == "inputs" and neutral.startswith(("SpEnum", "SpLike")):
                wanted.setdefault(".models", []).append(self.plan.spelled[neutral])
        lines = [(home, f"from {home} import {_listed(names)}") for home, names in wanted.items()]
        lines = sorted([*lines, *renamed])
        return [
            group
            for of in ("standard", "pydantic", "package")
            if (group := [line for home, line in lines if _group(home) == of])
        ]


def _group(home: str) -> str:
    if home.startswith("."):
        return "package"
    return "pydantic" if home == "pydantic" else "standard"


def _listed(names: Iterable[str]) -> str:
    """Names as ruff sorts them: constants, classes, others."""
    return ", ".join(sorted(names, key=lambda n: (not n.isupper(), not n[:1].isupper(), n)))


def replace_names(text: str, spell: Callable[[str], str]) -> str:
    """`text` with each of its names spelled anew; keywords, strings and comments stay."""
    lines = text.split("\n")
    found = [
        part
        for part in tokenize.generate_tokens(io.StringIO(text).readline)
        if part.type == token.NAME
    ]
    for part in reversed(found):
        row, start = part.start
        line = lines[row - 1]
        lines[row - 1] = line[:start] + spell(part.string) + line[part.end[1] :]
    return "\n".join(lines)
