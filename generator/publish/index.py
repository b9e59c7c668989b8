"""An index: where files are uploaded, where they are read, and who we are there.

In: a name or a URL, and the environment. Out: an `Index`. Refuses, with `PublishError`: a name that is not configured,
a URL with a password in it, an address that is reached over a network without TLS, an index for which no credentials
are found, and credentials that no request can carry.

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
from twine.exceptions import TrustedPublishingFailure, TwineException
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
_USER = re.compile(r"^[^/?#]*//[^/?#]*@")
"""A user name, with a password or not (RFC 3986, 3.2.1)."""


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


class _Impatient(HTTPAdapter):
    """Waits so long and no longer, and asks once: after a failure the index is asked what it has."""

    def send(
        self, request: requests.PreparedRequest, *arguments: Any, **options: Any
    ) -> requests.Response:
        """Send a request, with our timeout if it states none; what stays on this machine goes through no proxy."""
        options["timeout"] = options.get("timeout") or TIMEOUT
        if urlsplit(request.url or "").hostname in LOOPBACK:
            options["proxies"] = {}
        return super().send(request, *arguments, **options)


def find_index(asked: str, environment: Mapping[str, str] | None = None) -> Index:
    """The index with this name or at this URL.

    Nothing is sent to it, but where PyPI or TestPyPI is meant and no token is given: there twine asks for one by
    trusted publishing (OpenID Connect).
    """
    given = os.environ if environment is None else environment
    if "://" in asked:
        url, simple = asked, given.get("SPECPRESS_INDEX_SIMPLE_URL")
        return _index(asked, url, simple, *_credentials(given, "TWINE_USERNAME", "TWINE_PASSWORD"))
    if not _NAME.fullmatch(asked):
        raise PublishError(
            f"{asked!r} is neither a URL nor the name of an index\n  = hint: a URL begins with https://"
        )
    prefix = f"SPECPRESS_INDEX_{re.sub(r'[^A-Z0-9]', '_', asked.upper())}"
    own = _credentials(given, f"{prefix}_USERNAME", f"{prefix}_TOKEN")
    if own == (None, None):
        own = _credentials(given, "TWINE_USERNAME", "TWINE_PASSWORD")
    return _index(asked, given.get(f"{prefix}_URL"), given.get(f"{prefix}_SIMPLE_URL"), *own)


def _credentials(
    given: Mapping[str, str], username: str, password: str
) -> tuple[str | None, str | None]:
    """User name and password, as far as they are given; a token alone needs no name."""
    secret = given.get(password, "").strip("\r\n") or None  # a file's last line end
    return given.get(username) or ("__token__" if secret else None), secret


def _check(*urls: str | None) -> None:
    """Refuse a URL with a password in it, and what is no URL. A password with a slash in it makes it none."""
    for url in filter(None, urls):
        problem = ""
        try:
            _ = urlsplit(url).port
        except ValueError as error:
            problem = str(error)
        if _USER.match(url) or (problem and "@" in url):
            hidden = re.sub(r"^.*@", "https://********@", url)
            raise PublishError(
                f"{hidden} holds a password, which other users of this machine and logs can see\n"
                "  = hint: give the URL without it, and the password in TWINE_PASSWORD or in the keyring"
            )
        if problem:
            raise PublishError(_no_url(url, problem))


def _index(
    asked: str, url: str | None, simple: str | None, username: str | None, password: str | None
) -> Index:
    _check(url)
    try:
        settings = Settings(
            repository_name=asked,
            repository_url=url,
            username=username,
            password=password,
            non_interactive=True,
            disable_progress_bar=True,
        )
    except (TwineException, KeyError) as error:
        raise PublishError(_unknown(asked, url, error)) from None
    url = settings.repository_config["repository"] or ""
    read = _simple(url, simple)
    _check(url, simple)
    _refuse_clear(asked, url, read)
    uploads = _uploads(asked, url, settings)
    reads = requests.Session()
    reads.auth = None if url in PUBLIC else uploads.session.auth  # anybody may read there
    reads.verify = uploads.session.verify
    reads.cert = uploads.session.cert
    for session in (uploads.session, reads):
        session.mount("https://", _Impatient())
        session.mount("http://", _Impatient())
    return Index(shown=asked, url=url, simple=read, uploads=uploads, reads=reads)


def _refuse_clear(asked: str, *urls: str) -> None:
    for url in urls:
        parts = urlsplit(url)
        if parts.scheme != "https" and parts.hostname not in LOOPBACK:
            shown = url if asked == url else f"{asked}: {url}"
            raise PublishError(
                f"{shown} is not https, so everybody on the way could read the token; nothing was sent\n"
                "  = hint: give the https URL; where there is none, reach the index by a tunnel that ends on localhost"
            )


def _uploads(asked: str, url: str, settings: Settings) -> repository.Repository:
    """What uploads with these settings; its credentials are looked for now, in the keyring too."""
    try:
        uploads = settings.create_repository()
    except TrustedPublishingFailure as error:
        note = f"\n  = note: trusted publishing: {error}"
        raise PublishError(_no_credentials(asked, url) + note) from None
    except TwineException:
        raise PublishError(_no_credentials(asked, url)) from None
    except (requests.RequestException, KeyError) as error:  # on the way to a token
        note = f"\n  = note: trusted publishing: {reason(error)}"
        raise PublishError(_no_credentials(asked, url) + note) from None
    if not all(_can_be_sent(text or "") for text in (settings.username, settings.password)):
        raise PublishError(
            f"the user name or the token for {asked} has a character that no request can carry; nothing was sent\n"
            "  = hint: copy it again, whole: a shortened one ends in '…'"
        )
    return uploads


def _can_be_sent(credential: str) -> bool:
    """RFC 7617: requests encodes credentials as ISO-8859-1."""
    return credential.isprintable() and all(character <= "\xff" for character in credential)


def reason(error: BaseException) -> str:
    """The innermost cause, which says it shortest."""
    while (inner := error.__cause__ or error.__context__) is not None:
        error = inner
    return str(error) or type(error).__name__


def _simple(url: str, stated: str | None) -> str:
    read = stated or PUBLIC.get(url) or f"{url.rstrip('/')}/simple"
    return f"{read.rstrip('/')}/"


def _variable(asked: str, last: str) -> str:
    return f"SPECPRESS_INDEX_{re.sub(r'[^A-Z0-9]', '_', asked.upper())}_{last}"


def _no_url(url: str, problem: object) -> str:
    return (
        f"{url} is no URL of an index: {problem}\n"
        "  = hint: give all of its upload URL: https://index.example.com/"
    )


def _unknown(asked: str, url: str | None, error: Exception) -> str:
    if url:
        return _no_url(url, error)
    if isinstance(error, KeyError):
        return f"~/.pypirc does not say where {asked} is\n  = hint: add to its section [{asked}]: repository = URL"
    if not str(error).startswith("Missing "):
        return (
            f"{asked} cannot be looked up: {str(error).splitlines()[0]}\n  = hint: mend that file"
        )
    return (
        f"there is no index {asked!r}: neither {_variable(asked, 'URL')} nor ~/.pypirc says where it is\n"
        "  = hint: give its upload URL, or set that variable to it"
    )


def _no_credentials(asked: str, url: str) -> str:
    secret = "TWINE_PASSWORD" if "://" in asked else _variable(asked, "TOKEN")
    return (
        f"no credentials for {asked}; nothing was sent\n"
        f"  = hint: set {secret} (and {secret.rpartition('_')[0]}_USERNAME, unless it is a token), or put them into "
        f"the keyring: keyring set {url} USERNAME"
    )
