"""What counts as ours when the lock's hashes are taken, and when templates are poured."""

import shutil

import pytest

from generator import fingerprint, render
from generator.fingerprint import files_in, own_hashes, spec_hashes
from generator.pipeline import TEMPLATES

LITTER = (
    *(
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        "._README.md.jinja",
        ".#README.md.jinja",
        "#LICENSE#",
    ),
    *(
        "README.md.jinja~",
        ".README.md.jinja.swp",
        "LICENSE.orig",
        "LICENSE.rej",
        "README.md.jinja.bak",
    ),
)


def test_what_tools_leave_behind_shapes_nothing(tmp_path):
    for path in ("a.py", ".gitattributes", "sub/b.py", ".github/c.yml"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("x = 1\n")
    ours = sorted(files_in(tmp_path))
    for path in (".mypy_cache/3.11/a.json", "__pycache__/a.pyc", "sub/.ruff_cache/0", *LITTER):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("{}")
    assert sorted(files_in(tmp_path)) == ours
    assert [path.name for path in ours] == [".gitattributes", "c.yml", "a.py", "b.py"]


@pytest.mark.parametrize("name", LITTER)
def test_what_editors_leave_among_the_templates_is_not_poured(tmp_path, monkeypatch, name):
    """Nor does it change a hash: the check says the same with and without it."""
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    monkeypatch.setattr(fingerprint, "TEMPLATES", templates)
    before = own_hashes.__wrapped__(), render._tree.__wrapped__(templates / "package")
    (templates / "package" / name).write_text("{{ nothing }}")
    assert (own_hashes.__wrapped__(), render._tree.__wrapped__(templates / "package")) == before
    assert not [path for path in before[1] if path.endswith(name)]


def test_every_template_has_a_hash_of_its_own(tmp_path, monkeypatch):
    templates = tmp_path / "templates"
    shutil.copytree(TEMPLATES, templates)
    monkeypatch.setattr(fingerprint, "TEMPLATES", templates)
    before = own_hashes.__wrapped__()
    with (templates / "package/README.md.jinja").open("a") as stream:
        stream.write("more")
    after = own_hashes.__wrapped__()
    changed = {name for name in after if after[name] != before[name]}
    assert changed == {"templates/package/README.md.jinja"}


def test_a_byte_order_mark_is_no_part_of_a_spec(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"a: 1\n")
    (tmp_path / "b.yaml").write_bytes(b"\xef\xbb\xbfa: 1\r\n")
    found = spec_hashes(tmp_path, ["specs/a.yaml", "specs/b.yaml", "specs/gone.yaml", "runtime"])
    assert found["specs/a.yaml"] == found["specs/b.yaml"]
    assert set(found) == {"specs/a.yaml", "specs/b.yaml"}
