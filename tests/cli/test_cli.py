"""The commands as a user types them: exit codes, what is printed, what is written."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cli import Exit, main

PETS = Path(__file__).with_name("pets.yaml")
Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Type a command in an empty project; gives the exit code and everything printed."""
    (tmp_path / "specs").mkdir()
    monkeypatch.chdir(tmp_path)

    def type_in(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["specpress", *arguments])
        with pytest.raises(SystemExit) as exit_:
            main()
        printed = capsys.readouterr()
        return int(exit_.value.code or 0), printed.out + printed.err

    return type_in


@pytest.fixture
def pets(run: Run, tmp_path: Path) -> Path:
    """A project with one API, generated."""
    assert run("new", "pets", "--from", str(PETS))[0] == 0
    assert run("generate")[0] == 0
    return tmp_path


def tree(root: Path) -> dict[str, bytes]:
    return {
        p.relative_to(root).as_posix(): p.read_bytes()
        for p in root.rglob("*")
        if p.is_file() and ".specpress" not in p.parts
    }


def test_a_new_api_takes_two_commands(run: Run, tmp_path: Path) -> None:
    code, printed = run("new", "pets", "--from", str(PETS))
    assert (code, "next: specpress generate pets" in printed) == (0, True)
    assert (tmp_path / "specs/pets/openapi.yaml").read_text() == PETS.read_text()
    code, printed = run("generate", "pets")
    assert code == 0
    assert "1 operation in, 1 out" in printed
    assert (tmp_path / "generated/pets/src/pets/client.py").is_file()
    assert run("check")[0] == 0


def test_generating_twice_changes_nothing(run: Run, pets: Path) -> None:
    before = tree(pets)
    code, printed = run("generate")
    assert (code, tree(pets)) == (0, before)
    assert "nothing to write" in printed


def test_new_public_names_are_pinned_in_client_yaml(run: Run, pets: Path) -> None:
    client_yaml = pets / "specs/pets/client.yaml"
    text = client_yaml.read_text()
    assert "names:" in text
    assert "Pet" in text.partition("names:")[2]
    client_yaml.write_text(text.partition("\n# Public names")[0])
    code, printed = run("check")
    assert (code, "does not hold all public names" in printed) == (Exit.DRIFT, True)
    assert run("generate")[0] == 0
    assert client_yaml.read_text() == text


def test_check_says_which_file_differs_and_what_mends_it(run: Run, pets: Path) -> None:
    spec = pets / "specs/pets/openapi.yaml"
    spec.write_text(spec.read_text().replace("What it is called.", "Its name."))
    before = tree(pets)
    code, printed = run("check", "--diff")
    assert code == Exit.DRIFT
    assert "generated/pets/src/pets/models.py" in printed
    assert "Its name." in printed
    assert "fix: specpress generate pets" in printed
    assert tree(pets) == before, "check writes nothing"
    assert run("generate")[0] == 0
    assert run("check")[0] == 0


def test_a_hand_edit_is_found_refused_and_kept(run: Run, pets: Path) -> None:
    client = pets / "generated/pets/src/pets/client.py"
    client.write_text(client.read_text() + "# mine\n")
    assert run("check")[0] == Exit.HAND_EDIT
    before = tree(pets)
    code, printed = run("generate")
    assert (code, tree(pets)) == (Exit.HAND_EDIT, before)
    assert "hand edit: generated/pets/src/pets/client.py" in printed
    code, printed = run("generate", "--force")
    assert code == 0
    assert "kept           1 old text, in generated/pets.orig/" in printed
    assert (pets / "generated/pets.orig/src/pets/client.py").read_text().endswith("# mine\n")
    assert run("check")[0] == 0


def test_a_missing_file_a_stale_file_and_a_stranger(run: Run, pets: Path) -> None:
    package = pets / "generated/pets"
    (package / "README.md").unlink()
    (package / "notes.txt").write_text("mine")
    code, printed = run("check")
    assert code == Exit.DRIFT
    assert re.search(r"generated/pets/README.md +.*cause: missing file\n", printed)
    assert re.search(r"generated/pets/notes.txt +cause: unknown file\n", printed)
    code, printed = run("generate")
    assert (code, "left alone     generated/pets/notes.txt" in printed) == (0, True)
    assert (package / "notes.txt").read_text() == "mine"


def test_another_tool_version_is_said_before_any_diff(run: Run, pets: Path) -> None:
    lock = pets / "generated/pets/specpress.lock"
    lock.write_text(lock.read_text().replace('"jinja2" = "', '"jinja2" = "0.'))
    code, printed = run("check")
    assert (code, "tool version   jinja2 0." in printed) == (Exit.TOOL, True)


def test_a_bad_spec_writes_nothing_for_any_api(run: Run, pets: Path) -> None:
    assert run("new", "dogs", "--from", str(PETS))[0] == 0
    spec = pets / "specs/pets/openapi.yaml"
    spec.write_text(
        spec.read_text().replace("#/components/schemas/Pet", "#/components/schemas/Pat")
    )
    before = tree(pets)
    code, printed = run("generate")
    assert (code, tree(pets)) == (Exit.BAD_INPUT, before)
    assert "specs/pets/openapi.yaml:14:55: error[dead-reference]" in printed
    assert "hint: " in printed
    assert run("lint")[0] == Exit.BAD_INPUT
    assert run("lint", "dogs")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("generate", "pet"), "did you mean pets?"),
        (("new", "Pets!", "--from", str(PETS)), "no package name"),
        (("new", "none", "--from", str(PETS)), "no package name"),
        (("new", "cats", "--from", "nowhere.yaml"), "there is no file nowhere.yaml"),
        (("new", "pets", "--from", str(PETS)), "is there already"),
        (("check", "--nonsense"), "No such option"),
    ],
)
def test_a_command_that_makes_no_sense(
    run: Run, pets: Path, arguments: tuple[str, ...], says: str
) -> None:
    code, printed = run(*arguments)
    assert code == Exit.USAGE
    assert says in printed


def test_outside_a_project(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "specs").rmdir()
    code, printed = run("check")
    assert (code, "no project here" in printed) == (Exit.USAGE, True)


def test_commands_work_from_any_folder_of_the_project(
    run: Run, pets: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(pets / "specs/pets")
    assert run("check")[0] == 0


def test_an_operation_that_is_not_supported_is_waived_by_name(run: Run, tmp_path: Path) -> None:
    xml = tmp_path / "xml.yaml"
    text = PETS.read_text().replace(
        "components:\n",
        "  /notes:\n"
        "    post:\n"
        "      operationId: addNote\n"
        "      requestBody: {content: {application/xml: {schema: {type: object}}}}\n"
        '      responses: {"204": {description: Done.}}\n'
        "components:\n",
        1,
    )
    xml.write_text(text)
    code, printed = run("new", "pets", "--from", str(xml))
    assert code == 0, printed
    assert "waived by name in client.yaml" in printed
    code, printed = run("generate")
    assert (code, "2 operations in, 1 out (1 waived)" in printed) == (0, True)


def test_what_follows_from_the_document_is_written_out(run: Run, tmp_path: Path) -> None:
    text = PETS.read_text()
    assert "securitySchemes" not in text
    paid = tmp_path / "paid.yaml"
    paid.write_text(
        text.replace("paths:\n", "security: [{Key: []}]\npaths:\n").replace(
            "components:\n",
            "components:\n  securitySchemes: {Key: {type: apiKey, in: header, name: X-Key}}\n",
        )
    )
    code, printed = run("new", "pets", "--from", str(paid))
    assert (code, "credentials api_key" in printed) == (0, True), printed
    written = (tmp_path / "specs/pets/client.yaml").read_text()
    assert "  Key: {argument: api_key, environment: PETS_API_KEY}\n" in written
    assert "\nservers:\n" in written
    assert "$schema" not in written, "no editor would find it there"
    assert run("generate")[0] == 0
    assert (tmp_path / "specs/pets/client.yaml").read_text().startswith(written)


def test_new_knows_the_schema_of_a_project_that_holds_the_generator(
    run: Run, tmp_path: Path
) -> None:
    schema = tmp_path / "generator/schemas/client.schema.json"
    schema.parent.mkdir(parents=True)
    schema.write_text("{}")
    assert run("new", "pets", "--from", str(PETS))[0] == 0
    first = (tmp_path / "specs/pets/client.yaml").read_text().split("\n")[0]
    path = first.removeprefix("# yaml-language-server: $schema=")
    assert (tmp_path / "specs/pets" / path).resolve() == schema


def test_help_teaches_and_names_the_exit_codes() -> None:
    program = shutil.which("specpress", path=str(Path(sys.executable).parent))
    command = [program] if program else [sys.executable, "-m", "generator"]
    text = subprocess.run([*command, "--help"], capture_output=True, text=True, check=True).stdout
    for word in ("generate", "check", "lint", "new", "3 drift", "4 hand edit"):
        assert word in text


def test_two_apis_of_one_package_are_refused(run: Run, pets: Path) -> None:
    assert run("new", "cats", "--from", str(PETS))[0] == 0
    client_yaml = pets / "specs/cats/client.yaml"
    client_yaml.write_text(client_yaml.read_text().replace("package: cats", "package: Pets"))
    before = tree(pets)
    for command in (("generate",), ("generate", "cats"), ("lint",), ("check",)):
        code, printed = run(*command)
        assert code == Exit.BAD_INPUT
        assert "error[package-clash]: the package 'Pets' is that of specs/pets too" in printed
        assert "specs/cats/client.yaml:" in printed
    assert tree(pets) == before


@pytest.mark.parametrize("gone", [True, False], ids=["its API is gone", "its API calls it anew"])
def test_a_package_that_is_left_over_is_named(run: Run, pets: Path, gone: bool) -> None:
    if gone:
        shutil.rmtree(pets / "specs/pets")
    else:
        client_yaml = pets / "specs/pets/client.yaml"
        client_yaml.write_text(client_yaml.read_text().replace("package: pets", "package: zoo"))
    code, printed = run("generate")
    assert code == 0
    assert "left over: generated/pets: remove generated/pets" in printed
    code, printed = run("check")
    assert code == Exit.DRIFT
    assert "stale file" in printed
    assert "fix: remove generated/pets" in printed
    shutil.rmtree(pets / "generated/pets")
    assert run("check")[0] == 0


def test_an_api_without_its_document_is_not_passed_over(run: Run, pets: Path) -> None:
    (pets / "specs/pets/openapi.yaml").rename(pets / "specs/pets/api.yaml")
    code, printed = run("check")
    assert code == Exit.BAD_INPUT
    assert "specs/pets/openapi.yaml:1:1: error[missing-file]" in printed
