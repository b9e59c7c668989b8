"""A text that is read again where it differs says what it says when it is read as a whole, and its other parts stay."""

from __future__ import annotations

import json
import random
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.diagnostics import Problems
from generator.source import again, parse
from generator.source.yaml_tree import Broken, Reader

SPEC = Path(__file__).parents[2] / "specs/wix-orders/openapi.yaml"
TEXT = """openapi: 3.1.0

info:
  title: A
  description: |
    some text
      more

  x: >+
    folded


  y: plain
    goes on
# comment
paths:
  /a:
    get:
      summary: "quoted
        text"
      tags: [a,
        b]
      parameters:
      - name: a
        in: query
      - {a: 1,
      b: 2}
    post: {a: 1}
  /b:
    t: 1
  /c:
    {
    d: 1,
    e: 2 }
components:
  schemas:
    A: {type: string}
    'B C':
      type: object
      empty:
      properties:
        a: {type: string}
        b:
          type: integer # c
    C:
      "q": 1
"""
PIECES = (
    "\n", "  ", "    ", "- a\n", "key: v\n", "  key2: |\n", "# c\n", '"', "'", "{", "}", "[", "]", ": ", "...\n",
    "---\n", "&a ", "*a", "<<: {a: 1}\n", "|+\n\n", "? x\n", " #", "\t", "%YAML 1.1\n", "!!str ", ">-\n    text\n\n",
    "@", "\r\n", "\u2028", "\ufeff", "-", "a: 1\n", "    a: 1\n", "\x07",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _all_may_be_new(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much of a text is new, it is read part by part."""
    monkeypatch.setattr(again, "PART", 1)
    monkeypatch.setattr(again, "_known", {})


def whole(text: str) -> tuple[Any] | None:
    """What a text without faults says, in a tuple."""
    problems = Problems()
    value = parse("whole.yaml", text, problems).data
    again._known.pop("whole.yaml", None)
    return None if problems.found else (value,)


def known(text: str) -> None:
    """Have a text remembered, and looked at twice."""
    found = whole(text)
    assert found is not None
    again.remember("x.yaml", text, found[0])
    again.read("x.yaml", text)


def edited(text: str, chance: random.Random) -> str:
    """The text after an edit as people make them, and after some that only a slip makes."""
    at, kind = chance.randrange(len(text)), chance.random()
    if kind < 0.35:
        return text[:at] + chance.choice(PIECES) + text[at:]
    if kind < 0.5:
        return text[:at] + text[at + chance.randrange(1, 60) :]
    lines = text.split("\n")
    first = chance.randrange(len(lines))
    last = min(len(lines), first + chance.randrange(1, 8))
    if kind < 0.75:  # lines are moved, or repeated somewhere else
        moved, to = lines[first:last], chance.randrange(len(lines))
        if chance.random() < 0.5:
            del lines[first:last]
        lines[to:to] = moved
    elif kind < 0.9:  # lines are indented, or the other way
        more = chance.random() < 0.5
        lines[first:last] = [f"  {x}" if more else x[2:] for x in lines[first:last]]
    else:
        lines[first:first] = [chance.choice(PIECES) + lines[first]]
    return "\n".join(lines)


@pytest.mark.parametrize("seed", range(8))
def test_any_edits(seed: int) -> None:
    chance = random.Random(seed)
    text, hits = TEXT, 0
    known(text)
    for turn in range(400):
        new = edited(text, chance)
        found, cold = again.read("x.yaml", new), whole(new)
        if found is not None:
            hits += 1
            assert cold is not None, new
            assert json.dumps(found) == json.dumps(cold), new
        text = new if cold is not None and turn % 60 < 50 else TEXT if cold else text
        known(text)
    assert hits > 60


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            "    folded\n\n\n  y: plain",
            "    folded\n\n\n    more\n  y: plain",
        ),  # of the block before
        (
            "    folded\n\n\n  y: plain",
            "    folded\n\n\n    # more\n  y: plain",
        ),  # no comment there
        ("    goes on\n", "    goes on\n    and on"),  # the next key on the same line
        ("    t: 1\n", "    t: 1\n...\n"),  # the end of the document
        ("    t: 1\n", "    t: 1\n---\n"),
        ("  title: A\n", "  title: A\n  title: B\n"),  # twice
        ("  title: A\n", "  title: &a A\n  other: *a\n"),
        ("  title: A\n", "  title: &a A\n"),  # something later may refer to it
        ("    t: 1\n", "    t: *a\n"),
        ("    t: 1\n", "    <<: {t: 1}\n"),
        ('"quoted', "'quoted"),
        ("  title: A\n", " title: A\n"),
        ("  title: A\n", "  \ufefftitle: A\n"),
        ("openapi", "\ufeffopenapi"),
        ("  title: A\n", "  title: A\u2028  b: 1\n"),
        ("  title: A\n", "  title: A\rb: 1\n"),
        ("  title: A\n", "  title: \x07\n"),
        ("  title: A\n", "  title: .nan\n"),
        ("    t: 1\n", ""),
        ("    d: 1,\n", "    d: 3,\n"),
        ("openapi: 3.1.0\n", "%YAML 1.1\n---\nopenapi: 3.1.0\n"),
        ('      "q": 1\n', '      "q": 1\nlast: {a\n'),
    ],
)
def test_what_reaches_beyond_its_lines(old: str, new: str) -> None:
    assert TEXT.count(old) == 1
    known(TEXT)
    text = TEXT.replace(old, new)
    found, cold = again.read("x.yaml", text), whole(text)
    assert found is None or json.dumps(found) == json.dumps(cold)


def test_what_an_anchor_reaches_is_read_as_a_whole() -> None:
    text = TEXT.replace("title: A", "title: &a A").replace("t: 1", "t: *a")
    known(text)
    assert again.read("x.yaml", text.replace("&a A", "&a B")) is None


def test_parts_that_were_not_touched_are_the_same_objects() -> None:
    text = SPEC.read_text("utf-8")
    known(text)
    before = again.unchanged("x.yaml", text)
    found = again.read("x.yaml", text.replace("summary: Update an order.", "summary: Other.", 1))
    assert before is not None
    assert found is not None
    (old,), (new,) = before, found
    (path,) = old["paths"]
    one, other = old["paths"][path]["patch"], new["paths"][path]["patch"]
    assert (one["summary"], other["summary"]) == ("Update an order.", "Other.")
    assert new["components"] is old["components"]
    assert other["responses"] is one["responses"]


def test_a_field_that_comes_and_goes() -> None:
    """Whole members come, are renamed, go; the last of a mapping too."""
    known(TEXT)
    for old, new in (
        ("        b:\n", "        new:\n          type: string\n        b:\n"),
        ("        new:", "        other:"),
        ("        other:\n          type: string\n", ""),
        ("        b:\n          type: integer # c\n", ""),
        ('    C:\n      "q": 1\n', ""),
    ):
        text = again._known["x.yaml"].text.replace(old, new)
        found = again.read("x.yaml", text)
        assert found is not None, new
        assert json.dumps(found) == json.dumps(whole(text))


def test_a_fault_is_said_as_ever() -> None:
    for name in ("warm.yaml", "cold.yaml"):
        problems = Problems()
        if name == "warm.yaml":
            parse(name, TEXT, problems)
            parse(name, TEXT, problems)
        parse(name, TEXT.replace("  title: A\n", "  title: A\n  title: B\n"), problems)
        (problem,) = problems.found
        assert (problem.code, problem.places[0].line) == ("duplicate-key", 5)


def test_depth_is_counted_from_the_top() -> None:
    deep = "a: " + "[" * 150 + "]" * 150 + "\n"
    nest = "".join(f"{'  ' * n}k{n}:\n" for n in range(9)) + "  " * 9
    text = f"{nest}x: 1\n{'  ' * 9}y: 2\n"
    known(text)
    too_deep = "a: " + "[" * 195 + "]" * 195
    for value, fits in ((deep.strip(), True), (too_deep, False)):
        new = text.replace("x: 1", value)
        found = again.read("x.yaml", new)
        try:
            cold: Any = Reader(marks=False).read(new)
        except (Broken, yaml.YAMLError):
            cold = None
        assert (cold is not None) is fits
        assert (found is not None) is fits
        known(text)


def test_only_a_few_texts_are_remembered() -> None:
    for number in range(again.MOST + 5):
        again.remember(f"{number}.yaml", "a: 1\n", {"a": 1})
    assert len(again._known) == again.MOST
    assert again.read("0.yaml", "a: 1\n") is None
