"""What a type would be called by the place where it was written.

In: a `TypeId` and what the document says about operations and parameters. Out: an `Origin`. Refuses nothing: a
pointer of an unknown shape gives the words of its tokens.

    #/components/schemas/Order                                               Order
    #/components/schemas/Order/properties/lineItems/items                    OrderLineItemsItem
    #/components/schemas/Order/properties/size/anyOf/1                       OrderSize, or OrderSizeOption2 of several
    #/components/responses/NotFound/content/application~1json/schema         NotFoundResponse
    common.yaml#/Price · price.yaml#                                         Price
    not_found.yaml#/content/application~1json/schema                         NotFoundResponse
    parameters.yaml#/status/schema · status.yaml#/schema                     Status
    #/paths/~1orders/patch/requestBody/content/application~1json/schema      UpdateOrderRequest
    #/paths/~1orders/patch/responses/200/content/application~1json/schema    UpdateOrderResponse
    #/paths/~1orders/patch/responses/404/content/application~1json/schema    UpdateOrderError404
    #/paths/~1orders/get/parameters/0/schema                                 ListOrdersStatus
    #/paths/~1orders/parameters/0/schema                                     OrdersStatus

A `title` is not used: it is prose, often one and the same for many schemas, and an edit of it would rename a class.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from generator.canonical import Canonical, TypeId
from generator.naming.pointers import choices, pointer_to, tokens_of, without_lone_options
from generator.naming.python import class_name
from generator.naming.survey import operations_of, references, slots_of
from generator.naming.words import pascal

_SCHEMA_ROOTS = ("components", "schemas"), ("definitions",), ("$defs",)
_SHARED = {"responses": "Response", "requestBodies": "Request", "headers": "Header"}
_ENDINGS = ("Response", "Request", "Header", "Body", "Error")
_NAMED_STEPS = {"properties", "$defs", "definitions", "dependentSchemas"}
_NUMBERED_STEPS = {"anyOf": "Option", "oneOf": "Option", "prefixItems": "Item"}
_SINGLE_STEPS = {"items": "Item", "additionalProperties": "Value", "unevaluatedProperties": "Value"}


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a type comes from, as far as names care."""

    name: str
    wider: str
    """With more of its surroundings, for when `name` is taken: the file, the media type, the status."""
    is_component: bool
    """It was given a name by its author."""
    is_exact: bool
    """Its author's name is already the class name."""


class Context:
    """What an API says about the places in it; `origin` answers for every type."""

    def __init__(self, canonical: Canonical) -> None:
        self._operations = dict(_operation_pointers(canonical))
        self._parameters = _parameter_names(canonical)
        self._requests = frozenset(_request_pointers(canonical))
        self._choices = choices([*canonical.enums, *canonical.answers, *canonical.inputs])

    def origin(self, type_id: TypeId) -> Origin:
        """The name that the place of a type gives it."""
        file, _, _ = type_id.partition("#")
        tokens = without_lone_options(type_id, self._choices)
        for end in range(len(tokens), -1, -1):
            operation = self._operations.get(pointer_to(file, tokens[:end]))
            if operation is not None:
                prefix = class_name(operation)
                return self._in_operation(prefix, file, tokens, end)
        return (
            self._of_path(file, tokens) or self._in_file(file, tokens) or _in_document(file, tokens)
        )

    def stable(self, type_id: TypeId) -> str:
        """The id with the name of a parameter in place of its position, which may change: `parameters/query.status`."""
        if "/parameters/" not in type_id:
            return type_id
        file, _, _ = type_id.partition("#")
        tokens = tokens_of(type_id)
        for end in range(2, len(tokens)):
            known = self._parameters.get(pointer_to(file, tokens[:end]))
            if known is not None:
                return pointer_to(file, (*tokens[: end - 1], known, *tokens[end:]))
        return type_id

    def parameter_object(self, type_id: TypeId) -> str | None:
        """The operation whose parameters this type checks: `#/paths/~1orders/get/parameters`."""
        pointer, _, last = type_id.rpartition("/")
        return self._operations.get(pointer) if last == "parameters" else None

    def identities(self, type_ids: Iterable[TypeId]) -> dict[TypeId, str]:
        """`stable` for those whose id is not."""
        return {i: stable for i in sorted(set(type_ids)) if (stable := self.stable(i)) != i}

    def _in_operation(self, prefix: str, file: str, tokens: tuple[str, ...], end: int) -> Origin:
        match tokens[end:]:
            case ("requestBody", "content", media_type, "schema", *rest):
                name = f"{prefix}Request"
                return _derived(name, f"{name}{_media_word(media_type)}", rest)
            case ("responses", status, "content", _, "schema", *rest):
                return _derived(
                    f"{prefix}{_answer(status)}", f"{prefix}{_answer(status, True)}", rest
                )
            case ("responses", status, "headers", header, "schema", *rest):
                name = f"{prefix}{_answer(status)}{pascal(header)}Header"
                return _derived(name, name, rest)
            case ("parameters", _, *rest):
                known = self._parameters.get(
                    pointer_to(file, tokens[: end + 2]), f"query.Parameter{tokens[end + 1]}"
                )
                return _in_parameter(prefix, known, rest)
            case rest:
                return _derived(prefix, prefix, rest)

    def _of_path(self, file: str, tokens: tuple[str, ...]) -> Origin | None:
        """A type in a parameter that all operations of a path take."""
        for end in range(2, len(tokens)):
            known = self._parameters.get(pointer_to(file, tokens[:end]))
            if known is not None:
                prefix = pascal(tokens[end - 3]) if end > 2 else _stem(file)
                return _in_parameter(prefix, known, list(tokens[end:]))
        return None

    def _in_file(self, file: str, tokens: tuple[str, ...]) -> Origin | None:
        """A type in an answer, a body, a parameter or a header that fills a file, or is one of several in it."""
        for start, name in ((0, _stem(file)), (1, pascal(tokens[0] if tokens else ""))):
            wider = name if start == 0 else _stem(file) + name
            match tokens[start:]:
                case _ if not file:
                    return None
                case ("content", _, "schema", *rest):
                    asks = pointer_to(file, tokens[: start + 3]) in self._requests
                    ending = "" if name.endswith(_ENDINGS) else "Request" if asks else "Response"
                    return _derived(name + ending, wider + ending, rest)
                case ("headers", header, "schema", *rest):
                    tail = pascal(header) + "Header"
                    return _derived(name + tail, wider + tail, rest)
                case ("schema", *rest):
                    return _derived(name, wider, rest)
        return None


def _in_parameter(prefix: str, known: str, rest: list[str]) -> Origin:
    """`known` is `location.name`; `rest` leads from the parameter to the type."""
    where, _, wire = known.partition(".")
    rest = rest[1:] if rest[:1] == ["schema"] else rest[3:]
    return _derived(prefix + pascal(wire), prefix + pascal(where) + pascal(wire), rest)


def _stem(file: str) -> str:
    return pascal(PurePosixPath(file).name.split(".")[0]) if file else ""


def _in_document(file: str, tokens: tuple[str, ...]) -> Origin:
    stem = _stem(file)
    match tokens:
        case ("components", ("responses" | "requestBodies" | "headers") as section, wire, *rest):
            ending = "" if wire.endswith(_ENDINGS) else _SHARED[section]
            if rest[:1] == ["headers"]:
                ending, rest = f"{ending}{pascal(rest[1])}Header", rest[2:]
            rest = rest[3:] if rest[:1] == ["content"] else rest[1:]
            wider = f"{stem}{pascal(wire)}{ending or _SHARED[section]}"
            return _derived(pascal(wire) + ending, wider, rest)
        case ("components", "parameters", wire, *rest):
            rest = rest[3:] if rest[:1] == ["content"] else rest[1:]
            return _derived(pascal(wire), f"{stem}{pascal(wire)}Parameter", rest)
        case ("components", "schemas", wire, *rest) | (("definitions" | "$defs"), wire, *rest):
            return _component(wire, stem, rest)
        case ("paths", path, *rest):
            return _derived(pascal(path), pascal(path), rest)
        case () if file:
            return _component(PurePosixPath(file).name.split(".")[0], "", [])
        case (("properties" | "items" | "allOf" | "anyOf" | "oneOf"), *_) if file:
            return _component(PurePosixPath(file).name.split(".")[0], "", list(tokens))
        case (wire, *rest):
            return _component(wire, stem, rest)
        case _:
            return _derived("Document", "Document", [])


def _component(wire: str, stem: str, rest: list[str]) -> Origin:
    name = class_name(wire)
    if rest:
        return _derived(name, stem + name, rest)
    return Origin(
        name, class_name(stem + pascal(wire)), is_component=True, is_exact=name == wire and not stem
    )


def _derived(name: str, wider: str, rest: Sequence[str]) -> Origin:
    tail = "".join(_steps(rest))
    return Origin(
        class_name(name + tail), class_name(wider + tail), is_component=False, is_exact=False
    )


def _steps(tokens: Sequence[str]) -> Iterator[str]:
    """The words for the way down from a schema to one inside it."""
    position = 0
    while position < len(tokens):
        step = tokens[position]
        following = tokens[position + 1] if position + 1 < len(tokens) else ""
        position += 2
        if step in _NAMED_STEPS:
            yield pascal(following)
        elif step in _NUMBERED_STEPS and following.isdecimal():
            yield f"{_NUMBERED_STEPS[step]}{int(following) + 1}"
        elif step == "patternProperties":
            yield "Value"
        elif step == "allOf":
            continue
        else:
            yield _SINGLE_STEPS.get(step) or pascal(step)
            position -= 1


def _answer(status: str, exactly: bool = False) -> str:
    if status.startswith("2"):
        return f"Response{status}" if exactly else "Response"
    return "Error" if status == "default" else f"Error{status}"


def _media_word(media_type: str) -> str:
    return pascal(media_type.split(";", 1)[0].partition("/")[2] or media_type)


def _operation_pointers(canonical: Canonical) -> Iterator[tuple[str, str]]:
    for operation in operations_of(canonical):
        yield pointer_to("", ("paths", operation.path, operation.method)), operation.id
        if operation.id in canonical.places:
            yield canonical.places[operation.id].pointer, operation.id


def _request_pointers(canonical: Canonical) -> Iterator[str]:
    """Pointers of the schemas of request bodies in other files, as far as types of their own lie in them."""
    for operation in operations_of(canonical):
        for slot in slots_of(operation.body.get("requestBody", {})):
            for type_id in references(slot):
                file, tokens = type_id.partition("#")[0], tokens_of(type_id)
                if file and "schema" in tokens:
                    yield pointer_to(file, tokens[: tokens.index("schema") + 1])


def _parameter_names(canonical: Canonical) -> dict[str, str]:
    """Pointers of the parameters that have types of their own in them, to `location.name`."""
    return {
        pointer: f"{parameter['in']}.{parameter['name']}"
        for operation in operations_of(canonical)
        for parameter in operation.body.get("parameters", ())
        for slot in slots_of(parameter)
        for type_id in references(slot)
        for pointer in _parameter_pointers(type_id)
    }


def _parameter_pointers(type_id: TypeId) -> Iterator[str]:
    """`#/paths/~1pets/get/parameters/0` for a type below it."""
    tokens = tokens_of(type_id)
    for end in range(2, len(tokens)):
        position, following = tokens[end - 1], tokens[end]
        inside = tokens[end - 2] == "parameters" and following in ("schema", "content")
        if inside and position.isdecimal():
            yield pointer_to(type_id.partition("#")[0], tokens[:end])
            return
