"""Spec text on a page: it says what it said, and can do nothing."""

from __future__ import annotations

import json
import re

import pytest

from generator import literals
from generator.commonmark import blocks, line, plain, span, words

markdown = pytest.importorskip("markdown", reason="comes with the docs group")
EXTENSIONS = [
    "admonition", "attr_list", "def_list", "md_in_html", "tables", "toc", "pymdownx.details",
    "pymdownx.superfences", "pymdownx.tabbed",
]  # fmt: skip


def html(text: str) -> str:
    return markdown.markdown(text, extensions=EXTENSIONS)


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>alert(1)</script>", "x <img src=x onerror=alert(1)> y", "<b onmouseover=alert(1)>x</b>",
        "[x](javascript:alert(1))", "![x](https://evil.example/x.png)", "[x](data:text/html,x)", "<javascript:alert(1)>",
        "text {: onclick=alert(1) }", "# Head {: #id onclick=alert(1) }", "`code`{: onclick=alert(1) }",
        "**b**{: onclick=alert(1) }", "- item {: onclick=alert(1) }", "| a | b |\n|---|---|\n| 1 | 2 {: onclick=alert(1) } |",
        "::: os.path", "a\n::: os.path", "!!! danger\n    x", "??? note\n    x", '=== "Tab"\n    x', ": definition", "a\n:   definition",
        "<div markdown='1'>\n# x\n</div>", "[TOC]", "[x]: https://evil.example 'x'\n\n[x]", "&lt;script&gt;alert(1)&lt;/script&gt;",
        "```html onclick=x\n<script>\n```", "~~~\n<script>alert(1)</script>", "    <script>alert(1)</script>", "<!-- x --> y -->",
        "<a href='javascript:alert(1)'>x</a>", '<a href="https://a.example/" onclick="x">y</a>', "<style>*{display:none}</style>",
        "x\n===\ny", "--8<-- 'x'", "*[abbr]: x", "[^1]: x", "\\<script>", "<https://a.example/\"onclick=x>",
    ],
)  # fmt: skip
@pytest.mark.parametrize("write", [blocks, line, plain])
def test_nothing_is_obeyed(hostile, write):
    for place in ("{}", "- {}", "| a |\n|---|\n| {} |\n", "### {} {{ #own-id }}"):
        if write is blocks and place != "{}":
            continue
        made = html(place.format(write(hostile)))
        tags = set(re.findall(r"<(\w+)", made))
        assert (
            not tags & {"script", "img", "div", "style", "details", "iframe", "dl"}
            or "highlight" in made
        ), made
        attributes = re.findall(r"<\w+ ([^>]*)>", made)
        for found in attributes:
            allowed = r'(href="https://[^"]*"|id="own-id"|class="[\w -]*"|start="\d+"|style="text-align: \w+;")'
            assert re.fullmatch(rf"({allowed}\s*)+", found), made
        if place.startswith("###"):
            assert made.count("<h3") == 1
            assert 'id="own-id"' in made


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Two:\n- a\n- b", ["<li>a</li>", "<li>b</li>"]),
        ("- a\n  - b\n    c\n\n    d", ["<ul>", "b c", "d"]),
        ("1. a\n2. b", ["<ol>", "<li>b</li>"]),
        ("# Head\n\ntext", ["<strong>Head</strong>"]),
        ("a\\\nb", ["<br"]),
        ("> q", ["<blockquote>"]),
        ("| a | b |\n|---|---|\n| `x\\|y` | z |", ["<code>x|y</code>", "<td>z</td>"]),
        ("<p>a <code>b</code></p><ul><li>c</li></ul>", ["<code>b</code>", "<li>c</li>"]),
        ('<a href="https://a.example/x_y">z</a>', ['<a href="https://a.example/x_y">z</a>']),
        ("see <order-id> & a_b_c, 2 * 3 * 4", ["&lt;order-id", "&amp; a_b_c, 2 * 3 * 4"]),
        ("`<b>` and ``a`b``", ["<code>&lt;b&gt;</code>", "<code>a`b</code>"]),
        ("```json\n{}\n```", ["{}"]),
        ("[a](https://a.example/(b)_c)", ['href="https://a.example/(b)_c"']),
        ("[a](../b.md) and [c]", ["a and [c]"]),
    ],
)
def test_it_says_what_it_said(text, wanted):
    made = html(blocks(text))
    for part in wanted:
        assert part in made, made


@pytest.mark.parametrize("text", ["a`b", "``", "`", "a|b", " x ", "", "\\", "<b>"])
def test_a_code_span_is_its_text(text):
    made = html(f"| a |\n|---|\n| {span(text)} |\n")
    (found,) = re.findall(r"<code>(.*?)</code>", made)
    assert markdown_text(found) == text.strip()


def markdown_text(html_text: str) -> str:
    from html import unescape

    return unescape(html_text).strip()


def test_what_is_plain_is_no_markup():
    said = "__init__ *x* `y` [z](https://a.example) <b>"
    assert markdown_text(re.sub(r"</?p>", "", html(plain(said)))) == said


def test_nothing_unseen_is_left_even_if_it_was_written_as_an_entity():
    assert literals.page_text("a&#8238;b&#x200B;") == "aU+202EbU+200B"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Has [`x`](/y) and\n**z**.\n\n- a\n- b", "Has x and z. a b"),
        ("<p>a <code>b</code></p>", "a b"),
        ('say "x" \\ y', 'say "x" \\ y'),
    ],
)
def test_the_head_of_a_page_is_without_markup(text, said):
    assert words(text) == said
    assert json.loads(literals.page_quoted(text)) == said
