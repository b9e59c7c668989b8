"""Code that was written for the old package runs, or fails, with the new one exactly as the report says.

Both packages are made from the documents of `test_usage`; each piece of code runs against both in its own interpreter.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from generator.diff.compare import compare_states
from generator.diff.usage import with_uses
from tests.diff.states import states
from tests.diff.test_usage import EDITS, OLD

PREPARED = "from shop import Shop\nprepare = Shop().prepare\n"
CODE = {
    "limit_kept": PREPARED + "prepare.orders.list_orders(limit=50)",
    "limit_broken": PREPARED + "prepare.orders.list_orders(limit=70)",
    "limit_left_out": PREPARED + "prepare.orders.list_orders()",
    "value_kept": PREPARED + "prepare.orders.list_orders(state='open')",
    "value_gone": PREPARED + "prepare.orders.list_orders(state='paid')",
    "member_kept": "from shop import State\nState.OPEN",
    "member_gone": "from shop import State\nState.PAID",
    "error_kept": "from shop import StatusError",
    "error_gone": "from shop import NotFound",
    "needed_given": PREPARED + "prepare.orders.create_order(note='x')",
    "needed_left_out": PREPARED + "prepare.orders.create_order(gift_text='x')",
    "by_place": PREPARED + "prepare.orders.get_order('7')",
    "by_name": PREPARED + "prepare.orders.get_order(id='7')",
    "length_broken": "from shop import Address\nAddress(zip_code='1234567')",
    "length_not_touched": "from shop import Address\nAddress(street='x')",
}
SAFE = {"limit_kept"}
"""Touched, and told to keep to the new limit, which they do."""
RUN = """
import json, sys
failed = {}
for name, code in json.load(sys.stdin).items():
    try:
        exec(code, {})
    except Exception as error:
        failed[name] = type(error).__name__
print(json.dumps(failed))
"""


def failing(files: dict[str, str], folder: Path) -> dict[str, str]:
    """Which pieces of code fail with a package, and how."""
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    run = subprocess.run(
        [sys.executable, "-c", RUN],
        input=json.dumps(CODE),
        env={"PYTHONPATH": str(folder), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(run.stdout)


def test_the_report_says_what_fails(tmp_path, cache):
    new = OLD
    for before, after in EDITS:
        new = new.replace(before, after)
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(new)
    both = states(tmp_path, cache)
    report, names = compare_states("shop", *both)
    assert failing(dict(both[0].files), tmp_path / "old") == {}
    failed = failing(dict(both[1].files), tmp_path / "new")

    told = set()
    for name, code in CODE.items():
        file = tmp_path / "code" / f"{name}.py"
        file.parent.mkdir(exist_ok=True)
        file.write_text(code)
        found = with_uses(report, names, [file], tmp_path)
        if any(finding.uses for finding in found.of("breaking")):
            told.add(name)
    assert told - SAFE == set(failed)
