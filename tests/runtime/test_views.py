"""What the views' methods say of themselves."""

from __future__ import annotations

import inspect
import pydoc

import pytest

GIVES = [
    ("with_response", "Response[Order]", True),
    ("with_raw_response", "Response[bytes]", True),
    ("with_streaming_response", "AbstractContextManager[StreamedResponse[Order]]", False),
    ("prepare", "PreparedRequest", False),
]


@pytest.mark.parametrize(("view", "gives", "awaited"), GIVES)
def test_a_view_s_method_says_what_it_gives(view, gives, awaited):
    from sample_api import AsyncSample, Sample

    plain = Sample(api_key="k").orders.update_order
    for kind in (Sample, AsyncSample):
        method = getattr(kind(api_key="k"), view).orders.update_order
        if kind is AsyncSample and view == "with_streaming_response":
            gives = "AbstractAsyncContextManager[AsyncStreamedResponse[Order]]"
        assert method.__annotations__["return"] == gives
        assert inspect.signature(method).return_annotation == gives
        assert inspect.signature(method).parameters == inspect.signature(plain).parameters
        assert inspect.iscoroutinefunction(method) is (awaited and kind is AsyncSample)
        for shown in (method, type(method.__self__).update_order):
            text = pydoc.plain(pydoc.render_doc(shown))
            assert f"-> '{gives}'" in text
            assert "Update an order." in text
    assert inspect.signature(plain).return_annotation == "Order"
