"""What type checkers say of old names: `# old` where both tell that they are, `# old: pyright` where only one does.

Lines without are taken as they were: the names of today in every respect.
"""

from store import (
    AsyncShop,
    ColorLike,
    Colour,
    Order,
    OrderInput,
    OrderIsClosed,
    Purchase,
    PurchaseInput,
    Shop,
    ShopError,
    Store,
)


def reads(order: Order) -> str | None:
    return order.note  # old


def same(purchase: Purchase) -> Order:
    return purchase


def writes(update: OrderInput) -> PurchaseInput:
    update.note = "x"  # old
    _ = update.note  # old: pyright
    return update


def members(colour: Colour) -> str:
    match colour:
        case Colour.CRIMSON:  # old
            return "red"
        case Colour.BLUE:
            return "blue"


def texts(colour: ColorLike = "red") -> ColorLike:
    return colour


def calls(shop: Shop, store: Store) -> None:
    order: Order = shop.sales.update("1", sale=OrderInput())  # old
    print(shop.orders)  # old
    store.sales.change_sale("1", sale=OrderInput())
    print(shop.with_response.sales.update("1", sale=OrderInput()).data.remark)  # old
    print(shop.with_raw_response.sales.update("1", sale=OrderInput()).data.hex())  # old
    with shop.with_streaming_response.sales.update("1", sale=OrderInput()) as answer:  # old
        print(answer.status)
    print(shop.prepare.sales.update("1", sale=OrderInput()).as_curl())  # old
    print(shop.prepare.orders)  # old
    try:
        reads(order)
    except OrderIsClosed as error:
        print(error.status)
    except ShopError as error:
        print(error.outcome)


async def awaits(shop: AsyncShop) -> None:
    order: Order = await shop.sales.update("1", sale=OrderInput())  # old
    print(shop.orders)  # old
    print((await shop.with_response.sales.update("1", sale=OrderInput())).data.remark)  # old
    async with shop.with_streaming_response.sales.update("1", sale=OrderInput()) as answer:  # old
        print(answer.status)
    reads(order)


def refused(shop: Shop) -> None:
    print(shop.sales.update("1", sale=3))  # old, wrong
    print(shop.with_response.sales.update(1, sale=OrderInput()))  # old, wrong
