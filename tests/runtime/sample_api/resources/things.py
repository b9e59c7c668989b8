"""Every other kind of parameter, body and answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from .._runtime.lazy import LazyModule
from .._runtime.missing import MISSING, Missing
from .._runtime.operation import (
    Bytes,
    BytesBody,
    Empty,
    FormBody,
    Json,
    MultipartBody,
    Operation,
    Parameter,
    Text,
    TextBody,
    WholeJson,
)
from .._runtime.resource import (
    AsyncResource,
    PreparedResource,
    RawResource,
    Resource,
    ResponseResource,
    StreamingResource,
    async_with_raw_response,
    async_with_response,
    async_with_streaming_response,
    prepare,
    with_raw_response,
    with_response,
    with_streaming_response,
)

if TYPE_CHECKING:
    from typing import Unpack

    from .. import inputs, models
    from .._runtime.extras import Extra
    from ..inputs import Point
    from ..models import Order
else:
    inputs, models = LazyModule(__package__, "..inputs"), LazyModule(__package__, "..models")

_SEARCH: Final[Operation[list[Order]]] = Operation(
    name="things.search",
    method="GET",
    path="/shops/{shop}/things.json",
    parameters=(
        Parameter("shop", "shop", "path"),
        Parameter("tags", "tags", "query", style="pipeDelimited"),
        Parameter("limit", "limit", "query", style="form", explode=True),
        Parameter("since", "since", "query", style="form", explode=True),
        Parameter("point", "point", "query", style="deepObject", explode=True),
        Parameter("filter_by", "filter", "query", style="form", explode=True, allow_reserved=True),
        Parameter("trace", "X-Trace", "header"),
        Parameter("session", "session", "cookie", style="form", explode=True),
    ),
    checked=lambda: inputs.SearchParameters,
    answers={"2XX": Json(lambda: list[models.Order])},
    security=(("cookie",), ()),
)
_SUBMIT: Final[Operation[None]] = Operation(
    name="things.submit",
    method="POST",
    path="/forms/{id}",
    parameters=(Parameter("id", "id", "path"),),
    body=FormBody(
        lambda: inputs.FormRequest,
        fields=("name", "body_id", "tags", "point", "extra"),
        renamed={"body_id": "id"},
        media_type="application/x-www-form-urlencoded",
        styles={"extraPoint": ("deepObject", True)},
    ),
    accept="*/*",
    answers={"204": Empty()},
)
_UPLOAD: Final[Operation[str]] = Operation(
    name="things.upload",
    method="PUT",
    path="/files",
    body=MultipartBody(
        lambda: inputs.UploadRequest,
        fields=("file", "note", "point", "tags"),
        media_type="multipart/form-data",
    ),
    accept="text/plain",
    answers={"default": Text()},
    idempotent=True,
)
_REPLACE: Final[Operation[Order | None]] = Operation(
    name="things.replace",
    method="POST",
    path="/all",
    body=WholeJson(lambda: list[inputs.Point], argument="points", required=False),
    answers={"200": Json(lambda: models.Order), "204": Empty()},
)
_SAY: Final[Operation[bytes]] = Operation(
    name="things.say",
    method="POST",
    path="/say",
    body=TextBody(argument="text", media_type="text/plain"),
    accept="audio/wav, application/json",
    answers={"200": Bytes()},
    errors={"default": Json(lambda: models.ErrorBody)},
)
_PAINT: Final[Operation[Any]] = Operation(
    name="things.paint",
    method="POST",
    path="/paint",
    body=BytesBody(argument="picture", media_type="image/png"),
    accept="*/*",
)


class Things(Resource):
    """Everything else."""

    def search(
        self,
        shop: str,
        *,
        tags: list[str] | Missing = MISSING,
        limit: int | Missing = MISSING,
        since: datetime | Missing = MISSING,
        point: Point | Missing = MISSING,
        filter_by: str | Missing = MISSING,
        trace: list[int] | Missing = MISSING,
        session: str | Missing = MISSING,
        **_extra: Unpack[Extra],
    ) -> list[Order]:
        """Search."""
        return self._send(
            _SEARCH,
            shop=shop,
            tags=tags,
            limit=limit,
            since=since,
            point=point,
            filter_by=filter_by,
            trace=trace,
            session=session,
            _extra=_extra,
        )

    def submit(
        self,
        id: str,  # noqa: A002
        *,
        name: str,
        body_id: int | Missing = MISSING,
        tags: list[str] | Missing = MISSING,
        point: Point | Missing = MISSING,
        extra: Point | Missing = MISSING,
        **_extra: Unpack[Extra],
    ) -> None:
        """Submit a form."""
        return self._send(
            _SUBMIT,
            id=id,
            name=name,
            body_id=body_id,
            tags=tags,
            point=point,
            extra=extra,
            _extra=_extra,
        )

    def upload(
        self,
        *,
        file: bytes,
        note: str | Missing = MISSING,
        point: Point | Missing = MISSING,
        tags: list[str] | Missing = MISSING,
        **_extra: Unpack[Extra],
    ) -> str:
        """Upload a file."""
        return self._send(_UPLOAD, file=file, note=note, point=point, tags=tags, _extra=_extra)

    def replace(
        self, points: list[Point] | Missing = MISSING, **_extra: Unpack[Extra]
    ) -> Order | None:
        """Replace all."""
        return self._send(_REPLACE, points=points, _extra=_extra)

    def say(self, text: str, **_extra: Unpack[Extra]) -> bytes:
        """Say something."""
        return self._send(_SAY, text=text, _extra=_extra)

    def paint(self, picture: bytes, **_extra: Unpack[Extra]) -> Any:
        """Paint something."""
        return self._send(_PAINT, picture=picture, _extra=_extra)


class AsyncThings(AsyncResource):
    """Everything else."""

    async def say(self, text: str, **_extra: Unpack[Extra]) -> bytes:
        """Say something."""
        return await self._send(_SAY, text=text, _extra=_extra)


class ThingsWithResponse(ResponseResource):
    """`Things`, giving the whole response."""

    search = with_response(Things.search)
    submit = with_response(Things.submit)
    upload = with_response(Things.upload)
    replace = with_response(Things.replace)
    say = with_response(Things.say)
    paint = with_response(Things.paint)


class ThingsWithRawResponse(RawResource):
    """`Things`, giving bytes."""

    search = with_raw_response(Things.search)
    submit = with_raw_response(Things.submit)
    upload = with_raw_response(Things.upload)
    replace = with_raw_response(Things.replace)
    say = with_raw_response(Things.say)
    paint = with_raw_response(Things.paint)


class ThingsWithStreamingResponse(StreamingResource):
    """`Things`, giving what is read piece by piece."""

    search = with_streaming_response(Things.search)
    submit = with_streaming_response(Things.submit)
    upload = with_streaming_response(Things.upload)
    replace = with_streaming_response(Things.replace)
    say = with_streaming_response(Things.say)
    paint = with_streaming_response(Things.paint)


class AsyncThingsWithResponse(ResponseResource):
    """`AsyncThings`, giving the whole response."""

    say = async_with_response(AsyncThings.say)


class AsyncThingsWithRawResponse(RawResource):
    """`AsyncThings`, giving bytes."""

    say = async_with_raw_response(AsyncThings.say)


class AsyncThingsWithStreamingResponse(StreamingResource):
    """`AsyncThings`, giving what is read piece by piece."""

    say = async_with_streaming_response(AsyncThings.say)


class PreparedThings(PreparedResource):
    """`Things`, giving the request."""

    search = prepare(Things.search)
    submit = prepare(Things.submit)
    upload = prepare(Things.upload)
    replace = prepare(Things.replace)
    say = prepare(Things.say)
    paint = prepare(Things.paint)
