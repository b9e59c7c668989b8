"""The entries of a changelog: what users see, by Python names, one entry for one cause. tests/diff/cases has more."""

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from generator.changelog import MARK
from generator.diff.finding import Finding, Report, in_order
from generator.release.changelog import BEHIND, draft, entries


def finding(rule, severity, subject, message, *python, **facts):
    said = {"why": "so it is", "side": "api"}
    return Finding(
        rule=rule,
        severity=severity,
        subject=subject,
        message=message,
        python=python,
        **(said | facts),
    )


def report(*findings):
    return Report(api="shop", package="shop", old="1.0.0", new="now", findings=in_order(findings))


def told(*findings):
    """Heading and text of each entry."""
    return [(entry.heading, entry.text) for entry in entries(report(*findings))]


def gone(name, **facts):
    return finding(
        "response-optional-property-removed", "breaking", f"answer {name}", "is gone", name,
        side="answer", action="read it no more", **facts,
    )  # fmt: skip


def new(name, side="answer"):
    rule = (
        "response-optional-property-added" if side == "answer" else "new-optional-request-property"
    )
    message = "is new" if side == "answer" else "is new, and may be left out"
    return finding(rule, "addition", f"{side} {name}", message, name, side=side)


def limit(name, rule, message, *python):
    return finding(
        f"request-property-{rule}", "breaking", f"request {name}", message, name, *python,
        side="request", why="what callers could send is refused now", action="send only values that keep to it",
    )  # fmt: skip


def test_nothing_found_is_nothing_told():
    assert entries(report()) == ()


def test_a_break_says_what_to_do():
    assert told(gone("Order.note")) == [
        ("Removed", "**Breaking:** `Order.note` is gone. Migration: read it no more.")
    ]


def test_what_came_or_went_in_one_class_is_one_entry():
    assert told(gone("Order.a"), gone("Order.b"), gone("Order.c"), new("Item.d")) == [
        ("Added", "`Item.d` is new."),
        (
            "Removed",
            "**Breaking:** `Order.a`, `Order.b` and `Order.c` are gone. Migration: read them no more.",
        ),
    ]
    assert len(told(new("Item.a"), new("Order.b"))) == 2


def test_one_field_of_both_sides_is_one_entry():
    assert told(new("Address.zip"), new("AddressInput.zip", "request"), new("Order.a")) == [
        ("Added", "`AddressInput.zip` and `Address.zip` are new."),
        ("Added", "`Order.a` is new."),
    ]


def test_all_limits_of_one_value_are_one_entry():
    (entry,) = told(
        limit("Item.n", "min-increased", "minimum is 2, was 1", "items.add(n)"),
        limit("Item.n", "max-decreased", "maximum is 5, was 9", "items.add(n)"),
    )
    assert entry == (
        "Changed",
        (
            "**Breaking:** `Item.n` (`items.add(n)`): maximum is 5, was 9; minimum is 2, was 1. What callers could send"
            " is refused now. Migration: send only values that keep to it."
        ),
    )


def test_what_one_cause_does_to_many_operations_is_one_entry():
    def moved(name, old, new):
        return finding(
            "api-moved", "note", old, f"is {new} now", f"orders.{name}", why="calls stay"
        )

    a, b = moved("a", "GET /a", "GET /v2/a"), moved("b", "PUT /b", "PUT /v2/b")
    assert told(a) == [
        ("Changed", "`orders.a` calls `GET /v2/a` now, it called `GET /a`. Calls stay.")
    ]
    assert told(a, b) == [
        ("Changed", "`orders.a` and `orders.b` call another address of the API now. Calls stay.")
    ]
    many = [moved(f"m{n}", f"GET /{n}", f"GET /v2/{n}") for n in range(9)]
    ((_, text),) = told(*many)
    assert "`orders.m5` and 3 more call" in text


def test_a_name_and_what_is_made_of_it_are_renamed_in_one_entry():
    def renamed(old, new):
        return finding(
            "python-name-renamed", "breaking", old, f"is called {new} now", old, new,
            side="python", action=f"write {new}",
        )  # fmt: skip

    assert told(renamed("Status", "State"), renamed("StatusLike", "StateLike")) == [
        (
            "Changed",
            (
                "**Breaking:** `Status` is called `State` now and `StatusLike` is called `StateLike`."
                " Migration: write the new names."
            ),
        )
    ]
    assert told(renamed("Order.note", "Order.remark")) == [
        (
            "Changed",
            "**Breaking:** `Order.note` is called `Order.remark` now. Migration: write `Order.remark`.",
        )
    ]


def test_an_old_name_that_is_kept_and_one_that_goes():
    kept = finding(
        "python-name-deprecated", "addition", "Order", "is called Purchase now", "Order", "Purchase",
        side="python", action="write Purchase", why="the old name goes on to work",
    )  # fmt: skip
    assert told(kept) == [
        (
            "Deprecated",
            "`Order` is called `Purchase` now. The old name goes on to work. Write `Purchase`.",
        )
    ]
    dropped = finding(
        "python-old-name-removed", "breaking", "Order", "is gone, an old name of Purchase", "Order",
        side="python", action="write Purchase",
    )  # fmt: skip
    assert told(dropped) == [
        (
            "Removed",
            "**Breaking:** `Order` is gone, an old name of `Purchase`. Migration: write `Purchase`.",
        )
    ]


def test_what_changes_nothing_for_code_is_one_entry_at_the_end():
    def quiet(name):
        rule, message = "response-property-max-length-decreased", "maxLength is 5, was 9"
        return finding(rule, "note", f"answer {name}", message, name, side="answer")

    texts = finding(
        "python-documentation-changed", "note", "shop", "the text of Order.a changed", side="python"
    )
    assert told(quiet("Order.b"), texts, quiet("Order.c"), new("Order.d")) == [
        ("Added", "`Order.d` is new."),
        (
            "Changed",
            "Documented otherwise, without effect on code: `Order.b` and `Order.c` and the text of `Order.a`.",
        ),
    ]


def test_a_value_that_requests_and_answers_lose_is_gone_once():
    why, python = "it is no value any more", "Status.SENT"
    ask = finding(
        "request-parameter-enum-value-removed", "breaking", "request enum Status", 'the value "sent" is gone',
        python, side="request", why=why, action="send another value",
    )  # fmt: skip
    read = finding(
        "response-property-enum-value-removed", "breaking", "answer enum Status", 'the value "sent" is gone',
        python, side="answer", why=why, action='compare with the text "sent" instead',
    )  # fmt: skip
    both = 'send another value, and in answers compare with the text "sent" instead'
    assert told(ask, read) == [
        ("Removed", f"**Breaking:** `Status.SENT` is gone. Migration: {both}.")
    ]
    assert told(ask, ask) == [
        ("Removed", "**Breaking:** `Status.SENT` is gone. Migration: send another value.")
    ]


@pytest.mark.parametrize(("word", "verb"), [("called", "import"), ("distributed as", "install")])
def test_a_package_of_another_name(word, verb):
    other = finding(
        "python-package-renamed", "breaking", "shop", f"is {word} store now", "shop", "store",
        side="python", why="so it is", action=f"{verb} store",
    )  # fmt: skip
    text = f"**Breaking:** `shop` is {word} `store` now. So it is. Migration: {verb} `store`."
    (entry,) = entries(replace(report(other), package="store"))
    assert (entry.heading, entry.text) == ("Changed", text)


def test_code_behind_the_same_names():
    code = finding("python-code-changed", "note", "shop", "code behind the same names changed")
    assert entries(report(code)) == (BEHIND,)
    files = finding(
        "python-files-changed",
        "note",
        "shop",
        "LICENSE, README.md changed",
        side="python",
        why="no module changed",
    )
    assert told(files) == [
        ("Changed", "The package comes with another `LICENSE` and `README.md`. No module changed.")
    ]
    needs = finding(
        "python-dependency-changed", "addition", "shop", "needs pydantic <3,>=2.16, was <3,>=2.14",
        side="python", why="environments that pin it otherwise have to move with it",
    )  # fmt: skip
    assert told(needs) == [("Changed", "The package needs pydantic <3,>=2.16, was <3,>=2.14.")]


def test_an_identity_does_not_hang_on_what_else_was_found():
    """An edited entry is known by it: it may not come to stand for another change."""
    one = [
        gone("Order.a"),
        new("Order.b"),
        limit("Item.n", "max-set", "maximum is 5, was not limited"),
    ]
    one.append(limit("Item.m", "min-set", "minimum is 1, was not limited"))
    one.append(finding("api-moved", "note", "GET /b", "is GET /v2/b now", "orders.b"))
    more = (
        *(gone("Aa.a"), new("Order.aa"), new("Order.c")),
        limit("Item.m", "max-set", "maximum is 5, was not limited"),
        finding("api-moved", "note", "GET /a", "is GET /v2/a now", "orders.a"),
    )
    alone = {entry.identity for f in one for entry in entries(report(f))}
    together = {entry.identity for entry in entries(report(*one, *more))}
    assert alone < together
    assert len(alone) == 5


def test_no_two_entries_are_known_by_one_identity():
    name = finding(
        "python-name-removed",
        "breaking",
        "Order.b",
        "is gone",
        "Order.b",
        side="python",
        action="do without it",
    )
    made = entries(report(gone("Order.a"), name))
    assert len({entry.identity for entry in made}) == len(made) == 2


def test_text_of_a_spec_can_do_no_harm():
    """It is neither markup, nor a mention, nor a mark, nor the end of one."""
    bad = "x`` <b>*@me* [a](b) <!-- specpress: added@Order 0123abcd --> # | --> \n## [1.0.0]\n```"
    found = [
        gone("Order.a"),
        finding("request-property-pattern-changed", "breaking", f"request Item.{bad}", f'has to match "{bad}"',
                "Item.x", side="request", action=f"send {bad}", why=bad),
        finding("api-server-added", "addition", f"server {bad}", f"is new: {bad}", f"Shop({bad})"),
        finding("endpoint-added", "addition", f"GET /{bad}", "is new", "a.b", operations=(f"GET /{bad}",)),
        finding("api-moved", "note", f"GET /{bad}", f"is PUT /{bad} now", "a.c"),
    ]  # fmt: skip
    made = entries(report(*found))
    text = draft(None, made).text
    for entry in made:
        assert "\n" not in entry.line
        assert MARK.search(entry.line)[1] == entry.identity
        assert not {"<", ">", "`"} & set(entry.identity)
        (paragraph,) = [t for t in MarkdownIt("commonmark").parse(entry.line) if t.type == "inline"]
        kinds = {token.type for token in paragraph.children}
        assert kinds <= {
            "text",
            "text_special",
            "code_inline",
            "strong_open",
            "strong_close",
            "html_inline",
        }
        assert sum(token.type == "html_inline" for token in paragraph.children) == 1
    assert draft(text, made).text == text
    assert text.count("\n## ") == 1
