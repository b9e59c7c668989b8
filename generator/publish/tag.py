"""A tag of a release → the API whose package it releases: `wix-orders-v0.2.0`.

In: a workspace and a tag. Out: the name of one API; its package is in step with its spec and has that version. Refuses,
with `PublishError`: a tag that names no package, and one that names another version than client.yaml.
"""

from __future__ import annotations

from generator.publish.packages import PublishError, packages_of
from generator.workspace import Workspace, normalized


def tag_of(package: str, version: str) -> str:
    """The tag of a release, as authors write it."""
    return f"{package}-v{version}"


def tagged(workspace: Workspace, tag: str) -> str:
    """The API that a tag releases; `tag` as git names it, with or without `refs/tags/`."""
    wanted = tag.removeprefix("refs/tags/")
    named = {
        api: package
        for api, package in workspace.packages().items()
        if normalized(wanted).startswith(f"{package}-v")
    }
    if not named:
        known = ", ".join(tag_of(package, "…") for package in workspace.packages().values())
        raise PublishError(
            f"the tag {wanted!r} names no package\n  = hint: the tags here are {known or 'none yet'}"
        )
    api = max(named, key=lambda one: len(named[one]))
    (package,) = packages_of(workspace, [api])
    expected = tag_of(package.name, package.version)
    if wanted != expected:
        raise PublishError(
            f"the tag is {wanted}, and specs/{api}/client.yaml says {package.name} {package.version}\n"
            f"  = hint: tag the commit in which client.yaml has that version; the tag of this one is {expected}"
        )
    return api
