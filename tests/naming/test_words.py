"""Words of wire texts, and the names that are made of them."""

import keyword
import unicodedata

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.naming import python, reserved
from generator.naming.words import pascal, snake, upper, words

WORDS = [
    ("appID", "app ID"),
    ("HTTPServer", "HTTP Server"),
    ("addressLine2", "address Line2"),
    ("address_line_2", "address line 2"),
    ("oauth2Token", "oauth2 Token"),
    ("vatId", "vat Id"),
    ("iPhone", "i Phone"),
    ("userIDs", "user IDs"),
    ("IDsOfUsers", "IDs Of Users"),
    ("URLs", "URLs"),
    ("MD5hash", "MD5hash"),
    ("SHA256Sum", "SHA256 Sum"),
    ("ISO8601Date", "ISO8601 Date"),
    ("B2B", "B2B"),
    ("V2Order", "V2 Order"),
    ("3DModel", "3D Model"),
    ("2fa", "2fa"),
    ("x5t#S256", "x5t hash S256"),
    ("order.id", "order id"),
    ("order-id", "order id"),
    ("order id", "order id"),
    ("order/id", "order id"),
    ("filter[state]", "filter state"),
    ("a/b~c", "a b c"),
    ("Content-Type", "Content Type"),
    ("application/vnd.api+json", "application vnd api plus json"),
    ("$ref", "ref"),
    ("@type", "type"),
    ("__class__", "class"),
    ("_id", "id"),
    ("+1", "plus 1"),
    ("-1", "minus 1"),
    ("-created", "minus created"),
    ("us-east-1", "us east 1"),
    ("GMT+0", "GMT plus 0"),
    ("GMT-0", "GMT 0"),
    ("GMT0", "GMT0"),
    ("c++", "c plus plus"),
    ("50%", "50 percent"),
    ("a & b", "a and b"),
    ("", "empty"),
    (" ", "space"),
    ("_", "underscore"),
    ("-", "minus"),
    ("...", "dot dot dot"),
    ("$", "dollar"),
    ("@", "at"),
    ("*", "star"),
    ("<=", "less than equals"),
    ("€", "euro"),
    ("😀", "grinning face"),
    ("größe", "größe"),
    ("Straße", "Straße"),
    ("cafe\N{COMBINING ACUTE ACCENT}", "café"),
    ("ﬁeld", "field"),
    ("数量", "数量"),
    ("x²", "x2"),
    ("\ud800", "ud800"),
    ("a\N{ZERO WIDTH JOINER}b", "a b"),
    ("\x00", "u0"),
]


@pytest.mark.parametrize(("text", "expected"), WORDS, ids=repr)
def test_words(text, expected):
    assert " ".join(words(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("OAuthToken", "oauth_token"),
        ("OAuth2", "oauth2"),
        ("IPv6Address", "ipv6_address"),
        ("iOSVersion", "ios_version"),
        ("GraphQLQuery", "graphql_query"),
        ("X-Request-ID", "x_request_id"),
    ],
)
def test_snake_keeps_spellings_of_standards_whole(text, expected):
    assert snake(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Order", "Order"),
        ("order", "Order"),
        ("HTTPServer", "HTTPServer"),
        ("OAuth2Token", "OAuth2Token"),
        ("order_line.item", "OrderLineItem"),
        ("SOME_CONST", "SomeConst"),
        ("API_Key", "APIKey"),
        ("com.acme.Order-Line", "ComAcmeOrderLine"),
        ("ǆungla", "Džungla"),
    ],
)
def test_pascal(text, expected):
    assert pascal(text) == expected


KINDS = {
    "field": python.field_name,
    "argument": python.argument_name,
    "method": python.method_name,
    "resource": python.resource_name,
    "class": python.class_name,
    "client": python.client_argument_name,
    "member": lambda text: python.member_name(text, ""),
}

NAMES = [
    ("field", "order.id", "order_id"),
    ("field", "class", "class_"),
    ("field", "from", "from_"),
    ("field", "None", "none"),
    ("field", "match", "match_"),
    ("field", "type", "type"),
    ("field", "id", "id"),
    ("field", "list", "list_"),
    ("field", "str", "str_"),
    ("field", "date", "date"),
    ("field", "datetime", "datetime"),
    ("field", "Decimal", "decimal"),
    ("field", "copy", "copy_"),
    ("field", "json", "json_"),
    ("field", "dict", "dict_"),
    ("field", "schema", "schema_"),
    ("field", "construct", "construct_"),
    ("field", "validate", "validate_"),
    ("field", "register", "register_"),
    ("field", "parse_obj", "parse_obj_"),
    ("field", "from_orm", "from_orm_"),
    ("field", "model_config", "model_config_"),
    ("field", "model_fields", "model_fields_"),
    ("field", "model_dump", "field_model_dump"),
    ("field", "model_validate_later", "field_model_validate_later"),
    ("field", "model_name", "model_name"),
    ("field", "to_dict", "to_dict_"),
    ("field", "toJson", "to_json_"),
    ("field", "from_answer", "from_answer_"),
    ("field", "MISSING", "missing"),
    ("field", "1st", "field_1st"),
    ("field", "_1", "field_1"),
    ("field", "", "empty"),
    ("field", "self", "self"),
    ("field", "٣", "field_٣"),
    ("argument", "self", "self_"),
    ("argument", "cls", "cls_"),
    ("argument", "extraHeaders", "extra_headers_"),
    ("argument", "timeout", "timeout"),
    ("argument", "operation", "operation_"),
    ("argument", "2d", "parameter_2d"),
    ("argument", "schema", "schema_"),
    ("argument", "filter[created][gte]", "filter_created_gte"),
    ("argument", "X-Request-ID", "x_request_id"),
    ("method", "updateOrder", "update_order"),
    ("method", "com.acme.Orders/get", "com_acme_orders_get"),
    ("method", "list", "list"),
    ("method", "import", "import_"),
    ("method", "True", "true"),
    ("method", "_send", "send"),
    ("method", "self", "self_"),
    ("method", "GET /pets/{id}", "get_pets_by_id"),
    ("method", "GET /pets/{id}/toys/{toyId}", "get_pets_by_id_toys_by_toy_id"),
    ("method", "GET /", "get_root"),
    ("method", "POST /2fa", "post_2fa"),
    ("method", "GET /files/{name}.{ext}", "get_files_by_name_by_ext"),
    ("method", "GET it /later", "get_it_later"),
    ("method", "2fa", "call_2fa"),
    ("resource", "Orders", "orders"),
    ("resource", "none", "none"),
    ("resource", "true", "true"),
    ("resource", "bytes", "bytes"),
    ("resource", "class", "class_"),
    ("resource", "close", "close_"),
    ("resource", "with response", "with_response_"),
    ("resource", "prepare", "prepare_"),
    ("resource", "with-options", "with_options_"),
    ("resource", "CON", "con_"),
    ("resource", "__init__", "init"),
    ("resource", "2fa", "resource_2fa"),
    ("class", "Order", "Order"),
    ("class", "list", "List"),
    ("class", "3DModel", "Model3DModel"),
    ("class", "数量", "Model数量"),
    ("class", "größe", "Größe"),
    ("class", "GET /pets/{id}", "GetPetsById"),
    ("class", "+1", "Plus1"),
    ("class", "none", "ModelNone"),
    ("class", "True", "ModelTrue"),
    ("member", "asc", "ASC"),
    ("member", "GMT+0", "GMT_PLUS_0"),
    ("member", "1", "VALUE_1"),
    ("member", "2nd", "VALUE_2ND"),
    ("member", "", "EMPTY"),
    ("member", "mro", "MRO"),
    ("member", "None", "NONE"),
    ("member", "größe", "GRÖSSE"),
    ("client", "timeout", "timeout_"),
    ("client", "apiKey", "api_key"),
]


@pytest.mark.parametrize(("kind", "text", "expected"), NAMES)
def test_names(kind, text, expected):
    assert KINDS[kind](text) == expected


@pytest.mark.parametrize(
    ("value", "text", "expected"),
    [
        (1, "1", "VALUE_1"),
        (-1, "-1", "VALUE_MINUS_1"),
        (1.5, "1.5", "VALUE_1_5"),
        (True, "true", "TRUE"),
        (0, "0", "VALUE_0"),
    ],
)
def test_members_that_are_no_texts(value, text, expected):
    assert python.member_name(value, text) == expected


@pytest.mark.parametrize("kind", KINDS)
def test_long_names_are_cut_and_stay_apart(kind):
    first, second = KINDS[kind]("veryLongName" * 30), KINDS[kind]("veryLongName" * 30 + "2")
    assert first != second
    assert {len(first), len(second)} <= {79, 80}
    assert all(len((name + ".py").encode()) <= 255 for name in (first, KINDS[kind]("数" * 300)))


@pytest.mark.parametrize("kind", KINDS)
@given(text=st.text(max_size=120))
def test_any_text_gives_a_public_name(kind, text):
    name = KINDS[kind](text)
    assert name.isidentifier()
    assert unicodedata.normalize("NFKC", name) == name
    assert not keyword.iskeyword(name)
    assert not name.startswith("_")
    assert len(name) <= python.LONGEST + 1
    assert name == KINDS[kind](text)


@given(text=st.text(min_size=1, max_size=40))
def test_every_text_has_words(text):
    assert all(words(text))
    assert upper(text)


def test_reserved_names_are_those_that_pydantic_has():
    public = {name for name in dir(pydantic.BaseModel) if not name.startswith("_")}
    metaclass = {name for name in dir(type(pydantic.BaseModel)) if not name.startswith("_")}
    assert public | metaclass <= reserved.MODEL_ATTRIBUTES


@pytest.mark.parametrize(
    "wire",
    [*sorted(reserved.MODEL_ATTRIBUTES), *sorted(reserved.ANNOTATION_NAMES), "model_dump_all"],
)
def test_pydantic_takes_what_is_made_of_reserved_names(wire):
    name = python.field_name(wire)
    model = pydantic.create_model("Model", **{name: (str | None, None)})  # a warning is an error
    assert getattr(model(**{name: "x"}), name) == "x"
