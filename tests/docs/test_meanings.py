"""What enums' values mean: told in the table of their page, from wherever the document says it."""

from __future__ import annotations

import re

import pytest

from generator.docs.meanings import told
from tests.docs.made import ALL, made

VALUES = ["KG", "LB", "a b", 3, None]


@pytest.mark.parametrize(
    ("text", "left", "meanings"),
    [
        ("Unit.\n\n- `KG`: kilograms\n- `LB`: pounds", "Unit.", {"KG": "kilograms", "LB": "pounds"}),
        ("Unit.\n* KG - kilograms\n* LB – pounds\n\nMore.", "Unit.\n\nMore.", {"KG": "kilograms", "LB": "pounds"}),
        ("- **KG**: kilograms,\n  as in SI\n- \"a b\": both", "", {"KG": "kilograms, as in SI", "a b": "both"}),
        ("- `3`: three\n- `null`: none", "", {"3": "three", "null": "none"}),
        ("The units:\n\n- `KG` = kilograms", "The units: see below.", {"KG": "kilograms"}),
        ("- `KG`: [kilo](https://a.example)", "", {"KG": "[kilo](https://a.example)"}),
        ("One:\n\n- `KG`: kilo\n\nTwo:\n\n- `LB`: pound", "One: see below.\n\n\nTwo: see below.", {"KG": "kilo", "LB": "pound"}),
    ],
)  # fmt: skip
def test_lists_of_values_are_taken_out(text, left, meanings):
    found = told(text, VALUES)
    assert found.meanings == meanings
    assert re.sub(r"\n+", "\n", found.text) == re.sub(r"\n+", "\n", left)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "No list: KG is kilograms.",
        "- `KG`: kilograms\n- `OZ`: no value of it",
        "- `KG`\n- `LB`",
        "- `KG`: kilograms\n- both are fine",
        "- `KG`: kilograms\n  - of gold",
        "- `KG`: kilograms\n- `KG`: twice",
        "- KG-based: not the value",
        "```\n- `KG`: code\n```",
        "1. `KG`: numbered lists stay",
    ],
)
def test_whatever_else_a_list_says_stays_where_it_is(text):
    found = told(text, VALUES)
    assert (found.text, found.meanings) == (text, {})


def test_a_second_meaning_of_a_value_is_not_dropped():
    found = told("- `KG`: kilograms\n\nIn the US:\n\n- `KG`: rare", VALUES)
    assert found.meanings == {"KG": "kilograms"}
    assert "- `KG`: rare" in found.text


def test_the_page_has_them_in_its_table_alone():
    page = made("specs/wix-orders").pages["models/WeightUnit.md"]
    assert '| `KG` | `"KG"` | kilograms |' in page
    assert page.count("kilograms") == 1


@pytest.mark.parametrize("name", ALL)
def test_no_column_is_empty(name):
    for path, text in made(name).pages.items():
        table = text.partition("## Values {")[2].partition("\n## ")[0]
        rows = re.findall(r"(?m)^\| (`.*) \|$", table)
        if "| what it means |" in table:
            assert [row for row in rows if row.rsplit(" | ", 1)[1].strip()], path
        else:
            assert all(row.count(" | ") == 1 or "`" in row.rsplit(" | ", 1)[1] for row in rows), (
                path
            )
