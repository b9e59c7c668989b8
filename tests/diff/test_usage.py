"""What consumers' code touches: found where it is used, not found where it is not, and said where it cannot be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.diagnostics import Place
from generator.diff.compare import compare_states
from generator.diff.finding import Finding, Report
from generator.diff.python.surface import Surface
from generator.diff.usage import with_uses
from tests.diff.states import states

CASES = Path(__file__).parent / "cases"
OLD = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: https://shop.example.com}]
paths:
  /orders:
    get:
      operationId: listOrders
      tags: [Orders]
      parameters:
        - {name: limit, in: query, schema: {type: integer, maximum: 100}}
        - {name: state, in: query, schema: {$ref: '#/components/schemas/State'}}
      responses:
        "200": {description: All., content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Order'}}}}}
        "404": {description: None.}
    post:
      operationId: createOrder
      tags: [Orders]
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/NewOrder'}}}}
      responses: {"200": {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
  /orders/{id}:
    get:
      operationId: getOrder
      tags: [Orders]
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses: {"200": {description: It., content: {application/json: {schema: {$ref: '#/components/schemas/Order'}}}}}
components:
  schemas:
    State: {type: string, enum: [open, paid]}
    Order:
      type: object
      required: [id, lines]
      properties:
        id: {type: string}
        note: {type: string}
        state: {$ref: '#/components/schemas/State'}
        buyer: {$ref: '#/components/schemas/Person'}
        lines: {type: array, items: {$ref: '#/components/schemas/Line'}}
    Person: {type: object, properties: {phone: {type: string}, eMail: {type: string}}}
    Line: {type: object, properties: {price: {type: number}}}
    NewOrder:
      type: object
      properties: {note: {type: string}, giftText: {type: string}, address: {$ref: '#/components/schemas/Address'}}
    Address: {type: object, properties: {street: {type: string}, zipCode: {type: string, maxLength: 10}}}
"""
EDITS = (
    ("maximum: 100", "maximum: 50"),  # orders.list_orders(limit)
    ("enum: [open, paid]", "enum: [open]"),  # State.PAID
    ('        "404": {description: None.}\n', ""),  # NotFound
    ("phone: {type: string}, ", ""),  # Person.phone
    ("price: {type: number}", "price: {type: string}"),  # Line.price
    ("maxLength: 10", "maxLength: 5"),  # Address.zip_code
    (
        "      properties: {note: {type: string}, gift",
        "      required: [note]\n      properties: {note: {type: string}, gift",
    ),
    ("name: id, in: path", "name: order_id, in: path"),  # orders.get_order(id)
    ("/orders/{id}:", "/orders/{order_id}:"),
)


@pytest.fixture(scope="session")
def compared(tmp_path_factory, cache) -> tuple[Report, Surface]:
    folder = tmp_path_factory.mktemp("specs")
    new = OLD
    for before, after in EDITS:
        assert before in new
        new = new.replace(before, after)
    (folder / "old.yaml").write_text(OLD)
    (folder / "new.yaml").write_text(new)
    return compare_states("shop", *states(folder, cache))


def touched(compared, folder: Path, code: str, **files: str) -> dict[str, str]:
    """Which lines of `app.py` are touched: line and name to certainty."""
    (folder / "app.py").write_text(code)
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    report = with_uses(*compared, [folder], folder)
    found = {}
    for finding in report.findings:
        for use in finding.uses:
            if use.place.file == "app.py":
                found[f"{use.place.line} {finding.python[0]}"] = use.certainty
    return found


CALL = "from shop import Shop\nshop = Shop()\n"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        # arguments
        (CALL + "shop.orders.list_orders(limit=3)", {"3 orders.list_orders(limit)": "touches"}),
        (CALL + "shop.orders.list_orders()", {}),
        (CALL + "shop.orders.list_orders(**given)", {"3 orders.list_orders(limit)": "may touch"}),
        (CALL + "shop.with_response.orders.list_orders(limit=3)", {"3 orders.list_orders(limit)": "touches"}),
        (CALL + "shop.prepare.orders.list_orders(limit=3)", {"3 orders.list_orders(limit)": "touches"}),
        (CALL + "find = shop.orders.list_orders\nfind(limit=3)", {"4 orders.list_orders(limit)": "touches"}),
        # what is needed from now on: the calls that leave it out
        (CALL + "shop.orders.create_order(gift_text='x')", {"3 NewOrder.note": "touches"}),
        (CALL + "shop.orders.create_order(note='x')", {}),
        (CALL + "shop.orders.create_order(**given)", {"3 NewOrder.note": "may touch"}),
        # a renamed argument: the calls that pass it by name
        (CALL + "shop.orders.get_order('7')", {}),
        (CALL + "shop.orders.get_order(id='7')", {"3 orders.get_order(id)": "touches"}),
        # inputs, by Python names and by those on the wire
        ("from shop import Address\nAddress(zip_code='1')", {"2 Address.zip_code": "touches"}),
        ("from shop import Address\nAddress(zipCode='1')", {"2 Address.zip_code": "touches"}),
        ("from shop import Address\nAddress(street='x')", {}),
        ("from shop import Address\na = Address()\na.zip_code = '1'", {"3 Address.zip_code": "touches"}),
        # enums: members, their texts, comparisons
        ("from shop import State\nState.PAID", {"2 State.PAID": "touches"}),
        ("from shop import State\nState.OPEN", {}),
        (CALL + "shop.orders.list_orders(state='paid')", {"3 State.PAID": "touches"}),
        (CALL + "shop.orders.list_orders(state='open')", {}),
        (CALL + "shop.orders.get_order('7').state == 'paid'", {"3 State.PAID": "touches"}),
        (CALL + "if 'paid' == shop.orders.get_order('7').state: pass", {"3 State.PAID": "touches"}),
        ("x == 'paid'", {}),
        # errors
        ("from shop import NotFound", {"1 NotFound": "touches"}),
        ("import shop\ntry: pass\nexcept shop.NotFound: pass", {"3 NotFound": "touches"}),
        ("from shop.errors import NotFound as Gone\ntry: pass\nexcept (Gone, OSError): pass", {"1 NotFound": "touches", "3 NotFound": "touches"}),
        ("from other import NotFound\ntry: pass\nexcept NotFound: pass", {}),
        # fields, through everything that has a type
        (CALL + "shop.orders.get_order('7').buyer.phone", {"3 Person.phone": "touches"}),
        (CALL + "shop.orders.get_order('7').buyer.e_mail", {}),
        (CALL + "shop.orders.with_response", {}),
        (CALL + "shop.with_response.orders.get_order('7').data.buyer.phone", {"3 Person.phone": "touches"}),
        (CALL + "for o in shop.orders.list_orders():\n  o.buyer.phone", {"4 Person.phone": "touches"}),
        (CALL + "[l.price for o in shop.orders.list_orders() for l in o.lines]", {"3 Line.price": "touches"}),
        (CALL + "next(iter(sorted(shop.orders.list_orders()))).buyer.phone", {"3 Person.phone": "touches"}),
        (CALL + "shop.orders.list_orders()[0].lines[0].price", {"3 Line.price": "touches"}),
        (CALL + "a, b = shop.orders.list_orders()\na.buyer", {}),
        (CALL + "if (o := shop.orders.get_order('7')) and o.buyer: o.buyer.phone", {"3 Person.phone": "touches"}),
        (CALL + "getattr(shop.orders.get_order('7').buyer, 'phone')", {"3 Person.phone": "touches"}),
        ("from shop import Person\ndef f(p: Person): return p.phone", {"2 Person.phone": "touches"}),
        ("from shop import Person\ndef f(p: 'Person | None'): return p.phone", {"2 Person.phone": "touches"}),
        ("from typing import Optional\nimport shop as s\ndef f(p: Optional[s.Person]): return p.phone", {"3 Person.phone": "touches"}),
        ("import shop\ndef f(p: list[shop.Person]):\n  for x in p: x.phone", {"3 Person.phone": "touches"}),
        ("from shop import Shop\nwith Shop() as s:\n  s.orders.list_orders(limit=1)", {"3 orders.list_orders(limit)": "touches"}),
        ("from shop import Person\nmatch x:\n  case Person(phone=p): pass", {"3 Person.phone": "touches"}),
        ("from shop import Shop\nfor s in [Shop(), Shop().with_options()]:\n  s.orders.list_orders(limit=1)", {"3 orders.list_orders(limit)": "touches"}),
        (CALL + "shop.prepare.orders.get_order('7').buyer.phone", {}),
        (CALL + "shop.orders.get_order('7').unknown.phone", {}),
        # async
        ("from shop import AsyncShop\nAsyncShop().orders.get_order('7').buyer.phone", {}),
        ("from shop import AsyncShop\nasync def f():\n  async with AsyncShop() as s:\n    o = await s.orders.get_order('7')\n    o.buyer.phone", {"5 Person.phone": "touches"}),
        ("import asyncio, shop\nasync def f(s: shop.AsyncShop): return await s.orders.get_order('7')\nasync def g(): return (await f(s)).buyer.phone", {"3 Person.phone": "touches"}),
        # the consumer's own classes and functions
        ("from shop import Shop\nclass A:\n  def __init__(self): self.s = Shop()\n  def f(self): self.s.orders.list_orders(limit=1)", {"4 orders.list_orders(limit)": "touches"}),
        ("from shop import Shop\nclass A:\n  s: Shop\nclass B(A):\n  def f(self): self.s.orders.list_orders(limit=1)", {"5 orders.list_orders(limit)": "touches"}),
        ("from shop import Shop\nclass A:\n  @property\n  def s(self) -> Shop: ...\nA().s.orders.list_orders(limit=1)", {"5 orders.list_orders(limit)": "touches"}),
        ("from shop import Shop\ndef make(): return Shop()\nmake().orders.list_orders(limit=1)", {"3 orders.list_orders(limit)": "touches"}),
        ("from shop import Shop\ndef make(n):\n  if n: return make(n - 1)\n  return Shop()\nmake(1).orders.list_orders(limit=1)", {"5 orders.list_orders(limit)": "touches"}),
        ("from contextlib import contextmanager\nfrom shop import Shop\n@contextmanager\ndef make():\n  yield Shop()\nwith make() as s: s.orders.list_orders(limit=1)", None),
        # what cannot be told
        ("def f(cli): cli.orders.list_orders(limit=1)", {"1 orders.list_orders(limit)": "may touch"}),
        ("def f(cli): cli.other.list_orders(limit=1)", {}),
        ("def f(p): return p.phone", {"1 Person.phone": "may touch"}),
        ("def f(p: str): return p.phone", {}),
        ("import os\nos.phone", {}),
        (CALL + "x = f() or shop.orders.get_order('7').buyer\nx.phone", {"4 Person.phone": "may touch"}),
    ],
)  # fmt: skip
def test_one_piece_of_code(compared, tmp_path, code, expected):
    found = touched(compared, tmp_path, code)
    if expected is None:
        assert found
    else:
        assert found == expected


def test_types_cross_files(compared, tmp_path):
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack/__init__.py").write_text("from .make import client\n")
    (tmp_path / "pack/make.py").write_text(
        "from shop import Shop\ndef client() -> Shop: return Shop()\n"
    )
    code = "from pack import client\nclient().orders.get_order('7').buyer.phone\n"
    assert touched(compared, tmp_path, code) == {"2 Person.phone": "touches"}


def test_the_rest_is_said_not_to_be_touched(compared, tmp_path):
    (tmp_path / "app.py").write_text(CALL + "shop.orders.list_orders(limit=3)\n")
    report = with_uses(*compared, [tmp_path], tmp_path)
    hit = [finding.python[0] for finding in report.findings if finding.uses]
    assert hit == ["orders.list_orders(limit)"]
    (use,) = next(finding for finding in report.findings if finding.uses).uses
    assert (str(use.place), use.said) == ("app.py:3:25", "orders.list_orders(limit) is passed")
    assert report.scanned == ("app.py",)


def test_files_that_are_no_python_are_named(compared, tmp_path):
    (tmp_path / "bad.py").write_text("def f(:\n")
    (tmp_path / "good.py").write_text("x = 1\n")
    report = with_uses(*compared, [tmp_path], tmp_path)
    assert report.unread == (Place("bad.py", 1, 7),)
    assert report.scanned == ("good.py",)


def test_environments_and_caches_are_not_scanned(compared, tmp_path):
    for folder in ("env", ".venv", "__pycache__", "node_modules"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "a.py").write_text("x = 1\n")
    (tmp_path / "env/pyvenv.cfg").write_text("")
    assert with_uses(*compared, [tmp_path], tmp_path).scanned == ()


def test_notes_and_new_things_touch_nothing(compared, tmp_path):
    (tmp_path / "app.py").write_text("from shop import *\n")
    report = with_uses(*compared, [tmp_path], tmp_path)
    assert not [f for f in report.findings if f.uses and f.severity != "breaking"]


def test_what_is_deprecated_touches_its_uses(compared, tmp_path):
    finding = Finding(
        rule="endpoint-deprecated",
        severity="addition",
        subject="GET /orders",
        message="is deprecated now",
        why="…",
        python=("orders.list_orders",),
    )
    report = Report(api="shop", package="shop", old="a", new="b", findings=(finding,))
    (tmp_path / "app.py").write_text(CALL + "shop.orders.list_orders()\n")
    (told,) = with_uses(report, compared[1], [tmp_path], tmp_path).findings
    assert [str(use.place) for use in told.uses] == ["app.py:3:13"]


def test_a_default_that_changes_touches_the_calls_that_leave_it_out(compared, tmp_path):
    finding = Finding(
        rule="request-parameter-default-value-changed",
        severity="breaking",
        subject="limit",
        message="is 5, was 10",
        why="…",
        side="request",
        python=("orders.list_orders(limit)",),
    )
    report = Report(api="shop", package="shop", old="a", new="b", findings=(finding,))
    (tmp_path / "app.py").write_text(
        CALL + "shop.orders.list_orders()\nshop.orders.list_orders(limit=1)\n"
    )
    (told,) = with_uses(report, compared[1], [tmp_path], tmp_path).findings
    assert [(use.place.line, use.certainty) for use in told.uses] == [(3, "touches")]


@pytest.mark.parametrize(
    ("case", "code", "expected"),
    [
        ("request-body-keywords-added", "shop.orders.send_pairs(a='x')", {"request-body-dependent-required-added"}),
        ("request-body-keywords-added", "shop.orders.send_never(body='x')", {"request-body-not-added"}),
        ("tag-of-one-operation", "shop.orders.list_orders()", set()),
        ("tag-of-one-operation", "shop.orders.delete_orders()", {"api-tag-removed"}),
        ("body-need", "shop.orders.a()", {"request-body-became-required"}),
        ("body-need", "shop.orders.a(a='x')", set()),
        ("body-added", "shop.orders.a()", {"request-body-added-required"}),
        ("operation-removed", "shop.orders.list_orders()", set()),
        ("operation-removed", "shop.orders.delete_orders()", {"api-removed-without-deprecation"}),
        ("path-removed", "from shop import Conflict", {"api-path-removed-without-deprecation"}),
        ("error-status-kept-elsewhere", "from shop import NotFound", set()),
        ("credential-removed", "Shop(token='x')", {"api-security-component-removed"}),
        ("answer-headers", "shop.with_response.orders.list_orders().headers['X-Gone']", "headers"),
        ("schema-renamed", "from shop import Detail\ndef f(d: Detail): return d.x", {"python-name-renamed", "response-property-type-changed"}),
        ("parameter-default", "shop.orders.list_orders()", {"request-parameter-default-value-changed", "request-parameter-default-value-removed"}),
        ("parameter-default", "shop.orders.list_orders(limit=1, page=1)", set()),
        ("operation-deprecated", "shop.orders.list_orders()", {"endpoint-deprecated"}),
        ("security-added", "shop.orders.a()", {"api-security-added"}),
        ("response-property-removed", "shop.orders.get_order('7').c", {"response-optional-property-removed"}),
    ],
)  # fmt: skip
def test_what_a_case_touches(case, code, expected, cache, tmp_path):
    both = compare_states("shop", *states(CASES / case, cache))
    (tmp_path / "app.py").write_text(f"{CALL}{code}\n")
    report = with_uses(*both, [tmp_path], tmp_path)
    found = {finding.rule for finding in report.findings if finding.uses}
    if expected == "headers":
        assert found == {f.rule for f in report.of("breaking")}
        assert {use.certainty for f in report.findings for use in f.uses} == {"may touch"}
    else:
        assert found == expected
