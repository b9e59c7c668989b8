"""What a check says of the next release: which version, why, and never at the cost of its verdict or of time."""

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

import generator
from generator.cli import Exit
from generator.release import compare
from tests.check.scratch import CLIENT_YAML, SPEC, Project

SCHEMA = Path(generator.__file__).parent / "schemas/check.schema.json"
RECORD = "specs/pets/released/release.json"
NO_BREAK = "  next release   0.1.1 (released: 0.1.0): 1 addition: specpress diff pets\n"


@pytest.fixture
def released(pets: Project) -> Project:
    code, printed = pets.run("release")
    assert code == Exit.FINE, printed
    return pets


def add_field(pets: Project) -> None:
    pets.replace(SPEC, "        name: {", "        age: {type: integer}\n        name: {")


def next_release(pets: Project, *arguments: str) -> tuple[int, dict]:
    code, printed = pets.run("check", "--format", "json", *arguments)
    document = json.loads(printed)
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(document)
    (api,) = document["apis"]
    return code, api["next_release"]


def test_before_the_first_release(pets: Project) -> None:
    code, said = next_release(pets)
    assert code == Exit.FINE
    assert said == {
        "version": "0.1.0",
        "released": None,
        "declared": "0.1.0",
        "bump": "none",
        "reason": "the first release",
        "problem": None,
    }
    assert "\n  next release   0.1.0: the first release\n" in pets.run("check")[1]


def test_of_what_is_released_there_is_nothing_to_release(released: Project) -> None:
    for arguments in ((), ("--full",)):
        code, said = next_release(released, *arguments)
        assert (code, said["version"], said["released"]) == (Exit.FINE, None, "0.1.0")
    line = "  next release   none (released: 0.1.0): nothing changed for users since 0.1.0\n"
    assert line in released.run("check")[1]


def test_a_change_is_told_before_and_after_it_is_generated(released: Project) -> None:
    add_field(released)
    code, printed = released.run("check")
    assert (code, NO_BREAK in printed) == (Exit.DRIFT, True), printed
    assert released.run("generate")[0] == Exit.FINE
    for arguments in ((), ("--full",)):
        code, printed = released.run("check", *arguments)
        assert (code, NO_BREAK in printed) == (Exit.FINE, True), printed
    code, said = next_release(released)
    assert (said["version"], said["bump"], said["declared"]) == ("0.1.1", "minor", "0.1.0")
    assert NO_BREAK in released.run("generate", "--dry-run")[1]


def test_a_version_that_is_too_low_is_told_and_is_no_drift(released: Project) -> None:
    released.replace(SPEC, "{type: string, description: What", "{type: integer, description: What")
    text = released.read(CLIENT_YAML)
    assert "0.1.0" in text
    released.replace(CLIENT_YAML, "0.1.0", "0.1.1")
    assert released.run("generate")[0] == Exit.FINE
    code, printed = released.run("check")
    assert code == Exit.FINE
    assert "  next release   0.2.0 (released: 0.1.0): 1 break: specpress diff pets\n" in printed
    assert f"\n    {CLIENT_YAML}:" in printed
    assert "0.1.1 is too low for the next release" in printed
    code, printed = released.run("check", "--format", "github")
    assert (code, printed.startswith(f"::warning file={CLIENT_YAML},line=")) == (Exit.FINE, True)
    code, printed = released.run("check", "--format", "sarif")
    (run,) = json.loads(printed)["runs"]
    (result,) = run["results"]
    assert (code, result["ruleId"], result["level"]) == (
        Exit.FINE,
        "release/version-too-low",
        "warning",
    )
    assert run["properties"]["nextReleases"]["pets"]["version"] == "0.2.0"


def test_a_record_that_is_damaged_is_told_and_is_no_drift(released: Project) -> None:
    (released.root / RECORD).write_text("{")
    code, printed = released.run("check")
    assert code == Exit.FINE
    assert (
        "  next release   none can be made: what the last release was cannot be read\n" in printed
    )
    assert f"\n    {RECORD}:" in printed
    code, said = next_release(released)
    assert (code, said["problem"]["severity"]) == (Exit.FINE, "error")


def test_of_bad_input_nothing_is_told(released: Project) -> None:
    released.replace(SPEC, "#/components/schemas/Pet", "#/components/schemas/Pat")
    assert next_release(released) == (Exit.BAD_INPUT, None)


def test_nothing_is_compared_twice(released: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor at all, where the released state is the one on disk."""
    compared = compare.compare
    times = []

    def count(*arguments):
        times.append(arguments)
        return compared(*arguments)

    monkeypatch.setattr(compare, "compare", count)
    released.run("check")
    released.run("check", "--full")
    assert times == []
    add_field(released)
    released.run("generate")
    for _ in range(2):
        assert NO_BREAK in released.run("check")[1]
        assert NO_BREAK in released.run("check", "--full")[1]
    assert len(times) == 1


def test_a_quick_check_imports_nothing_that_generates_or_compares(released: Project) -> None:
    """Whether the state is the released one, or was compared before."""
    program = (
        "import sys; sys.argv = ['specpress', 'check', '--quick']\n"
        "from generator.cli import main\n"
        "try: main()\n"
        "except SystemExit as exit_: assert not exit_.code\n"
        "heavy = {'datamodel_code_generator', 'griffe', 'openapi_python_client', 'pydantic', 'jinja2', 'yaml',"
        " 'markdown_it', 'generator.pipeline', 'generator.diff.compare', 'generator.diff.effects',"
        " 'generator.release.entries'}\n"
        "sys.exit(', '.join(sorted(heavy & set(sys.modules))) or 0)"
    )

    def run() -> None:
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=released.root,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert "next release" in done.stdout

    run()
    add_field(released)
    assert released.run("generate")[0] == Exit.FINE
    assert NO_BREAK in released.run("check")[1]
    run()
