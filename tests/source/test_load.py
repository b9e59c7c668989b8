import pytest

from generator.diagnostics import Problems, ProblemsFound
from generator.source import load


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder / next(iter(files))


def loaded(tmp_path, **files):
    entry = write(
        tmp_path / "specs", {name.replace("__", "/"): text for name, text in files.items()}
    )
    return load(entry, f"specs/{entry.name}", Problems())


def refused(tmp_path, files):
    entry = write(tmp_path / "specs", files)
    with pytest.raises(ProblemsFound) as found:
        load(entry, f"specs/{entry.name}", Problems())
    return found.value.problems


def one(tmp_path, text):
    problems = refused(tmp_path, {"openapi.yaml": text})
    assert len(problems) == 1
    return problems[0]


def test_files_are_collected_transitively(tmp_path):
    entry = write(
        tmp_path,
        {
            "openapi.yaml": "components: {schemas: {A: {$ref: 'schemas/common.yaml#/Price'}}}",
            "schemas/common.yaml": "Price: {properties: {a: {$ref: money.json}}}\nUnused: {$ref: no.yaml}",
            "schemas/money.json": '{"properties": {"b": {"$ref": "../openapi.yaml#/components/schemas/A"}}}',
            "other.yaml": "not read",
        },
    )
    sources = load(entry, "specs/x/openapi.yaml", Problems())
    assert {name: source.path for name, source in sources.files.items()} == {
        "": "specs/x/openapi.yaml",
        "schemas/common.yaml": "specs/x/schemas/common.yaml",
        "schemas/money.json": "specs/x/schemas/money.json",
    }
    assert sources.files[""] is sources.entry
    at = sources.files["schemas/common.yaml"].root.at("Price")
    assert at.pointer == "schemas/common.yaml#/Price"


NO_REFERENCES = {
    "example": "paths: {/a: {get: {x: {example: {$ref: no.yaml}}}}}",
    "examples of a schema": "components: {schemas: {A: {examples: [{$ref: no.yaml}]}}}",
    "value of an example": "components: {examples: {A: {value: {$ref: no.yaml}}}}",
    "default": "components: {schemas: {A: {default: {$ref: no.yaml}}}}",
    "enum": "components: {schemas: {A: {enum: [{$ref: no.yaml}]}}}",
    "const": "components: {schemas: {A: {const: {$ref: no.yaml}}}}",
    "extension": "x-more: {$ref: no.yaml}",
    "a property called $ref": "components: {schemas: {A: {properties: {$ref: {type: string}}}}}",
    "no text": "components: {schemas: {A: {$ref: {a: 1}}}}",
    "mapping by name": "components: {schemas: {A: {discriminator: {mapping: {a: Cat}}}}}",
}


@pytest.mark.parametrize("text", NO_REFERENCES.values(), ids=NO_REFERENCES)
def test_what_looks_like_a_reference_only(tmp_path, text):
    assert list(loaded(tmp_path, **{"openapi.yaml": text}).files) == [""]


REFERENCES = {
    "a schema called default": "components: {schemas: {default: {$ref: a.yaml}}}",
    "an answer called default": "paths: {/a: {get: {responses: {default: {$ref: a.yaml}}}}}",
    "a property called example": "components: {schemas: {A: {properties: {example: {$ref: a.yaml}}}}}",
    "a property called x-a": "components: {schemas: {A: {properties: {x-a: {$ref: a.yaml}}}}}",
    "a property called properties": "components: {schemas: {A: {properties: {properties: {$ref: a.yaml}}}}}",
    "a header called x-a": "components: {responses: {A: {headers: {x-a: {$ref: a.yaml}}}}}",
    "a path item": "paths: {/a: {$ref: a.yaml}}",
    "a parameter": "paths: {/a: {parameters: [{$ref: a.yaml}]}}",
    "an example": "components: {examples: {A: {$ref: a.yaml}}}",
    "a mapping": "components: {schemas: {A: {discriminator: {mapping: {a: a.yaml}}}}}",
    "beside other keys": "components: {schemas: {A: {description: x, $ref: './a.yaml#'}}}",
    "encoded": "components: {schemas: {A: {$ref: '%61.yaml#/%7Bx%7D'}}}",
    "an anchor": "components: {schemas: {A: {$ref: 'a.yaml#there'}}}",
    "to nothing": "components: {schemas: {A: {$ref: 'a.yaml#/no'}}}",
}


@pytest.mark.parametrize("text", REFERENCES.values(), ids=REFERENCES)
def test_what_is_a_reference(tmp_path, text):
    files = loaded(tmp_path, **{"openapi.yaml": text, "a.yaml": "'{x}': {}"}).files
    assert list(files) == ["", "a.yaml"]


REFUSED = {
    "https://example.com/a.yaml#/A": "remote-reference",
    "http://example.com/a.yaml": "remote-reference",
    "file:///etc/passwd": "remote-reference",
    "//example.com/a.yaml": "remote-reference",
    "C:/a.yaml": "remote-reference",
    "urn:example:a": "remote-reference",
    "/etc/passwd": "reference-outside",
    "../secret.yaml": "reference-outside",
    "a/../../secret.yaml": "reference-outside",
    "%2e%2e/secret.yaml": "reference-outside",
    "link.yaml": "reference-outside",
    "linked/secret.yaml": "reference-outside",
    "no.yaml#/A": "missing-file",
    "folder": "missing-file",
}


@pytest.mark.parametrize(("reference", "code"), REFUSED.items())
def test_references_that_are_refused(tmp_path, reference, code):
    folder = tmp_path / "specs"
    write(tmp_path, {"secret.yaml": "a: 1", "specs/folder/x.yaml": "a: 1"})
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    (folder / "linked").symlink_to(tmp_path)
    problem = one(tmp_path, f"components:\n  schemas:\n    A: {{$ref: '{reference}'}}\n")
    assert problem.code == code
    assert str(problem.places[0]) == "specs/openapi.yaml:3:15"
    assert reference in problem.message
    assert problem.hint


def test_a_symbolic_link_that_stays_inside_is_followed(tmp_path):
    write(tmp_path, {"specs/a.yaml": "A: {}"})
    (tmp_path / "specs" / "b.yaml").symlink_to("a.yaml")
    assert "b.yaml" in loaded(tmp_path, **{"openapi.yaml": "x: {$ref: 'b.yaml#/A'}"}).files


def test_a_missing_file_has_its_nearest_name_in_the_hint(tmp_path):
    files = {"openapi.yaml": "x: {$ref: 'comon.yaml#/A'}", "common.yaml": "A: {}"}
    assert "did you mean 'common.yaml'?" in refused(tmp_path, files)[0].hint


def test_problems_of_all_files_are_found_at_once(tmp_path):
    files = {
        "openapi.yaml": "x: {$ref: 'b.yaml#/A'}\ny: {$ref: 'https://x'}\nz: {$ref: no.yaml}",
        "b.yaml": "A: {$ref: c.yaml}\nA: 1",
        "c.yaml": "a: [",
    }
    codes = [(p.code, p.places[0].file) for p in refused(tmp_path, files)]
    assert sorted(codes) == [
        ("duplicate-key", "specs/b.yaml"),
        ("invalid-yaml", "specs/c.yaml"),
        ("missing-file", "specs/openapi.yaml"),
        ("remote-reference", "specs/openapi.yaml"),
    ]


BYTES = {
    "latin-1": (b"a: 1\nb: caf\xe9\n", "not-utf8", (2, 7), "0xe9"),
    "cut off": (b"a: \xc3", "not-utf8", (1, 4), "0xc3"),
    "utf-16": ("a: 1".encode("utf-16"), "not-utf8", (1, 1), "UTF-16"),
    "utf-32": ("a: 1".encode("utf-32"), "not-utf8", (1, 1), "UTF-32"),
    "nul": (b"a: \0", "control-character", (1, 4), "NUL"),
    "empty": (b"", "empty-file", (1, 1), "empty"),
}


@pytest.mark.parametrize(("content", "code", "place", "words"), BYTES.values(), ids=BYTES)
def test_bytes_that_are_no_text(tmp_path, content, code, place, words):
    (problem,) = refused(tmp_path, {"openapi.yaml": content})
    assert problem.code == code
    assert (problem.places[0].line, problem.places[0].column) == place
    assert words in problem.message


def test_utf8_with_a_byte_order_mark(tmp_path):
    assert loaded(tmp_path, **{"openapi.yaml": b"\xef\xbb\xbfa: 1"}).entry.data == {"a": 1}


def test_a_missing_entry(tmp_path):
    with pytest.raises(ProblemsFound) as found:
        load(tmp_path / "no.yaml", "specs/no.yaml", Problems())
    assert str(found.value.problems[0].places[0]) == "specs/no.yaml:1:1"
    with pytest.raises(ProblemsFound, match="cannot be read"):
        load(tmp_path, "specs", Problems())


def test_shared_parts_are_walked_once(tmp_path):
    lines = ["a0: &a0 {x: 1}"]
    lines += [f"a{i}: &a{i} {{b: *a{i - 1}, c: *a{i - 1}}}" for i in range(1, 14)]
    assert loaded(tmp_path, **{"openapi.yaml": "\n".join(lines)}).entry.data["a0"] == {"x": 1}
