"""Documents in, with the place of everything in them.

In: YAML or JSON text, or the path of an entry document. Out: `Source`s of plain JSON data in which
every value and key knows file, line and column. Refuses: what is not JSON in either notation, and
references to anything but files below the entry's folder.
"""

from generator.source.load import load, read
from generator.source.pointer import escape, format_pointer, parse_pointer
from generator.source.tree import At, Key, Source, SourceSet, parse

__all__ = [
    "At",
    "Key",
    "Source",
    "SourceSet",
    "escape",
    "format_pointer",
    "load",
    "parse",
    "parse_pointer",
    "read",
]
