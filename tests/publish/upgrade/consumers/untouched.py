"""Uses nothing that changed."""

import sys

from stock import Stock

with Stock(api_key="key", base_url=sys.argv[1]) as stock:
    print([item.name for item in stock.items.list_items(limit=1)])
