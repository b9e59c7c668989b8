"""The labels of a project's URLs, and which of them package indexes know.

In: a label as an author writes it. Out: the form by which indexes compare labels, and the one that they know it by, if
they do. Refuses nothing.

The rules are those of the packaging specifications, "Well-known Project URLs in Metadata".
"""

from __future__ import annotations

import string
from typing import Final

_IGNORED: Final = str.maketrans("", "", string.punctuation + string.whitespace)
_ALIASES: Final = {
    "homepage": ("homepage",),
    "source": ("source", "repository", "sourcecode", "github"),
    "download": ("download",),
    "changelog": ("changelog", "changes", "whatsnew", "history"),
    "releasenotes": ("releasenotes",),
    "documentation": ("documentation", "docs"),
    "issues": ("issues", "bugs", "issue", "tracker", "issuetracker", "bugtracker"),
    "funding": ("funding", "sponsor", "donate", "donation"),
}
_KNOWN: Final = {alias: name for name, aliases in _ALIASES.items() for alias in aliases}


def compared(label: str) -> str:
    """The label without punctuation and white space, in lower case: `Bug Tracker` is `bugtracker`."""
    return label.translate(_IGNORED).lower()


def well_known(label: str) -> str | None:
    """The well-known label that it stands for, as `compared` gives it: `docs` is `documentation`; None for others."""
    return _KNOWN.get(compared(label))
