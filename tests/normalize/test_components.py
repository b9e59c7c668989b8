"""Objects, what they include, and how they refer to each other."""

import pytest

from tests.normalize.support import ROOT, run, schemas

S = "#/components/schemas/"
NULL = {"type": "null"}


def answers(text, dialect="3.1.0"):
    found = schemas(text, dialect)
    assert found.canonical is not None, found.problems
    return found.canonical.answers


def test_inline_objects_and_enums_are_components_by_where_they_stand():
    found = schemas(
        "Root: {type: object, properties: {a/b: {type: array, items: {type: object, properties: {e: {enum: [x, y]}}}}}}"
    )
    items = f"{ROOT}/properties/a~1b/items"
    assert found.canonical.answers[ROOT]["properties"]["a/b"] == {
        "type": "array",
        "items": {"$ref": items},
    }
    assert found.canonical.answers[items]["properties"]["e"] == {"$ref": f"{items}/properties/e"}
    assert list(found.canonical.enums) == [f"{items}/properties/e"]
    assert found.canonical.places[f"{ROOT}/properties/a~1b"].pointer == f"{ROOT}/properties/a~1b"


def test_aliases_are_written_out_where_they_are_used():
    text = """
    Root: {type: object, properties: {p: {$ref: '#/components/schemas/Ids'}, q: {$ref: '#/components/schemas/Ids', description: mine}}}
    Ids: {type: array, items: {$ref: '#/components/schemas/Id'}, description: theirs, deprecated: true}
    Id: {type: [string, 'null'], maxLength: 3, description: id}
    """
    slot = {"type": "array", "items": {"anyOf": [{"type": "string", "maxLength": 3}, NULL]}}
    assert answers(text)[ROOT]["properties"] == {
        "p": slot | {"description": "theirs", "deprecated": True},
        "q": slot | {"description": "mine", "deprecated": True},
    }


def test_a_nullable_component_is_nullable_where_it_is_used():
    text = "{Root: {type: object, properties: {p: {$ref: '#/components/schemas/P'}}}, P: {type: [object, 'null'], properties: {a: {}}}}"
    found = answers(text)
    assert found[ROOT]["properties"]["p"] == {"anyOf": [{"$ref": f"{S}P"}, NULL]}
    assert found[f"{S}P"]["type"] == "object"


@pytest.mark.parametrize(
    "p",
    [
        "{$ref: '#/components/schemas/P', description: d}",
        "{allOf: [{$ref: '#/components/schemas/P'}], description: d}",
        "{allOf: [{$ref: '#/components/schemas/P'}, {description: d}]}",
        "{type: object, allOf: [{$ref: '#/components/schemas/P'}], description: d}",
        "{allOf: [{$ref: '#/components/schemas/P'}, {$ref: '#/components/schemas/P'}], description: d}",
        "{$ref: '#/components/schemas/P', type: object, description: d}",
        "{oneOf: [{$ref: '#/components/schemas/P'}], description: d}",
        "{$ref: '#/components/schemas/Q', description: d}",
        "{$ref: '#/components/schemas/R'}",
        "{allOf: [{$ref: '#/components/schemas/P'}, {$ref: '#/components/schemas/Base'}], description: d}",
    ],
)
def test_a_reference_with_words_around_it_is_the_reference(p):
    text = f"""
    Root: {{type: object, properties: {{p: {p}}}}}
    P: {{allOf: [{{$ref: '#/components/schemas/Base'}}], properties: {{a: {{}}}}, description: own}}
    Base: {{type: object, properties: {{b: {{}}}}}}
    Q: {{$ref: '#/components/schemas/P'}}
    R: {{allOf: [{{$ref: '#/components/schemas/P'}}], type: object, description: d}}
    """
    assert answers(text)[ROOT]["properties"]["p"] == {"$ref": f"{S}P", "description": "d"}


def test_all_of_is_merged_deeply():
    text = """
    Root:
      description: root
      allOf:
      - $ref: '#/components/schemas/A'
      - {type: object, properties: {c: {type: string}}, required: [a, c]}
      properties: {d: {type: string}}
      required: [b]
    A: {allOf: [{$ref: '#/components/schemas/B'}, {type: object, properties: {b: {type: string}}}], description: a}
    B: {type: object, properties: {a: {type: string, maxLength: 5}}, required: [a], additionalProperties: false}
    """
    found = answers(text)
    assert list(found) == [ROOT]
    assert found[ROOT] == {
        "type": "object",
        "description": "root",
        "properties": {
            "a": {"type": "string", "maxLength": 5},
            "b": {"type": "string"},
            "c": {"type": "string"},
            "d": {"type": "string"},
        },
        "required": ["a", "c", "b"],
        "additionalProperties": False,
    }


def test_a_property_that_is_said_twice_is_both():
    text = """
    Root: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {p: {type: string, enum: [x, y], description: mine}, q: {properties: {b: {}}}}}]}
    A: {type: object, properties: {p: {type: string, maxLength: 3}, q: {type: object, properties: {a: {}}}}}
    """
    found = schemas(text).canonical
    assert found.answers[ROOT]["properties"]["p"] == {
        "$ref": f"{ROOT}/properties/p",
        "description": "mine",
    }
    assert found.enums[f"{ROOT}/properties/p"]["enum"] == ["x", "y"]
    assert found.answers[ROOT]["properties"]["q"] == {"$ref": f"{ROOT}/properties/q"}
    assert list(found.answers[f"{ROOT}/properties/q"]["properties"]) == ["a", "b"]


def test_types_that_contradict_each_other_are_an_error_with_both_places():
    text = "Root: {allOf: [{properties: {p: {type: string}}}, {properties: {p: {type: integer}}}]}"
    problem = schemas(text).only("conflicting-types")
    assert len(problem.places) == 2
    assert "string and integer" in problem.message


def test_a_child_that_narrows_a_reference_to_itself():
    text = """
    Root: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {child: {$ref: '#/components/schemas/Root'}}}]}
    Base: {type: object, properties: {child: {$ref: '#/components/schemas/Base'}}}
    """
    assert answers(text)[ROOT]["properties"] == {"child": {"$ref": ROOT}}


def test_inherited_inline_objects_keep_their_identity():
    text = """
    Root: {type: object, properties: {a: {$ref: '#/components/schemas/A'}, b: {$ref: '#/components/schemas/B'}}}
    A: {type: object, properties: {x: {type: object, properties: {y: {}}}}}
    B: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {z: {}}}]}
    """
    found = answers(text)
    assert (
        found[f"{S}B"]["properties"]["x"]
        == found[f"{S}A"]["properties"]["x"]
        == {"$ref": f"{S}A/properties/x"}
    )


@pytest.mark.parametrize(
    ("written", "more"),
    [
        ("", True),
        (", additionalProperties: true", {}),
        (", additionalProperties: {}", {}),
        (", additionalProperties: false", False),
        (", additionalProperties: {type: integer}", {"type": "integer"}),
        (", patternProperties: {x: {type: integer}}", {"type": "integer"}),
        (", patternProperties: {x: {type: integer}, y: {type: string}}", {}),
        (", patternProperties: {x: {type: integer}}, additionalProperties: true", {}),
        (", allOf: [{type: object, additionalProperties: true}]", {}),
        (
            ", additionalProperties: true, allOf: [{type: object, additionalProperties: false}]",
            False,
        ),
        (
            ", additionalProperties: true, allOf: [{type: object, additionalProperties: {type: integer}}]",
            {"type": "integer"},
        ),
    ],
)
def test_further_properties_are_allowed_expressly_or_by_silence(written, more):
    found = answers(f"Root: {{type: object, properties: {{a: {{type: string}}}}{written}}}")
    assert found[ROOT]["additionalProperties"] == more


def test_circular_models():
    text = """
    Root: {type: object, properties: {b: {$ref: '#/components/schemas/B'}, self: {type: array, items: {$ref: '#/components/schemas/Root'}}}}
    B: {type: object, properties: {root: {anyOf: [{$ref: '#/components/schemas/Root'}, {type: 'null'}]}, map: {type: object, additionalProperties: {$ref: '#/components/schemas/B'}}}}
    """
    found = answers(text)
    assert found[ROOT]["properties"]["self"]["items"] == {"$ref": ROOT}
    assert found[f"{S}B"]["properties"]["map"] == {
        "type": "object",
        "additionalProperties": {"$ref": f"{S}B"},
    }


RINGS = {
    "A": "{type: array, items: {$ref: '#/components/schemas/B'}}",
    "B": "{type: array, items: {$ref: '#/components/schemas/A'}, maxItems: 3}",
    "J": "{anyOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/J'}}, {type: object, additionalProperties: {$ref: '#/components/schemas/J'}}]}",
    "U": "{anyOf: [{type: string}, {$ref: '#/components/schemas/V'}]}",
    "V": "{anyOf: [{type: integer}, {$ref: '#/components/schemas/U'}]}",
}


@pytest.mark.parametrize("order", ["A B J U V", "V U J B A", "B V A U J"])
def test_recursive_aliases_are_cut_at_the_same_place_whatever_the_order(order):
    properties = ", ".join(
        f"{name}: {{$ref: '#/components/schemas/{name}'}}" for name in order.split()
    )
    text = f"Root: {{type: object, properties: {{{properties}}}}}\n" + "\n".join(
        f"{n}: {RINGS[n]}" for n in order.split()
    )
    found = schemas(text)
    assert "recursive-schema" in found.codes
    a = {"type": "array", "items": {"type": "array", "items": {}, "maxItems": 3}}
    b = {"type": "array", "items": {"type": "array", "items": {}}, "maxItems": 3}
    assert found.canonical.answers[ROOT]["properties"] == {
        "A": a,
        "B": b,
        "J": {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {}},
                {"type": "object", "additionalProperties": {}},
            ]
        },
        "U": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        "V": {"anyOf": [{"type": "integer"}, {"type": "string"}]},
    }


def test_rings_of_references_and_of_all_of():
    assert schemas(
        "{Root: {$ref: '#/components/schemas/A'}, A: {$ref: '#/components/schemas/Root'}}"
    ).errors == ["reference-circle"]
    text = """
    Root: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {r: {}}}]}
    A: {allOf: [{$ref: '#/components/schemas/Root'}, {type: object, properties: {a: {}}}]}
    """
    assert set(answers(text)[ROOT]["properties"]) == {"r", "a"}


def test_a_union_that_holds_its_own_object_ends():
    text = "Root: {type: object, properties: {a: {}}, anyOf: [{$ref: '#/components/schemas/Root'}, {properties: {b: {}}}]}"
    assert schemas(text).canonical is not None


def test_deep_nesting_ends():
    inner = "{type: string}"
    for _ in range(80):
        inner = f"{{type: array, items: {inner}}}"
    assert "deep-schema" in schemas(f"Root: {inner}").codes
    chain = "\n".join(f"A{i}: {{$ref: '#/components/schemas/A{i + 1}'}}" for i in range(2000))
    found = schemas(
        f"Root: {{type: object, properties: {{p: {{$ref: '#/components/schemas/A0'}}}}}}\n{chain}\nA2000: {{type: string}}"
    )
    assert found.canonical.answers[ROOT]["properties"]["p"] == {"type": "string"}


def test_deeply_nested_objects():
    inner = "{type: string}"
    for _ in range(60):
        inner = f"{{properties: {{a: {inner}}}}}"
    assert len(answers(f"Root: {inner}")) == 60


def test_what_stands_beside_a_reference():
    text = """
    Root: {type: object, properties: {p: {$ref: '#/components/schemas/P', properties: {b: {}}, required: [a], description: d, nullable: true}}}
    P: {type: object, properties: {a: {}}}
    """
    new = schemas(text)
    assert new.canonical.answers[f"{ROOT}/properties/p"]["properties"] == {"a": {}, "b": {}}
    old = schemas(text, "3.0.0")
    assert old.canonical.answers[ROOT]["properties"]["p"] == {"$ref": f"{S}P", "description": "d"}
    assert old.only("beside-reference").message.endswith("nullable, properties, required")


def test_sides():
    text = """
    Root:
      type: object
      required: [id, secret, name]
      properties:
        id: {type: string, readOnly: true}
        secret: {type: string, writeOnly: true}
        name: {$ref: '#/components/schemas/Name'}
        seen: {$ref: '#/components/schemas/Seen'}
        kind: {enum: [a, b]}
    Name: {type: object, properties: {first: {type: string}}}
    Seen: {type: object, readOnly: true, properties: {at: {type: string}}}
    """
    found = schemas(text).canonical
    assert list(found.answers[ROOT]["properties"]) == ["id", "name", "seen", "kind"]
    assert found.answers[ROOT]["required"] == ["id", "name"]
    assert list(found.inputs[ROOT]["properties"]) == ["secret", "name", "kind"]
    assert found.inputs[ROOT]["required"] == ["secret", "name"]
    assert f"{S}Seen" in found.answers
    assert f"{S}Seen" not in found.inputs
    assert list(found.enums) == [f"{ROOT}/properties/kind"]


def test_only_what_is_reached():
    text = "{Root: {type: object, properties: {a: {}}}, Unused: {type: object, properties: {b: {enum: []}}}}"
    assert schemas(text, side="answer").canonical.inputs == {}
    assert list(schemas(text, side="input").canonical.inputs) == [ROOT]


def test_files():
    text = "paths: {/x: {get: {responses: {'200': {description: d, content: {application/json: {schema: {$ref: 'a/b.yaml#/Order'}}}}}}}}"
    files = {
        "a/b.yaml": "Order: {type: object, properties: {price: {$ref: '../price.yaml'}, more: {$ref: '#/Order'}, one: {$ref: '../openapi.yaml#/components/schemas/One'}}}",
        "price.yaml": "{type: object, properties: {amount: {type: string}}}",
    }
    found = run(
        text + "\ncomponents: {schemas: {One: {type: object, properties: {a: {}}}}}", files
    ).canonical
    assert found.answers["a/b.yaml#/Order"]["properties"] == {
        "price": {"$ref": "price.yaml#"},
        "more": {"$ref": "a/b.yaml#/Order"},
        "one": {"$ref": f"{S}One"},
    }
    assert str(found.places["price.yaml#/properties/amount"].place()) == "price.yaml:1:37"


def test_identities_do_not_depend_on_the_order_of_a_document():
    parts = [
        "Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {bark: {enum: [a, b]}}}]}",
        "Pet: {type: object, properties: {owner: {type: object, properties: {dog: {$ref: '#/components/schemas/Dog'}}}}}",
        "Root: {type: object, properties: {x: {oneOf: [{$ref: '#/components/schemas/Dog'}, {$ref: '#/components/schemas/Pet'}]}}}",
    ]
    one = schemas("\n".join(parts)).canonical
    other = schemas("\n".join(reversed(parts))).canonical
    assert (one.answers, one.inputs, one.enums) == (other.answers, other.inputs, other.enums)
    assert list(one.answers) == list(other.answers)
