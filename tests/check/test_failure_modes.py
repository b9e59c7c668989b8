"""How drift checks go wrong elsewhere, one test or more for each way: here they do not."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from generator.cli import Exit
from generator.lock import TOOLS, digest, read_lock
from tests.check.scratch import (
    CLIENT,
    LOCK,
    MODELS,
    PACKAGE,
    PETS,
    README,
    SPEC,
    Project,
    commit_all,
    files,
    git,
    traces,
)

ROOT = Path(__file__).resolve().parents[2]


def child(folder: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "generator", *command],
        cwd=folder, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
    )  # fmt: skip


def in_step(project: Project, *options: str) -> bool:
    code, printed = project.run("check", *options)
    return code == 0 and "pets: in step" in printed


# --- the tools ----------------------------------------------------------------------------------


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize("way", ["--quick", "--full"])
def test_another_version_of_a_tool_is_said_before_any_diff(
    pets: Project, tool: str, way: str
) -> None:
    pets.replace(LOCK, f'"{tool}" = "', f'"{tool}" = "0.')
    pets.replace(SPEC, "What it is called.", "Its name.")
    code, printed = pets.run("check", "--diff", way)
    assert code == Exit.TOOL
    said, diff = printed.index(f"tool version   {tool}"), printed.index("Its name.")
    assert said < printed.index(f"{PACKAGE}/docs/") < diff
    assert MODELS in printed
    assert "cause: spec" not in printed, "with other tools nobody can tell what the spec did"


def test_another_tool_alone_is_no_drift_of_files(pets: Project) -> None:
    pets.replace(LOCK, '"ruff" = "', '"ruff" = "0.')
    code, printed = pets.run("check")
    assert (code, "cause:" in printed) == (Exit.TOOL, False)
    assert pets.run("generate")[0] == 0
    assert in_step(pets)


def test_the_formatter_is_never_the_one_on_path(pets: Project, tmp_path: Path) -> None:
    """Nor do settings for it, in the project, above it or in HOME, reach the output."""
    before = files(pets.root)
    program = tmp_path / "bin/ruff"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho ran >> '{tmp_path}/ran'\nexit 1\n")
    program.chmod(0o755)
    settings = "line-length = 40\n[format]\nquote-style = 'single'\n"
    for folder in (pets.root, pets.root.parent, tmp_path / "home/.config/ruff"):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "ruff.toml").write_text(settings)
    shutil.rmtree(pets.root / ".specpress/cache")
    shutil.rmtree(pets.root / PACKAGE)
    done = child(
        pets.root, "generate",
        PATH=f"{program.parent}{os.pathsep}{os.environ['PATH']}", HOME=str(tmp_path / "home"),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert not (tmp_path / "ran").exists()
    (pets.root / "ruff.toml").unlink()
    found = files(pets.root)
    assert {p: t for p, t in found.items() if p != LOCK} == {
        p: t for p, t in before.items() if p != LOCK
    }
    assert not list(pets.root.rglob(".ruff_cache"))


# --- what lies on disk --------------------------------------------------------------------------


def test_line_endings_alone_are_that_and_no_hand_edit(pets: Project) -> None:
    before = files(pets.root)
    for path in (pets.root / PACKAGE).rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    code, printed = pets.run("check")
    causes = set(re.findall(r"cause: (.+)", printed))
    assert (code, causes) == (Exit.DRIFT, {"line endings"}), printed
    assert pets.run("generate")[0] == 0
    assert {p: t for p, t in files(pets.root).items() if p != LOCK} == {
        p: t for p, t in before.items() if p != LOCK
    }
    assert in_step(pets)


def test_a_checkout_with_autocrlf_is_in_step(pets: Project, tmp_path: Path) -> None:
    """As on Windows: specs come with CRLF; .gitattributes keeps it out of the package."""
    commit_all(pets)
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", str(pets.root), "clone")
    clone = Project(tmp_path / "clone", pets.monkeypatch, pets.capsys)
    assert b"\r\n" in (clone.root / SPEC).read_bytes()
    assert files(clone.root / PACKAGE) == files(pets.root / PACKAGE)
    assert in_step(clone, "--quick")
    assert in_step(clone, "--full")
    before = traces(clone.root)
    assert clone.run("generate")[0] == 0
    assert traces(clone.root) == before


def test_git_attributes_mark_a_package_as_generated(pets: Project) -> None:
    git(pets.root, "init", "-q")
    wanted = "eol: lf", "linguist-generated: set"
    for path in (MODELS, LOCK):
        said = git(pets.root, "check-attr", "eol", "linguist-generated", "--", path)
        assert all(f"{path}: {one}" in said for one in wanted)


def rename_tag(project: Project) -> None:
    """Another tag is another module: a new file, and a stale one."""
    project.replace(SPEC, "tags: [Pets]", "tags: [Animals]")


def test_a_stale_file_is_named_and_then_removed(pets: Project) -> None:
    rename_tag(pets)
    code, printed = pets.run("check")
    stale = f"{PACKAGE}/src/pets/resources/pets.py"
    assert code == Exit.DRIFT
    assert re.search(rf"{stale} .*cause: stale file\n", printed)
    assert pets.run("generate")[0] == 0
    assert not (pets.root / stale).exists()
    assert in_step(pets)


def test_a_stale_file_with_a_hand_edit_is_not_removed(pets: Project) -> None:
    rename_tag(pets)
    stale = f"{PACKAGE}/src/pets/resources/pets.py"
    pets.append(stale, "# mine\n")
    before = files(pets.root)
    assert pets.run("check")[0] == Exit.HAND_EDIT
    code, printed = pets.run("generate")
    assert (code, f"hand edit: {stale}:" in printed) == (Exit.HAND_EDIT, True)
    assert files(pets.root) == before


@pytest.mark.parametrize("path", [MODELS, README, f"{PACKAGE}/.gitattributes"])
def test_a_hand_edit_is_not_overwritten_and_kept_when_it_must_be(pets: Project, path: str) -> None:
    pets.append(path, "# mine\n")
    pets.replace(SPEC, "What it is called.", "Its name.")
    before = files(pets.root)
    code, printed = pets.run("check")
    assert (code, bool(re.search(rf"{path} .*cause: hand edit", printed))) == (4, True)
    code, printed = pets.run("generate")
    assert (code, f"hand edit: {path}:" in printed) == (Exit.HAND_EDIT, True)
    assert files(pets.root) == before
    assert pets.run("generate", "--force")[0] == 0
    kept = path.replace(PACKAGE, f"{PACKAGE}.orig")
    assert (pets.root / kept).read_bytes() == before[path]
    assert in_step(pets)


def test_new_files_are_named_though_git_tracks_none_of_them(pets: Project) -> None:
    commit_all(pets)
    notes = f"{PACKAGE}/src/pets/notes.py"
    (pets.root / notes).write_text("")
    for way in ("--quick", "--full"):
        code, printed = pets.run("check", way)
        assert (code, bool(re.search(rf"{notes} .*cause: unknown file\n", printed))) == (3, True)
    assert pets.run("generate")[0] == 0
    assert (pets.root / notes).exists(), "nobody here wrote it"


@pytest.mark.parametrize("where", [".gitignore", f"{PACKAGE}/.gitignore", ".git/info/exclude"])
def test_what_git_ignores_is_nobodys_business(pets: Project, where: str) -> None:
    git(pets.root, "init", "-q")
    rules = "*.log\n.gitignore\nunsaid ä/\n"
    (pets.root / where).write_bytes(rules.encode())
    for name in ("a.log", "src/pets/b.log", "unsaid ä/c.txt"):
        path = pets.root / PACKAGE / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("")
    assert in_step(pets, "--quick")
    assert in_step(pets, "--full")


@pytest.mark.parametrize("is_repository", [True, False])
def test_unknown_files_of_any_name_and_kind_are_named(pets: Project, is_repository: bool) -> None:
    """Bytes that are no text, characters that a terminal obeys, and a link that leads nowhere."""
    if is_repository:
        git(pets.root, "init", "-q")
    folder = pets.root / PACKAGE / "src/pets"
    for name in (b"\xff.py", b"a\nb.py", b"\x1b[2J.py"):
        (folder / os.fsdecode(name)).touch()
    (folder / "nowhere").symlink_to("gone")
    for way in ("--quick", "--full"):
        code, printed = pets.run("check", way)
        assert (code, printed.count("cause: unknown file")) == (Exit.DRIFT, 4)
        assert "for users, until then: the wheel holds what nobody generated: src/pets/" in printed
        assert "\x1b" not in printed
    code, printed = pets.run("check", "--format", "json")
    assert len(json.loads(printed)["apis"][0]["files"]) == 4


# --- what is in the output ----------------------------------------------------------------------


def test_no_time_no_path_and_no_person_is_in_the_output(pets: Project, tmp_path: Path) -> None:
    shutil.rmtree(pets.root / ".specpress")
    shutil.rmtree(pets.root / PACKAGE)
    (tmp_path / "zz-home").mkdir()
    person = "zz-somebody"
    done = child(
        pets.root, "generate",
        HOME=str(tmp_path / "zz-home"), TMPDIR=str(tmp_path),
        **dict.fromkeys(("USER", "LOGNAME", "USERNAME", "LNAME", "HOSTNAME", "EMAIL"), person),
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    today = datetime.now(UTC)
    words = [person, "zz-home", str(tmp_path), tmp_path.name, str(ROOT), sys.executable]
    words += [f"{today:%Y-%m-%d}", f"{today:%Y/%m/%d}", f"{today:%d %b %Y}", str(today.year)]
    words += [f"{today.timestamp():.0f}"[:6], socket.gethostname()]
    for path, data in files(pets.root).items():
        text = data.decode()
        if path == LOCK:
            text = re.sub(r"[0-9a-f]{64}", "", text)
        found = [word for word in words if len(word) > 3 and word in text]
        assert not found, path


# --- the check itself ---------------------------------------------------------------------------


def no_network(*arguments: object, **options: object) -> None:
    raise AssertionError("check went to the network")


@pytest.mark.parametrize("way", ["--quick", "--full"])
def test_check_is_offline(pets: Project, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    for name in ("socket", "create_connection", "getaddrinfo", "gethostbyname"):
        monkeypatch.setattr(socket, name, no_network)
    shutil.rmtree(pets.root / ".specpress/cache")
    assert in_step(pets, way)
    pets.replace(SPEC, "What it is called.", "Its name.")
    assert pets.run("check", way)[0] == Exit.DRIFT


def test_a_document_on_the_network_is_an_error_and_not_fetched(
    pets: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "socket", no_network)
    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    pets.replace(SPEC, '"#/components/schemas/Pet"', '"https://example.com/pets.yaml#/Pet"')
    code, printed = pets.run("check")
    assert (code, "https://example.com/pets.yaml" in printed) == (Exit.BAD_INPUT, True)


def spoil_nothing(project: Project) -> None:
    pass


def spoil_much(project: Project) -> None:
    rename_tag(project)
    project.append(CLIENT, "# mine\n")
    (project.root / README).unlink()
    (project.root / PACKAGE / "notes.txt").write_text("mine")


def spoil_lock(project: Project) -> None:
    (project.root / LOCK).unlink()


def spoil_input(project: Project) -> None:
    project.replace(SPEC, "#/components/schemas/Pet", "#/components/schemas/Pat")


def spoil_names(project: Project) -> None:
    path = project.root / "specs/pets/client.yaml"
    path.write_text(path.read_text().partition("\n# Public names")[0])


@pytest.mark.parametrize("spoil", [spoil_nothing, spoil_much, spoil_lock, spoil_input, spoil_names])
def test_check_writes_nothing(pets: Project, spoil) -> None:
    spoil(pets)
    before = traces(pets.root)
    for command in (
        ("check", "--quick", "--format", "json"),
        ("check", "--full", "--diff", "--format", "github"),
        ("check", "--format", "sarif"),
        ("generate", "--dry-run"),
        ("lint",),
    ):
        pets.run(*command)
        assert traces(pets.root) == before, command


# --- half a generation --------------------------------------------------------------------------


@pytest.mark.parametrize("bad", ["ants", "zebras"], ids=["before the good one", "after it"])
def test_one_bad_api_of_two_and_nothing_is_written(pets: Project, bad: str) -> None:
    """Neither the good one's package, nor its names, nor the bad one's."""
    assert pets.run("new", bad, "--from", str(PETS))[0] == 0
    pets.replace(f"specs/{bad}/openapi.yaml", "#/components/schemas/Pet", "#/components/schemas/X")
    rename_tag(pets)
    before = traces(pets.root)
    code, printed = pets.run("generate")
    assert (code, "nothing was written" in printed) == (Exit.BAD_INPUT, True)
    assert traces(pets.root) == before
    assert pets.run("check")[0] == Exit.BAD_INPUT
    assert pets.run("generate", "pets")[0] == 0
    assert (pets.root / PACKAGE / "src/pets/resources/animals.py").exists()


def test_a_hand_edit_in_one_of_two_and_nothing_is_written(pets: Project) -> None:
    assert pets.run("new", "ants", "--from", str(PETS))[0] == 0
    pets.append(MODELS, "# mine\n")
    before = traces(pets.root)
    assert pets.run("generate")[0] == Exit.HAND_EDIT
    assert traces(pets.root) == before


def test_operations_are_counted_in_and_out(pets: Project) -> None:
    lock = pets.read(LOCK)
    assert '"operations_in" = 1\n' in lock
    assert '"operations_out" = 1\n' in lock
    code, printed = pets.run("check", "--format", "json")
    (api,) = json.loads(printed)["apis"]
    assert (code, api["operations"]) == (0, {"in": 1, "out": 1})


# --- names of files -----------------------------------------------------------------------------

TAGS = ("Orders", "orders", "ORDERS", "Client", "__init__", "ærø", "ÆRØ", "Straße", "Strasse")


def test_no_two_files_differ_in_case_only(pets: Project) -> None:
    paths = "".join(
        f"  /t{n}:\n    get: {{operationId: list{n}, tags: [{tag}], "
        'responses: {"204": {description: Done.}}}\n'
        for n, tag in enumerate(TAGS)
    )
    pets.replace(SPEC, "components:\n", f"{paths}components:\n")
    assert pets.run("generate")[0] == 0
    found = [path for path in files(pets.root) if path.startswith(PACKAGE)]
    assert len(found) == len({path.casefold() for path in found})
    assert sum("/resources/orders" in path for path in found) == 3
    assert in_step(pets, "--full")


def test_a_name_of_a_file_is_never_too_long(pets: Project) -> None:
    pets.replace(SPEC, "tags: [Pets]", f"tags: [{'Long' * 100}]")
    code, printed = pets.run("generate")
    assert code == 0, printed
    assert max(len(Path(path).name.encode()) for path in files(pets.root)) < 144


# --- a merge ------------------------------------------------------------------------------------


def commit_change(project: Project, branch: str, **fields: str) -> None:
    git(project.root, "checkout", "-qb", branch, "main")
    for name, text in fields.items():
        project.append(SPEC, f"        {name}: {{type: string, description: {text}}}\n")
    project.replace(SPEC, "What it is called.", f"As {branch} says.")
    assert project.run("generate")[0] == 0
    git(project.root, "commit", "-qam", branch)


def test_a_merge_of_two_branches_is_mended_by_generating(pets: Project) -> None:
    commit_all(pets)
    commit_change(pets, "one", colour="Its colour.")
    commit_change(pets, "two", weight="Its weight.", age="Its age.")
    said = git(pets.root, "merge", "one", check=False)
    for path in (SPEC, MODELS, LOCK):
        assert f"CONFLICT (content): Merge conflict in {path}" in said
    assert pets.run("check")[0] == Exit.BAD_INPUT, "the spec has conflict markers itself"
    spec = pets.read(SPEC)
    assert "\n<<<<<<< " in spec
    both = re.sub(r"<{7} .*\n([^=]*?)={7}\n(?:.|\n)*?>{7} .*\n", r"\1", spec)
    (pets.root / SPEC).write_text(f"{both}        colour: {{type: string}}\n")
    git(pets.root, "checkout", "--ours", "specs/pets/client.yaml")
    code, printed = pets.run("check")
    assert (code, f"{LOCK}" in printed) == (Exit.DRIFT, True), printed
    assert "cause: unmerged" in printed
    assert "hand edit" not in printed, "git wrote it, and what it put together is nobody's work"
    code, printed = pets.run("generate")
    assert code == 0, printed
    assert in_step(pets)
    assert in_step(pets, "--full")
    assert not [p for p, data in files(pets.root).items() if b"<<<<<<<" in data]
    assert all(name in pets.read(MODELS) for name in ("colour", "weight", "age"))
    git(pets.root, "commit", "-qam", "merged")
    assert git(pets.root, "status", "--porcelain") == ""


def test_a_merge_without_conflict_in_the_spec_is_mended_too(pets: Project) -> None:
    """Git puts the halves of two generations together; only the lock has a conflict."""
    commit_all(pets)
    for branch, old, new in (
        ("one", "title: Pets", "title: Beasts"),
        ("two", "What it is called.", "Its name."),
    ):
        git(pets.root, "checkout", "-qb", branch, "main")
        pets.replace(SPEC, old, new)
        assert pets.run("generate")[0] == 0
        git(pets.root, "commit", "-qam", branch)
    said = git(pets.root, "merge", "one", check=False)
    assert f"Merge conflict in {LOCK}" in said
    assert SPEC not in re.findall("conflict in (.*)", said)
    assert pets.run("check")[0] == Exit.DRIFT
    assert pets.run("generate")[0] == 0
    assert in_step(pets)


# --- who checks the check -----------------------------------------------------------------------


def test_a_lock_that_was_made_to_fit_an_edit_deceives_no_check(pets: Project) -> None:
    """A pull request can change a file and its hash: the lock's seal is broken, and it proves nothing any more."""
    old = digest((pets.root / MODELS).read_bytes())
    pets.append(MODELS, "import os\n")
    pets.replace(LOCK, old, digest((pets.root / MODELS).read_bytes()))
    for options in ("--quick", "--full"):
        code, printed = pets.run("check", options)
        assert (code, MODELS in printed) == (Exit.DRIFT, True)
    assert pets.run("generate")[0] == 0
    kept = pets.read(MODELS.replace(PACKAGE, f"{PACKAGE}.orig"))
    assert kept.endswith("import os\n"), "nobody knows whether it was an edit"
    assert in_step(pets)


def test_a_seal_that_was_made_to_fit_too_deceives_no_full_check(pets: Project) -> None:
    """What is regenerated asks no lock, and CI regenerates."""
    old = digest((pets.root / MODELS).read_bytes())
    pets.append(MODELS, "import os\n")
    pets.replace(LOCK, old, digest((pets.root / MODELS).read_bytes()))
    lock = read_lock(pets.read(LOCK))
    assert lock is not None
    (pets.root / LOCK).write_text(lock.text())
    assert in_step(pets, "--quick"), "all that hashes can say"
    code, printed = pets.run("check", "--full")
    assert (code, MODELS in printed) == (Exit.DRIFT, True)
    done = child(pets.root, "check", CI="true")
    assert (done.returncode, MODELS in done.stdout) == (Exit.DRIFT, True), done.stdout


@pytest.mark.parametrize("option", ["ours", "theirs"])
def test_a_merge_that_git_makes_by_itself_is_no_proof(pets: Project, option: str) -> None:
    """Git takes each hash from the side that changed it; what both sides together give, no hash has seen."""
    commit_all(pets)
    for branch, old, new in (
        ("one", "title: Pets", "title: Beasts"),
        ("two", "What it is called.", "Its name."),
    ):
        git(pets.root, "checkout", "-qb", branch, "main")
        pets.replace(SPEC, old, new)
        assert pets.run("generate")[0] == 0
        git(pets.root, "commit", "-qam", branch)
    git(pets.root, "merge", "-X", option, "one")
    lock = read_lock(pets.read(LOCK))
    assert lock is not None
    assert not lock.is_whole
    spec = digest((pets.root / SPEC).read_bytes())
    (pets.root / LOCK).write_text(
        re.sub(r'("specs/openapi.yaml" = ")\w+', rf"\g<1>{spec}", pets.read(LOCK))
    )
    code, printed = pets.run("check", "--quick")
    assert (code, "proved by hashes" in printed) == (Exit.DRIFT, False)
    assert f"{LOCK}  output identical, lock stale (cause: unmerged)" in printed
    assert pets.run("generate")[0] == 0
    assert in_step(pets)


@pytest.mark.parametrize("spoil", ["", "not toml [", "[files]\n"])
def test_a_lock_that_is_gone_or_damaged_is_said_and_mended(pets: Project, spoil: str) -> None:
    before = files(pets.root)
    (pets.root / LOCK).write_text(spoil)
    code, printed = pets.run("check")
    assert (code, LOCK in printed) == (Exit.DRIFT, True)
    assert pets.run("generate")[0] == 0
    assert files(pets.root) == before


def test_the_lock_is_short_enough_to_review(pets: Project) -> None:
    text = pets.read(LOCK)
    templates = text.count('\n"templates/')
    assert len(text.splitlines()) < len(files(pets.root / PACKAGE)) + templates + 30
    for table in text.split("\n\n"):
        rows = [line.partition(" =")[0] for line in table.splitlines() if line.startswith('"')]
        assert rows == sorted(rows)
    assert "\r" not in text


def test_the_hook_offers_the_quick_check(pets: Project) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, *arguments = hook["entry"].split()
    assert (program, arguments) == ("specpress", ["check", "--quick"])
    assert pets.run(*arguments)[0] == 0
    assert (hook["language"], hook["pass_filenames"]) == ("system", False)
    touched = re.compile(hook["files"])
    assert all(touched.search(path) for path in (SPEC, LOCK, "specs/pets/client.yaml"))
    assert not any(touched.search(path) for path in ("README.md", "docs/specs/a.yaml"))
