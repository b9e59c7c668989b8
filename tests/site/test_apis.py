"""What packages say of themselves, and what the site makes of it: no browser, no site generator."""

from __future__ import annotations

import json

import pytest

from generator.site.apis import SiteError, apis
from generator.site.config import navigation
from generator.site.pages import explorer_script, llms, llms_full

FACTS = {
    "title": "Pets & <more>",
    "summary": "Feed [pets](x).",
    "distribution": "pet-store",
    "package": "pet_store",
    "version": "1.2.0",
    "api_version": "3",
    "client": "PetStore",
    "install": "pip install pet-store",
    "first_call": "",
    "changed": "",
    "nav": [
        {"title": "Overview", "path": "index.md"},
        {
            "title": "Calls",
            "path": "operations/index.md",
            "children": [
                {
                    "title": "pets",
                    "children": [{"title": "feed", "path": "operations/pets/feed.md"}],
                }
            ],
        },
        {"title": "Changelog", "path": "changelog.md"},
    ],
}


@pytest.fixture
def generated(tmp_path):
    package = tmp_path / "generated" / "pet-store"
    for name in ("index.md", "operations/index.md", "operations/pets/feed.md", "changelog.md"):
        page = package / "docs" / name
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"---\ntitle: x\n---\n\n# {name}\n")
    (package / "docs" / "site.json").write_text(json.dumps(FACTS))
    (package / "specpress.lock").touch()
    return tmp_path / "generated"


def test_the_navigation_is_the_packages_with_our_pages_before_its_changelog(generated):
    front, api = navigation(apis(generated))
    assert front == {"APIs": "index.md"}
    assert api == {
        "Pets & <more>": [
            "pet-store/index.md",
            {
                "Calls": [
                    "pet-store/operations/index.md",
                    {"pets": [{"feed": "pet-store/operations/pets/feed.md"}]},
                ]
            },
            {"Python reference": "pet-store/reference.md"},
            {"Explorer and downloads": "pet-store/explorer.md"},
            {"Changelog": "pet-store/changelog.md"},
        ]
    }


def test_language_models_get_all_pages_in_reading_order_without_front_matter(generated):
    text = llms_full(apis(generated))
    found = [line for line in text.splitlines() if line.startswith("# ")]
    assert found == [
        "# index.md",
        "# operations/index.md",
        "# operations/pets/feed.md",
        "# changelog.md",
    ]
    assert "title: x" not in text
    assert "](pet-store/operations/index.md)" in llms(apis(generated))


def test_facts_are_no_page(generated):
    assert "site.json" not in apis(generated)[0].files()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (
            lambda docs: (docs / "site.json").unlink(),
            r"no docs yet in generated/: pet-store; run: make generate",
        ),
        (
            lambda docs: (docs / "site.json").write_text("{"),
            r"generated/pet-store/docs/site.json: not what generate writes",
        ),
        (lambda docs: (docs / "site.json").write_text('{"nav": []}'), r"run: make generate"),
        (lambda docs: (docs / "site.json").write_text("[]"), r"run: make generate"),
        (
            lambda docs: (docs.parent / "specpress.lock").unlink(),
            r"there is no package in generated/ yet",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_next_step(generated, spoil, said):
    spoil(generated / "pet-store" / "docs")
    with pytest.raises(SiteError, match=said):
        apis(generated)


def test_a_document_as_a_script_ends_no_script_and_says_the_same():
    document = {"info": {"title": "</script><!-- \u2028 ø"}, "openapi": "3.1.1"}
    script = explorer_script(json.dumps(document))
    assert "<" not in script
    assert script.isascii()
    assert json.loads(script.removeprefix("window.apiDocument = ").removesuffix(";\n")) == document
