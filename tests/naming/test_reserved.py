"""Names that are taken: by every client and by every generated file."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from generator.naming import reserved
from generator.runtime.settings import DEFAULTS
from generator.views.options import options
from generator.views.scope import KNOWN
from tests.render import tiny

ROOT = Path(__file__).resolve().parents[2]


def test_no_argument_of_clients_is_declared_or_made_a_second_time():
    rules = json.loads((ROOT / "generator/schemas/client.schema.json").read_text())
    declared = rules["$defs"]["reserved"]["enum"]
    assert set(declared) >= reserved.CLIENT_ARGUMENTS
    taken = {option.name for option in options(tiny.API) if not option.own}
    assert taken < reserved.CLIENT_ARGUMENTS
    assert set(DEFAULTS) < reserved.CLIENT_ARGUMENTS


@pytest.mark.parametrize("path", ["client.py", "resources/orders.py", "resources/files_more.py"])
def test_no_class_of_a_resource_hides_what_its_file_or_the_client_imports(path):
    tree = ast.parse(tiny.files()[f"src/tiny_shop/{path}"])
    imported = {
        alias.asname or alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and "resources" not in (node.module or "")
        for alias in node.names
    }
    classes = {name for name in imported if name[0].isupper() and name != "TYPE_CHECKING"}
    own = {"Order", "OrderStatus", "OrderStatusLike", "OrderUpdate"}
    known = reserved.RESOURCE_IMPORTS | reserved.CLASS_NAMES
    assert classes - own <= known
    if "resources" in path:
        assert imported - own - {"_list"} <= KNOWN
