"""Every case: generated, imported, all its operations there, its calls made sync and async over a socket."""

from __future__ import annotations

import pytest

from tests.cases import case as cases
from tests.cases.case import Call, Case
from tests.cases.drive import drive
from tests.cases.generated import package, result_of

CALLS = [
    pytest.param(name, call, id=f"{name}: {call.it}")
    for name in cases.names()
    for call in cases.read(name).calls
]


@pytest.fixture(autouse=True)
def no_credentials_around(monkeypatch):
    for name in ("TOKEN", "LOGIN", "HEADER_KEY", "QUERY_KEY", "SESSION"):
        monkeypatch.delenv(f"VAULT_API_{name}", raising=False)


@pytest.mark.parametrize("name", cases.names())
def test_operations_in_equal_operations_out(name):
    case = cases.read(name)
    assert cases.operations(case) == sorted(case.operations)
    client = getattr(package(name), case.client)(base_url="http://localhost")
    assert methods(client) == sorted(case.operations.values())
    assert methods(
        getattr(package(name), f"Async{case.client}")(base_url="http://localhost")
    ) == methods(client)


@pytest.mark.parametrize("name", cases.names())
def test_every_module_and_every_public_name_is_there(name):
    made = package(name)
    for file in result_of(name).files:
        if file.path.endswith(".py"):
            assert len(file.path.rpartition("/")[2].encode()) <= 255
            assert "object at 0x" not in file.text
    assert all(hasattr(made, public) for public in made.__all__)


@pytest.mark.parametrize("asynchronous", [False, True], ids=["sync", "async"])
@pytest.mark.parametrize(("name", "call"), CALLS)
def test_call(name: str, call: Call, asynchronous, monkeypatch):
    for variable, value in call.environment.items():
        monkeypatch.setenv(variable, value)
    drive(cases.read(name), package(name), call, asynchronous=asynchronous)


def methods(client: object) -> list[str]:
    """Every `resource.method` of a client."""
    members = vars(type(client)).items()
    resources = [name for name, member in members if type(member).__name__ == "Lazy"]
    return sorted(
        f"{resource}.{method}"
        for resource in resources
        for method, function in vars(type(getattr(client, resource))).items()
        if not method.startswith("_") and not hasattr(function, "__deprecated__")
    )


def test_a_case_has_a_call_that_is_sent():
    for name in cases.names():
        case: Case = cases.read(name)
        assert any(call.sends for call in case.calls), name
