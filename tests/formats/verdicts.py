"""The verdicts that the tests print: one API each, small, named for what it shows."""

from generator.diagnostics import Place, Problem
from generator.verdict import ApiVerdict, Cause, Change, Effects, Exit, FileVerdict, NextRelease

SPEC = "specs/wix-orders/openapi.yaml"
PACKAGE = "generated/wix-orders"
MODELS = f"{PACKAGE}/src/wix_orders/models.py"
README = f"{PACKAGE}/README.md"
RUNTIME = "src/wix_orders/_runtime/flow.py"
GENERATE = "specpress generate wix-orders"
MODELS_DIFF = f"""\
--- {MODELS}
+++ {MODELS} (fresh)
@@ -40,2 +40,3 @@
 class Order(Model):
-    number: int
+    number: str
+    status: str
"""
README_DIFF = f"""\
--- {README}
+++ {README} (fresh)
@@ -3 +3 @@
-- `orders.get`
+- `orders.get_order`
"""
TEXTS = {
    SPEC: [
        "paths:",
        "  /orders/{id}:",
        "    get: {operationId: list}",
        "    put: {operationId: list}",
    ],
}


def lines_of(path):
    return TEXTS.get(path, [])


def verdict(code=Exit.DRIFT, **facts):
    defaults = {
        "api": "wix-orders",
        "package": PACKAGE,
        "proof": "regenerated",
        "operations_in": 1,
        "operations_out": 1,
        "file_count": 32,
        "fix": "" if code is Exit.FINE else GENERATE,
    }
    return ApiVerdict(exit=code, **(defaults | facts))


def models(cause):
    return FileVerdict(path=MODELS, cause=cause, line=41, added=2, removed=1, diff=MODELS_DIFF)


def readme(cause):
    return FileVerdict(path=README, cause=cause, line=3, added=12, removed=1, diff=README_DIFF)


NOTHING = Effects()
CALLS = Effects(behaviour=(RUNTIME,))
NAMES = Effects(
    names=(
        Change(severity="breaking", name="Lead", said="is gone"),
        Change(severity="breaking", name="Order.number", said="is `str`, was `int`"),
        Change(
            severity="addition",
            name="orders.get_order",
            said="is new: GET /orders/{id}, returns Order",
        ),
    )
)
MANY = Effects(
    names=tuple(
        Change(severity="addition", name=f"Order.note_{n}", said="is new: str | None, optional")
        for n in range(9)
    ),
    behaviour=("src/wix_orders/_runtime/flow.py", "src/wix_orders/_runtime/plan.py"),
)


def changed(cause, for_users=NAMES, **facts):
    """Two files of one cause."""
    return verdict(files=(models(cause), readme(cause)), for_users=for_users, **facts)


def at(line, column, file=SPEC):
    return Place(file, line, column)


TWICE = Problem(
    "duplicate-operation-id",
    "operationId 'list' is used twice",
    (at(4, 10), at(3, 10)),
    "give one of the two operations an operationId of its own",
)
NOWHERE = Problem(
    "parameter-nowhere",
    "the path has {id}, but no parameter [id](x)",
    (at(2, 3),),
    "declare it",
)
NOTE = Problem("merged", "allOf is merged", (at(1, 1),), "nothing to do", severity="note")
PLACELESS = Problem("no-server", "no server is named", (), "add servers")

TOO_LOW = Problem(
    "version-too-low",
    "0.1.1 is too low for the next release: since 0.1.0: answer Order.note is gone",
    (at(2, 10, "specs/low/client.yaml"),),
    "write version: 0.2.0 (or more); specpress diff low tells all that changed",
)
DAMAGED = Problem(
    "damaged-record",
    "this is not what was recorded when 0.1.0 was released",
    (at(1, 1, "specs/damaged/released/openapi.yaml"),),
    "take the file back",
)


def released(api, code=Exit.FINE, **facts):
    """A verdict with a next release."""
    defaults = {"released": "0.1.0", "declared": "0.1.0", "bump": "none"}
    files = {} if code is Exit.FINE else {"files": (models(Cause.SPEC),), "for_users": NAMES}
    facts = NextRelease(**(defaults | facts))
    return verdict(code, api=api, package=f"generated/{api}", next_release=facts, **files)


IN_STEP = verdict(Exit.FINE, proof="hashes")

CAUSES = {
    Cause.SPEC: changed(Cause.SPEC, changed=((Cause.SPEC, SPEC),)),
    Cause.DECLARATION: changed(Cause.DECLARATION, unpinned=True),
    Cause.TEMPLATE: changed(Cause.TEMPLATE, NOTHING),
    Cause.RUNTIME: changed(Cause.RUNTIME, CALLS),
    Cause.GENERATOR: changed(Cause.GENERATOR, NOTHING),
    Cause.TOOL: changed(
        Cause.TOOL,
        code=Exit.TOOL,
        tools=(("ruff", "0.17.5", "0.17.6"),),
        fix=f"install the pinned tools (make setup), or take the new ones: {GENERATE}",
    ),
    Cause.FORMATTER: changed(Cause.FORMATTER, NOTHING),
    Cause.HAND_EDIT: verdict(
        Exit.HAND_EDIT,
        files=(models(Cause.HAND_EDIT),),
        fix=f"put the change into the spec, client.yaml or templates/, then {GENERATE} --force",
    ),
    Cause.MISSING: verdict(
        files=(
            FileVerdict(path=MODELS, cause=Cause.MISSING, added=1, diff="@@ -0,0 +1 @@\n+X = 1\n"),
        )
    ),
    Cause.STALE: verdict(
        files=(
            FileVerdict(
                path=f"{PACKAGE}/old.py", cause=Cause.STALE, removed=1, diff="@@ -1 +0,0 @@\n-X\n"
            ),
        )
    ),
    Cause.UNKNOWN: verdict(
        files=(FileVerdict(path=f"{PACKAGE}/notes.txt", cause=Cause.UNKNOWN),),
        fix="remove or git-ignore the unknown files",
    ),
    Cause.LINE_ENDINGS: verdict(files=(FileVerdict(path=README, cause=Cause.LINE_ENDINGS),)),
    Cause.UNMERGED: verdict(files=(readme(Cause.UNMERGED),)),
}

CASES = {
    "in step": [IN_STEP],
    "in step by regenerating": [
        verdict(Exit.FINE, operations_in=4, operations_out=2, problems=(NOTE,))
    ],
    **{str(cause): [one] for cause, one in CAUSES.items()},
    "lock stale": [
        verdict(
            stale_lock=(
                (Cause.TEMPLATE, "templates/package/README.md.jinja"),
                (Cause.SPEC, "specs/wix-orders/openapi.yaml"),
                (Cause.SPEC, "specs/wix-orders/common.yaml"),
            )
        )
    ],
    "tools only": [
        verdict(
            Exit.TOOL,
            tools=(("ruff", "0.17.5", "0.17.6"), ("datamodel-code-generator", "", "0.89.0")),
        )
    ],
    "bad input": [
        verdict(
            Exit.BAD_INPUT,
            problems=(NOTE, TWICE, PLACELESS, NOWHERE),
            fix="mend what is listed above, then specpress generate wix-orders",
        )
    ],
    "many": [
        verdict(
            files=(
                *(
                    FileVerdict(
                        path=f"{PACKAGE}/many_{n:02}.py", cause=Cause.RUNTIME, added=n, removed=1
                    )
                    for n in range(33)
                ),
                models(Cause.SPEC),
            ),
            for_users=MANY,
            changed=(
                (Cause.RUNTIME, "generator/runtime/"),
                (Cause.TEMPLATE, "templates/package/README.md.jinja"),
                (Cause.SPEC, SPEC),
                (Cause.DECLARATION, "specs/wix-orders/client.yaml"),
            ),
        )
    ],
    "three apis": [
        verdict(
            api=name,
            package=f"generated/{name}",
            files=tuple(
                FileVerdict(
                    path=f"generated/{name}/{n}.py", cause=Cause.RUNTIME, added=1, removed=1
                )
                for n in range(9)
            ),
            for_users=MANY,
        )
        for name in ("ant", "bee", "cat")
    ],
    "next release": [
        released("same", version=None, reason="nothing changed for users since 0.1.0"),
        released("first", version="0.1.0", released=None, reason="the first release"),
        released("changed", Exit.DRIFT, version="0.2.0", bump="major", reason="1 break, 2 notes"),
        released(
            "low",
            version="0.2.0",
            declared="0.1.1",
            bump="major",
            reason="1 break",
            problem=TOO_LOW,
        ),
        released(
            "damaged",
            version=None,
            released=None,
            declared="",
            reason="what the last release was cannot be read",
            problem=DAMAGED,
        ),
    ],
    "mixed": [
        verdict(Exit.FINE, api="zebra", package="generated/zebra"),
        verdict(
            Exit.TOOL,
            files=(
                readme(Cause.SPEC),
                FileVerdict(path=f"{PACKAGE}/b.txt", cause=Cause.UNKNOWN),
                FileVerdict(path=f"{PACKAGE}/a.txt", cause=Cause.UNKNOWN),
                models(Cause.HAND_EDIT),
            ),
            tools=(("ruff", "0.17.5", "0.17.6"),),
            unpinned=True,
        ),
        verdict(Exit.FINE, api="aardvark", package="generated/aardvark", proof="hashes"),
    ],
}
