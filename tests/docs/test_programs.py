"""The programs on the pages: they type-check, they run, and they send what the other tabs say."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.docs.made import ALL, SHIPPED, Block, Made, blocks, blocks_in, made, programs
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
    headers = one.result.understood.api.headers
    around |= {h.environment: f"my {h.argument}" for h in headers[:1] if h.environment}
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


@dataclass(frozen=True)
class Tabs:
    """One sample of a page: programs that send one request, and that request as other tabs show it."""

    page: str
    title: str
    programs: list[Block]
    http: str
    curl: str


def tabs(one: Made) -> list[Tabs]:
    """The samples of all calls: the smallest call of each, then those that say more."""
    found = []
    for path, text in one.pages.items():
        section = text.partition("{ #the-samples }\n")[2].partition("\n## ")[0]
        for part in re.split(r"(?m)^### ", section) if path.count("/") == 2 and section else ():
            shown = blocks_in(path, part)
            http = [block.text for block in shown if block.language == "http"]
            curl = [block.text for block in shown if block.language == "sh"]
            python = [block for block in shown if block.language == "python"]
            title = part.splitlines()[0] if part is not section else ""
            found.append(Tabs(path, title, python, "".join(http), "".join(curl)))
    return found


@pytest.mark.parametrize("name", ALL)
def test_all_tabs_are_one_request(name):
    """Sync, async, curl and HTTP; the keys apart, which stand as names in the latter two."""
    one = made(name)
    shown = tabs(one)
    listed = [block for tab in shown for block in tab.programs]
    with recording_server(lambda request: Reply(TEAPOT)) as server:
        outcomes = run(one, listed, server)
    for block, outcome in zip(listed, outcomes, strict=True):
        assert "StatusError" in outcome["bases"], f"{block.text}\n{outcome}"
    assert len(server.requests) == len(listed)
    sent = iter(server.requests)
    for tab in shown:
        for request in [next(sent) for _ in tab.programs]:
            check(tab.http, request)
            if tab.curl:
                check_curl(tab.curl, tab.http)


def test_what_samples_say_beside_the_smallest_call():
    """More at once, an object in an object, a null: values are those of the documented answer, which fit."""
    shown = {tab.title: tab.http for tab in tabs(made("specs/wix-orders"))}
    bodies = {title: json.loads(http.partition("\n\n")[2]) for title, http in shown.items()}
    assert [*bodies.values()][1:] == [
        {"order": {"buyerLanguage": "en", "weightUnit": "LB", "archived": False}},
        {
            "order": {
                "billingInfo": {
                    "address": {
                        "country": "US", "subdivision": "US-NY", "city": "New York",
                        "postalCode": "10173", "addressLine": "525 5th Ave",
                    },
                    "contactDetails": {
                        "firstName": "John", "lastName": "Doe", "phone": "0555555555",
                    },
                }
            }
        },
        {"order": {"buyerLanguage": None}},
    ]  # fmt: skip


def test_samples_say_more_wherever_there_is_more_to_say():
    """In documents of all kinds: every kind of sample is there, and none twice on a page."""
    titles = [tab.title.partition(" {")[0] for name in ALL for tab in tabs(made(name))]
    assert {"More at once", "An object in an object", "A null"} <= set(titles)
    for name in ALL:
        bodies = [(tab.page, tab.http) for tab in tabs(made(name)) if tab.http]
        assert len(set(bodies)) == len(bodies), name


def check(http: str, request: Request) -> None:
    head, _, body = http.partition("\n\n")
    line, *rest = head.splitlines()
    shown = dict(row.split(": ", 1) for row in rest)
    method, target, _ = line.split(" ")
    assert request.method == method
    assert without_names(request.target, http) == target
    for key, value in shown.items():
        assert key == "Host" or key.lower() in request.headers, key
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


# --- what samples say beside their call -----------------------------------------------------------


def test_the_client_s_own_header_stands_in_every_sample():
    """Needed with one kind of key: who copies a sample has it, and an empty variable sends none."""
    one = made("specs/wix-orders")
    for tab in tabs(one):
        assert "\nwix-site-id: <WIX_ORDERS_SITE_ID>\n" in tab.http
        assert "wix-account-id" not in tab.http
        assert not tab.curl or '-H "wix-site-id: ${WIX_ORDERS_SITE_ID}"' in tab.curl
    needed = "needed with an account's API key"
    first = tabs(one)[0].programs[0].text
    assert f"# WIX_ORDERS_SITE_ID, or site_id=...: {needed}\n" in first
    for page in ("index.md", "authentication.md"):
        assert f"export WIX_ORDERS_SITE_ID='…'  # {needed}\n" in one.pages[page]


@pytest.mark.parametrize(
    ("name", "said", "never"),
    [
        ("specs/wix-orders", "look before you repeat it", "no answer: calling again is safe"),
        ("specs/wizcommerce-orders", "calling again is safe", "look before you repeat it"),
    ],
)
def test_a_lost_answer_is_looked_for_only_where_a_repeat_may_harm(name, said, never):
    one = made(name)
    readme = next(file.text for file in one.result.files if file.path == "README.md")
    call = next(text for path, text in one.pages.items() if path.count("/") == 2)
    assert said in call
    for text in (readme, call, one.pages["errors.md"], one.pages["retries.md"]):
        assert never not in text
    reads = "No call of this package reads what is stored."
    assert (reads in one.pages["retries.md"]) == (reads in one.pages["errors.md"])
    assert (reads in one.pages["retries.md"]) == (said == "look before you repeat it")


def test_a_copy_of_an_answer_is_changed_and_sent():
    one = made("specs/wix-orders")
    (block,) = [b for b in programs(one) if b.page == "requests.md" and ".from_answer(" in b.text]
    with recording_server(lambda request: Reply(200, json=documented(one))) as server:
        (outcome,) = run(one, [block], server)
    assert outcome["error"] is None
    first, second = (request.json["order"] for request in server.requests)
    address = documented(one)["order"]["billingInfo"]["address"]
    kept = {k: v for k, v in address.items() if not k.endswith("Fullname")}
    assert second == {"billingInfo": {"address": {**kept, "addressLine2": None}}}
    assert first != second


def test_the_pairs_that_copy_are_those_that_share_a_place():
    one = made("specs/wix-orders")
    rows = dict(re.findall(r"(?m)^\| \[`(\w+)`\]\(\S+\) \| (.*) \|$", one.pages["requests.md"]))
    said = {name: re.findall(r"\[`(\w+)`\]", cell) for name, cell in rows.items()}
    assert said["AddressInput"] == ["Address"]
    assert said["OrderUpdate"] == ["Order"]
    for name in ("BillingInfoUpdate", "RecipientInfoUpdate", "ShippingDestinationUpdate"):
        assert said[name] == ["AddressWithContact"]
