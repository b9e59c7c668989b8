"""What a package holds, on the tiny API."""

from __future__ import annotations

import ast
import dataclasses
import tomllib

import pytest

from generator import ir
from generator.threads import THREADS
from generator.tidy import tidy
from tests.render import tiny

HEADER = "# Made from specs/tiny/openapi.yaml.\n# Do not edit: change the spec and run `make generate`.\n"


@pytest.fixture(scope="module")
def files() -> dict[str, str]:
    return tiny.files()


def source_of(files: dict[str, str], path: str, *names: str) -> str:
    """The source of one definition: `source_of(files, "resources/orders.py", "Orders", "list")`."""
    text = files[f"src/tiny_shop/{path}"]
    node: ast.AST = ast.parse(text)
    for name in names:
        body: list[ast.stmt] = getattr(node, "body")  # noqa: B009
        node = next(found for found in body if name in _names_of(found))
    return ast.get_source_segment(text, node) or ""


def _names_of(node: ast.stmt) -> list[str]:
    match node:
        case ast.AnnAssign(target=ast.Name(id=name)) | ast.ClassDef(name=name):
            return [name]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return [name]
        case _:
            return []


def test_the_tree(files: dict[str, str]) -> None:
    root = "src/tiny_shop/"
    own = [path for path in files if not path.startswith(f"{root}_runtime/")]
    assert own == sorted(own) == [
        ".gitattributes",
        "LICENSE",
        "README.md",
        "pyproject.toml",
        f"{root}__init__.py",
        f"{root}__main__.py",
        f"{root}client.py",
        f"{root}errors.py",
        f"{root}inputs.py",
        f"{root}models.py",
        f"{root}py.typed",
        f"{root}resources/__init__.py",
        f"{root}resources/files_more.py",
        f"{root}resources/orders.py",
        f"{root}types.py",
    ]  # fmt: skip


def test_every_python_file_parses_and_says_what_it_is_made_from(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.endswith(".py") and "/_runtime/" not in path:
            ast.parse(text, path)
            assert text.startswith(HEADER)
            assert "object at 0x" not in text


def test_the_runtime_is_copied_byte_for_byte(files: dict[str, str]) -> None:
    copied = {p.rpartition("/")[2]: t for p, t in files.items() if "/_runtime/" in p}
    plain = {path: text for path, text in tiny.runtime().items() if path != "renamed.py"}
    plain |= tidy({THREADS: plain[THREADS]}, None)  # is made, not copied
    assert copied == plain, "the module for old names is for packages that have some"


def test_the_same_input_gives_the_same_bytes(files: dict[str, str]) -> None:
    assert tiny.files() == files


def test_no_line_of_code_is_longer_than_100_columns(files: dict[str, str]) -> None:
    for path, text in files.items():
        if path.endswith(".py") and "_runtime/" not in path:
            assert [line for line in text.split("\n") if len(line) > 100] == []


def test_an_operation_is_one_value(files: dict[str, str]) -> None:
    assert source_of(files, "resources/orders.py", "_UPDATE_ORDER") == (
        """\
_UPDATE_ORDER: Final[Operation[Order]] = Operation(
    name="orders.update_order",
    method="PATCH",
    path="/orders/{order.id}",
    parameters=(Parameter("order_id", "order.id", "path"),),
    body=JsonBody(
        lambda: inputs.UpdateOrderRequest, fields=("order", "body_id"), renamed={"body_id": "id"}
    ),
    answers={"200": Json(lambda: models.UpdateOrderResponse, result="order")},
    errors={
        "404": Json(lambda: models.Problem),
        "428": Json(lambda: models.Problem),
        "default": Empty(),
    },
    security=(("apiKey",),),
    idempotent=True,
)"""
    )


def test_a_method_is_a_signature_a_docstring_and_a_statement(files: dict[str, str]) -> None:
    assert source_of(files, "resources/orders.py", "Orders", "update_order") == (
        '''\
def update_order(
        self,
        order_id: str,
        *,
        order: OrderUpdate,
        body_id: str | Missing = MISSING,
        **_extra: Unpack[Extra],
    ) -> Order:
        """Update an order.

        Changes what is given.

        - A field left out stays.
        - `null` removes it.

        `PATCH /orders/{order.id}`. Sent again also when it may have been done: that does no
        harm.

        The vendor's page: <https://example.com/update>.

        Args:
            order_id: Order ID.
            order: What to change; what is left out stays.
            body_id: The property `id` of the body. Deprecated.

        Returns:
            The order after the change.

        Raises:
            NotFound: 404. There is no such order.
            PreconditionRequired: 428. The order cannot be changed now.
            OrderIsPending: 428 `ORDER_IS_PENDING`. Not yet approved.
            StatusError: Any other status.
            TinyShopError: Any of these, and what all calls raise: `RequestInvalid`, `NotSent`,
                `OutcomeUnknown`, `ResponseInvalid`.
        """
        return self._send(
            _UPDATE_ORDER, order_id=order_id, order=order, body_id=body_id, _extra=_extra
        )'''
    )


def test_a_method_called_list_hides_no_type(files: dict[str, str]) -> None:
    method = source_of(files, "resources/orders.py", "AsyncOrders", "list")
    assert "tags: _list[str] | Missing = MISSING" in method
    assert ") -> _list[Order]:" in method
    assert "status: OrderStatusLike | Missing = MISSING" in method
    assert "limit: How many. At least 1." in method


def test_a_deprecated_operation_says_so(files: dict[str, str]) -> None:
    method = source_of(files, "resources/orders.py", "Orders", "delete_order")
    assert "\n\n        Deprecated: the API may drop this operation.\n\n" in method
    assert "-> None:" in method


def test_bodies_that_are_one_argument(files: dict[str, str]) -> None:
    upload = source_of(files, "resources/files_more.py", "_UPLOAD")
    assert 'BytesBody(required=False, media_type="image/png")' in upload
    assert 'accept="text/plain",\n    answers={"200": Text()}' in upload
    assert "security" not in upload
    most = source_of(files, "resources/files_more.py", "_MOST")
    assert "lambda: list[inputs.OrderUpdate]" in most
    assert 'argument="updates"' in most
    assert 'media_type="application/merge-patch+json"' in most
    assert "accept" not in most
    assert "security=((),)" in most


def test_errors_are_classes_and_tables(files: dict[str, str]) -> None:
    assert source_of(files, "errors.py", "OrderIsPending") == (
        'class OrderIsPending(PreconditionRequired):\n    """428 `ORDER_IS_PENDING`: Not yet approved."""'
        '\n\n    code: str | None = "ORDER_IS_PENDING"'
    )
    assert source_of(files, "errors.py", "NotFound").endswith('"""\n\n    status = 404')
    assert "404: NotFound, 428: PreconditionRequired" in source_of(files, "errors.py", "STATUSES")
    assert '(428, "ORDER_IS_PENDING"): OrderIsPending' in source_of(files, "errors.py", "CODES")
    doc = ast.get_docstring(ast.parse(files["src/tiny_shop/errors.py"])) or ""
    assert "\n    └── StatusError               the server refused\n        ├── NotFound" in doc


def test_a_client_takes_what_the_declaration_says(files: dict[str, str]) -> None:
    sync = source_of(files, "client.py", "TinyShop", "__init__")
    assert "api_key: Key | None = None," in sync
    assert 'environment: Literal["production", "staging"] = "production",' in sync
    assert "api_key=api_key,\n            login=login,\n            shop_id=shop_id," in sync
    assert "api_key: AsyncKey | None = None," in source_of(files, "client.py", "AsyncTinyShop")
    service = source_of(files, "client.py", "SERVICE")
    assert '"basic": Basic(argument="login", environment="TINY_SHOP_LOGIN")' in service
    assert 'message_pointers=("/message", "/title")' in service


def test_public_names_are_complete_sorted_and_loaded_from_their_modules(
    files: dict[str, str],
) -> None:
    tree = ast.parse(files["src/tiny_shop/__init__.py"])
    assigned = {ast.unparse(n.targets[0]): n.value for n in tree.body if isinstance(n, ast.Assign)}
    public = ast.literal_eval(assigned["__all__"])
    assert public[0] == "MISSING"
    assert public[1:] == sorted(public[1:])
    (choice,) = [node for node in tree.body if isinstance(node, ast.If)]
    imported = [a.name for n in choice.body if isinstance(n, ast.ImportFrom) for a in n.names]
    call = ast.literal_eval(choice.orelse[0].value.args[1])  # type: ignore[attr-defined]
    lent = [name for names in call.values() for name in names]
    assert sorted(imported) == sorted(lent) == sorted(public)
    assert "ListOrdersParameters" not in public


def test_the_project_file(files: dict[str, str]) -> None:
    project = tomllib.loads(files["pyproject.toml"])
    assert project["project"]["name"] == "tiny-shop"
    assert project["project"]["requires-python"] == ">=3.11"
    assert project["project"]["dependencies"] == ["httpx2>=2.16,<3", "pydantic>=2.14,<3"]
    assert project["project"]["optional-dependencies"] == {"otel": ["opentelemetry-api>=1.27,<2"]}
    assert project["project"]["urls"] == {"Documentation": "https://example.com/docs"}
    assert project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"] == ["src/tiny_shop"]


def test_the_changelog_is_found_where_the_docs_stand() -> None:
    """Under its well-known label, unless the author has said where it is; and in the source archive."""
    site = "https://docs.acme.dev/tiny-shop/"

    def urls(**facts: object) -> dict[str, str]:
        text = tiny.files(dataclasses.replace(tiny.API, **facts))["pyproject.toml"]
        project = tomllib.loads(text)
        assert "/CHANGELOG.md" in project["tool"]["hatch"]["build"]["targets"]["sdist"]["include"]
        return dict(project["project"]["urls"])

    assert urls(docs_url=site)["Changelog"] == f"{site}changelog.html"
    assert urls(docs_url=site, urls=(("What's New", "https://a.dev/new"),)) == {
        "Documentation": site,
        "Vendor documentation": "https://example.com/docs",
        "What's New": "https://a.dev/new",
    }
    assert "Changelog" not in urls(docs_url="")


def test_licences(files: dict[str, str]) -> None:
    assert "Copyright (c) the authors of tiny-shop" in files["LICENSE"]
    other = tiny.files(spdx="Apache-2.0")
    assert other["LICENSE"].endswith("SPDX-License-Identifier: Apache-2.0\n")
    assert 'license = "Apache-2.0"' in other["pyproject.toml"]


# --- APIs that lack things ----------------------------------------------------------------------


def test_an_api_with_next_to_nothing() -> None:
    operation = dataclasses.replace(tiny.UPLOAD, body=None, tag="Orders")
    api = tiny.with_operations(
        operation,
        summary="",
        description="",
        servers=(),
        credentials=(),
        headers=(),
        error_statuses=(),
        error_codes=(),
        error_code_pointers=(),
        error_message_pointers=(),
        request_id_header=None,
        external_docs=None,
    )
    files = tiny.files(api, inputs="", models="")
    assert "src/tiny_shop/inputs.py" not in files
    assert "src/tiny_shop/models.py" not in files
    client = files["src/tiny_shop/client.py"]
    assert "base_url: str,\n" in client
    assert "environment" not in client
    assert "Key |" not in client
    assert "STATUSES: Final[dict[int, type[StatusError]]] = {}" in files["src/tiny_shop/errors.py"]
    assert 'with TinyShop(base_url="https://api.example.com") as client:' in files["README.md"]
    orders = files["src/tiny_shop/resources/orders.py"]
    assert "else:" not in orders
    assert "lazy" not in orders


def test_a_resource_of_forty_operations() -> None:
    many = [
        dataclasses.replace(tiny.DELETE_ORDER, id=f"delete{n}", path=f"/{n}/{{order.id}}")
        for n in range(40)
    ]
    names = dataclasses.replace(
        tiny.NAMES,
        operations={operation.id: f"delete_{n}" for n, operation in enumerate(many)},
        arguments={(operation.id, "path", "order.id"): "order_id" for operation in many},
    )
    text = tiny.files(tiny.with_operations(*many), names)["src/tiny_shop/resources/orders.py"]
    assert text.count("\n    async def delete_") == 40
    assert text.count(" = prepare(Orders.delete_") == 40


def test_an_optional_body_makes_all_its_arguments_optional() -> None:
    assert isinstance(tiny.UPDATE_ORDER.body, ir.ObjectBody)
    body = dataclasses.replace(tiny.UPDATE_ORDER.body, required=False)
    api = tiny.with_operations(dataclasses.replace(tiny.UPDATE_ORDER, body=body))
    text = tiny.files(api)["src/tiny_shop/resources/orders.py"]
    assert "order: OrderUpdate | Missing = MISSING" in text
    assert "required=False" in text


def test_path_parameters_stand_in_the_order_of_the_path() -> None:
    first, second = tiny._parameter("a", "path"), tiny._parameter("b", "path")
    operation = dataclasses.replace(
        tiny.DELETE_ORDER, path="/{b}/x/{a}", parameters=(first, second)
    )
    keys = {("deleteOrder", "path", name): name for name in "ab"}
    names = dataclasses.replace(tiny.NAMES, arguments=keys)
    text = tiny.files(tiny.with_operations(operation), names)["src/tiny_shop/resources/orders.py"]
    assert "def delete_order(self, b: str, a: str, **_extra: Unpack[Extra]) -> None:" in text


def test_two_public_names_that_are_one_are_refused() -> None:
    with pytest.raises(ValueError, match="OrderUpdate stands in models and in inputs"):
        tiny.files(models=tiny.MODELS + "\n\nclass OrderUpdate(Answer):\n    pass\n")
    with pytest.raises(ValueError, match="two things: NotFound"):
        tiny.files(models=tiny.MODELS + "\n\nclass NotFound(Answer):\n    pass\n")


def test_a_range_of_statuses_is_the_base_of_its_statuses() -> None:
    replies = (tiny._reply("404", "No order."), tiny._reply("4XX", "You erred"))
    api = tiny.with_operations(
        dataclasses.replace(tiny.DELETE_ORDER, replies=(), errors=replies),
        error_statuses=(404,),
        error_ranges=("4XX",),
        error_codes=(),
    )
    names = dataclasses.replace(tiny.NAMES, statuses={"404": "NotFound", "4XX": "ClientError"})
    files = tiny.files(api, names)
    errors = files["src/tiny_shop/errors.py"]
    assert 'class ClientError(StatusError):\n    """4XX: You erred."""\n\n\nclass' in errors
    assert "class NotFound(ClientError):" in errors
    assert "{\n    **dict.fromkeys(range(400, 500), ClientError),\n    404: NotFound,\n}" in errors
    assert "└── ClientError  " in errors
    operation = files["src/tiny_shop/resources/orders.py"]
    assert "answers" not in operation
    assert "ClientError: 4XX. You erred." in operation


def test_how_a_form_and_a_query_are_written() -> None:
    assert isinstance(tiny.UPDATE_ORDER.body, ir.ObjectBody)
    order, other = tiny.UPDATE_ORDER.body.fields
    body = dataclasses.replace(
        tiny.UPDATE_ORDER.body,
        encoding="form",
        media_type="application/x-www-form-urlencoded",
        fields=(dataclasses.replace(order, style="deepObject", explode=True), other),
    )
    parameter = tiny._parameter("q", "query", allow_reserved=True)
    operation = dataclasses.replace(tiny.UPDATE_ORDER, body=body, parameters=(parameter,))
    arguments = {**tiny.NAMES.arguments, ("updateOrder", "query", "q"): "q"}
    names = dataclasses.replace(tiny.NAMES, arguments=arguments)
    text = tiny.files(tiny.with_operations(operation), names)["src/tiny_shop/resources/orders.py"]
    assert 'styles={"order": ("deepObject", True)}' in text
    assert 'Parameter("q", "q", "query", style="form", explode=True, allow_reserved=True)' in text
