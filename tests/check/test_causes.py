"""What is printed for each cause, by a real check of a real package. UPDATE_GOLDENS=1 writes what is printed now.

A cause that lies in Specpress itself is one between the package and what it was last made from, so the tests turn that
around: they change what was last written, and its hash, and the input's hash in the lock.
"""

import json
import os
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import generator
from generator import operations, render
from generator.cli import Exit
from generator.lock import digest
from generator.render import File
from generator.verdict import Cause
from tests.check.scratch import (
    CLIENT,
    CLIENT_YAML,
    FLOW,
    LOCK,
    MODELS,
    PACKAGE,
    PETS,
    README,
    SPEC,
    Project,
    files,
    pretend,
)

HERE = Path(__file__).with_name("causes")
SCHEMA = Path(generator.__file__).parent / "schemas/check.schema.json"
INIT_TEMPLATE = "templates/package/src/[[package]]/errors.py.jinja"
XML = """\
  /xml:
    post:
      operationId: sendXml
      requestBody: {content: {application/xml: {schema: {type: object}}}}
      responses: {"204": {description: Taken.}}
"""


def spec(pets: Project) -> None:
    """A field more, an operation less far to reach, another description."""
    pets.replace(
        SPEC, "name: {type: string, description: What it is called.}", "age: {type: integer}"
    )
    pets.replace(SPEC, "/pets/{id}:", "/animals/{id}:")


def spec_and_unknown(pets: Project) -> None:
    pets.replace(SPEC, "What it is called.", "Its name.")
    unknown(pets)


def spec_of_a_new_tag(pets: Project) -> None:
    """A file that was never written follows the spec; it is not missing."""
    pets.replace(SPEC, "tags: [Pets]", "tags: [Animals]")


def declaration(pets: Project) -> None:
    pets.replace(CLIENT_YAML, "path.id: id", "path.id: pet_id")


def template(pets: Project) -> None:
    pretend(pets, README, "# pets", "# Pets", "templates/package/README.md.jinja")


def runtime(pets: Project) -> None:
    pretend(pets, FLOW, "\nfrom ", "\nimport uuid\nfrom ", "runtime")


def of_the_generator(pets: Project) -> None:
    pretend(pets, MODELS, "    name: str | None", "    label: str | None", "generator")


def tool(pets: Project) -> None:
    pretend(pets, MODELS, "    name: str | None", "    label: str | None")
    lock = re.sub(r'(?m)^"ruff" = .*$', '"ruff" = "0.17.5"', pets.read(LOCK))
    (pets.root / LOCK).write_text(lock.replace('"jinja2"', '"jinja"'))


def formatter(pets: Project) -> None:
    pretend(pets, MODELS, "class Pet(Answer):", "class Pet( Answer ):", "formatter")


def hand_edit(pets: Project) -> None:
    pets.replace(MODELS, "    name: str | None", "    label: str | None")


def missing(pets: Project) -> None:
    (pets.root / MODELS).unlink()


def stale(pets: Project) -> None:
    (pets.root / f"{PACKAGE}/src/pets/old.py").write_text("X = 1\n")
    row = f'"src/pets/old.py" = "{digest(b"X = 1" + bytes([10]))}"\n'
    (pets.root / LOCK).write_text(pets.read(LOCK) + row)
    pretend(pets, README, "# pets", "# pets", "generator")


def unknown(pets: Project) -> None:
    (pets.root / f"{PACKAGE}/notes.txt").write_text("mine")


def line_endings(pets: Project) -> None:
    data = (pets.root / MODELS).read_bytes()
    (pets.root / MODELS).write_bytes(data.replace(b"\n", b"\r\n"))


def unmerged(pets: Project) -> None:
    ours, theirs = "    name: str | None = None\n", "    label: str | None = None\n"
    conflict = f"<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> label\n"
    pets.replace(MODELS, ours, conflict)


def unmerged_lock(pets: Project) -> None:
    pets.replace(LOCK, "[counts]\n", "<<<<<<< HEAD\n[counts]\n=======\n[counts]\n>>>>>>> label\n")
    pets.replace(SPEC, "What it is called.", "Its name.")


def lock_missing(pets: Project) -> None:
    (pets.root / LOCK).unlink()


def stale_lock_by_spec(pets: Project) -> None:
    pets.append(SPEC, "# Asked their support about ages.\n")


def stale_lock_by_declaration(pets: Project) -> None:
    pets.append(CLIENT_YAML, "# Agreed with those who use it.\n")


def stale_lock_by_template(pets: Project) -> None:
    pretend(pets, README, "# pets", "# pets", INIT_TEMPLATE)


def stale_lock_by_runtime(pets: Project) -> None:
    pretend(pets, README, "# pets", "# pets", "runtime")


def stale_lock_by_generator(pets: Project) -> None:
    pretend(pets, README, "# pets", "# pets", "generator", "formatter")


def only_a_tool(pets: Project) -> None:
    (pets.root / LOCK).write_text(re.sub(r'(?m)^("ruff" = ").*$', r'\g<1>0.17.5"', pets.read(LOCK)))


def all_at_once(pets: Project) -> None:
    """Every file has one cause; the exit code is the highest."""
    spec(pets)
    tool(pets)
    unknown(pets)
    pets.append(CLIENT, "# mine\n")
    (pets.root / README).unlink()


Prepare = Callable[[Project], None]
CAUSES: Mapping[Cause, tuple[Prepare, Exit]] = {
    Cause.SPEC: (spec, Exit.DRIFT),
    Cause.DECLARATION: (declaration, Exit.DRIFT),
    Cause.TEMPLATE: (template, Exit.DRIFT),
    Cause.RUNTIME: (runtime, Exit.DRIFT),
    Cause.GENERATOR: (of_the_generator, Exit.DRIFT),
    Cause.TOOL: (tool, Exit.TOOL),
    Cause.FORMATTER: (formatter, Exit.DRIFT),
    Cause.HAND_EDIT: (hand_edit, Exit.HAND_EDIT),
    Cause.MISSING: (missing, Exit.DRIFT),
    Cause.STALE: (stale, Exit.DRIFT),
    Cause.UNKNOWN: (unknown, Exit.DRIFT),
    Cause.LINE_ENDINGS: (line_endings, Exit.DRIFT),
    Cause.UNMERGED: (unmerged, Exit.DRIFT),
}
OTHERS: Mapping[str, tuple[Prepare, Exit]] = {
    "spec and unknown file": (spec_and_unknown, Exit.DRIFT),
    "spec, a new file": (spec_of_a_new_tag, Exit.DRIFT),
    "unmerged lock": (unmerged_lock, Exit.DRIFT),
    "missing lock": (lock_missing, Exit.DRIFT),
    "stale lock, spec": (stale_lock_by_spec, Exit.DRIFT),
    "stale lock, declaration": (stale_lock_by_declaration, Exit.DRIFT),
    "stale lock, template": (stale_lock_by_template, Exit.DRIFT),
    "stale lock, runtime": (stale_lock_by_runtime, Exit.DRIFT),
    "stale lock, generator": (stale_lock_by_generator, Exit.DRIFT),
    "tool version alone": (only_a_tool, Exit.TOOL),
    "all at once": (all_at_once, Exit.TOOL),
}
CASES = {**{str(cause): case for cause, case in CAUSES.items()}, **OTHERS}


def test_every_cause_has_a_case() -> None:
    assert set(CAUSES) == set(Cause)


def settled(printed: str) -> str:
    """Without what follows from the templates and the tools of the day: numbers of lines, versions, alignment."""
    for pattern, instead in (
        (r"\+\d+ +-\d+", "+N -N"),
        (r"\(line \d+\)", "(line N)"),
        (r"\b\d+\.\d+\.\d+\b", "N.N.N"),
        (r"(?<=\S) {2,}", "  "),
    ):
        printed = re.sub(pattern, instead, printed)
    return printed


@pytest.mark.parametrize("name", CASES)
def test_what_is_printed(pets: Project, name: str) -> None:
    prepare, exit_ = CASES[name]
    prepare(pets)
    code, printed = pets.run("check")
    text = settled(printed)
    golden = HERE / f"{re.sub(r'[ ,]+', '_', name)}.txt"
    if os.environ.get("UPDATE_GOLDENS"):
        golden.write_text(text, "utf-8")
    assert (code, text) == (exit_, golden.read_text("utf-8"))
    assert len(printed.splitlines()) <= 24, "one screen"


@pytest.mark.parametrize("cause", CAUSES)
def test_each_cause_is_the_only_one_and_is_mended_as_it_says(pets: Project, cause: Cause) -> None:
    CAUSES[cause][0](pets)
    code, printed = pets.run("check", "--format", "json")
    document = json.loads(printed)
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(document)
    (api,) = document["apis"]
    assert code == document["exit"] == CAUSES[cause][1]
    assert {file["cause"] for file in api["files"]} == {cause}
    if cause is Cause.UNKNOWN:
        (pets.root / f"{PACKAGE}/notes.txt").unlink()
    force = ["--force"] if cause is Cause.HAND_EDIT else []
    assert pets.run("generate", *force)[0] == Exit.FINE
    assert pets.run("check")[0] == Exit.FINE
    assert pets.run("check", "--full")[0] == Exit.FINE


@pytest.mark.parametrize("name", [name for name in CASES if name.startswith("stale lock")])
def test_a_stale_lock_names_what_changed_and_where_it_lies(pets: Project, name: str) -> None:
    OTHERS[name][0](pets)
    _, printed = pets.run("check", "--format", "json")
    (api,) = json.loads(printed)["apis"]
    cause = name.partition(", ")[2]
    assert cause in {one["cause"] for one in api["stale_lock"]}
    assert (api["files"], set(map(tuple, api["for_users"].values()))) == ([], {()})
    where = (
        Path(generator.__file__).parents[1] if cause not in ("spec", "declaration") else pets.root
    )
    assert all((where / one["path"]).exists() for one in api["stale_lock"])
    code, said = pets.run("generate")
    assert (code, "only the lock written" in said) == (Exit.FINE, True)


def test_names_that_are_to_be_pinned_are_no_cause(pets: Project) -> None:
    """A generator that pins more names changes what client.yaml will hold; the file itself is as it was."""
    pretend(pets, MODELS, "    name: str | None", "    label: str | None", "generator")
    text = pets.read(CLIENT_YAML)
    fewer = text.replace("  resources:\n    Pets: pets\n", "")
    (pets.root / CLIENT_YAML).write_text(fewer)
    lock = pets.read(LOCK).replace(digest(text.encode()), digest(fewer.encode()))
    (pets.root / LOCK).write_text(lock)
    code, printed = pets.run("check")
    assert code == Exit.DRIFT
    assert re.search(rf"{MODELS} .*cause: generator\n", printed)
    assert "  changed since it was generated: generator/\n" in printed
    assert "does not hold all public names yet" in printed


def test_names_that_are_gone_are_said_once(pets: Project) -> None:
    """The lock is not stale: with the names back, it holds."""
    pets.replace(CLIENT_YAML, "  resources:\n    Pets: pets\n", "")
    code, printed = pets.run("check")
    assert (code, printed.count("cause: ")) == (Exit.DRIFT, 1)
    assert f"  changed since it was generated: {CLIENT_YAML}\n" in printed
    lock = pets.read(LOCK)
    assert pets.run("generate")[0] == Exit.FINE
    assert pets.read(LOCK) == lock
    assert pets.run("check")[0] == Exit.FINE


@pytest.mark.parametrize("spoil", [lock_missing, unmerged_lock, stale_lock_by_spec])
def test_generate_says_what_it_wrote_if_that_is_only_the_lock(
    pets: Project, spoil: Prepare
) -> None:
    spoil(pets)
    code, printed = pets.run("generate")
    is_alone = spoil is not unmerged_lock
    assert (code, "only the lock written" in printed) == (Exit.FINE, is_alone), printed
    assert "nothing to write" not in printed
    assert "unchanged, nothing to write" in pets.run("generate")[1]


def test_generate_says_that_names_are_pinned(pets: Project) -> None:
    spec(pets)
    code, printed = pets.run("generate")
    assert f"  names          new public names are pinned in {CLIENT_YAML}\n" in printed
    assert code == Exit.FINE


def test_generate_says_that_it_takes_another_tool(pets: Project) -> None:
    only_a_tool(pets)
    code, printed = pets.run("generate")
    assert (code, "  tool version   ruff 0.17.5 in the lock, " in printed) == (Exit.FINE, True)


def test_of_several_verdicts_the_gravest_is_the_exit_code(pets: Project) -> None:
    """6, 5, 4, 3, 0: each is mended in turn, so that the next one shows."""
    for name in ("bad", "old", "edited", "behind"):
        assert pets.run("new", name, "--from", str(PETS))[0] == Exit.FINE
    assert pets.run("generate")[0] == Exit.FINE

    def models(name: str) -> str:
        return f"generated/{name}/src/{name}/models.py"

    pets.replace("specs/bad/openapi.yaml", "schemas/Pet", "schemas/Pat")
    lock = "generated/old/specpress.lock"
    (pets.root / lock).write_text(pets.read(lock).replace('"ruff" = "', '"ruff" = "0.'))
    pets.append(models("edited"), "# mine\n")
    pets.replace("specs/behind/openapi.yaml", "What it is called.", "Its name.")
    before = files(pets.root)
    for code, mend in (
        (
            Exit.BAD_INPUT,
            lambda: pets.replace("specs/bad/openapi.yaml", "schemas/Pat", "schemas/Pet"),
        ),
        (Exit.TOOL, lambda: pets.run("generate", "old")),
        (Exit.HAND_EDIT, lambda: pets.replace(models("edited"), "# mine\n", "")),
        (Exit.DRIFT, lambda: pets.run("generate")),
        (Exit.FINE, lambda: None),
    ):
        for command in (("check",), ("check", "--full"), ("generate", "--dry-run")):
            assert pets.run(*command)[0] == code, command
        if code in (Exit.BAD_INPUT, Exit.HAND_EDIT):
            assert pets.run("generate")[0] == code
        if code is Exit.BAD_INPUT:
            assert files(pets.root) == before
        mend()


@pytest.mark.parametrize("waived", [False, True])
def test_an_operation_that_gets_lost_is_a_fault_that_writes_nothing(
    pets: Project, monkeypatch: pytest.MonkeyPatch, waived: bool
) -> None:
    """Whether or not another one was left out on purpose."""
    build = operations.build

    def careless(*arguments):
        return replace(build(*arguments), resources=())

    pets.append(SPEC, "# anything\n")
    if waived:
        pets.replace(SPEC, "paths:\n", f"paths:\n{XML}")
        at = "#/paths/~1xml/post/requestBody/content/application~1xml"
        waiver = f"waive: [{{code: unsupported-body-media-type, at: '{at}'}}]\n"
        pets.replace(CLIENT_YAML, "package:", f"{waiver}package:")
        assert pets.run("generate")[0] == Exit.FINE
        pets.append(SPEC, "# more\n")
    monkeypatch.setattr(operations, "build", careless)
    before = files(pets.root)
    said = f"{1 + waived} operations came in, {int(waived)} are waived, 0 would go out"
    for command in ("check", "generate"):
        code, printed = pets.run(command)
        assert (code, files(pets.root)) == (Exit.INTERNAL, before)
        assert said in printed
        assert "this is a fault in specpress" in printed


def test_two_files_that_are_one_on_other_systems_are_an_error(
    pets: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever they come from; resources are told apart before."""
    monkeypatch.setattr(
        render, "render", lambda *_, **__: (File("src/É.py", ""), File("src/e\u0301.py", ""))
    )
    pets.append(SPEC, "# anything\n")
    code, printed = pets.run("generate")
    assert code == Exit.BAD_INPUT
    assert "error[path-clash]: src/É.py and src/e\u0301.py of the package are one file" in printed


def test_a_pinned_resource_and_a_new_one_are_never_one_file(pets: Project) -> None:
    pets.replace(CLIENT_YAML, "Pets: pets", "Pets: Animals")
    pets.replace(
        SPEC,
        "components:\n",
        '  /a:\n    get: {tags: [animals], operationId: a, responses: {"204": {description: Done.}}}\ncomponents:\n',
    )
    assert pets.run("generate")[0] == Exit.FINE
    resources = sorted(path.name for path in (pets.root / PACKAGE / "src/pets/resources").iterdir())
    assert resources == ["Animals.py", "__init__.py", "animals_2.py"]
