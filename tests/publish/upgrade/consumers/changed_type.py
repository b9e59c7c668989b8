"""Counts with a field that is a text since: `Item.weight`."""

import sys

from stock import Stock

with Stock(api_key="key", base_url=sys.argv[1]) as stock:
    weight = stock.items.get_item("7").weight
    print(weight + 1 if weight is not None else "unknown")
