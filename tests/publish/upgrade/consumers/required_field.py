"""Adds an item without an argument that is required since: `currency`."""

import sys

from stock import Stock

with Stock(api_key="key", base_url=sys.argv[1]) as stock:
    print(stock.items.add_item(name="bolt").id)
