"""The half of the runtime that runs in threads, made of the half that runs in tasks.

In: the text of `runtime/tasks.py`. Out: that of `_runtime/threads.py`: the same statements, without waiting for them,
and with the names that such things have where nothing is awaited (`AsyncIterator` is `Iterator`, `aclose` is `close`,
`sleep_async` is `sleep`). So the two clients cannot differ. Refuses, with `ValueError`: text in which something is left
that only tasks can do.
"""

from __future__ import annotations

import re
from io import StringIO
from tokenize import generate_tokens

TASKS, THREADS = "tasks.py", "threads.py"
RULES = (
    (r"\basync (?=(?:def|with|for)\b)", ""),
    (r"(?<![\w\]])\(await ((?:\w|\.)+\([^()]*\))\)", r"\1"),
    (r"\bawait (?=\w)", ""),
    (r"(?:\b|(?<=\bAbstract))Async(?=[A-Z])", ""),
    (r"\basync(?=contextmanager\b)", ""),
    (r"\ba(?=close\b|closing\b|iter_)", ""),
    (r"(?<=[a-z])_async\b", ""),
    (r"\btasks of one event loop\b", "threads"),
)
"""What is left out or called otherwise, in code and in docstrings."""
ONLY_TASKS = re.compile(
    r"async|await|\banyio\b|\ba(iter|next|read|send|throw)\b|\b__a\w+__|coroutine|task_?group"
    r"|\bcancelled(?!_caught)",
    re.IGNORECASE,
)
"""What says, where it is left, that a line has no form in threads."""


def in_threads(text: str) -> str:
    """Return a module that does in threads what `text` does in tasks; its lines are not yet as a formatter leaves them.

    Raises:
        ValueError: Something in it cannot be said for threads.
    """
    code = text.partition("from __future__")[2]
    words = {token.string for token in generate_tokens(StringIO(text).readline)}
    if twins := [word for word in sorted(words) if f"{word}_async" in words]:
        raise ValueError(f"runtime/{TASKS}: {twins[0]} and {twins[0]}_async are one in threads")
    for pattern, instead in RULES:
        code = re.sub(pattern, instead, code)
    if left := ONLY_TASKS.search(code):
        line = code[code.rfind("\n", 0, left.start()) + 1 :].partition("\n")[0]
        raise ValueError(f"runtime/{TASKS} says what has no form in threads: {line.strip()}")
    return f"{HEADER}\n\nfrom __future__{code}"


HEADER = '''"""Calls with I/O in threads. Specpress makes this file of `tasks`: what is to change, changes there.

In: operations and arguments. Out: responses. Refuses, by raising: everything in `errors`.
"""'''
