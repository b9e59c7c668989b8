import pytest

from generator.diagnostics import Place, Problem, Problems, ProblemsFound, report, split_lines
from generator.source import parse

TEXT = "a: 1\nb: 2\nc: 3\nd: 4\n"


def shown(text, *places, message="it is wrong", severity="error"):
    problem = Problem(
        "some-code", message, tuple(Place("a.yaml", *at) for at in places), "do this", severity
    )
    return report(problem, {"a.yaml": split_lines(text)}.__getitem__).split("\n")


def test_a_problem_shows_its_place_the_lines_around_it_and_what_to_do():
    assert shown(TEXT, (2, 4)) == [
        "a.yaml:2:4: error[some-code]: it is wrong",
        "     1 | a: 1",
        ">    2 | b: 2",
        "     3 | c: 3",
        "   = hint: do this",
    ]


def test_all_places_are_shown():
    assert shown(TEXT, (1, 1), (4, 1)) == [
        "a.yaml:1:1: error[some-code]: it is wrong",
        ">    1 | a: 1",
        "     2 | b: 2",
        "a.yaml:4:1: also here",
        "     3 | c: 3",
        ">    4 | d: 4",
        "   = hint: do this",
    ]


def test_a_problem_without_a_place():
    assert shown(TEXT, severity="note") == ["note[some-code]: it is wrong", "   = hint: do this"]


@pytest.mark.parametrize("text", ["", "a: 1"])
def test_places_beyond_the_text_show_no_lines(text):
    assert shown(text, (9, 1))[0] == "a.yaml:9:1: error[some-code]: it is wrong"


def test_long_lines_are_cut_around_the_column():
    lines = shown('{"x": "' + "-" * 5000 + 'HERE" ' + "-" * 5000, (1, 5008))
    assert "HERE" in lines[1]
    assert lines[1].startswith(">    1 | …")
    assert lines[1].endswith("…")
    assert len(lines[1]) < 200


def test_what_a_terminal_would_obey_is_not_printed():
    printed = "\n".join(shown("\ufeffa:\t\x1b[31m\u202e", (1, 1), message="'\x1b[2J'"))
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    assert "\t" not in printed
    assert "\ufeff" not in printed


def test_lines_end_as_in_editors():
    assert split_lines("a\nb\r\nc\rd\u2028e\x0cf\n") == ["a", "b", "c", "d\u2028e\x0cf", ""]


def test_a_stage_goes_on_and_then_stops_with_everything():
    problems = Problems()
    root = parse("a.yaml", TEXT, problems).root
    problems.note("a", "m", root, hint="h")
    problems.stop_if_any()
    problems.error("b", "m", root.at("a"), root.at("b"), hint="h")
    problems.error("b", "m", root.at("a"), root.at("b"), hint="h")
    with pytest.raises(ProblemsFound) as stopped:
        problems.fail("c", "m", hint="h")
    assert [p.code for p in stopped.value.problems] == ["a", "b", "c"]
    assert [p.code for p in problems] == ["a", "b", "c"]
    assert "a.yaml:1:4: m" in str(stopped.value)
    with pytest.raises(ProblemsFound):
        problems.stop_if_any()


def test_places_sort_and_print():
    assert min(Place("b", 1, 1), Place("a", 10, 1), Place("a", 9, 2)) == Place("a", 9, 2)
    assert str(Place("a", 9, 2)) == "a:9:2"


def test_problems_are_told_by_file_and_place():
    problems = Problems()
    root = parse("b.yaml", TEXT, problems).root
    problems.error("4", "m", hint="h")
    problems.error("3", "m", root.at("b"), root.at("a"), hint="h")
    problems.note("2", "m", root.at("a"), hint="h")
    problems.error("1", "m", parse("a.yaml", TEXT, problems).root.at("c"), hint="h")
    assert [p.code for p in problems] == ["1", "2", "3", "4"]
    with pytest.raises(ProblemsFound) as stopped:
        problems.stop_if_any()
    assert [p.code for p in stopped.value.problems] == ["1", "2", "3", "4"]
