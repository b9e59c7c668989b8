"""Notes that may come by the hundred, told once each.

In: what was simplified or left aside, one place at a time. Out: one note for each wording, with
its first places and a count. Refuses nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from generator.diagnostics import Located, Problems

SHOWN = 3
"""How many places a note prints; the rest is counted."""


@dataclass(slots=True)
class Notes:
    """Notes grouped by wording."""

    found: dict[tuple[str, str, str], list[Located]] = field(default_factory=dict)

    def add(self, code: str, message: str, at: Located, hint: str) -> None:
        """Remember a note; notes of one wording become one."""
        places = self.found.setdefault((code, message, hint), [])
        if at not in places:
            places.append(at)

    def tell(self, problems: Problems) -> None:
        """Hand the notes over, in the order in which each was first met."""
        for (code, message, hint), places in self.found.items():
            more = f" ({len(places)} places)" if len(places) > SHOWN else ""
            problems.note(code, message + more, *places[:SHOWN], hint=hint)
