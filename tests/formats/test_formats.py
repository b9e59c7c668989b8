"""What a check prints, in each of its formats. UPDATE_GOLDENS=1 writes what is printed now."""

import json
import os
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import generator
from generator.cli.formats import render_check
from generator.cli.formats.findings import MEANINGS
from generator.diagnostics import Problem
from generator.verdict import Cause, Change, Effects, Exit, FileVerdict, worst
from tests.formats.verdicts import (
    CASES,
    CAUSES,
    MANY,
    MODELS,
    NAMES,
    PACKAGE,
    SPEC,
    TWICE,
    at,
    changed,
    lines_of,
    verdict,
)

HERE = Path(__file__).parent
FORMATS = ("text", "json", "github", "sarif")
SCHEMA = json.loads(
    (Path(generator.__file__).parent / "schemas/check.schema.json").read_text("utf-8")
)
HOSTILE = "100%: a, b\r\n::error::no\x1b[2J\u202e"


def show(verdicts, kind, *, diff=False):
    return render_check(verdicts, format=kind, diff=diff, lines_of=lines_of)


def compare(printed, name):
    golden = HERE / name
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(printed, "utf-8")
    assert printed == golden.read_text("utf-8")


@pytest.mark.parametrize("case", CASES)
def test_text(case):
    compare(show(CASES[case], "text"), f"{case.replace(' ', '_')}.txt")


def test_text_with_diffs():
    compare(show(CASES["mixed"], "text", diff=True), "mixed_diff.txt")


@pytest.mark.parametrize(
    ("kind", "ending"), [("json", "json"), ("github", "github.txt"), ("sarif", "sarif.json")]
)
@pytest.mark.parametrize("case", ["in step", "bad input", "mixed", "next release"])
def test_other_formats(case, kind, ending):
    compare(show(CASES[case], kind), f"{case.replace(' ', '_')}.{ending}")


def test_every_cause_has_a_case_and_a_meaning():
    assert set(CAUSES) == set(Cause) == set(MEANINGS)
    assert SCHEMA["$defs"]["cause"]["enum"] == [str(cause) for cause in Cause]


def test_what_changes_for_users_is_cut_to_six_lines_and_is_whole_in_json():
    many = show(CASES["many"], "text")
    assert many.count("addition: Order.note_") == 5
    assert "    … 5 more (--format json lists all)\n" in many
    (api,) = json.loads(show(CASES["many"], "json"))["apis"]
    assert len(api["for_users"]["names"]) == 9
    assert len(api["for_users"]["behaviour"]) == 2
    six = replace(CASES["many"][0], for_users=Effects(names=NAMES.names * 2))
    assert "more (--format" not in show([six], "text").partition("for users")[2]


def test_a_long_sentence_is_cut():
    long = verdict(
        for_users=Effects(names=(Change(severity="note", name="x" * 300, said="is new"),))
    )
    line = next(line for line in show([long], "text").splitlines() if "xxx" in line)
    assert len(line) == 120
    assert line.endswith("…")


def test_all_apis_together_are_one_screen():
    """Files and sentences share the screen; every API still has some."""
    printed = show(CASES["three apis"], "text")
    assert len(printed.splitlines()) < 40
    assert all(printed.count(f"generated/{name}/") >= 2 for name in ("ant", "bee", "cat"))
    causes = tuple(
        FileVerdict(path=f"{PACKAGE}/{cause}{n}.py", cause=cause, added=1)
        for cause in Cause
        for n in range(20)
    )
    assert len(show([verdict(files=causes)], "text").splitlines()) < 50


@pytest.mark.parametrize("cause", Cause)
def test_each_file_has_a_line_with_its_path_and_cause(cause):
    lines = show([CAUSES[cause]], "text").splitlines()
    for file in CAUSES[cause].files:
        (line,) = [line for line in lines if line.split()[0] == file.path]
        where = f" (line {file.line})" if cause in (Cause.HAND_EDIT, Cause.UNMERGED) else ""
        assert line.endswith(f"  cause: {cause}{where}")


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("case", CASES)
def test_the_order_in_which_facts_were_found_does_not_matter(case, kind):
    turned = [
        replace(
            one,
            files=one.files[::-1],
            tools=one.tools[::-1],
            stale_lock=one.stale_lock[::-1],
            changed=one.changed[::-1],
            problems=one.problems[::-1],
        )
        for one in reversed(CASES[case])
    ]
    unplaced = [p for one in CASES[case] for p in one.problems if not p.places]
    assert len(unplaced) < 2
    assert show(turned, kind) == show(CASES[case], kind)


def test_each_format_says_once_an_api_what_changes_for_users():
    """In text and JSON in a place of its own; in the others with the first of the API's findings."""
    assert CASES["mixed"][1].for_users is None
    two = [changed(Cause.SPEC), changed(Cause.RUNTIME, MANY, api="zebra")]
    first = "for users, once generated: breaking: Order.number is `str`, was `int`"
    lines = show(two, "github").splitlines()
    texts = [parse_command(line)[2] for line in lines if line.startswith("::")]
    assert [first in text.splitlines() for text in texts] == [True, False, False, False]
    assert sum("for users" in text for text in texts) == 2
    assert texts[2].count("for users") == 5
    assert "… 5 more (--format json lists all)" in texts[2]
    results = [result["message"]["text"] for result in sarif_run(two)["results"]]
    assert [first in text.splitlines() for text in results] == [True, False, False, False]
    assert results[2].count("for users") == 10, "SARIF is for programs: it has all"
    broken = replace(two[0], for_users=Effects(until_then=("the package is not whole",)))
    for kind in ("text", "github", "sarif"):
        assert "for users, until then: the package is not whole" in show([broken], kind)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_next_release_has_no_part_in_the_verdict(kind):
    low = CASES["next release"][3]
    assert low.in_step
    assert show([low], kind) != show([replace(low, next_release=None)], kind)
    assert "0.2.0" in show([low], kind)
    assert "exit 3" not in show([low], kind)
    if kind in ("json", "sarif"):
        return
    assert "write version: 0.2.0" in show([low], kind)


@pytest.mark.parametrize("kind", FORMATS)
def test_no_apis(kind):
    printed = show([], kind)
    assert printed == "" if kind == "text" else printed.endswith("\n")


def test_thirteen_files_are_cut_to_ten_and_twelve_are_not():
    def files(n):
        return tuple(
            FileVerdict(path=f"{PACKAGE}/{i:02}.py", cause=Cause.SPEC, added=1) for i in range(n)
        )

    assert show([verdict(files=files(12))], "text").count("cause: spec") == 12
    cut = show([verdict(files=files(13))], "text")
    assert cut.count("cause: spec") == 10
    assert "… 3 more of this cause (--format json lists all)" in cut
    assert show([verdict(files=files(13))], "text", diff=True).count("cause: spec") == 13


def test_nothing_that_a_terminal_obeys_is_printed():
    bad = Problem("odd", HOSTILE, (at(2, 3, HOSTILE),), HOSTILE)
    file = FileVerdict(
        path=f"{PACKAGE}/{HOSTILE}\udc80", cause=Cause.UNKNOWN, diff=f"@@\n+{HOSTILE}\n"
    )
    drift = verdict(files=(file,), problems=(bad,), fix=HOSTILE)
    wrong = verdict(Exit.BAD_INPUT, problems=(replace(bad, places=()),), fix=HOSTILE)
    for kind in FORMATS:
        printed = show([drift, wrong], kind, diff=True)
        printed.encode("utf-8")
        assert not set(printed) & set("\x1b\r\u202e")
        if kind in ("json", "sarif"):
            assert printed.isascii()
            json.loads(printed)


# JSON


def test_the_schema_is_one_and_says_what_everything_is():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    objects = [SCHEMA, *SCHEMA["$defs"].values()]
    objects += [inner for one in objects for inner in one.get("properties", {}).values()]
    for one in objects:
        assert one["description"]
        if one.get("type") == "object":
            assert one["additionalProperties"] is False
            assert one["required"] == list(one["properties"])


@pytest.mark.parametrize("case", CASES)
def test_json_is_as_the_schema_says(case):
    document = json.loads(show(CASES[case], "json"))
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    assert document["exit"] == worst(CASES[case])


def test_json_has_all_facts_and_its_keys_stand_as_in_the_schema():
    document = json.loads(show(CASES["many"], "json"))
    assert len(document["apis"][0]["files"]) == 34
    assert list(document) == list(SCHEMA["properties"])
    assert list(document["apis"][0]) == list(SCHEMA["$defs"]["api"]["properties"])
    problems = json.loads(show(CASES["bad input"], "json"))["apis"][0]["problems"]
    assert [problem["severity"] for problem in problems].count("note") == 1


# GitHub


def parse_command(line):
    """As the runner does: actions/runner, src/Runner.Common/ActionCommand.cs, TryParseV2."""
    head, _, data = line.removeprefix("::").partition("::")
    name, _, properties = head.partition(" ")
    pairs = dict(pair.split("=", 1) for pair in properties.split(",")) if properties else {}
    data_rules = {"%0D": "\r", "%0A": "\n", "%25": "%"}
    property_rules = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}

    def undo(text, rules):
        for escaped, char in rules.items():
            text = text.replace(escaped, char)
        return text

    return name, {k: undo(v, property_rules) for k, v in pairs.items()}, undo(data, data_rules)


def test_github_escapes_what_would_end_a_command_or_start_one():
    name = "a, b:c%\n::warning::d=e"
    path = f"{PACKAGE}/{name}"
    problem = Problem("odd", f"{name}\r\n", (at(7, 9, path),), "100%, really: yes")
    printed = show(
        [
            verdict(
                files=(FileVerdict(path=path, cause=Cause.UNKNOWN, line=5),), problems=(problem,)
            )
        ],
        "github",
    )
    odd, unknown, summary = printed.splitlines()
    escaped = f"{PACKAGE}/a%2C b%3Ac%25%0A%3A%3Awarning%3A%3Ad=e"
    assert odd.startswith(f"::error file={escaped},line=7,col=9,title=odd::a, b:c%25%0A::warning")
    assert odd.endswith("d=e%0D%0A%0Ahint: 100%25, really: yes")
    assert unknown.startswith(
        f"::error file={escaped},line=5,title=wix-orders%3A unknown file::cause: unknown file"
    )
    assert not summary.startswith(":")
    level, properties, data = parse_command(odd)
    assert (level, properties) == (
        "error",
        {"file": path, "line": "7", "col": "9", "title": "odd"},
    )
    assert data == f"{name}\r\n\nhint: 100%, really: yes"


def test_github_says_notes_as_notices():
    def levels(case):
        lines = show(CASES[case], "github").splitlines()
        return [parse_command(line)[0] for line in lines if line.startswith("::")]

    assert levels("in step by regenerating") == ["notice"]
    assert levels("line endings") == ["error"]
    assert levels("bad input") == ["notice", "error", "error", "error"]
    assert levels("in step") == []


@pytest.mark.parametrize("case", CASES)
def test_github_has_one_annotation_for_each_finding_and_a_summary(case):
    *lines, summary = show(CASES[case], "github", diff=True).splitlines()
    facts = sum(
        len(v.files) + len(v.problems) + len(v.tools) + len(v.stale_lock) + v.unpinned
        for v in CASES[case]
    )
    releases = [v.next_release for v in CASES[case] if v.next_release]
    commands = [line for line in lines if line.startswith("::")]
    assert len(commands) == facts + sum(one.problem is not None for one in releases)
    assert len(lines) - len(commands) == len(releases)
    for line in commands:
        level, properties, data = parse_command(line)
        assert level in ("error", "notice", "warning")
        assert {"title"} <= set(properties) <= {"file", "line", "col", "title"}
        assert data
    assert summary.startswith("specpress check: ")


def test_github_has_the_diff_if_asked():
    line, _ = show([CAUSES[Cause.HAND_EDIT]], "github", diff=True).splitlines()
    assert parse_command(line)[2].endswith(CAUSES[Cause.HAND_EDIT].files[0].diff.rstrip())
    assert "@@" not in show([CAUSES[Cause.HAND_EDIT]], "github")


# SARIF 2.1.0


def sarif_run(verdicts):
    log = json.loads(show(verdicts, "sarif"))
    assert set(log) == {"$schema", "version", "runs"}
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    return run


@pytest.mark.parametrize("case", CASES)
def test_sarif_has_the_shape_that_the_standard_asks_for(case):
    run = sarif_run(CASES[case])
    assert set(run) == {"tool", "invocations", "columnKind", "results", "properties"}
    assert run["invocations"][0]["exitCode"] == worst(CASES[case])
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    for rule in rules:
        for key in ("shortDescription", "fullDescription", "help"):
            assert rule[key]["text"].endswith(".")
        assert rule["defaultConfiguration"]["level"] in ("error", "note", "warning")
    for result in run["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        is_release = rule["id"].startswith("release/")
        assert result["level"] in (("warning",) if is_release else ("error", "note"))
        assert result["message"]["text"]
        for location in [*result["locations"], *result.get("relatedLocations", [])]:
            physical = location["physicalLocation"]
            assert not physical["artifactLocation"]["uri"].startswith("/")
            assert physical["artifactLocation"]["uriBaseId"] == "%SRCROOT%"
            assert all(number >= 1 for number in physical["region"].values())


def test_sarif_has_a_rule_for_each_cause_and_for_the_codes_that_were_found():
    causes = [f"check/{cause.replace(' ', '-')}" for cause in Cause]
    in_step = sarif_run(CASES["in step"])
    assert [rule["id"] for rule in in_step["tool"]["driver"]["rules"]] == causes
    assert in_step["results"] == []
    rules = [rule["id"] for rule in sarif_run(CASES["bad input"])["tool"]["driver"]["rules"]]
    codes = ["duplicate-operation-id", "no-server", "parameter-nowhere"]
    assert rules == [*causes, *(f"input/{code}" for code in codes)]


def test_sarif_levels_are_those_of_the_exit_codes():
    for cause in Cause:
        assert {r["level"] for r in sarif_run([CAUSES[cause]])["results"]} == {"error"}


def test_sarif_locates_files_by_line_and_problems_by_line_and_column():
    (result,) = sarif_run([CAUSES[Cause.HAND_EDIT]])["results"]
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": MODELS, "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 41},
    }
    (result,) = sarif_run([verdict(Exit.BAD_INPUT, problems=(TWICE,))])["results"]
    assert result["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": SPEC, "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 4, "startColumn": 10},
    }
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 3


def test_sarif_uris_and_messages_are_escaped():
    path = f"{PACKAGE}/a b%#?é:\udc80.txt"
    problem = Problem("odd", "{id} and [here](http://evil)", (at(1, 1, "a:b.yaml"),), "do {it}")
    file = FileVerdict(path=path, cause=Cause.UNKNOWN)
    odd, unknown = sarif_run([verdict(Exit.BAD_INPUT, files=(file,), problems=(problem,))])[
        "results"
    ]

    def uri(result):
        return result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]

    assert uri(unknown) == f"{PACKAGE}/a%20b%25%23%3F%C3%A9%3A%80.txt"
    assert uri(odd) == "a%3Ab.yaml"
    assert odd["message"]["text"] == "{{id}} and [here] (http://evil)\nhint: do {{it}}"
