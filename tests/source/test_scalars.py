import pytest

from generator.diagnostics import Problems
from generator.source import parse
from generator.source.scalars import plain, tagged

PLAIN = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "nULL": "nULL",
    "none": "none",
    "true": True,
    "True": True,
    "TRUE": True,
    "tRUE": "tRUE",
    "false": False,
    "False": False,
    "FALSE": False,
    "yes": "yes",
    "no": "no",
    "NO": "NO",
    "on": "on",
    "Off": "Off",
    "y": "y",
    "n": "n",
    "0": 0,
    "-0": 0,
    "+12": 12,
    "-12": -12,
    "010": 10,
    "0o17": 15,
    "0o18": "0o18",
    "0x1F": 31,
    "0x": "0x",
    "-0x1F": "-0x1F",
    "0b11": "0b11",
    "1_000": "1_000",
    "12:30": "12:30",
    "190:20:30": "190:20:30",
    "2020-01-01": "2020-01-01",
    "2001-12-14t21:59:43.10-05:00": "2001-12-14t21:59:43.10-05:00",
    "1.5": 1.5,
    ".5": 0.5,
    "1.": 1.0,
    "18.00": 18.0,
    "-.5e+3": -500.0,
    "1e3": 1000.0,
    "1E-2": 0.01,
    "1e": "1e",
    ".": ".",
    "..": "..",
    "-": "-",
    "+": "+",
    "1.2.3": "1.2.3",
    "3.1.0": "3.1.0",
    "0.1.0-beta": "0.1.0-beta",
    "+.e3": "+.e3",
    "=": "=",
    "<<": "<<",
    "٣": "٣",
    "9007199254740993": 9007199254740993,
}


@pytest.mark.parametrize(("text", "value"), PLAIN.items())
def test_plain_scalars_by_the_core_schema(text, value):
    read = plain(text)
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize("text", [".inf", "-.INF", "+.Inf", ".nan", ".NaN", "1e999", "9" * 5000])
def test_numbers_that_json_does_not_have_are_refused(text):
    with pytest.raises(ValueError, match=r"JSON|64-bit|characters"):
        plain(text)


TAGGED = {
    ("!!str", "3"): "3",
    ("!!str", ""): "",
    ("!", "3"): "3",
    ("!!int", "3"): 3,
    ("!!float", "3"): 3.0,
    ("!!bool", "true"): True,
    ("!!null", ""): None,
}


@pytest.mark.parametrize(("written", "value"), TAGGED.items())
def test_tagged_scalars(written, value):
    tag, text = written
    full = tag.replace("!!", "tag:yaml.org,2002:")
    assert tagged(full, text) == value
    assert parse("a.yaml", f"k: {tag} '{text}'", Problems()).data == {"k": value}


@pytest.mark.parametrize("written", ["!!int x", "!!timestamp 2020-01-01", "!thing x", "!!binary x"])
def test_tags_without_a_json_value_are_refused(written):
    problems = Problems()
    parse("a.yaml", f"k: {written}", problems)
    assert [p.code for p in problems] == ["not-json"]


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("text", ["NO", "10", "true", "~", "12:30", ".nan", "<<"])
def test_quoted_scalars_are_texts(text, quote):
    assert parse("a.yaml", f"- {quote}{text}{quote}", Problems()).data == [text]


def test_keys_are_texts_as_written():
    text = "200: a\n0x10: b\nNO: c\n~: d\n1.50: e\ntrue: f\n2020-01-01: g\n'null': h\n"
    assert list(parse("a.yaml", text, Problems()).data) == [
        "200", "0x10", "NO", "~", "1.50", "true", "2020-01-01", "null",
    ]  # fmt: skip
