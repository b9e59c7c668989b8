"""Reads a field that is called otherwise since: `Item.note` is `Item.remark`."""

import sys

from stock import Stock

with Stock(api_key="key", base_url=sys.argv[1]) as stock:
    print(stock.items.get_item("7").note)
