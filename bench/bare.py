"""The answers of Wix as plain pydantic models of the same fields, as somebody would write them by hand.

In: the generated models. Out: the text of a module that needs pydantic alone: the same classes, fields, aliases, enums
and `extra`, without our base class and our text types; memory and first calls are measured against it. Refuses a module
that would still import something of the package.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from bench.calls import ANSWER, ROOT
from bench.processes import Script, in_turns

MODELS = ROOT / "generated" / "wix-orders" / "src" / "wix_orders" / "models.py"
IMPORTS = """from decimal import Decimal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field
"""
HEAD = """

class Answer(BaseModel):
    model_config = ConfigDict(extra="allow")
"""
FIRST = """
import sys
sys.path.insert(0, {folder!r})
import httpx2
from bare import UpdateOrderResponse
body = {{"order": {{"buyerInfo": {{"email": "new@example.com"}}, "buyerLanguage": None}}}}
with httpx2.Client() as client:
    response = client.patch({url!r} + "/ecom/v1/orders/7", json=body, headers={{"Authorization": "KEY"}})
    assert UpdateOrderResponse.model_validate_json(response.content).order.number
"""
OURS = """
from wix_orders import BuyerInfoUpdate, OrderUpdate, WixOrders
with WixOrders(api_key="KEY", base_url={url!r}) as wix:
    update = OrderUpdate(buyer_info=BuyerInfoUpdate(email="new@example.com"), buyer_language=None)
    assert wix.orders.update_order("7", order=update).number
"""
MEMORY = """
import resource, sys
from pathlib import Path
sys.path.insert(0, {folder!r})
content = Path({answer!r}).read_bytes()
{read}
kept = [read() for _ in range(100)]
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
kept = [read() for _ in range(10_000)]
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)
"""
BARE_READ = """
from bare import UpdateOrderResponse
def read(): return UpdateOrderResponse.model_validate_json(content).order
"""
OUR_READ = """
import httpx2, wix_orders
answer = lambda request: httpx2.Response(200, content=content, request=request)
wix = wix_orders.WixOrders(api_key="KEY", http_client=httpx2.Client(transport=httpx2.MockTransport(answer)))
def read(): return wix.orders.update_order("7", order={})
"""


def first_orders(url: str, *, turns: int) -> list[tuple[float, float]]:
    """Seconds from the start of the process to the first decoded order, ours and bare, in each turn."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))
        scripts = [
            Script("ours", OURS.format(url=url)),
            Script("bare", FIRST.format(url=url, folder=folder)),
        ]
        return [(ours, bare) for ours, bare in in_turns(scripts, turns=turns)]


def memory(*, turns: int) -> list[tuple[float, float]]:
    """Bytes of 10,000 decoded orders, ours and bare, in each turn."""
    with tempfile.TemporaryDirectory() as folder:
        write(Path(folder))

        def measured(read: str) -> float:
            text = MEMORY.format(folder=folder, answer=str(ANSWER), read=read)
            return float(Script("memory", text).output()) * 1024  # kilobytes, as Linux counts them

        return [(measured(OUR_READ), measured(BARE_READ)) for _ in range(turns)]


def write(folder: Path) -> None:
    """`bare.py`, and nothing of ours in it."""
    text = MODELS.read_text("utf-8")
    text = re.sub(r"^from \._runtime.*\n", "", text, flags=re.MULTILINE)
    text = re.sub(r"value_of\(\w+\)", '"an enum or its value"', text)
    text = text.replace("from pydantic import Field\n", IMPORTS + HEAD)
    text = text.replace("DecimalText", "Decimal").replace("DateTimeText", "AwareDatetime")
    assert "_runtime" not in text, "the models import something that this does not know"
    (folder / "bare.py").write_text(text, "utf-8")
