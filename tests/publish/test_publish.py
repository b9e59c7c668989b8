"""`specpress publish` against pypiserver: what is up afterwards, and what is said."""

from __future__ import annotations

import re
import zlib

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.credentials import SimpleCredential

from generator.cli import publish
from generator.verdict import Exit
from tests.publish.indexes import PASSWORD, USER, Behaviour

pytestmark = [pytest.mark.wheels, pytest.mark.xdist_group("wheels")]


@pytest.fixture
def run(project, built, monkeypatch, capsys):
    """Publish what was built once; the exit code, and what is said, in which there is no password."""
    monkeypatch.setattr(publish, "built", lambda workspace, apis: built)

    def run(name="team"):
        code = publish.run_publish(project, [], name)
        said = capsys.readouterr()
        assert PASSWORD not in said.out + said.err
        return code, said.out, re.sub(r"127\.0\.0\.1:\d+", "HOST", said.err)

    return run


@pytest.fixture
def names(built):
    return [artefact.path.name for one in built for artefact in one.artefacts]


def test_all_are_up_and_a_second_run_does_nothing(run, index, names):
    team = index()
    code, out, err = run()
    assert (code, err) == (Exit.FINE, "")
    assert team.held == sorted(names)
    assert [line.split()[1] for line in out.splitlines() if line.startswith("up:")] == names
    assert team.posts == len(names)
    code, out, err = run()
    assert (code, err) == (Exit.FINE, "")
    assert out.splitlines()[-1] == f"nothing to do: team has all {len(names)} files"
    assert team.posts == len(names)


def test_by_url_with_credentials_as_twine_has_them(run, index, names, monkeypatch):
    team = index()
    for name in ("USERNAME", "TOKEN", "URL"):
        monkeypatch.delenv(f"SPECPRESS_INDEX_TEAM_{name}")
    monkeypatch.setenv("TWINE_USERNAME", "publisher")
    monkeypatch.setenv("TWINE_PASSWORD", PASSWORD)
    assert run(team.url)[0] is Exit.FINE
    assert team.held == sorted(names)


def test_by_pypirc(run, index, names, monkeypatch, tmp_path):
    team = index()
    for name in ("USERNAME", "TOKEN", "URL"):
        monkeypatch.delenv(f"SPECPRESS_INDEX_TEAM_{name}")
    (tmp_path / ".pypirc").write_text(
        "[distutils]\nindex-servers = team\n\n"
        f"[team]\nrepository = {team.url}\nusername = publisher\npassword = {PASSWORD}\n"
    )
    monkeypatch.setenv("HOME", str(tmp_path))
    assert run()[0] is Exit.FINE
    assert team.held == sorted(names)


class Ring(KeyringBackend):
    """A keyring that knows one service."""

    priority = 1

    def __init__(self, url):
        super().__init__()
        self.url = url

    def set_password(self, service, username, password):
        raise NotImplementedError

    def get_password(self, service, username):
        return PASSWORD if (service, username) == (self.url, USER) else None

    def get_credential(self, service, username):
        return SimpleCredential(USER, PASSWORD) if service == self.url else None


def test_by_keyring(run, index, names, monkeypatch):
    team = index()
    for name in ("USERNAME", "TOKEN"):
        monkeypatch.delenv(f"SPECPRESS_INDEX_TEAM_{name}")
    before = keyring.get_keyring()
    keyring.set_keyring(Ring(team.url))
    try:
        assert run()[0] is Exit.FINE
    finally:
        keyring.set_keyring(before)
    assert team.held == sorted(names)


def test_a_password_in_a_url_is_refused_and_not_repeated(run, index, monkeypatch, tmp_path):
    team = index()
    url = team.url.replace("//", f"//{USER}:{PASSWORD}@")
    config = f"[distutils]\nindex-servers = other\n\n[other]\nrepository = {url}\n"
    (tmp_path / ".pypirc").write_text(config)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("SPECPRESS_INDEX_THIRD_URL", url)
    for name in (url, "other", "third"):
        code, out, err = run(name)
        assert (code, out) == (Exit.NOT_PUBLISHED, "")
        assert "holds a password" in err
    assert team.behaviour.requests == []


@pytest.mark.parametrize("open_to_read", [False, True])
def test_a_wrong_password(run, index, monkeypatch, open_to_read):
    team = index(authenticate=["update"]) if open_to_read else index()
    monkeypatch.setenv("SPECPRESS_INDEX_TEAM_TOKEN", "wr0ng")
    code, out, err = run()
    assert (code, out, team.held) == (Exit.NOT_PUBLISHED, "", [])
    assert "403" in err
    assert "hint: check the user name and the token" in err
    assert "wr0ng" not in err
    assert team.posts == int(open_to_read)
    assert ("nothing was uploaded" in err) == open_to_read


def test_without_credentials_nothing_is_sent(run, index, monkeypatch):
    team = index()
    monkeypatch.delenv("SPECPRESS_INDEX_TEAM_TOKEN")
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    code, _, err = run()
    assert code is Exit.NOT_PUBLISHED
    assert "SPECPRESS_INDEX_TEAM_TOKEN" in err
    assert team.behaviour.requests == []


@pytest.mark.parametrize("algorithm", ["sha256", "md5", None])
def test_an_existing_version_with_other_bytes_is_refused_before_any_byte(
    run, index, names, built, algorithm, monkeypatch
):
    """The last file of all differs: nothing before it goes up either. Without SHA-256 the bytes are compared."""
    team = index(hash_algo=algorithm)
    wheel = built[0].artefacts[0].path
    (team.folder / wheel.name).write_bytes(wheel.read_bytes())
    (team.folder / names[-1]).write_bytes(b"other bytes")
    code, out, err = run()
    assert (code, out, team.posts) == (Exit.NOT_PUBLISHED, "", 0)
    assert err.startswith("specpress: nothing was uploaded: team has ")
    assert names[-1] in err
    assert wheel.name not in err
    assert "raise `version` in client.yaml" in err
    assert "zlib-ng" not in err
    with monkeypatch.context() as patched:
        patched.setattr(zlib, "ZLIB_RUNTIME_VERSION", "1.3.1.zlib-ng")
        assert "note: this Python packs with zlib-ng" in run()[2]
    (team.folder / names[-1]).unlink()
    code, out, _ = run()
    assert (code, team.posts) == (Exit.FINE, len(names) - 1)
    assert f"there already, same bytes: {wheel.name}" in out


def test_down_in_the_middle_and_a_second_run_finishes(run, index, names):
    team = index(Behaviour(down_at=2))
    code, out, err = run()
    assert code is Exit.NOT_PUBLISHED
    assert team.held == sorted(names[:2])
    assert [line.split()[1] for line in out.splitlines()] == names[:2]
    assert err.splitlines()[0].startswith("specpress: team cannot be reached: ")
    assert err.splitlines()[1:] == [
        *(f"  up: {name}" for name in names[:2]),
        *(f"  not up: {name}" for name in names[3:]),
        f"  not known: {names[2]}",
        "publish again to finish: what is up with the same bytes stays",
    ]
    team.behave(Behaviour())
    code, out, err = run()
    assert (code, err, team.held) == (Exit.FINE, "", sorted(names))
    assert out.splitlines()[-1] == "published to team: 2 uploaded, 2 there already"


def test_an_upload_whose_answer_is_lost_counts(run, index, names):
    team = index(Behaviour(fails_at=1))
    code, out, _ = run()
    assert (code, team.held) == (Exit.FINE, sorted(names))
    assert [line.split()[1] for line in out.splitlines() if line.startswith("up:")] == names


def test_a_read_only_index(run, index):
    team = index(Behaviour(read_only=True))
    code, out, err = run()
    assert (code, out, team.held) == (Exit.NOT_PUBLISHED, "", [])
    assert err == (
        "specpress: team did not take it: 405 Method Not Allowed\n"
        "  = hint: nothing takes uploads at this URL, or the index is read-only\n"
        "nothing was uploaded; mend that and publish again\n"
    )
    assert team.posts == 1


def test_an_index_that_is_not_there(run, index):
    team = index(Behaviour(is_down=True))
    code, _, err = run()
    assert (code, team.posts) == (Exit.NOT_PUBLISHED, 0)
    assert err.startswith("specpress: team cannot be reached: ")


def test_what_another_index_has_is_not_ours(run, index, names):
    """pypiserver as it comes redirects to the public index for what it lacks."""
    team = index(disable_fallback=False, fallback_url="http://127.0.0.1:9/simple/")
    assert run()[0] is Exit.FINE
    assert team.held == sorted(names)


def test_a_wrong_place_to_read_is_not_an_empty_index(run, index, monkeypatch):
    team = index()
    monkeypatch.setenv("SPECPRESS_INDEX_TEAM_SIMPLE_URL", f"{team.url}no/such/place")
    code, _, err = run()
    assert (code, team.posts) == (Exit.NOT_PUBLISHED, 0)
    assert "_SIMPLE_URL" in err
