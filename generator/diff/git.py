"""Files of a git revision, without touching the working tree.

In: a repository and a revision. Out: its files below one folder, written elsewhere. Refuses, with `UsageError`: a
project that is in no repository.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from generator.workspace import UsageError

_FILES = ("100644", "100755")


def is_revision(root: Path, name: str) -> bool:
    """Whether git knows a commit by this name; a name that looks like an option is none."""
    if name.startswith("-"):
        return False
    run = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if run.returncode and b"not a git repository" in run.stderr:
        raise UsageError(
            f"{root} is in no git repository: say what to compare with, by --against FILE or WHEEL"
        )
    return run.returncode == 0


def files_at(root: Path, revision: str, folder: str, into: Path) -> None:
    """Write the regular files that `revision` has below `folder` of the project, under their paths in it."""
    listed = list(_listed(root, revision, folder))
    if not listed:
        return
    names = "".join(f"{blob}\n" for blob, _ in listed).encode()
    run = _git(root, "cat-file", "--batch", stdin=names)
    _checked(run, "cat-file")
    rest = run.stdout
    for _, path in listed:
        head, _, rest = rest.partition(b"\n")
        size = int(head.rsplit(b" ", 1)[-1])
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(rest[:size])
        rest = rest[size + 1 :]


def _listed(root: Path, revision: str, folder: str) -> Iterator[tuple[str, str]]:
    """Blob and path, relative to the project, which need not be the whole repository."""
    run = _git(root, "ls-tree", "-r", "-z", revision, "--", folder)
    _checked(run, "ls-tree")
    for row in run.stdout.split(b"\0"):
        if row:
            head, _, path = row.partition(b"\t")
            mode, _, blob = head.decode().split(" ")[:3]
            if mode in _FILES:
                yield blob, path.decode("utf-8", "surrogateescape")


def _git(root: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            ["git", *arguments], cwd=root, input=stdin, capture_output=True, check=False
        )
    except FileNotFoundError:
        raise UsageError(
            "git is not installed: say what to compare with, by --against FILE or WHEEL"
        ) from None


def _checked(run: subprocess.CompletedProcess[bytes], what: str) -> None:
    if run.returncode:
        said = run.stderr.decode("utf-8", "replace").strip()
        raise UsageError(f"git {what} ended with {run.returncode}: {said}")
