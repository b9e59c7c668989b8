"""Only the schema of openapi_python_client is imported, and the package itself stays importable."""

import subprocess
import sys

SCRIPT = """
import sys
from generator.document import _model
model = _model()
assert model.__module__.startswith("openapi_python_client.schema")
assert not {"httpx", "typer"} & set(sys.modules), "the rest of the package was imported too"
from openapi_python_client import generate, schema
assert callable(generate) and schema.OpenAPI is model
"""


def test_only_the_schema_is_imported() -> None:
    run = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
