"""What a state is compared with: the record of a release, a revision, a document, a folder, a wheel.

In: what was typed after `--against`. Out: the `State`. Refuses, with `UsageError` and what to type instead: what is
none of these; a wheel of another package. A spec with errors raises `ProblemsFound`, and so does a damaged record.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from generator.diagnostics import Problems
from generator.diff.git import files_at, is_revision
from generator.diff.requirements import of_metadata, of_project
from generator.diff.state import State, read_state
from generator.diff.wheel import read_wheel
from generator.fingerprint import CLIENT_YAML
from generator.release.compare import released_state
from generator.release.record import RELEASE, folder_of, read_record
from generator.source import Source, read
from generator.workspace import DOCUMENTS, UsageError, Workspace, document_in, normalized

DEFAULT = "HEAD"


class NotThere(Exception):
    """The other state does not have the API at all."""


def default_for(workspace: Workspace, api: str) -> str:
    """The last release, if there is a record of one; else the last commit."""
    released = folder_of(workspace, api)
    return workspace.shown(released) if released.is_dir() else DEFAULT


def state_against(workspace: Workspace, api: str, against: str) -> State:
    """The other state of an API. Raises `NotThere` if it does not have the API."""
    path = Path.cwd() / against
    path = path if path.exists() else workspace.root / against
    if path.suffix == ".whl":
        if not path.is_file():
            raise UsageError(f"there is no wheel {against}")
        return _wheel(workspace, api, path)
    if path == folder_of(workspace, api) or (path / RELEASE).is_file():
        record = read_record(path, against.rstrip("/"))
        assert record is not None, "there is such a folder"
        return released_state(record)
    if path.is_dir():
        return _folder(workspace, api, path, against)
    if path.is_file():
        return _file(workspace, api, path, against)
    if is_revision(workspace.root, against):
        return _revision(workspace, api, against)
    raise UsageError(
        f"--against {against}: no revision of this repository, no document, no folder with one "
        "and no wheel is called that"
    )


def _today(workspace: Workspace, api: str) -> Source | None:
    folder = workspace.specs / api
    return read(folder / CLIENT_YAML, f"{workspace.shown(folder)}/{CLIENT_YAML}", Problems())


def _folder(workspace: Workspace, api: str, folder: Path, shown: str) -> State:
    if document_in(folder) is None:
        raise UsageError(f"--against {shown}: the folder holds none of {', '.join(DOCUMENTS)}")
    own = (folder / CLIENT_YAML).is_file()
    declaration = None if own else _today(workspace, api)
    return read_state(
        folder, shown.rstrip("/"), shown, cache=workspace.cache, declaration=declaration
    )


def _file(workspace: Workspace, api: str, path: Path, shown: str) -> State:
    """A document by itself: what it refers to lies beside it."""
    own = path.parent / CLIENT_YAML
    declared = read(own, CLIENT_YAML, Problems()) if own.is_file() else _today(workspace, api)
    if path.name in DOCUMENTS and document_in(path.parent) == path:
        folder = path.parent
        parent = shown.rpartition("/")[0] or "."
        return read_state(folder, parent, shown, cache=workspace.cache, declaration=declared)
    with tempfile.TemporaryDirectory(prefix="specpress-") as made:
        folder = Path(made) / "spec"
        shutil.copytree(path.parent, folder, symlinks=True)
        for name in DOCUMENTS:
            (folder / name).unlink(missing_ok=True)
        (folder / path.name).rename(folder / f"openapi{_suffix(path)}")
        return read_state(folder, shown, shown, cache=workspace.cache, declaration=declared)


def _suffix(path: Path) -> str:
    return path.suffix if path.suffix in (".json", ".yml") else ".yaml"


def _revision(workspace: Workspace, api: str, revision: str) -> State:
    spec = f"specs/{api}"
    with tempfile.TemporaryDirectory(prefix="specpress-") as made:
        root = Path(made)
        files_at(workspace.root, revision, spec, root)
        folder = root / spec
        if document_in(folder) is None:
            raise NotThere(revision)
        declaration = None if (folder / CLIENT_YAML).is_file() else _today(workspace, api)
        package = Workspace(root).packages().get(api)
        if package:
            files_at(workspace.root, revision, "generated", root)
        made_from = _package(root / "generated", package)
        files = None if made_from is None else _files(made_from / "src")
        project = made_from / "pyproject.toml" if made_from is not None else root
        return read_state(
            folder,
            f"{revision}:{spec}",
            revision,
            cache=workspace.cache,
            declaration=declaration,
            files=files,
            requirements=of_project(project.read_text("utf-8")) if project.is_file() else None,
        )


def _package(generated: Path, package: str | None) -> Path | None:
    """The package's folder as it was committed; None where it was not."""
    found = (p.parent for p in generated.glob("*/src") if normalized(p.parent.name) == package)
    return next(found, None)


def _files(source: Path) -> dict[str, str]:
    return {
        path.relative_to(source).as_posix(): path.read_bytes().decode("utf-8", "replace")
        for path in sorted(source.rglob("*.py"))
    }


def _wheel(workspace: Workspace, api: str, path: Path) -> State:
    wheel = read_wheel(path)
    expected = workspace.packages().get(api)
    if expected is not None and normalized(wheel.distribution) != expected:
        raise UsageError(
            f"{path.name} is a wheel of {wheel.distribution}, and the package of {api} is {expected}"
        )
    if wheel.document is None:
        remark = f"{path.name} holds no OpenAPI document: only the packages are compared"
        return State(
            label=path.name,
            package=wheel.package,
            spec=None,
            files=wheel.files,
            requirements=of_metadata(wheel.metadata),
            remarks=(remark,),
        )
    with tempfile.TemporaryDirectory(prefix="specpress-") as made:
        folder = Path(made)
        name, text = wheel.document
        (folder / f"openapi{_suffix(Path(name))}").write_bytes(text)
        if wheel.declaration is not None:
            (folder / CLIENT_YAML).write_bytes(wheel.declaration)
        declaration = None if wheel.declaration is not None else _today(workspace, api)
        return read_state(
            folder,
            f"{path.name}:{name.rpartition('/')[0]}",
            path.name,
            declaration=declaration,
            files=wheel.files,
            requirements=of_metadata(wheel.metadata),
        )
