"""What `watch` does: an API whose files were saved is generated again, and what changed in it is said in words.

In: a workspace and names of APIs. Out: files written as `generate` writes them, text on standard output, problems on
standard error; it ends with Ctrl-C. Refuses: to write where a stage found an error or a file was changed by hand, and
to go on when Specpress itself was changed, since the code that runs is no longer what the lock would say.

An API's files are those that it was made from, compared by their bytes: a save that changes none costs nothing, and
neither do names that were pinned by its own run.
"""

from __future__ import annotations

import gc
import hashlib
import os
import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from watchfiles import watch

from generator.changes import Outline, describe, outline
from generator.cli.commands import (
    alone,
    client_yaml_of,
    compiled,
    planned,
    refuse,
    summary,
    writes_of,
)
from generator.diagnostics import report, split_lines
from generator.fingerprint import CHANGELOG, CLIENT_YAML, TEMPLATES, files_in, own_hashes
from generator.inputs import Inputs
from generator.journal import CannotWrite, commit, recover
from generator.output import stored_lock
from generator.pipeline import Result, compile_api
from generator.settings import FILE as SETTINGS
from generator.verdict import Exit
from generator.workspace import DOCUMENTS, UsageError, Workspace

STEP = 10
"""Milliseconds without another save after which the files are read."""
DEBOUNCE = 50
"""Milliseconds after the first save after which they are read at the latest."""
LOOK = 1000
"""Milliseconds between two looks at files of which no event came."""
Digests = dict[Path, str]


@dataclass(slots=True)
class Watched:
    """One API: the bytes that were last read, and what was last written."""

    name: str
    seen: Digests = field(default_factory=dict)
    written: Outline | None = None
    unread: bool = False
    """Whether its files could not be read: a file that comes may be the one that is missing."""
    retry: bool = False
    """Whether the next save of any file is reason to try again: what stood in the way may be gone."""


def run_watch(workspace: Workspace, apis: Sequence[str]) -> Exit:
    """Bring the APIs in step, then watch until Ctrl-C."""
    workspace.pick(apis)
    try:
        _Watch(workspace, apis).run()
    except KeyboardInterrupt:
        _say("\nstopped watching")
    return Exit.FINE


class _Watch:
    """The APIs of one project; new folders in specs/ join if none were named."""

    def __init__(self, workspace: Workspace, apis: Sequence[str]) -> None:
        self.workspace = workspace
        self.picked = set(apis)
        self.watched: dict[str, Watched] = {}

    def run(self) -> None:
        """Each change of files, as the system tells it; and a look from time to time, for what it did not tell.

        Garbage is collected behind each change, not while somebody waits for it.
        """
        own_hashes()
        names = self._names()
        self._round(None)
        self._warm(names)
        gc.collect()
        gc.freeze()
        gc.disable()
        folders = [folder for folder in (self.workspace.specs, TEMPLATES) if folder.is_dir()]
        _say(f"watching specs/ ({', '.join(names) or 'no APIs yet'}); Ctrl-C ends it")
        for changes in watch(
            *folders, step=STEP, debounce=DEBOUNCE, rust_timeout=LOOK, yield_on_timeout=True
        ):
            paths = [Path(path) for _, path in changes]
            saved = _saved_at(paths)
            if any(path.is_relative_to(TEMPLATES) for path in paths):
                _forget()
                for api in self.watched.values():
                    api.retry = True
            self._round(saved if changes else None)
            if changes:
                gc.collect()

    def _names(self) -> list[str]:
        return [name for name in self.workspace.apis() if not self.picked or name in self.picked]

    def _warm(self, names: Sequence[str]) -> None:
        """Load what only changed schemas need, before the first of them is saved."""
        folders = (self.workspace.specs / name for name in names)
        any(compile_api(folder, self.workspace.shown(folder)).ok for folder in folders)

    def _round(self, saved: float | None) -> None:
        names = self._names()
        for name in sorted(self.watched.keys() - names):
            del self.watched[name]
            _say(f"{name}: is gone from specs/; its package is left alone")
        for name in names:
            api = self.watched.setdefault(name, Watched(name))
            paths = _files(self.workspace, name, None) if api.unread else api.seen
            with suppress(FileNotFoundError):
                now = _digests(paths)
                if now != api.seen or not api.seen or (saved and api.retry):
                    changed = [path for path in now if now[path] != api.seen.get(path)]
                    told = saved or (_saved_at(changed) if api.seen and changed else None)
                    self._again(api, told)

    def _again(self, api: Watched, saved: float | None) -> None:
        """Generate one API as its files are now; once more if they are saved meanwhile."""
        while True:
            before = _digests({*api.seen, *_files(self.workspace, api.name, None)})
            result = compiled(self.workspace, api.name)
            paths = _files(self.workspace, api.name, result.inputs)
            seen = {path: before.get(path) or _digest(path) for path in paths}
            api.seen, api.unread, api.retry = seen, result.inputs is None, True
            if not result.ok:
                api.retry = not api.unread
                self._tell_errors(api, result)
                return
            try:
                if self._write(api, result, saved):
                    return
            except CannotWrite as error:
                print(f"{api.name}: {error}", file=sys.stderr)
                return
            except OSError as error:
                reason = f"{error.strerror or error} ({error.filename})"
                print(f"{api.name}: {reason}; nothing more was written", file=sys.stderr)
                return

    def _write(self, api: Watched, result: Result, saved: float | None) -> bool:
        """Write what differs, and say it; False if the files that it was made from were saved meanwhile."""
        workspace = self.workspace
        with alone(workspace):
            if _digests(api.seen) != api.seen:
                return False
            made = planned(workspace, api.name, result)
            if made.hand_edits:
                refuse(workspace, [(made, change) for change in made.hand_edits])
                return True
            writes = list(writes_of(workspace, api.name, result, made))
            try:
                if writes:
                    commit(workspace.home, writes, keep=workspace.root)
            except KeyboardInterrupt:
                recover(workspace.home, workspace.root)
                raise
        took = (
            f"\n  written {_seconds(time.time() - saved)} after the save"
            if saved and writes
            else ""
        )
        client_yaml = client_yaml_of(workspace, api.name)
        for write in writes:
            if write.path == client_yaml:  # names were pinned in it
                api.seen[client_yaml] = _hash(write.content or b"")
        api.retry = False
        _say(f"{summary(workspace, api.name, result, made)}{took}")
        self._tell_changes(api, result)
        stored_lock(made.root)  # read now, and remembered: the next save need not wait for it
        return True

    def _tell_changes(self, api: Watched, result: Result) -> None:
        assert result.understood is not None
        now = outline(result.understood)
        if api.written is not None:
            size = shutil.get_terminal_size((100, 30))
            told = describe(api.written, now)
            for line in on_one_screen(told, max(size.lines - 5, 5), max(size.columns - 2, 40)):
                _say(f"  {line}")
        api.written = now

    def _tell_errors(self, api: Watched, result: Result) -> None:
        for problem in result.problems:
            if problem.severity == "error":
                print(report(problem, self._lines_of), end="\n\n", file=sys.stderr)
        print(f"{api.name}: nothing was written", file=sys.stderr, flush=True)

    def _lines_of(self, shown: str) -> Sequence[str]:
        """The lines of a file as they are now."""
        try:
            data = (self.workspace.root / shown).read_bytes()
        except OSError:
            return []
        return split_lines(data.decode("utf-8", "replace"))


def on_one_screen(sentences: Sequence[str], lines: int, width: int) -> list[str]:
    """As many sentences as there are lines, each cut to the width; the last line counts what is left out."""
    shown = sentences if len(sentences) <= lines else sentences[: lines - 1]
    cut = [said if len(said) <= width else f"{said[: width - 1]}…" for said in shown]
    left = len(sentences) - len(shown)
    return [*cut, f"… and {left} changes more"] if left else cut


def _files(workspace: Workspace, name: str, inputs: Inputs | None) -> set[Path]:
    """What an API is made from; where that is not known, since it could not be read, all that it may be made from."""
    folder = workspace.specs / name
    own = {folder / file for file in (*DOCUMENTS, CLIENT_YAML, CHANGELOG)}
    own.add(workspace.root / SETTINGS)
    if inputs is None:
        return own | set(files_in(workspace.specs))
    named = (workspace.root / source.path for source in inputs.documents.files.values())
    return own | {Path(os.path.normpath(path)) for path in named}


def _digests(paths: Iterable[Path]) -> Digests:
    return {path: _digest(path) for path in paths}


def _digest(path: Path) -> str:
    """The hash of a file; one of nothing for a file that is not there."""
    with suppress(OSError):
        return _hash(path.read_bytes())
    return "none"


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _saved_at(paths: Iterable[Path]) -> float:
    """When the last of the files was saved, as the disk says; now, if it does not."""
    now, times = time.time(), []
    for path in paths:
        with suppress(OSError):
            times.append(path.stat().st_ctime)
    last = max(times, default=now)
    return last if now - 60 < last <= now else now


def _forget() -> None:
    """Forget what was remembered of templates; raises `UsageError` if the code is no longer what runs."""
    ours = [module for name, module in sys.modules.items() if name.startswith("generator.")]
    before = own_hashes()
    for module in ours:
        for remembered in list(vars(module).values()):
            clear = getattr(remembered, "cache_clear", None)
            if callable(clear) and not isinstance(remembered, type):
                clear()
    now = own_hashes()
    if any(now[name] != before[name] for name in ("formatter", "generator", "runtime")):
        raise UsageError("specpress itself was changed: start watch again")


def _seconds(took: float) -> str:
    return f"{took * 1000:.0f} ms" if took < 1 else f"{took:.1f} s"


def _say(text: str) -> None:
    print(text, flush=True)
