"""Versions: their form, their order, and which one a change needs."""

from __future__ import annotations

import pytest
from packaging.version import Version as Pep440

from generator.release.version import Version, is_enough, may_break, required

ORDERED = ("0.0.1", "0.1.0a1", "0.1.0a2", "0.1.0b1", "0.1.0rc1", "0.1.0rc2", "0.1.0", "0.1.1")
ORDERED += ("0.2.0", "0.10.0", "1.0.0a1", "1.0.0rc10", "1.0.0", "1.0.1", "1.2.0", "2.0.0", "10.0.0")


def test_the_order_is_that_of_pep_440():
    assert [str(v) for v in sorted(map(Version.parse, reversed(ORDERED)))] == list(ORDERED)
    assert sorted(ORDERED, key=Pep440) == list(ORDERED)


@pytest.mark.parametrize("text", ORDERED)
def test_a_text_is_read_and_written_alike(text):
    assert str(Version.parse(text)) == text == str(Pep440(text))


@pytest.mark.parametrize(
    "text",
    [
        *(
            "1",
            "1.0",
            "1.0.0.0",
            "v1.0.0",
            "01.0.0",
            "1.00.0",
            "1.0.0-rc.1",
            "1.0.0rc",
            "1.0.0rc01",
        ),
        *(
            "1.0.0.post1",
            "1.0.0.dev1",
            "1!1.0.0",
            "1.0.0+local",
            "1.0.0c1",
            "",
            " 1.0.0",
            "1.0.0\n",
        ),
        *("1.0.x", "\N{ARABIC-INDIC DIGIT ONE}.0.0"),
    ],
)
def test_what_is_not_both_semver_and_pep_440_is_refused(text):
    with pytest.raises(ValueError, match=r"is not MAJOR\.MINOR\.PATCH"):
        Version.parse(text)


@pytest.mark.parametrize(
    ("released", "major", "minor", "patch"),
    [
        ("1.4.2", "2.0.0", "1.5.0", "1.4.3"),
        ("1.0.0", "2.0.0", "1.1.0", "1.0.1"),
        ("0.1.2", "0.2.0", "0.1.3", "0.1.3"),
        ("0.0.3", "0.1.0", "0.0.4", "0.0.4"),
        # a pre-release stays one; its core has to be raised enough for what came since
        ("2.0.0rc1", "2.0.0rc2", "2.0.0rc2", "2.0.0rc2"),
        ("1.1.0b1", "2.0.0b1", "1.1.0b2", "1.1.0b2"),
        ("1.0.1a3", "2.0.0a1", "1.1.0a1", "1.0.1a4"),
        ("0.2.0rc1", "0.2.0rc2", "0.2.0rc2", "0.2.0rc2"),
        ("0.1.1rc1", "0.2.0rc1", "0.1.1rc2", "0.1.1rc2"),
    ],
)
def test_the_lowest_version_that_a_change_may_have(released, major, minor, patch):
    was = Version.parse(released)
    told = [str(required(was, bump)) for bump in ("major", "minor", "patch", "none")]
    assert told == [major, minor, patch, released]


@pytest.mark.parametrize(
    ("version", "needed", "enough"),
    [
        ("0.2.0", "0.2.0", True),
        ("1.0.0", "0.2.0", True),
        ("0.1.9", "0.2.0", False),
        ("0.2.0rc1", "0.2.0", True),
        ("0.1.1rc1", "0.2.0", False),
        ("1.0.0rc1", "1.0.0rc2", False),
        ("1.0.0", "1.0.0rc2", True),
        ("1.0.0b9", "1.0.0rc2", False),
    ],
)
def test_a_version_set_by_hand_is_enough(version, needed, enough):
    assert is_enough(Version.parse(version), Version.parse(needed)) is enough


@pytest.mark.parametrize(
    ("old", "new", "breaks"),
    [
        ("1.0.0", "1.9.0", False),
        ("1.0.0", "2.0.0", True),
        ("0.1.0", "0.1.1", False),
        ("0.1.0", "0.2.0", True),
        ("0.9.0", "1.0.0", True),
        ("1.0.0rc1", "1.0.0", False),
    ],
)
def test_where_users_have_to_expect_breaks(old, new, breaks):
    assert may_break(Version.parse(old), Version.parse(new)) is breaks
