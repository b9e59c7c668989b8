"""What a run's writes do to the tree, and what stands in their way: then nothing is changed."""

from __future__ import annotations

import errno
import io
import json
import os
import re
from pathlib import Path

import pytest

from generator.journal import CannotWrite, Write, commit, disk, recover
from tests.journal import trees


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return trees.make(tmp_path / "project")


def run(root: Path, *writes: Write) -> None:
    commit(root / ".specpress", writes or trees.writes(root), keep=root)


def refused(root: Path, *writes: Write) -> str:
    """The message; the tree is as it was, and the next command finds nothing to do."""
    before = trees.tree(root)
    with pytest.raises(CannotWrite) as caught:
        run(root, *writes)
    assert trees.tree(root) == before
    assert trees.journals(root) == []
    assert recover(root / ".specpress", root) == 0
    assert str(root) not in str(caught.value)
    return str(caught.value)


def killed_after_deciding(root: Path, monkeypatch: pytest.MonkeyPatch, *writes: Write) -> None:
    def kill(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("generator.journal.change._put", kill)
        with pytest.raises(KeyboardInterrupt):
            run(root, *writes)


def test_all_writes_are_carried_out_and_nothing_else(root: Path) -> None:
    run(root)
    assert trees.tree(root) == trees.expected(old=False)
    assert trees.journals(root) == []


def test_a_run_without_writes_makes_nothing(tmp_path: Path) -> None:
    commit(tmp_path / ".specpress", [], keep=tmp_path)
    commit(tmp_path / ".specpress", [Write(tmp_path / "never", None)], keep=tmp_path)
    assert recover(tmp_path / ".specpress", tmp_path) == 0
    assert list(tmp_path.iterdir()) == []


def test_the_project_stays_when_its_last_file_goes(tmp_path: Path) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/c").touch()
    run(tmp_path, Write(tmp_path / "a/b/c", None))
    assert trees.tree(tmp_path) == {}


def test_a_folder_where_a_file_must_go(root: Path) -> None:
    (root / "generated/zoo/empty.py").mkdir(parents=True)
    assert refused(root) == (
        "cannot write generated/zoo/empty.py: it is a folder; nothing was changed"
    )


def test_a_folder_where_a_file_must_be_deleted(root: Path) -> None:
    assert "cannot write specs/pets: it is a folder" in refused(
        root, Write(root / "specs/pets", None)
    )


def test_a_file_where_a_folder_must_go(root: Path) -> None:
    (root / "generated/zoo").touch()
    assert refused(root) == (
        "cannot write generated/zoo/empty.py: generated/zoo is not a folder; nothing was changed"
    )


def test_a_pipe_where_a_file_must_go(root: Path) -> None:
    os.mkfifo(root / "pipe")
    with pytest.raises(CannotWrite, match="write pipe: it is neither a file nor a link; nothing"):
        run(root, Write(root / "other", b"x"), Write(root / "pipe", b"x"))
    assert not (root / "other").exists()


@pytest.mark.parametrize("path", ["generated/pets/src/pets/models.py", "generated/zoo/new.py"])
def test_a_folder_that_cannot_be_written_to(root: Path, path: str, monkeypatch) -> None:
    closed = {"models.py": root / "generated/pets/src/pets", "new.py": root / "generated"}
    folder = closed[Path(path).name]
    real = os.access
    monkeypatch.setattr(os, "access", lambda where, how: where != folder and real(where, how))
    shown = folder.relative_to(root).as_posix()
    for content in (b"x", None) if "models" in path else (b"x",):
        assert refused(root, Write(root / path, content)) == (
            f"cannot write {path}: the folder {shown} cannot be written to; nothing was changed"
        )


def test_a_folder_that_is_read_only(root: Path) -> None:
    folder = root / "generated/pets/src/pets"
    folder.chmod(0o555)
    try:
        if os.access(folder, os.W_OK):
            pytest.skip("this user may write everywhere")
        assert "the folder generated/pets/src/pets cannot be written to" in refused(root)
    finally:
        folder.chmod(0o755)


def test_one_path_that_is_both_file_and_folder(root: Path) -> None:
    message = refused(root, Write(root / "new", b"x"), Write(root / "new/file", b"y"))
    assert "new: it would be both a file and a folder" in message


def test_a_name_that_is_too_long_is_found_before_anything_is_written(root: Path) -> None:
    message = refused(root, Write(root / "first.py", b"x"), Write(root / ("n" * 300), b"x"))
    assert "File name too long; nothing was changed" in message


@pytest.mark.parametrize("path", ["../outside", "/outside", "generated/../../outside", ""])
def test_a_path_outside_the_project_is_a_bug_of_the_caller(root: Path, path: str) -> None:
    with pytest.raises(ValueError, match="not in the"):
        run(root, Write(root / path, b"x"))


def test_a_path_that_comes_twice_is_a_bug_of_the_caller(root: Path) -> None:
    with pytest.raises(ValueError, match="twice"):
        run(root, Write(root / "a", b"x"), Write(root / "a", None))


def test_a_full_disk_at_each_write(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, left = io.open, 0

    class Full(io.FileIO):
        def write(self, content: bytes) -> int:
            nonlocal left
            left -= 1
            if left < 0:
                super().write(content[: len(content) // 2])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return super().write(content)

    def opened(path, mode="r", *rest, **more):
        return Full(path, mode) if mode == "xb" else real(path, mode, *rest, **more)

    monkeypatch.setattr(io, "open", opened)
    files = len(trees.NEW)
    for number in range(files + 1):
        left = number
        assert refused(root).endswith(": the disk is full; nothing was changed")
    left = files + 1
    run(root)
    assert trees.tree(root) == trees.expected(old=False)


@pytest.mark.parametrize("call", ["fsync", "mkdir", "chmod"])
def test_a_disk_that_fails_in_the_middle(call: str, tmp_path: Path, monkeypatch) -> None:
    real, left, refusals = getattr(os, call), 0, 0

    def failing(*args, **options):
        nonlocal left
        left -= 1
        if left == 0:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        return real(*args, **options)

    for number in range(1, 15):
        root = trees.make(tmp_path / str(number))
        with monkeypatch.context() as patch:
            patch.setattr(os, call, failing)
            left, failed = number, None
            try:
                run(root)
            except CannotWrite as error:
                failed = str(error)
        refusals += failed is not None
        assert failed is None or failed.endswith(": Input/output error; nothing was changed")
        assert trees.tree(root) == trees.expected(old=failed is not None)
        assert trees.journals(root) == []
    assert refusals > 2


def test_what_fails_once_it_is_decided_is_finished_by_the_next_command(root, monkeypatch) -> None:
    real = os.replace

    def held(source, target):
        if Path(target).name == "same.py":
            raise PermissionError(errno.EACCES, "another program uses it")
        return real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", held)
        message = (
            "cannot write generated/pets/src/pets/same.py: another program uses it;"
            " the change is half done, and the next command goes on with it"
        )
        for action in (lambda: run(root), lambda: recover(root / ".specpress", root)):
            with pytest.raises(CannotWrite, match=re.escape(message)):
                action()
    assert recover(root / ".specpress", root) == 6
    assert trees.tree(root) == trees.expected(old=False)


def test_a_new_run_first_finishes_the_killed_one(root: Path, monkeypatch) -> None:
    killed_after_deciding(root, monkeypatch)
    assert trees.journals(root) != []
    run(root, Write(root / "specs/pets/client.yaml", b"names: 3\n"))
    expected = trees.expected(old=False)
    assert trees.tree(root) == {**expected, "specs/pets/client.yaml": (b"names: 3\n", 0o644)}


def test_what_someone_changed_after_the_kill_is_left_to_them(root: Path, monkeypatch) -> None:
    killed_after_deciding(root, monkeypatch)
    models, gone = root / "generated/pets/src/pets/models.py", root / trees.GONE[0]
    mine, unasked = root / "generated/zoo/empty.py", root / "specs/pets/client.yaml"
    for path in (models, gone, mine):
        path.write_bytes(b"by hand\n")
    unasked.unlink()
    assert recover(root / ".specpress", root) == 5
    assert {path.read_bytes() for path in (models, gone, mine)} == {b"by hand\n"}
    assert unasked.read_bytes() == trees.NEW["specs/pets/client.yaml"]
    assert not [name for name in trees.tree(root) if ".specpress" in name]


def test_a_link_out_of_the_project_is_not_followed(root: Path) -> None:
    outside = root.parent / "outside"
    outside.mkdir()
    (root / "generated/away").symlink_to(outside, target_is_directory=True)
    message = refused(root, Write(root / "specs/a", b"x"), Write(root / "generated/away/b", b"x"))
    assert "generated/away/b: a link on the way leads out of the project" in message
    assert list(outside.iterdir()) == []


def test_a_link_within_the_project_is_followed(root: Path) -> None:
    (root / "near").symlink_to(root / "generated", target_is_directory=True)
    run(root, Write(root / "near/made/a", b"x"))
    assert (root / "generated/made/a").read_bytes() == b"x"
    assert (root / "near").is_symlink()


def test_a_target_that_is_a_link_is_replaced_or_removed_itself(root: Path) -> None:
    outside = root.parent / "outside"
    outside.write_bytes(b"theirs")
    for name in ("a", "b"):
        (root / name).symlink_to(outside)
    (root / "dead").symlink_to("nowhere")
    run(root, Write(root / "a", b"x"), Write(root / "b", None), Write(root / "dead", b"y"))
    assert outside.read_bytes() == b"theirs"
    assert not (root / "a").is_symlink()
    assert (root / "a").read_bytes() == b"x"
    assert (root / "dead").read_bytes() == b"y"
    assert not os.path.lexists(root / "b")


def test_a_name_that_changes_in_case_only_is_kept_where_case_does_not_tell(
    root, monkeypatch
) -> None:
    (root / "Order.py").write_bytes(b"x")
    with monkeypatch.context() as patch:
        patch.setattr(Path, "samefile", lambda *_: True)
        run(root, Write(root / "order.py", b"x"), Write(root / "Order.py", None))
    assert (root / "Order.py").exists()
    run(root, Write(root / "order.py", b"x"), Write(root / "Order.py", None))
    assert not (root / "Order.py").exists()


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: None, "Expecting value"),
        (lambda data: {}, "version"),
        (lambda data: {**data, "version": 2}, "another version"),
        (lambda data: {**data, "targets": [["../../x", None, "0"]]}, "not in the project"),
        (lambda data: {**data, "targets": [["/etc/x", None, "0"]]}, "is not in the subpath"),
        (lambda data: {**data, "targets": [["away/x", None, "0"]]}, "leads out of the project"),
        (lambda data: {**data, "made": [".."]}, "not in the project"),
        (lambda data: {**data, "made": 5}, "not iterable"),
    ],
)
def test_a_damaged_journal_is_named_and_believed_in_nothing(
    root, change, reason, monkeypatch
) -> None:
    killed_after_deciding(root, monkeypatch)
    (root / "away").symlink_to(root.parent, target_is_directory=True)
    before = trees.tree(root)
    (manifest,) = (root / ".specpress/journal").glob("*/manifest.json")
    data = change(json.loads(manifest.read_text()))
    manifest.write_text(json.dumps(data) if data is not None else "")
    with pytest.raises(CannotWrite, match=reason) as caught:
        recover(root / ".specpress", root)
    folder = manifest.parent.relative_to(root).as_posix()
    assert str(caught.value).startswith(f"{folder}/manifest.json cannot be used (")
    assert str(caught.value).endswith(f"delete {folder} and generate again")
    assert trees.tree(root) == before


def test_what_is_no_journal_is_left_alone(root: Path) -> None:
    (root / ".specpress/journal/notes").mkdir(parents=True)
    run(root)
    assert trees.journals(root) == ["notes"]


def test_a_system_that_cannot_sync_folders_does_without(root: Path, monkeypatch) -> None:
    real = os.open

    def no_folders(path, flags, *rest, **more):
        if Path(path).is_dir() and not more:
            raise PermissionError(errno.EACCES, "as on Windows")
        return real(path, flags, *rest, **more)

    with monkeypatch.context() as patch:
        patch.setattr(disk.os, "open", no_folders)
        run(root)
    assert trees.tree(root) == trees.expected(old=False)
