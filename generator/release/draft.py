"""Entries drafted into a changelog.

In: the text as it stands, and the entries that there are to be. Out: the text with them. Refuses nothing; what cannot
be followed without taking something from the author stays, and is named in a warning.

An entry that is drafted ends with a mark: an HTML comment with the change it tells of and the hash of the text as
drafted. By that a later draft knows an entry that was edited, which stays, from one that was not, which follows its
change or goes with it. Several marks in one entry mean that somebody told several changes in one: none is drafted
again. An entry of which only the mark is left is one that is not to be told. What has no mark is never touched.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from generator.changelog import (
    BOM,
    MARK,
    SPACE,
    UNRELEASED,
    Changelog,
    Item,
    Part,
    cut,
    parse,
)
from generator.release.entries import HEADINGS, Entry

_HEAD = """\
# Changelog

What changes for those who use this package. The format is that of
[Keep a Changelog](https://keepachangelog.com/en/1.1.0/); versions are those of
[Semantic Versioning](https://semver.org/spec/v2.0.0.html).
"""
_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Drafted:
    """A changelog with its entries drafted."""

    text: str
    warnings: tuple[str, ...]
    """What the author should look at: one sentence each, which begins with the line: `line 9: …`."""


@dataclass(slots=True)
class _Draft:
    """A draft on its way: what is done to which line."""

    found: Changelog
    part: Part
    entries: Sequence[Entry]
    newline: str
    at_top: bool
    """Whether new kinds stand right below the heading of the version, and not behind what is there."""
    changed: dict[int, str] = field(default_factory=dict)
    gone: list[Item] = field(default_factory=list)
    told: dict[str, Item | None] = field(default_factory=dict)
    """Changes that the text tells of, and the item that does."""
    warnings: list[tuple[str, str]] = field(default_factory=list)
    """The identity of a change, and what there is to say."""
    after: dict[int, list[str]] = field(default_factory=dict)
    """Items to be put before a line, in a list that is there."""
    blocks: dict[int, list[list[str]]] = field(default_factory=dict)
    """Blocks to be put before a line, with blank lines around them."""
    filled: set[str] = field(default_factory=set)
    """Headings that something is put below."""

    def kinds(self) -> list[Part]:
        """The headings of this version."""
        return [k for k in self.found.kinds if self.part.start < k.start < self.part.end]

    def items(self) -> list[Item]:
        """The items of this version, those in others after them."""
        return [i for i in self.found.items if self.part.start < i.start < self.part.end]


def draft(text: str | None, entries: Iterable[Entry]) -> Drafted:
    """The text with the entries in its Unreleased section, which is made if need be; None is no changelog yet.

    A draft of a draft changes nothing.
    """
    wanted = list({entry.identity: entry for entry in entries}.values())
    opened = text or ""
    if parse(opened).version(UNRELEASED) is None:
        if not wanted:
            return Drafted(opened, ())
        opened = opened_in(opened)
    made, result = _drafted(opened, wanted, at_top=False)
    if not all(entry.identity in _marked(result) for entry in wanted):
        # The end is in a block that nobody closed.
        made, result = _drafted(opened, wanted, at_top=True)
    return Drafted(result, tuple(_said(result, made.warnings)))


def _drafted(text: str, wanted: Sequence[Entry], *, at_top: bool) -> tuple[_Draft, str]:
    found = parse(text)
    part = found.version(UNRELEASED)
    assert part is not None, "it has been opened"
    made = _Draft(found, part, wanted, newline_of(text), at_top)
    _follow(made)
    _add(made)
    return made, _joined(made)


def _marked(text: str) -> set[str]:
    """The changes that the Unreleased section tells of."""
    found = parse(text)
    part = found.version(UNRELEASED)
    lines = range(part.body, part.end) if part else ()
    shown = [found.lines[number] for number in lines if number not in found.code]
    return {mark[1] for line in shown for mark in MARK.finditer(line)}


# --- what is there ------------------------------------------------------------------------------


def newline_of(text: str) -> str:
    """How its lines end, by the first one."""
    ending = re.search(r"\r\n|\r|\n", text)
    return ending[0] if ending else "\n"


def opened_in(text: str) -> str:
    """The text with an Unreleased section above all versions."""
    newline = newline_of(text)
    if not text.strip(f"{BOM} \t\r\n"):
        return f"{text.strip()}{_HEAD}\n## [Unreleased]\n".replace("\n", newline)
    found = parse(text)
    if found.versions:
        at = found.versions[0].start
        mark = BOM if at == 0 and text.startswith(BOM) else ""
        above, below = "".join(found.lines[:at]), "".join(found.lines[at:]).removeprefix(mark)
        return f"{mark}{above}## [Unreleased]{newline}{newline}{below}"
    at = found.end_of(0, len(found.lines))
    above, below = "".join(found.lines[:at]), "".join(found.lines[at:])
    between = newline * (1 if above.endswith(("\r", "\n")) else 2)
    opened = f"{above}{between}## [Unreleased]{newline}{below}"
    if parse(opened).version(UNRELEASED) is not None:
        return opened
    mark = BOM if text.startswith(BOM) else ""  # the end is in a block that nobody closed
    return f"{mark}## [Unreleased]{newline}{newline}{text.removeprefix(mark)}"


def _follow(made: _Draft) -> None:
    """Decide on all that has a mark: it stays, follows, or goes."""
    by_identity = {entry.identity: entry for entry in made.entries}
    for item in made.items():
        was_edited = len(item.marks) > 1 or any(k != Entry.hash(item.said) for _, k in item.marks)
        for identity, known in item.marks if was_edited else ():
            _keep(made, item, identity, known, by_identity.get(identity))
    for item in made.items():
        if len(item.marks) == 1 and item.marks[0][1] == Entry.hash(item.said):
            _renew(made, item, by_identity.get(item.marks[0][0]))
    inside = {line for item in made.items() for line in range(item.start, item.end)}
    for number in range(made.part.body, made.part.end):
        if number not in inside and number not in made.found.code:
            for mark in MARK.finditer(made.found.lines[number]):
                made.told[mark[1]] = None


def _keep(made: _Draft, item: Item, identity: str, known: str, entry: Entry | None) -> None:
    """An entry that was edited stays as it is; its mark learns of a change that is told otherwise now."""
    made.told[identity] = item
    if entry is None:
        if not item.said:
            made.gone.append(item)
            return
        why = "was edited, and what it told of is not so any more: it stays; remove it, or its mark"
        made.warnings.append((identity, why))
    elif known != entry.digest:
        if item.said:
            why = f"was edited, and its change is another now: it stays; drafted, it would say: {entry.text}"
            made.warnings.append((identity, why))
        for number in range(item.start, item.end):
            line = made.changed.get(number, made.found.lines[number])
            fresh = f"<!-- specpress: {identity} {entry.digest} -->"
            made.changed[number] = line.replace(f"<!-- specpress: {identity} {known} -->", fresh)


def _renew(made: _Draft, item: Item, entry: Entry | None) -> None:
    """An entry as it was drafted follows its change."""
    if entry is None or entry.identity in made.told:
        made.gone.append(item)
        return
    made.told[entry.identity] = item
    if entry.digest != Entry.hash(item.said):
        last = made.found.lines[item.end - 1]
        ending = last[len(last.rstrip("\r\n")) :]
        made.changed |= dict.fromkeys(range(item.start, item.end), "")
        made.changed[item.start] = f"{item.bullet}{entry.line}{ending}"


# --- what is new --------------------------------------------------------------------------------


def _add(made: _Draft) -> None:
    """Put each new entry behind the one that it follows in the draft, or at the end of its kind."""
    for heading in HEADINGS:
        of_kind = [entry for entry in made.entries if entry.heading == heading]
        new = [entry for entry in of_kind if entry.identity not in made.told]
        kind = next((k for k in made.kinds() if k.title.strip().lower() == heading.lower()), None)
        if not new:
            continue
        if kind is None:
            block = [f"### {heading}", "", *(f"- {entry.line}" for entry in new)]
            made.blocks.setdefault(_place(made, heading), []).append(block)
        else:
            _add_to(made, kind, of_kind)


def _place(made: _Draft, heading: str) -> int:
    """Where a kind of changes belongs that has no heading yet: behind those that come before it."""
    later = [title.lower() for title in HEADINGS[HEADINGS.index(heading) + 1 :]]
    if made.at_top:
        return made.part.body
    following = (k.start for k in made.kinds() if k.title.strip().lower() in later)
    return made.found.end_of(made.part.body, next(following, made.part.end))


def _add_to(made: _Draft, kind: Part, of_kind: Sequence[Entry]) -> None:
    made.filled.add(kind.title)
    items = [i for i in made.items() if i.depth == 0 and kind.start < i.start < kind.end]
    new = [entry for entry in of_kind if entry.identity not in made.told]
    if not items:
        at = kind.body if made.at_top else made.found.end_of(kind.body, kind.end)
        made.blocks.setdefault(at, []).append([f"- {entry.line}" for entry in new])
        return
    bullet = re.sub(r"(?<=\S)([ \t]{5,}|)$", " ", items[-1].bullet) or "- "
    starts = [i for e in of_kind if (i := made.told.get(e.identity)) is not None and i in items]
    at = starts[0].start if starts else items[-1].end
    for entry in of_kind:
        item = made.told.get(entry.identity)
        if item is not None and item in items:
            at = item.end
        elif entry in new:
            made.after.setdefault(at, []).append(f"{bullet}{entry.line}")


def _joined(made: _Draft) -> str:
    """The lines as they are to be."""
    gone = cut(made.found, made.gone, made.filled)
    out: list[str] = []
    open_block = False
    for number in range(len(made.found.lines) + 1):
        for line in made.after.get(number, ()):
            _end_line(out, made.newline)
            out.append(f"{line}{made.newline}")
        for block in made.blocks.get(number, ()):
            _end_line(out, made.newline)
            if out and out[-1].strip(SPACE):
                out.append(made.newline)
            out += [f"{line}{made.newline}" for line in block]
            open_block = True
        if number in gone or number == len(made.found.lines):
            continue
        line = made.changed.get(number, made.found.lines[number])
        if open_block and line.strip(SPACE):
            out.append(made.newline)
        open_block = open_block and not line  # a line of an entry that is told in fewer is empty
        out.append(line)
    return "".join(out)


def _end_line(out: list[str], newline: str) -> None:
    """A text whose last line has no ending gets one before anything is put behind it."""
    if out and not out[-1].endswith(("\r", "\n")):
        out[-1] += newline


def _said(text: str, warnings: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The warnings, with the lines that they are about."""
    found = parse(text)
    for identity, why in warnings:
        item = next(i for i in found.items if any(own == identity for own, _ in i.marks))
        shown = item.said if len(item.said) <= _SHOWN else f"{item.said[: _SHOWN - 1]}…"
        yield f"line {item.start + 1}: the entry “{shown}” {why}"
