"""The site, built twice in two places; a web server over it; one browser with every other host cut off."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from generator.diagnostics import Problems
from generator.settings import settings_of

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
ADDRESS = settings_of(ROOT, Problems()).docs_url
"""Where the packages of this project say that the site stands."""
SHOTS = ROOT / ".specpress" / "site-screenshots"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


@dataclass
class Project:
    """A project elsewhere, with the docs of this one's packages."""

    root: Path
    generated: Path = ROOT / "generated"
    cache: Path = ROOT / ".specpress" / "cache"
    seconds: float = 0.0
    site: Path = field(init=False)

    def __post_init__(self):
        (self.root / "pyproject.toml").write_text(f'[tool.specpress]\ndocs-url = "{ADDRESS}"\n')
        self.home = self.root / ".specpress"
        self.site = self.root / "site"

    def build(self) -> Path:
        from generator.site.build import build

        started = time.monotonic()
        built = build(self)
        self.seconds = time.monotonic() - started
        return built


@pytest.fixture(scope="session")
def projects(tmp_path_factory) -> tuple[Project, Project]:
    """Two projects whose paths differ in length, built one after the other."""
    made = (
        Project(tmp_path_factory.mktemp("one")),
        Project(tmp_path_factory.mktemp("the-other-one")),
    )
    for project in made:
        project.build()
    return made


@pytest.fixture(scope="session")
def site(projects) -> Path:
    return projects[0].site


@pytest.fixture(scope="session")
def pages(site) -> list[str]:
    """All pages of the site but the explorers, which are not ours."""
    found = sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))
    return [name for name in found if not name.endswith("/openapi.html")]


class Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass


@pytest.fixture(scope="session")
def served(site) -> Iterator[str]:
    """The site's address on a web server."""
    handler = partial(Quiet, directory=str(site))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session", params=["http", "file"])
def base(request, site, served) -> str:
    """Where the site is: on a web server, and as files."""
    return served if request.param == "http" else site.as_uri() + "/"


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    program = (
        os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    )
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """axe-core, as a script to run in a page."""
    from generator.site.vendor import vendored

    return vendored(HERE / "vendor.json", ROOT / ".specpress" / "cache" / "npm")["axe.js"].decode()


@dataclass
class Tab:
    """A page of the browser, and what it should not have said or asked for."""

    page: object
    base: str
    noise: list[str]

    def open(self, name: str) -> None:
        self.page.goto(self.base + name)

    def quiet(self) -> None:
        """Fails with what was on the console, failed, or was asked of another host since the last look."""
        said, self.noise[:] = list(self.noise), []
        assert not said, said


@pytest.fixture(scope="session")
def tab(browser):
    """Opens tabs: `with tab(base, scheme=..., width=...) as opened`."""

    @contextmanager
    def opened(base: str, *, scheme: str = "light", width: int = 1440) -> Iterator[Tab]:
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce"
        )
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        noise: list[str] = []

        def asked(request):
            if not request.url.startswith((base, "data:", "blob:")):
                noise.append(f"{page.url}: asked for {request.url}")

        def failed(request):
            if request.failure != "net::ERR_ABORTED":  # the page was left before it came
                noise.append(f"{page.url}: {request.failure}: {request.url}")

        page = context.new_page()
        page.on("request", asked)
        page.on(
            "console",
            lambda m: (
                noise.append(f"{page.url}: console {m.type}: {m.text}")
                if m.type in ("error", "warning")
                else None
            ),
        )
        page.on("pageerror", lambda error: noise.append(f"{page.url}: {error}"))
        page.on(
            "response", lambda r: noise.append(f"{r.status} {r.url}") if r.status >= 400 else None
        )
        page.on("requestfailed", failed)
        yield Tab(page, base, noise)
        context.close()

    return opened
