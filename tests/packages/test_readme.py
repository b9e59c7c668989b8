"""The code in the generated READMEs: it compiles, type-checks strictly, and does what it says."""

from __future__ import annotations

import importlib
import inspect
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
READMES = sorted(ROOT.glob("generated/*/README.md"))
BLOCK = re.compile(r"^```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)
TOOLS = Path(sys.executable).parent


def blocks(readme: Path) -> list[str]:
    return BLOCK.findall(readme.read_text("utf-8"))


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.parent.name)
def test_every_block_compiles(readme):
    assert blocks(readme)
    for block in blocks(readme):
        compile(block, str(readme), "exec", flags=0x2000)  # PyCF_ALLOW_TOP_LEVEL_AWAIT


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.parent.name)
def test_the_readme_teaches_its_own_package(readme):
    text = readme.read_text("utf-8")
    assert f"pip install {readme.parent.name}" in text
    assert f"from {readme.parent.name.replace('-', '_')} import" in text


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.parent.name)
def test_the_table_of_options_is_what_the_client_takes(readme):
    module = importlib.import_module(f"{readme.parent.name.replace('-', '_')}.client")
    made = next(
        c for c in vars(module).values() if isinstance(c, type) and c.__base__.__name__ == "Client"
    )
    taken = inspect.signature(made).parameters.values()
    rows = re.findall(
        r"^\| `(\w+)` \| `(.+?)` \| (.*?) \| .+ \| .* \|$", readme.read_text("utf-8"), re.MULTILINE
    )
    said = [(name, typed.replace("\\|", "|"), default.strip("`")) for name, typed, default in rows]
    assert [name for name, _, _ in said] == [argument.name for argument in taken]
    for argument, (_, typed, default) in zip(taken, said, strict=True):
        assert typed.replace(chr(34), chr(39)) == argument.annotation
        assert eval(default) == argument.default


@pytest.mark.checkers
def test_every_block_type_checks(tmp_path):
    """A block may use what the blocks before it defined, as a reader does."""
    for readme in READMES:
        name = readme.parent.name.replace("-", "_")
        (tmp_path / f"{name}_readme.py").write_text(program(blocks(readme)), "utf-8")
    sources = ":".join(str(path) for path in sorted(ROOT.glob("generated/*/src")))
    (tmp_path / "mypy.ini").write_text(f"[mypy]\nstrict = true\nmypy_path = {sources}\n")
    done = subprocess.run(
        [TOOLS / "mypy", "--cache-dir", ".cache", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def program(parts: list[str]) -> str:
    """The blocks as one module; what awaits stands in a coroutine."""
    text = ""
    for number, part in enumerate(parts):
        if (
            re.search(r"^(async with|async for)|^[^#\n]*(?<!async )\bawait ", part, re.MULTILINE)
            and "async def" not in part
        ):
            body = "".join(f"    {line}\n" for line in part.splitlines())
            part = f"async def block_{number}() -> None:\n{body}\n"
        text += f"# block {number}\n{part}\n"
    return text
