"""What two states of a package mean for its users, told from their files."""

import pytest

from generator.surface import effects

INIT = '__all__ = ["MISSING", "Color", "NotFound", "Pet", "PetLike", "Pets"]\n__version__ = "1"\n'
MODELS = '''\
from __future__ import annotations
from enum import StrEnum
from typing import Annotated, TypeAlias


class Color(StrEnum):
    """A color."""

    RED = "red"
    BLUE = "blue"


PetLike: TypeAlias = Color | str


class Pet(Answer):
    """A pet."""

    name: str | None = None
    """What it is called."""
    born_at: Annotated[str | None, Field(alias="bornAt", max_length=5)] = None
    color: Annotated[Color | str | None, Field(union_mode="left_to_right")] = None
    kind: str


class GetPetParameters(Input):
    """Private: the package does not export it."""

    id: str
'''
ERRORS = "class NotFound(StatusError):\n    status = 404\n"
RESOURCE = '''\
_GET_PET: Final[Operation[Pet]] = Operation(
    name="pets.get_pet",
    method="GET",
    path="/pets/{id}",
    answers={"200": Json(lambda: models.Pet)},
    errors={"404": Json(lambda: models.Error)},
    security=(("key",),),
)


class Animals(Resource):
    def get_pet(self, id: str, *, color: Color | Missing = MISSING, size: int = 3) -> Pet:
        """Get it."""
        return self._send(_GET_PET, id=id, color=color)


class AsyncAnimals(AsyncResource):
    async def get_pet(self, id: str, *, color: Color | Missing = MISSING, size: int = 3) -> Pet:
        return await self._send(_GET_PET, id=id, color=color)


class AnimalsWithResponse(ResponseResource):
    get_pet = with_response(Animals.get_pet)


class AsyncAnimalsWithResponse(AsyncResponseResource):
    get_pet = async_with_response(AsyncAnimals.get_pet)
'''
CLIENT = """\
SERVICE: Final = Service(
    name="pets", version="0.1.0", servers={"production": "https://a"}, credentials={},
)


class Pets(Client):
    def __init__(self, *, api_key: Key | None = None, timeout: float | None = 60.0) -> None:
        super().__init__(SERVICE)

    @cached_property
    def pets(self) -> Animals:
        return Animals(self._caller)


class AsyncPets(AsyncClient):
    def __init__(self, *, api_key: AsyncKey | None = None, timeout: float | None = 60.0) -> None:
        super().__init__(SERVICE)
"""
PROJECT = '[project]\nname = "pets"\nversion = "0.1.0"\nrequires-python = ">=3.11"\ndependencies = ["pydantic>=2.14"]\n'
FILES = {
    "src/zoo/__init__.py": INIT,
    "src/zoo/models.py": MODELS,
    "src/zoo/errors.py": ERRORS,
    "src/zoo/resources/pets.py": RESOURCE,
    "src/zoo/client.py": CLIENT,
    "src/zoo/_runtime/flow.py": "def send():\n    return 1\n",
    "pyproject.toml": PROJECT,
    "README.md": "# Pets\n",
}
MODEL, PETS = "src/zoo/models.py", "src/zoo/resources/pets.py"
CHANGES = {
    "a field comes": (
        MODEL, "    kind: str\n", "    kind: str\n    age: int | None = None\n",
        ["field Pet.age came: int | None, optional"],
    ),
    "a field goes": (MODEL, "    kind: str\n", "", ["field Pet.kind went"]),
    "a type changes": (
        MODEL, "name: str | None", "name: int | None",
        ["field Pet.name changed: type int | None, was str | None"],
    ),
    "a field is required": (
        MODEL, "name: str | None = None", "name: str | None",
        ["field Pet.name changed: required now"],
    ),
    "a limit moves": (
        MODEL, "max_length=5", "max_length=4",
        ["field Pet.born_at changed: limits max_length=4, was max_length=5"],
    ),
    "a wire name changes": (
        MODEL, 'alias="bornAt"', 'alias="born"',
        ["field Pet.born_at changed: wire name 'born', was 'bornAt'"],
    ),
    "an enum's value": (MODEL, '    BLUE = "blue"\n', "", ["value Color.BLUE went"]),
    "an alias": (
        MODEL, "Color | str\n", "Color\n", ["type PetLike changed: type Color, was Color | str"],
    ),
    "a class, with what is in it": (
        MODEL, MODELS[MODELS.index("class Pet("):MODELS.index("class GetPet")], "",
        ["class Pet went"],
    ),
    "an error class": (
        "src/zoo/errors.py", "class NotFound", "class Missing",
        ["error class NotFound went"],
    ),
    "an error's status": (
        "src/zoo/errors.py", "404", "410", ["field NotFound.status changed: type 410, was 404"],
    ),
    "a request": (
        PETS, 'path="/pets/{id}"', 'path="/v2/pets/{id}"',
        ["operation pets.get_pet changed: request GET /v2/pets/{id}, was GET /pets/{id}"],
    ),
    "documented errors": (
        PETS, '"404": Json(lambda: models.Error)', "",
        ["operation pets.get_pet changed: errors none, was 404"],
    ),
    "a method's name": (
        PETS, "get_pet", "fetch_pet",
        [
            "operation pets.fetch_pet came: GET /pets/{id}, returns Pet",
            "operation pets.get_pet went",
        ],
    ),
    "an argument, sync and async, is told once": (
        PETS, ", size: int = 3", ", size: int = 3, q: str",
        ["argument pets.get_pet(q) came: str, required"],
    ),
    "a default": (
        PETS, "size: int = 3", "size: int = 4",
        ["argument pets.get_pet(size) changed: default 4, was 3"],
    ),
    "an argument in another place": (
        PETS, "self, id: str, *", "self, tag: str, id: str, *",
        [
            "argument pets.get_pet(id) changed: position 2, was 1",
            "argument pets.get_pet(tag) came: str, required",
        ],
    ),
    "what a method returns": (
        PETS, ") -> Pet:", ") -> Pet | None:",
        ["operation pets.get_pet changed: returns Pet | None, was Pet"],
    ),
    "an argument of the client": (
        "src/zoo/client.py", "timeout: float | None = 60.0", "timeout: float | None = 30.0",
        ["argument Pets(timeout) changed: default 30.0, was 60.0"],
    ),
    "a server": (
        "src/zoo/client.py", "https://a", "https://b",
        ["client Pets changed: " + "servers {'production': 'https://b'}, was {'production': 'https://a'}"],
    ),
    "what pip reads": (
        "pyproject.toml", "2.14", "2.15",
        ["package pets changed: dependencies pydantic>=2.15, was pydantic>=2.14"],
    ),
}  # fmt: skip


def changed(path: str, old: str, new: str) -> dict[str, str]:
    assert old in FILES[path]
    return {**FILES, path: FILES[path].replace(old, new)}


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_one_sentence(name: str) -> None:
    path, old, new, said = CHANGES[name]
    found = effects(FILES, changed(path, old, new))
    assert [*found.names] == said
    assert found.behaviour == ()


@pytest.mark.parametrize("name", CHANGES)
def test_the_way_back_is_told_too(name: str) -> None:
    path, old, new, said = CHANGES[name]
    assert len(effects(changed(path, old, new), FILES).names) == len(said)


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (MODEL, '"""What it is called."""', '"""Its name.\n\n    And more.\n    """'),
        (MODEL, '    kind: str\n', '    kind: str  # as they say\n\n\n'),
        ("src/zoo/_runtime/flow.py", "    return 1", "    # why\n    return 1"),
        ("README.md", "# Pets", "# Animals"),
        ("src/zoo/__init__.py", '"Pets"]', '"Pets", "Unsaid"]'),
    ],
)  # fmt: skip
def test_descriptions_and_comments_mean_nothing(path: str, old: str, new: str) -> None:
    found = effects(FILES, changed(path, old, new))
    assert (found.names, found.behaviour) == ((), ())


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("src/zoo/_runtime/flow.py", "return 1", "return 2"),
        ("src/zoo/_runtime/flow.py", "def send", "def send("),
        (PETS, "self._send(_GET_PET, id=id, color=color)", "None"),
        (MODEL, "    id: str\n", "    id: int\n"),
    ],
)
def test_code_that_changes_otherwise_is_named(path: str, old: str, new: str) -> None:
    found = effects(FILES, changed(path, old, new))
    assert (found.names, found.behaviour) == ((), (path,))


@pytest.mark.parametrize(
    "client",
    [
        CLIENT,
        CLIENT.replace("    def __init__", "    animals: Lazy[Animals]\n\n    def __init__", 1),
    ],
    ids=["a property", "a lazy attribute"],
)
def test_a_resource_of_the_client_is_an_attribute(client: str) -> None:
    bare = client.replace("    animals: Lazy[Animals]\n", "").replace(
        "def pets(self)", "def _pets(self)"
    )
    told = effects({**FILES, "src/zoo/client.py": bare}, {**FILES, "src/zoo/client.py": client})
    wanted = ["attribute Pets.animals came: returns Animals"] if client != CLIENT else []
    assert [*told.names] == [*wanted, "attribute Pets.pets came: returns Animals"]


def test_whole_packages() -> None:
    assert effects({}, {}) == effects(FILES, FILES)
    came = effects({}, FILES).names
    assert "operation pets.get_pet came: GET /pets/{id}, returns Pet" in came
    assert "class Pet came" in came
    assert not [said for said in came if "Pet." in said or "Async" in said or "Parameters" in said]
    went = effects(FILES, {}).names
    assert len(went) == len(came)
