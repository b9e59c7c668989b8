"""The typed model of a canonical document."""

import subprocess
import sys
from dataclasses import replace

import pytest

from generator.diagnostics import Problems, ProblemsFound
from generator.document import build_document
from tests.normalize.support import run

TEXT = """
security: [{key: []}, {}]
paths:
  '/pets/{id}':
    get:
      operationId: getPet
      tags: [Pets]
      parameters:
      - {name: id, in: path, required: true, schema: {type: integer, maximum: 9007199254740993}, examples: {e: {value: {$ref: x}}}}
      - {name: f, in: query, content: {application/json: {schema: {type: object, properties: {a: {}}}}}}
      requestBody: {content: {application/json: {schema: {enum: [a, b]}, example: {schema: 1}}}}
      responses:
        200: {description: d, headers: {X: {description: h}}, content: {application/json: {schema: {type: object, properties: {a: {}}}}}}
        2xx: {description: e}
components: {securitySchemes: {key: {type: apiKey, in: header, name: X-Key}, o: {type: oauth2, flows: {password: {tokenUrl: t}}}}}
"""


def test_operations_are_typed_and_schemas_are_stubs():
    found = run(TEXT)
    document = build_document(found.canonical, Problems())
    (item,) = document.paths.values()
    operation = item.get
    assert operation.operationId.get_untrusted_value() == "getPet"
    assert [p.name.get_untrusted_value() for p in operation.parameters] == ["id", "f"]
    assert operation.parameters[0].param_schema.type is None
    assert [status.get_untrusted_value() for status in operation.responses] == ["200", "2XX"]


def test_what_the_model_refuses_has_a_place():
    found = run(TEXT).canonical
    paths = {
        "/pets/{id}": {
            "get": {**found.document["paths"]["/pets/{id}"]["get"], "parameters": [{"name": "id"}]}
        }
    }
    info = {"title": "T", "version": "1", "contact": {"email": []}}
    broken = replace(found, document={**found.document, "paths": paths, "info": info})
    problems = Problems()
    with pytest.raises(ProblemsFound):
        build_document(broken, problems)
    assert {problem.code for problem in problems} == {"invalid-document"}
    assert sorted(problem.places[0].line for problem in problems) == [2, 12]
    assert all(problem.hint for problem in problems)


def test_openapi_python_client_is_imported_when_it_is_needed():
    program = "import sys, generator.document; print('openapi_python_client' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "False"
