"""Importing a generated package: what it loads, what it shows, and what its files hold."""

from __future__ import annotations

import ast
import importlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.threads import TASKS, THREADS, in_threads
from generator.tidy import tidy

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = sorted(path.parent for path in ROOT.glob("generated/*/src/*/__init__.py"))
VIEWS = ("WithResponse", "WithRawResponse", "WithStreamingResponse")
LOADED = """
import json, sys
before = set(sys.modules)
import {name}
{then}
print(json.dumps(sorted(set(sys.modules) - before)))
"""


def test_there_are_packages():
    assert [path.name for path in PACKAGES] == ["wix_orders", "wizcommerce_orders"]


@pytest.fixture(params=PACKAGES, ids=lambda path: path.name)
def package(request) -> Path:
    return request.param


def loaded_by(package: Path, then: str = "") -> set[str]:
    """Top-level modules that importing the package loads in a fresh interpreter, beside the standard library's."""
    script = LOADED.format(name=package.name, then=then)
    done = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(package.parent)!r})\n{script}"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return {name.partition(".")[0] for name in json.loads(done.stdout)} - set(
        sys.stdlib_module_names
    )


def test_import_loads_no_third_party_module(package):
    assert loaded_by(package) == {package.name}


def test_dir_loads_nothing_either(package):
    assert loaded_by(package, f"dir({package.name}); repr({package.name})") == {package.name}


def test_models_do_not_load_the_http_library(package):
    assert "httpx2" not in loaded_by(package, f"{package.name}.Order")


def test_making_a_client_loads_no_third_party_module_either(package):
    then = f"""
from {package.name} import client, types
made = next(v for v in vars(client).values() if isinstance(v, type) and v.__mro__[1].__name__ == "Client")
made(api_key="k").with_options(max_retries=0)
types.Key, types.Deviation, types.Middleware
import sys
assert "logging" not in sys.modules
"""
    assert loaded_by(package, then) == {package.name}


def test_the_types_around_calls_exist(package):
    types = importlib.import_module(f"{package.name}.types")
    assert importlib.import_module(package.name).types is types
    assert len(types.__all__) > 10
    assert set(types.__all__) <= set(dir(types))
    assert all(getattr(types, name) for name in types.__all__)
    with pytest.raises(
        AttributeError, match=rf"'{package.name}\.types' has no attribute 'Nothing'"
    ):
        _ = types.Nothing


def test_all_equals_what_exists(package):
    module = importlib.import_module(package.name)
    assert len(module.__all__) == len(set(module.__all__))
    assert set(module.__all__) <= set(dir(module))
    assert all(getattr(module, name).__class__ is not None for name in module.__all__)
    defined = {
        name
        for part in ("client", "errors", "models", "inputs")
        for name in public_names(package / f"{part}.py")
    }
    assert defined - set(module.__all__) <= {"SERVICE", "STATUSES", "CODES"} | private_views(module)


def public_names(path: Path) -> set[str]:
    """Classes and aliases that a module defines at its top."""
    tree = ast.parse(path.read_text("utf-8"))
    classes = {node.name for node in tree.body if isinstance(node, ast.ClassDef)}
    targets = [node.targets[0] for node in tree.body if isinstance(node, ast.Assign)]
    names = classes | {target.id for target in targets if isinstance(target, ast.Name)}
    return {name for name in names if not name.startswith("_")}


def private_views(module) -> set[str]:
    """The views of the clients, which nobody makes by hand, and the checks of parameters."""
    client = next(name for name in module.__all__ if f"Async{name}" in module.__all__)
    inputs = vars(importlib.import_module(f"{module.__name__}.inputs"))
    checks = {name for name in inputs if name.endswith("Parameters")}
    views = {f"{client}{view}" for view in VIEWS}
    return {f"Prepared{client}", *views, *(f"Async{view}" for view in views)} | checks


def test_star_import_gives_all(package):
    scope: dict[str, object] = {}
    exec(f"from {package.name} import *", scope)
    assert set(importlib.import_module(package.name).__all__) <= set(scope)


def test_a_wrong_name_is_an_attribute_error(package):
    with pytest.raises(AttributeError, match="Nothing"):
        _ = importlib.import_module(package.name).Nothing


def test_every_public_class_has_a_docstring(package):
    module = importlib.import_module(package.name)
    lacking = [
        name
        for name in module.__all__
        if isinstance(getattr(module, name), type)
        and not (getattr(module, name).__doc__ or "").strip()
    ]
    assert lacking == []


def test_every_model_can_be_built(package):
    from pydantic import BaseModel

    for part in ("models", "inputs"):
        for value in vars(importlib.import_module(f"{package.name}.{part}")).values():
            if isinstance(value, type) and issubclass(value, BaseModel):
                value.model_rebuild()
                value.model_json_schema()


def test_no_line_holds_an_address_or_a_path(package):
    for path in package.parents[1].rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and ".egg-info" not in str(path):
            text = path.read_text("utf-8")
            assert "object at 0x" not in text, path
            assert str(ROOT) not in text, path


def test_the_runtime_is_copied_byte_for_byte(package):
    source, copy = ROOT / "generator" / "runtime", package / "_runtime"
    names = {path.name for path in source.glob("*.py")}
    if "old_names(" not in (package / "__init__.py").read_text("utf-8"):
        names.remove("renamed.py")
    assert names | {THREADS} == {path.name for path in copy.glob("*.py")}
    assert all((source / name).read_bytes() == (copy / name).read_bytes() for name in names)


def test_the_threads_half_is_made_of_the_half_for_tasks(package):
    made = in_threads((ROOT / "generator" / "runtime" / TASKS).read_text("utf-8"))
    tidied = tidy({THREADS: made}, None)[THREADS]
    assert (package / "_runtime" / THREADS).read_text("utf-8") == tidied


def test_the_package_is_complete(package):
    root = package.parents[1]
    assert {"pyproject.toml", "README.md", "LICENSE"} <= {path.name for path in root.iterdir()}
    assert (package / "py.typed").is_file()


def test_headers_say_where_it_is_from_and_hold_no_date(package):
    for path in [*package.glob("*.py"), *package.glob("resources/*.py")]:
        head = "\n".join(path.read_text("utf-8").splitlines()[:3])
        if path.stat().st_size:
            assert "make generate" in head, path
            assert re.search(r"\d{4}-\d\d-\d\d", head) is None, path
