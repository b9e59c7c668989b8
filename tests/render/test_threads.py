"""The half of the runtime for threads, as it is made of the half for tasks."""

from __future__ import annotations

import ast

import pytest

from generator.pipeline import runtime_files
from generator.threads import TASKS, THREADS, in_threads

START = "from __future__ import annotations\n"


@pytest.mark.parametrize(
    ("tasks", "threads"),
    [
        ("async def a():\n    await b()", "def a():\n    b()"),
        ("async with a, b:\n    pass", "with a, b:\n    pass"),
        ("async for a in b:\n    pass", "for a in b:\n    pass"),
        ("class AsyncCaller(Base): pass", "class Caller(Base): pass"),
        (
            "x: AbstractAsyncContextManager[AsyncIterator[T]]",
            "x: AbstractContextManager[Iterator[T]]",
        ),
        ("@asynccontextmanager", "@contextmanager"),
        ("aclosing(a.aiter_bytes())", "closing(a.iter_bytes())"),
        ("await a.aclose()", "a.close()"),
        ("await sleep_async(1)", "sleep(1)"),
        ("with lock_async:", "with lock:"),
        ("x = (await self.made(a, b)).call", "x = self.made(a, b).call"),
        ("x = A[T](await self.made(a))", "x = A[T](self.made(a))"),
        ("a.close(), b.parse(), c.iterable", "a.close(), b.parse(), c.iterable"),
    ],
)
def test_what_a_line_becomes(tasks, threads):
    assert in_threads(START + tasks).partition(START)[2] == threads


@pytest.mark.parametrize(
    "line",
    [
        "await (a)",
        "anyio.sleep(1)",
        "aiter(x)",
        "x.aread()",
        "x.__aenter__()",
        "asyncio.run(x)",
        "x_async_y = 1",
        "except CancelledError: pass",
        "TaskGroup()",
        "x: Coroutine[Any, Any, T]",
    ],
)
def test_what_threads_cannot_do_is_refused(line):
    with pytest.raises(
        ValueError, match=r"runtime/tasks\.py says what has no form in threads: "
    ) as caught:
        in_threads(f"{START}x = 1\n{line}\ny = 2\n")
    assert str(caught.value).endswith(f": {line}")


def test_two_names_that_would_be_one_are_refused():
    with pytest.raises(ValueError, match="sleep and sleep_async are one in threads"):
        in_threads(f"{START}sleep = 1\nsleep_async = 2\n")
    in_threads(f'{START}"""How to sleep."""\nsleep_async = 2\n')


def test_both_halves_have_the_same_parts():
    """Each class and function of the one is in the other, with as many statements."""

    def parts(name):
        tree = ast.parse(runtime_files()[name])
        defined = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
        found = [n for n in ast.walk(tree) if isinstance(n, defined)]
        return [
            (
                n.name.removeprefix("Async").removesuffix("_async"),
                sum(isinstance(s, ast.stmt) for s in ast.walk(n)),
            )
            for n in found
        ]

    assert parts(THREADS) == parts(TASKS) != []
