"""What type checkers must refuse of wizcommerce_orders, each line with a mark above it and no other. Never run.

A mark holds the codes of mypy, of pyright and basedpyright, and of ty.
"""

from __future__ import annotations

from wizcommerce_orders import Order, WizCommerceOrders


def calling(wizcommerce: WizCommerceOrders, text: str) -> None:
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    wizcommerce.orders.update_order_status("7", status="shipped")
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    wizcommerce.orders.update_order_status("7", status=text)
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    wizcommerce.orders.update_order_status("7", status=None)
    # error: [call-arg] | [reportCallIssue] | [too-many-positional-arguments, missing-argument]
    wizcommerce.orders.update_order_status("7", "draft")
    # error: [call-arg] | [reportCallIssue] | [missing-argument]
    wizcommerce.orders.update_order_status("7")


def servers() -> None:
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    WizCommerceOrders(environment="test")
    # error: [arg-type] | [reportArgumentType] | [invalid-argument-type]
    WizCommerceOrders().with_options(environment="test")
    # error: [call-arg] | [reportCallIssue] | [unknown-argument]
    WizCommerceOrders().with_options(site_id="7")


def reading(order: Order) -> None:
    # error: [attr-defined] | [reportAttributeAccessIssue] | [missing-attribute]
    print(order.data)
    # error: [union-attr] | [reportOptionalMemberAccess, reportAttributeAccessIssue] | [missing-attribute]
    print(order.status.value)
