# Made from specs/wix-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""The requests of `wix_orders`: checked when they are made, and whenever a field is set.

See <https://docs.example.com/wix-orders/models/index.html>.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field

from ._runtime.missing import MISSING, Missing
from ._runtime.model import Input
from .models import AttributionSourceLike, VatTypeLike, WeightUnitLike


class AddressInput(Input):
    """A postal address."""

    country: Annotated[str | None | Missing, Field(min_length=2, max_length=2)] = MISSING
    """The country as a two-letter ISO 3166-1 code, such as `US`. Exactly 2 characters. `None`
    sends null.
    """
    subdivision: Annotated[str | None | Missing, Field(max_length=50)] = MISSING
    """The state, province or prefecture as an ISO 3166-2 code, such as `US-NY`. At most 50
    characters. `None` sends null.
    """
    city: Annotated[str | None | Missing, Field(max_length=50)] = MISSING
    """The town or city. At most 50 characters. `None` sends null."""
    postal_code: Annotated[str | None | Missing, Field(alias="postalCode", max_length=50)] = MISSING
    """The postal or ZIP code, as text, so that leading zeros survive. At most 50 characters.
    `None` sends null.
    """
    street_address: Annotated[StreetAddressInput | Missing, Field(alias="streetAddress")] = MISSING
    """Street and house number apart from each other, as an alternative to `addressLine`. `None`
    is refused.
    """
    address_line: Annotated[str | None | Missing, Field(alias="addressLine", max_length=150)] = (
        MISSING
    )
    """The main line, usually street and house number in one text. At most 150 characters.
    `None` sends null.
    """
    address_line2: Annotated[str | None | Missing, Field(alias="addressLine2", max_length=100)] = (
        MISSING
    )
    """What the main line has no room for, usually apartment, suite or floor. At most 100
    characters. `None` sends null.
    """
    geocode: GeocodeInput | Missing = MISSING
    """Where the address lies on the map. `None` is refused."""


class BillingInfoUpdate(Input):
    """The changes to where the invoice goes and to whom."""

    address: AddressInput | None | Missing = MISSING
    """The address that the invoice goes to; null removes it."""
    contact_details: Annotated[ContactDetailsInput | Missing, Field(alias="contactDetails")] = (
        MISSING
    )
    """The person or company that the invoice goes to, who cannot be removed. `None` is refused."""


class BuyerInfoUpdate(Input):
    """The changes to what is known of the buyer."""

    email: str | None | Missing = MISSING
    """The address that messages about the order go to; null removes it."""


class ContactDetailsInput(Input):
    """The person or company to reach at an address."""

    first_name: Annotated[str | None | Missing, Field(alias="firstName", max_length=100)] = MISSING
    """The person's given name. At most 100 characters. `None` sends null."""
    last_name: Annotated[str | None | Missing, Field(alias="lastName", max_length=100)] = MISSING
    """The person's family name. At most 100 characters. `None` sends null."""
    phone: str | None | Missing = MISSING
    """The number to call, in any usual notation. `None` sends null."""
    company: Annotated[str | None | Missing, Field(max_length=1000)] = MISSING
    """The company, where the address is a business's. At most 1000 characters. `None` sends
    null.
    """
    vat_id: Annotated[VatIdInput | Missing, Field(alias="vatId")] = MISSING
    """The Brazilian tax number of the person or company. `None` is refused."""


class ExtendedFieldsInput(Input):
    """Data that apps attach to an object, in fields configured in each app's dashboard
    beforehand.
    """

    namespaces: dict[str, dict[str, Any]] | Missing = MISSING
    """The attached data by namespace. Each app has its own, and a caller sees only those that
    it has permission for. `None` is refused.
    """


class GeocodeInput(Input):
    """A point on the map, in degrees."""

    latitude: int | float | None | Missing = MISSING
    """Degrees north of the equator; south is negative. `None` sends null."""
    longitude: int | float | None | Missing = MISSING
    """Degrees east of Greenwich; west is negative. `None` sends null."""


class LogisticsUpdate(Input):
    """The changes to where an order goes; only the destination can be changed."""

    shipping_destination: Annotated[
        ShippingDestinationUpdate | Missing, Field(alias="shippingDestination")
    ] = MISSING
    """The changes to the address and person that the goods are shipped to. `None` is refused."""


class OrderUpdate(Input):
    """The changes to an order. A part that is left out stays as it is; null removes a value,
    where null is allowed. Addresses, contact details and extended fields are best sent whole:
    whether what is left out inside them stays, Wix does not say.
    """

    buyer_info: Annotated[BuyerInfoUpdate | Missing, Field(alias="buyerInfo")] = MISSING
    """The changes to what is known of the buyer, who cannot be removed. `None` is refused."""
    buyer_language: Annotated[str | None | Missing, Field(alias="buyerLanguage")] = MISSING
    """The language to write to the buyer in, such as `en`; null removes it."""
    weight_unit: Annotated[WeightUnitLike | None | Missing, Field(alias="weightUnit")] = MISSING
    """The unit of all weights in the order; null removes it."""
    billing_info: Annotated[BillingInfoUpdate | Missing, Field(alias="billingInfo")] = MISSING
    """The changes to where the invoice goes. `None` is refused."""
    archived: bool | None | Missing = MISSING
    """Whether the order is put away, hidden from the dashboard's main list; null removes the
    mark.
    """
    attribution_source: Annotated[
        AttributionSourceLike | None | Missing, Field(alias="attributionSource")
    ] = MISSING
    """Which advertising brought the buyer to the site; null removes it."""
    seen_by_a_human: Annotated[bool | None | Missing, Field(alias="seenByAHuman")] = MISSING
    """Whether someone has seen the order in the dashboard; null removes the mark."""
    recipient_info: Annotated[RecipientInfoUpdate | Missing, Field(alias="recipientInfo")] = MISSING
    """The changes to who finally receives the goods. `None` is refused."""
    shipping_info: Annotated[ShippingInfoUpdate | Missing, Field(alias="shippingInfo")] = MISSING
    """The changes to where the goods are shipped. `None` is refused."""
    extended_fields: Annotated[
        ExtendedFieldsInput | None | Missing, Field(alias="extendedFields")
    ] = MISSING
    """The data that apps attach to the order; null removes it."""


class RecipientInfoUpdate(Input):
    """The changes to who finally receives the goods, and where."""

    address: AddressInput | None | Missing = MISSING
    """The recipient's address; null removes it."""
    contact_details: Annotated[ContactDetailsInput | Missing, Field(alias="contactDetails")] = (
        MISSING
    )
    """The person or company that receives the goods, who cannot be removed. `None` is refused."""


class ShippingDestinationUpdate(Input):
    """The changes to the address and person that the goods are shipped to."""

    address: AddressInput | None | Missing = MISSING
    """The address that the goods are shipped to; null removes it."""
    contact_details: Annotated[ContactDetailsInput | Missing, Field(alias="contactDetails")] = (
        MISSING
    )
    """The person or company to hand the goods to, who cannot be removed. `None` is refused."""


class ShippingInfoUpdate(Input):
    """The changes to shipping; only the destination can be changed."""

    logistics: LogisticsUpdate | Missing = MISSING
    """The changes to where the goods go. `None` is refused."""


class StreetAddressInput(Input):
    """A street and a house number, apart from each other."""

    number: str | Missing = MISSING
    """The house number, as text, since it may be `12b`. `None` is refused."""
    name: str | Missing = MISSING
    """The name of the street, without the house number. `None` is refused."""


class UpdateOrderRequest(Input):
    """What to change in an order."""

    order: OrderUpdate
    """The changes, each at the place where the order itself has it."""


class VatIdInput(Input):
    """A Brazilian tax number. With an `id`, a `type` other than `UNSPECIFIED` has to be given
    too.
    """

    id: str | Missing = MISSING
    """The tax number itself. `None` is refused."""
    type: VatTypeLike | Missing = MISSING
    """Which of Brazil's two kinds of tax number it is. `None` is refused."""
