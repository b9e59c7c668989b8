"""What a comparison found, as the entries of a changelog for those who use the package.

In: a `Report`. Out: `Entry` values: by their Python names what is there, gone, deprecated or other than before, and for
a break what to do. Refuses nothing: text of a spec is escaped, so that it is neither markup nor a mention.

One entry tells all findings of one cause: what came or went in one class, one change of a class for requests and of
its twin for answers, and, at the end, all that is only documented otherwise.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from generator.diff.finding import RANK, Finding, Report
from generator.release.wording import (
    Topic,
    action_of,
    gone_once,
    joined,
    listed,
    predicate_of,
    renamed_to,
    sentence,
    spanned,
    stem,
    them,
    topic_of,
    types_of,
    why_of,
)

Heading = Literal["Added", "Changed", "Deprecated", "Removed", "Fixed", "Security"]
HEADINGS: tuple[Heading, ...] = get_args(Heading)
"""The kinds of changes of Keep a Changelog 1.1, in its order."""
_MOST = 6
_QUIET = re.compile(
    r"python-documentation-changed|api-(operation-id|tag)-|request-.*(type-compatible|default-value-added"
    r"|discriminator-mapping-)"
)
"""Notes about what is said of an API, beside those about answers."""
_HEARD = re.compile(r"renamed$|reactivated$|enum-value-added$|^python-")
"""Notes about answers that are more than that."""
_APART = re.compile(r"^(endpoint|api-removed|api-path-removed)")
"""Rules about one operation: each is an entry."""
_TOGETHER = re.compile(r"^api-(moved|idempotency|security-(added|removed|scope))")
"""Rules that one cause breaks for many operations: all of them are one entry."""
_LIMITS = re.compile(r"-(max|min|exclusive|multiple|unique)-|-pattern-(added|removed|changed)$")
"""Rules about what one value has to keep to: all of them are one entry."""

_VARIES = re.compile(r"[\"'`\d]|\bwas\b")
"""Words that are not so of all that a rule finds in one class."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One item of a changelog."""

    heading: Heading
    identity: str
    """Which change it tells of: the same in every draft. One word that an HTML comment may hold."""
    text: str
    """CommonMark, on one line."""

    @staticmethod
    def hash(text: str) -> str:
        """By which a text is known as the one that was drafted; how its lines are broken does not matter."""
        return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:8]

    @property
    def digest(self) -> str:
        """The hash of its own text."""
        return self.hash(self.text)

    @property
    def line(self) -> str:
        """Its text and its mark."""
        return f"{self.text} <!-- specpress: {self.identity} {self.digest} -->"


FIRST = Entry(heading="Added", identity="first-release", text="The first release.")
"""What there is to say of a package that was never released."""
BEHIND = Entry(
    heading="Changed",
    identity="python-code-changed",
    text="Code behind the same names; no name, type or default is another.",
)
"""What there is to say where only the package's own code changed."""


def unchanged_since(version: str) -> Entry:
    """What there is to say of a release that nothing but its version changed for, as of the one after `1.0.0rc2`."""
    text = f"Nothing but the version since {version}."
    return Entry(heading="Changed", identity="version-alone", text=text)


@dataclass(frozen=True, slots=True)
class _Told:
    """A finding in words."""

    finding: Finding
    topic: Topic
    heading: Heading
    predicate: str
    key: tuple[str, ...]
    """What the findings of one entry have in common."""


def entries(report: Report) -> tuple[Entry, ...]:
    """The entries, by heading, breaks first; in each the order of the report."""
    loud = [f for f in report.findings if not _is_quiet(f)]
    quiet = [f for f in report.findings if _is_quiet(f)]
    told = [_told(report, one) for one in gone_once(report, loud) if one.rule != BEHIND.identity]
    groups: dict[tuple[str, ...], list[_Told]] = {}
    for one in told:
        groups.setdefault(one.key, []).append(one)
    made = [_entry(group) for group in _twins(list(groups.values()))]
    if any(finding.rule == BEHIND.identity for finding in loud):
        made.append(BEHIND)
    if quiet:
        made.append(_documented(report, quiet))
    ordered = sorted(_unique(made), key=lambda entry: HEADINGS.index(entry.heading))
    return tuple(ordered)


def _unique(made: Iterable[Entry]) -> Iterator[Entry]:
    """Each with an identity of its own."""
    seen: dict[str, int] = {}
    for entry in made:
        number = seen[entry.identity] = seen.get(entry.identity, 0) + 1
        identity = entry.identity if number == 1 else f"{entry.identity}~{number}"
        yield Entry(heading=entry.heading, identity=identity, text=entry.text)


def _is_quiet(finding: Finding) -> bool:
    """Whether it is about texts and limits that nothing in Python follows from."""
    if finding.severity != "note" or finding.was or finding.now:
        return False
    about_answers = (
        finding.side == "answer" or finding.rule == "response-non-success-status-removed"
    )
    return _QUIET.match(finding.rule) is not None or (
        about_answers and not _HEARD.search(finding.rule)
    )


def _told(report: Report, finding: Finding) -> _Told:
    topic = topic_of(report, finding)
    predicate = predicate_of(finding)
    heading = _heading(finding, predicate)
    common = (heading, finding.rule if heading == "Deprecated" else "", predicate)
    action = finding.action if renamed_to(finding) is None else ""
    key: tuple[str, ...]
    if _APART.match(finding.rule):
        key = (*common, topic.name)
    elif _TOGETHER.match(finding.rule):
        key = (heading, finding.rule, "" if finding.rule == "api-moved" else predicate, action)
    elif renamed_to(finding) is not None:
        key = (heading, "renamed", topic.stem)
    elif _LIMITS.search(finding.rule):
        key = (heading, "limits", topic.name, finding.why, action)
    else:
        key = (*common, action, topic.owner)
    return _Told(finding, topic, heading, predicate, key)


def _heading(finding: Finding, predicate: str) -> Heading:
    if "deprecated" in finding.rule.rpartition("-")[2] and finding.severity != "note":
        return "Deprecated"
    if predicate.startswith("is gone"):
        return "Removed"
    if predicate.startswith("is new") and finding.severity != "breaking":
        return "Added"
    return "Changed"


def _twins(groups: Sequence[list[_Told]]) -> Iterator[list[_Told]]:
    """What is so of the same members of a class and of its twin for requests is one change."""
    joined: dict[tuple[object, ...], list[_Told]] = {}
    for group in groups:
        members = tuple(dict.fromkeys(one.topic.member for one in group))
        first = group[0]
        alike: tuple[object, ...] = (first.key,)
        if all(members) and first.topic.is_field:
            said = tuple(dict.fromkeys(one.predicate for one in group))
            alike = (first.heading, said, members, _migration(first), stem(first.topic.owner))
        joined.setdefault(alike, []).extend(group)
    yield from joined.values()


def _migration(told: _Told) -> str:
    return told.finding.action if told.finding.severity == "breaking" else ""


# --- words --------------------------------------------------------------------------------------


def _entry(group: Sequence[_Told]) -> Entry:
    worst = min(group, key=lambda one: RANK[one.finding.severity])
    finding = worst.finding
    several = len({one.topic.name for one in group}) > 1
    said = _renamed(group) if renamed_to(finding) else _statement(group, worst)
    breaks = finding.severity == "breaking"
    parts = [("**Breaking:** " if breaks else "") + said]
    names = [name for one in group for name in one.finding.python]
    if why := why_of(finding, worst.heading):
        parts.append(sentence(spanned(why, names)))
    action = action_of(finding)
    if several:
        action = "write the new names" if renamed_to(finding) else them(action)
    if breaks:
        parts.append(f"Migration: {action}.")
    elif action:
        parts.append(sentence(action))
    return Entry(heading=worst.heading, identity=_identity(group), text=" ".join(parts))


def _identity(group: Sequence[_Told]) -> str:
    """By its rule and what it is about, not by all that it comes to: that may grow."""
    first = group[0]
    rule, topic = first.finding.rule, first.topic
    about = min((one.topic.owner for one in group), key=len) or topic.name
    came_or_went = {"is new": "added", "is gone": "removed"}.get(first.predicate)
    if came_or_went and topic.owner == "":
        about = "classes" if topic.name[:1].isupper() else topic.name
    if _LIMITS.search(rule):
        rule, about = f"{first.finding.side}-limits", topic.name
    elif rule == "api-moved":
        about = "all"
    elif _TOGETHER.match(rule):
        about = first.predicate
    elif renamed_to(first.finding):
        about = topic.stem
    elif _APART.match(rule) or _VARIES.search(first.predicate + first.finding.action):
        about = topic.name
    if came_or_went and not _APART.match(rule):
        rule = came_or_went
    return re.sub(r"[^\w.()/,@]+", "-", f"{rule}@{about}").strip("-")


def _statement(group: Sequence[_Told], worst: _Told) -> str:
    """What is so of which names; of what came or went also the types that came or went with it."""
    topics = {one.topic.name: one.topic.shown for one in group}
    moved = worst.finding.rule == "api-moved"
    subject = listed(list(topics.values()), most=_MOST if moved else 0)
    several = len(topics) > 1
    predicates = [*dict.fromkeys(one.predicate for one in group)]
    if moved:
        predicates = ["calls another address of the API now" if several else _moved(worst.finding)]
    also = [t for one in group for t in one.topic.types if t not in topics]
    tail = _tail(group, worst, [*dict.fromkeys(also)])
    if predicates[1:]:
        return f"{subject}: {'; '.join(predicates)}{tail}."
    return f"{joined(subject, predicates[0], several=several)}{tail}."


def _tail(group: Sequence[_Told], worst: _Told, also: Sequence[str]) -> str:
    """What stands behind a statement: the request of a new method, the types, and classes that are touched with it."""
    shown = listed([f"`{name}`" for name in also])
    if worst.finding.rule == "endpoint-added":
        call = listed([spanned(o, [o]) for o in worst.finding.operations])
        return f": {call}" + (f", with {shown}" if shown else "")
    if worst.predicate in ("is new", "is gone"):
        return f", with {shown}" if shown else ""
    types = {types_of(one.finding) for one in group}
    same = types.pop() if len(types) == 1 else ""
    shown = listed([f"`{name}`" for name in also if name not in same])
    parts = [part for part in (same, shown) if part]
    return f" ({'; '.join(parts)})" if parts else ""


def _moved(finding: Finding) -> str:
    now = finding.message.removeprefix("is ").removesuffix(" now")
    return (
        f"calls {spanned(now, [now])} now, it called {spanned(finding.subject, [finding.subject])}"
    )


def _renamed(group: Sequence[_Told]) -> str:
    pairs = {one.topic.shown: renamed_to(one.finding) for one in group}
    first, *more = [f"{old} is called `{new}`" for old, new in pairs.items()]
    return f"{listed([f'{first} now', *more])}."


def _documented(report: Report, quiet: Sequence[Finding]) -> Entry:
    """All that is documented otherwise in one entry."""
    texts = [f for f in quiet if f.rule == "python-documentation-changed"]
    names = [topic_of(report, f).brief for f in quiet if f not in texts]
    shown = [listed(list(dict.fromkeys(names)), most=_MOST)] if names else []
    shown += [
        re.sub(r"(?<=the text of )(.*)", r"`\1`", f.message.removesuffix(" changed")) for f in texts
    ]
    text = f"Documented otherwise, without effect on code: {listed(shown)}."
    return Entry(heading="Changed", identity="documentation", text=text)
