"""CommonMark in columns: what is joined, and what keeps its lines."""

from __future__ import annotations

import pytest

from generator.prose import layout

CASES = {
    "a paragraph is wrapped": ("aa bb\ncc dd ee", "aa bb cc\ndd ee"),
    "paragraphs stay apart": ("aa\n\n\nbb", "aa\n\nbb"),
    "a long word stays whole": ("a https://x.yz/long b", "a\nhttps://x.yz/long\nb"),
    "items hang": (
        "- aa bb cc\n- dd\n  ee\n10. ff gg hh",
        "- aa bb\n  cc\n- dd ee\n10. ff\n    gg\n    hh",
    ),
    "items in items": ("- aa\n  - bb cc dd", "- aa\n  - bb\n    cc\n    dd"),
    "fences": ("```\na  b   c   d\n\n\n```\naa bb cc", "```\na  b   c   d\n\n\n```\naa bb cc"),
    "an open fence": ("~~~ x\naa bb cc dd", "~~~ x\naa bb cc dd"),
    "indented code": ("aa\n\n    x = 1    # y\n    z", "aa\n\n    x = 1    # y\n    z"),
    "tables": ("| a | b | c |\n|---|---|---|", "| a | b | c |\n|---|---|---|"),
    "headings": ("# aa bb cc dd\naa\nbb", "# aa bb cc dd\naa bb"),
    "underlined headings": ("aa bb\n=====\ncc", "aa bb\n=====\ncc"),
    "quotes": ("> aa bb\n> cc dd", "> aa bb\n> cc dd"),
    "hard breaks": ("aa\nbb\\\ncc", "aa bb\\\ncc"),
    "html": ("<b>aa bb cc</b>\ndd", "<b>aa bb cc</b>\ndd"),
    "no line begins a list by chance": ("aa bbbb - cc", "aa bbbb -\ncc"),
    "nor a heading": ("aa bbbb # cc", "aa bbbb #\ncc"),
    "nor an ordered list": ("aaa bbb 1. c", "aaa bbb 1.\nc"),
    "rules": ("aa\n\n***\n\nbb", "aa\n\n***\n\nbb"),
    "link definitions": ("[a]: https://x.yz\nb", "[a]: https://x.yz\nb"),
    "nothing": (" \n\n ", ""),
}


@pytest.mark.parametrize("case", CASES)
def test_layout(case: str) -> None:
    text, wanted = CASES[case]
    assert layout(text, 8) == wanted
    assert layout(wanted, 8) == wanted


def test_the_first_line_may_be_narrower_or_wider() -> None:
    assert layout("aa bb cc dd", 8, first=3) == "aa\nbb cc dd"
    assert layout("aa bb cc dd", 4, first=9) == "aa bb cc\ndd"


def test_an_open_fence_can_be_closed() -> None:
    assert layout("```\naa", 8, close=True) == "```\naa\n```"
    assert layout("~~~~\n~~~", 8, close=True) == "~~~~\n~~~\n~~~~"


def test_two_blanks_at_the_end_break_a_line_and_go() -> None:
    assert layout("aa  \nbb", 8) == "aa\nbb"
