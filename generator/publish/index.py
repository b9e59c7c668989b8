"""An index: where files are uploaded, where they are read, and who we are there.

In: a name or a URL, and the environment. Out: an `Index`. Refuses, with `PublishError`: a name that is not configured,
a URL with a password in it, and an index for which no credentials are found.

A name NAME is looked up in the environment, then in ~/.pypirc (its section `[NAME]`, listed in `index-servers`):

    SPECPRESS_INDEX_<NAME>_URL         where to upload (Warehouse's upload API)
    SPECPRESS_INDEX_<NAME>_SIMPLE_URL  where to read (PEP 503, PEP 691); by default `simple/` below the other
    SPECPRESS_INDEX_<NAME>_USERNAME    `__token__` if only a token is given
    SPECPRESS_INDEX_<NAME>_TOKEN       the token or password

<NAME> is in capitals, with `_` for what is neither letter nor digit. For a URL they are TWINE_USERNAME, TWINE_PASSWORD
and SPECPRESS_INDEX_SIMPLE_URL; both ways, ~/.pypirc and the keyring are asked next. Credentials are never
read from the command line, and never printed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from twine import repository, utils
from twine.exceptions import TwineException
from twine.settings import Settings

from generator.publish.packages import PublishError

TIMEOUT = 60.0
"""Seconds for a connection, and between two pieces of an answer."""
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PUBLIC = {
    utils.DEFAULT_REPOSITORY: f"{repository.WAREHOUSE_WEB}simple/",
    utils.TEST_REPOSITORY: f"{repository.TEST_WAREHOUSE}simple/",
}
"""The indexes that twine knows: where they take uploads, and where they are read."""
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """One index. Its credentials are in `uploads` and `reads` alone."""

    shown: str
    """As messages name it: its name, or its URL."""
    url: str
    simple: str
    """Ends in `/`."""
    uploads: repository.Repository = field(repr=False)
    reads: requests.Session = field(repr=False)

    @property
    def is_in_clear(self) -> bool:
        """Whether credentials travel over a network without TLS."""
        addresses = (urlsplit(self.url), urlsplit(self.simple))
        return any(one.scheme == "http" and one.hostname not in LOOPBACK for one in addresses)


class _Impatient(HTTPAdapter):
    """Waits so long and no longer, and asks once: after a failure the index is asked what it has."""

    def send(self, *arguments: Any, **options: Any) -> requests.Response:
        """Send a request, with our timeout if it states none."""
        return super().send(*arguments, **options | {"timeout": options.get("timeout") or TIMEOUT})


def find_index(asked: str, environment: Mapping[str, str] | None = None) -> Index:
    """The index with this name or at this URL; nothing is sent to it."""
    given = os.environ if environment is None else environment
    if "://" in asked:
        url, simple = asked, given.get("SPECPRESS_INDEX_SIMPLE_URL")
        return _index(asked, url, simple, *_credentials(given, "TWINE_USERNAME", "TWINE_PASSWORD"))
    if not _NAME.fullmatch(asked):
        raise PublishError(f"{asked!r} is neither a URL nor the name of an index")
    prefix = f"SPECPRESS_INDEX_{re.sub(r'[^A-Z0-9]', '_', asked.upper())}"
    own = _credentials(given, f"{prefix}_USERNAME", f"{prefix}_TOKEN")
    if own == (None, None):
        own = _credentials(given, "TWINE_USERNAME", "TWINE_PASSWORD")
    return _index(asked, given.get(f"{prefix}_URL"), given.get(f"{prefix}_SIMPLE_URL"), *own)


def _credentials(
    given: Mapping[str, str], username: str, password: str
) -> tuple[str | None, str | None]:
    """User name and password, as far as they are given; a token alone needs no name."""
    secret = given.get(password) or None
    return given.get(username) or ("__token__" if secret else None), secret


def _refuse_passwords(*urls: str | None) -> None:
    for url in urls:
        if url and urlsplit(url).username is not None:
            raise PublishError(
                f"{utils.sanitize_url(url)} holds a password, which other users of this machine and logs can see\n"
                "  = hint: give the URL without it, and the password in TWINE_PASSWORD or in the keyring"
            )


def _index(
    asked: str, url: str | None, simple: str | None, username: str | None, password: str | None
) -> Index:
    _refuse_passwords(url)
    try:
        settings = Settings(
            repository_name=asked,
            repository_url=url,
            username=username,
            password=password,
            non_interactive=True,
            disable_progress_bar=True,
        )
    except TwineException as error:
        raise PublishError(_unknown(asked, url, error)) from None
    url = settings.repository_config["repository"] or ""
    _refuse_passwords(url, simple)
    try:
        uploads = settings.create_repository()
    except TwineException:
        raise PublishError(_no_credentials(asked)) from None
    reads = requests.Session()
    reads.auth = None if url in PUBLIC else uploads.session.auth  # anybody may read there
    reads.verify = uploads.session.verify
    reads.cert = uploads.session.cert
    for session in (uploads.session, reads):
        session.mount("https://", _Impatient())
        session.mount("http://", _Impatient())
    return Index(shown=asked, url=url, simple=_simple(url, simple), uploads=uploads, reads=reads)


def _simple(url: str, stated: str | None) -> str:
    read = stated or PUBLIC.get(url) or f"{url.rstrip('/')}/simple"
    return f"{read.rstrip('/')}/"


def _variable(asked: str, last: str) -> str:
    return f"SPECPRESS_INDEX_{re.sub(r'[^A-Z0-9]', '_', asked.upper())}_{last}"


def _unknown(asked: str, url: str | None, error: TwineException) -> str:
    if url:
        return f"{utils.sanitize_url(url)} is no URL of an index: {error}"
    return (
        f"there is no index {asked!r}: neither {_variable(asked, 'URL')} nor ~/.pypirc says where it is\n"
        "  = hint: give its upload URL, or set that variable to it"
    )


def _no_credentials(asked: str) -> str:
    secret = "TWINE_PASSWORD" if "://" in asked else _variable(asked, "TOKEN")
    return (
        f"no credentials for {asked}; nothing was sent\n"
        f"  = hint: set {secret} (and {secret.rpartition('_')[0]}_USERNAME, unless it is a token), or put them into "
        "the keyring: keyring set URL USERNAME"
    )
