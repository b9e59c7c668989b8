"""Tidying: what ruff does, when it is not run, and what the cache may not do."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator import tidy as module
from generator.tidy import RuffFailed, tidy
from tests.render import tiny

ROUGH = "import os\nfrom b import x\nfrom a import y\nprint( x,y )\n"
FINE = "from a import y\nfrom b import x\n\nprint(x, y)\n"


def forbid(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(*_: object, **__: object) -> None:
        raise AssertionError("ruff was run")

    monkeypatch.setattr("subprocess.run", run)


def test_imports_are_sorted_and_the_unused_removed() -> None:
    assert tidy({"x.py": ROUGH, "y.txt": ROUGH}, None) == {"x.py": FINE, "y.txt": ROUGH}


def test_an_init_keeps_what_it_exports() -> None:
    text = '__all__ = ["x"]\nfrom .a import x\n'
    assert "import x" in tidy({"p/__init__.py": text}, None)["p/__init__.py"]


def test_what_is_no_python_is_refused_with_its_path() -> None:
    with pytest.raises(SyntaxError) as caught:
        tidy({"p/x.py": "def"}, None)
    assert caught.value.filename == "p/x.py"


def test_samples_in_markdown_are_tidied_and_broken_ones_left() -> None:
    text = f"a\n\n```python\n{ROUGH}```\n\n```python\ndef\n```\n\n```sh\n{ROUGH}```\n"
    made = tidy({"README.md": text}, None)["README.md"]
    assert made == f"a\n\n```python\n{FINE}```\n\n```python\ndef\n```\n\n```sh\n{ROUGH}```\n"


def test_ruff_is_not_run_for_what_the_cache_holds(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = tiny.files(cache=tmp_path)
    assert first == tiny.files()
    forbid(monkeypatch)
    assert tiny.files(cache=tmp_path) == first


def test_only_what_is_new_is_given_to_ruff(tmp_path: Path) -> None:
    tidy({"x.py": ROUGH}, tmp_path)
    before = set((tmp_path / "tidy").iterdir())
    assert tidy({"x.py": ROUGH, "y.py": "a=1\n"}, tmp_path)["y.py"] == "a = 1\n"
    assert len(set((tmp_path / "tidy").iterdir()) - before) == 1


@pytest.mark.parametrize("spoilt", [b"", b"x", b"0" * 64 + b"\nimport os\n"])
def test_a_spoilt_cache_is_as_none(tmp_path: Path, spoilt: bytes) -> None:
    tidy({"x.py": ROUGH}, tmp_path)
    (kept,) = (tmp_path / "tidy").iterdir()
    kept.write_bytes(spoilt)
    assert tidy({"x.py": ROUGH}, tmp_path)["x.py"] == FINE


def test_the_order_of_imports_does_not_hang_on_the_other_files() -> None:
    texts = {"README.md": "```python\nfrom pkg import A\nimport httpx2\n\nprint(A, httpx2)\n```\n"}
    alone = tidy(texts, None)
    beside = tidy({**texts, "src/pkg/__init__.py": "A = 1\n"}, None)
    assert alone["README.md"] == beside["README.md"]


def test_what_is_kept_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 3)
    for number in range(5):
        texts = {"x.py": f"a={number}\n", "y.py": "b=1\n"}
        assert tidy(texts, tmp_path)["x.py"] == f"a = {number}\n"
    assert len(list((tmp_path / "tidy").iterdir())) == 5


def test_a_ruff_that_fails_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SETTINGS", ("--no-such-option",))
    with pytest.raises(RuffFailed, match="no-such-option"):
        tidy({"x.py": ROUGH}, None)


def test_samples_are_narrower_than_code_and_settings_around_it_change_neither(
    tmp_path, monkeypatch
):
    (tmp_path / "ruff.toml").write_text("line-length = 20\n")
    monkeypatch.setattr(module.tempfile, "tempdir", str(tmp_path))
    line = f"x = f({'a' * 40}, {'b' * 40})\n"
    told = {
        "src/a.py": line,
        "docs/samples/0.sync.py": line,
        "README.md": f"```python\n{line}```\n",
    }
    made = tidy(told, None)
    assert len(line) == 89 + len("\n")
    assert made["src/a.py"] == line
    assert made["docs/samples/0.sync.py"].count("\n") == 3
    assert made["README.md"].count("\n") == 5
