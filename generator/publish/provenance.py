"""What a package's files were made from: an in-toto statement (v1) with a SLSA provenance (v1), not signed.

In: a `Package` and the SHA-256 of each of its files. Out: JSON text, the same for the same input. Refuses nothing.

`subject` names the files by name and hash; `resolvedDependencies` names every input with its hash as the lock has it:
the spec, `client.yaml`, the templates, the runtime and the generator; and the tools with their versions.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from generator import VERSION
from generator.fingerprint import SPEC
from generator.publish.packages import Package

STATEMENT = "https://in-toto.io/Statement/v1"
PREDICATE = "https://slsa.dev/provenance/v1"
BUILD_TYPE = "urn:specpress:build:v1"


def provenance(package: Package, hashes: Mapping[str, str]) -> str:
    """The statement for the files with these hashes, by file name."""
    statement = {
        "_type": STATEMENT,
        "subject": [{"name": name, "digest": {"sha256": hashes[name]}} for name in sorted(hashes)],
        "predicateType": PREDICATE,
        "predicate": {
            "buildDefinition": {
                "buildType": BUILD_TYPE,
                "externalParameters": {"api": package.api, "version": package.version},
                "internalParameters": {"fingerprint": package.lock.stated},
                "resolvedDependencies": [*_inputs(package), *_tools(package)],
            },
            "runDetails": {
                "builder": {"id": "urn:specpress", "version": {"specpress": VERSION}},
            },
        },
    }
    return json.dumps(statement, ensure_ascii=False, indent=2) + "\n"


def _inputs(package: Package) -> list[dict[str, Any]]:
    """Inputs by their paths in the project; `runtime`, `generator` and `formatter` are one thing each."""
    rows = []
    for name, sha256 in sorted(package.lock.inputs.items()):
        path = f"{SPEC}{package.api}/{name.removeprefix(SPEC)}" if name.startswith(SPEC) else name
        rows.append({"name": path, "digest": {"sha256": sha256}})
    return rows


def _tools(package: Package) -> list[dict[str, Any]]:
    return [
        {"uri": f"pkg:pypi/{name}@{version}"}
        for name, version in sorted(package.lock.tools.items())
    ]
