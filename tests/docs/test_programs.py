"""The programs on the pages: they type-check, they run, and they send what the other tabs say."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.docs.made import ALL, SHIPPED, Block, Made, blocks, made, programs
from tests.support.server import RecordingServer, Reply, Request, recording_server

TOOLS = Path(sys.executable).parent
RUN = Path(__file__).with_name("run_programs.py")
TEAPOT = 418


def run(one: Made, listed: list[Block], server: RecordingServer, expressions: Any = ()) -> Any:
    """What became of each program, in a process of its own, where servers are ours and keys stand in the environment."""
    texts = [b.text.replace("https://api.example.com", server.url) for b in listed]
    given = [{"text": text, "expressions": list(expressions)} for text in texts]
    credentials = one.result.understood.api.credentials
    around = {c.environment: "u:p" if c.kind == "basic" else "SECRET" for c in credentials}
    done = subprocess.run(
        [sys.executable, RUN, one.root / "src", one.package, server.url],
        input=json.dumps(given), capture_output=True, text=True, check=False, timeout=120,
        env={**{k: v for k, v in os.environ.items() if k != "PYTHONPATH"}, **around},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


# --- with the documented answer -----------------------------------------------------------------


@pytest.mark.parametrize("name", SHIPPED)
def test_every_program_runs(name):
    """Guides and pages alike; each stands for itself."""
    one = made(name)
    listed = programs(one)
    assert len(listed) > 10
    with recording_server(lambda request: Reply(200, json=documented(one))) as server:
        outcomes = run(one, listed, server)
    for block, outcome in zip(listed, outcomes, strict=True):
        assert outcome["error"] is None, f"{block.page}\n{block.text}\n{outcome['error']}"
    assert server.requests


@pytest.mark.parametrize("name", SHIPPED)
def test_the_result_prints_what_the_page_says(name):
    one = made(name)
    (page,) = (text for path, text in one.pages.items() if path.count("/") == 2)
    rows = dict(
        re.findall(
            r"^\| `(\w+\.[\w.]+)` \| `(.*)` \|$", page.partition("## Signature")[0], re.MULTILINE
        )
    )
    assert len(rows) > 3
    first = next(
        block for block in blocks(one) if block.page.count("/") == 2 and block.language == "python"
    )
    with recording_server([Reply(200, json=documented(one))]) as server:
        (outcome,) = run(one, [first], server, list(rows))
    assert outcome["values"] == list(rows.values())


def documented(one: Made) -> Any:
    (operation,) = (
        o
        for item in one.result.understood.canonical.document["paths"].values()
        for o in item.values()
    )
    (media,) = operation["responses"]["200"]["content"].values()
    return next(iter(media["examples"].values()))["value"]


# --- every operation of every case --------------------------------------------------------------


@pytest.mark.parametrize("name", ALL)
def test_all_tabs_are_one_request(name):
    """Sync, async, curl and HTTP; the keys apart, which stand as names in the latter two."""
    one = made(name)
    pages = {
        path: [b for b in blocks(one) if b.page == path]
        for path in one.pages
        if path.count("/") == 2
    }
    python = {
        path: [b for b in listed if b.text.startswith(("from", "import"))][:2]
        for path, listed in pages.items()
    }
    listed = [block for pair in python.values() for block in pair]
    with recording_server(lambda request: Reply(TEAPOT)) as server:
        outcomes = run(one, listed, server)
    assert all("StatusError" in outcome["bases"] for outcome in outcomes), outcomes
    assert len(server.requests) == len(listed)
    sent = iter(server.requests)
    for path, pair in python.items():
        requests = [next(sent) for _ in pair]
        shown = {block.language: block.text for block in pages[path]}
        for request in requests:
            check(shown["http"], request)
            check_curl(shown["sh"], shown["http"])


def check(http: str, request: Request) -> None:
    head, _, body = http.partition("\n\n")
    line, *rest = head.splitlines()
    shown = dict(row.split(": ", 1) for row in rest)
    method, target, _ = line.split(" ")
    assert request.method == method
    assert without_names(request.target, http) == target
    for key, value in shown.items():
        if key not in {"Host", "Content-Length"} and "<" not in value and "boundary" not in value:
            assert request.headers.get(key.lower(), "").partition("; charset")[0] == value, key
    if "boundary" in shown.get("Content-Type", ""):
        sent = re.findall(rb'form-data; name="([^"]*)"', request.body)
        assert [name.decode() for name in sent] == re.findall(r'form-data; name="([^"]*)"', body)
    elif "json" in shown.get("Content-Type", ""):
        assert json.loads(body) == request.json
        assert int(shown["Content-Length"]) == len(body.rstrip("\n").encode())
    else:
        assert body.rstrip("\n") == request.body.decode()


def without_names(target: str, http: str) -> str:
    """The target, its keys by their names again."""
    for name, value in re.findall(r"[?&]([^=&]+)=(<\w+>)", http.partition("\n")[0]):
        target = target.replace(f"{name}=SECRET", f"{name}={value}")
    return target


def check_curl(curl: str, http: str) -> None:
    words = shlex.split(curl.replace("\\\n", ""))
    line, _, body = http.partition("\n\n")
    method, target, _ = line.splitlines()[0].split(" ")
    assert words[0] == "curl"
    assert words[1:3] == ["-X", method] or words[1] == "--head"
    url = next(word for word in words if word.startswith("http"))
    assert re.sub(r"\$\{(\w+)\}", r"<\1>", url).endswith(target)
    headers = [words[at + 1] for at, word in enumerate(words) if word == "-H"]
    for row in headers:
        assert re.sub(r"\$\{(\w+)\}", r"<\1>", row).rstrip(";") in line, row
    if "--data-raw" in words:
        assert words[words.index("--data-raw") + 1] == body.rstrip("\n")


# --- type checkers ------------------------------------------------------------------------------


@pytest.mark.checkers
def test_programs_type_check(tmp_path):
    """By mypy and pyright, both strict, as programs of their own."""
    sources = []
    for name in ALL:
        one = made(name)
        sources.append(str(one.root / "src"))
        kept = [b for b in programs(one) if name in SHIPPED or b.page.count("/") == 2]
        kept = [
            b for b in kept if b.text.count("\n") > 1
        ]  # not what only says how a class is imported
        for number, block in enumerate(kept):
            (tmp_path / f"{one.package}_{number}.py").write_text(block.text, "utf-8")
    (tmp_path / "mypy.ini").write_text(
        f"[mypy]\nstrict = true\nfollow_imports = silent\nmypy_path = {':'.join(sources)}\n"
    )
    settings = {"typeCheckingMode": "strict", "extraPaths": sources, "pythonVersion": "3.11"}
    settings |= {
        "venvPath": str(TOOLS.parent.parent),
        "venv": TOOLS.parent.name,
        "reportMissingModuleSource": False,
    }
    (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings))
    for command in (
        [TOOLS / "mypy", "--cache-dir", ".cache", "."],
        [TOOLS / "pyright", "--warnings"],
    ):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-4000:]


def test_the_readme_shows_the_same_first_call():
    for name in SHIPPED:
        one = made(name)
        readme = next(file.text for file in one.result.files if file.path == "README.md")
        first = next(b for b in blocks(one) if b.page.count("/") == 2 and b.language == "python")
        assert f"```python\n{first.text}```" in readme
        assert json.loads(one.docs["site.json"])["first_call"] == first.text
