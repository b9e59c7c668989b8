"""What stands around schemas: version, info, servers, security, tags, paths."""

import pytest

from tests.normalize.support import DECLARED, HEAD, ROOT, run

OK = "responses: {'200': {description: d}}"
ONE = f"paths: {{/x: {{get: {{operationId: x, {OK}}}}}}}\n"


def operations(*texts):
    return run("paths:\n" + "\n".join(f"  {text}" for text in texts))


@pytest.mark.parametrize("version", ["3.0.0", "3.0.3", "3.1", "3.1.0", "3.1.1"])
def test_known_versions(version):
    found = run(HEAD.replace("3.1.0", f"'{version}'") + ONE)
    assert found.canonical.document["openapi"] == "3.1.1"
    assert found.canonical.operations_in == 1


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("swagger: '2.0'", "unsupported-version"),
        ("openapi: 3.2.0", "unsupported-version"),
        ("openapi: 4", "unsupported-version"),
        ("info: {}", "missing-version"),
        ("[]", "not-openapi"),
    ],
)
def test_unknown_versions(text, code):
    assert run(text).errors == [code]


@pytest.mark.parametrize(
    ("info", "codes"),
    [
        ("", ["missing-info"]),
        ("info: {title: T}", ["missing-info-version"]),
        ("info: {version: '1'}", ["missing-info-title"]),
        ("info: []", ["wrong-type"]),
        ("info: {title: [], version: '1'}", ["wrong-type"]),
    ],
)
def test_missing_info(info, codes):
    assert run(f"openapi: 3.1.0\n{info}\nservers: [{{url: https://a}}]\n{ONE}").errors == codes


def test_a_version_that_is_a_number():
    found = run(
        f"openapi: 3.1.0\ninfo: {{title: T, version: 1.10, contact: {{name: n, x-y: 1}}, license: {{identifier: MIT}}}}\nservers: [{{url: https://a}}]\n{ONE}"
    )
    assert found.canonical.document["info"] == {
        "title": "T",
        "version": "1.10",
        "contact": {"name": "n"},
        "license": {"identifier": "MIT", "name": "MIT"},
    }
    assert found.codes == ["text-expected"]


def test_everything_that_is_wrong_is_told_at_once():
    found = run(
        "openapi: 3.1.0\npaths: {x: {get: {}}, /y: {get: {responses: {'20': {description: d}}}}}"
    )
    assert set(found.errors) == {
        "missing-info",
        "invalid-path",
        "missing-responses",
        "invalid-status",
    }


# --- servers ----------------------------------------------------------------------------------------------------------


def servers(text):
    return run(HEAD.replace("[{url: https://a.example}]", text) + ONE)


def test_server_variables_have_their_defaults():
    found = servers(
        "[{url: 'https://{region}.a.example/{v}', description: d, variables: {region: {default: eu, enum: [eu]}, v: {default: v1}}}]"
    )
    assert found.canonical.document["servers"] == [
        {"url": "https://eu.a.example/v1", "description": "d"}
    ]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("[{url: 'https://{x}'}]", "server-variable"),
        ("[{}]", "missing-server-url"),
        ("{}", "wrong-type"),
    ],
)
def test_servers_that_say_too_little(text, code):
    assert code in servers(text).errors


@pytest.mark.parametrize("text", ["[{url: /v1}]", "[]", "[{url: ../v1}]", "[{url: //a.example}]"])
def test_relative_servers_are_kept(text):
    assert servers(text).codes == ["relative-server"]


def test_a_server_of_an_operation_is_unsupported_unless_the_document_has_it():
    text = f"/x: {{get: {{servers: [{{url: 'https://b.example'}}], {OK}}}, put: {{servers: [{{url: 'https://a.example'}}], {OK}}}}}"
    assert operations(text).errors == ["unsupported-operation-server"]


# --- security ---------------------------------------------------------------------------------------------------------

SCHEMES = """
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    cookie: {type: apiKey, in: cookie, name: c}
    basic: {type: http, scheme: Basic}
    oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://a/t'}, deviceAuthorization: {}}}
    oidc: {type: openIdConnect, openIdConnectUrl: 'https://a/o'}
    tls: {type: mutualTLS}
    digest: {type: http, scheme: digest}
    linked: {$ref: '#/components/securitySchemes/key'}
"""


def secured(security, top="[]"):
    return run(f"security: {top}\npaths: {{/x: {{get: {{{security}{OK}}}}}}}\n{SCHEMES}")


@pytest.mark.parametrize(
    ("security", "top", "left"),
    [
        ("", "[{key: []}]", [{"key": []}]),
        ("security: [], ", "[{key: []}]", []),
        ("security: [{oauth: [a, b]}, {}], ", "[{key: []}]", [{"oauth": ["a", "b"]}, {}]),
        ("security: [{key: [], basic: []}], ", "[]", [{"key": [], "basic": []}]),
        ("security: [{tls: []}, {key: []}], ", "[]", [{"key": []}]),
    ],
)
def test_every_operation_says_what_it_needs(security, top, left):
    found = secured(security, top)
    assert found.operation()["security"] == left


def test_schemes():
    found = secured("").canonical.document["components"]["securitySchemes"]
    assert list(found) == ["key", "cookie", "basic", "oauth", "oidc", "linked"]
    assert found["basic"]["scheme"] == "basic"
    assert found["oauth"]["flows"] == {
        "clientCredentials": {"tokenUrl": "https://a/t", "scopes": {}}
    }
    assert found["linked"] == found["key"]


@pytest.mark.parametrize("need", ["{tls: []}", "{key: [], digest: []}"])
def test_unsupported_schemes(need):
    assert secured(f"security: [{need}], ").errors == ["unsupported-security"]


def test_an_unknown_scheme():
    assert (
        secured("security: [{kye: []}], ").only("unknown-security-scheme").hint
        == "did you mean 'key'?"
    )


@pytest.mark.parametrize(
    ("scheme", "code"),
    [
        ("{type: apikey, in: header, name: n}", "unknown-security-type"),
        ("{type: apiKey, in: body, name: n}", "incomplete-security"),
        ("{type: apiKey}", "incomplete-security"),
        ("{type: http}", "incomplete-security"),
        ("[]", "wrong-type"),
    ],
)
def test_schemes_that_say_too_little(scheme, code):
    assert code in run(f"{ONE}components: {{securitySchemes: {{s: {scheme}}}}}").errors


# --- operations -------------------------------------------------------------------------------------------------------


def test_identities_of_operations():
    found = operations(
        f"'/pets/{{id}}': {{parameters: [{{name: id, in: path, required: true, schema: {{}}}}], get: {{{OK}}}, put: {{operationId: put, {OK}}}}}"
    )
    assert found.operation("/pets/{id}")["operationId"] == "GET /pets/{id}"
    assert found.canonical.places["GET /pets/{id}"].pointer == "#/paths/~1pets~1{id}/get"


def test_one_operation_id_for_two():
    found = operations(
        f"/x: {{get: {{operationId: a, {OK}}}}}", f"/y: {{get: {{operationId: a, {OK}}}}}"
    )
    assert found.errors == ["duplicate-operation-id"]
    assert found.lines("duplicate-operation-id") == [5, 6]


@pytest.mark.parametrize(
    ("path", "tags", "tag"),
    [
        ("/x", "tags: [b], ", "b"),
        ("/x", "tags: [b, a], ", "b"),
        ("/api/v1.2/{a}/orders/x", "", "orders"),
        ("/v1", "", "default"),
        ("/", "tags: [], ", "default"),
    ],
)
def test_every_operation_has_one_tag(path, tags, tag):
    parameter = (
        "parameters: [{name: a, in: path, required: true, schema: {}}], " if "{a}" in path else ""
    )
    found = operations(f"'{path}': {{get: {{{tags}{parameter}{OK}}}}}")
    assert found.operation(path)["tags"] == [tag]
    assert ("several-tags" in found.codes) == (", a]" in tags)


def test_tags_that_are_used():
    found = run(
        f"tags: [{{name: unused}}, {{name: b, description: d, externalDocs: {{url: 'https://d'}}}}]\npaths: {{/x: {{get: {{tags: [a], {OK}}}, put: {{tags: [b], {OK}}}}}}}"
    )
    assert found.canonical.document["tags"] == [
        {"name": "b", "description": "d", "externalDocs": {"url": "https://d"}},
        {"name": "a"},
    ]


def test_words_of_a_path_item_hold_for_its_operations():
    found = operations(
        f"/x: {{summary: s, description: d, x-y: 1, get: {{deprecated: true, externalDocs: {{url: u}}, {OK}}}, put: {{summary: own, {OK}}}}}"
    )
    assert found.operation()["summary"] == "s"
    assert found.operation()["deprecated"] is True
    assert found.operation()["externalDocs"] == {"url": "u"}
    assert found.operation(method="put")["summary"] == "own"


def test_path_items_by_reference():
    text = f"paths: {{/x: {{$ref: 'i.yaml#/x'}}, /y: {{$ref: '#/components/pathItems/y'}}, /z: null}}\ncomponents: {{pathItems: {{y: {{get: {{operationId: y, {OK}}}}}}}}}"
    files = {
        "i.yaml": f"x: {{get: {{operationId: x, parameters: [{{name: q, in: query, schema: {{enum: [a, b]}}}}], {OK}}}}}"
    }
    found = run(text, files)
    assert found.canonical.operations_in == 2
    assert list(found.canonical.inputs) == ["#/paths/~1x/get/parameters"]
    assert list(found.canonical.enums) == ["i.yaml#/x/get/parameters/0/schema"]


def test_paths_that_differ_by_names_only():
    p = "parameters: [{name: %s, in: path, required: true, schema: {}}], "
    found = operations(
        f"'/x/{{a}}': {{get: {{{p % 'a'}{OK}}}}}",
        f"'/x/{{b}}': {{get: {{{p % 'b'}{OK}}}, put: {{{p % 'b'}{OK}}}}}",
    )
    assert found.codes == ["same-path"]
    assert found.canonical.operations_in == 3


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("x", "invalid-path"),
        ("/x/{a", "invalid-path"),
        ("/{a}/{a}", "repeated-path-parameter"),
        ("/x?a=b", "unsupported-path"),
        ("/x#y", "unsupported-path"),
    ],
)
def test_paths_that_are_none(path, code):
    parameter = (
        "parameters: [{name: a, in: path, required: true, schema: {}}], " if "{a}" in path else ""
    )
    assert operations(f"'{path}': {{get: {{{parameter}{OK}}}}}").errors == [code]


@pytest.mark.parametrize("key", ["webhooks", "callbacks"])
def test_calls_of_the_server_are_left_aside(key):
    if key == "webhooks":
        found = run(f"{ONE}webhooks: {{w: {{post: {{operationId: x, tags: [t], {OK}}}}}}}")
    else:
        found = operations(
            f"/x: {{get: {{callbacks: {{c: {{'{{$url}}': {{post: {{{OK}}}}}}}}}, {OK}}}}}"
        )
    assert found.codes == [f"ignored-{key}"]
    assert found.canonical.operations_in == 1


def test_no_paths():
    assert run("tags: []").errors == ["missing-paths"]
    assert run("webhooks: {}").canonical.operations_in == 0


# --- waivers ----------------------------------------------------------------------------------------------------------

STREAM = f"paths: {{/x: {{get: {{operationId: x, responses: {{'200': {{description: d, content: {{text/event-stream: {{}}}}}}}}}}}}, /y: {{get: {{operationId: y, {OK}}}}}}}"


@pytest.mark.parametrize(
    "at",
    [
        "#/paths/~1x/get/responses/200/content/text~1event-stream",
        "#/paths/~1x/get/responses",
        "#/paths/~1x/get",
        "#/paths/~1x",
        "#/paths/%2Fx".replace("%2F", "~1"),
    ],
)
def test_a_waived_operation_is_left_out_and_counted(at):
    found = run(
        STREAM, declared=f"{DECLARED}waive: [{{code: unsupported-streaming-answer, at: '{at}'}}]\n"
    )
    assert not found.errors
    assert list(found.canonical.document["paths"]) == ["/y"]
    assert found.canonical.operations_in == 2


@pytest.mark.parametrize(
    ("code", "at"),
    [
        ("unsupported-path", "#/paths/~1x"),
        ("unsupported-streaming-answer", "#/paths/~1y"),
        ("unsupported-streaming-answer", "#/paths"),
    ],
)
def test_a_waiver_that_waives_nothing(code, at):
    found = run(STREAM, declared=f"{DECLARED}waive: [{{code: {code}, at: '{at}'}}]\n")
    assert sorted(found.errors) == ["unsupported-streaming-answer", "unused-waiver"]
    assert found.only("unused-waiver").places[0].file == "client.yaml"


def test_the_hint_is_the_waiver():
    problem = run(STREAM).only("unsupported-streaming-answer")
    assert problem.hint.endswith(
        "waive: [{code: unsupported-streaming-answer, at: '#/paths/~1x/get/responses/200/content/text~1event-stream'}] in client.yaml"
    )


def test_the_source_is_not_changed():
    from copy import deepcopy

    from generator import declaration
    from generator.diagnostics import Problems
    from generator.normalize import normalize
    from generator.source import SourceSet, parse

    problems = Problems()
    entry = parse(
        "openapi.yaml",
        HEAD
        + ONE
        + f"components: {{schemas: {{Root: {{allOf: [{{$ref: '{ROOT}2'}}], nullable: true}}, Root2: {{type: [string, 'null'], enum: [a, null]}}}}}}",
        problems,
    )
    before = deepcopy(entry.data)
    normalize(
        SourceSet(entry, {"": entry}),
        declaration.load(parse("client.yaml", DECLARED, problems), problems),
        problems,
    )
    assert entry.data == before
