"""What counts as ours when the lock's hashes are taken."""

from generator import fingerprint


def test_what_tools_leave_behind_shapes_nothing(tmp_path):
    for path in ("a.py", ".gitattributes", "sub/b.py"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("x = 1\n")
    ours = sorted(fingerprint._files(tmp_path))
    for path in (".mypy_cache/3.11/a.json", "__pycache__/a.pyc", "sub/.ruff_cache/0"):
        (tmp_path / path).parent.mkdir(parents=True)
        (tmp_path / path).write_text("{}")
    assert sorted(fingerprint._files(tmp_path)) == ours
    assert [path.name for path in ours] == [".gitattributes", "a.py", "b.py"]
