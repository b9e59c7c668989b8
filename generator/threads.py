"""The half of the runtime that runs in threads, made of the half that runs in tasks.

In: the text of `runtime/tasks.py`. Out: that of `_runtime/threads.py`: the same statements, without waiting for them,
and with the names that such things have where nothing is awaited (`AsyncIterator` is `Iterator`, `aclose` is `close`,
`sleep_async` is `sleep`). So the two clients cannot differ. Refuses, with `ValueError`: text in which something is left
that only tasks can do.
"""

from __future__ import annotations

import re

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
ONLY_TASKS = re.compile(r"async|await|\banyio\b|\baiter\b|\banext\b", re.IGNORECASE)


def in_threads(text: str) -> str:
    """Return a module that does in threads what `text` does in tasks; its lines are not yet as a formatter leaves them.

    Raises:
        ValueError: Something in it cannot be said for threads.
    """
    code = text.partition("from __future__")[2]
    for pattern, instead in RULES:
        code = re.sub(pattern, instead, code)
    if left := ONLY_TASKS.search(code):
        line = code[code.rfind("\n", 0, left.start()) + 1 :].partition("\n")[0]
        raise ValueError(f"runtime/{TASKS} says what has no form in threads: {line.strip()}")
    return f"{HEADER}\n\nfrom __future__{code}"


HEADER = '''"""Calls with I/O in threads. Made of `tasks`, which says more.

In: operations and arguments. Out: responses. Refuses, by raising: everything in `errors`.
"""'''
