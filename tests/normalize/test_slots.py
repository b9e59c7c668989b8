"""What a schema under a property becomes."""

import pytest

from tests.normalize.support import ROOT, property_of, schemas, slot_of

P = f"{ROOT}/properties/p"
NULL = {"type": "null"}


@pytest.mark.parametrize(
    ("written", "slot"),
    [
        ("{}", {}),
        ("true", {}),
        ("{type: string}", {"type": "string"}),
        (
            "{type: string, minLength: 1, maxLength: 3, pattern: a}",
            {"type": "string", "minLength": 1, "maxLength": 3, "pattern": "a"},
        ),
        ("{type: string, minimum: 1}", {"type": "string"}),
        ("{type: string, maxLength: 3.0}", {"type": "string", "maxLength": 3}),
        (
            "{type: integer, format: int64, minimum: 1.0}",
            {"type": "integer", "format": "int64", "minimum": 1},
        ),
        (
            "{type: number, exclusiveMinimum: 0, multipleOf: 0.5}",
            {"type": "number", "exclusiveMinimum": 0, "multipleOf": 0.5},
        ),
        ("{type: [string, 'null']}", {"anyOf": [{"type": "string"}, NULL]}),
        ("{type: [string]}", {"type": "string"}),
        (
            "{type: [string, integer], maxLength: 2}",
            {"anyOf": [{"type": "string", "maxLength": 2}, {"type": "integer"}]},
        ),
        ("{type: 'null'}", {}),
        (
            "{type: [string, number, boolean, integer, object, array]}",
            {
                "anyOf": [
                    {"type": "string"},
                    {"type": "number"},
                    {"type": "boolean"},
                    {"type": "object", "additionalProperties": {}},
                    {"type": "array", "items": {}},
                ]
            },
        ),
        ("{maxLength: 3}", {"type": "string", "maxLength": 3}),
        ("{format: date}", {"type": "string", "format": "date"}),
        ("{maximum: 3}", {"type": "number", "maximum": 3}),
        ("{minItems: 3}", {"type": "array", "minItems": 3, "items": {}}),
        ("{type: array}", {"type": "array", "items": {}}),
        ("{items: {type: string}}", {"type": "array", "items": {"type": "string"}}),
        (
            "{type: array, items: {type: string, description: d}, uniqueItems: true}",
            {"type": "array", "items": {"type": "string"}, "uniqueItems": True},
        ),
        ("{type: array, items: {}, uniqueItems: false}", {"type": "array", "items": {}}),
        (
            "{type: array, items: {type: [string, 'null']}}",
            {"type": "array", "items": {"anyOf": [{"type": "string"}, NULL]}},
        ),
        (
            "{type: array, prefixItems: [{type: string}, {type: integer}], items: false}",
            {"type": "array", "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]}},
        ),
        ("{type: array, prefixItems: [{type: string}]}", {"type": "array", "items": {}}),
        ("{type: array, items: false}", {"type": "array", "items": {}}),
        ("{type: object}", {"type": "object", "additionalProperties": {}}),
        (
            "{type: object, additionalProperties: true}",
            {"type": "object", "additionalProperties": {}},
        ),
        (
            "{type: object, additionalProperties: {type: string}}",
            {"type": "object", "additionalProperties": {"type": "string"}},
        ),
        (
            "{additionalProperties: {type: string}}",
            {"type": "object", "additionalProperties": {"type": "string"}},
        ),
        (
            "{type: object, patternProperties: {'^x': {type: string}}, additionalProperties: false}",
            {"type": "object", "additionalProperties": {"type": "string"}},
        ),
        (
            "{type: object, maxProperties: 3, propertyNames: {maxLength: 3}}",
            {"type": "object", "additionalProperties": {}},
        ),
        ("{type: object, properties: {a: {}}}", {"$ref": P}),
        ("{properties: {a: {}}}", {"$ref": P}),
        ("{required: [a]}", {"$ref": P}),
        ("{type: object, additionalProperties: false}", {"$ref": P}),
        ("{type: [object, 'null'], properties: {a: {}}}", {"anyOf": [{"$ref": P}, NULL]}),
        ("{type: string, properties: {a: {}}}", {"type": "string"}),
        ("{const: a}", {"type": "string", "const": "a"}),
        ("{const: 1}", {"type": "integer", "const": 1}),
        ("{const: true}", {"type": "boolean", "const": True}),
        ("{const: null}", {}),
        ("{const: [1]}", {}),
        ("{enum: [a]}", {"type": "string", "const": "a"}),
        ("{enum: [a, null]}", {"anyOf": [{"type": "string", "const": "a"}, NULL]}),
        ("{enum: [a, b]}", {"$ref": P}),
        ("{enum: [a, b, null]}", {"anyOf": [{"$ref": P}, NULL]}),
        ("{type: [string, 'null'], enum: [a, b]}", {"anyOf": [{"$ref": P}, NULL]}),
        ("{enum: [true, false]}", {"type": "boolean"}),
        ("{enum: [null]}", {}),
        ("{enum: [{a: 1}, {a: 2}]}", {}),
        ("{not: {type: string}}", {}),
        ("{contentEncoding: base64, type: string}", {"type": "string", "format": "byte"}),
        ("{contentMediaType: application/octet-stream}", {"type": "string", "format": "binary"}),
    ],
)
def test_one_schema(written, slot):
    assert slot_of(written) == slot


@pytest.mark.parametrize(
    ("written", "slot"),
    [
        ("{type: string, nullable: true}", {"anyOf": [{"type": "string"}, NULL]}),
        ("{nullable: true}", {}),
        ("{type: string, nullable: true, enum: [a, b]}", {"anyOf": [{"$ref": P}, NULL]}),
        (
            "{type: integer, minimum: 1, exclusiveMinimum: true}",
            {"type": "integer", "exclusiveMinimum": 1},
        ),
        ("{type: integer, maximum: 1, exclusiveMaximum: false}", {"type": "integer", "maximum": 1}),
        ("{type: file}", {"type": "string", "format": "binary"}),
        ("{type: string, format: byte}", {"type": "string", "format": "byte"}),
        ("{nullable: true, allOf: [{type: string}]}", {"anyOf": [{"type": "string"}, NULL]}),
        (
            "{nullable: true, oneOf: [{type: string}, {type: integer}]}",
            {"anyOf": [{"type": "string"}, {"type": "integer"}, NULL]},
        ),
        ("{type: string, example: a}", {"type": "string", "examples": ["a"]}),
    ],
)
def test_openapi_3_0(written, slot):
    assert slot_of(written, "3.0.3") == slot


@pytest.mark.parametrize(
    ("written", "slot"),
    [
        ("{anyOf: [{type: string}, {type: 'null'}]}", {"anyOf": [{"type": "string"}, NULL]}),
        (
            "{anyOf: [{type: 'null'}, {type: string}, {type: integer}]}",
            {"anyOf": [{"type": "string"}, {"type": "integer"}, NULL]},
        ),
        ("{oneOf: [{type: string}]}", {"type": "string"}),
        (
            "{anyOf: [{type: string, format: uri}, {type: string, maxLength: 3}]}",
            {"type": "string"},
        ),
        ("{anyOf: [{type: integer}, {type: number}]}", {"type": "number"}),
        (
            "{anyOf: [{type: string, format: binary}, {type: string}]}",
            {"anyOf": [{"type": "string", "format": "binary"}, {"type": "string"}]},
        ),
        ("{anyOf: [{type: string}, {}]}", {}),
        ("{anyOf: [{type: string}, false]}", {"type": "string"}),
        ("{anyOf: [{const: a}, {const: b}]}", {"$ref": P}),
        ("{anyOf: [{const: a}, {const: b}, {type: 'null'}]}", {"anyOf": [{"$ref": P}, NULL]}),
        (
            "{anyOf: [{const: a}, {type: string}]}",
            {"anyOf": [{"type": "string", "const": "a"}, {"type": "string"}]},
        ),
        ("{anyOf: [{const: true}, {const: false}]}", {"type": "boolean"}),
        (
            "{anyOf: [{const: a}, {const: b}, {type: integer}]}",
            {"anyOf": [{"$ref": P}, {"type": "integer"}]},
        ),
        (
            "{anyOf: [{enum: [a, b]}, {type: string}]}",
            {"anyOf": [{"$ref": f"{P}/anyOf/0"}, {"type": "string"}]},
        ),
        (
            "{anyOf: [{type: string}, {anyOf: [{type: integer}, {type: 'null'}]}]}",
            {"anyOf": [{"type": "string"}, {"type": "integer"}, NULL]},
        ),
        ("{type: string, anyOf: [{format: date}, {format: time}]}", {"type": "string"}),
        (
            "{type: object, oneOf: [{properties: {a: {}}}, {properties: {b: {}}}]}",
            {"anyOf": [{"$ref": f"{P}/oneOf/0"}, {"$ref": f"{P}/oneOf/1"}]},
        ),
        (
            "{type: object, properties: {a: {}, b: {}}, anyOf: [{required: [a]}, {required: [b]}]}",
            {"$ref": P},
        ),
        (
            "{type: [object, 'null'], oneOf: [{properties: {a: {}}}]}",
            {"anyOf": [{"$ref": f"{P}/oneOf/0"}, NULL]},
        ),
        ("{allOf: []}", {}),
        (
            "{allOf: [{type: string}, {maxLength: 3}, {maxLength: 5, minLength: 1}]}",
            {"type": "string", "maxLength": 3, "minLength": 1},
        ),
        ("{allOf: [{type: number}, {type: integer}]}", {"type": "integer"}),
        ("{allOf: [{enum: [a, b, c]}, {enum: [c, b]}]}", {"$ref": P}),
        ("{allOf: [{enum: [a, b, c]}, {const: b}]}", {"type": "string", "const": "b"}),
        (
            "{allOf: [{type: [string, 'null']}, {maxLength: 3}]}",
            {"anyOf": [{"type": "string", "maxLength": 3}, NULL]},
        ),
        ("{allOf: [{type: [string, 'null']}, {type: string}]}", {"type": "string"}),
        ("{type: object, allOf: [{}]}", {"type": "object", "additionalProperties": {}}),
    ],
)
def test_alternatives_and_joins(written, slot):
    assert slot_of(written) == slot


def test_annotations_stay_with_the_property_only():
    written = "{type: array, items: {type: string, title: t}, description: d, default: [], readOnly: false, examples: [[a]], deprecated: true, xml: {}, x-y: 1}"
    assert slot_of(written) == {
        "type": "array",
        "items": {"type": "string"},
        "description": "d",
        "default": [],
        "readOnly": False,
        "examples": [["a"]],
        "deprecated": True,
    }


def test_a_property_that_is_false_is_absent():
    found = schemas(
        "Root: {type: object, required: [a, b], properties: {a: false, b: {type: string}}}"
    )
    component = found.canonical.answers[ROOT]
    assert list(component["properties"]) == ["b"]
    assert component["required"] == ["b"]


def test_a_required_name_without_property_is_any_value():
    component = schemas(
        "Root: {type: object, required: [z], properties: {a: {}}}"
    ).canonical.answers[ROOT]
    assert component["properties"] == {"a": {}, "z": {}}
    assert component["required"] == ["z"]


@pytest.mark.parametrize("text", ["enum: []", "type: string, enum: []"])
def test_an_empty_enum_is_an_error(text):
    assert schemas(f"Root: {{type: object, properties: {{p: {{{text}}}}}}}").errors == [
        "empty-enum"
    ]


def test_an_unknown_type_is_an_error_with_the_nearest_name():
    found = schemas("Root: {type: object, properties: {p: {type: strng}}}")
    assert found.only("unknown-type").hint == "did you mean string?"


def test_numbers_in_an_enum_of_texts_are_read_as_texts():
    found = schemas("Root: {type: string, enum: [a, 1, true]}")
    assert found.canonical.enums[ROOT]["enum"] == ["a", "1", "true"]
    assert found.codes == ["enum-type-mismatch"]


@pytest.mark.parametrize(
    ("values", "type_"),
    [
        ("[1, 2]", "integer"),
        ("[1, 2.5]", "number"),
        ("[a, 1, true]", ["boolean", "integer", "string"]),
    ],
)
def test_enums_of_other_types(values, type_):
    found = schemas(f"Root: {{type: object, properties: {{p: {{enum: {values}}}}}}}")
    assert found.canonical.enums[P]["type"] == type_


def test_a_named_enum_of_one_value_stays_an_enum():
    found = schemas(
        "{Root: {type: object, properties: {p: {$ref: '#/components/schemas/One'}}}, One: {enum: [a]}}"
    )
    assert found.canonical.enums["#/components/schemas/One"]["enum"] == ["a"]


def test_constants_with_names_and_texts():
    text = "Root: {oneOf: [{const: 0, title: TEXT, description: a}, {const: 1, title: VOICE}], description: d}"
    assert schemas(text).canonical.enums[ROOT] == {
        "type": "integer",
        "enum": [0, 1],
        "x-enum-varnames": ["TEXT", "VOICE"],
        "x-enum-descriptions": ["a", ""],
        "description": "d",
    }


def test_names_of_enum_members():
    text = "Root: {enum: [a, b], x-enumNames: [A, B], x-enum-descriptions: {a: first, b: second}}"
    enum = schemas(text).canonical.enums[ROOT]
    assert enum["x-enum-varnames"] == ["A", "B"]
    assert enum["x-enum-descriptions"] == ["first", "second"]


@pytest.mark.parametrize(
    "keyword",
    [
        "properties: 1",
        "required: a",
        "allOf: {}",
        "items: 3",
        "description: 3",
        "deprecated: a",
        "enum: a",
    ],
)
def test_keywords_of_the_wrong_kind(keyword):
    found = schemas(f"Root: {{type: object, properties: {{p: {{type: array, {keyword}}}}}}}")
    assert found.errors == ["wrong-type"]


def test_a_limit_of_the_wrong_kind_is_left_aside():
    found = schemas(
        "Root: {type: object, properties: {p: {type: string, maxLength: '3'}, q: {type: integer, minimum: a}}}"
    )
    assert found.canonical.answers[ROOT]["properties"] == {
        "p": {"type": "string"},
        "q": {"type": "integer"},
    }
    assert found.codes == ["invalid-limit", "invalid-limit"]


def test_nothing_under_a_condition_is_lost():
    text = """
    Root:
      type: object
      properties: {kind: {type: string}}
      if: {properties: {kind: {const: a}}}
      then: {properties: {a: {type: string}}, required: [a]}
      else: {properties: {b: {type: integer}}, if: {properties: {c: {}}}}
      dependentSchemas: {kind: {properties: {d: {type: string}, a: {type: integer}}}}
    """
    component = schemas(text).canonical.answers[ROOT]
    assert component["properties"] == {
        "kind": {"type": "string"},
        "a": {},
        "b": {"type": "integer"},
        "c": {},
        "d": {"type": "string"},
    }
    assert component["required"] == []


def test_additional_properties_beside_properties():
    text = "Root: {type: object, properties: {a: {}}, additionalProperties: {type: object, properties: {b: {}}}}"
    component = schemas(text).canonical.answers[ROOT]
    assert component["additionalProperties"] == {"$ref": f"{ROOT}/additionalProperties"}
    assert (
        property_of("Root: {type: object, properties: {a: {}}, additionalProperties: false}", "a")
        == {}
    )
