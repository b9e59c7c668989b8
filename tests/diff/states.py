"""States for tests, made of two documents in one folder."""

from __future__ import annotations

from pathlib import Path

from generator.declaration import write_names
from generator.diagnostics import Problems
from generator.diff.state import State, state_of
from generator.inputs import Inputs
from generator.naming import to_pins
from generator.source import load, parse

CLIENT = "package: shop\nclient: Shop\n"


def states(folder: Path, cache: Path | None = None) -> tuple[State, State]:
    """`old.yaml` and `new.yaml`, with `old.client.yaml` and `new.client.yaml` or one of two lines.

    The new client.yaml has the names that the old package was published with, unless it has names of its own.
    """
    old = state_of(_inputs(folder, "old", ""), "old.yaml", cache=cache)
    assert old.spec is not None
    own = folder / "new.client.yaml"
    text = own.read_text("utf-8") if own.is_file() else _text(folder, "old")
    if "names:" not in text:
        text = write_names(text, to_pins(old.spec.names))
    return old, state_of(_inputs(folder, "new", text), "new.yaml", cache=cache)


def _text(folder: Path, which: str) -> str:
    own = folder / f"{which}.client.yaml"
    return own.read_text("utf-8") if own.is_file() else CLIENT


def _inputs(folder: Path, which: str, text: str) -> Inputs:
    documents = load(folder / f"{which}.yaml", f"{which}.yaml", Problems())
    declaration = parse(f"{which}.client.yaml", text or _text(folder, which), Problems())
    return Inputs(documents=documents, declaration=declaration)
