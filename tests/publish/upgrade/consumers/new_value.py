"""Tells known states from others; the answer holds one that came since: `reserved`."""

import sys

from stock import ItemStatus, Stock

with Stock(api_key="key", base_url=sys.argv[1]) as stock:
    match stock.items.get_item("7").status:
        case ItemStatus.AVAILABLE | ItemStatus.SOLD:
            print("known")
        case other:
            print(f"not known: {other}")
