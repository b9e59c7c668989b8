"""Sentences for docstrings."""

from __future__ import annotations

import pytest

from generator.views.text import (
    first_sentence,
    humanize,
    plain,
    says_something,
    sentence,
    summary_and_rest,
    with_limits,
)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Order ID", "Order ID."),
        ("Order ID.", "Order ID."),
        ("Really?", "Really?"),
        ("see `x`", "see `x`."),
        ("", ""),
        ("Either\n\n- a\n- b", "Either\n\n- a\n- b"),
        ("x:", "x:"),
    ],
)
def test_sentence(text: str, wanted: str) -> None:
    assert sentence(text) == wanted


@pytest.mark.parametrize(
    ("text", "head", "rest"),
    [
        ("One. Two.", "One.", "Two."),
        ("One", "One", ""),
        ("Use e.g. Foo. Then go.", "Use e.g. Foo.", "Then go."),
        ("Version 1.5 is out. New", "Version 1.5 is out.", "New"),
        ("One\nline. And more.\n\nTwo.", "One\nline.", "And more.\n\nTwo."),
        ("Either:\n- a", "Either:", "- a"),
        ("- a\n- b", "", "- a\n- b"),
    ],
)
def test_first_sentence(text: str, head: str, rest: str) -> None:
    found = first_sentence(text)
    assert (found[0], found[1].strip()) == (head, rest)


@pytest.mark.parametrize(
    ("summary", "description", "head", "rest"),
    [
        ("Get it", "Gets it all.", "Get it.", "Gets it all."),
        ("Get it", "Get it. Now.", "Get it.", "Now."),
        ("", "Gets it. Now.", "Gets it.", "Now."),
        ("Get. Slowly", "", "Get.", "Slowly."),
        ("", "", "", ""),
    ],
)
def test_summary_and_rest(summary: str, description: str, head: str, rest: str) -> None:
    assert summary_and_rest(summary, description) == (head, rest)


def test_with_limits() -> None:
    assert (
        with_limits("How many", ("at least 1", "at most 9")) == "How many. At least 1, at most 9."
    )
    assert with_limits("", (), deprecated=True) == "Deprecated."
    assert with_limits("One of\n\n- a", ("at least 1",)) == "One of\n\n- a\n\nAt least 1."


@pytest.mark.parametrize("text", ["OK", "ok.", "Success", "Successful response", "No Content", ""])
def test_what_says_nothing(text: str) -> None:
    assert not says_something(text)
    assert says_something(f"{text} order")


def test_names_as_words() -> None:
    assert humanize("PreconditionRequired") == "Precondition Required"
    assert humanize("HTTPVersionNotSupported") == "HTTP Version Not Supported"
    assert plain("list_orders") == "List orders."
