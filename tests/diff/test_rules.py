"""The rules of oasdiff are supported, or listed with the reason, in the code and in the design note alike."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.diff.rules import LEFT_OUT, RULES, rule

HERE = Path(__file__).parent
NOTE = (HERE.parents[1] / "designs/0006-rules-of-diff.md").read_text("utf-8")
LISTED = [
    line.split()[-1]
    for line in (HERE / "oasdiff-rules.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]


def test_the_list_is_whole():
    assert len(LISTED) == len(set(LISTED)) == 243


def test_every_rule_is_supported_or_left_out():
    assert [one for one in LISTED if one not in RULES and one not in LEFT_OUT] == []


def test_none_is_both():
    assert set(LEFT_OUT) & RULES == set()


def test_what_is_left_out_is_a_rule_of_oasdiff():
    assert set(LEFT_OUT) <= set(LISTED)


def test_the_note_lists_what_is_left_out_and_why():
    section = NOTE.partition("## Rules")[2].partition("## Where")[0]
    rows = dict(re.findall(r"^\| `([a-z-]+)` \| (.+) \|$", section, re.MULTILINE))
    assert rows == LEFT_OUT


def test_the_note_counts_them():
    counts = map(str, (len(LISTED), len(LISTED) - len(LEFT_OUT), len(LEFT_OUT)))
    told = re.search(
        r"Of its (\d+) rules .*?\s(\d+) are\s+supported.*? These (\d+) are left out",
        NOTE,
        re.DOTALL,
    )
    assert told is not None
    assert told.groups() == tuple(counts)


def test_an_id_that_is_no_rule_is_refused():
    with pytest.raises(KeyError, match="request-body-no-such"):
        rule("request-body", "no-such")
