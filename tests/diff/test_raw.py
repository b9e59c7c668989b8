"""Schemas as they were written: behind references, over files, with what they include."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Problems
from generator.diff.spec.raw import follow, keywords, value_of
from generator.source import load

ENTRY = """\
a: {$ref: 'sub/common.yaml#/b'}
c: {$ref: '#/d'}
d: {type: string, allOf: [{$ref: '#/e'}, {maxLength: 3, pattern: x}]}
e: {maxLength: 5, if: {const: y}}
f: {$ref: '#/g'}
g: {$ref: '#/f'}
h: {$ref: 'sub/common.yaml#/i'}
j/k: {type: integer}
"""
COMMON = (
    "b: {$ref: '../entry.yaml#/d'}\ni: {$ref: 'other.yaml#/l'}\nm: {$ref: '../entry.yaml#/j~1k'}\n"
)


@pytest.fixture
def sources(tmp_path: Path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "entry.yaml").write_text(ENTRY)
    (tmp_path / "sub/common.yaml").write_text(COMMON)
    (tmp_path / "sub/other.yaml").write_text("l: {type: boolean}\n")
    return load(tmp_path / "entry.yaml", "entry.yaml", Problems())


@pytest.mark.parametrize(
    ("key", "place"),
    [("a", "entry.yaml:3:4"), ("c", "entry.yaml:3:4"), ("h", "sub/other.yaml:1:4")],
)
def test_references_are_followed(sources, key, place):
    found = follow(sources, sources.entry.root.at(key))
    assert found is not None
    assert str(found.place()) == place


@pytest.mark.parametrize("key", ["f", "nothing"])
def test_what_leads_nowhere_is_none(sources, key):
    assert follow(sources, sources.entry.root.at(key)) is None
    assert value_of(sources, sources.entry.root.at(key)) == {}
    assert follow(sources, None) is None


def test_what_is_included_holds_too_and_the_nearest_first(sources):
    found = keywords(sources, sources.entry.root.at("a"))
    assert {key: value for key, (value, _) in found.items() if key != "allOf"} == {
        "type": "string",
        "maxLength": 5,
        "if": {"const": "y"},
        "pattern": "x",
    }
    assert str(found["maxLength"][1].place()) == "entry.yaml:4:16"
