"""Entries of `renamed` are taken out of client.yaml, and nothing else of it changes."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.declaration import load, without_renamed
from generator.diagnostics import Problems
from generator.source import parse

HEAD = "# mine\npackage: a  # b\nclient: A\n\n"
TAIL = "\n# about errors\nerrors: {code: [/code]}\n"
BLOCK = """\
# the names of 0.x
renamed:
  # of orders
  Order: Purchase  # since 0.2

  Order.note: "remark"
  'orders.update(note)':
    remark
  ? Shop
  : Store
"""


def renamed(text):
    return dict(load(parse("client.yaml", text, Problems()), Problems()).renamed)


@pytest.mark.parametrize(
    ("names", "gone"),
    [
        (["Order"], "  Order: Purchase  # since 0.2\n"),
        (["Order.note"], '  Order.note: "remark"\n'),
        (["orders.update(note)"], "  'orders.update(note)':\n    remark\n"),
        (["Shop"], "  ? Shop\n  : Store\n"),
        (["Other", "Order.not"], ""),
        ([], ""),
    ],
)
def test_lines_of_a_block(names, gone):
    text = HEAD + BLOCK + TAIL
    assert gone in text
    assert without_renamed(text, names) == text.replace(gone, "")


@pytest.mark.parametrize(
    ("flow", "names", "left"),
    [
        ("{A: B, C: D, E: F}", ["A"], "{C: D, E: F}"),
        ("{A: B, C: D, E: F}", ["C"], "{A: B, E: F}"),
        ("{A: B, C: D, E: F}", ["E"], "{A: B, C: D}"),
        ("{A: B, C: D, E: F}", ["C", "E"], "{A: B}"),
        ("{A: B, C: D, E: F}", ["A", "C"], "{E: F}"),
        ('{ A: \'B\', "C": "D" , }', ["C"], "{ A: 'B' , }"),
        ("{\n  A: B,  # one, two\n  C: D\n  }", ["C"], "{\n  A: B,  # one, two\n  \n  }"),
    ],
)
def test_parts_of_braces(flow, names, left):
    text = f"{HEAD}renamed: {flow}\n{TAIL}"
    assert without_renamed(text, names) == text.replace(flow, left)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_last_one_takes_the_section_with_it(end, mark):
    text = mark + (HEAD + BLOCK + TAIL).replace("\n", end)
    left = mark + (HEAD + "# the names of 0.x\n" + TAIL).replace("\n", end)
    assert without_renamed(text, ["Order", "Order.note", "orders.update(note)", "Shop"]) == left
    alone = mark + f"package: a\nclient: A\nrenamed: {{A: B}}{end}"
    assert without_renamed(alone, {"A"}) == mark + "package: a\nclient: A\n"


NAMES = st.dictionaries(
    st.from_regex(r"[A-Z][a-z]{0,3}(\.[a-z]{1,3})?", fullmatch=True),
    st.from_regex(r"[a-z]{1,3}x", fullmatch=True),
    min_size=1,
)


@given(entries=NAMES, flow=st.booleans(), data=st.data())
@settings(max_examples=150)
def test_what_is_left_reads_as_what_was_left(entries, flow, data):
    section = yaml.safe_dump({"renamed": entries}, default_flow_style=flow, sort_keys=False)
    section = section.strip()[1:-1] if flow else section
    text = f"{HEAD}{section}\n{TAIL}"
    names = data.draw(st.sets(st.sampled_from(sorted(entries))))
    left = {old: new for old, new in entries.items() if old not in names}
    assert renamed(without_renamed(text, names)) == left
    assert without_renamed(text, set()) == text
