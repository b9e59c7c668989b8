"""YAML's syntax errors in words that help.

In: an error of PyYAML, by libyaml or in Python, and the text. Out: a `Fault` with the place to look
at and what to do. Refuses: nothing; an error that is not known here keeps PyYAML's words.
"""

from __future__ import annotations

import re

import yaml

from generator.source.yaml_tree import Fault

_HINTS = (
    (
        "found character that cannot start any token",
        "put the text in quotes: no plain text begins with @, ` or %",
    ),
    (
        "mapping values are not allowed",
        "indent the line like its siblings, or put a text that holds ': ' in quotes",
    ),
    ("block sequence entries are not allowed", "put the '- ' on a line of its own, below the key"),
    (
        "could not find expected ':'",
        "write ': ' behind the key; quote or indent a text that goes on for lines",
    ),
    (
        "did not find expected key",
        "indent this line like the keys above; quote a text that begins with a quote",
    ),
    (
        "expected <block end>",
        "indent this line like the keys above; quote a text that begins with a quote",
    ),
    (
        "did not find expected '-' indicator",
        "a list and keys cannot stand side by side: indent one of them",
    ),
    ("did not find expected ',' or", "close the bracket, or put a comma between the values"),
    ("found unexpected end of stream", "the quote that opens here is never closed"),
    (
        "found unknown escape character",
        'in double quotes write a backslash as "\\\\", or use single quotes',
    ),
    ("did not find expected node content", "write a value here, or close the bracket"),
    (
        "found unknown directive",
        "delete the line: '%' begins a directive, and none but %YAML and %TAG are known",
    ),
    ("incompatible YAML document", "delete the %YAML line, or write %YAML 1.2"),
)
_TAB = "indent with spaces: YAML does not allow tabs there"
_OTHERWISE = "correct the text here; any YAML editor marks the same place"


def fault(error: yaml.YAMLError, text: str) -> Fault:
    """The problem that a YAML error stands for."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Fault("invalid-yaml", f"this is not valid YAML: {error}", 0, _OTHERWISE)
    what = (error.problem or "it cannot be read").removesuffix(" in this context")
    mark = error.problem_mark
    if "end of stream" in what and error.context_mark is not None:
        mark = error.context_mark
    context = f" ({error.context})" if error.context and error.context.startswith("while") else ""
    hint = next((hint for start, hint in _HINTS if start in what), _OTHERWISE)
    if _tab_before(text, mark.index):
        what, context, hint = "a tab indents the line", "", _TAB
    return Fault("invalid-yaml", f"this is not valid YAML: {what}{context}", mark.index, hint)


def _tab_before(text: str, offset: int) -> bool:
    """Whether the indentation of the line holds a tab."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    indentation = re.compile(r"[ \t]*").match(text, start)
    return indentation is not None and "\t" in indentation[0]
