"""An API's changelog is shown in its docs, and is one of the files that a package is made from."""

from generator.cli import Exit
from tests.check.scratch import LOCK, PACKAGE, SPEC, Project

CHANGELOG = "specs/pets/CHANGELOG.md"
PAGE = f"{PACKAGE}/docs/changelog.md"
TEXT = "# Changelog\n\n## 1.1.0\n\n### Added\n- `Pet.age`\n\n## 1.0.0\n\nThe <script>first</script> one.\n"


def test_one_that_comes_is_drift_and_is_then_shown(pets: Project) -> None:
    (pets.root / CHANGELOG).write_text(TEXT)
    assert pets.run("check")[0] == Exit.DRIFT
    assert pets.run("generate")[0] == 0
    assert pets.run("check")[0] == 0
    page = pets.read(PAGE)
    assert "## 1.1.0 { #version-1-1-0 }\n\n**Added**\n\n- `Pet.age`\n" in page
    assert "<script>" not in page
    assert f'"{CHANGELOG.replace("pets/", "")}" = ' in pets.read(LOCK)


def test_one_that_changes_or_goes_is_drift(pets: Project) -> None:
    (pets.root / CHANGELOG).write_text(TEXT)
    assert pets.run("generate")[0] == 0
    pets.replace(CHANGELOG, "1.1.0", "1.2.0")
    code, printed = pets.run("check")
    assert (code, PAGE in printed) == (Exit.DRIFT, True)
    (pets.root / CHANGELOG).unlink()
    assert pets.run("check")[0] == Exit.DRIFT


def test_an_example_in_a_file_of_its_own_is_one_too(pets: Project) -> None:
    (pets.root / "specs/pets/one.json").write_text('{"name": "Rex"}')
    schema = '{schema: {$ref: "#/components/schemas/Pet"}'
    pets.replace(SPEC, schema, f"{schema}, examples: {{one: {{externalValue: one.json}}}}")
    assert pets.run("generate")[0] == 0
    page = f"{PACKAGE}/docs/operations/pets/get_pet.md"
    assert '"name": "Rex"' in pets.read(page)
    (pets.root / "specs/pets/one.json").write_text('{"name": "Tom"}')
    code, printed = pets.run("check")
    assert (code, page in printed) == (Exit.DRIFT, True)
