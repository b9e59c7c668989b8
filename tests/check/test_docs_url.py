"""The address of the docs site, `docs-url` in the project's pyproject.toml: an input of every package."""

import re

import pytest

from generator.cli import Exit
from generator.diagnostics import Problems, report
from generator.settings import Settings, settings_of
from tests.check.scratch import LOCK, PACKAGE, README, Project

PROJECT = "pyproject.toml"
METHODS = f"{PACKAGE}/src/pets/resources/pets.py"
PAGE = "docs.acme.dev/api/pets/operations/pets/get_pet.html"
SET = '[tool.specpress]\ndocs-url = "https://docs.acme.dev/api"\n'


def test_packages_link_to_the_site_once_it_has_an_address(pets: Project) -> None:
    assert pets.run("check")[0] == 0
    assert "](docs/operations/pets/get_pet.md)" in pets.read(README)
    assert "See <" not in pets.read(METHODS)
    assert "[project.urls]" not in pets.read(f"{PACKAGE}/pyproject.toml")
    (pets.root / PROJECT).write_text(SET)
    code, printed = pets.run("check")
    assert code == Exit.DRIFT
    assert "changed since it was generated: pyproject.toml" in printed
    assert re.search(rf"{README} .*cause: declaration", printed), printed
    assert pets.run("generate")[0] == 0
    assert pets.run("check")[0] == 0
    assert f"](https://{PAGE})" in pets.read(README)
    assert f"See <https://{PAGE}>." in pets.read(METHODS)
    assert '[project.urls]\nDocumentation = "https://docs.acme.dev/api/pets/"\n' in pets.read(
        f"{PACKAGE}/pyproject.toml"
    )
    assert 'DOCS = "https://docs.acme.dev/api/pets/"' in pets.read(
        f"{PACKAGE}/src/pets/__main__.py"
    )


def test_another_address_and_none_are_drift_and_other_settings_of_the_file_are_not(
    pets: Project,
) -> None:
    (pets.root / PROJECT).write_text(SET)
    assert pets.run("generate")[0] == 0
    lock = pets.read(LOCK)
    (pets.root / PROJECT).write_text(f'[project]\nname = "x"\n\n{SET}# a note\n')
    assert pets.run("check")[0] == 0
    (pets.root / PROJECT).write_text(SET.replace("acme", "other"))
    assert pets.run("check")[0] == Exit.DRIFT
    (pets.root / PROJECT).unlink()
    code, printed = pets.run("check", "--format", "json")
    assert (code, f'"{PROJECT}"' in printed) == (Exit.DRIFT, True), printed
    assert pets.run("generate")[0] == 0
    assert pets.read(LOCK) != lock


def test_a_fault_in_it_is_said_at_its_place_and_nothing_is_written(pets: Project) -> None:
    (pets.root / PROJECT).write_text(SET.replace("https://", ""))
    for command in ("check", "generate"):
        code, printed = pets.run(command)
        assert code == Exit.BAD_INPUT
        assert "pyproject.toml:2:1: error[settings]: docs-url is no address" in printed
        assert '>    2 | docs-url = "docs.acme.dev/api"' in printed
    assert "See <" not in pets.read(METHODS)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[tool.specpress]\ndocs_url = "https://a.dev"', "1:has no setting 'docs_url'"),
        ("[tool.specpress]\ndocs-url = 3", "is no address"),
        ('[tool.specpress]\ndocs-url = "https://a.dev/?x=1"', "is no address"),
        ('[tool.specpress]\ndocs-url = "https://a.dev/#x"', "is no address"),
        ('[tool.specpress]\ndocs-url = "https://a.dev/)> x"', "is no address"),
        ('[tool.specpress]\ndocs-url = "https://[::1"', "is no address"),
        ('[tool.specpress]\ndocs-url = "file:///tmp"', "is no address"),
        ('[tool.specpress]\ndocs-url = "/docs"', "is no address"),
        ('[tool.specpress]\ndocs-url = "https://a.dev"\n]', "no TOML"),
    ],
)
def test_what_cannot_be_used_is_refused(tmp_path, text, said) -> None:
    (tmp_path / PROJECT).write_text(text)
    problems = Problems()
    assert settings_of(tmp_path, problems) == Settings()
    (found,) = problems
    assert said.removeprefix("1:") in report(found, lambda _: text.splitlines())
    assert found.places[0].line == (3 if "TOML" in said else 2)


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("", ""),
        ("[tool.other]\nspecpress = 1", ""),
        ("[tool.specpress]", ""),
        ('[tool.specpress]\ndocs-url = ""', ""),
        ('[tool]\nspecpress.docs-url = "http://a.dev:8080/x"', "http://a.dev:8080/x/"),
        ('[tool.specpress]\ndocs-url = "https://a.dev//"', "https://a.dev/"),
    ],
)
def test_what_is_read(tmp_path, text, url) -> None:
    (tmp_path / PROJECT).write_text(text)
    problems = Problems()
    assert settings_of(tmp_path, problems).docs_url == url
    assert not list(problems)


@pytest.mark.parametrize(
    ("host", "wanted"),
    [
        ("docs.example.com", True), ("example.org", True), ("a.test", True), ("x.invalid", True),
        ("localhost", True), ("docs.example", True), ("DOCS.EXAMPLE.NET.", True),
        ("example.dev", False), ("counterexample.com", False), ("docs.test.acme.dev", False),
    ],
)  # fmt: skip
def test_a_placeholder_is_known_by_its_domain(host, wanted) -> None:
    """RFC 2606, sections 2 and 3."""
    assert Settings(f"https://{host}/").is_placeholder is wanted
    assert not Settings().is_placeholder


@pytest.mark.parametrize(("host", "warned"), [("docs.example.com", True), ("docs.acme.dev", False)])
def test_publishing_warns_of_a_placeholder(tmp_path, capsys, host, warned) -> None:
    from generator.cli import publish
    from generator.workspace import Workspace

    (tmp_path / PROJECT).write_text(SET.replace("docs.acme.dev", host))
    publish._warn_of_placeholder(Workspace(tmp_path))
    said = capsys.readouterr().err
    assert (said != "") is warned
    if warned:
        assert "https://docs.example.com/api/, which is a placeholder (RFC 2606)" in said
        assert "set docs-url under [tool.specpress] in pyproject.toml" in said
