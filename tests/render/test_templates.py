"""Templates pour, and decide nothing: `for`, `if view.x`, and names that views have."""

from __future__ import annotations

import jinja2
import pytest
from jinja2 import nodes

from generator import literals
from generator.pour import environment, only_source
from tests.render.tiny import TEMPLATES

DOCS = TEMPLATES.parent / "docs"
POURED = sorted(
    path.relative_to(TEMPLATES.parent).as_posix()
    for folder in (TEMPLATES, DOCS)
    for path in folder.rglob("*.jinja")
    if DOCS / "site" not in path.parents
)
ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.For,
    nodes.If,
    nodes.Name,
    nodes.Getattr,
)


@pytest.mark.parametrize("name", POURED)
def test_a_template_only_pours(name: str) -> None:
    tree = jinja2.Environment(autoescape=False).parse((TEMPLATES.parent / name).read_text())
    for node in tree.find_all(nodes.Node):
        assert isinstance(node, ALLOWED), f"{name}:{node.lineno}: {type(node).__name__}"
    for choice in tree.find_all(nodes.If):
        assert isinstance(choice.test, nodes.Getattr), (
            f"{name}:{choice.lineno}: if of more than a field"
        )


@pytest.mark.parametrize("text", ["x", 1, None, True, ["x"], jinja2.Undefined()])
def test_only_source_is_printed(text: object) -> None:
    with pytest.raises(TypeError, match="not Source"):
        only_source(text)


def test_a_string_that_slipped_into_a_view_stops_the_run() -> None:
    template = environment(TEMPLATES, None).from_string("{{ view }}")
    assert template.render(view=literals.identifier("x")) == "x"
    with pytest.raises(TypeError, match="not Source"):
        template.render(view="x")
    with pytest.raises(jinja2.UndefinedError):
        template.render()
