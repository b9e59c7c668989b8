"""The only door to datamodel-code-generator.

In: schemas with neutral names, and what our templates need besides. Out: the text of each class,
by its name. Refuses: to give other names than went in.

The engine reads templates, changes directory and keeps state in the process, so one run is made at a time.
It is imported on the first run, which takes longer than the run. As a program, this module imports it at once, and
answers requests: see `worker`. So it imports nothing else of ours.
"""

from __future__ import annotations

import json
import signal
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from generator.canonical import Schema

TEMPLATES = Path(__file__).resolve().parents[2] / "templates" / "models"
_ALONE = threading.Lock()
_BEGINS = "#@ "


def run(schemas: Mapping[str, Schema], views: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """The text of every class and alias, as the templates write it."""
    if not schemas:
        return {}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "models", "version": "1"},
        "paths": {},
        "components": {"schemas": dict(schemas)},
    }
    with _ALONE:
        text = _generate(document, {name: {"view": view} for name, view in views.items()})
    chunks = _split(text)
    if chunks.keys() != schemas.keys():
        differing = sorted(chunks.keys() ^ schemas.keys())
        raise AssertionError(f"other classes came out than went in: {', '.join(differing)}")
    return chunks


def _generate(document: dict[str, Any], data: dict[str, Any]) -> str:
    """The engine's module.

    It is told that Python is 3.12, which has `type` statements: for older ones it quotes names in aliases that lead
    back to themselves, and a name in quotes is text to us. Our template writes what 3.11 reads, behind all classes.
    """
    from datamodel_code_generator import GenerateConfig, generate
    from datamodel_code_generator.enums import DataModelType, InputFileType

    config = GenerateConfig(
        input_file_type=InputFileType.OpenAPI,
        output_model_type=DataModelType.PydanticV2BaseModel,
        target_python_version="3.12",  # type: ignore[arg-type]
        target_pydantic_version="2.14",  # type: ignore[arg-type]
        formatters=[],
        disable_timestamp=True,
        custom_file_header="#",
        custom_template_dir=TEMPLATES,
        extra_template_data=data,  # type: ignore[arg-type]
        strict_nullable=True,
        use_union_operator=True,
        use_standard_collections=True,
        use_type_alias=True,
        use_specialized_enum=True,
    )
    text = generate(document, config=config)
    if not isinstance(text, str):
        raise AssertionError(f"the engine gave {type(text).__name__}, not one module")
    return text


def _split(text: str) -> dict[str, str]:
    """Our templates begin each class with a line of its own; what stands before are imports."""
    chunks = {}
    for part in text.split(f"\n{_BEGINS}")[1:]:
        name, _, body = part.partition("\n")
        lines = [line for line in body.split("\n") if not line.endswith(".model_rebuild()")]
        chunks[name.strip()] = "\n".join(lines).strip("\n")
    return chunks


def serve() -> None:
    """Answer each line of standard input, a request as JSON, with one of standard output, until there are no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that asks
    answers, sys.stdout = sys.stdout.buffer, sys.stderr
    import datamodel_code_generator.config
    import datamodel_code_generator.parser.openapi  # noqa: F401 - loaded before it is asked for

    for line in sys.stdin.buffer:
        schemas, views = json.loads(line)
        answers.write(json.dumps(run(schemas, views)).encode() + b"\n")
        answers.flush()


if __name__ == "__main__":
    serve()
