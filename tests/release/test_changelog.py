"""Drafting and dating a changelog: what the author wrote stays byte for byte, what was drafted follows its change."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.changelog import MARK, parse, versions, without_marks
from generator.release.changelog import Entry, dated, draft, section

GONE = Entry(heading="Removed", identity="removed@Order", text="`Order.note` is gone.")
NEW = Entry(heading="Added", identity="added@Order", text="`Order.memo` is new.")
NEWER = Entry(heading="Added", identity="added@Item", text="`Item.memo` is new.")
OTHER = Entry(
    heading="Changed", identity="changed@Order", text="`Order.size` is integer, was string."
)
NEW_NOW = Entry(heading="Added", identity="added@Order", text="`Order.memo` and `Order.x` are new.")
ALL = (NEW, OTHER, GONE)
BY_HAND = """\
# Changelog

What changes in *shop*.

## [Unreleased]

### Added

- A page about keys.

## [0.1.0] - 2026-01-02

The first one.

[Unreleased]: https://example.com/compare/v0.1.0...HEAD
"""
ODD = """\
Some prose.

## [Unreleased]
### Removed
```markdown
## [9.9.9] - 1999-01-01
- `Order.note` is gone. <!-- specpress: removed@Order 00000000 -->
```
<!--
## [8.8.8]
-->
* One
  by hand

      ## [7.7.7]

> ## [6.6.6]

1.0.0 and before
----------------
- old
"""


def text_of(*entries, text=None):
    return draft(text, entries).text


# --- drafting -----------------------------------------------------------------------------------


def test_no_changelog_yet():
    made = draft(None, ALL)
    assert made.warnings == ()
    head, _, rest = made.text.partition("## [Unreleased]\n")
    assert head.startswith("# Changelog\n\n")
    assert without_marks(rest) == (
        "\n### Added\n\n- `Order.memo` is new.\n"
        "\n### Changed\n\n- `Order.size` is integer, was string.\n"
        "\n### Removed\n\n- `Order.note` is gone.\n"
    )
    assert draft("", ALL) == made
    assert draft(" \n", ALL).text.endswith(rest)


def test_nothing_to_say_changes_nothing():
    assert draft(None, ()) == draft("", ())
    assert draft(None, ()).text == ""
    for text in (BY_HAND, ODD, "no heading", "\ufeff# X\r\n"):
        assert draft(text, ()).text == text


@pytest.mark.parametrize(
    "text", [None, "", BY_HAND, ODD, "# Changelog\n", "## 1.0.0\n\n- x\n", "prose"]
)
def test_a_draft_of_a_draft_changes_nothing(text):
    once = draft(text, ALL)
    assert draft(once.text, ALL) == once
    again = draft(once.text, (*ALL, NEWER)).text
    assert draft(again, (*ALL, NEWER)).text == again


def test_what_was_written_by_hand_stays_and_drafts_come_behind_it():
    made = text_of(*ALL, text=BY_HAND)
    assert "- A page about keys.\n- `Order.memo` is new. <!-- " in made
    kinds = [part.title for part in parse(made).kinds]
    assert kinds == ["Added", "Changed", "Removed"]
    assert text_of(text=made) == BY_HAND


def test_an_edited_entry_survives_and_the_others_follow():
    made = text_of(*ALL)
    edited = made.replace("`Order.memo` is new.", "Memos, at last.")
    after = draft(edited, (NEW, OTHER))
    assert after.warnings == ()
    assert "- Memos, at last. <!-- specpress: added@Order " in after.text
    assert "is gone" not in after.text
    assert "### Removed" not in after.text
    assert after.text.count("added@Order") == 1


def test_an_unedited_entry_follows_its_change():
    made = text_of(*ALL)
    assert text_of(NEW_NOW, OTHER, GONE, text=made) == text_of(NEW_NOW, OTHER, GONE)


def test_how_lines_are_broken_is_no_edit():
    made = text_of(NEW).replace("`Order.memo` is new.", "`Order.memo`\n  is\n  new.")
    assert text_of(NEW, text=made) == made, "what needs no change is left as it is"
    assert text_of(NEW_NOW, text=made) == text_of(NEW_NOW)


def test_an_edited_entry_whose_change_is_gone_stays_and_is_named():
    edited = text_of(NEW, GONE).replace("`Order.note` is gone.", "No notes any more.")
    after = draft(edited, (NEW,))
    assert after.text == edited
    (warning,) = after.warnings
    line = 1 + edited[: edited.index("No notes")].count("\n")
    assert warning.startswith(f"line {line}: the entry “No notes any more.” was edited")
    by_hand = re.sub(r" <!-- specpress: removed@Order \w+ -->", "", edited)
    assert draft(by_hand, (NEW,)).warnings == ()


def test_an_edited_entry_whose_change_is_another_now_stays_and_is_named_once():
    edited = text_of(NEW).replace("`Order.memo` is new.", "Memos, at last.")
    after = draft(edited, (NEW_NOW,))
    assert without_marks(after.text) == without_marks(edited)
    (warning,) = after.warnings
    assert NEW_NOW.text in warning
    assert draft(after.text, (NEW_NOW,)) == draft(after.text, (NEW_NOW,))
    assert draft(after.text, (NEW_NOW,)).warnings == ()


def test_one_entry_may_tell_several_changes():
    made = text_of(NEW, OTHER)
    marks = [found[0].strip() for found in MARK.finditer(made)]
    one = re.sub(r"\n### Changed\n\n- .*\n", "", made)
    one = one.replace(NEW.text, "Orders are better.").replace(marks[0], " ".join(marks))
    after = draft(one, (NEW, OTHER, GONE))
    assert after.warnings == ()
    assert without_marks(after.text).count("\n- ") == 2
    assert "- Orders are better. " in after.text
    (warning,) = draft(one, (NEW,)).warnings
    assert "Orders are better." in warning


def test_an_entry_of_which_only_the_mark_is_left_is_not_told():
    made = text_of(NEW, GONE)
    emptied = made.replace(GONE.text, "")
    assert text_of(NEW, GONE, text=emptied) == emptied
    assert draft(emptied, (NEW, GONE)).warnings == ()
    other = Entry(heading="Removed", identity=GONE.identity, text="`Order.a` is gone.")
    assert draft(emptied, (NEW, other)).warnings == ()
    for text in (dated(emptied, "1.0.0", "2026-11-22"), without_marks(emptied)):
        assert "Removed" not in text
        assert "Order.memo" in text
    assert text_of(NEW, text=emptied) == text_of(NEW), (
        "without its change, there is nothing to keep out"
    )


def test_where_the_author_moved_an_entry_it_stays():
    made = text_of(NEW, GONE)
    gone = next(line for line in made.splitlines(keepends=True) if "is gone" in line)
    moved = made.replace(f"\n### Removed\n\n{gone}", "").replace(
        "### Added\n\n", f"### Added\n\n{gone}"
    )
    assert text_of(NEW, GONE, text=moved) == moved
    nested = made.replace(gone, f"- Notes:\n  {gone}")
    assert text_of(NEW, GONE, text=nested) == nested
    follow = Entry(heading="Removed", identity=GONE.identity, text="`Order.a` is gone.")
    assert f"- Notes:\n  - {follow.line}\n" in text_of(NEW, follow, text=nested)


def test_an_entry_that_became_a_paragraph_is_not_drafted_again():
    made = text_of(GONE).replace("- `Order", "`Order")
    assert text_of(GONE, text=made) == made


def test_copies_of_an_entry():
    line = f"- {NEW.line}\n"
    twice = text_of(NEW).replace(line, line * 2)
    assert text_of(NEW, text=twice) == text_of(NEW)
    split = text_of(NEW).replace(line, line.replace("`Order.memo`", "A memo") + line)
    assert text_of(NEW, text=split).count(NEW.text) == 0


def test_a_new_entry_stands_where_a_fresh_draft_has_it():
    first = Entry(heading="Added", identity="added@A", text="`A.b` is new.")
    last = Entry(heading="Added", identity="added@Z", text="`Z.b` is new.")
    entries = (first, NEW, NEWER, last, GONE)
    for some in ((NEW,), (NEWER, GONE), (first, last), (NEW, last), ()):
        assert text_of(*entries, text=text_of(*some)) == text_of(*entries)


def test_a_version_that_was_released_is_never_touched():
    made = text_of(*ALL)
    released = dated(made, "1.0.0", "2026-11-22")
    next_one = text_of(NEWER, text=released)
    assert next_one.endswith(released[released.index("## [1.0.0]") :])
    marked = BY_HAND.replace("The first one.", f"- {NEW.line}")
    assert marked[marked.index("## [0.1.0]") :] in text_of(GONE, text=marked)


@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_line_endings_are_the_authors(newline):
    text = BY_HAND.replace("\n", newline)
    made = text_of(*ALL, text=text)
    assert made == text_of(*ALL, text=BY_HAND).replace("\n", newline)
    assert dated(made, "1.0.0", "2026-11-22") == dated(
        text_of(*ALL, text=BY_HAND), "1.0.0", "2026-11-22"
    ).replace("\n", newline)


def test_line_endings_may_be_mixed():
    text = BY_HAND.replace("\n", "\r\n", 7)
    made = text_of(*ALL, text=text)
    assert text_of(text=made) == text
    assert section(made, "0.1.0") == section(text, "0.1.0")


def test_a_byte_order_mark_stays_in_front():
    for text in ("\ufeff", "\ufeff# Changelog\n", "\ufeff## [1.0.0]\n\n- x\n", f"\ufeff{BY_HAND}"):
        made = text_of(*ALL, text=text)
        assert made.rindex("\ufeff") == 0
        assert dated(made, "2.0.0", "2026-11-22").rindex("\ufeff") == 0
    assert (
        text_of(NEW, text="\ufeff## [Unreleased]\n")
        == f"\ufeff## [Unreleased]\n\n### Added\n\n- {NEW.line}\n"
    )


def test_a_file_without_a_last_newline():
    assert text_of(NEW, text="# Changes\n\n## Unreleased") == (
        f"# Changes\n\n## Unreleased\n\n### Added\n\n- {NEW.line}\n"
    )
    one = "## Unreleased\n\n### Added\n\n- mine"
    assert text_of(NEW, text=one) == f"{one}\n- {NEW.line}\n"


def test_odd_markdown():
    """What looks like a version in a code block, a comment or a quote is none; what looks like a mark is none."""
    made = text_of(GONE, NEW, text=ODD)
    assert [part.version for part in parse(made).versions] == ["unreleased", "1.0.0"]
    assert text_of(text=made) == ODD.replace("ed]\n###", "ed]\n\n###"), "a blank line more"
    assert f"      ## [7.7.7]\n* {GONE.line}\n" in made
    assert "00000000 -->\n```\n" in without_marks(made)
    released = dated(made, "2.0.0", "2026-11-22")
    assert "## [2.0.0] - 2026-11-22\n" in released
    assert released.count("specpress:") == 1
    assert section(released, "9.9.9") is None


def test_marks_in_code_are_text():
    text = f"## [Unreleased]\n\nLike this:\n\n    - {GONE.line}\n"
    made = text_of(GONE, text=text)
    assert made == f"{text}\n### Removed\n\n- {GONE.line}\n"
    assert dated(made, "1.0.0", "2026-11-22").count("specpress:") == 1


def test_a_line_of_an_item_that_looks_like_a_definition_stays_in_it():
    text = "## [Unreleased]\n\n- a\n[h]: https://example.com\n"
    assert text_of(NEW, text=text) == f"{text}\n### Added\n\n- {NEW.line}\n"


def test_a_heading_of_the_author_is_kept_for_what_follows():
    text = f"## [Unreleased]\n\n### REMOVED\n\n- {GONE.line}\n"
    other = Entry(heading="Removed", identity="removed@Item", text="`Item.note` is gone.")
    assert text_of(other, text=text) == text.replace(GONE.line, other.line)


def test_two_marks_are_an_edit_whatever_the_text_is():
    text = f"## [Unreleased]\n\n### Added\n\n- {NEW.line} {NEW.line[len(NEW.text) + 1 :]}\n"
    text = text.replace("added@Order", "added@Item", 1)
    assert draft(text, (NEW, NEWER)).text.count("\n- ") == 1
    assert NEW.text in draft(text, (NEWER,)).text


def test_the_lists_of_the_author_are_gone_on_with():
    text = "## Unreleased\n\n### added\n\n * one\n\n * two\n\nAnd that is that.\n\n## 1.0.0\n"
    made = text_of(NEW, text=text)
    assert f" * two\n * {NEW.line}\n\nAnd that" in made
    for mine, bullet in (("-", "-"), ("-      code", "-"), ("1)  a", "1) "), ("* a\n  - b", "*")):
        nested = f"## Unreleased\n\n### Added\n\n{mine}\n"
        assert text_of(NEW, text=nested) == f"{nested}{bullet} {NEW.line}\n"
    prose = "## Unreleased\n\n### Added\nMuch.\n## 1.0.0\n"
    assert f"Much.\n\n- {NEW.line}\n\n## 1.0.0\n" in text_of(NEW, text=prose)
    empty = "## Unreleased\n\n### Added\n\n### Removed\n\n## 1.0.0\n"
    assert text_of(NEW, text=empty) == empty.replace("### Added\n", f"### Added\n\n- {NEW.line}\n")


def test_a_kind_of_changes_gets_its_place():
    text = "## [Unreleased]\n\n### Fixed\n\n- y\n\n### Ours\n\n- z\n"
    made = text_of(*ALL, text=text)
    titles = [part.title for part in parse(made).kinds]
    assert titles == ["Added", "Changed", "Removed", "Fixed", "Ours"]
    assert text_of(text=made) == text


def test_an_unreleased_section_is_made_above_the_versions():
    text = "# Changes\n\nProse.\n\n## 1.0.0\n\n- x\n"
    made = text_of(NEW, text=text)
    assert (
        made
        == f"# Changes\n\nProse.\n\n## [Unreleased]\n\n### Added\n\n- {NEW.line}\n\n## 1.0.0\n\n- x\n"
    )
    links = "# Changes\n\nProse.\n\n[x]: https://example.com\n"
    assert text_of(NEW, text=links) == (
        f"# Changes\n\nProse.\n\n## [Unreleased]\n\n### Added\n\n- {NEW.line}\n\n[x]: https://example.com\n"
    )


# --- dating -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("heading", "then"),
    [
        ("## [Unreleased]", "## [1.0.0] - 2026-11-22"),
        ("## Unreleased", "## 1.0.0 - 2026-11-22"),
        ("##  [unreleased]  ", "##  [1.0.0] - 2026-11-22  "),
        (
            "## [UNRELEASED](https://example.com/unreleased)",
            "## [1.0.0](https://example.com/unreleased) - 2026-11-22",
        ),
        (
            "Unreleased\n==========\nUnreleased\n----------",
            "Unreleased\n==========\n1.0.0 - 2026-11-22\n----------",
        ),
    ],
)
def test_unreleased_becomes_the_version(heading, then):
    text = f"# C\n\n{heading}\n\n- mine\n"
    made = text_of(NEW, text=text)
    assert dated(made, "1.0.0", "2026-11-22") == without_marks(made).replace(heading, then)


def test_marks_go_wherever_they_are():
    text = text_of(*ALL, text=BY_HAND).replace("The first one.", f"- {NEW.line}")
    assert "specpress" not in dated(text, "1.0.0", "2026-11-22")
    assert "<!-- mine -->" in dated(f"{text}\n<!-- mine -->\n", "1.0.0", "2026-11-22")


def test_a_release_of_which_there_is_nothing_to_say():
    made = dated("# C\n\n## [0.1.0] - 2026-01-02\n\n- x\n", "0.1.1", "2026-11-22")
    assert made == "# C\n\n## [0.1.1] - 2026-11-22\n\n## [0.1.0] - 2026-01-02\n\n- x\n"
    assert dated(made, "0.1.1", "2026-11-23") == made
    assert section(dated("", "1.0.0", "2026-11-22"), "1.0.0") == ""


def test_the_section_of_a_version():
    made = dated(text_of(*ALL, text=BY_HAND), "0.2.0", "2026-11-22")
    assert section(made, "0.1.0") == "The first one."
    assert section(made, "0.2.0") == (
        "### Added\n\n- A page about keys.\n- `Order.memo` is new.\n\n### Changed\n\n"
        "- `Order.size` is integer, was string.\n\n### Removed\n\n- `Order.note` is gone."
    )
    assert section(made, "Unreleased") is None
    assert section("## v1.2.3 (2026-01-01)\n\nx\n", "1.2.3") == "x"
    assert section("## [1.2.3rc1] - 2026-01-01 [YANKED]\n\nx\n", "1.2.3rc1") == "x"
    assert section("## [1.2.30]\n\nx\n", "1.2.3") is None


# --- as it is published -------------------------------------------------------------------------


def test_readers_see_no_marks():
    text = text_of(*ALL, text=BY_HAND)
    assert without_marks(BY_HAND) is BY_HAND
    assert "<!--" not in without_marks(text)
    assert without_marks(text).replace(" \n", "") == without_marks(text)


def test_versions_for_the_docs():
    text = "# C\n\n## [Unreleased]\n\n## [1.0.0] - 2026-01-02\n\nSee [it][x].\n\n[x]: https://example.com\n"
    assert list(versions(text)) == [
        ("1.0.0 - 2026-01-02", "\nSee [it][x].\n\n[x]: https://example.com")
    ]
    assert [title for title, _ in versions(ODD)] == ["Unreleased", "1.0.0 and before"]


# --- whatever stands there ----------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        "## [Unreleased]", "## 1.0.0", "# C", "### Added", "### Removed", "### Ours", "- a", "* b", "1. c",
        "  - d", "    ## e", "```", "~~~", "<!--", "-->", "> f", "---", "===", "", "", "g", "[h]: https://x.y",
        f"- {NEW.line}", f"- {GONE.line}", NEW.line, f"- edited {OTHER.line}", f"* {OTHER.line}",
        f"- {NEW_NOW.line} {GONE.line}", "\t- i", "&nbsp;", "\ufeff", "\x0b", "\u2028",
    ]
)  # fmt: skip
TEXTS = st.tuples(st.lists(PIECES, max_size=16), st.sampled_from(["\n", "\r\n"])).map(
    lambda made: made[1].join(made[0])
)


@given(TEXTS, st.sets(st.sampled_from([NEW, NEWER, OTHER, GONE])))
def test_no_line_of_the_author_is_lost_and_a_second_draft_changes_nothing(text, entries):
    made = draft(text, entries)
    once = made.text
    code = parse(text).code
    for number, line in enumerate(parse(text).lines):
        mine = line.strip()
        if mine and not MARK.search(line) and not mine.startswith("###") and number not in code:
            assert mine in once
    assert draft(once, entries).text == once


@given(TEXTS, st.sets(st.sampled_from([NEW, OTHER])))
def test_without_entries_it_is_as_it_was(text, entries):
    if not MARK.search(text):
        made = draft(text, entries).text
        assert "specpress:" not in dated(made, "2.0.0", "2026-11-22") or parse(made).code
        for entry in entries:
            assert made.count(entry.line) == 1
