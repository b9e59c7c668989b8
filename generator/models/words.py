"""What a docstring says about a type or a field: the description, and what is known besides.

In: a slot or a component. Out: text, not trusted, for `literals.docstring`. Refuses nothing.
"""

from __future__ import annotations

import json

from generator.canonical import Schema
from generator.limits import code_span, in_words


def of_none(slot: Schema, *, needed: bool) -> str:
    """What None does in a field of a request, where neither its type makes that plain nor its description says it."""
    options = slot.get("anyOf", [slot])
    kinds = {option.get("type", "$ref" if "$ref" in option else None) for option in options}
    if None in kinds or needed:
        return ""
    if "null" not in kinds:
        return "`None` is refused"
    return "" if "null" in str(slot.get("description")) else "`None` sends null"


def describe(schema: Schema, *, asks: bool, none: str = "") -> str:
    """The description with sentences about limits, null and deprecation; patterns and the default if it `asks`.

    The default is the server's business: it says what a request without the field means.
    """
    text = str(schema.get("description") or "").strip()
    facts = in_words(schema, patterns=asks)
    said = [", ".join(facts)] if facts else []
    if asks and "default" in schema:
        said.append(f"if left out, {code_span(json.dumps(schema['default'], ensure_ascii=False))}")
    if schema.get("deprecated") is True and "deprecated" not in text.lower():
        said.append("deprecated")
    said += [none] if none else []
    sentences = " ".join(f"{part[0].upper()}{part[1:]}." for part in said)
    if not sentences:
        return text
    if not text:
        return sentences
    if "\n" in text:
        return f"{text}\n\n{sentences}"
    return f"{text}{'' if text[-1] in '.!?:' else '.'} {sentences}"
