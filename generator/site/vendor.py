"""Scripts that are not ours, from their npm packages: fetched once, checked, kept.

In: `vendor.json`, which pins each package's version and the SHA-512 of its archive, and names the files that are
wanted. Out: those files' bytes. Refuses: an archive with another hash, and a machine that neither has the archive nor
can fetch it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.site.apis import SiteError


@dataclass(frozen=True, slots=True)
class Pin:
    """One package: `files` says which of its files become which file of the site."""

    name: str
    version: str
    integrity: str
    """As npm gives it: `sha512-` and base64 (Subresource Integrity, section 3.1)."""
    files: Mapping[str, str]

    @property
    def archive(self) -> str:
        """What `npm pack` calls the archive."""
        return f"{self.name.removeprefix('@').replace('/', '-')}-{self.version}.tgz"


def pins(listed: Path) -> tuple[Pin, ...]:
    """The packages that a file pins."""
    return tuple(Pin(**one) for one in json.loads(listed.read_text("utf-8")))


def vendored(listed: Path, kept: Path) -> dict[str, bytes]:
    """The files of all pinned packages, by path in the site; archives are kept in `kept`."""
    found: dict[str, bytes] = {}
    for pin in pins(listed):
        found |= _extracted(pin, _archive(pin, kept))
    return found


def _archive(pin: Pin, kept: Path) -> Path:
    path = kept / pin.archive
    if path.is_file() and _integrity(path) == pin.integrity:
        return path
    kept.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=kept) as folder:
        fetched = _fetch(pin, Path(folder), path)
        if (integrity := _integrity(fetched)) != pin.integrity:
            raise SiteError(
                f"{pin.name}@{pin.version}: the archive that npm gave is not the pinned one: {integrity}, "
                f"not {pin.integrity}; if the change is meant, pin it in vendor.json"
            )
        fetched.replace(path)
    return path


def _fetch(pin: Pin, folder: Path, wanted: Path) -> Path:
    wish = f"{pin.name}@{pin.version}"
    by_hand = f"or put {pin.archive} (npm pack {wish}, anywhere) into {wanted.parent}"
    command = [
        "npm",
        "pack",
        "--silent",
        "--ignore-scripts",
        "--pack-destination",
        str(folder),
        wish,
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    except OSError:
        raise SiteError(
            f"npm is needed once, to fetch {wish}: install Node.js (https://nodejs.org), {by_hand}"
        ) from None
    if done.returncode or not (folder / pin.archive).is_file():
        said = (done.stderr or done.stdout).strip()
        raise SiteError(f"npm cannot fetch {wish}: {said}\ntry again with a network, {by_hand}")
    return folder / pin.archive


def _integrity(archive: Path) -> str:
    return "sha512-" + base64.b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()


def _extracted(pin: Pin, archive: Path) -> dict[str, bytes]:
    """The wanted files; reading ends with the last of them."""
    wanted = {f"package/{name}": path for name, path in pin.files.items()}
    found = {}
    with tarfile.open(archive, "r|gz") as members:
        for member in members:
            if member.name in wanted and (content := members.extractfile(member)):
                found[wanted[member.name]] = content.read()
                if len(found) == len(wanted):
                    return found
    missing = sorted(set(wanted.values()) - set(found))
    raise SiteError(f"{pin.archive} lacks what vendor.json wants of it: {', '.join(missing)}")
