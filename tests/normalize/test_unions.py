"""Discriminators, and unions beside other things."""

import pytest

from tests.normalize.support import ROOT, schemas

S = "#/components/schemas/"
MEMBERS = """
Cat: {type: object, required: [kind], properties: {kind: {const: cat}, a: {}}}
Dog: {type: object, required: [kind], properties: {kind: {enum: [dog, puppy]}, b: {}}}
Eel: {type: object, required: [kind], properties: {kind: {type: string}, c: {}}}
Fox: {type: object, properties: {name: {type: string}}}
"""


def root(text):
    return schemas(f"Root: {text}\n{MEMBERS}")


def ref(name):
    return f"{{$ref: '{S}{name}'}}"


def test_values_come_from_the_mapping_then_from_constants_then_from_names():
    found = root(
        f"{{oneOf: [{ref('Cat')}, {ref('Dog')}, {ref('Eel')}], description: d, "
        f"discriminator: {{propertyName: kind, mapping: {{tom: Cat, cat: '{S}Cat'}}}}}}"
    )
    assert found.canonical.answers[ROOT] == {
        "oneOf": [{"$ref": f"{S}{n}"} for n in ("Cat", "Dog", "Eel")],
        "discriminator": {
            "propertyName": "kind",
            "mapping": {
                "tom": f"{S}Cat",
                "cat": f"{S}Cat",
                "dog": f"{S}Dog",
                "puppy": f"{S}Dog",
                "Eel": f"{S}Eel",
            },
        },
        "description": "d",
    }
    assert not found.codes


def test_a_union_with_null_is_nullable_where_it_is_used():
    found = schemas(
        f"Root: {{type: object, properties: {{p: {ref('U')}}}}}\n"
        f"U: {{oneOf: [{ref('Cat')}, {ref('Dog')}, {{type: 'null'}}], discriminator: {{propertyName: kind}}}}{MEMBERS}"
    )
    assert found.canonical.answers[ROOT]["properties"]["p"] == {
        "anyOf": [{"$ref": f"{S}U"}, {"type": "null"}]
    }


def test_inline_members_are_known_by_their_constants():
    found = root(
        f"{{oneOf: [{ref('Cat')}, {{type: object, properties: {{kind: {{const: inline}}}}}}], discriminator: {{propertyName: kind}}}}"
    )
    assert found.canonical.answers[ROOT]["discriminator"]["mapping"] == {
        "cat": f"{S}Cat",
        "inline": f"{ROOT}/oneOf/1",
    }


def test_unions_within_unions_are_one():
    found = schemas(
        f"Root: {{oneOf: [{ref('U')}, {ref('Eel')}], discriminator: {{propertyName: kind}}}}\n"
        f"U: {{oneOf: [{ref('Cat')}, {ref('Dog')}], discriminator: {{propertyName: kind}}}}{MEMBERS}"
    )
    assert list(found.canonical.answers[ROOT]["discriminator"]["mapping"]) == [
        "cat",
        "dog",
        "puppy",
        "Eel",
    ]


@pytest.mark.parametrize(
    "discriminator",
    ["{propertyName: kind}", "{mapping: {a: Cat}}", "{propertyName: name}"],
    ids=["not in every branch", "no property", "only in one branch"],
)
def test_a_discriminator_that_cannot_work_is_left_aside(discriminator):
    found = root(f"{{oneOf: [{ref('Cat')}, {ref('Fox')}], discriminator: {discriminator}}}")
    assert found.codes == ["unusable-discriminator"]
    assert ROOT not in found.canonical.answers
    response = found.operation(method="post")["responses"]["200"]
    assert response["content"]["application/json"]["schema"] == {
        "anyOf": [{"$ref": f"{S}Cat"}, {"$ref": f"{S}Fox"}]
    }


def test_two_branches_of_one_value():
    found = schemas(
        f"Root: {{oneOf: [{ref('Cat')}, {ref('Tom')}], discriminator: {{propertyName: kind}}}}{MEMBERS}"
        "Tom: {type: object, properties: {kind: {const: cat}}}"
    )
    assert "'cat' stands for two branches" in found.only("unusable-discriminator").message


def test_a_mapping_that_leads_nowhere():
    found = root(
        f"{{oneOf: [{ref('Cat')}, {ref('Dog')}], discriminator: {{propertyName: kind, mapping: {{x: Kat}}}}}}"
    )
    assert found.errors == ["dead-reference"]


def test_branches_that_add_to_an_object_are_objects_of_their_own():
    found = root(
        f"{{type: object, properties: {{id: {{}}}}, required: [id], oneOf: [{ref('Cat')}, {{properties: {{z: {{}}}}}}]}}"
    )
    assert list(found.canonical.answers[f"{ROOT}/oneOf/0"]["properties"]) == ["id", "kind", "a"]
    assert list(found.canonical.answers[f"{ROOT}/oneOf/1"]["properties"]) == ["id", "z"]
    assert found.canonical.answers[f"{ROOT}/oneOf/0"]["required"] == ["id", "kind"]


def test_branches_that_only_restrict_are_left_to_the_server():
    found = root(
        "{type: object, properties: {a: {type: string}, b: {}}, oneOf: [{properties: {a: {const: x}}, required: [b]}, {required: [a]}]}"
    )
    assert found.canonical.answers[ROOT]["properties"] == {"a": {"type": "string"}, "b": {}}


def test_a_base_beside_a_discriminated_union():
    text = f"{{type: object, properties: {{id: {{}}}}, oneOf: [{ref('Cat')}, {ref('Dog')}], discriminator: {{propertyName: kind}}}}"
    found = root(text)
    assert found.canonical.answers[ROOT]["discriminator"]["mapping"] == {
        "cat": f"{ROOT}/oneOf/0",
        "dog": f"{ROOT}/oneOf/1",
        "puppy": f"{ROOT}/oneOf/1",
    }


def test_unions_of_unions_of_unions_end():
    three = "{oneOf: [{properties: {a: {}}}, {properties: {b: {}}}, {properties: {c: {}}}]}"
    found = schemas(f"Root: {{properties: {{z: {{}}}}, allOf: [{', '.join([three] * 8)}]}}")
    assert "large-union" in found.codes
