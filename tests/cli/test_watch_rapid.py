"""Many saves in a short time, of a document that is sometimes half written: in the end, all is as made anew."""

from __future__ import annotations

import random
import re
import time
from pathlib import Path

import pytest

from tests.cli.test_watch import NAME, Watching, project, specpress, watching

__all__ = ["project", "watching"]


def saves(chance: random.Random, text: str) -> list[str]:
    """Texts as they come from an editor: other sentences, fields that come and go, a word that is half typed."""
    found = []
    for turn in range(30):
        match chance.randrange(5):
            case 0:
                new = text.replace("tags: [Pets]", f"tags: [Pets]\n      summary: Turn {turn}.")
            case 1:
                new = text.replace(NAME, f"{NAME}\n        field{turn}: {{type: integer}}", 1)
            case 2:
                new = text.replace("description: ", f"description: {'# ' * 5}Turn {turn}. ", 1)
            case 3:
                new = "\n" * turn + text
            case _:
                new = text[: chance.randrange(len(text))]
        found.append(new)
    last = text.replace("tags: [Pets]", "tags: [Pets]\n      summary: The last one.")
    return [*found, last.replace(NAME, f"{NAME}\n        last: {{type: integer}}", 1)]


@pytest.mark.parametrize("seed", range(2))
def test_many_saves_in_a_short_time(watching: Watching, seed: int) -> None:
    chance = random.Random(seed)
    text = watching.spec.read_text()
    for number, new in enumerate(saves(chance, text)):
        if number % 2:  # in place, as some editors do: first nothing, then the text
            watching.spec.write_text(new)
        else:
            draft = watching.root / "draft.yaml"
            draft.write_text(new)
            draft.replace(watching.spec)
        time.sleep(chance.random() * 0.2)
    watching.until(lambda: "last: int | None" in watching.models.read_text())
    resources = watching.root / "generated/pets/src/pets/resources"
    watching.until(lambda: "The last one" in "".join(p.read_text() for p in resources.iterdir()))
    assert in_step(watching.root)
    assert watching.stop() == 0
    assert "Traceback" not in watching.printed
    assert in_step(watching.root)


def in_step(root: Path) -> bool:
    """Whether a process that remembers nothing would write the same bytes, the lock's too."""
    checked = specpress(root, "check", "--full")
    assert checked.returncode == 0, checked.stdout + checked.stderr
    return bool(re.search(r"in step", checked.stdout))
