"""The text of the modules: what it says, and that nothing but its input decides it."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from generator.models import ModelSources
from tests.models.making import canonical, load, names, obj, ref, render
from tests.models.oracle import differences
from tests.models.shop import ADDRESS, ANSWERS, DATE, INPUTS, TEXT, enum, shop

ROOT = Path(__file__).parents[2]


def test_every_field_is_what_its_schema_says(modules):
    made = shop()
    assert list(differences(made, names(made), *modules)) == []


def test_lines_are_as_one_would_write_them(sources):
    for line in [
        "class Sale(Answer):",
        "    nullable: int | float | None",
        '    status: Annotated[Status | str | None, Field(union_mode="left_to_right")] = None',
        '    created_date: Annotated[datetime | None, Field(alias="createdDate")] = None',
        '    """When it was made. Deprecated."""',
        "    date: _date | None = None",
        "    total: DecimalText | None = None",
        "    email: str | None = None",
        "    file: str | None = None",
        '    """At least 1 item, each at most 3 characters."""',
        'Status | Literal["draft", "confirmed", "cancelled"], value_of(Status)]\n"""`Status`, or',
        'Cat | Dog | UnknownVariant, variants("petType", {"cat": Cat, "dog": Dog})]\n"""A pet."""',
        'class Empty(Answer):\n    """Nothing."""',
        "class Bare(Answer):\n    pass",
        "class Size(IntEnum):\n    ONE = 1",
    ]:
        assert line in sources.models, line
    for line in [
        "    country: str | None | Missing = MISSING",
        'Annotated[str | Missing, Field(alias="addressLine", max_length=150)] = MISSING',
        '    """The main line. At most 150 characters. `None` is refused."""',
        "    status: StatusLike | Missing = MISSING",
        '    code: Annotated[str | None | Missing, Field(pattern="^[A-Z]+$")] = MISSING',
        '    """If left out, `"x"`. `None` is refused."""',
        "from .models import SizeLike, StatusLike",
    ]:
        assert line in sources.inputs, line


def test_nothing_slows_or_defeats_the_building_of_classes(sources):
    assert "model_rebuild" not in sources.models + sources.inputs
    assert "min_length" not in sources.models
    assert "pattern=" in sources.inputs
    assert "(?=" not in sources.inputs.replace('"""', "").split("Field(")[0]


def test_no_import_is_missing_or_unused(sources, tmp_path):
    for name in ("models", "inputs"):
        path = tmp_path / f"{name}.py"
        path.write_text(getattr(sources, name), encoding="utf-8")
    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "F,I,UP", tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_what_goes_in_comes_out_under_the_same_names(sources):
    tree = ast.parse(sources.models)
    classes = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    assert classes == [
        "Status",
        "Order",
        "Size",
        "Ratio",
        "Mix",
        *(n for n in ANSWERS if n != "Pet"),
    ]
    tree = ast.parse(sources.inputs)
    classes = [node.name for node in tree.body if isinstance(node, ast.ClassDef)]
    assert classes == [f"{name}Input" for name in INPUTS if name != "Pet"]


HARD_WIRES = [
    "model_config",
    "schema",
    "json",
    "copy",
    "self",
    "class",
    "date",
    "str",
    "int",
    "list",
    "Field",
    "Annotated",
    "MISSING",
    "_id",
]


def test_properties_named_like_what_the_module_needs(tmp_path):
    wires = {wire: DATE if wire == "date" else TEXT for wire in [*HARD_WIRES, "", "a.b", 'q"\\\n']}
    own = {"date": "date", "str": "str", "int": "int", "list": "list", "": "empty", 'q"\\\n': "q"}
    special = {("Hard", wire): own.get(wire, f"{wire.strip('_').lower()}_") for wire in wires}
    special["Hard", "a.b"] = "a_b"
    hard = {**obj(**wires), "required": []}
    hard["properties"] |= {"more": {"type": "array", "items": {"type": "integer"}}}
    made = canonical(answers={"Hard": hard}, inputs={"Hard": hard})
    given = names(made, special)
    models, inputs = load(render(made, given), tmp_path)
    assert list(differences(made, given, models, inputs)) == []
    wire = {key: "2024-01-02" if key == "date" else key for key in wires} | {"more": [1]}
    assert models.Hard.model_validate(wire).to_dict() == wire
    assert inputs.HardInput(**wire).to_dict() == wire
    assert inputs.HardInput.from_answer(models.Hard.model_validate(wire)).to_dict() == wire


def test_classes_named_like_what_the_module_needs(tmp_path):
    taken = [
        "Field",
        "Annotated",
        "Literal",
        "Answer",
        "StrEnum",
        "Any",
        "DecimalText",
        "UnknownVariant",
    ]
    money = obj(amount={"type": "string", "format": "decimal"}, anything={}, field=ref("Field"))
    made = canonical(
        enums={"Status": enum(["a"], "A")},
        answers=dict.fromkeys(taken, money),
        inputs={"Money": obj(amount={"type": "string", "format": "decimal"}, status=ref("Status"))},
    )
    models, _ = load(render(made), tmp_path)
    for name in taken:
        made_of = getattr(models, name).model_validate(
            {"amount": "1.0", "field": {"amount": "2.0"}}
        )
        assert type(made_of.field) is models.Field
        assert made_of.to_dict() == {"amount": "1.0", "field": {"amount": "2.0"}}


def test_text_of_the_spec_stays_text(tmp_path):
    evil = '"""\nimport os\nos._exit(1)\n"""\\'
    made = canonical(
        enums={"E": {**enum([evil, "SpEnum0"], "A B"), "description": evil}},
        answers={
            "A": {**obj(**{evil: {**TEXT, "description": evil}}), "description": evil},
            "B": obj(status=ref("E"), SpMark0={**TEXT, "description": "SpMark0 SpAnswer0"}),
        },
        inputs={"A": obj(**{evil: {"type": "string", "const": evil, "pattern": evil}})},
    )
    special = {("A", evil): "evil", ("B", "SpMark0"): "mark"}
    sources = render(made, names(made, special))
    models, inputs = load(sources, tmp_path)
    assert models.A.model_validate({evil: "x"}).evil == "x"
    assert evil == models.E.A
    assert models.E.B == "SpEnum0"
    assert inputs.AInput(evil=evil).to_dict() == {evil: evil}
    assert "SpMark0 SpAnswer0" in sources.models


def test_recursion_of_every_kind(tmp_path):
    node = obj(
        parent={"anyOf": [ref("Node"), {"type": "null"}]},
        children={"type": "array", "items": ref("Node"), "maxItems": 3},
        deep={"type": "array", "items": {"type": "array", "items": ref("Other"), "minItems": 1}},
    )
    made = canonical(
        answers={"Node": node, "Other": obj(node=ref("Node"))},
        inputs={"Node": node, "Other": obj(node=ref("Node"))},
    )
    models, inputs = load(render(made), tmp_path)
    wire = {"parent": {"parent": None}, "children": [{"children": []}], "deep": [[{"node": {}}]]}
    assert models.Node.__pydantic_validator__.validate_python(wire).to_dict() == wire
    assert inputs.NodeInput.from_answer(models.Node.model_validate(wire)).to_dict() == wire


def test_nothing_at_all():
    made = canonical()
    sources = render(made)
    assert ast.parse(sources.models)
    assert ast.parse(sources.inputs)


# --- determinism and cache ---

SCRIPT = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
from tests.models.making import render
from tests.models.shop import shop
sources = render(shop())
print(hashlib.sha256((sources.models + sources.inputs).encode()).hexdigest())
"""


@pytest.mark.parametrize(("seed", "locale"), [("0", "C"), ("7", "tr_TR.UTF-8")])
def test_nothing_but_the_input_decides(sources, tmp_path, seed, locale):
    import hashlib

    (tmp_path / "pyproject.toml").write_text(
        '[tool.datamodel-codegen]\nclass-name-prefix = "Z"\nsnake-case-field = true\n'
    )
    (tmp_path / "pydantic_v2").mkdir()
    (tmp_path / "pydantic_v2" / "BaseModel.jinja2").write_text("nonsense")
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(ROOT)],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"], "PYTHONHASHSEED": seed, "LC_ALL": locale},
        capture_output=True,
        text=True,
        check=True,
    )
    expected = hashlib.sha256((sources.models + sources.inputs).encode()).hexdigest()
    assert done.stdout.strip() == expected


def test_a_result_is_kept(sources, tmp_path, monkeypatch):
    folder = tmp_path / "new" / "folder"
    assert render(shop(), cache=folder) == sources

    def run(*args: object) -> None:
        raise RuntimeError("the engine ran")

    monkeypatch.setattr("generator.models.modules.run", run)
    assert render(shop(), cache=folder) == sources


def test_any_change_makes_a_new_result(tmp_path):
    made = shop()
    render(made, cache=tmp_path)
    changed = replace(made, answers={**made.answers, "#/x": obj()})  # type: ignore[dict-item]
    given = replace(names(made), types={**names(made).types, ("#/x", "answer"): "X"})  # type: ignore[dict-item]
    assert "class X(Answer):" in render(changed, given, cache=tmp_path).models
    assert len(list((tmp_path / "models").iterdir())) == 2


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"models": "x", "inputs": "y"}'])
def test_a_spoilt_result_is_made_again(sources, tmp_path, spoilt, monkeypatch):
    render(shop(), cache=tmp_path)
    monkeypatch.setattr("generator.keep._held", {})  # as in another process
    (entry,) = (tmp_path / "models").iterdir()
    whole = entry.read_text()
    entry.write_text(spoilt)
    assert render(shop(), cache=tmp_path) == sources
    assert entry.read_text() == whole


def test_results_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr("generator.models.cache.MOST", 2)
    monkeypatch.setattr("generator.models.modules.write", lambda *_: {"models": "", "inputs": ""})
    for number in range(5):
        render(replace(shop(), answers={f"#/{number}": obj()}), cache=tmp_path)  # type: ignore[dict-item]
    assert len(list((tmp_path / "models").iterdir())) == 3


def test_a_folder_that_cannot_be_written_to_keeps_nothing(sources, tmp_path):
    (tmp_path / "file").touch()
    assert render(shop(), cache=tmp_path / "file") == sources


def test_a_kept_result_needs_no_engine(tmp_path):
    render(shop(), cache=tmp_path)
    script = SCRIPT.replace(
        "render(shop())", f"render(shop(), cache=__import__('pathlib').Path({str(tmp_path)!r}))"
    )
    script += (
        "print([m for m in ('datamodel_code_generator', 'pydantic', 'jinja2') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(ROOT)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.splitlines()[1] == "[]"


def test_names_that_clash_are_refused():
    made = canonical(answers={"A": obj(), "B": obj()})
    given = names(made)
    given = replace(given, types=dict.fromkeys(given.types, "Same"))
    with pytest.raises(AssertionError, match="Same"):
        render(made, given)
    twice = canonical(answers={"A": ADDRESS}, enums={"Status": enum(["a"], "A")}, inputs={})
    twice = replace(
        twice, answers={**twice.answers, **canonical(answers={"Street": obj()}).answers}
    )
    same = {("A", "country"): "x", ("A", "addressLine"): "x"}
    with pytest.raises(AssertionError, match="two fields"):
        render(twice, names(twice, same))


def test_sources_are_a_value(sources):
    assert sources == ModelSources(sources.models, sources.inputs)
