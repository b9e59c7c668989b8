"""The words of a wire text, and the ways to join them.

In: any text that stands in an API document. Out: its words, or one text in snake, Pascal or upper case. Refuses
nothing: every text has at least one word.

    appID -> app ID        HTTPServer -> HTTP Server     addressLine2 -> address Line2    userIDs -> user IDs
    order.id -> order id   filter[state] -> filter state $ref -> ref     @type -> type    +1 -> plus 1    -1 -> minus 1
    GMT+0 -> GMT plus 0    GMT-0 -> GMT 0                GMT0 -> GMT0    "" -> empty      größe -> größe

A hyphen is a minus only where the text begins with it (`-created` as a sort order). What is no letter or digit and no
separator is spelled out by its Unicode name. All text is NFKC, as Python reads identifiers (reference, section 2.3).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

EMPTY = "empty"

_SPELLED = {
    "+": "plus",
    "-": "minus",
    "*": "star",
    "&": "and",
    "@": "at",
    "#": "hash",
    ".": "dot",
    "\N{FRACTION SLASH}": "over",
    "/": "slash",
    "_": "underscore",
}
"""Shorter than the Unicode name: `full stop`, `low line`."""

_SILENT_CATEGORIES = {"Cc", "Cf", "Zs", "Zl", "Zp", "Pd", "Ps", "Pe", "Pi", "Pf", "Pc", "Mn", "Me"}
_SILENT = frozenset(".,:;'\"/\\|~?!`^")
_NAME_FILLER = {"SIGN", "MARK"}

_ONE_WORD = {
    "OAuth": "Oauth",
    "OpenAPI": "Openapi",
    "GraphQL": "Graphql",
    "IPv4": "Ipv4",
    "IPv6": "Ipv6",
    "iOS": "Ios",
    "macOS": "Macos",
}
"""Spellings of standards and platforms that lower case would tear apart: `oauth2_token`, not `o_auth2_token`."""
_ONE_WORD_PATTERN = re.compile("|".join(_ONE_WORD))

# The texts are matched by the classes of their characters: U upper case, l other letters, s the letter s, d digits.
_WORD = re.compile(
    r"U{2,}s(?![lsd])"  # IDs, URLs
    r"|[Ud]+(?=U[ls])"  # HTTP before Server, SHA256 before Sum
    r"|[Ud]+(?![Ulsd])"  # ID, B2B, 2FA
    r"|U?[lsd]+"  # Line2, oauth2, 1st
    r"|U+[lsd]*"  # MD5hash
)


@lru_cache(maxsize=16384)
def words(text: str) -> tuple[str, ...]:
    """The words of `text` as they are written; at least one."""
    text = _nfkc(text)
    if not text:
        return (EMPTY,)
    found = _split(_spelled(text, everything=False))
    return found or _split(_spelled(text, everything=True)) or (_code_points(text),)


def snake(text: str) -> str:
    """`appID` as `app_id`."""
    return _nfkc("_".join(words(_whole(text))).lower())


def upper(text: str) -> str:
    """`appID` as `APP_ID`."""
    return _nfkc("_".join(words(_whole(text))).upper())


def pascal(text: str) -> str:
    """`app_id` as `AppId`; capitals inside words stay (PEP 8: `HTTPServer`), except in all-capital text (`SOME_ID`)."""
    parts = words(text)
    shouted = len(parts) > 1 and text.upper() == text
    return _nfkc("".join(_capital(part.lower() if shouted else part) for part in parts))


def _whole(text: str) -> str:
    return _ONE_WORD_PATTERN.sub(lambda found: _ONE_WORD[found[0]], text)


def _capital(word: str) -> str:
    return word[:1].upper() + word[1:]


def _nfkc(text: str) -> str:
    """NFKC, until it stands still: changing case can undo it."""
    if text.isascii():
        return text
    for _ in range(3):
        text = unicodedata.normalize("NFKC", text)
    return text


def _spelled(text: str, *, everything: bool) -> str:
    """`text` with each character that cannot stand in an identifier as a space or as its spelled name.

    Unless `everything` is spelled, separators are spaces, and so are `$` and `@` at the beginning.
    """
    if text.isascii() and text.isidentifier() and not everything:
        return text.replace("_", " ")
    out: list[str] = []
    body = text if everything else text.lstrip("$@")
    for position, char in enumerate(body):
        leading_minus = char == "-" and position == 0
        follows = bool(out) and not out[-1].endswith(" ")
        if char != "_" and ("a" + char).isidentifier() and (follows or not _is_mark(char)):
            out.append(char)
        elif not everything and not leading_minus and _is_silent(char):
            out.append(" ")
        else:
            out.append(f" {_name(char)} ")
    return "".join(out)


def _is_mark(char: str) -> bool:
    return unicodedata.category(char).startswith("M")


def _is_silent(char: str) -> bool:
    return char in _SILENT or unicodedata.category(char) in _SILENT_CATEGORIES


def _name(char: str) -> str:
    if char in _SPELLED:
        return _SPELLED[char]
    name = re.sub(r"[^A-Z0-9]+", " ", unicodedata.name(char, "")).split()
    kept = [word for word in name if word not in _NAME_FILLER] or name
    return " ".join(kept).lower() or _code_points(char)


def _code_points(text: str) -> str:
    return "".join(f"u{ord(char):x}" for char in text[:8])


def _split(text: str) -> tuple[str, ...]:
    return tuple(
        chunk[found.start() : found.end()]
        for chunk in text.split()
        for found in _WORD.finditer("".join(map(_class_of, chunk)))
    )


def _class_of(char: str) -> str:
    if char.isupper() or char.istitle():
        return "U"
    if char.isdecimal():
        return "d"
    return "s" if char == "s" else "l"
