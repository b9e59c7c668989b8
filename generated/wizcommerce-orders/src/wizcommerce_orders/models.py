# Made from specs/wizcommerce-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""The answers of `wizcommerce_orders`, and the enums that requests take too.

See <https://docs.example.com/wizcommerce-orders/models/index.html>.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from ._runtime.fields import value_of
from ._runtime.model import Answer


class FulfillmentStatus(StrEnum):
    """How far an order is shipped and delivered."""

    UNFULFILLED = "UNFULFILLED"
    IN_PROGRESS = "IN_PROGRESS"
    PARTIALLY_FULFILLED = "PARTIALLY_FULFILLED"
    FULFILLED = "FULFILLED"
    PARTIALLY_DELIVERED = "PARTIALLY_DELIVERED"
    DELIVERED = "DELIVERED"


class OrderStatus(StrEnum):
    """The statuses that a request may set."""

    DRAFT = "draft"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"


OrderStatusLike: TypeAlias = Annotated[
    OrderStatus | Literal["draft", "confirmed", "cancelled"], value_of(OrderStatus)
]
"""`OrderStatus`, or its text."""


class Address(Answer):
    """A postal address together with the person to reach there."""

    id: str | None = None
    """The address's id in the customer's address book."""
    first_name: str | None = None
    """The recipient's given name."""
    last_name: str | None = None
    """The recipient's family name."""
    phone: str | None = None
    """The recipient's number, with country code, such as `+14155552671`."""
    email: str | None = None
    """The recipient's email address."""
    address_line_1: str | None = None
    """Street and house number."""
    address_line_2: str | None = None
    """What the street line has no room for, such as an apartment or a floor."""
    city: str | None = None
    """The town or city."""
    state: str | None = None
    """The state or province, in short form, such as `CA`."""
    country: str | None = None
    """The country, as a two-letter code in the documented example (`US`)."""
    zip_code: str | None = None
    """The postal code, as text, so that leading zeros survive."""


class Contact(Answer):
    """A person on the customer's side."""

    id: str | None = None
    """The contact's id."""
    first_name: str | None = None
    """The person's given name."""
    last_name: str | None = None
    """The person's family name."""
    email: str | None = None
    """The address to write to."""
    phone: str | None = None
    """The number to call, with country code, such as `+14155552671`."""
    designation: str | None = None
    """What the person does in the company, such as `Sales Manager`."""


class Order(Answer):
    """An order of a WizCommerce account, with its totals, addresses and progress."""

    id: str | None = None
    """The order's id, the one that this API's paths take."""
    reference_id: str | None = None
    """The order's id in a system outside WizCommerce, such as an ERP."""
    display_id: str | None = None
    """The order number that people see, such as `WC_1234567890`."""
    customer_id: str | None = None
    """The id of the customer who placed the order."""
    status: Annotated[OrderStatus | str | None, Field(union_mode="left_to_right")] = None
    """Where the order stands. Answers may hold other values than a request may set: the
    vendor's own example shows `active`.
    """
    amount: int | float | None = None
    """What the order costs in total, as a plain number; the currency is not told."""
    amount_paid: int | float | None = None
    """How much of `amount` has been paid so far."""
    payment_status: str | None = None
    """How far the order is paid; the one documented value is `PAID`."""
    fulfillment_status: Annotated[
        FulfillmentStatus | str | None, Field(union_mode="left_to_right")
    ] = None
    """How far the order is shipped and delivered. The vendor's own example holds all six known
    values in one text, parted by spaces, so any text has to be expected.
    """
    payment_method_id: str | None = None
    """The id of the stored payment method that the order is paid with."""
    payment_method: str | None = None
    """The name of the payment method."""
    payment_term: str | None = None
    """The agreed terms of payment, in the words of the account."""
    shipping_method: str | None = None
    """The name of the way the goods are shipped."""
    freight_term: str | None = None
    """The agreed terms of freight, in the words of the account."""
    internal_note: str | None = None
    """A note for use within the seller's company."""
    customer_note: str | None = None
    """A note from the customer, or for them."""
    shipment_date: datetime | None = None
    """When the goods are shipped."""
    due_date: datetime | None = None
    """When the order has to be there or be paid; the vendor does not say which."""
    source: str | None = None
    """Where in WizCommerce the order was made, for example `cart`."""
    price_list_id: str | None = None
    """The id of the price list that the order's prices come from."""
    primary_contact: Contact | None = None
    """The person to ask about this order on the customer's side."""
    shipping_address: Address | None = None
    """Where the goods go."""
    billing_address: Address | None = None
    """Where the invoice goes."""
    po_number: str | None = None
    """The customer's own purchase order number."""
    created_at: datetime | None = None
    """When the order was created."""
    updated_at: datetime | None = None
    """When anything in the order last changed."""


class UpdateOrderStatusResponse(Answer):
    """The envelope around the changed order."""

    data: Order
    """The order after the change."""
