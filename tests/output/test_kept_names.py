"""What is told of names that a package goes on to take."""

from generator.kept_names import kept_names
from generator.surface import effects

INIT = "src/zoo/__init__.py"
MODELS = "src/zoo/models.py"
PLAIN = '__all__ = ["Pet"]\n'
OLD = '    __getattr__ = old_names(__name__, __getattr__, {"Beast": "Pet", "Beast.title": "Pet.name"})\n'
KEPT = f"{PLAIN}if TYPE_CHECKING:\n    Beast = Pet\nelse:\n{OLD}"


def model(name: str, field: str, more: str = "") -> str:
    return f"class {name}(Input):\n    {field}: str | None = None\n{more}"


TITLE = "\n    @property\n    def title(self) -> str | None:\n        return self.name\n"


def test_names_that_stay_are_not_said_to_go():
    old = {INIT: '__all__ = ["Beast"]\n', MODELS: model("Beast", "title")}
    new = {INIT: KEPT, MODELS: model("Pet", "name", TITLE)}
    assert effects(old, new).names == (
        "class Beast changed: is Pet now, and goes on to work",
        "class Pet came",
    )


def test_a_field_that_stays_is_not_said_to_go():
    old = {INIT: PLAIN, MODELS: model("Pet", "title")}
    table = OLD.replace('"Beast": "Pet", "Beast.title"', '"Pet.title"')
    new = {INIT: f"{PLAIN}if not TYPE_CHECKING:\n{table}", MODELS: model("Pet", "name", TITLE)}
    assert effects(old, new).names == (
        "field Pet.name came: str | None, optional",
        "field Pet.title changed: is Pet.name now, and goes on to work",
    )
    assert "field Pet.title went" in effects(old, {**new, INIT: PLAIN}).names


def test_old_names_that_stay_no_more_are_told():
    old, new = {INIT: KEPT}, {INIT: PLAIN}
    assert effects(old, new).names == (
        "old name Beast went: is Pet",
        "old name Beast.title went: is Pet.name",
    )


def test_what_is_no_python_lists_none():
    assert kept_names({INIT: KEPT}) == {"Beast": "Pet", "Beast.title": "Pet.name"}
    assert kept_names({INIT: PLAIN}) == kept_names({INIT: f"{KEPT}("}) == {}
    assert kept_names({"src/zoo/models.py": KEPT}) == {}
