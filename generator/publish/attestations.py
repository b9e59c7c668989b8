"""The attestations (PEP 740) that lie beside a file: who signed its bytes. They are uploaded with it.

In: a file and its SHA-256. Out: the paths of its attestations, `<file>.<kind>.attestation`, as pypi-attestations names
them. Refuses, with `PublishError`: one that cannot be read, or that was made for other bytes or another name. Whether
its signature holds is for the index to say, which knows whom it trusts.

Nothing here signs: a signature needs an identity, which the release job has, and a checkout has not.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path

from generator.publish.packages import PublishError

_ODD = (ValueError, LookupError, TypeError, AttributeError)
"""What reading JSON of another form raises."""


def attestations(path: Path, sha256: str) -> tuple[Path, ...]:
    """The attestations of a file, each of them for these bytes under this name."""
    found = tuple(sorted(path.parent.glob(f"{path.name}.*.attestation")))
    for one in found:
        subjects = _subjects(one)
        if subjects != {path.name: sha256}:
            listed = ", ".join(
                f"{name} (sha256 {hashed[:12]}…)" for name, hashed in subjects.items()
            )
            raise PublishError(
                f"{one.name} is for {listed or 'no file'}, not for {path.name} (sha256 {sha256[:12]}…); "
                "nothing was uploaded\n"
                f"  = hint: delete {one.name}, or sign the file again"
            )
    return found


def _subjects(path: Path) -> dict[str, str]:
    """File names and their SHA-256, as the statement in the envelope has them (in-toto Statement v1)."""
    try:
        envelope = json.loads(path.read_bytes())["envelope"]
        statement = json.loads(base64.b64decode(envelope["statement"], validate=True))
        return {row["name"]: row["digest"]["sha256"] for row in statement["subject"]}
    except _ODD:
        raise PublishError(
            f"{path.name} is no attestation (PEP 740); nothing was uploaded\n  = hint: delete it, or sign again"
        ) from None
