"""Every folder in cases/: two documents, the report that is expected, and the changelog that is drafted from it.

UPDATE_GOLDENS=1 writes both as they are now.
"""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import jsonschema
import pytest

import generator
from generator.changelog import without_marks
from generator.diff.compare import compare_states
from generator.diff.formats import render_reports
from generator.diff.rules import RULES
from generator.release.changelog import draft, entries, section
from tests.diff.states import states

CASES = Path(__file__).parent / "cases"
SCHEMA = json.loads(
    (Path(generator.__file__).parent / "schemas/diff.schema.json").read_text("utf-8")
)
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


@pytest.mark.parametrize("name", NAMES)
def test_case(name, cache):
    folder = CASES / name
    old, new = states(folder, cache)
    report, _ = compare_states("shop", old, new)
    for finding in report.findings:
        assert finding.rule in RULES
        assert finding.why, finding
        assert finding.severity != "breaking" or finding.action, finding
        assert finding.old or finding.new or finding.side == "python", finding
    jsonschema.validate(json.loads(render_reports([report], "json")), SCHEMA)
    assert_golden(folder / "expected.txt", render_reports([report], "text"))
    drafted = draft(None, entries(report))
    assert draft(drafted.text, entries(report)) == drafted, "a draft of a draft changes nothing"
    lines = (section(without_marks(drafted.text), "unreleased") or "").splitlines()
    assert_golden(folder / "changelog.md", "".join(f"{line}\n" for line in lines))


def assert_golden(golden, text):
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(text, "utf-8")
    assert text == golden.read_text("utf-8")


def test_there_are_enough():
    assert len(NAMES) >= 60


def test_every_rule_of_the_table_is_shown_by_a_case():
    told = {
        rule
        for name in NAMES
        for rule in re.findall(
            r"^  [A-Z]+ +([a-z0-9-]+)$",
            (CASES / name / "expected.txt").read_text("utf-8"),
            re.MULTILINE,
        )
    }
    listed = (Path(__file__).parent / "oasdiff-rules.txt").read_text("utf-8").split("\n")
    rules = [line.split()[-1] for line in listed if line and not line.startswith("#")]
    missing = [rule for rule in rules if rule in RULES and rule not in told]
    assert missing == []
