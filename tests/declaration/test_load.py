import json
import keyword
import math

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator import declaration
from generator.declaration.check import _validator, check, schema
from generator.diagnostics import Problems, ProblemsFound
from generator.source import At, Source, parse

LEAST = "package: my-api\nclient: MyApi\n"


def loaded(text):
    problems = Problems()
    return declaration.load(parse("specs/a/client.yaml", text, problems), problems)


def refused(text):
    with pytest.raises(ProblemsFound) as found:
        loaded(text)
    return found.value.problems


def one(text):
    problems = refused(text)
    assert len(problems) == 1, problems
    return problems[0]


def test_only_package_and_client_are_needed():
    least = loaded(LEAST)
    assert (least.package, least.import_name, least.client) == ("my-api", "my_api", "MyApi")
    assert (least.version, least.license, least.request_id) == ("0.1.0", None, None)
    assert least.urls == {}
    assert (least.credentials, least.headers, least.servers, least.operations) == ({}, {}, {}, {})
    assert least.errors == declaration.Errors()
    assert least.waivers == ()
    assert least.names == declaration.Pinned()


def test_everything_is_read():
    read = loaded("""
package: Wix.Orders
import: wix
version: 1.2.0rc1
client: WixOrders
license: Apache-2.0 OR MIT
urls: {Source: "https://git.example:8443/a~b?c=(d)#L1-2", What's New?: "http://[::1]/%20"}
credentials:
  apiKey: {argument: api_key, environment: KEY}
  other: {argument: token}
headers:
  wix-site-id: {argument: site_id, environment: SITE, description: Which site.}
  X-More: {argument: more}
servers: {production: https://a.example, eu.2: "https://{region}.example/v1"}
errors:
  code: [/error/code, /code]
  message: [""]
  classes: {PENDING: {status: 428, name: IsPending, description: Not yet.}}
request_id: X-Request-Id
operations:
  update: {result: order, idempotent: true, resource: Orders, media_type: application/json}
  GET /pets/{id}: {}
waive:
- {code: unsupported-callback, at: "#/paths/~1a/get/callbacks"}
names:
  resources: {Orders: orders}
  operations: {update: {name: update_it, arguments: {path.a.b: a_b, body: whole}}}
  types: {"x.yaml#/A": {answer: A, input: AInput, literal: ALike, members: {'"a"': A, b: b}}}
  statuses: {"404": NotFound}
  codes: {PENDING: IsPending}
""")
    assert read.import_name == "wix"
    assert list(read.urls.items()) == [
        ("Source", "https://git.example:8443/a~b?c=(d)#L1-2"),
        ("What's New?", "http://[::1]/%20"),
    ]
    assert read.credentials["apiKey"].environment == "KEY"
    assert read.credentials["other"].environment == "WIX_TOKEN"
    header = read.headers["wix-site-id"]
    assert (header.argument, header.environment, header.description) == (
        "site_id",
        "SITE",
        "Which site.",
    )
    assert (read.headers["X-More"].environment, read.headers["X-More"].description) == (None, "")
    assert list(read.servers) == ["production", "eu.2"]
    assert read.errors.code == ("/error/code", "/code")
    assert read.errors.message == ("",)
    assert read.errors.classes["PENDING"].status == 428
    options = read.operations["update"]
    assert (options.result, options.idempotent, options.resource) == ("order", True, "Orders")
    assert read.operations["GET /pets/{id}"].idempotent is None
    assert read.waivers[0].pointer == "#/paths/~1a/get/callbacks"
    assert str(read.waivers[0].at.place()) == "specs/a/client.yaml:24:3"
    assert str(options.at.key_place()) == "specs/a/client.yaml:21:3"
    assert read.names.types == {("x.yaml#/A", "answer"): "A", ("x.yaml#/A", "input"): "AInput"}
    assert read.names.arguments == {
        ("update", "path", "a.b"): "a_b",
        ("update", "body", ""): "whole",
    }
    assert read.names.members == {("x.yaml#/A", '"a"'): "A", ("x.yaml#/A", "b"): "b"}


PLACES = {
    "licence: MIT": ("unknown-key", (3, 1), "did you mean 'license'?"),
    "zzz: 1": ("unknown-key", (3, 1), "the keys here are package, import"),
    "operations: {a: {results: b}}": ("unknown-key", (3, 18), "did you mean 'result'?"),
    "errors: {kode: [/a]}": ("unknown-key", (3, 10), "'code'"),
    "names: {type: {}}": ("unknown-key", (3, 9), "'types'"),
    "version: 1.0": ("wrong-type", (3, 10), "quotes"),
    "version: 1.10": ("wrong-type", (3, 10), '"1.10"'),
    "operations:": ("wrong-type", (3, 1), "by operationId"),
    "waive: {}": ("wrong-type", (3, 8), "waiver"),
    "version: latest": ("invalid-value", (3, 10), "PEP 440"),
    "version: '01.0'": ("invalid-value", (3, 10), "PEP 440"),
    "import: my-api": ("invalid-value", (3, 9), "import"),
    "import: class": ("invalid-value", (3, 9), "import"),
    "credentials: {a: {argument: timeout}}": ("invalid-value", (3, 29), "argument"),
    "credentials: {a: {argument: lambda}}": ("invalid-value", (3, 29), "argument"),
    "credentials: {a: {environment: A}}": ("missing-key", (3, 18), "argument"),
    "credentials: {a: {argument: a, environment: a-b}}": ("invalid-value", (3, 45), "environment"),
    "headers: {'a b': {argument: a}}": ("invalid-key", (3, 11), "Headers"),
    "headers: {'a:': {argument: a}}": ("invalid-key", (3, 11), "Headers"),
    "request_id: 'é'": ("invalid-value", (3, 13), "header"),
    "servers: {Main: https://a}": ("invalid-key", (3, 11), "environment="),
    "servers: {main: https://a?b}": ("invalid-value", (3, 17), "URL"),
    "errors: {code: [a]}": ("invalid-value", (3, 17), "JSON Pointer"),
    "errors: {code: [/a~2]}": ("invalid-value", (3, 17), "JSON Pointer"),
    "errors: {classes: {A: {status: 200, name: A}}}": ("invalid-value", (3, 32), "428"),
    "errors: {classes: {A: {status: true, name: A}}}": ("wrong-type", (3, 32), "428"),
    "errors: {classes: {A: {status: 400, name: a}}}": ("invalid-value", (3, 43), "class"),
    "operations: {a: {media_type: json}}": ("invalid-value", (3, 30), "application/json"),
    "operations: {a: {idempotent: 'yes'}}": ("wrong-type", (3, 30), "outcome"),
    "waive: [{code: Bad, at: '#/a'}]": ("invalid-value", (3, 16), "code"),
    "waive: [{code: bad, at: '/a'}]": ("invalid-value", (3, 25), "JSON Pointer"),
    "names: {codes: {A: class}}": ("invalid-value", (3, 20), "generate"),
    "names: {codes: {A: _a}}": ("invalid-value", (3, 20), "generate"),
    "names: {operations: {a: {arguments: {form.a: b}}}}": ("invalid-key", (3, 38), "path.order.id"),
    "names: {statuses: {ok: Fine}}": ("invalid-key", (3, 20), "statuses"),
    "urls: {Source: example.com/x}": ("invalid-value", (3, 16), "whole address"),
    "urls: {Source: 'ftp://example.com'}": ("invalid-value", (3, 16), "whole address"),
    "urls: {Source: 'https://me:secret@example.com'}": ("invalid-value", (3, 16), "whole address"),
    "urls: {Source: 'https://'}": ("invalid-value", (3, 16), "whole address"),
    "urls: {Source: 'https://example.com/a b'}": ("invalid-value", (3, 16), "whole address"),
    "urls: {Source: 'https://example.com/é'}": ("invalid-value", (3, 16), "whole address"),
    "urls: {'A, B': https://a.example}": ("invalid-key", (3, 8), "Homepage"),
    "urls: {' A': https://a.example}": ("invalid-key", (3, 8), "Homepage"),
    f"urls: {{{'a' * 33}: https://a.example}}": ("invalid-key", (3, 8), "Homepage"),
    "urls: {What's New: https://a.example, whatsnew: https://a.example}": (
        "declared-twice",
        (3, 39),
        "delete",
    ),
}


@pytest.mark.parametrize(("line", "expected"), PLACES.items())
def test_what_is_refused_has_a_place_and_a_hint(line, expected):
    code, place, hint = expected
    problem = one(LEAST + line + "\n")
    assert problem.code == code
    assert (problem.places[0].line, problem.places[0].column) == place
    assert hint in problem.hint


def test_all_problems_are_found_at_once():
    assert [p.code for p in refused("version: 1\nlicence: x\n")] == [
        "missing-key",
        "missing-key",
        "wrong-type",
        "unknown-key",
    ]


@pytest.mark.parametrize("text", ["[]", "just text", "- a"])
def test_something_else_than_a_mapping(text):
    assert one(text).code == "wrong-type"


@pytest.mark.parametrize(
    "text",
    ["{package: a, client: A}", " package: a\n client: A", '{"package": "a", "client": "A"}'],
)
def test_keys_begin_their_lines(text):
    assert one(text).code == "declaration-form"


@pytest.mark.parametrize("text", ["", "package: [", "package: a\npackage: b\nclient: A"])
def test_broken_yaml_stops_first(text):
    assert one(text).code in {"empty-file", "invalid-yaml", "duplicate-key"}


PACKAGES = {"a": "a", "A-b": "a_b", "a.b--c_d": "a_b_c_d", "my-2api": "my_2api"}


@pytest.mark.parametrize(("package", "module"), PACKAGES.items())
def test_the_import_name_follows_from_the_package(package, module):
    assert loaded(f"package: {package}\nclient: A").import_name == module


@pytest.mark.parametrize("package", ["2api", "class"])
def test_an_import_name_that_is_none_has_to_be_given(package):
    problem = one(f"package: '{package}'\nclient: A")
    assert problem.code == "import-name"
    assert "import:" in problem.hint
    assert loaded(f"package: '{package}'\nclient: A\nimport: other").import_name == "other"


@pytest.mark.parametrize("package", ["", "-a", "a-", "a b", "ä", "a/b", "a\n"])
def test_packages_that_are_none(package):
    assert one(f"package: {package!r}\nclient: A".replace("\\n", "\n\n\n")).code in {
        "invalid-value",
        "import-name",
    }


TWICE = {
    "credentials: {a: {argument: x}, b: {argument: x}}": "declared-twice",
    "credentials: {a: {argument: x}}\nheaders: {b: {argument: x}}": "declared-twice",
    "errors: {classes: {A: {status: 400, name: X}, B: {status: 401, name: X}}}": "declared-twice",
    "names: {types: {a: {answer: X}, b: {answer: X}}}": "pinned-twice",
    "names: {types: {a: {answer: X, literal: X}}}": "pinned-twice",
    "names: {types: {a: {answer: MyApiError}}}": "pinned-twice",
    "names: {types: {a: {answer: NotFound}}, statuses: {'404': NotFound}}": "pinned-twice",
    "names: {types: {a: {members: {b: x, c: x}}}}": "pinned-twice",
    "names: {operations: {a: {arguments: {path.b: x, query.b: x}}}}": "pinned-twice",
    "names: {resources: {a: x, b: x}}": "pinned-twice",
}


@pytest.mark.parametrize(("lines", "code"), TWICE.items())
def test_one_name_for_two_things_names_both_places(lines, code):
    problem = one(LEAST + lines)
    assert problem.code == code
    assert len(problem.places) == 2


def test_an_enum_has_one_name_on_both_sides():
    pins = loaded(LEAST + "names: {types: {a: {answer: X, input: X, literal: XLike}}}").names
    assert set(pins.types.values()) == {"X"}


# --- the JSON Schema --------------------------------------------------------------------------


def schemas(rules):
    yield rules
    for key in ("properties", "$defs"):
        for inner in rules.get(key, {}).values():
            yield from schemas(inner)
    for key in ("additionalProperties", "propertyNames", "items", "not"):
        if isinstance(rules.get(key), dict):
            yield from schemas(rules[key])


def test_the_schema_is_valid_and_has_no_reference_that_the_check_would_miss():
    jsonschema.Draft202012Validator.check_schema(schema())
    assert '"$ref"' not in json.dumps(_validator().schema)


def test_every_key_is_explained_to_editors():
    for rules in schemas(schema()):
        for key, inner in rules.get("properties", {}).items():
            assert len(inner["description"]) > 10, key


def test_every_pattern_is_whole_and_said_in_words():
    for rules in schemas(schema()):
        if "pattern" in rules:
            assert rules["pattern"][0] == "^"
            assert rules["pattern"][-1] == "$"
            assert rules["x-must"]


def test_all_keywords_are_refused():
    for name in ("keyword", "reserved"):
        assert set(keyword.kwlist) <= set(schema()["$defs"][name]["enum"])


words = st.sampled_from(
    [
        "a",
        "A",
        "a_b",
        "a-b",
        "",
        "class",
        "timeout",
        "/a",
        "#/a",
        "404",
        "1.0",
        "a/b",
        "path.a",
        "é",
        "_a",
        "A b",
        "https://a",
    ]
)
scalars = st.none() | st.booleans() | st.integers(0, 600) | words | st.just(math.pi)


def instances(rules):
    """Values that follow the schema's shape, mostly, with anything in the leaves."""
    rules = {**schema()["$defs"].get(rules.get("$ref", "")[8:], {}), **rules}
    if rules.get("type") == "object":
        known = {key: instances(inner) for key, inner in rules.get("properties", {}).items()}
        fixed = st.fixed_dictionaries({}, optional=known) if known else st.just({})
        other = rules.get("additionalProperties", {})
        more = st.dictionaries(words, instances(other) if other else scalars, max_size=2)
        shape = st.tuples(fixed, more).map(lambda pair: {**pair[1], **pair[0]})
        return shape | scalars
    if rules.get("type") == "array":
        return st.lists(instances(rules["items"]), max_size=2) | scalars
    return scalars


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_fault_that_the_jsonschema_library_finds_is_told(data):
    part = data.draw(st.sampled_from(sorted(schema()["properties"])))
    value = {
        "package": "a",
        "client": "A",
        part: data.draw(instances(schema()["properties"][part])),
    }
    problems = Problems()
    source = parse("client.yaml", "", Problems())
    check(At(Source("client.yaml", "", "", value, source.positions)), problems)
    assert (problems.found == []) == jsonschema.Draft202012Validator(schema()).is_valid(value)
