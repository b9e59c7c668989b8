"""What pages say of answers, and of tests that play them: true of every API, and as type checkers see it."""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from tests.docs.made import ALL, SHIPPED, Block, made, programs
from tests.docs.test_programs import TOOLS, run
from tests.support.server import Reply, recording_server

PRINTS = re.compile(r"(?m)^\| `(\w+\.[\w.]+)` \| `(.*)` \|$")


def test_an_enum_in_an_answer_has_known_values_and_one_in_a_request_has_no_others():
    pages = made("specs/wix-orders").pages
    answered = section(pages["models/Order.md"], "weight_unit")
    asked = section(pages["models/OrderUpdate.md"], "weight_unit")
    assert "[`WeightUnit`](WeightUnit.md), any other `str`, or `None` · " in answered
    assert "Known values: `UNSPECIFIED_WEIGHT_UNIT`, `KG`, `LB`." in answered
    assert "[`WeightUnit`](WeightUnit.md), its text, or `None` · " in asked
    assert "One of `UNSPECIFIED_WEIGHT_UNIT`, `KG`, `LB`." in asked
    assert "Known values" not in asked
    assert "One of" not in answered


def section(page: str, anchor: str) -> str:
    return page.partition(f"{{ #{anchor} }}\n")[2].partition("\n### ")[0]


def test_a_field_is_headed_by_both_of_its_names_and_by_one_where_they_are_the_same():
    page = made("specs/wix-orders").pages["models/Order.md"]
    assert "\n### `buyer_info` `buyerInfo` { #buyer_info }\n" in page
    assert "\n### `number` { #number }\n" in page


@pytest.mark.parametrize("name", ALL)
def test_tests_that_need_no_network_run_as_they_stand(name):
    """Their own assertions hold; nothing is sent to any server."""
    one = made(name)
    listed = [block for block in programs(one) if block.page in ("testing.md", "answers.md")]
    listed = [
        b for b in listed if "MockTransport" in b.text or "offline" in b.text or "assert" in b.text
    ]
    with recording_server([]) as server:
        outcomes = run(one, listed, server)
    for block, outcome in zip(listed, outcomes, strict=True):
        assert outcome["error"] is None, f"{block.text}\n{outcome['error']}"
    assert server.requests == []


def test_what_the_testing_page_shows():
    """Sync, async, a refusal by its own class, and an assertion on the request, for whatever APIs have a call."""
    for name in SHIPPED:
        page = made(name).pages["testing.md"]
        for part in (
            "httpx2.Client(",
            "httpx2.AsyncClient(",
            "seen[0].content",
            "except ",
            "model_validate({",
        ):
            assert part in page, (name, part)
    assert "except OrderIsPending as error:" in made("specs/wix-orders").pages["testing.md"]


BROKEN = """
import httpx2
from wix_orders import OrderUpdate, {expected}, WixOrders


def fail(request: httpx2.Request) -> httpx2.Response:
    raise httpx2.{raised}("played", request=request)


with httpx2.Client(transport=httpx2.MockTransport(fail)) as offline:
    with WixOrders(max_retries=0, http_client=offline) as client:
        try:
            client.orders.update_order("x", order=OrderUpdate())
        except {expected} as error:
            assert error.tries == 1
        else:
            raise AssertionError
"""


@pytest.mark.parametrize("pair", ["ConnectError NotSent", "ReadError OutcomeUnknown"])
def test_a_broken_connection_is_played_as_the_page_says(pair):
    raised, expected = pair.split()
    one = made("specs/wix-orders")
    said = " ".join(one.pages["testing.md"].split())
    assert re.search(
        rf'`httpx2\.{raised}\("\w+", request=request\)`, which is an? `{expected}`', said
    )
    program = Block("", "python", BROKEN.format(raised=raised, expected=expected))
    with recording_server([]) as server:
        (outcome,) = run(one, [program], server)
    assert outcome["error"] is None


STRICT = """
from wix_orders import OrderUpdate, WixOrders

with WixOrders(strict={strict}) as client:
    order = client.orders.update_order("x", order=OrderUpdate())
"""


@pytest.mark.parametrize(
    ("strict", "answer", "expected"),
    [
        (True, {"order": {"paymentStatus": "NEWER"}}, ["NEWER"]),
        (True, {"order": {"more": 1}, "further": 2}, ["None"]),
        (False, {"order": {"paymentStatus": 3}}, ["3"]),
        (False, {}, "ResponseInvalid"),
        (False, {"order": None}, "ResponseInvalid"),
        (False, {"order": []}, "ResponseInvalid"),
    ],
)
def test_what_strict_refuses_and_what_is_always_refused(strict, answer, expected):
    program = Block("", "python", STRICT.format(strict=strict))
    with recording_server([Reply(200, json=answer)]) as server:
        (outcome,) = run(made("specs/wix-orders"), [program], server, ["order.payment_status"])
    assert expected in outcome.get("bases", []) or outcome["values"] == expected
    page = " ".join(made("specs/wix-orders").pages["answers.md"].split())
    assert "`strict=True` does not refuse it" in page
    assert "Only the object that a call returns has to be there" in page


@pytest.mark.parametrize("name", SHIPPED)
def test_statuses_with_codes_are_told_in_a_sentence_and_every_class_says_what_it_is(name):
    one = made(name)
    table = one.pages["errors.md"].partition("| class |")[2].partition("\n\n")[0]
    rows = [row.split("|")[1:-1] for row in table.splitlines()[2:]]
    assert len(rows) > 8
    assert [row for row in rows if len(row) != 4 or not row[2].strip()] == []
    (call,) = (text for path, text in one.pages.items() if path.count("/") == 2)
    said = call.partition("## Errors {")[2]
    for coded in one.result.understood.api.error_codes:
        rows = [
            row for row in said.splitlines() if row.startswith("| [") and f"`{coded.status}`" in row
        ]
        assert sum(f"`{coded.code}`" in row for row in rows) == 1, rows


@pytest.mark.checkers
def test_what_pages_print_and_play_type_checks(tmp_path):
    """By mypy, strict: each expression of the tables too, with nothing checked before it."""
    sources, seen = [], 0
    for name in ALL:
        one = made(name)
        sources.append(str(one.root / "src"))
        kept = [b.text for b in programs(one) if b.page in ("testing.md", "answers.md")]
        for path, text in one.pages.items():
            rows = PRINTS.findall(text.partition("## Signature")[0]) if path.count("/") == 2 else []
            first = next((b for b in programs(one) if b.page == path), None)
            if first is not None and rows:
                seen += len(rows)
                kept.append("\n".join([first.text, *(f"print({said})" for said, _ in rows)]))
        for number, text in enumerate(kept):
            (tmp_path / f"{one.package}_{number}.py").write_text(text, "utf-8")
    assert seen > 10
    (tmp_path / "mypy.ini").write_text(
        f"[mypy]\nstrict = true\nfollow_imports = silent\nmypy_path = {':'.join(sources)}\n"
    )
    done = subprocess.run(
        [TOOLS / "mypy", "--cache-dir", ".cache", "."],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-4000:]


def test_the_guides_facts_are_not_those_of_one_api():
    """Other documents have other errors to play: a code below an index, a status alone, none at all."""
    played = {name: made(name).pages["testing.md"] for name in ALL}
    found = {
        json.dumps(re.findall(r"return httpx2\.Response\(\s*(4\d\d)", text))
        for text in played.values()
    }
    assert len(found) > 2, found
