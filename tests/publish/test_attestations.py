"""Attestations (PEP 740) go up with the file that they are for; one of anything else stops everything."""

from __future__ import annotations

import base64
import json

import pytest

from generator.verdict import Exit
from tests.publish.conftest import taking

pytestmark = [pytest.mark.wheels, pytest.mark.xdist_group("wheels")]


def attestation(name, sha256):
    statement = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": name, "digest": {"sha256": sha256}}],
        "predicateType": "https://docs.pypi.org/attestations/publish/v1",
        "predicate": None,
    }
    envelope = {"statement": base64.b64encode(json.dumps(statement).encode()).decode()}
    return json.dumps({"version": 1, "envelope": {**envelope, "signature": "AA=="}})


def test_an_attestation_goes_up_with_its_file(publish_to, built):
    wheel, archive = built[0].artefacts
    text = attestation(wheel.path.name, wheel.sha256)
    (publish_to.folder / f"{wheel.path.name}.publish.attestation").write_text(text)
    bodies = []

    def answer(request):
        if request.method == "POST":
            bodies.append(request.body)
        return taking(request)

    code, said, _ = publish_to(answer)
    assert code is Exit.FINE, said
    signed, unsigned = bodies
    assert b'name="attestations"' in signed
    assert json.dumps([json.loads(text)]).encode() in signed
    assert b'name="attestations"' not in unsigned
    assert archive.path.name.encode() in unsigned


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            attestation("other.whl", "0" * 64),
            "is for other.whl (sha256 000000000000…), not for wix_orders",
        ),
        ("{}", "is no attestation (PEP 740)"),
        ('{"envelope": {"statement": "bm8="}}', "is no attestation (PEP 740)"),
        ("[", "is no attestation (PEP 740)"),
    ],
)
def test_an_attestation_of_something_else_stops_everything(publish_to, built, text, said):
    archive = built[0].artefacts[1]
    (publish_to.folder / f"{archive.path.name}.publish.attestation").write_text(text)
    code, heard, asked = publish_to(taking)
    assert code is Exit.NOT_PUBLISHED
    assert said in heard
    assert "nothing was uploaded" in heard
    assert "hint: delete " in heard
    assert all(method != "POST" for method, _ in asked)


def test_bytes_that_changed_since_they_were_signed(publish_to, built):
    wheel = built[0].artefacts[0]
    path = publish_to.folder / f"{wheel.path.name}.publish.attestation"
    path.write_text(attestation(wheel.path.name, "1" * 64))
    code, heard, asked = publish_to(taking)
    assert code is Exit.NOT_PUBLISHED
    assert f"not for {wheel.path.name} (sha256 {wheel.sha256[:12]}…)" in heard
    assert asked == [("GET", "/simple/wix-orders/"), ("HEAD", "/simple/")]
