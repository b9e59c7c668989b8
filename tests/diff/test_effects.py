"""What two states of a package's files mean for its users, as `check` tells it."""

from __future__ import annotations

import random
import re

import pytest

from generator.diff.effects import effects

INIT = (
    "from .client import AsyncPets, Pets\nfrom .errors import NotFound\n"
    "from .inputs import PetInput\nfrom .models import Color, Pet, PetLike\n"
    '__all__ = ["AsyncPets", "Color", "NotFound", "Pet", "PetInput", "PetLike", "Pets"]\n'
)
MODELS = '''\
from __future__ import annotations
from enum import StrEnum
from typing import Annotated, TypeAlias

from ._runtime.model import Answer, Input


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
INPUTS = """\
from ._runtime.model import Input


class PetInput(Input):
    name: Annotated[str, Field(max_length=9)]
    tags: list[Annotated[str, Field(min_length=2)]] | Missing = MISSING
    size: int = 3
"""
ERRORS = (
    "from ._runtime.errors import StatusError\n\n\nclass NotFound(StatusError):\n    status = 404\n"
)
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
'''
CLIENT = """\
from functools import cached_property

from ._runtime.client import AsyncClient, Client

SERVICE: Final = Service(
    name="pets",
    version="0.1.0",
    servers={"production": "https://a"},
    credentials={"key": ApiKey("X-Key", where="header")},
    request_id_header="x-id",
)


class Pets(Client):
    pets: Lazy[Animals] = Lazy("Animals")

    def __init__(self, *, api_key: Key | None = None, timeout: float | None = 60.0) -> None:
        super().__init__(SERVICE)


class AsyncPets(AsyncClient):
    pets: Lazy[AsyncAnimals] = Lazy("AsyncAnimals")

    def __init__(self, *, api_key: AsyncKey | None = None, timeout: float | None = 60.0) -> None:
        super().__init__(SERVICE)
"""
PROJECT = '[project]\nname = "pets"\nversion = "0.1.0"\nrequires-python = ">=3.11"\ndependencies = ["pydantic>=2.14"]\n'
RUNTIME = "src/zoo/_runtime/"
FILES = {
    "src/zoo/__init__.py": INIT,
    "src/zoo/models.py": MODELS,
    "src/zoo/inputs.py": INPUTS,
    "src/zoo/errors.py": ERRORS,
    "src/zoo/resources/__init__.py": "",
    "src/zoo/resources/pets.py": RESOURCE,
    "src/zoo/client.py": CLIENT,
    f"{RUNTIME}__init__.py": "",
    f"{RUNTIME}client.py": "class Client: ...\nclass AsyncClient: ...\n",
    f"{RUNTIME}model.py": "class Answer: ...\nclass Input: ...\n",
    f"{RUNTIME}errors.py": "class StatusError(Exception):\n    status = 0\n",
    f"{RUNTIME}flow.py": "def send():\n    return 1\n",
    "pyproject.toml": PROJECT,
    "README.md": "# Pets\n",
}
MODEL, INPUT, PETS = "src/zoo/models.py", "src/zoo/inputs.py", "src/zoo/resources/pets.py"
SHOP, FLOW = "src/zoo/client.py", f"{RUNTIME}flow.py"
CHANGES = {
    "a field comes": (
        MODEL, "    kind: str\n", "    kind: str\n    age: int | None = None\n",
        ["addition: Pet.age is new: int | None, optional"],
    ),
    "a field that must be there comes": (
        INPUT, "    size", "    age: int\n    size",
        ["breaking: PetInput.age is new, and may not be left out: int"],
    ),
    "a field with limits and a default comes": (
        INPUT, "    size", "    age: Annotated[int, Field(ge=1)] = 2\n    size",
        ["addition: PetInput.age is new: int, optional, default 2, limits ge=1"],
    ),
    "a field goes": (MODEL, "    kind: str\n", "", ["breaking: Pet.kind is gone"]),
    "a type changes": (
        MODEL, "name: str | None", "name: int | None",
        ["breaking: Pet.name is `int | None`, was `str | None`"],
    ),
    "an answer says less": (
        MODEL, "name: str | None = None", "name: str = None",
        ["note: Pet.name is `str`, was `str | None`"],
    ),
    "an input takes more": (
        INPUT, "size: int", "size: int | str",
        ["addition: PetInput.size is `int | str`, was `int`"],
    ),
    "a field is always there": (
        MODEL, "name: str | None = None", "name: str | None", ["note: Pet.name is required now"],
    ),
    "all that is said of a field is one sentence": (
        MODEL, "name: str | None = None", "name: int",
        ["breaking: Pet.name is `int`, was `str | None`; is required now"],
    ),
    "an input must be given": (
        INPUT, " | Missing = MISSING", " | Missing",
        ["breaking: PetInput.tags may not be left out any more"],
    ),
    "an input's default": (
        INPUT, "size: int = 3", "size: int = 4",
        ["breaking: PetInput.size is 4 where it is left out, was 3"],
    ),
    "an input may be left out": (
        INPUT, "max_length=9)]", "max_length=9)] = 'x'",
        ["addition: PetInput.name may be left out now"],
    ),
    "a limit of an answer": (
        MODEL, "max_length=5", "max_length=4",
        ["note: Pet.born_at has limits max_length=4, was max_length=5"],
    ),
    "a tighter limit": (
        INPUT, "max_length=9", "max_length=8",
        ["breaking: PetInput.name has limits max_length=8, was max_length=9"],
    ),
    "a wider limit": (
        INPUT, "max_length=9", "max_length=10",
        ["addition: PetInput.name has limits max_length=10, was max_length=9"],
    ),
    "one limit more": (
        INPUT, "max_length=9", "max_length=9, pattern='^a, b$'",
        ["breaking: PetInput.name has limits max_length=9, pattern='^a, b$', was max_length=9"],
    ),
    "no limit any more": (
        INPUT, "Annotated[str, Field(max_length=9)]", "str",
        ["addition: PetInput.name has limits none, was max_length=9"],
    ),
    "a limit of what a list holds": (
        INPUT, "min_length=2", "min_length=1",
        ["addition: PetInput.tags has limits min_length=1, was min_length=2"],
    ),
    "a wire name changes": (
        MODEL, 'alias="bornAt"', 'alias="born"',
        ["note: Pet.born_at has the wire name born, was bornAt"],
    ),
    "an enum's value goes": (MODEL, '    BLUE = "blue"\n', "", ["breaking: Color.BLUE is gone"]),
    "an enum's value comes": (
        MODEL, '    BLUE = "blue"\n', '    BLUE = "blue"\n    TAN = "tan"\n',
        ["addition: Color.TAN is new: 'tan'"],
    ),
    "an enum's value is another": (
        MODEL, 'RED = "red"', 'RED = "rot"', ["breaking: Color.RED is 'rot', was 'red'"],
    ),
    "an alias": (
        MODEL, "Color | str\n", "Color\n", ["breaking: PetLike is `Color`, was `Color | str`"],
    ),
    "an error's status": (
        "src/zoo/errors.py", "404", "410", ["breaking: NotFound.status is 410, was 404"],
    ),
    "a request": (
        PETS, 'path="/pets/{id}"', 'path="/v2/pets/{id}"',
        ["note: pets.get_pet sends GET /v2/pets/{id}, was GET /pets/{id}"],
    ),
    "documented errors go": (
        PETS, '"404": Json(lambda: models.Error)', "",
        ["note: pets.get_pet documents errors none, was 404"],
    ),
    "documented errors come": (
        PETS, '"404": Json(lambda: models.Error)', '"404": Json(0), "410": Json(0)',
        ["addition: pets.get_pet documents errors 404, 410, was 404"],
    ),
    "documented answers": (
        PETS, '"200": ', '"201": ', ["note: pets.get_pet documents answers 201, was 200"],
    ),
    "another credential": (
        PETS, '(("key",),)', '(("key", "site"),)',
        ["breaking: pets.get_pet needs credentials key and site, was key"],
    ),
    "a choice of credentials": (
        PETS, '(("key",),)', '(("key",), ())',
        ["addition: pets.get_pet needs credentials key, or none, was key"],
    ),
    "no credentials": (
        PETS, '    security=(("key",),),\n', "",
        ["addition: pets.get_pet needs credentials none, was key"],
    ),
    "a method's name": (
        PETS, "get_pet", "fetch_pet",
        [
            "breaking: pets.get_pet is gone",
            "addition: pets.fetch_pet is new: GET /pets/{id}, returns Pet",
        ],
    ),
    "an argument, sync and async, is told once": (
        PETS, ", size: int = 3", ", size: int = 3, q: str",
        ["breaking: pets.get_pet(q) is new, and may not be left out: str"],
    ),
    "an argument that may be left out": (
        PETS, ", size: int = 3", ", size: int = 3, q: str = 'x'",
        ["addition: pets.get_pet(q) is new: str, optional, default 'x'"],
    ),
    "a default": (
        PETS, "size: int = 3", "size: int = 4",
        ["breaking: pets.get_pet(size) is 4 where it is left out, was 3"],
    ),
    "an argument in another place": (
        PETS, "self, id: str, *", "self, tag: str, id: str, *",
        [
            "breaking: pets.get_pet(id) is passed as number 2, was number 1",
            "breaking: pets.get_pet(tag) is new, and may not be left out: str",
        ],
    ),
    "what a method returns": (
        PETS, ") -> Pet:", ") -> Pet | None:",
        ["breaking: pets.get_pet() is `Pet | None`, was `Pet`"],
    ),
    "an argument of the client": (
        SHOP, "timeout: float | None = 60.0", "timeout: float | None = 30.0",
        ["breaking: Pets(timeout) is 30.0 where it is left out, was 60.0"],
    ),
    "an argument of the async client alone": (
        SHOP, "AsyncKey | None", "AsyncKey",
        ["breaking: AsyncPets(api_key) is `AsyncKey`, was `AsyncKey | None`"],
    ),
    "a server": (
        SHOP, "https://a", "https://b",
        ["note: Pets has server production https://b, was https://a"],
    ),
    "one more server": (
        SHOP, '"https://a"', '"https://a", "test": "https://t"',
        ["addition: Pets has server test https://t, was none"],
    ),
    "a credential": (
        SHOP, '"X-Key"', '"X-Api-Key"',
        ["note: Pets has credential key ApiKey('X-Api-Key', where='header'), was ApiKey('X-Key', where='header')"],
    ),
    "another fact of the service": (
        SHOP, '"x-id"', '"x-request"', ["note: Pets has request_id_header 'x-request', was 'x-id'"],
    ),
    "what pip reads": (
        "pyproject.toml", "2.14", "2.15", ["addition: pets needs pydantic >=2.15, was >=2.14"],
    ),
    "another Python": (
        "pyproject.toml", "3.11", "3.12", ["breaking: pets needs Python >=3.12, was >=3.11"],
    ),
    "another version": (
        "pyproject.toml", "0.1.0", "0.2.0", ["note: pets is version 0.2.0, was 0.1.0"],
    ),
    "what classes have from a base that nobody can import": (
        f"{RUNTIME}model.py", "class Answer: ...", "class Answer:\n    def to_dict(self) -> str: ...",
        ["addition: Answer.to_dict is new: returns str"],
    ),
    "a value of such a base": (
        f"{RUNTIME}errors.py", "status = 0", "status = 1", ["breaking: StatusError.status is 1, was 0"],
    ),
    "a name that is exported": (
        "src/zoo/__init__.py", '"Pets"]', '"Pets", "Unsaid"]', ["addition: Unsaid is new"],
    ),
}  # fmt: skip


def changed(*edits: tuple[str, str, str]) -> dict[str, str]:
    files = dict(FILES)
    for path, old, new in edits:
        assert old in files[path]
        files[path] = files[path].replace(old, new)
    return files


def said(old: dict[str, str], new: dict[str, str]) -> list[str]:
    return [f"{one.severity}: {one.name} {one.said}" for one in effects(old, new).names]


@pytest.mark.parametrize("name", CHANGES)
def test_each_change_is_one_sentence(name: str) -> None:
    path, old, new, expected = CHANGES[name]
    assert said(FILES, changed((path, old, new))) == expected
    assert effects(FILES, changed((path, old, new))).behaviour == ()


@pytest.mark.parametrize("name", CHANGES)
def test_the_way_back_is_told_too(name: str) -> None:
    path, old, new, expected = CHANGES[name]
    assert len(said(changed((path, old, new)), FILES)) == len(expected)


def test_the_worst_comes_first() -> None:
    new = changed(
        *(CHANGES[name][:3] for name in ("another version", "a field comes", "a default"))
    )
    severities = [one.severity for one in effects(FILES, new).names]
    assert severities == ["breaking", "addition", "note"]


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (MODEL, '"""What it is called."""', '"""Its name.\n\n    And more.\n    """'),
        (MODEL, '    kind: str\n', '    kind: str  # as they say\n\n\n'),
        (FLOW, "    return 1", "    # why\n    return 1"),
        ("README.md", "# Pets", "# Animals"),
        (SHOP, '    version="0.1.0",', '    version="0.2.0",'),
    ],
)  # fmt: skip
def test_descriptions_comments_and_releases_mean_nothing(path: str, old: str, new: str) -> None:
    found = effects(FILES, changed((path, old, new)))
    assert (found.names, found.behaviour) == ((), ())


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (FLOW, "return 1", "return 2"),
        (PETS, "self._send(_GET_PET, id=id, color=color)", "None"),
        (MODEL, "    id: str\n", "    id: int\n"),
    ],
)
def test_code_that_changes_otherwise_is_named(path: str, old: str, new: str) -> None:
    found = effects(FILES, changed((path, old, new)))
    assert (found.names, found.behaviour) == ((), (path,))


def test_a_module_is_not_named_for_what_is_told() -> None:
    """One whose names are told of is; another that changes too is not forgotten for that."""
    new = changed(CHANGES["a default"][:3], (FLOW, "return 1", "return 2"))
    assert effects(FILES, new).behaviour == (FLOW,)
    assert effects(FILES, {**FILES, "src/zoo/old.py": "X = 1\n"}).behaviour == ("src/zoo/old.py",)
    assert effects({**FILES, "src/zoo.py": "X = 1\n"}, FILES).behaviour == ("src/zoo.py",)


@pytest.mark.parametrize(
    ("edit", "expected"),
    [
        ('Lazy[Animals] = Lazy("Animals")', "pets: Lazy[Animals]"),
        (
            '    pets: Lazy[Animals] = Lazy("Animals")',
            "    @cached_property\n    def pets(self) -> Animals: ...",
        ),
    ],
    ids=["a lazy attribute", "a property"],
)
def test_a_resource_of_the_client_is_an_attribute(edit: str, expected: str) -> None:
    bare = changed((SHOP, '    pets: Lazy[Animals] = Lazy("Animals")\n', ""))
    full = changed((SHOP, edit, expected)) if edit.startswith(" ") else FILES
    assert said(bare, full) == [
        "addition: Pets.pets is new: Animals",
        "addition: pets.get_pet is new: GET /pets/{id}, returns Pet",
    ]


def test_a_name_that_another_is_imported_as_explains_its_module() -> None:
    init, errors = "src/zoo/__init__.py", "src/zoo/errors.py"
    old, new = (
        changed(
            (init, "NotFound\n", f"NotFound, {name}\n"),
            (init, "[", f'["{name}", '),
            (errors, "StatusError\n\n", f"StatusError\nfrom ._runtime.errors import ApiError as {name}\n\n"),
        )
        for name in ("PetsError", "ArkError")
    )  # fmt: skip
    assert said(old, new)[0] == "breaking: PetsError is gone"
    assert effects(old, new).behaviour == ()


def test_a_request_that_no_method_sends_is_nothing_to_compare_with() -> None:
    old = changed(
        (PETS, "def get_pet", "def _get_pet"), (PETS, 'path="/pets/{id}"', 'path="/old/{id}"')
    )
    assert said(old, FILES) == ["addition: pets.get_pet is new: GET /pets/{id}, returns Pet"]


def test_what_is_in_a_class_comes_and_goes_with_it() -> None:
    less = changed(
        ("src/zoo/__init__.py", "Pet, PetLike", "PetLike"),
        ("src/zoo/__init__.py", '"Pet", ', ""),
        (MODEL, "class Pet(", "class _Pet("),
    )
    assert said(FILES, less) == ["breaking: Pet is gone"]
    assert said(less, FILES) == ["addition: Pet is new: a class"]


def test_a_name_that_is_exported_on_disk_and_not_there_is_new() -> None:
    assert said(changed((MODEL, "class Pet(", "class _Pet(")), FILES) == [
        "addition: Pet is new: a class"
    ]


def test_whole_packages() -> None:
    assert effects({}, {}) == effects(FILES, FILES)
    came = said({}, FILES)
    assert "addition: pets.get_pet is new: GET /pets/{id}, returns Pet" in came
    assert "addition: Pet is new: a class" in came
    assert not [one for one in came if re.search(r" Pet\.|WithResponse|Parameters", one)]
    assert len(said(FILES, {})) == len(came)


def test_a_package_or_a_client_that_is_called_otherwise_is_one_change() -> None:
    moved = {path.replace("src/zoo", "src/ark"): text for path, text in FILES.items()}
    assert said(FILES, moved) == ["breaking: zoo is called ark now"]
    assert effects(FILES, moved).behaviour == ()
    new = {path: re.sub(r"\b(Async)?Pets\b", r"\1Ark", text) for path, text in FILES.items()}
    assert said(FILES, new) == ["breaking: Pets is called Ark now"]


# --- old names that go on to work ---------------------------------------------------------------

TITLE = "\n    @property\n    def title(self) -> str | None:\n        return self.name\n"


def kept(table: str) -> tuple[str, str, str]:
    """The package takes old names too."""
    return (
        "src/zoo/__init__.py",
        "__all__",
        f"if not TYPE_CHECKING:\n    __getattr__ = old_names(__name__, None, {table})\n__all__",
    )


def test_names_that_stay_are_not_said_to_go() -> None:
    old = changed(
        ("src/zoo/__init__.py", "Pet,", "Beast,"),
        ("src/zoo/__init__.py", '"Pet",', '"Beast",'),
        (MODEL, "class Pet(", "class Beast("),
        (PETS, "-> Pet:", "-> Beast:"),
    )
    new = changed(kept('{"Beast": "Pet"}'))
    assert said(old, new) == ["addition: Beast is called Pet now"]
    assert said(old, FILES)[0] == "breaking: Beast is gone"


def test_a_field_that_stays_is_not_said_to_go() -> None:
    field = '    name: str | None = None\n    """What it is called."""\n'
    old = changed((MODEL, field, "    title: str | None = None\n"))
    property_ = (MODEL, "    kind: str\n", f"    kind: str\n{TITLE}")
    new = changed(property_, kept('{"Pet.title": "Pet.name"}'))
    assert said(old, new) == ["addition: Pet.title is called Pet.name now"]
    assert "breaking: Pet.title is gone" in said(old, FILES)


def test_what_is_said_of_a_name_follows_it() -> None:
    old = changed(
        (MODEL, "    born_at", "    born"),
    )
    new = changed(kept('{"Pet.born": "Pet.born_at"}'), (MODEL, "max_length=5", "max_length=4"))
    assert said(old, new) == [
        "addition: Pet.born is called Pet.born_at now",
        "note: Pet.born_at has limits max_length=4, was max_length=5",
    ]


def test_old_names_that_stay_no_more_are_told() -> None:
    old = changed(kept('{"Beast": "Pet", "Pet.title": "Pet.name"}'))
    assert said(old, FILES) == [
        "breaking: Beast is gone, an old name of Pet",
        "breaking: Pet.title is gone, an old name of Pet.name",
    ]


# --- whatever lies on disk ----------------------------------------------------------------------

UNSOUND = {
    "no Python": (MODEL, "class Pet("),
    "a byte that no text has": (MODEL, "x = '\0'"),
    "deeper than Python reads": (MODEL, f"x = {'-' * 100_000}1"),
    "nothing is imported": ("src/zoo/__init__.py", "from ("),
    "no TOML": ("pyproject.toml", "[project"),
    "no project": ("pyproject.toml", "project = 3"),
    "an empty project": ("pyproject.toml", ""),
    "the runtime": (f"{RUNTIME}__init__.py", "("),
}


@pytest.mark.parametrize("name", UNSOUND)
def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_told(name: str) -> None:
    path, text = UNSOUND[name]
    old = {**changed((INPUT, "max_length=9", "max_length=8")), path: text}
    found = effects(old, FILES)
    assert found.behaviour == (path,)
    assert [one.name for one in found.names] == ["PetInput.name"]


STRANGE = {
    "exports that are no list": ("src/zoo/__init__.py", "__all__ = [", "__all__ = 5 or ["),
    "exports that are computed": ("src/zoo/__init__.py", "__all__ = [", "__all__ = [*f(x), "),
    "old names that are no table": kept("[1, 2]"),
    "old names of numbers": kept("{1: 2}"),
    "old names that are computed": kept("f(x)"),
    "old names in a ring": kept('{"Pet": "PetInput", "PetInput": "Pet", "Pet.name": "Pet"}'),
    "a class of itself": (MODEL, "class Pet(Answer)", "class Pet(Pet)"),
    "classes of each other": (
        MODEL, "class Pet(Answer)", "class Answer(Pet): ...\n\n\nclass Pet(Answer)",
    ),
    "private classes of each other": (
        MODEL, "class Pet(Answer)", "class _A(_B): ...\nclass _B(_A):\n    x: int\nclass Pet(_A)",
    ),
    "an alias of itself": (MODEL, "PetLike: TypeAlias = Color | str", "PetLike: TypeAlias = PetLike | list[PetLike]"),
    "a base that is computed": (MODEL, "class Pet(Answer)", "class Pet(f(x), *y, metaclass=z)"),
    "imports in a ring": (MODEL, "from enum import", "from .models import Pet\nfrom enum import"),
    "a service of something": (SHOP, "Service(\n", "Service(\n    **x,\n    headers=None,\n"),
    "servers of something": (SHOP, '{"production"', '{**a, 1: 2, "production"'),
    "an operation without a name": (PETS, 'name="pets.get_pet"', "name=3"),
    "an operation of something": (PETS, "security=((", "security=f(("),
    "dependencies that are none": ("pyproject.toml", '["pydantic>=2.14"]', "3"),
    "dependencies that are numbers": ("pyproject.toml", '["pydantic>=2.14"]', "[3, {a = 1}, '!!']"),
    "a version that is a table": ("pyproject.toml", '"0.1.0"', "{}"),
}  # fmt: skip


@pytest.mark.parametrize("name", STRANGE)
def test_strange_files_are_told_somehow(name: str) -> None:
    effects(changed(STRANGE[name]), FILES)
    effects(FILES, changed(STRANGE[name]))


@pytest.mark.parametrize("path", [path for path in FILES if path.endswith((".py", ".toml"))])
def test_a_package_may_lack_any_file(path: str) -> None:
    effects({name: text for name, text in FILES.items() if name != path}, FILES)


@pytest.mark.parametrize("seed", range(20))
def test_lines_in_any_order_are_told_somehow(seed: int) -> None:
    chance = random.Random(seed)
    old = dict(FILES)
    for path in chance.sample([MODEL, INPUT, PETS, SHOP, "src/zoo/__init__.py"], 2):
        lines = old[path].splitlines(keepends=True)
        for _ in range(3):
            at = chance.randrange(len(lines))
            lines[at : at + chance.randrange(3)] = chance.sample(lines, 1)
        old[path] = "".join(lines)
    effects(old, FILES)
