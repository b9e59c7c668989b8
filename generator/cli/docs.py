"""What `docs` does: build the site from the packages' docs, and show it if asked to.

In: a workspace. Out: `site/`, and a line that says where. Refuses what `generator.site` refuses.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from generator.cli.commands import alone
from generator.site.apis import SiteError
from generator.site.build import TEMPLATES_OF_SITE, build
from generator.verdict import Exit
from generator.workspace import Workspace


def run_docs(workspace: Workspace, port: int | None) -> Exit:
    """Build the site; with a port, serve it there until Ctrl-C."""

    def built() -> Path:
        with alone(workspace, writes=False):
            return build(workspace)

    try:
        if port is None:
            site = built()
            pages = sum(1 for _ in site.rglob("*.html"))
            print(f"{workspace.shown(site)}/index.html: {pages} pages")
        else:
            _serve(workspace, port, built)
    except SiteError as error:
        print(f"specpress: {error}", file=sys.stderr)
        return Exit.BAD_INPUT
    return Exit.FINE


def _serve(workspace: Workspace, port: int, built: Callable[[], Path]) -> None:
    from generator.site.serve import serve

    folders = (workspace.generated, TEMPLATES_OF_SITE)
    with suppress(KeyboardInterrupt):
        serve(workspace.root, folders, port, built, workspace.root / "site")
    print("\nstopped")
