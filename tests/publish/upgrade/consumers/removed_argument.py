"""Gives an optional argument that is gone since: `search`."""

import sys

from stock import Stock

with Stock(api_key="key", base_url=sys.argv[1]) as stock:
    print(len(stock.items.list_items(search="bolt", limit=2)))
