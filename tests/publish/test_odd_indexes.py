"""What is no index, or not the one that was meant: nothing is taken for an empty one, and no token goes astray."""

from __future__ import annotations

import base64
import logging
import re

import pytest

from generator.publish.index import find_index
from generator.publish.packages import PublishError
from generator.verdict import Exit
from tests.publish.conftest import taking
from tests.publish.indexes import PASSWORD, USER
from tests.support.server import Reply, recording_server

pytestmark = [pytest.mark.wheels, pytest.mark.xdist_group("wheels")]
PAGE = b"<!DOCTYPE html>\n<html><body><a href='/login'>Log in</a></body></html>"


def page(body=PAGE, status=200, kind="text/html"):
    return Reply(status, body=body, headers={"Content-Type": kind})


def test_a_site_that_has_one_page_for_everything(publish_to):
    code, said, asked = publish_to(lambda _: page())
    assert code is Exit.NOT_PUBLISHED
    assert said == (
        "specpress: http://HOST cannot be read: http://HOST/simple/ gives the same web page whatever is asked for\n"
        "  = hint: say in its _SIMPLE_URL where files are read, if not in simple/ below the upload URL\n"
    )
    assert {method for method, _ in asked} == {"GET"}


def test_a_site_that_takes_any_upload_with_a_page(publish_to):
    """A file counts as up if the index says so, not if a web server says 200."""
    code, said, asked = publish_to(
        lambda request: (
            page() if request.method == "POST" else Reply(404 if "wix" in request.target else 200)
        )
    )
    assert code is Exit.NOT_PUBLISHED
    assert "did not take it: 200 OK, with a web page\n  = hint: this is no upload URL" in said
    assert said.endswith("nothing was uploaded; mend that and publish again\n")
    assert sum(method == "POST" for method, _ in asked) == 1


def test_an_index_that_has_an_empty_page_for_what_it_does_not_know(publish_to):
    """And an empty list of projects, which is the same page: it is an index all the same."""
    empty = b"<!DOCTYPE html><html><body></body></html>"

    def answer(request):
        if request.method == "POST":
            return Reply(200)
        return page(empty) if request.target.count("/") <= 3 else Reply(404)

    code, said, _ = publish_to(answer)
    assert code is Exit.FINE, said


@pytest.mark.parametrize("body", [b'{"message": "ok"}', b'["a"]', b"null", b'{"files": [1]}', b"{"])
def test_json_that_is_no_page_of_an_index(publish_to, body):
    code, said, asked = publish_to(lambda _: page(body, kind="application/json"))
    assert code is Exit.NOT_PUBLISHED
    assert (
        "cannot be read: GET http://HOST/simple/wix-orders/ gives JSON that is no page of an index"
        in said
    )
    assert {method for method, _ in asked} == {"GET"}


def test_an_index_that_has_moved_to_another_host(publish_to):
    """Its files may be there; our credentials do not follow."""
    with recording_server(lambda _: Reply(404)) as other:
        moved = other.url.replace("127.0.0.1", "localhost")
        code, said, _ = publish_to(
            lambda request: Reply(301, headers={"Location": f"{moved}{request.target}"})
        )
    assert code is Exit.NOT_PUBLISHED
    assert "cannot be read: http://HOST/simple/ redirects to http://localhost:" in said
    assert other.requests == []


def test_an_upload_that_is_redirected(publish_to):
    with recording_server(lambda _: Reply(200)) as other:
        code, said, _ = publish_to(
            lambda request: (
                Reply(302, headers={"Location": other.url})
                if request.method == "POST"
                else Reply(404 if "wix" in request.target else 200)
            )
        )
    assert code is Exit.NOT_PUBLISHED
    assert "did not take it: 302" in said
    assert "hint: give the URL it redirects to: http://HOST" in said
    assert other.requests == []


def test_a_token_never_goes_over_a_network_in_clear():
    given = {"TWINE_PASSWORD": PASSWORD}
    with pytest.raises(PublishError, match=r"is not https, .* nothing was sent"):
        find_index("http://index.example.com/", given)
    named = {
        "SPECPRESS_INDEX_TEAM_URL": "https://index.example.com/",
        "SPECPRESS_INDEX_TEAM_SIMPLE_URL": "http://mirror.example.com/simple/",
        "SPECPRESS_INDEX_TEAM_TOKEN": PASSWORD,
    }
    with pytest.raises(
        PublishError, match=r"team: http://mirror\.example\.com/simple/ is not https"
    ):
        find_index("team", named)
    for loopback in ("http://localhost:1/", "http://127.0.0.1:1/", "http://[::1]:1/"):
        find_index(loopback, given)


def test_what_stays_on_this_machine_goes_through_no_proxy(publish_to, monkeypatch):
    """It would carry the token over the network, in clear."""
    with recording_server(lambda _: Reply(502)) as proxy:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
            monkeypatch.setenv(name, proxy.url)
        for name in ("no_proxy", "NO_PROXY"):
            monkeypatch.delenv(name, raising=False)
        assert publish_to(taking)[0] is Exit.FINE
    assert proxy.requests == []


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://", "host was required"),
        ("https://[::1/", "Invalid IPv6 URL"),
        ("https://index.example.com:https/", "Port could not be cast"),
        ("ftp://index.example.com/", "scheme was required"),
    ],
)
def test_what_is_no_url(url, said):
    with pytest.raises(PublishError, match=said) as refused:
        find_index(url, {"TWINE_PASSWORD": PASSWORD})
    assert "hint: give all of its upload URL: https://index.example.com/" in str(refused.value)


@pytest.mark.parametrize("secret", ["s3cret", "s3/cret", "s3@cret", "s3?cret", "s3[cret"])
def test_a_password_in_a_url_is_not_shown_even_if_it_makes_it_no_url(secret):
    with pytest.raises(PublishError) as refused:
        find_index(f"https://{USER}:{secret}@index.example.com/", {})
    assert secret not in str(refused.value)
    assert "cret" not in str(refused.value)


def test_a_token_from_a_file_may_end_in_a_line_end():
    index = find_index("https://a.example/", {"TWINE_PASSWORD": f"{PASSWORD}\n"})
    assert index.uploads.session.auth == ("__token__", PASSWORD)


@pytest.mark.parametrize("token", ["pypi-AgE…", "pypi\x00AgE", "pypi\nAgE"])
def test_a_token_that_no_request_can_carry(token):
    with pytest.raises(PublishError, match="copy it again") as refused:
        find_index("https://a.example/", {"TWINE_PASSWORD": token})
    assert "AgE" not in str(refused.value)


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ("[distutils\n", "team cannot be looked up: Malformed configuration in ~/.pypirc."),
        (
            f"[distutils]\nindex-servers = team\n[team]\npassword = {PASSWORD}\n",
            "~/.pypirc does not say where team is\n  = hint: add to its section [team]: repository = URL",
        ),
        ("", "there is no index 'team': neither SPECPRESS_INDEX_TEAM_URL nor ~/.pypirc says"),
    ],
)
def test_a_pypirc_that_does_not_help(tmp_path, monkeypatch, config, said):
    (tmp_path / ".pypirc").write_text(config)
    monkeypatch.setenv("HOME", str(tmp_path))
    with pytest.raises(PublishError, match=re.escape(said)) as refused:
        find_index("team", {})
    assert PASSWORD not in str(refused.value)


def test_no_log_holds_a_token(publish_to, caplog):
    """Not even with all that twine, requests and urllib3 can log."""
    caplog.set_level(logging.DEBUG)
    for status in (200, 403, 500):
        publish_to(
            lambda request, status=status: (
                Reply(status) if request.method == "POST" else taking(request)
            )
        )
    encoded = base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode()
    assert "POST" in caplog.text
    assert PASSWORD not in caplog.text
    assert encoded not in caplog.text


def test_without_an_identity_trusted_publishing_says_so(monkeypatch):
    """In a job of a CI that may not ask for an identity, or away from any; PyPI cannot be reached from here."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    with pytest.raises(PublishError) as refused:
        find_index("pypi", {})
    assert "no credentials for pypi; nothing was sent" in str(refused.value)
    assert "= note: trusted publishing: " in str(refused.value)
