"""The stock clients of the two libraries under the generator, made of the same document.

In: an OpenAPI document that openapi-python-client and datamodel-code-generator accept, and a folder. Out: two packages
in it: `<name>_opc`, and `<name>_dcg` with `<name>_dcg.client`. Refuses a document of which one of them drops an
operation or makes nothing.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path


def openapi_python_client(document: Path, folder: Path, name: str) -> str:
    """The import name of openapi-python-client's package."""
    package = f"{name}_opc"
    command = ["openapi_python_client", "generate", "--path", str(document), "--meta", "none"]
    said = _run([*command, "--output-path", str(folder / package), "--overwrite"], folder)
    assert "WARNING parsing" not in said, said
    return package


def datamodel_code_generator(document: Path, folder: Path, name: str) -> str:
    """The import name of datamodel-code-generator's package; its client is `<package>.client`."""
    package = f"{name}_dcg"
    options = {
        "input": document,
        "input-file-type": "openapi",
        "output": folder / package / "models.py",
        "output-model-type": "pydantic_v2.BaseModel",
        "target-python-version": "3.11",
        "formatters": "builtin",
        "generate-client": "httpx2",
        "client-output": folder / package / "client",
        "client-package": f"{package}.client",
        "client-model-package": f"{package}.models",
    }
    (folder / package).mkdir()
    given = [word for key, value in options.items() for word in (f"--{key}", str(value))]
    _run(["datamodel_code_generator", *given, "--openapi-scopes", "schemas", "api"], folder)
    (folder / package / "__init__.py").touch()
    return package


def _run(words: Sequence[str], folder: Path) -> str:
    # Both look for ruff on PATH; the one of this environment will do.
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout + done.stderr
