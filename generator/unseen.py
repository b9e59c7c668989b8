"""Characters that cannot be seen, or change how others are seen, made visible.

In: text. Out: the same with escapes or numbers in their place. Refuses nothing.
"""

from __future__ import annotations

import re
from functools import lru_cache

UNSEEN = re.compile(
    # Written out, since the categories of Unicode differ between versions of Python and the output
    # must not: controls, separators other than the space, format and bidi characters, fillers,
    # surrogates, private use, variation selectors, tags, noncharacters.
    "[\x00-\x1f\x7f-\xa0\xad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u1680"
    "\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U0010ffff]"
)
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def escaped(text: str) -> str:
    """With Python's escapes for what cannot be seen."""
    return UNSEEN.sub(lambda found: _in_python(found[0]), text)


def _in_python(character: str) -> str:
    point = ord(character)
    if character in _SHORT:
        return _SHORT[character]
    return f"\\x{point:02x}" if point < 0x100 else _by_number(point)


def _by_number(point: int) -> str:
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def escaped_for_toml(text: str) -> str:
    """With TOML's escapes (TOML 1.0, "String")."""
    return UNSEEN.sub(lambda found: _in_toml(found[0]), text)


def _in_toml(character: str) -> str:
    return _SHORT.get(character) or _by_number(ord(character))


def named(text: str) -> str:
    """With the numbers of what cannot be seen: `U+200B`."""
    return UNSEEN.sub(lambda found: f"U+{ord(found[0]):04X}", text)


@lru_cache(maxsize=8192)
def lines(text: str) -> str:
    """The same for a text of several lines, which end with LF; tabs are spaces."""
    split = re.sub(r"\r\n?", "\n", text).expandtabs(4).split("\n")
    return "\n".join(named(line) for line in split)
