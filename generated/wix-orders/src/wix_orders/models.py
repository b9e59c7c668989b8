# Made from specs/wix-orders/openapi.yaml.
# Do not edit: change the spec and run `make generate`.
"""The answers of `wix_orders`, and the enums that requests take too.

See <https://docs.example.com/wix-orders/models/index.html>.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field

from ._runtime.fields import DecimalText, value_of
from ._runtime.model import Answer


class ActivityType(StrEnum):
    """What happened to an order.

    - `ORDER_PLACED`: it was placed
    - `ORDER_PAID`: it was paid in full
    - `ORDER_FULFILLED`: its items were shipped, handed over or rendered
    - `ORDER_NOT_FULFILLED`: it was set back to not fulfilled
    - `ORDER_CANCELED`: seller or buyer called it off
    - `DOWNLOAD_LINK_SENT`: the buyer was sent the links to digital items
    - `TRACKING_NUMBER_ADDED`: a shipment got its tracking number
    - `TRACKING_NUMBER_EDITED`: a tracking number was changed
    - `TRACKING_LINK_ADDED`: a shipment got its tracking link
    - `SHIPPING_CONFIRMATION_EMAIL_SENT`: the buyer was told of a shipment
    - `INVOICE_ADDED`: an invoice was added
    - `INVOICE_REMOVED`: an invoice was taken away
    - `INVOICE_SENT`: the buyer was sent an invoice
    - `FULFILLER_EMAIL_SENT`: the fulfiller was told of the order
    - `SHIPPING_ADDRESS_EDITED`: the shipping address was changed
    - `EMAIL_EDITED`: the buyer's email address was changed
    - `PICKUP_READY_EMAIL_SENT`: the buyer was told that the goods are ready
    - `MERCHANT_COMMENT`: the seller left a comment
    - `ORDER_PARTIALLY_PAID`: a part was paid
    - `DRAFT_ORDER_CHANGES_APPLIED`: edits made in a draft were applied
    - `SAVED_PAYMENT_METHOD`: a way of paying was kept for later
    - `AUTHORIZED_PAYMENT_CREATED`: an amount was reserved
    - `AUTHORIZED_PAYMENT_CAPTURED`: a reserved amount was collected
    - `AUTHORIZED_PAYMENT_VOIDED`: a reserved amount was let go
    - `REFUND_INITIATED`: a refund was begun
    - `PAYMENT_REFUNDED`: a payment was given back
    - `PAYMENT_REFUND_FAILED`: a payment could not be given back
    - `REFUNDED_AS_STORE_CREDIT`: credit with the store was given
    - `PAYMENT_PENDING`: a payment is under way
    - `PAYMENT_CANCELED`: a payment was called off
    - `PAYMENT_DECLINED`: a payment was refused
    - `ORDER_PENDING`: the order waits for approval or processing
    - `ORDER_REJECTED`: the order was turned down
    - `RECEIPT_CREATED`: a receipt was made
    - `RECEIPT_SENT`: a receipt went to the buyer
    - `CHARGEBACK_CREATED`: a bank claims a payment back
    - `CHARGEBACK_REVERSED`: a chargeback was decided for the seller
    - `ORDER_REFUNDED`: the order was refunded, in part or in full
    """

    ORDER_PLACED = "ORDER_PLACED"
    ORDER_PAID = "ORDER_PAID"
    ORDER_FULFILLED = "ORDER_FULFILLED"
    ORDER_NOT_FULFILLED = "ORDER_NOT_FULFILLED"
    ORDER_CANCELED = "ORDER_CANCELED"
    DOWNLOAD_LINK_SENT = "DOWNLOAD_LINK_SENT"
    TRACKING_NUMBER_ADDED = "TRACKING_NUMBER_ADDED"
    TRACKING_NUMBER_EDITED = "TRACKING_NUMBER_EDITED"
    TRACKING_LINK_ADDED = "TRACKING_LINK_ADDED"
    SHIPPING_CONFIRMATION_EMAIL_SENT = "SHIPPING_CONFIRMATION_EMAIL_SENT"
    INVOICE_ADDED = "INVOICE_ADDED"
    INVOICE_REMOVED = "INVOICE_REMOVED"
    INVOICE_SENT = "INVOICE_SENT"
    FULFILLER_EMAIL_SENT = "FULFILLER_EMAIL_SENT"
    SHIPPING_ADDRESS_EDITED = "SHIPPING_ADDRESS_EDITED"
    EMAIL_EDITED = "EMAIL_EDITED"
    PICKUP_READY_EMAIL_SENT = "PICKUP_READY_EMAIL_SENT"
    MERCHANT_COMMENT = "MERCHANT_COMMENT"
    ORDER_PARTIALLY_PAID = "ORDER_PARTIALLY_PAID"
    DRAFT_ORDER_CHANGES_APPLIED = "DRAFT_ORDER_CHANGES_APPLIED"
    SAVED_PAYMENT_METHOD = "SAVED_PAYMENT_METHOD"
    AUTHORIZED_PAYMENT_CREATED = "AUTHORIZED_PAYMENT_CREATED"
    AUTHORIZED_PAYMENT_CAPTURED = "AUTHORIZED_PAYMENT_CAPTURED"
    AUTHORIZED_PAYMENT_VOIDED = "AUTHORIZED_PAYMENT_VOIDED"
    REFUND_INITIATED = "REFUND_INITIATED"
    PAYMENT_REFUNDED = "PAYMENT_REFUNDED"
    PAYMENT_REFUND_FAILED = "PAYMENT_REFUND_FAILED"
    REFUNDED_AS_STORE_CREDIT = "REFUNDED_AS_STORE_CREDIT"
    PAYMENT_PENDING = "PAYMENT_PENDING"
    PAYMENT_CANCELED = "PAYMENT_CANCELED"
    PAYMENT_DECLINED = "PAYMENT_DECLINED"
    ORDER_PENDING = "ORDER_PENDING"
    ORDER_REJECTED = "ORDER_REJECTED"
    RECEIPT_CREATED = "RECEIPT_CREATED"
    RECEIPT_SENT = "RECEIPT_SENT"
    CHARGEBACK_CREATED = "CHARGEBACK_CREATED"
    CHARGEBACK_REVERSED = "CHARGEBACK_REVERSED"
    ORDER_REFUNDED = "ORDER_REFUNDED"


class AdditionalFeeSource(StrEnum):
    """Who or what added a fee.

    - `SERVICE_PLUGIN`: an app for additional fees
    - `ITEM`: the item itself, from its catalog or as a custom item
    - `MANUAL`: someone, by hand
    - `SHIPPING`: the shipping provider
    - `PLATFORM`: Wix eCommerce
    """

    SERVICE_PLUGIN = "SERVICE_PLUGIN"
    ITEM = "ITEM"
    MANUAL = "MANUAL"
    SHIPPING = "SHIPPING"
    PLATFORM = "PLATFORM"


class AttributionSource(StrEnum):
    """Which advertising brought a buyer to the site.

    - `UNSPECIFIED`: none that is known
    - `FACEBOOK_ADS`: an advertisement on Facebook
    """

    UNSPECIFIED = "UNSPECIFIED"
    FACEBOOK_ADS = "FACEBOOK_ADS"


AttributionSourceLike: TypeAlias = Annotated[
    AttributionSource | Literal["UNSPECIFIED", "FACEBOOK_ADS"], value_of(AttributionSource)
]
"""`AttributionSource`, or its text."""


class ChannelType(StrEnum):
    """The sales channel that an order came in through.

    - `UNSPECIFIED`: not known
    - `WEB`: the site itself
    - `POS`: a point of sale
    - `EBAY`: a shop on eBay
    - `AMAZON`: a shop on Amazon
    - `OTHER_PLATFORM`: any platform without a value of its own
    - `WIX_APP_STORE`: Wix's app for site owners
    - `WIX_INVOICES`: the invoices app
    - `BACKOFFICE_MERCHANT`: entered by the seller in the dashboard
    - `WISH`: a shop on Wish
    - `CLASS_PASS`: bookings through ClassPass
    - `GLOBAL_E`: cross-border sales through Global-e
    - `FACEBOOK`: a shop on Facebook
    - `ETSY`: a shop on Etsy
    - `TIKTOK`: a shop on TikTok
    - `FAIRE_COM`: wholesale through Faire
    - `PAYPAL_AGENTIC_CHECKOUT`: an AI agent that pays through PayPal
    - `STRIPE_AGENTIC_CHECKOUT`: an AI agent that pays through Stripe
    """

    UNSPECIFIED = "UNSPECIFIED"
    WEB = "WEB"
    POS = "POS"
    EBAY = "EBAY"
    AMAZON = "AMAZON"
    OTHER_PLATFORM = "OTHER_PLATFORM"
    WIX_APP_STORE = "WIX_APP_STORE"
    WIX_INVOICES = "WIX_INVOICES"
    BACKOFFICE_MERCHANT = "BACKOFFICE_MERCHANT"
    WISH = "WISH"
    CLASS_PASS = "CLASS_PASS"
    GLOBAL_E = "GLOBAL_E"
    FACEBOOK = "FACEBOOK"
    ETSY = "ETSY"
    TIKTOK = "TIKTOK"
    FAIRE_COM = "FAIRE_COM"
    PAYPAL_AGENTIC_CHECKOUT = "PAYPAL_AGENTIC_CHECKOUT"
    STRIPE_AGENTIC_CHECKOUT = "STRIPE_AGENTIC_CHECKOUT"


class ChargeType(StrEnum):
    """Who bears a platform fee.

    - `PASS_ON`: the buyer, on top of the order's total
    - `ABSORBED`: the seller, unseen by the buyer
    """

    PASS_ON = "PASS_ON"
    ABSORBED = "ABSORBED"


class DiscountReason(StrEnum):
    """Why a seller gave a discount by hand.

    - `UNSPECIFIED`: not known
    - `EXCHANGED_ITEMS`: to balance an exchange of items
    - `BILLING_ADJUSTMENT`: to make up for a billing cycle that was cut short
    """

    UNSPECIFIED = "UNSPECIFIED"
    EXCHANGED_ITEMS = "EXCHANGED_ITEMS"
    BILLING_ADJUSTMENT = "BILLING_ADJUSTMENT"


class DiscountType(StrEnum):
    """What a discount is taken off from.

    - `GLOBAL`: the whole order
    - `SPECIFIC_ITEMS`: some of its items
    - `SHIPPING`: the price of shipping
    """

    GLOBAL = "GLOBAL"
    SPECIFIC_ITEMS = "SPECIFIC_ITEMS"
    SHIPPING = "SHIPPING"


class FulfillmentStatus(StrEnum):
    """How much of an order is fulfilled, that is, shipped, handed over or rendered.

    - `NOT_FULFILLED`: nothing, or set back by hand
    - `FULFILLED`: everything, or marked so by hand; orders without shipping are fulfilled by
      themselves
    - `PARTIALLY_FULFILLED`: some of the items
    """

    NOT_FULFILLED = "NOT_FULFILLED"
    FULFILLED = "FULFILLED"
    PARTIALLY_FULFILLED = "PARTIALLY_FULFILLED"


class ItemTypePreset(StrEnum):
    """The kinds of item that Wix knows.

    - `UNRECOGNISED`: not known
    - `PHYSICAL`: goods
    - `DIGITAL`: a download
    - `GIFT_CARD`: a gift card
    - `SERVICE`: a service, such as a booking
    """

    UNRECOGNISED = "UNRECOGNISED"
    PHYSICAL = "PHYSICAL"
    DIGITAL = "DIGITAL"
    GIFT_CARD = "GIFT_CARD"
    SERVICE = "SERVICE"


class JurisdictionType(StrEnum):
    """The level of an authority that levies a tax.

    - `UNDEFINED`: not known
    - `COUNTRY`: a country
    - `STATE`: a state or province
    - `COUNTY`: a county
    - `CITY`: a city
    - `SPECIAL`: a district made for a purpose, such as transport
    """

    UNDEFINED = "UNDEFINED"
    COUNTRY = "COUNTRY"
    STATE = "STATE"
    COUNTY = "COUNTY"
    CITY = "CITY"
    SPECIAL = "SPECIAL"


class LegacyActivityType(StrEnum):
    """What happened to an order, as the deprecated field `type` says it. The values mean what
    they mean in `ActivityType`, and `CUSTOM_ACTIVITY` stands for an activity that another app
    made up.
    """

    ORDER_REFUNDED = "ORDER_REFUNDED"
    ORDER_PLACED = "ORDER_PLACED"
    ORDER_PAID = "ORDER_PAID"
    ORDER_FULFILLED = "ORDER_FULFILLED"
    ORDER_NOT_FULFILLED = "ORDER_NOT_FULFILLED"
    ORDER_CANCELED = "ORDER_CANCELED"
    DOWNLOAD_LINK_SENT = "DOWNLOAD_LINK_SENT"
    TRACKING_NUMBER_ADDED = "TRACKING_NUMBER_ADDED"
    TRACKING_NUMBER_EDITED = "TRACKING_NUMBER_EDITED"
    TRACKING_LINK_ADDED = "TRACKING_LINK_ADDED"
    SHIPPING_CONFIRMATION_EMAIL_SENT = "SHIPPING_CONFIRMATION_EMAIL_SENT"
    INVOICE_ADDED = "INVOICE_ADDED"
    INVOICE_REMOVED = "INVOICE_REMOVED"
    INVOICE_SENT = "INVOICE_SENT"
    FULFILLER_EMAIL_SENT = "FULFILLER_EMAIL_SENT"
    SHIPPING_ADDRESS_EDITED = "SHIPPING_ADDRESS_EDITED"
    EMAIL_EDITED = "EMAIL_EDITED"
    PICKUP_READY_EMAIL_SENT = "PICKUP_READY_EMAIL_SENT"
    CUSTOM_ACTIVITY = "CUSTOM_ACTIVITY"
    MERCHANT_COMMENT = "MERCHANT_COMMENT"
    ORDER_PARTIALLY_PAID = "ORDER_PARTIALLY_PAID"
    DRAFT_ORDER_CHANGES_APPLIED = "DRAFT_ORDER_CHANGES_APPLIED"
    SAVED_PAYMENT_METHOD = "SAVED_PAYMENT_METHOD"
    AUTHORIZED_PAYMENT_CREATED = "AUTHORIZED_PAYMENT_CREATED"
    AUTHORIZED_PAYMENT_CAPTURED = "AUTHORIZED_PAYMENT_CAPTURED"
    AUTHORIZED_PAYMENT_VOIDED = "AUTHORIZED_PAYMENT_VOIDED"
    REFUND_INITIATED = "REFUND_INITIATED"
    PAYMENT_REFUNDED = "PAYMENT_REFUNDED"
    PAYMENT_REFUND_FAILED = "PAYMENT_REFUND_FAILED"
    REFUNDED_AS_STORE_CREDIT = "REFUNDED_AS_STORE_CREDIT"
    PAYMENT_PENDING = "PAYMENT_PENDING"
    PAYMENT_CANCELED = "PAYMENT_CANCELED"
    PAYMENT_DECLINED = "PAYMENT_DECLINED"
    ORDER_PENDING = "ORDER_PENDING"
    ORDER_REJECTED = "ORDER_REJECTED"
    RECEIPT_CREATED = "RECEIPT_CREATED"
    RECEIPT_SENT = "RECEIPT_SENT"
    CHARGEBACK_CREATED = "CHARGEBACK_CREATED"
    CHARGEBACK_REVERSED = "CHARGEBACK_REVERSED"


class MeasurementUnit(StrEnum):
    """The units in which items are sold by measure.

    - `UNSPECIFIED`: not known
    - `ML`: milliliters
    - `CL`: centiliters
    - `L`: liters
    - `CBM`: cubic meters
    - `MG`: milligrams
    - `G`: grams
    - `KG`: kilograms
    - `MM`: millimeters
    - `CM`: centimeters
    - `M`: meters
    - `SQM`: square meters
    - `OZ`: ounces
    - `LB`: pounds
    - `FLOZ`: fluid ounces
    - `PT`: pints
    - `QT`: quarts
    - `GAL`: gallons
    - `IN`: inches
    - `FT`: feet
    - `YD`: yards
    - `SQFT`: square feet
    """

    UNSPECIFIED = "UNSPECIFIED"
    ML = "ML"
    CL = "CL"
    L = "L"
    CBM = "CBM"
    MG = "MG"
    G = "G"
    KG = "KG"
    MM = "MM"
    CM = "CM"
    M = "M"
    SQM = "SQM"
    OZ = "OZ"
    LB = "LB"
    FLOZ = "FLOZ"
    PT = "PT"
    QT = "QT"
    GAL = "GAL"
    IN = "IN"
    FT = "FT"
    YD = "YD"
    SQFT = "SQFT"


class OrderStatus(StrEnum):
    """Whether an order stands.

    - `INITIALIZED`: created, neither approved nor canceled yet
    - `APPROVED`: paid online, free of charge, or to be paid offline
    - `CANCELED`: called off by seller or buyer
    - `PENDING`: waiting for the buyer to finish checkout
    - `REJECTED`: turned down because its pending payment failed
    """

    INITIALIZED = "INITIALIZED"
    APPROVED = "APPROVED"
    CANCELED = "CANCELED"
    PENDING = "PENDING"
    REJECTED = "REJECTED"


class PaymentOption(StrEnum):
    """When and how a line item is paid.

    - `FULL_PAYMENT_ONLINE`: in full at checkout
    - `FULL_PAYMENT_OFFLINE`: in full after checkout, for example in cash
    - `MEMBERSHIP`: from a membership, what it does not cover online
    - `DEPOSIT_ONLINE`: a deposit at checkout, the rest later
    - `MEMBERSHIP_OFFLINE`: from a membership that staff redeem by hand; the price is 0
    - `MEMBERSHIP_ONLINE_WITH_OFFLINE_REMAINDER`: from a membership, what it does not cover
      offline
    """

    FULL_PAYMENT_ONLINE = "FULL_PAYMENT_ONLINE"
    FULL_PAYMENT_OFFLINE = "FULL_PAYMENT_OFFLINE"
    MEMBERSHIP = "MEMBERSHIP"
    DEPOSIT_ONLINE = "DEPOSIT_ONLINE"
    MEMBERSHIP_OFFLINE = "MEMBERSHIP_OFFLINE"
    MEMBERSHIP_ONLINE_WITH_OFFLINE_REMAINDER = "MEMBERSHIP_ONLINE_WITH_OFFLINE_REMAINDER"


class PaymentStatus(StrEnum):
    """How far an order is paid or refunded.

    - `UNSPECIFIED`: not known
    - `NOT_PAID`: nothing paid yet, online or offline
    - `PAID`: paid in full
    - `PARTIALLY_REFUNDED`: some of the total was given back
    - `FULLY_REFUNDED`: all of the total was given back
    - `PENDING`: all payments are under way, for example under review
    - `PARTIALLY_PAID`: some of the total is paid
    - `PENDING_MERCHANT`: paid, but the provider still holds the money, mostly because the
      seller's account there is not set up
    - `CANCELED`: one or more payments were called off
    - `DECLINED`: one or more payments were refused
    """

    UNSPECIFIED = "UNSPECIFIED"
    NOT_PAID = "NOT_PAID"
    PAID = "PAID"
    PARTIALLY_REFUNDED = "PARTIALLY_REFUNDED"
    FULLY_REFUNDED = "FULLY_REFUNDED"
    PENDING = "PENDING"
    PARTIALLY_PAID = "PARTIALLY_PAID"
    PENDING_MERCHANT = "PENDING_MERCHANT"
    CANCELED = "CANCELED"
    DECLINED = "DECLINED"


class PickupMethod(StrEnum):
    """Where an order is picked up.

    - `STORE_PICKUP`: at the seller's own place
    - `PICKUP_POINT`: at a pickup point run by others
    """

    STORE_PICKUP = "STORE_PICKUP"
    PICKUP_POINT = "PICKUP_POINT"


class QuantityChangeType(StrEnum):
    """Which way a quantity changed.

    - `QUANTITY_INCREASED`: it grew
    - `QUANTITY_DECREASED`: it shrank
    """

    QUANTITY_INCREASED = "QUANTITY_INCREASED"
    QUANTITY_DECREASED = "QUANTITY_DECREASED"


class SubscriptionFrequency(StrEnum):
    """The unit in which the cycles of a subscription are counted.

    - `UNDEFINED`: not known
    - `DAY`: days
    - `WEEK`: weeks
    - `MONTH`: months
    - `YEAR`: years
    """

    UNDEFINED = "UNDEFINED"
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    YEAR = "YEAR"


class TaxableAddressType(StrEnum):
    """The address that decides which tax applies.

    - `BUSINESS`: the seller's
    - `BILLING`: the one that the invoice goes to
    - `SHIPPING`: the one that the goods go to
    """

    BUSINESS = "BUSINESS"
    BILLING = "BILLING"
    SHIPPING = "SHIPPING"


class VatType(StrEnum):
    """Brazil's kinds of tax number.

    - `UNSPECIFIED`: not known; not allowed beside an id
    - `CPF`: a person's
    - `CNPJ`: a company's
    """

    UNSPECIFIED = "UNSPECIFIED"
    CPF = "CPF"
    CNPJ = "CNPJ"


VatTypeLike: TypeAlias = Annotated[
    VatType | Literal["UNSPECIFIED", "CPF", "CNPJ"], value_of(VatType)
]
"""`VatType`, or its text."""


class WeightUnit(StrEnum):
    """The unit of all weights in an order.

    - `UNSPECIFIED_WEIGHT_UNIT`: not known, after an error
    - `KG`: kilograms
    - `LB`: pounds
    """

    UNSPECIFIED_WEIGHT_UNIT = "UNSPECIFIED_WEIGHT_UNIT"
    KG = "KG"
    LB = "LB"


WeightUnitLike: TypeAlias = Annotated[
    WeightUnit | Literal["UNSPECIFIED_WEIGHT_UNIT", "KG", "LB"], value_of(WeightUnit)
]
"""`WeightUnit`, or its text."""


class Activity(Answer):
    """Something that happened to an order. Of the fields that tell more, from `merchantComment`
    to `chargebackReversed`, at most one is present: the one that `activityType` calls for, if
    any.
    """

    merchant_comment: Annotated[MerchantComment | None, Field(alias="merchantComment")] = None
    """The seller's comment, with `MERCHANT_COMMENT`."""
    order_refunded: Annotated[OrderRefunded | None, Field(alias="orderRefunded")] = None
    """What was refunded, with `ORDER_REFUNDED`."""
    draft_order_changes_applied: Annotated[
        DraftOrderChangesApplied | None, Field(alias="draftOrderChangesApplied")
    ] = None
    """What was edited in the order, with `DRAFT_ORDER_CHANGES_APPLIED`."""
    saved_payment_method: Annotated[
        SavedPaymentMethod | None, Field(alias="savedPaymentMethod")
    ] = None
    """Which way of paying was kept for later, with `SAVED_PAYMENT_METHOD`."""
    authorized_payment_created: Annotated[
        AuthorizedPaymentCreated | None, Field(alias="authorizedPaymentCreated")
    ] = None
    """What was reserved on a card, with `AUTHORIZED_PAYMENT_CREATED`."""
    authorized_payment_captured: Annotated[
        AuthorizedPaymentCaptured | None, Field(alias="authorizedPaymentCaptured")
    ] = None
    """Which reserved amount was collected, with `AUTHORIZED_PAYMENT_CAPTURED`."""
    authorized_payment_voided: Annotated[
        AuthorizedPaymentVoided | None, Field(alias="authorizedPaymentVoided")
    ] = None
    """Which reserved amount was let go, with `AUTHORIZED_PAYMENT_VOIDED`."""
    refund_initiated: Annotated[RefundInitiated | None, Field(alias="refundInitiated")] = None
    """Which refund was begun, with `REFUND_INITIATED`; the activities that conclude it bear the
    same `refundId`.
    """
    payment_refunded: Annotated[PaymentRefunded | None, Field(alias="paymentRefunded")] = None
    """Which payment was given back, with `PAYMENT_REFUNDED`."""
    payment_refund_failed: Annotated[
        PaymentRefundFailed | None, Field(alias="paymentRefundFailed")
    ] = None
    """Which payment could not be given back, with `PAYMENT_REFUND_FAILED`."""
    refunded_as_store_credit: Annotated[
        RefundedAsStoreCredit | None, Field(alias="refundedAsStoreCredit")
    ] = None
    """What was given back as credit with the store, with `REFUNDED_AS_STORE_CREDIT`."""
    payment_pending: Annotated[PaymentPending | None, Field(alias="paymentPending")] = None
    """Which payment is under way, with `PAYMENT_PENDING`."""
    payment_canceled: Annotated[PaymentCanceled | None, Field(alias="paymentCanceled")] = None
    """Which payment was called off, with `PAYMENT_CANCELED`."""
    payment_declined: Annotated[PaymentDeclined | None, Field(alias="paymentDeclined")] = None
    """Which payment the provider refused, with `PAYMENT_DECLINED`."""
    receipt_created: Annotated[ReceiptCreated | None, Field(alias="receiptCreated")] = None
    """Which receipt was made for a payment, with `RECEIPT_CREATED`."""
    receipt_sent: Annotated[ReceiptSent | None, Field(alias="receiptSent")] = None
    """Which receipt went to the buyer, with `RECEIPT_SENT`."""
    chargeback_created: Annotated[ChargebackCreated | None, Field(alias="chargebackCreated")] = None
    """Which payment the buyer's bank claims back, with `CHARGEBACK_CREATED`."""
    chargeback_reversed: Annotated[ChargebackReversed | None, Field(alias="chargebackReversed")] = (
        None
    )
    """Which chargeback was decided for the seller, with `CHARGEBACK_REVERSED`."""
    id: str | None = None
    """The activity's id."""
    author_email: Annotated[str | None, Field(alias="authorEmail")] = None
    """The email address of whoever did it."""
    created_date: Annotated[datetime | None, Field(alias="createdDate")] = None
    """When it happened."""
    type: Annotated[LegacyActivityType | str | None, Field(union_mode="left_to_right")] = None
    """What happened; replaced by `activityType`. Deprecated."""
    activity_type: Annotated[
        ActivityType | str | None, Field(alias="activityType", union_mode="left_to_right")
    ] = None
    """What happened."""


class AdditionalFee(Answer):
    """A charge beside items, shipping and tax."""

    code: str | None = None
    """The fee's code with whoever added it, to recognize it by. Between 1 and 100 characters."""
    name: str | None = None
    """What the buyer sees the fee called. Between 1 and 50 characters."""
    price: Price | None = None
    """How much the fee is."""
    tax_details: Annotated[ItemTaxDetails | None, Field(alias="taxDetails")] = None
    """The tax on the fee; replaced by `taxInfo`. Deprecated."""
    tax_info: Annotated[ItemTaxInfo | None, Field(alias="taxInfo")] = None
    """The tax on the fee, with each authority's part."""
    provider_app_id: Annotated[str | None, Field(alias="providerAppId")] = None
    """The id of the app that added the fee."""
    price_before_tax: Annotated[Price | None, Field(alias="priceBeforeTax")] = None
    """The fee without tax."""
    price_after_tax: Annotated[Price | None, Field(alias="priceAfterTax")] = None
    """The fee with tax."""
    id: str | None = None
    """The id of this fee within the order."""
    line_item_ids: Annotated[list[str] | None, Field(alias="lineItemIds")] = None
    """The line items that the fee is for; empty where it is for the whole order."""
    source: Annotated[AdditionalFeeSource | str | None, Field(union_mode="left_to_right")] = None
    """Who or what added the fee."""
    taxable_address: Annotated[TaxableAddress | None, Field(alias="taxableAddress")] = None
    """Which address decides the tax on the fee."""


class Address(Answer):
    """A postal address."""

    country: str | None = None
    """The country as a two-letter ISO 3166-1 code, such as `US`. Exactly 2 characters."""
    subdivision: str | None = None
    """The state, province or prefecture as an ISO 3166-2 code, such as `US-NY`. At most 50
    characters.
    """
    city: str | None = None
    """The town or city. At most 50 characters."""
    postal_code: Annotated[str | None, Field(alias="postalCode")] = None
    """The postal or ZIP code, as text, so that leading zeros survive. At most 50 characters."""
    street_address: Annotated[StreetAddress | None, Field(alias="streetAddress")] = None
    """Street and house number apart from each other, as an alternative to `addressLine`."""
    address_line: Annotated[str | None, Field(alias="addressLine")] = None
    """The main line, usually street and house number in one text. At most 150 characters."""
    address_line2: Annotated[str | None, Field(alias="addressLine2")] = None
    """What the main line has no room for, usually apartment, suite or floor. At most 100
    characters.
    """
    geocode: Geocode | None = None
    """Where the address lies on the map."""
    country_fullname: Annotated[str | None, Field(alias="countryFullname")] = None
    """The country's name in words, which Wix derives from `country`."""
    subdivision_fullname: Annotated[str | None, Field(alias="subdivisionFullname")] = None
    """The subdivision's name in words, which Wix derives from `subdivision`."""


class AddressWithContact(Answer):
    """An address and the person to reach there."""

    address: Address | None = None
    """The postal address."""
    contact_details: Annotated[ContactDetails | None, Field(alias="contactDetails")] = None
    """The person or company at that address."""


class ApplicationErrorDetails(Answer):
    """Why Wix refused a request that was well formed."""

    code: str | None = None
    """The kind of failure, as a fixed text to compare with, such as `ORDER_IS_PENDING`."""
    description: str | None = None
    """The reason in words."""
    data: dict[str, Any] | None = None
    """More about the case; what it holds depends on the code."""


class AppliedDiscount(Answer):
    """A discount and what it applies to. At most one of `coupon`, `merchantDiscount` and
    `discountRule` is present.
    """

    coupon: Coupon | None = None
    """The coupon that the buyer entered."""
    merchant_discount: Annotated[MerchantDiscount | None, Field(alias="merchantDiscount")] = None
    """The discount that the seller gave by hand."""
    discount_rule: Annotated[DiscountRule | None, Field(alias="discountRule")] = None
    """The automatic rule that gave the discount."""
    discount_type: Annotated[
        DiscountType | str | None, Field(alias="discountType", union_mode="left_to_right")
    ] = None
    """Whether the discount is on the whole order, on some items or on shipping."""
    line_item_ids: Annotated[list[str] | None, Field(alias="lineItemIds")] = None
    """The line items that it applies to; replaced by `lineItemDiscounts`. At most 300 items.
    Deprecated.
    """
    id: str | None = None
    """The id of this discount within the order."""
    line_item_discounts: Annotated[
        list[LineItemDiscount] | None, Field(alias="lineItemDiscounts")
    ] = None
    """The line items that it applies to, each with its share. At most 300 items."""


class AuthorizedPaymentCaptured(Answer):
    """A reserved amount that was collected."""

    payment_id: Annotated[str | None, Field(alias="paymentId")] = None
    """The id of the payment."""
    amount: Price | None = None
    """How much was collected."""
    last_four_digits: Annotated[str | None, Field(alias="lastFourDigits")] = None
    """The last four digits of the card number. At most 4 characters."""
    brand: str | None = None
    """The card's brand. At most 100 characters."""


class AuthorizedPaymentCreated(Answer):
    """An amount that was reserved on a card, to be collected later."""

    payment_id: Annotated[str | None, Field(alias="paymentId")] = None
    """The id of the payment."""
    amount: Price | None = None
    """How much was reserved."""
    last_four_digits: Annotated[str | None, Field(alias="lastFourDigits")] = None
    """The last four digits of the card number. At most 4 characters."""
    brand: str | None = None
    """The card's brand. At most 100 characters."""


class AuthorizedPaymentVoided(Answer):
    """A reserved amount that was let go without being collected."""

    payment_id: Annotated[str | None, Field(alias="paymentId")] = None
    """The id of the payment."""
    amount: Price | None = None
    """How much was let go."""
    last_four_digits: Annotated[str | None, Field(alias="lastFourDigits")] = None
    """The last four digits of the card number. At most 4 characters."""
    brand: str | None = None
    """The card's brand. At most 100 characters."""


class Balance(Answer):
    """What is still to be paid. May be negative, after overpayment or when the order shrank
    after payment.
    """

    amount: DecimalText | None = None
    """The open amount as decimal text; negative for what has to be returned to the buyer."""
    formatted_amount: Annotated[str | None, Field(alias="formattedAmount")] = None
    """The open amount for people to read, with currency sign."""


class BalanceSummary(Answer):
    """The state of payments: what came in, went back and is still open."""

    balance: Balance | None = None
    """What is still to be paid; negative where money is owed to the buyer."""
    paid: Price | None = None
    """All successful payments together, even those that were refunded later."""
    refunded: Price | None = None
    """All completed refunds together."""
    authorized: Price | None = None
    """All amounts that are reserved on a card but not yet captured."""
    pending_refund: Annotated[Price | None, Field(alias="pendingRefund")] = None
    """All refunds under way together."""
    pending: Price | None = None
    """All payments under way together."""
    chargeback: Price | None = None
    """All amounts that buyers' banks have claimed back."""
    chargeback_reversal: Annotated[Price | None, Field(alias="chargebackReversal")] = None
    """All claimed-back amounts that were returned to the seller."""
    platform_fees: Annotated[Price | None, Field(alias="platformFees")] = None
    """The platform fees really collected with the payments, which may differ from those
    expected in the order's `platformFeeSummary`.
    """
    total_minus_platform_fees: Annotated[Price | None, Field(alias="totalMinusPlatformFees")] = None
    """What the seller is left with: the order's total less the platform fees."""
    cash_rounding_adjustment: Annotated[
        CashRounding | None, Field(alias="cashRoundingAdjustment")
    ] = None
    """What rounding to available coins added to, or took from, a cash payment."""


class BusinessLocation(Answer):
    """A branch of the business, as set up in the site's locations."""

    id: str | None = None
    """The location's id."""
    name: str | None = None
    """The location's name at the time of the answer. Between 1 and 500 characters."""


class BuyerInfo(Answer):
    """Who bought. At most one of `visitorId` and `memberId` is present."""

    visitor_id: Annotated[str | None, Field(alias="visitorId")] = None
    """The buyer's id as a visitor, when they were not logged in."""
    member_id: Annotated[str | None, Field(alias="memberId")] = None
    """The buyer's id as a member of the site, when they were logged in."""
    contact_id: Annotated[str | None, Field(alias="contactId")] = None
    """The buyer's entry in the site's contacts, which Wix creates where there is none."""
    email: str | None = None
    """The address that messages about the order go to."""


class CashRounding(Answer):
    """The difference that rounding makes to a payment in cash."""

    amount: DecimalText | None = None
    """The difference as decimal text, from -1,000,000,000,000,000 to 1,000,000,000,000,000:
    above 0 where the payment was rounded up, below 0 where down.
    """
    formatted_amount: Annotated[str | None, Field(alias="formattedAmount")] = None
    """The difference for people to read, with currency sign."""


class CatalogReference(Answer):
    """Where an item comes from: an app's catalog and the entry in it."""

    catalog_item_id: Annotated[str | None, Field(alias="catalogItemId")] = None
    """The item's id within its catalog. Between 1 and 36 characters."""
    app_id: Annotated[str | None, Field(alias="appId")] = None
    """The id of the app whose catalog it is, for example Wix Stores or Wix Bookings. At least 1
    character.
    """
    options: dict[str, Any] | None = None
    """What the buyer chose, such as the variant; the keys depend on the catalog."""


class ChannelInfo(Answer):
    """The sales channel that an order came in through, and its identity there."""

    type: Annotated[ChannelType | str | None, Field(union_mode="left_to_right")] = None
    """The kind of channel: the site itself, a marketplace, a point of sale and so on."""
    external_order_id: Annotated[str | None, Field(alias="externalOrderId")] = None
    """The order's id in the outside system that it was recorded from. At most 100 characters."""
    external_order_url: Annotated[str | None, Field(alias="externalOrderUrl")] = None
    """Where the order can be seen in that outside system. At most 300 characters."""


class ChargebackCreated(Answer):
    """A payment that the buyer's bank claims back."""

    payment_id: Annotated[str | None, Field(alias="paymentId")] = None
    """The id of the payment."""
    chargeback_id: Annotated[str | None, Field(alias="chargebackId")] = None
    """The id of the claim."""
    amount: Price | None = None
    """How much is claimed back."""
    payment_details: Annotated[RegularPayment | None, Field(alias="paymentDetails")] = None
    """The payment's amount and means."""


class ChargebackReversed(Answer):
    """A chargeback that was decided for the seller."""

    payment_id: Annotated[str | None, Field(alias="paymentId")] = None
    """The id of the payment."""
    chargeback_id: Annotated[str | None, Field(alias="chargebackId")] = None
    """The id of the claim."""
    amount: Price | None = None
    """How much had been claimed back."""
    reversal_amount: Annotated[Price | None, Field(alias="reversalAmount")] = None
    """How much the seller got back."""
    payment_details: Annotated[RegularPayment | None, Field(alias="paymentDetails")] = None
    """The payment's amount and means."""


class Color(Answer):
    """The value of a description line, as a color."""

    original: str | None = None
    """The color's name in the site's language. At most 500 characters."""
    translated: str | None = None
    """The color's name in the buyer's language; by default the same as `original`. At most 500
    characters.
    """
    code: str | None = None
    """The color as a hexadecimal or RGB code, to paint a swatch with."""


class ContactDetails(Answer):
    """The person or company to reach at an address."""

    first_name: Annotated[str | None, Field(alias="firstName")] = None
    """The person's given name. At most 100 characters."""
    last_name: Annotated[str | None, Field(alias="lastName")] = None
    """The person's family name. At most 100 characters."""
    phone: str | None = None
    """The number to call, in any usual notation."""
    company: str | None = None
    """The company, where the address is a business's. At most 1000 characters."""
    vat_id: Annotated[VatId | None, Field(alias="vatId")] = None
    """The Brazilian tax number of the person or company."""


class Coupon(Answer):
    """A coupon that the buyer entered."""

    id: str | None = None
    """The coupon's id."""
    code: str | None = None
    """The code that the buyer typed."""
    name: str | None = None
    """The coupon's name with the seller."""
    amount: Price | None = None
    """What it takes off."""


class CreatedBy(Answer):
    """Who or what created the order. At most one of the four ids is present."""

    user_id: Annotated[str | None, Field(alias="userId")] = None
    """The Wix user who created the order for the buyer, for example at a point of sale."""
    member_id: Annotated[str | None, Field(alias="memberId")] = None
    """The logged-in site member who placed the order."""
    visitor_id: Annotated[str | None, Field(alias="visitorId")] = None
    """The visitor who placed the order without logging in."""
    app_id: Annotated[str | None, Field(alias="appId")] = None
    """The app that created the order from outside Wix."""


class CreditCardDetails(Answer):
    """What may be known of a card."""

    last_four_digits: Annotated[str | None, Field(alias="lastFourDigits")] = None
    """The last four digits of the card number. At most 4 characters."""
    brand: str | None = None
    """The card's brand. At most 100 characters."""


class CurrencyConversion(Answer):
    """How prices were converted from the site's currency into the one that the buyer pays in."""

    original_currency: Annotated[str | None, Field(alias="originalCurrency")] = None
    """The ISO 4217 code of the currency that prices were calculated in before conversion.
    Exactly 3 characters.
    """
    conversion_rate: Annotated[DecimalText | None, Field(alias="conversionRate")] = None
    """What one unit of the original currency was worth in the currency paid, as decimal text
    above 0 and up to 1,000,000,000,000,000; left out unless one single rate gave all amounts of
    the order.
    """


class CustomField(Answer):
    """A question of the site's own at checkout, and the buyer's answer."""

    value: Any = None
    """The buyer's answer, of whatever JSON type the form field gives."""
    title: str | None = None
    """The question, in the site's language. Between 1 and 500 characters."""
    translated_title: Annotated[str | None, Field(alias="translatedTitle")] = None
    """The question in the buyer's language. Between 1 and 500 characters."""


class DecimalQuantity(Answer):
    """The quantity of something sold by measure rather than by piece. At most one of
    `measurementUnit` and `otherUnit` is present.
    """

    measurement_unit: Annotated[
        MeasurementUnit | str | None, Field(alias="measurementUnit", union_mode="left_to_right")
    ] = None
    """The unit that `value` counts, one of those that Wix knows."""
    other_unit: Annotated[str | None, Field(alias="otherUnit")] = None
    """The unit that `value` counts, in free words, such as `hour`. Between 1 and 50 characters."""
    value: DecimalText | None = None
    """The quantity exactly as entered, as decimal text above 0 and up to 1,000,000,000,000,000,
    with at most 4 decimal places, such as `2.75`.
    """
    description: TranslatableString | None = None
    """Quantity, unit and item as one ready-made text for display."""


class DeliveryTimeSlot(Answer):
    """A stretch of time."""

    from_: Annotated[datetime | None, Field(alias="from")] = None
    """When it begins."""
    to: datetime | None = None
    """When it ends."""


class DescriptionLine(Answer):
    """A chosen option or text shown below the item's name. At most one of `plainText` and
    `colorInfo` is present.
    """

    plain_text: Annotated[PlainText | None, Field(alias="plainText")] = None
    """The line's value as text."""
    color_info: Annotated[Color | None, Field(alias="colorInfo")] = None
    """The line's value as a color."""
    name: DescriptionLineName | None = None
    """What the line is about, such as `Size`."""


class DescriptionLineName(Answer):
    """What a description line is about."""

    original: str | None = None
    """The caption in the site's language. At most 100 characters."""
    translated: str | None = None
    """The caption in the buyer's language; by default the same as `original`. At most 200
    characters.
    """


class DigitalFile(Answer):
    """A file that the buyer may download."""

    file_id: Annotated[str | None, Field(alias="fileId")] = None
    """The file's id in the site's protected media. Between 1 and 100 characters."""
    link: str | None = None
    """Where to download it; missing until links were made for the order. Between 1 and 2000
    characters.
    """
    expiration_date: Annotated[datetime | None, Field(alias="expirationDate")] = None
    """When the link stops working."""


class DiscountRule(Answer):
    """An automatic rule that gives discounts."""

    id: str | None = None
    """The rule's id."""
    name: DiscountRuleName | None = None
    """The rule's name, in the site's language and the buyer's."""
    amount: Price | None = None
    """What it takes off."""


class DiscountRuleName(Answer):
    """The name of a discount rule."""

    original: str | None = None
    """The name in the site's language. Between 1 and 256 characters."""
    translated: str | None = None
    """The name in the buyer's language; by default the same as `original`. Between 1 and 500
    characters.
    """


class DraftOrderChangesApplied(Answer):
    """Edits that were made in a draft of the order and then applied to it."""

    draft_order_id: Annotated[str | None, Field(alias="draftOrderId")] = None
    """The id of the draft that held the edits."""
    reason: str | None = None
    """Why the order was edited, in the editor's words. At most 200 characters."""
    changes: list[OrderChange] | None = None
    """Every edit by itself."""


class ErrorBody(Answer):
    """What Wix says about a call that failed."""

    message: str | None = None
    """What went wrong, in a sentence; may be empty where `details` tell it."""
    details: ErrorDetails | None = None
    """What went wrong, for programs to read."""


class ErrorDetails(Answer):
    """What went wrong, for programs to read. At most one of `applicationError` and
    `validationError` is present.
    """

    application_error: Annotated[
        ApplicationErrorDetails | None, Field(alias="applicationError")
    ] = None
    """Why Wix refused a request that was well formed."""
    validation_error: Annotated[ValidationErrorDetails | None, Field(alias="validationError")] = (
        None
    )
    """What is wrong with the request itself."""


class ExtendedFields(Answer):
    """Data that apps attach to an object, in fields configured in each app's dashboard
    beforehand.
    """

    namespaces: dict[str, dict[str, Any]] | None = None
    """The attached data by namespace. Each app has its own, and a caller sees only those that
    it has permission for.
    """


class ExternalReceipt(Answer):
    """A receipt made outside Wix."""

    receipt_id: Annotated[str | None, Field(alias="receiptId")] = None
    """The receipt's id in the system that made it. At most 100 characters."""
    display_number: Annotated[str | None, Field(alias="displayNumber")] = None
    """The number printed on the receipt. Between 1 and 40 characters."""


class FieldViolation(Answer):
    """A value in a request that breaks a rule."""

    field: str | None = None
    """The path of the field that holds the value."""
    description: str | None = None
    """What is wrong with it, in words."""
    violated_rule: Annotated[str | None, Field(alias="violatedRule")] = None
    """The rule that it breaks, as a fixed text to compare with."""
    data: dict[str, Any] | None = None
    """More about the rule, such as the limit that was passed."""


class FreeTrialPeriod(Answer):
    """The free time at the beginning of a subscription."""

    frequency: Annotated[SubscriptionFrequency | str | None, Field(union_mode="left_to_right")] = (
        None
    )
    """The unit in which the trial is counted."""
    interval: int | None = None
    """How many of these units the trial lasts. Between 1 and 3650."""


class Geocode(Answer):
    """A point on the map, in degrees."""

    latitude: int | float | None = None
    """Degrees north of the equator; south is negative."""
    longitude: int | float | None = None
    """Degrees east of Greenwich; west is negative."""


class GiftCardPaymentRefund(Answer):
    """The refund of a payment with a gift card."""

    gift_card_payment_id: Annotated[str | None, Field(alias="giftCardPaymentId")] = None
    """The id of the payment with the app that manages the gift card. Between 1 and 100
    characters.
    """
    amount: Price | None = None
    """How much goes back onto the card."""


class Image(Answer):
    """A picture in the site's media."""

    id: str | None = None
    """The picture's id in Wix Media."""
    url: str | None = None
    """Where the picture can be loaded from."""
    height: int | None = None
    """The height in pixels."""
    width: int | None = None
    """The width in pixels."""
    alt_text: Annotated[str | None, Field(alias="altText")] = None
    """What the picture shows, for those who cannot see it."""
    filename: str | None = None
    """The name of the file that was uploaded."""


class ItemModifier(Answer):
    """One extra that the buyer added to an item."""

    id: str | None = None
    """The extra's id. Between 1 and 36 characters."""
    quantity: int | None = None
    """How many of it each item has. Between 1 and 100000."""
    label: TranslatableString | None = None
    """What the extra is called."""
    details: TranslatableString | None = None
    """More about the extra, for display."""
    price: Price | None = None
    """What the extra costs."""


class ItemTaxBreakdown(Answer):
    """What one tax authority levies on one item, fee or shipping."""

    jurisdiction: str | None = None
    """The name of the jurisdiction, such as `New York`. At most 200 characters."""
    rate: DecimalText | None = None
    """The authority's rate as decimal text, 0 or more, with at most 6 decimal places: `0.1` is
    10 %.
    """
    tax_amount: Annotated[Price | None, Field(alias="taxAmount")] = None
    """What the authority receives."""
    tax_type: Annotated[str | None, Field(alias="taxType")] = None
    """The kind of tax, such as `Sales Tax`; it depends on the law of the jurisdiction. At most
    200 characters.
    """
    tax_name: Annotated[str | None, Field(alias="taxName")] = None
    """What the tax is called in full, such as `Quebec GST`. At most 200 characters."""
    jurisdiction_type: Annotated[
        JurisdictionType | str | None, Field(alias="jurisdictionType", union_mode="left_to_right")
    ] = None
    """At which level the jurisdiction stands."""
    non_taxable_amount: Annotated[Price | None, Field(alias="nonTaxableAmount")] = None
    """The part of the price that this tax leaves out."""
    taxable_amount: Annotated[Price | None, Field(alias="taxableAmount")] = None
    """The part of the price that this tax applies to."""


class ItemTaxDetails(Answer):
    """The tax on one item, fee or shipping; `ItemTaxInfo` has replaced it."""

    taxable_amount: Annotated[Price | None, Field(alias="taxableAmount")] = None
    """The amount that the tax is calculated on."""
    tax_rate: Annotated[DecimalText | None, Field(alias="taxRate")] = None
    """The rate as decimal text, 0 or more, with at most 6 decimal places: `0.13` is 13 %."""
    total_tax: Annotated[Price | None, Field(alias="totalTax")] = None
    """The tax that amount and rate give."""


class ItemTaxInfo(Answer):
    """The tax on one item, fee or shipping."""

    tax_amount: Annotated[Price | None, Field(alias="taxAmount")] = None
    """The tax that amount and rate give."""
    taxable_amount: Annotated[Price | None, Field(alias="taxableAmount")] = None
    """The amount that the tax is calculated on."""
    tax_rate: Annotated[DecimalText | None, Field(alias="taxRate")] = None
    """The rate as decimal text, 0 or more, with at most 6 decimal places: `0.13` is 13 %."""
    tax_group_id: Annotated[str | None, Field(alias="taxGroupId")] = None
    """The tax group that decides which rate applies."""
    tax_included_in_price: Annotated[bool | None, Field(alias="taxIncludedInPrice")] = None
    """Whether the price already includes this tax."""
    tax_breakdown: Annotated[list[ItemTaxBreakdown] | None, Field(alias="taxBreakdown")] = None
    """Each authority's tax by itself. At most 7 items."""


class ItemType(Answer):
    """What kind of thing an item is. At most one of `preset` and `custom` is present."""

    preset: Annotated[ItemTypePreset | str | None, Field(union_mode="left_to_right")] = None
    """One of the kinds that Wix knows."""
    custom: str | None = None
    """The kind in the catalog's own words, where no preset fits."""


class LineItem(Answer):
    """One kind of item in an order, with its quantity, prices and tax."""

    id: str | None = None
    """The line item's id, unique within the order."""
    product_name: Annotated[ProductName | None, Field(alias="productName")] = None
    """What the item is called, in the site's language and the buyer's."""
    catalog_reference: Annotated[CatalogReference | None, Field(alias="catalogReference")] = None
    """Where the item comes from; custom items may have none."""
    quantity: int | None = None
    """How many of the item were bought. Between 1 and 100000."""
    total_discount: Annotated[Price | None, Field(alias="totalDiscount")] = None
    """What discounts take off for the whole quantity."""
    description_lines: Annotated[list[DescriptionLine] | None, Field(alias="descriptionLines")] = (
        None
    )
    """The chosen options and texts that are shown below the item's name, such as size or color.
    At most 20 items.
    """
    image: Image | None = None
    """The picture shown beside the item."""
    physical_properties: Annotated[PhysicalProperties | None, Field(alias="physicalProperties")] = (
        None
    )
    """Weight, stock-keeping unit and whether the item can be shipped."""
    item_type: Annotated[ItemType | None, Field(alias="itemType")] = None
    """Whether the item is goods, a download, a gift card, a service or something else."""
    fulfiller_id: Annotated[str | None, Field(alias="fulfillerId")] = None
    """The outside fulfiller who ships the item; missing where the seller does it."""
    refund_quantity: Annotated[int | None, Field(alias="refundQuantity")] = None
    """How many of the item were refunded. At most 100000."""
    restock_quantity: Annotated[int | None, Field(alias="restockQuantity")] = None
    """How many of the item went back into stock. At most 100000."""
    price: Price | None = None
    """The price of one item after its own discounts, for display."""
    price_before_discounts: Annotated[Price | None, Field(alias="priceBeforeDiscounts")] = None
    """The price of one item before its discounts, for display; the same as `price` if there are
    none.
    """
    total_price_before_tax: Annotated[Price | None, Field(alias="totalPriceBeforeTax")] = None
    """The price of the whole quantity, after discounts and before tax."""
    total_price_after_tax: Annotated[Price | None, Field(alias="totalPriceAfterTax")] = None
    """The price of the whole quantity, after discounts and with tax."""
    payment_option: Annotated[
        PaymentOption | str | None, Field(alias="paymentOption", union_mode="left_to_right")
    ] = None
    """When and how the item is paid: at checkout, later, by deposit or from a membership."""
    tax_details: Annotated[ItemTaxDetails | None, Field(alias="taxDetails")] = None
    """The item's tax; replaced by `taxInfo`. Deprecated."""
    tax_info: Annotated[ItemTaxInfo | None, Field(alias="taxInfo")] = None
    """The item's tax, with each authority's part."""
    digital_file: Annotated[DigitalFile | None, Field(alias="digitalFile")] = None
    """The file that the buyer downloads, for digital items."""
    subscription_info: Annotated[SubscriptionInfo | None, Field(alias="subscriptionInfo")] = None
    """The subscription that this item belongs to, and which of its cycles this is."""
    price_description: Annotated[PriceDescription | None, Field(alias="priceDescription")] = None
    """A text that stands for or beside the price, such as `Starts at $67`."""
    deposit_amount: Annotated[Price | None, Field(alias="depositAmount")] = None
    """What is paid at checkout when `paymentOption` is `DEPOSIT_ONLINE`."""
    locations: list[LocationQuantity] | None = None
    """How the quantity is spread over the business's locations; together at most `quantity`. At
    most 5 items.
    """
    line_item_price: Annotated[Price | None, Field(alias="lineItemPrice")] = None
    """The price of the whole quantity after discounts of the catalog and of the item."""
    taxable_address: Annotated[TaxableAddress | None, Field(alias="taxableAddress")] = None
    """Which address decides the item's tax."""
    price_undetermined: Annotated[bool | None, Field(alias="priceUndetermined")] = None
    """Whether the price is still open and will be set after the order was placed."""
    fixed_quantity: Annotated[bool | None, Field(alias="fixedQuantity")] = None
    """Whether the quantity cannot be changed."""
    decimal_quantity: Annotated[DecimalQuantity | None, Field(alias="decimalQuantity")] = None
    """The true quantity of something sold by measure, such as 2.75 m²; `quantity` is 1 then,
    and `fixedQuantity` true.
    """
    extended_fields: Annotated[ExtendedFields | None, Field(alias="extendedFields")] = None
    """Data that apps have attached to the line item."""
    modifier_groups: Annotated[list[ModifierGroup] | None, Field(alias="modifierGroups")] = None
    """The extras that the buyer added to the item, by group. At most 10 items."""


class LineItemAmount(Answer):
    """One line item's share of a discount or fee."""

    id: str | None = None
    """The line item's id."""
    name: ProductName | None = None
    """What the item is called."""
    amount: Price | None = None
    """The share of this line item."""


class LineItemChange(Answer):
    """A line item whose quantity or price was changed."""

    id: str | None = None
    """The line item's id."""
    name: ProductName | None = None
    """What the item is called after the change."""
    quantity: LineItemQuantityChange | None = None
    """The quantity before and after, if it was changed."""
    price: LineItemPriceChange | None = None
    """The price before and after, if it was changed."""


class LineItemDiscount(Answer):
    """One line item's share of a discount."""

    id: str | None = None
    """The id of the line item."""
    total_discount: Annotated[Price | None, Field(alias="totalDiscount")] = None
    """What is taken off for this line item."""


class LineItemPriceChange(Answer):
    """A price before and after an edit."""

    original_price: Annotated[Price | None, Field(alias="originalPrice")] = None
    """The price before."""
    new_price: Annotated[Price | None, Field(alias="newPrice")] = None
    """The price after."""


class LineItemQuantityChange(Answer):
    """A quantity before and after an edit."""

    original_quantity: Annotated[int | None, Field(alias="originalQuantity")] = None
    """The quantity before. At most 1000000."""
    new_quantity: Annotated[int | None, Field(alias="newQuantity")] = None
    """The quantity after. At most 1000000."""
    diff: int | None = None
    """By how much it changed, without a sign; `deltaType` has the direction. Between 1 and 1000000."""
    delta_type: Annotated[
        QuantityChangeType | str | None, Field(alias="deltaType", union_mode="left_to_right")
    ] = None
    """Whether it grew or shrank."""


class LocationQuantity(Answer):
    """How many of an item belong to one location."""

    id: str | None = None
    """The location's id in the app that owns it."""
    app_id: Annotated[str | None, Field(alias="appId")] = None
    """The app that owns the location; without it, the site's own locations are meant.
    Deprecated.
    """
    quantity: int | None = None
    """How many of the item belong to this location. Between 1 and 100000."""
    name: str | None = None
    """The location's name. At most 500 characters."""


class Logistics(Answer):
    """Where an order goes and when. At most one of `shippingDestination` and `pickupDetails` is
    present.
    """

    shipping_destination: Annotated[
        AddressWithContact | None, Field(alias="shippingDestination")
    ] = None
    """Where the goods are shipped; for a pickup, the pickup place and not the buyer's address."""
    pickup_details: Annotated[PickupDetails | None, Field(alias="pickupDetails")] = None
    """Where and how the buyer picks the goods up."""
    delivery_time: Annotated[str | None, Field(alias="deliveryTime")] = None
    """When the goods should arrive, in words, such as `3 - 5 business days`. At most 500
    characters.
    """
    instructions: str | None = None
    """What the carrier should know, such as where to ring. At most 1000 characters."""
    deliver_by_date: Annotated[datetime | None, Field(alias="deliverByDate")] = None
    """The latest expected time of delivery. Deprecated."""
    delivery_time_slot: Annotated[DeliveryTimeSlot | None, Field(alias="deliveryTimeSlot")] = None
    """The stretch of time that was chosen for delivery or pickup."""


class ManagedAdditionalFee(Answer):
    """A fee that an edit added or removed."""

    id: str | None = None
    """The fee's id."""
    name: TranslatedValue | None = None
    """What the fee is called."""
    affected_line_items: Annotated[
        list[LineItemAmount] | None, Field(alias="affectedLineItems")
    ] = None
    """The line items that it is for, each with its share."""
    total_amount: Annotated[Price | None, Field(alias="totalAmount")] = None
    """How much it is in total."""


class ManagedDiscount(Answer):
    """A discount that an edit added or removed."""

    id: str | None = None
    """The discount's id."""
    name: TranslatedValue | None = None
    """The name of the coupon or rule, or the seller's description."""
    affected_line_items: Annotated[
        list[LineItemAmount] | None, Field(alias="affectedLineItems")
    ] = None
    """The line items that it applies to, each with its share."""
    total_amount: Annotated[Price | None, Field(alias="totalAmount")] = None
    """What it takes off in total."""


class ManagedLineItem(Answer):
    """A line item that an edit added or removed."""

    id: str | None = None
    """The line item's id."""
    name: ProductName | None = None
    """What the item is called."""
    quantity: int | None = None
    """How many were added or removed. Between 1 and 1000000."""


class MembershipPaymentRefund(Answer):
    """The return of something paid from a membership."""

    membership_id: Annotated[str | None, Field(alias="membershipId")] = None
    """The id of the membership that gets its use back. Between 1 and 200 characters."""


class MerchantComment(Answer):
    """A comment that the seller left with the order."""

    message: str | None = None
    """What the seller wrote. Between 1 and 5000 characters."""


class MerchantDiscount(Answer):
    """A discount that the seller gave by hand. At most one of `discountReason` and
    `description` is present.
    """

    discount_reason: Annotated[
        DiscountReason | str | None, Field(alias="discountReason", union_mode="left_to_right")
    ] = None
    """Why it was given, as one of the known reasons."""
    description: str | None = None
    """Why it was given, in the seller's words. At most 200 characters."""
    amount: Price | None = None
    """What it takes off."""


class ModifierGroup(Answer):
    """A group of extras that the buyer chose from, such as toppings."""

    id: str | None = None
    """The group's id. Between 1 and 36 characters."""
    name: TranslatableString | None = None
    """What the group is called."""
    modifiers: list[ItemModifier] | None = None
    """The extras that were chosen. Between 1 and 10 items."""


class Order(Answer):
    """An order of a Wix site: what was bought by whom, at which price, where it goes, and how
    far it is paid and fulfilled. The documentation promises none of these fields, so each may
    be missing from an answer.
    """

    id: str | None = None
    """The order's id, the one that this API's paths take."""
    number: str | None = None
    """The order number that buyer and seller see. Wix counts it up by itself; an imported order
    may keep its old one.
    """
    created_date: Annotated[datetime | None, Field(alias="createdDate")] = None
    """When the order was created in Wix."""
    updated_date: Annotated[datetime | None, Field(alias="updatedDate")] = None
    """When anything in the order last changed."""
    line_items: Annotated[list[LineItem] | None, Field(alias="lineItems")] = None
    """What was bought, one entry for each kind of item. Between 1 and 300 items."""
    buyer_info: Annotated[BuyerInfo | None, Field(alias="buyerInfo")] = None
    """Who bought, and the email address to write to."""
    payment_status: Annotated[
        PaymentStatus | str | None, Field(alias="paymentStatus", union_mode="left_to_right")
    ] = None
    """How far the order is paid or refunded."""
    fulfillment_status: Annotated[
        FulfillmentStatus | str | None, Field(alias="fulfillmentStatus", union_mode="left_to_right")
    ] = None
    """How much of the order has been shipped, handed over or rendered."""
    buyer_language: Annotated[str | None, Field(alias="buyerLanguage")] = None
    """The language to write to the buyer in, such as `en`: the one chosen on a multilingual
    site, otherwise the site's own.
    """
    weight_unit: Annotated[
        WeightUnit | str | None, Field(alias="weightUnit", union_mode="left_to_right")
    ] = None
    """The unit of all weights in this order, by default the site's."""
    currency: str | None = None
    """The ISO 4217 code of the currency of all prices in this order, such as `USD`. Exactly 3
    characters.
    """
    currency_conversion_details: Annotated[
        CurrencyConversion | None, Field(alias="currencyConversionDetails")
    ] = None
    """How the prices were converted, on a site that sells in several currencies."""
    tax_included_in_prices: Annotated[bool | None, Field(alias="taxIncludedInPrices")] = None
    """Whether the prices of the line items already include tax."""
    site_language: Annotated[str | None, Field(alias="siteLanguage")] = None
    """The language of the `original` texts in this order."""
    price_summary: Annotated[PriceSummary | None, Field(alias="priceSummary")] = None
    """What the order costs, part by part and in total."""
    billing_info: Annotated[AddressWithContact | None, Field(alias="billingInfo")] = None
    """Where the invoice goes and to whom."""
    shipping_info: Annotated[ShippingInfo | None, Field(alias="shippingInfo")] = None
    """The chosen way of shipping or pickup, with its cost and destination."""
    buyer_note: Annotated[str | None, Field(alias="buyerNote")] = None
    """What the buyer wrote to the seller at checkout. At most 1000 characters."""
    status: Annotated[OrderStatus | str | None, Field(union_mode="left_to_right")] = None
    """Whether the order is approved, still open, canceled or rejected."""
    archived: bool | None = None
    """Whether the order is put away: hidden from the dashboard's main list, but still readable
    through the API.
    """
    tax_summary: Annotated[TaxSummary | None, Field(alias="taxSummary")] = None
    """The order's total tax; replaced by `taxInfo`. Deprecated."""
    tax_info: Annotated[OrderTaxInfo | None, Field(alias="taxInfo")] = None
    """The order's tax in total and for each tax, and whether the order is exempt."""
    applied_discounts: Annotated[list[AppliedDiscount] | None, Field(alias="appliedDiscounts")] = (
        None
    )
    """Every discount that lowered the price: coupons, the seller's own, and automatic rules. At
    most 320 items.
    """
    activities: list[Activity] | None = None
    """What has happened to the order since it was placed, from payments to comments. At most
    1000 items.
    """
    attribution_source: Annotated[
        AttributionSource | str | None, Field(alias="attributionSource", union_mode="left_to_right")
    ] = None
    """Which advertising brought the buyer to the site."""
    created_by: Annotated[CreatedBy | None, Field(alias="createdBy")] = None
    """Who or what created the order."""
    channel_info: Annotated[ChannelInfo | None, Field(alias="channelInfo")] = None
    """The sales channel that the order came in through."""
    seen_by_a_human: Annotated[bool | None, Field(alias="seenByAHuman")] = None
    """Whether someone has opened the order in the dashboard."""
    checkout_id: Annotated[str | None, Field(alias="checkoutId")] = None
    """The id of the checkout that became this order."""
    custom_fields: Annotated[list[CustomField] | None, Field(alias="customFields")] = None
    """The answers to the site's own questions at checkout."""
    balance_summary: Annotated[BalanceSummary | None, Field(alias="balanceSummary")] = None
    """What has been paid, refunded and is still owed."""
    additional_fees: Annotated[list[AdditionalFee] | None, Field(alias="additionalFees")] = None
    """Charges beside items, shipping and tax, such as gift wrapping or a handling fee. At most
    100 items.
    """
    extended_fields: Annotated[ExtendedFields | None, Field(alias="extendedFields")] = None
    """Data that apps have attached to the order."""
    purchase_flow_id: Annotated[str | None, Field(alias="purchaseFlowId")] = None
    """The id that cart, checkout and order of one purchase have in common."""
    recipient_info: Annotated[AddressWithContact | None, Field(alias="recipientInfo")] = None
    """Who finally receives the goods. Differs from the shipping destination when the order is
    picked up, since that is then the pickup place, and stands alone when no shipping option was
    chosen.
    """
    tags: Tags | None = None
    """The labels by which the site's staff sort orders."""
    purchased_date: Annotated[datetime | None, Field(alias="purchasedDate")] = None
    """When the purchase really took place; set on orders brought in from another system."""
    business_location: Annotated[BusinessLocation | None, Field(alias="businessLocation")] = None
    """The branch of the business that the order belongs to."""
    pay_after_free_trial: Annotated[PriceSummary | None, Field(alias="payAfterFreeTrial")] = None
    """What becomes due once the free trial of a subscription ends."""
    platform_fee_summary: Annotated[
        PlatformFeeSummary | None, Field(alias="platformFeeSummary")
    ] = None
    """The fees that Wix charges for the order, as expected when it was placed."""
    imported: bool | None = None
    """Whether the order was brought in from another system instead of being placed in Wix."""


class OrderChange(Answer):
    """One edit to an order. At most one of these fields is present."""

    line_item_changed: Annotated[LineItemChange | None, Field(alias="lineItemChanged")] = None
    """A line item whose quantity or price was changed."""
    line_item_added: Annotated[ManagedLineItem | None, Field(alias="lineItemAdded")] = None
    """A line item that came to the order."""
    line_item_removed: Annotated[ManagedLineItem | None, Field(alias="lineItemRemoved")] = None
    """A line item that left the order."""
    discount_added: Annotated[ManagedDiscount | None, Field(alias="discountAdded")] = None
    """A discount that came to the order."""
    discount_removed: Annotated[ManagedDiscount | None, Field(alias="discountRemoved")] = None
    """A discount that left the order."""
    additional_fee_added: Annotated[
        ManagedAdditionalFee | None, Field(alias="additionalFeeAdded")
    ] = None
    """A fee that came to the order."""
    additional_fee_removed: Annotated[
        ManagedAdditionalFee | None, Field(alias="additionalFeeRemoved")
    ] = None
    """A fee that left the order."""
    total_price_changed: Annotated[TotalPriceChange | None, Field(alias="totalPriceChanged")] = None
    """The order's total before and after."""
    shipping_information_changed: Annotated[
        ShippingChange | None, Field(alias="shippingInformationChanged")
    ] = None
    """The way and cost of shipping before and after."""


class OrderRefunded(Answer):
    """A refund."""

    manual: bool | None = None
    """Whether the money went back outside Wix, for example in cash or at the payment provider."""
    amount: Price | None = None
    """How much was refunded."""
    reason: str | None = None
    """Why it was refunded, in the seller's words. At most 200 characters."""


class OrderTaxBreakdown(Answer):
    """One tax, summed up over the line items of an order."""

    tax_name: Annotated[str | None, Field(alias="taxName")] = None
    """What the tax is called, such as `NY State Sales Tax`. At most 200 characters."""
    tax_type: Annotated[str | None, Field(alias="taxType")] = None
    """The kind of tax, such as sales tax; it depends on the law of the jurisdiction. At most
    200 characters.
    """
    jurisdiction: str | None = None
    """The name of the country, state, county or city that levies the tax. At most 200
    characters.
    """
    jurisdiction_type: Annotated[
        JurisdictionType | str | None, Field(alias="jurisdictionType", union_mode="left_to_right")
    ] = None
    """At which level that jurisdiction stands."""
    rate: DecimalText | None = None
    """The rate as decimal text, 0 or more, with at most 6 decimal places: `0.1` is 10 %."""
    aggregated_tax_amount: Annotated[Price | None, Field(alias="aggregatedTaxAmount")] = None
    """What all line items pay of this tax together."""


class OrderTaxInfo(Answer):
    """The tax of a whole order."""

    total_tax: Annotated[Price | None, Field(alias="totalTax")] = None
    """The taxes of all line items together."""
    tax_breakdown: Annotated[list[OrderTaxBreakdown] | None, Field(alias="taxBreakdown")] = None
    """For each tax, its rate and what it sums up to over all line items. At most 50 items."""
    tax_exempt: Annotated[bool | None, Field(alias="taxExempt")] = None
    """Whether no tax is charged on the order."""


class PaymentCanceled(Answer):
    """A payment that was called off before it was complete."""

    regular: RegularPayment | None = None
    """The payment's amount and means; missing for payments of other kinds."""
    payment_id: Annotated[str | None, Field(alias="paymentId")] = None
    """The id of the payment."""


class PaymentDeclined(Answer):
    """A payment that the provider refused."""

    regular: RegularPayment | None = None
    """The payment's amount and means; missing for payments of other kinds."""
    payment_id: Annotated[str | None, Field(alias="paymentId")] = None
    """The id of the payment."""


class PaymentPending(Answer):
    """A payment that is under way."""

    regular: RegularPayment | None = None
    """The payment's amount and means; missing for payments of other kinds."""
    payment_id: Annotated[str | None, Field(alias="paymentId")] = None
    """The id of the payment."""


class PaymentRefundFailed(Answer):
    """A payment that could not be given back."""

    refund_id: Annotated[str | None, Field(alias="refundId")] = None
    """The id of the refund that this belongs to."""
    payment: RefundedPayment | None = None
    """The payment that stayed as it was."""


class PaymentRefunded(Answer):
    """A payment that was given back."""

    refund_id: Annotated[str | None, Field(alias="refundId")] = None
    """The id of the refund that this belongs to."""
    payment: RefundedPayment | None = None
    """The payment and how it was given back."""


class PhysicalProperties(Answer):
    """What matters about an item for stock and shipping."""

    weight: int | float | None = None
    """The weight of one item, in the order's `weightUnit`."""
    sku: str | None = None
    """The stock-keeping unit, by which the seller counts the item. At most 40 characters."""
    shippable: bool | None = None
    """Whether the item can be shipped at all."""


class PickupAddress(Answer):
    """The address of a pickup place."""

    country: str | None = None
    """The country as a two-letter ISO 3166-1 code, such as `US`. Exactly 2 characters."""
    subdivision: str | None = None
    """The state, province or prefecture as an ISO 3166-2 code, such as `US-NY`. At most 50
    characters.
    """
    city: str | None = None
    """The town or city. At most 1000 characters."""
    postal_code: Annotated[str | None, Field(alias="postalCode")] = None
    """The postal or ZIP code, as text, so that leading zeros survive. At most 1000 characters."""
    street_address: Annotated[StreetAddress | None, Field(alias="streetAddress")] = None
    """Street and house number apart from each other, as an alternative to `addressLine`."""
    address_line: Annotated[str | None, Field(alias="addressLine")] = None
    """The main line, usually street and house number in one text. At most 1000 characters."""
    address_line2: Annotated[str | None, Field(alias="addressLine2")] = None
    """What the main line has no room for, usually unit or floor. At most 1000 characters."""
    country_fullname: Annotated[str | None, Field(alias="countryFullname")] = None
    """The country's name in words, which Wix derives from `country`."""
    subdivision_fullname: Annotated[str | None, Field(alias="subdivisionFullname")] = None
    """The subdivision's name in words, which Wix derives from `subdivision`."""


class PickupDetails(Answer):
    """Where and how an order is picked up."""

    address: PickupAddress | None = None
    """Where the pickup place is."""
    pickup_method: Annotated[
        PickupMethod | str | None, Field(alias="pickupMethod", union_mode="left_to_right")
    ] = None
    """Whether it is the seller's own place or a pickup point."""


class PlainText(Answer):
    """The value of a description line, as text."""

    original: str | None = None
    """The text in the site's language. At most 600 characters."""
    translated: str | None = None
    """The text in the buyer's language; by default the same as `original`. At most 600
    characters.
    """


class PlatformFee(Answer):
    """One fee that the platform takes."""

    name: TranslatableString | None = None
    """What the fee is called."""
    amount: Price | None = None
    """How much it is."""
    line_item_id: Annotated[str | None, Field(alias="lineItemId")] = None
    """The line item that it is taken for."""
    charge_type: Annotated[
        ChargeType | str | None, Field(alias="chargeType", union_mode="left_to_right")
    ] = None
    """Whether the buyer or the seller bears it."""
    percentage_rate: Annotated[DecimalText | None, Field(alias="percentageRate")] = None
    """The rate as decimal text above 0 and up to 1, with at most 4 decimal places: `0.05` is 5
    %.
    """


class PlatformFeeSummary(Answer):
    """The fees that the platform takes for an order, as expected when it was placed."""

    total: Price | None = None
    """All platform fees together."""
    total_pass_on: Annotated[Price | None, Field(alias="totalPassOn")] = None
    """The part that the buyer pays on top of the price."""
    total_absorbed: Annotated[Price | None, Field(alias="totalAbsorbed")] = None
    """The part that the seller bears."""
    fees: list[PlatformFee] | None = None
    """Every platform fee by itself. At most 300 items."""


class Price(Answer):
    """An amount of money, in the order's currency."""

    amount: DecimalText | None = None
    """The amount as decimal text, from 0 to 1,000,000,000,000,000, such as `18.00`."""
    formatted_amount: Annotated[str | None, Field(alias="formattedAmount")] = None
    """The amount for people to read, with currency sign, such as `$18.00`."""


class PriceDescription(Answer):
    """A text that stands for or beside a price."""

    original: str | None = None
    """The text in the site's language. Between 1 and 100 characters."""
    translated: str | None = None
    """The text in the buyer's language; by default the same as `original`. Between 1 and 100
    characters.
    """


class PriceSummary(Answer):
    """What an order costs, part by part and in total."""

    subtotal: Price | None = None
    """All line items together, before discounts and tax."""
    shipping: Price | None = None
    """Shipping, before discounts and tax."""
    tax: Price | None = None
    """All taxes of the order together."""
    discount: Price | None = None
    """All discounts of the order together."""
    total: Price | None = None
    """What the order costs in the end, after discounts and with tax."""
    total_additional_fees: Annotated[Price | None, Field(alias="totalAdditionalFees")] = None
    """All additional fees together, before tax."""


class ProductName(Answer):
    """The name of an item."""

    original: str | None = None
    """The name in the site's language. Between 1 and 200 characters."""
    translated: str | None = None
    """The name in the buyer's language; by default the same as `original`. Between 1 and 400
    characters.
    """


class ReceiptCreated(Answer):
    """A receipt that was made for a payment. At most one of `wixReceipt` and `externalReceipt`
    is present.
    """

    wix_receipt: Annotated[WixReceipt | None, Field(alias="wixReceipt")] = None
    """The receipt, if Wix made it."""
    external_receipt: Annotated[ExternalReceipt | None, Field(alias="externalReceipt")] = None
    """The receipt, if another system made it."""
    payment_id: Annotated[str | None, Field(alias="paymentId")] = None
    """The id of the payment that it confirms."""


class ReceiptSent(Answer):
    """A receipt that went to the buyer. At most one of `wixReceipt` and `externalReceipt` is
    present.
    """

    wix_receipt: Annotated[WixReceipt | None, Field(alias="wixReceipt")] = None
    """The receipt, if Wix made it."""
    external_receipt: Annotated[ExternalReceipt | None, Field(alias="externalReceipt")] = None
    """The receipt, if another system made it."""
    payment_id: Annotated[str | None, Field(alias="paymentId")] = None
    """The id of the payment that it confirms."""


class RefundInitiated(Answer):
    """A refund that was begun; each of its payments is then refunded, or fails, by itself."""

    refund_id: Annotated[str | None, Field(alias="refundId")] = None
    """The refund's id, which the activities that conclude it bear too."""
    amount: Price | None = None
    """How much is to be refunded over all payments."""
    payments: list[RefundedPayment] | None = None
    """The payments that are to be given back. Between 1 and 50 items."""
    reason: str | None = None
    """Why it is refunded, in the seller's words. At most 200 characters."""


class RefundedAsStoreCredit(Answer):
    """A refund in the form of credit with the store."""

    amount: Price | None = None
    """How much credit was given."""
    reason: str | None = None
    """Why it was given, in the seller's words. At most 100 characters."""


class RefundedPayment(Answer):
    """A payment that is given back. At most one of `regular`, `giftCard` and `membership` is
    present.
    """

    regular: RegularPaymentRefund | None = None
    """How it is given back, for payments by card and the like."""
    gift_card: Annotated[GiftCardPaymentRefund | None, Field(alias="giftCard")] = None
    """How it is given back, for payments with a gift card."""
    membership: MembershipPaymentRefund | None = None
    """How it is given back, for items paid from a membership."""
    payment_id: Annotated[str | None, Field(alias="paymentId")] = None
    """The id of the payment."""
    external_refund: Annotated[bool | None, Field(alias="externalRefund")] = None
    """Whether it was given back by hand at the payment provider."""


class RegularPayment(Answer):
    """A payment by card or the like."""

    credit_card_details: Annotated[CreditCardDetails | None, Field(alias="creditCardDetails")] = (
        None
    )
    """Which card it was, if it was one."""
    amount: Price | None = None
    """How much the payment is."""


class RegularPaymentRefund(Answer):
    """The refund of a payment by card or the like."""

    amount: Price | None = None
    """How much is given back."""
    last_four_digits: Annotated[str | None, Field(alias="lastFourDigits")] = None
    """The last four digits of the card number. At most 4 characters."""
    brand: str | None = None
    """The card's brand. At most 100 characters."""


class SavedPaymentMethod(Answer):
    """A way of paying that was kept for later charges."""

    name: str | None = None
    """What it is called, such as the brand of a card. Between 1 and 100 characters."""
    description: str | None = None
    """How to tell it from others, such as the end of a card number. Between 1 and 100
    characters.
    """


class ShippingChange(Answer):
    """Shipping before and after an edit."""

    original_shipping_info: Annotated[
        ShippingSnapshot | None, Field(alias="originalShippingInfo")
    ] = None
    """Shipping before."""
    new_shipping_info: Annotated[ShippingSnapshot | None, Field(alias="newShippingInfo")] = None
    """Shipping after."""


class ShippingCost(Answer):
    """What shipping costs."""

    price: Price | None = None
    """The price of shipping, for display."""
    total_price_before_tax: Annotated[Price | None, Field(alias="totalPriceBeforeTax")] = None
    """The price of shipping after discounts and before tax."""
    total_price_after_tax: Annotated[Price | None, Field(alias="totalPriceAfterTax")] = None
    """The price of shipping after discounts and with tax."""
    tax_details: Annotated[ItemTaxDetails | None, Field(alias="taxDetails")] = None
    """The tax on shipping; replaced by `taxInfo`. Deprecated."""
    tax_info: Annotated[ItemTaxInfo | None, Field(alias="taxInfo")] = None
    """The tax on shipping, with each authority's part."""
    discount: Price | None = None
    """What is taken off the price of shipping, before tax."""


class ShippingInfo(Answer):
    """The chosen way of shipping or pickup."""

    carrier_id: Annotated[str | None, Field(alias="carrierId")] = None
    """The id of the app that offered this option. Between 1 and 100 characters."""
    code: str | None = None
    """The option's code with the carrier, such as `usps_std_overnight`. Between 1 and 100
    characters.
    """
    title: str | None = None
    """The option's name, as the buyer saw it. At most 250 characters."""
    logistics: Logistics | None = None
    """Where the goods go, when, and what the carrier should know."""
    cost: ShippingCost | None = None
    """What the option costs, before and with tax."""
    region: ShippingRegion | None = None
    """The shipping region that the rules for this option come from."""


class ShippingRegion(Answer):
    """A region that the seller has set shipping rules for."""

    name: str | None = None
    """The region's name, such as `Metropolitan London`. At most 100 characters."""


class ShippingSnapshot(Answer):
    """The way and cost of shipping at one moment."""

    total: Price | None = None
    """What shipping costs."""
    shipping_title: Annotated[str | None, Field(alias="shippingTitle")] = None
    """The name of the chosen option. At most 250 characters."""


class StreetAddress(Answer):
    """A street and a house number, apart from each other."""

    number: str | None = None
    """The house number, as text, since it may be `12b`."""
    name: str | None = None
    """The name of the street, without the house number."""


class SubscriptionInfo(Answer):
    """The subscription that an item belongs to."""

    id: str | None = None
    """The subscription's id."""
    cycle_number: Annotated[int | None, Field(alias="cycleNumber")] = None
    """Which cycle of the subscription this order pays for, counted from 1."""
    subscription_option_title: Annotated[str | None, Field(alias="subscriptionOptionTitle")] = None
    """The name of the chosen plan, such as `Monthly coffee subscription`. At most 150
    characters. Deprecated.
    """
    subscription_option_description: Annotated[
        str | None, Field(alias="subscriptionOptionDescription")
    ] = None
    """What the chosen plan contains, in a sentence. At most 500 characters. Deprecated."""
    subscription_settings: Annotated[
        SubscriptionSettings | None, Field(alias="subscriptionSettings")
    ] = None
    """How often the subscription is billed, for how long, and how it ends."""
    charges_description: Annotated[str | None, Field(alias="chargesDescription")] = None
    """What will be charged over time, in words for the buyer. At most 1000 characters."""


class SubscriptionSettings(Answer):
    """The rhythm and length of a subscription."""

    frequency: Annotated[SubscriptionFrequency | str | None, Field(union_mode="left_to_right")] = (
        None
    )
    """The unit in which billing cycles are counted."""
    interval: int | None = None
    """How many of these units a cycle has: `MONTH` with 3 is a bill every quarter. Between 1
    and 3650.
    """
    auto_renewal: Annotated[bool | None, Field(alias="autoRenewal")] = None
    """Whether a new period begins by itself when one ends."""
    billing_cycles: Annotated[int | None, Field(alias="billingCycles")] = None
    """How many cycles the subscription runs for; of no effect with `autoRenewal`. At least 1."""
    enable_customer_cancellation: Annotated[
        bool | None, Field(alias="enableCustomerCancellation")
    ] = None
    """Whether the buyer may cancel by themselves."""
    free_trial_period: Annotated[FreeTrialPeriod | None, Field(alias="freeTrialPeriod")] = None
    """The time before the first bill; missing if there is no free trial."""


class TagList(Answer):
    """A set of labels."""

    tag_ids: Annotated[list[str] | None, Field(alias="tagIds")] = None
    """The ids of the labels. At most 100 items, each at most 5 characters."""


class Tags(Answer):
    """The labels of an order, by who may see them."""

    private_tags: Annotated[TagList | None, Field(alias="privateTags")] = None
    """Labels that take an extra permission to see; members and visitors usually lack it."""
    tags: TagList | None = None
    """Labels that everyone sees who may see the order itself, members and visitors included."""


class TaxSummary(Answer):
    """The order's tax as one sum; `OrderTaxInfo` has replaced it."""

    total_tax: Annotated[Price | None, Field(alias="totalTax")] = None
    """All taxes of the order together."""


class TaxableAddress(Answer):
    """Which address decides what tax applies."""

    address_type: Annotated[
        TaxableAddressType | str | None, Field(alias="addressType", union_mode="left_to_right")
    ] = None
    """The kind of address; Wix looks the address itself up."""


class TotalPriceChange(Answer):
    """The order's total before and after an edit."""

    original_total: Annotated[Price | None, Field(alias="originalTotal")] = None
    """The total before, after discounts and with tax."""
    new_total: Annotated[Price | None, Field(alias="newTotal")] = None
    """The total after, after discounts and with tax."""


class TranslatableString(Answer):
    """A text in the site's language and in the buyer's."""

    original: str | None = None
    """The text in the site's language. Between 1 and 200 characters."""
    translated: str | None = None
    """The text in the buyer's language; by default the same as `original`. Between 1 and 400
    characters.
    """


class TranslatedValue(Answer):
    """A name in the site's language and in the buyer's."""

    original: str | None = None
    """The name in the site's language. At least 1 character."""
    translated: str | None = None
    """The name in the buyer's language. At least 1 character."""


class UpdateOrderResponse(Answer):
    """The envelope around the updated order."""

    order: Order
    """The order after the update."""


class ValidationErrorDetails(Answer):
    """What is wrong with a request."""

    field_violations: Annotated[list[FieldViolation] | None, Field(alias="fieldViolations")] = None
    """Every value that breaks a rule."""


class VatId(Answer):
    """A Brazilian tax number. With an `id`, a `type` other than `UNSPECIFIED` has to be given
    too.
    """

    id: str | None = None
    """The tax number itself."""
    type: Annotated[VatType | str | None, Field(union_mode="left_to_right")] = None
    """Which of Brazil's two kinds of tax number it is."""


class WixReceipt(Answer):
    """A receipt made by Wix."""

    receipt_id: Annotated[str | None, Field(alias="receiptId")] = None
    """The receipt's id in Wix."""
    display_number: Annotated[str | None, Field(alias="displayNumber")] = None
    """The number printed on the receipt. Between 1 and 40 characters."""
