"""What is on disk against fresh output: every kind of difference, and what writing does about it."""

import subprocess
from pathlib import Path

import pytest

from generator.journal import commit
from generator.lock import LOCK_NAME, Lock, digest, read_lock
from generator.output import plan, stored_lock
from generator.verdict import Cause

FILES = {"README.md": "one\ntwo\n", "src/pets/client.py": "x = 1\n"}


def lock_for(files: dict[str, str], inputs: dict[str, str] | None = None, **tools: str) -> Lock:
    return Lock(
        api="pets",
        tools={"ruff": "1.0", **tools},
        inputs={"specs/openapi.yaml": "aa", "runtime": "rr", **(inputs or {})},
        counts={"operations_in": 1},
        files={path: digest(text.encode()) for path, text in files.items()},
    )


def put(root: Path, files: dict[str, str], **tools: str) -> None:
    made = plan(root, files, lock_for(files, **tools))
    commit(root.parent / ".specpress", [*made.writes()], keep=root.parent)


def kinds(root: Path, files: dict[str, str] = FILES) -> dict[str, Cause]:
    return {change.path: change.cause for change in plan(root, files, lock_for(files)).changes}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    put(tmp_path / "pets", FILES)
    return tmp_path / "pets"


def tree(root: Path) -> dict[str, str]:
    return {p.relative_to(root).as_posix(): p.read_text() for p in root.rglob("*") if p.is_file()}


def test_a_first_write_gives_every_file_and_the_lock(root: Path) -> None:
    assert tree(root) == {**FILES, LOCK_NAME: lock_for(FILES).text()}
    assert kinds(root) == {}
    assert not plan(root, FILES, lock_for(FILES)).lock_is_stale


def test_the_lock_reads_back_as_it_was_written() -> None:
    assert read_lock(lock_for(FILES).text()) == lock_for(FILES)


@pytest.mark.parametrize("text", ["", "<<<<<<< ours\n[files]\n", "not toml ["])
def test_a_lock_that_says_nothing_owns_nothing(root: Path, text: str) -> None:
    (root / LOCK_NAME).write_text(text)
    lock = stored_lock(root)
    assert lock is None or not lock.files
    assert kinds(root) == {}
    (root / "README.md").write_text("other\n")
    assert kinds(root) == {"README.md": Cause.SPEC}


def test_each_difference_has_its_kind(root: Path) -> None:
    (root / "README.md").write_text("one\nTWO\n")
    (root / "src/pets/client.py").unlink()
    (root / "notes.txt").write_text("mine")
    assert kinds(root) == {
        "README.md": Cause.HAND_EDIT,
        "src/pets/client.py": Cause.MISSING,
        "notes.txt": Cause.UNKNOWN,
    }


@pytest.mark.parametrize(
    ("changed", "cause"),
    [
        ({"specs/openapi.yaml": "bb"}, Cause.SPEC),
        ({"specs/common.yaml": "new"}, Cause.SPEC),
        ({"specs/client.yaml": "bb"}, Cause.DECLARATION),
        ({"templates/package/README.md.jinja": "bb"}, Cause.TEMPLATE),
        ({"generator": "bb"}, Cause.GENERATOR),
        ({"formatter": "bb"}, Cause.FORMATTER),
        ({"specs/openapi.yaml": "bb", "generator": "bb"}, Cause.SPEC),
        ({"runtime": "bb"}, Cause.RUNTIME),
    ],
)
def test_what_changed_is_the_cause(root: Path, changed: dict[str, str], cause: Cause) -> None:
    files = {**FILES, "README.md": "three\n"}
    (change,) = plan(root, files, lock_for(files, changed)).changes
    assert (change.path, change.cause) == ("README.md", cause)


def test_a_copy_of_the_runtime_follows_the_runtime_alone(root: Path) -> None:
    files = {**FILES, "src/pets/_runtime/flow.py": "x = 1\n"}
    put(root, files)
    newer = {name: f"{text}# newer\n" for name, text in files.items()}
    changed = {"runtime": "bb", "specs/openapi.yaml": "bb"}
    found = {c.path: c.cause for c in plan(root, newer, lock_for(newer, changed)).changes}
    assert found == {
        "README.md": Cause.SPEC,
        "src/pets/_runtime/flow.py": Cause.RUNTIME,
        "src/pets/client.py": Cause.SPEC,
    }


def test_another_tool_is_the_cause_before_all_else(root: Path) -> None:
    files = {**FILES, "README.md": "three\n"}
    (change,) = plan(root, files, lock_for(files, {"specs/openapi.yaml": "bb"}, ruff="2.0")).changes
    assert change.cause is Cause.TOOL


CONFLICT = "one\n<<<<<<< ours\ntwo\n=======\nzwei\n>>>>>>> theirs\n"


def test_a_conflict_is_no_hand_edit(root: Path) -> None:
    (root / "README.md").write_text(CONFLICT)
    assert kinds(root) == {"README.md": Cause.UNMERGED}


def test_a_lock_with_a_conflict_owns_nothing_so_that_generating_mends_a_merge(root: Path) -> None:
    (root / LOCK_NAME).write_text(CONFLICT)
    (root / "README.md").write_text("merged\n")
    assert kinds(root) == {"README.md": Cause.UNMERGED}
    put(root, FILES)
    assert tree(root)["README.md"] == FILES["README.md"]
    assert kinds(root) == {}


def test_an_edit_that_equals_fresh_output_is_no_edit(root: Path) -> None:
    (root / "README.md").write_text("three\n")
    assert kinds(root, {**FILES, "README.md": "three\n"}) == {}


def test_line_endings_alone_are_said_and_count_for_nothing(root: Path) -> None:
    (root / "README.md").write_bytes(b"one\r\ntwo\r\n")
    fresh = plan(root, FILES, lock_for(FILES))
    assert [change.cause for change in fresh.changes] == [Cause.LINE_ENDINGS]


def test_a_stale_file_goes_and_its_empty_folder_with_it(root: Path) -> None:
    less = {"README.md": FILES["README.md"]}
    assert kinds(root, less) == {"src/pets/client.py": Cause.STALE}
    put(root, less)
    assert not (root / "src").exists()


def test_a_stale_file_that_was_edited_is_a_hand_edit_and_is_kept_aside(root: Path) -> None:
    (root / "src/pets/client.py").write_text("x = 2\n")
    less = {"README.md": FILES["README.md"]}
    assert kinds(root, less) == {"src/pets/client.py": Cause.HAND_EDIT}
    put(root, less)
    assert (root.parent / "pets.orig/src/pets/client.py").read_text() == "x = 2\n"


def test_writing_over_a_hand_edit_keeps_the_old_text_beside_the_package(root: Path) -> None:
    (root / "README.md").write_text("mine\n")
    put(root, FILES)
    assert (root / "README.md").read_text() == FILES["README.md"]
    assert (root.parent / "pets.orig/README.md").read_text() == "mine\n"


def test_what_is_kept_of_an_earlier_hand_edit_stays(root: Path) -> None:
    for text in ("first\n", "second\n", "second\n"):
        (root / "README.md").write_text(text)
        put(root, FILES)
    kept = root.parent / "pets.orig"
    assert {path.name: path.read_text() for path in kept.iterdir()} == {
        "README.md": "first\n",
        "README.md.2": "second\n",
    }


def test_what_is_kept_is_kept_to_the_byte(root: Path) -> None:
    (root / "README.md").write_bytes(b"mine\r\n\xff\xfe")
    put(root, FILES)
    assert (root.parent / "pets.orig/README.md").read_bytes() == b"mine\r\n\xff\xfe"


def test_without_a_lock_what_differs_is_kept_too(root: Path) -> None:
    (root / LOCK_NAME).unlink()
    (root / "README.md").write_text("mine\n")
    put(root, FILES)
    assert (root / "README.md").read_text() == FILES["README.md"]
    assert (root.parent / "pets.orig/README.md").read_text() == "mine\n"


def test_files_of_others_are_never_touched(root: Path) -> None:
    (root / "notes.txt").write_text("mine")
    put(root, {"README.md": "new\n"})
    assert (root / "notes.txt").read_text() == "mine"


def test_what_git_ignores_is_not_unknown(root: Path) -> None:
    subprocess.run(["git", "init", "-q", root], check=True)
    (root / ".gitignore").write_text("*.log\n")
    (root / "a.log").write_text("")
    (root / "b.txt").write_text("")
    assert {p for p in kinds(root) if not p.startswith(".git/")} == {".gitignore", "b.txt"}


def test_another_tool_version_is_named(root: Path) -> None:
    assert plan(root, FILES, lock_for(FILES, ruff="2.0")).other_tools == (("ruff", "1.0", "2.0"),)


def test_a_diff_shows_what_generating_would_change(root: Path) -> None:
    (change,) = plan(root, {**FILES, "README.md": "one\nthree\n"}, lock_for(FILES)).changes
    assert change.counts() == (1, 1)
    assert "-two\n+three\n" in change.diff()
