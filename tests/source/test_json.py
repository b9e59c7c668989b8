import pytest

from generator.diagnostics import Problems
from generator.source import parse


def read(text, path="a.json"):
    problems = Problems()
    return parse(path, text, problems).data, list(problems)


BROKEN = {
    "empty": ("", "invalid-json", (1, 1), "write a value"),
    "comment": ('{"a": 1, // no\n "b": 2}', "invalid-json", (1, 10), "double quotes"),
    "trailing comma": ('{"a": [1,\n]}', "invalid-json", (1, 9), "comma"),
    "trailing comma in an object": ('{"a": [],\n\n }', "invalid-json", (1, 9), "comma"),
    "two commas": ("[1,,2]", "invalid-json", (1, 4), "value here"),
    "missing comma": ('{"a": 1\n "b": 2}', "invalid-json", (2, 2), "comma"),
    "single quotes": ("{'a': 1}", "invalid-json", (1, 2), "double quotes"),
    "extra": ("{}\n{}", "invalid-json", (2, 1), "one value"),
    "open text": ('{"a": "b', "invalid-json", (1, 7), "close"),
    "line break in text": ('{"a": "b\n"}', "invalid-json", (1, 9), "\\n"),
    "escape": ('{"a": "\\q"}', "invalid-json", (1, 8), "backslash"),
    "nan": ('{"b": "NaN",\n "a": NaN}', "not-json", (2, 7), "number"),
    "infinity": ('["x", -Infinity]', "not-json", (1, 7), "number"),
    "huge": ('["1e999", 1e999]', "not-json", (1, 11), "number"),
    "digits": ("[1, " + "9" * 5000 + "]", "not-json", (1, 5), "number"),
    "half a character": ('{"a": "\\ud83d"}', "lone-surrogate", (1, 8), "surrogate pair"),
    "nul": ('{"a": "\0"}', "control-character", (1, 8), "delete"),
}


@pytest.mark.parametrize(("text", "code", "place", "hint"), BROKEN.values(), ids=BROKEN)
def test_what_is_refused_has_a_place_and_a_hint(text, code, place, hint):
    _, problems = read(text)
    assert [p.code for p in problems] == [code]
    assert (problems[0].places[0].line, problems[0].places[0].column) == place
    assert hint in problems[0].hint


def test_duplicate_keys_name_both_places_and_keep_the_first():
    text = '{"a": [{"b": 1, "c": {"d": 1, "d": {"b": 0}}}],\n "x": 1, "\\u0078": 2}'
    data, problems = read(text)
    assert data == {"a": [{"b": 1, "c": {"d": 1}}], "x": 1}
    assert [[str(place) for place in p.places] for p in problems] == [
        ["a.json:1:31", "a.json:1:23"],
        ["a.json:2:10", "a.json:2:2"],
    ]


def test_surrogate_pairs_and_escapes_are_read():
    assert read(r'{"a": "😀 \/ \u00e9"}') == ({"a": "😀 / é"}, [])


@pytest.mark.parametrize("text", ["[" * 100_000 + "]" * 100_000, '{"a":' * 300 + "1" + "}" * 300])
def test_endless_nesting_is_refused_without_a_crash(text):
    assert [p.code for p in read(text)[1]] == ["too-deep"]


def test_a_yaml_file_that_holds_json_is_read_as_json():
    assert read('{"a":\t"\\ud83d\\ude00"}', "a.yaml") == ({"a": "😀"}, [])


def test_a_yaml_file_that_begins_with_a_bracket_may_be_yaml():
    assert read("{a: b, c: [.5]}", "a.yaml") == ({"a": "b", "c": [0.5]}, [])


def test_without_a_suffix_the_first_character_decides():
    assert read('\n {"a": 1e1}', "a") == ({"a": 10.0}, [])
    assert read("a: 1", "a") == ({"a": 1}, [])
