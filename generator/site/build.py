"""One build: everything into a work folder, through the site generator, beside it what stays as it is, into `site/`.

In: a workspace. Out: `site/`, replaced at once when all of it is there. Refuses: whatever the site generator warns
about, and what `apis` and `vendor` refuse.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from generator.diagnostics import Problems, report
from generator.fingerprint import TEMPLATES
from generator.settings import settings_of
from generator.site.apis import Api, SiteError, apis
from generator.site.config import BASE, config
from generator.site.pages import (
    DOCUMENT_PAGE,
    DOCUMENT_SCRIPT,
    REFERENCE,
    explorer_script,
    llms,
    llms_full,
    pages,
)
from generator.site.vendor import vendored

TEMPLATES_OF_SITE = TEMPLATES / "docs" / "site"
_UNUSED = ("sitemap.xml", "404.html", "assets/stylesheets/modern")
"""What the site does without: two files that need the address of a site at the top of its host, and looks of another
variant of the theme."""
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
_WANTED = ("zensical", "mkdocstrings", "mkdocstrings_handlers.python")


class Project(Protocol):
    """What of a `Workspace` is needed."""

    @property
    def root(self) -> Path: ...
    @property
    def generated(self) -> Path: ...
    @property
    def home(self) -> Path: ...
    @property
    def cache(self) -> Path: ...


def build(project: Project, templates: Path = TEMPLATES_OF_SITE) -> Path:
    """Build the site of all packages; gives its folder.

    Raises:
        SiteError: With what to do next; the site that was there before is still there.
    """
    _require_tools()
    problems = Problems()
    settings = settings_of(project.root, problems)
    if told := [report(one, lambda _: ()) for one in problems]:
        raise SiteError("\n".join(told))
    listed = apis(project.generated)
    work = project.home / "site"
    shutil.rmtree(work, ignore_errors=True)
    scripts = vendored(templates / "vendor.json", project.cache / "npm")
    ours = pages(listed, templates, project.cache)
    _lay_out(work, listed, ours, scripts, templates, settings.docs_url)
    _generate(work)
    _beside(work / "site", listed, work / "docs", templates)
    return _replace(project.root / "site", work / "site")


def _require_tools() -> None:
    for module in _WANTED:
        try:
            found = find_spec(module)
        except ModuleNotFoundError:
            found = None
        if found is None:
            raise SiteError(
                "the docs need zensical and mkdocstrings-python, which `make docs` installs; "
                "elsewhere: pip install 'specpress[docs]'"
            )


def _lay_out(
    work: Path,
    listed: tuple[Api, ...],
    ours: dict[str, str],
    scripts: dict[str, bytes],
    templates: Path,
    docs_url: str,
) -> None:
    """The source of the site: `docs/` with all pages and assets, `theme/`, and the configuration."""
    docs = work / "docs"
    shutil.copytree(templates / "assets", docs / "assets")
    shutil.copytree(templates / "theme", work / "theme")
    for api in listed:
        for name, path in api.files().items():
            _write(docs / api.distribution / name, path.read_bytes())
    for name, text in ours.items():
        _write(docs / name, text.encode())
    for name, content in scripts.items():
        _write(docs / name, content)
    _write(work / BASE, config(listed, templates, docs_url).encode())


def _generate(work: Path) -> None:
    command = [sys.executable, "-m", "zensical", "build", "--clean", "--strict", "-f", BASE]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=work)
    said = _COLOUR.sub("", done.stdout + done.stderr)
    if done.returncode or "No issues found" not in said:
        told, _, traceback = said.partition("\nTraceback (most recent call last)")
        kept = "\n".join([told.strip(), *traceback.splitlines()[-1:]])
        raise SiteError(
            f"the site has faults; the pages are in {work / 'docs'}, made from generated/*/docs and "
            f"templates/docs:\n{kept}"
        )


def _beside(site: Path, listed: tuple[Api, ...], docs: Path, templates: Path) -> None:
    """What the site generator does not carry over: Markdown, explorers, the files for language models."""
    for name in _UNUSED:
        _remove(site / name)
    of_docstrings = {docs / api.distribution / REFERENCE for api in listed}
    for page in sorted({*docs.rglob("*.md")} - of_docstrings):
        _write(site / page.relative_to(docs), page.read_bytes())
    explorer = (templates / "explorer.html").read_bytes()
    for api in listed:
        script = explorer_script((api.docs / "openapi.json").read_text("utf-8"))
        _write(site / api.distribution / DOCUMENT_SCRIPT, script.encode())
        _write(site / api.distribution / DOCUMENT_PAGE, explorer)
    _write(site / "llms.txt", llms(listed).encode())
    _write(site / "llms-full.txt", llms_full(listed).encode())


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _replace(site: Path, fresh: Path) -> Path:
    """`fresh` in the place of `site`, which is not there for as long as two renames take."""
    old = fresh.with_name("old")
    if site.exists():
        site.rename(old)
    fresh.rename(site)
    shutil.rmtree(old, ignore_errors=True)
    return site
