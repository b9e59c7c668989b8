"""What type checkers make of the generated classes: strictly clean, narrowing, refusing what is refused."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.models.making import install

pytestmark = pytest.mark.checkers

TOOLS = Path(sys.executable).parent
USE = """
from datetime import UTC, datetime
from typing import Any, assert_never, assert_type

from {package}._runtime.missing import MISSING, Missing
from {package}.inputs import AddressInput, CatInput, SaleInput
from {package}.models import Address, Cat, Dog, Sale, Status, UnknownVariant


def read(sale: Sale) -> str:
    match sale.pet:
        case Cat():
            return sale.pet.pet_type
        case Dog():
            return str(sale.pet.lives)
        case UnknownVariant():
            return repr(sale.pet)
        case None:
            pass
        case _:
            assert_never(sale.pet)
    if isinstance(sale.status, Status):
        return sale.status.value
    assert_type(sale.status, str | None)
    return sale.status or ""


def ask(note: str | None | Missing = MISSING) -> str:
    if note is MISSING:
        return "not set"
    assert_type(note, str | None)
    return note or "null"


def change(sale: SaleInput, address: Address) -> str:
    sale.status = "confirmed"
    sale.status = Status.DRAFT
    sale.code = None
    sale.day = MISSING
    sale.address = assert_type(AddressInput.from_answer(address), AddressInput)
    assert_type(sale.to_dict(), dict[str, Any])
    return sale.to_json()


SaleInput(count=1, status="draft", code=None, address=AddressInput(country=None), pet=CatInput(pet_type="cat"))
Sale(id="1", nullable=None, created_date=datetime.now(UTC))
"""
REFUSED = [
    "SaleInput()",
    "SaleInput(count=None)",
    "SaleInput(count=1, address=None)",
    "SaleInput(count=1, address=Address())",
    'SaleInput(count=1, status="shipped")',
    "SaleInput(count=1, total=3.0)",
    "SaleInput(count=1, totals=3)",
    "SaleInput(count=1).address = None",
    'SaleInput(count=1).status = "shipped"',
    "SaleInput(count=1).code.upper()",
]


@pytest.fixture(scope="module")
def package(sources, tmp_path_factory) -> Path:
    return install(sources, tmp_path_factory.mktemp("typed"))


@pytest.fixture(scope="module")
def errors(package) -> dict[str, set[str]]:
    """Checker to the lines, `file:number`, that it complains about."""
    use = USE.format(package=package.name).strip() + "\n"
    (package.parent / "good.py").write_text(use, encoding="utf-8")
    lines = [*use[: use.index("\n\n\n")].splitlines(), *REFUSED]
    (package.parent / "bad.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return {
        "mypy": _mypy(package.parent),
        "pyright": _pyright(package.parent, "strict"),
        "pyright basic": _pyright(package.parent, "basic"),
    }


def _mypy(folder: Path) -> set[str]:
    command = [TOOLS / "mypy", "--strict", "--no-error-summary", "good.py", "bad.py"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode in (0, 1), done.stderr
    return {found[1] for found in re.finditer(r"^(\S+:\d+): error", done.stdout, re.MULTILINE)}


def _pyright(folder: Path, mode: str) -> set[str]:
    (folder / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": mode}))
    command = [TOOLS / "pyright", "--outputjson", "--pythonpath", sys.executable]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)["generalDiagnostics"]
    return {
        f"{Path(one['file']).relative_to(folder)}:{one['range']['start']['line'] + 1}"
        for one in found
        if one["severity"] == "error"
    }


OURS = re.compile(r"good\.py|.*/(models|inputs)\.py|.*/_runtime/(model|fields|missing)\.py")


@pytest.mark.parametrize("checker", ["mypy", "pyright", "pyright basic"])
def test_what_is_right_is_accepted(errors, checker):
    assert {line for line in errors[checker] if OURS.match(line)} == set()


@pytest.mark.parametrize("checker", ["mypy", "pyright", "pyright basic"])
def test_what_is_wrong_is_refused(package, errors, checker):
    lines = (package.parent / "bad.py").read_text(encoding="utf-8").splitlines()
    missed = [
        text
        for number, text in enumerate(lines, 1)
        if text in REFUSED and f"bad.py:{number}" not in errors[checker]
    ]
    assert missed == []
