"""What a docstring says about a type or a field: the description, and what is known besides.

In: a slot or a component. Out: text, not trusted, for `literals.docstring`. Refuses nothing.
"""

from __future__ import annotations

import json
from typing import Any

from generator.canonical import Schema
from generator.limits import in_words


def describe(schema: Schema, *, asks: bool) -> str:
    """The description with sentences about limits and deprecation, and the default if it `asks`.

    The default is the server's business: it says what a request without the field means.
    """
    text = str(schema.get("description") or "").strip()
    facts = in_words(schema)
    said = [", ".join(facts)] if facts else []
    if asks and "default" in schema:
        said.append(f"if left out, {_shown(schema['default'])}")
    if schema.get("deprecated") is True and "deprecated" not in text.lower():
        said.append("deprecated")
    sentences = " ".join(f"{part[0].upper()}{part[1:]}." for part in said)
    if not sentences:
        return text
    if not text:
        return sentences
    if "\n" in text:
        return f"{text}\n\n{sentences}"
    return f"{text}{'' if text[-1] in '.!?:' else '.'} {sentences}"


def _shown(value: Any) -> str:
    return _code(json.dumps(value, ensure_ascii=False))


def _code(text: str) -> str:
    """A CommonMark code span."""
    fence = "`"
    while fence in text:
        fence += "`"
    pad = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{pad}{text}{pad}{fence}"
