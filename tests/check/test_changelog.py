"""An API's changelog is shown in its docs, lies in its package, and is one of the files that this is made from."""

import json
import tarfile
import zipfile

import pytest

from generator.cli import Exit
from tests.check.scratch import LOCK, PACKAGE, SPEC, Project

COPY = f"{PACKAGE}/CHANGELOG.md"
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


DRAFTED = """\
# Changelog

## [Unreleased]

### Added

- `Pet.age` is new. <!-- specpress: added@Pet 0123abcd -->
- <!-- specpress: added@Cat 0123abcd -->

### Removed

-  <!-- specpress: removed@Cat 0123abcd -->

## [1.0.0] - 2026-01-02

```markdown
## [0.9.0] - 1999-01-01
```

See [the rest][rest].

[rest]: https://example.com/rest
"""


def test_the_package_holds_a_copy_without_what_is_for_the_author(pets: Project) -> None:
    (pets.root / CHANGELOG).write_bytes(b"\xef\xbb\xbf" + DRAFTED.replace("\n", "\r\n").encode())
    assert pets.run("generate")[0] == 0
    head, _, rest = DRAFTED.partition("- `Pet.age`")
    copy = f"{head}- `Pet.age` is new.\n\n{rest[rest.index('## [1.0.0]') :]}"
    assert (pets.root / COPY).read_bytes() == copy.encode()
    assert '"CHANGELOG.md" = ' in pets.read(LOCK)
    assert pets.run("check")[1].startswith("pets: in step (proved by hashes)")
    assert pets.run("check", "--full")[0] == 0
    page = pets.read(PAGE)
    assert "specpress" not in page
    assert [line for line in page.splitlines() if "{ #version-" in line] == [
        "## Unreleased { #version-unreleased }",
        "## 1.0.0 - 2026-01-02 { #version-1-0-0-2026-01-02 }",
    ]
    assert "[the rest](<https://example.com/rest>)" in page


def test_what_came_last_is_on_the_front_page_of_the_site(pets: Project) -> None:
    facts = f"{PACKAGE}/docs/site.json"
    for text, shown in (
        (DRAFTED, "Unreleased"),
        (
            "# Changelog\n\n## [Unreleased]\n\n## [1.0.0] - 2026-01-02\n\nIt is there.\n",
            "1.0.0 - 2026-01-02",
        ),
        ("# Changelog\n", ""),
    ):
        (pets.root / CHANGELOG).write_text(text)
        assert pets.run("generate")[0] == 0
        assert json.loads(pets.read(facts))["changed"] == shown


def test_the_copy_is_a_file_of_the_package_as_any_other(pets: Project) -> None:
    (pets.root / CHANGELOG).write_text(DRAFTED)
    assert pets.run("generate")[0] == 0
    pets.append(COPY, "Mine.\n")
    code, printed = pets.run("check")
    assert (code, f"{COPY}  +0 -1  cause: hand edit" in printed) == (Exit.HAND_EDIT, True)
    (pets.root / CHANGELOG).unlink()
    assert pets.run("generate", "--force")[0] == 0
    assert not (pets.root / COPY).exists()
    pets.append(COPY, "Mine.\n")
    code, printed = pets.run("check")
    assert (code, f"{COPY}  cause: unknown file" in printed) == (Exit.DRIFT, True)


@pytest.mark.parametrize(
    ("data", "place", "said"),
    [
        (b"# C\n\n<<<<<<< HEAD\n- a\n=======\n- b\n>>>>>>> other\n", "3:1", "unmerged-conflict"),
        (b"# C\n\nCaf\xe9\n", "3:4", "not-utf8"),
        ("# C\n".encode("utf-16"), "1:1", "not-utf8"),
    ],
)
def test_one_that_cannot_be_copied_is_bad_input(
    pets: Project, data: bytes, place: str, said: str
) -> None:
    (pets.root / CHANGELOG).write_bytes(data)
    for command in ("check", "generate", "lint"):
        code, printed = pets.run(command)
        assert code == Exit.BAD_INPUT
        assert f"{CHANGELOG}:{place}: error[{said}]" in printed
    assert not (pets.root / COPY).exists()


def test_the_source_archive_holds_it_and_the_wheel_does_not(pets: Project) -> None:
    (pets.root / CHANGELOG).write_text(DRAFTED)
    assert pets.run("generate")[0] == 0
    code, printed = pets.run("build")
    assert code == 0, printed
    (archive,) = (pets.root / "dist").rglob("*.tar.gz")
    (wheel,) = (pets.root / "dist").rglob("*.whl")
    with tarfile.open(archive) as held:
        assert [name for name in held.getnames() if name.endswith("/CHANGELOG.md")]
    assert not [name for name in zipfile.ZipFile(wheel).namelist() if "CHANGELOG" in name]
