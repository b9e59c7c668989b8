"""All writes of one run as one change: wholly done or not done at all, wherever the run is killed.

In: absolute paths with their new bytes (or None: delete), the project's root, and `.specpress` in it.
Out: the tree. Refuses, before anything changed, with `CannotWrite`: a folder where a file must go, a file where a
folder must be, a folder that cannot be written to, a full disk, a link that leads out of the project.

A change goes through four stages; a kill may end each:

1. `journal/<id>/plan.json` says what will be made: from here on, `recover` goes back.
2. Every new content is written and synced beside its target, as `.specpress-<id>-<n>`, in folders made for it. All that
   needs room on the disk happens here, so that a full disk is found before the change is decided.
3. `plan.json` is renamed to `manifest.json`: the change is decided, and `recover` goes forward.
4. The new files are renamed onto their targets; deletions follow; folders that these emptied go; then the journal goes.

A target whose bytes are neither the old nor the new ones was changed by someone since the change was planned: it is
left as it is, and `check` tells. A target that is itself a link is replaced, not followed.
"""

from generator.journal.disk import CannotWrite
from generator.journal.transaction import Write, commit, recover
from generator.journal.turn import exclusive

__all__ = ["CannotWrite", "Write", "commit", "exclusive", "recover"]
