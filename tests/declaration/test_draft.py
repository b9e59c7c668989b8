import pytest

from generator.declaration import draft, load
from generator.diagnostics import Problems
from generator.source import parse


def loaded(text):
    problems = Problems()
    return load(parse("specs/a/client.yaml", text, problems), problems)


def test_the_least():
    text = draft("pet-store", "PetStore", schema=None)
    assert "$schema" not in text
    read = loaded(text)
    assert (read.package, read.client, read.credentials, read.servers) == (
        "pet-store",
        "PetStore",
        {},
        {},
    )


@pytest.mark.parametrize("scheme", ["api_key", "Bearer: x", "ключ", "no", "{a}", 'it\'s "it"'])
def test_everything_is_read_as_it_was_meant(scheme):
    read = loaded(
        draft(
            "a",
            "A",
            schema="../client.schema.json",
            credentials={scheme: ("ключ", "A_КЛЮЧ")},
            servers={"прод": "https://a.example/v1", "2x": "https://höst.example:8080"},
            waivers=[("unsupported-path", "#/paths/~1a?b: {c}/get")],
        )
    )
    credential = read.credentials[scheme]
    assert (credential.argument, credential.environment) == ("ключ", "A_КЛЮЧ")
    assert list(read.servers.items()) == [
        ("прод", "https://a.example/v1"),
        ("2x", "https://höst.example:8080"),
    ]
    assert read.waivers[0].pointer == "#/paths/~1a?b: {c}/get"
