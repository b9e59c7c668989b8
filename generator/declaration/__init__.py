"""What OpenAPI cannot say about a package: `client.yaml`.

In: its text, as a `Source`. Out: a frozen `Declaration`; and the text again, with the public names pinned in
it, or without old names that have had their time.
Refuses: unknown keys and values that make no package, each with its place.
"""

from generator.declaration.build import load
from generator.declaration.draft import draft
from generator.declaration.model import (
    Credential,
    Declaration,
    ErrorClass,
    Errors,
    Header,
    OperationOptions,
    Pinned,
    Waiver,
)
from generator.declaration.pins import write_names
from generator.declaration.renames import without_renamed

__all__ = [
    "Credential",
    "Declaration",
    "ErrorClass",
    "Errors",
    "Header",
    "OperationOptions",
    "Pinned",
    "Waiver",
    "draft",
    "load",
    "without_renamed",
    "write_names",
]
