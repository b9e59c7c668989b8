"""What a report prints, in each of its formats. UPDATE_GOLDENS=1 writes what is printed now."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

import generator
from generator.diagnostics import Place
from generator.diff.finding import Finding, Report, Use
from generator.diff.formats import render_reports

HERE = Path(__file__).parent
SCHEMA = json.loads(
    (Path(generator.__file__).parent / "schemas/diff.schema.json").read_text("utf-8")
)
HOSTILE = "100%: a, b\r\n::error::no\x1b[2J\u202e <b>*x*</b> @team"
BREAKING = Finding(
    rule="request-property-max-length-decreased",
    severity="breaking",
    subject="request OrderUpdate.note",
    message="maxLength is 100, was 200",
    why="what callers could send is refused now, by the package before anything is sent",
    action="send only values that keep to it",
    side="request",
    old=Place("HEAD:specs/shop/openapi.yaml", 41, 11),
    new=Place("specs/shop/openapi.yaml", 43, 11),
    python=("OrderUpdate.note",),
    operations=("PATCH /orders/{id}",),
    was="str | Missing",
    now="str",
    uses=(
        Use(Place("app/orders.py", 12, 5), "touches", "OrderUpdate(note=…) is made"),
        Use(Place("app/orders.py", 30, 9), "may touch", "OrderUpdate.note is set, if this is one"),
    ),
)
GONE = Finding(
    rule="python-name-removed",
    severity="breaking",
    subject="NotFound",
    message="is gone",
    why="code that uses the name fails: on import, or with AttributeError",
    action="do without it",
    side="python",
    python=("NotFound",),
)
ADDITION = Finding(
    rule="response-property-enum-value-added",
    severity="addition",
    subject="answer enum State",
    message='the value "sent" is new',
    why="answers take values that the package does not know; State.SENT is new",
    side="answer",
    new=Place("specs/shop/openapi.yaml", 60, 20),
    python=("State.SENT",),
)
NOTE = Finding(
    rule="python-documentation-changed",
    severity="note",
    subject="shop",
    message="the text of Order.note changed",
    why="texts say nothing to programs",
    side="python",
)
PLAIN = Report(
    api="shop",
    package="shop",
    old="HEAD",
    new="the working tree",
    findings=(GONE, NOTE),
    remarks=("a remark",),
)
SCANNED = replace(
    PLAIN,
    findings=(BREAKING, GONE, ADDITION, NOTE),
    remarks=(),
    scanned=("app/orders.py", "app/x.py"),
    unread=(Place("app/bad.py", 3, 1),),
    was_scanned=True,
)
NOTHING = replace(PLAIN, api="other", findings=(), remarks=())
ENDINGS = {"text": "txt", "json": "json", "markdown": "md", "github": "github.txt"}


@pytest.mark.parametrize("kind", ENDINGS)
@pytest.mark.parametrize(("name", "reports"), [("plain", [PLAIN, NOTHING]), ("scanned", [SCANNED])])
def test_format(name, reports, kind):
    printed = render_reports(reports, kind)
    golden = HERE / "formats" / f"{name}.{ENDINGS[kind]}"
    if os.environ.get("UPDATE_GOLDENS"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(printed, "utf-8")
    assert printed == golden.read_text("utf-8")


@pytest.mark.parametrize("reports", [[], [PLAIN], [NOTHING], [SCANNED, NOTHING]])
def test_json_is_as_its_schema_says(reports):
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    document = json.loads(render_reports(reports, "json"))
    jsonschema.validate(document, SCHEMA, cls=jsonschema.Draft202012Validator)
    assert document["bump"] == ("major" if any(r.findings for r in reports) else "none")


def test_the_schema_describes_every_key():
    found = SCHEMA["$defs"]["finding"]
    assert set(found["required"]) == set(found["properties"])
    assert found["additionalProperties"] is False


@pytest.mark.parametrize("kind", ENDINGS)
def test_text_of_a_spec_is_no_command(kind):
    """Neither a terminal, nor GitHub, nor Markdown obeys what stands in a spec."""
    hostile = replace(
        BREAKING,
        subject=HOSTILE,
        message=HOSTILE,
        why=HOSTILE,
        action=HOSTILE,
        operations=(HOSTILE,),
        python=(HOSTILE,),
        was=HOSTILE,
        uses=(Use(Place("a.py", 1, 1), "touches", HOSTILE),),
    )
    report = replace(SCANNED, findings=(hostile,), old=HOSTILE, remarks=(HOSTILE,))
    printed = render_reports([report], kind)
    assert "\x1b" not in printed
    assert "\u202e" not in printed
    assert "\r" not in printed
    assert not [line for line in printed.splitlines() if line.startswith("::error::no")]
    if kind == "github":
        assert "100%25" in printed
    if kind == "markdown":
        outside = "".join(part for index, part in enumerate(printed.split("`")) if index % 2 == 0)
        assert "<b>" not in outside
        assert " @team" not in outside


@pytest.mark.parametrize(
    ("findings", "bump"),
    [((), "none"), ((NOTE,), "patch"), ((NOTE, ADDITION), "minor"), ((NOTE, GONE), "major")],
)
def test_the_gravest_finding_decides(findings, bump):
    assert replace(PLAIN, findings=findings).bump == bump
