"""All faults of table.md, by name."""

from __future__ import annotations

from tests.faults import answered, unanswered
from tests.faults.scene import SCENES, Scene

__all__ = ["SCENES", "Scene", "answered", "unanswered"]
