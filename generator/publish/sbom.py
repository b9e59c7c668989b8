"""The software bill of materials of a package: CycloneDX 1.6, JSON, validated before it is given out.

In: a `Package` and the SHA-256 of each of its files. Out: JSON text, the same for the same input. Refuses, with
`PublishError`: a document that its schema does not allow.

A client package names ranges, and a consumer's environment decides: a dependency stands here without a version, and
with its requirement in the property `specpress:requirement`; what only an extra needs is optional. The serial number
follows from the input, and no time is stated.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from typing import Any

from packaging.requirements import Requirement

from generator import VERSION
from generator.labels import well_known
from generator.publish.packages import Package, PublishError
from generator.workspace import normalized

KINDS = {
    "homepage": "website",
    "source": "vcs",
    "download": "distribution",
    "changelog": "release-notes",
    "releasenotes": "release-notes",
    "documentation": "documentation",
    "issues": "issue-tracker",
}
"""Well-known labels and CycloneDX's types of external references; there is none for funding."""
NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "urn:specpress:sbom")


def sbom(package: Package, hashes: Mapping[str, str]) -> str:
    """The bill of materials for the files with these hashes, by file name."""
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.validation.json import JsonStrictValidator

    text = json.dumps(_document(package, hashes), ensure_ascii=False, indent=2) + "\n"
    wrong = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if wrong is not None:
        raise PublishError(f"{package.name}: the SBOM is no CycloneDX 1.6: {wrong}")
    return text


def _document(package: Package, hashes: Mapping[str, str]) -> dict[str, Any]:
    own = f"pkg:pypi/{normalized(package.name)}@{package.version}"
    needed = [_component(text, "required") for text in sorted(package.dependencies)]
    needed += [_component(text, "optional") for text in sorted(package.optional)]
    serial = uuid.uuid5(NAMESPACE, json.dumps([own, sorted(hashes.items())]))
    references = [needs["bom-ref"] for needs in needed]
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": serial.urn,
        "version": 1,
        "metadata": {
            "tools": {
                "components": [{"type": "application", "name": "specpress", "version": VERSION}]
            },
            "component": {
                "type": "library",
                "bom-ref": own,
                "name": package.name,
                "version": package.version,
                "purl": own,
                "licenses": [{"expression": package.license}],
                "properties": [{"name": "specpress:fingerprint", "value": package.lock.stated}],
                "externalReferences": [
                    *(_file(name, hashes[name]) for name in sorted(hashes)),
                    *(_address(label, url) for label, url in package.urls.items()),
                ],
            },
        },
        "components": needed,
        "dependencies": [
            {"ref": own, "dependsOn": references},
            *({"ref": reference} for reference in references),
        ],
    }


def _component(text: str, scope: str) -> dict[str, Any]:
    name = normalized(Requirement(text).name)
    purl = f"pkg:pypi/{name}"
    return {
        "type": "library",
        "bom-ref": purl,
        "name": name,
        "scope": scope,
        "purl": purl,
        "properties": [{"name": "specpress:requirement", "value": text}],
    }


def _address(label: str, url: str) -> dict[str, Any]:
    """An address by the type that CycloneDX has for its label; the label as written is the comment."""
    kind = KINDS.get(well_known(label) or "", "other")
    return {"type": kind, "url": url, "comment": label}


def _file(name: str, sha256: str) -> dict[str, Any]:
    return {
        "type": "distribution",
        "url": name,
        "hashes": [{"alg": "SHA-256", "content": sha256}],
    }
