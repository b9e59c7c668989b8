"""A finding in the words of those who use the package.

In: a finding. Out: what it is about, what is so of it, why, and what to do: CommonMark. Refuses nothing: what is not a
name of the package is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from generator.diff.finding import Finding, Report
from generator.diff.formats.words import plain
from generator.limits import code_span

_MARKUP = re.compile(r"[\\`*\[\]~@#|]|<(?=[A-Za-z!?/])|(?<=--)>|(?<!\w)_|_(?!\w)")
"""CommonMark, and mentions; a `<` that begins no tag is no markup, a `>` only where it could end a comment."""
_VALUE = re.compile(r"(?:request|answer) \w|(?:body|\w+ parameter \S+) of |[A-Z]+ /")
"""Subjects that a Python name stands for."""
_TYPE = re.compile(r"\w+|[A-Z]\w*\.[a-z]\w*")
"""A class; a group of calls, as the client has it: `Shop.admin`."""
_NAME = re.compile(r"[\w.]+(?:\(\w+\))?")
_CALLED = re.compile(rf"({_NAME.pattern}) is called {_NAME.pattern} now")
_VERBS = {
    "is": "are",
    "has": "have",
    "may": "may",
    "need": "need",
    "comes": "come",
    "needs": "need",
    "takes": "take",
    "calls": "call",
}
"""Of one thing, of several."""
_VERB = re.compile(rf"(?:{'|'.join(_VERBS)}) ")
_ENUM_VALUE = re.compile(r"the value (.+) is (new|gone)")
_OBVIOUS = frozenset(
    {
        "nothing has to use it",
        "nothing has to call it",
        "code that uses the old name fails",
        "environments that pin it otherwise have to move with it",
    }
)
_SAME = re.compile(r"(all that|calls that) .* (still|stay)")
"""Reasons why nobody has to care; an addition says so by being one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What an entry is about."""

    name: str
    """As findings name it: `Order.note`, `orders.list(limit)`."""
    shown: str
    """CommonMark: its name, and in brackets the argument by which it is given."""
    brief: str = ""
    """CommonMark: its name alone."""
    owner: str = ""
    """What it is a part of: `Order`, `orders.list`; empty for what stands alone."""
    member: str = ""
    """Its name in that: `note`; empty for what is no field of a class."""
    types: tuple[str, ...] = ()
    """Classes that are touched with it."""

    @property
    def is_field(self) -> bool:
        """Whether it is a field of a class."""
        return bool(self.member)

    @property
    def stem(self) -> str:
        """What it shares with names that are made of the same; itself, for a part of something."""
        return self.name if self.owner else stem(self.name)


def topic_of(report: Report, finding: Finding) -> Topic:
    """What a finding is about: a Python name where one stands for it, else the document's words."""
    if finding.subject == report.package:
        return Topic(name=finding.subject, shown="The package", brief="the package")
    if finding.side == "python":
        return _named(finding.subject, finding)
    if renamed_to(finding) and (called := _CALLED.match(finding.why)):
        return _named(called[1], finding)
    if finding.python and _VALUE.match(finding.subject) and not _is_status(finding):
        return _named(finding.python[0], finding)
    names = [name for name in finding.python if name != "Response.headers"]
    shown = escaped(finding.subject)
    also = f" ({listed([span(n) for n in names])})" if names else ""
    capital = f"{shown[:1].upper()}{shown[1:]}"
    own = finding.subject
    return Topic(name=own, shown=f"{capital}{also}", brief=f"{shown}{also}", owner=own)


def _is_status(finding: Finding) -> bool:
    """Whether it is about one of the answers of a method, as a whole."""
    return re.search(r"-status-(added|removed)$", finding.rule) is not None


def _named(name: str, finding: Finding) -> Topic:
    own = name.removesuffix("()")
    others = [one for one in finding.python if one != name]
    aliases = [one for one in others if one.endswith(")") and not name.endswith(")")]
    to = _written(finding) or re.sub(r"^(import|install) ", "", finding.action)
    types = tuple(one for one in others if _TYPE.fullmatch(one) and one != to)
    given = f" ({listed([span(one) for one in aliases])})" if aliases else ""
    brief = span(own)
    if own != name and finding.subject.startswith("answer "):
        return Topic(name=name, shown=f"What {brief} returns", brief=brief, types=types)
    if name.endswith(")"):
        owner = name.partition("(")[0] if own == name else ""
        return Topic(name=own, shown=brief, brief=brief, owner=owner, types=types)
    owner, _, member = name.rpartition(".")
    if _ENUM_VALUE.match(finding.message):
        types = ()
    member = member if owner[:1].isupper() else ""
    return Topic(
        name=name, shown=f"{brief}{given}", brief=brief, owner=owner, member=member, types=types
    )


def gone_once(report: Report, findings: Iterable[Finding]) -> list[Finding]:
    """The findings; of those that one name is gone, for requests and for answers, one that says what to do in both."""
    kept: list[Finding] = []
    first: dict[str, int] = {}
    for finding in findings:
        own = topic_of(report, finding).name
        is_gone = finding.severity == "breaking" and predicate_of(finding) == "is gone"
        index = first.setdefault(own, len(kept)) if is_gone else len(kept)
        if index == len(kept):
            kept.append(finding)
        elif finding.action not in kept[index].action:
            where = f"in {finding.side}s " if finding.side in ("request", "answer") else ""
            both = f"{kept[index].action}, and {where}{finding.action}"
            kept[index] = replace(kept[index], action=both)
    return kept


def predicate_of(finding: Finding) -> str:
    """What is so of it, in CommonMark; one word for all that is new, and for all that is gone."""
    if renamed := renamed_to(finding):
        return f"is called `{renamed}` now"
    message = finding.message
    if found := _ENUM_VALUE.fullmatch(message):
        return f"is {found[2]}"
    if message == "is new, and may be left out":
        return "is new"
    if finding.rule == "python-files-changed":
        paths = message.removesuffix(" changed").split(", ")
        return f"comes with another {listed([span(path) for path in paths])}"
    if finding.side == "python":
        _, of, last = message.rpartition(" of ")
        return spanned(message, [*finding.python, last] if of else finding.python)
    return escaped(message)


def renamed_to(finding: Finding) -> str | None:
    """The new name, where that is all that changed: breaks if nothing is kept for the old one."""
    is_kept = finding.rule == "python-name-deprecated"
    if finding.rule in ("python-old-name-removed", "python-name-reused") or not (
        is_kept or finding.severity == "breaking"
    ):
        return None
    return _written(finding)


def _written(finding: Finding) -> str | None:
    verb, _, name = finding.action.partition(" ")
    return name if verb == "write" and _NAME.fullmatch(name) else None


def types_of(finding: Finding) -> str:
    """`str` → `int`, in code spans; empty where the type stayed, or the message says it."""
    if not (finding.was and finding.now) or "`" in finding.message:
        return ""
    return f"{span(finding.was)} → {span(finding.now)}"


def why_of(finding: Finding, heading: str) -> str:
    """Why it matters; empty where the statement says it."""
    told = heading in ("Removed", "Added") or (heading == "Changed" and renamed_to(finding))
    if told or finding.why in _OBVIOUS or (_SAME.match(finding.why) and not finding.action):
        return ""
    return finding.why


def action_of(finding: Finding) -> str:
    """What to do about it, in CommonMark."""
    if written := _written(finding):
        return f"write `{written}`"
    return spanned(finding.action, finding.python)


def spanned(text: str, names: Sequence[str]) -> str:
    """Text with names as code, and the rest escaped; what stands in backticks is code already."""
    known = "|".join(re.escape(name) for name in sorted({*names}, key=len, reverse=True) if name)
    if not known:
        return escaped(text)
    pattern = re.compile(rf"`[^`]*`|(?<![\w.\"'/])(?:{known})(?![\w.\"'/]*\w)")
    out, at = "", 0
    for found in pattern.finditer(text):
        out += escaped(text[at : found.start()]) + span(found[0].strip("`"))
        at = found.end()
    return out + escaped(text[at:])


def span(text: str) -> str:
    """Text as code, on one line; a comment cannot begin in it, for those who look for comments by their beginning."""
    return code_span(plain(text).replace("<!--", "<! --"))


def escaped(text: str) -> str:
    """Text that is no CommonMark, on one line; what stands in backticks is code."""
    parts = re.split(r"`([^`]*)`", plain(text))
    return "".join(
        span(part) if odd % 2 and part else _MARKUP.sub(r"\\\g<0>", part)
        for odd, part in enumerate(parts)
    )


def listed(shown: Sequence[str], *, most: int = 0) -> str:
    """`a`, `a and b`, `a, b and c`; of more than `most`, if that is not 0, only how many more there are."""
    if most and len(shown) > most + 1:
        return f"{', '.join(shown[:most])} and {len(shown) - most} more"
    return " and ".join([*([", ".join(shown[:-1])] if shown[1:] else []), *shown[-1:]])


def sentence(text: str) -> str:
    """With a capital, and a full stop."""
    return f"{text[:1].upper()}{text[1:]}."


def stem(name: str) -> str:
    """What a class shares with those that are made of the same: `Status` for `StatusLike`, `AsyncStatus`."""
    return re.sub(r"^Async(?=[A-Z])|(Like|Input)$", "", name)


def joined(subject: str, predicate: str, *, several: bool) -> str:
    """Subject and predicate as a sentence; what is a sentence by itself stands behind a colon."""
    if not _VERB.match(predicate):
        return f"{subject}: {predicate}"
    verb, _, rest = predicate.partition(" ")
    rest = rest.replace("an old name of ", "old names of ") if several else rest
    return (
        f"{subject} {_VERBS.get(verb, verb) if several else verb} {them(rest) if several else rest}"
    )


def them(words: str) -> str:
    """The same of several things."""
    return re.sub(r"\bit\b(?! (?:is|was|works))", "them", words)
