"""What a project says of itself for all its APIs: `[tool.specpress]` in its pyproject.toml.

In: the folder of a project. Out: `Settings`; a project without the file or the table has the defaults. Refuses, as
problems with their places: a key that is not known, a value that cannot be used, a file that is no TOML.

    [tool.specpress]
    docs-url = "https://docs.example.com/"  # where the built site will stand
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from generator.diagnostics import Place, Problems

FILE = "pyproject.toml"
TABLE = "tool.specpress"
DOCS_URL = "docs-url"
INPUT = f"{FILE}#{TABLE}.{DOCS_URL}"
"""The setting as an input of packages: its name in their locks."""
_URL = re.compile(r"https?://[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
"""The characters of a URI (RFC 3986, section 2), so that it can stand in Markdown and in TOML as it is."""
_RESERVED = re.compile(r"(?i)(^|\.)(example(\.(com|net|org))?|test|invalid|localhost)\.?$")
"""RFC 2606, sections 2 and 3; RFC 6761."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set, or its default."""

    docs_url: str = ""
    """Where the site of all APIs will stand, with a slash at its end; "" where nothing says it."""

    @property
    def inputs(self) -> dict[str, str]:
        """What of it shapes packages, by the name that locks have for it; nothing for what is not set."""
        return {INPUT: self.docs_url} if self.docs_url else {}

    @property
    def is_placeholder(self) -> bool:
        """Whether the address can belong to nobody, and so waits to be replaced."""
        return bool(_RESERVED.search(urlsplit(self.docs_url).hostname or ""))


@dataclass(frozen=True, slots=True)
class _At:
    text: str
    wanted: str
    line: int = 0

    def place(self) -> Place:
        """The line given, or the first that begins with what is wanted; the first of all where none does."""
        rows = enumerate(self.text.splitlines(), 1)
        found = (number for number, row in rows if row.lstrip().startswith(self.wanted))
        return Place(FILE, self.line or next(found, 1), 1)


def settings_of(root: Path, problems: Problems) -> Settings:
    """The settings of the project in `root`; with a problem, the defaults."""
    try:
        text = (root / FILE).read_text("utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        problems.error("settings", f"{FILE} cannot be read: {error}", _At("", ""), hint="mend it")
        return Settings()
    if "specpress" not in text:  # most calls end here, without a parser
        return Settings()
    try:
        said = tomllib.loads(text)["tool"]["specpress"]
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        at = _At(text, "", int(line[1]) if line else 1)
        problems.error("settings", f"no TOML: {error}", at, hint="mend it; see https://toml.io")
        return Settings()
    except (KeyError, TypeError):
        return Settings()
    return _read(said if isinstance(said, dict) else {}, text, problems)


def settings_for(spec_dir: Path, problems: Problems) -> Settings:
    """The settings of the project to which the API in `spec_dir` belongs: of the folder that holds `specs/`."""
    within = spec_dir.parent.name == "specs"
    return settings_of(spec_dir.parent.parent, problems) if within else Settings()


def _read(said: dict[str, object], text: str, problems: Problems) -> Settings:
    for key in sorted(set(said) - {DOCS_URL}):
        message = f"[{TABLE}] has no setting {key!r}"
        problems.error("settings", message, _At(text, key), hint=f"the one setting is {DOCS_URL}")
    url = said.get(DOCS_URL, "")
    if url == "":
        return Settings()
    if not isinstance(url, str) or not _is_base(url):
        problems.error(
            "settings",
            f"{DOCS_URL} is no address under which pages can stand: {url!r}",
            _At(text, DOCS_URL),
            hint='give an absolute http or https URL without ? and #: "https://docs.example.com/"',
        )
        return Settings()
    return Settings(docs_url=f"{url.rstrip('/')}/")


def _is_base(url: str) -> bool:
    """RFC 3986, section 3: scheme, host, path; a query or a fragment would come before a page's own path."""
    try:
        parts = urlsplit(url)
        known = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return known and bool(_URL.fullmatch(url)) and not set("?#") & set(url)
