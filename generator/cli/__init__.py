"""The command line: arguments in, text and an exit code out. Nothing is decided here that a stage should decide.

Exit codes, the same for every command:

    0  fine
    1  internal error: a fault in specpress itself
    2  usage: an unknown option, API or file
    3  drift: generated/ is not what specs/ gives; with release --check: it is not what was released
    4  hand edit: a generated file was changed by hand
    5  tool: a library that shapes bytes has another version than the lock says
    6  bad spec or declaration, a version in it that is too low, a damaged record of a release
    7  not built or published, or not all of it

Where several apply, the first of 6, 5, 4, 3.
"""

from __future__ import annotations

import gc
import locale
import os
import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from generator.cli import shipping
from generator.cli.options import Against, Apis, DiffFormat, FailOn, Format, UsedIn
from generator.cli.tagged import tagged
from generator.verdict import Exit
from generator.workspace import UsageError, Workspace, find_workspace

app = typer.Typer(
    name="specpress",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
    help="""OpenAPI documents in; typed, documented Python client packages out.

    specs/<api>/openapi.yaml and client.yaml become generated/<package>/, which installs and imports alone.

    \b
    A new API:       specpress new petstore --from petstore.yaml
                     specpress generate petstore
    After a change:  specpress generate
    While writing:   specpress watch
    In CI:           specpress check
    For users:       specpress release
                     specpress publish --index NAME

    \b
    Exit codes, the same for every command:
      0 fine                1 internal error      2 usage
      3 drift               4 hand edit           5 a tool differs from the lock
      6 bad spec or declaration               7 not built or published
    """,
)


@app.command()
def generate(
    apis: Apis = None,
    force: Annotated[
        bool,
        typer.Option(
            "--force",
            help="Overwrite files that were changed by hand; the old text is kept in <package>.orig/.",
        ),
    ] = False,
    dry_run: Annotated[
        bool,
        typer.Option("--dry-run", help="Say what would be written, as check does; write nothing."),
    ] = False,
) -> None:
    """Turn specs/ into generated/.

    Nothing is written unless every stage of every named API succeeds. New public names are added to `names:` in
    client.yaml, so that no later change of the spec renames one. Files that were changed by hand are not overwritten.
    An API of which nothing changed is skipped.
    """
    from generator.cli.commands import alone, run_check, run_generate

    workspace = find_workspace(Path.cwd())
    with alone(workspace):
        if dry_run:
            raise typer.Exit(
                run_check(workspace, apis or [], full=False, output="text", diff=False)
            )
        raise typer.Exit(run_generate(workspace, apis or [], force=force))


@app.command()
def check(
    apis: Apis = None,
    full: Annotated[
        bool | None,
        typer.Option(
            "--full/--quick",
            help="Regenerate and compare bytes, even where hashes prove it. The default where CI is set.",
            show_default=False,
        ),
    ] = None,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show the unified diff from the disk to fresh output.")
    ] = False,
    output: Annotated[
        Format,
        typer.Option("--format", help="text for people; json; github annotations; SARIF 2.1.0."),
    ] = "text",
) -> None:
    """Say whether generated/ is what specs/ gives, and if not, why.

    Writes nothing and needs no network. Every file that differs is named with one cause, and with the command that
    mends it. Where the hashes in the lock prove that an API is in step, nothing is generated. Exits with 3 where
    generate would change something, 4 where a file was changed by hand, 5 where another version of a library made the
    files, 6 where the spec or client.yaml has errors.
    """
    from generator.cli.commands import alone, run_check

    workspace = find_workspace(Path.cwd())
    whole = bool(os.environ.get("CI")) if full is None else full
    with alone(workspace, writes=False):
        raise typer.Exit(run_check(workspace, apis or [], full=whole, output=output, diff=diff))


@app.command()
def lint(apis: Apis = None) -> None:
    """Look for mistakes in specs/, notes included.

    Prints every problem of openapi.yaml and client.yaml with its place, the lines around it and what to do. Errors stop
    generate (exit code 6); notes say what is simplified or left aside, and stop nothing. Writes nothing.
    """
    from generator.cli.commands import alone, run_lint

    workspace = find_workspace(Path.cwd())
    with alone(workspace, writes=False):
        raise typer.Exit(run_lint(workspace, apis or []))


@app.command()
def watch(apis: Apis = None) -> None:
    """Generate on every save below specs/, until Ctrl-C.

    Brings the APIs in step, then waits. The one API whose files were saved is generated, and what changed in it is said
    in words: operations, arguments, fields, values and error classes that came, went or changed. Where the spec has
    errors or a file was changed by hand, that is printed, nothing is written, and watching goes on.
    """
    from generator.cli.watch import run_watch

    raise typer.Exit(run_watch(find_workspace(Path.cwd()), apis or []))


@app.command()
def new(
    name: Annotated[
        str,
        typer.Argument(
            metavar="NAME",
            help="The new API: a folder in specs/, and its package's name: pet-store.",
        ),
    ],
    source: Annotated[
        Path,
        typer.Option(
            "--from", metavar="FILE", help="Any OpenAPI 3.0 or 3.1 document, YAML or JSON."
        ),
    ],
) -> None:
    """Lay out specs/NAME/ for an OpenAPI document.

    Copies the document and the files that it refers to, and writes client.yaml with the names of the package, its
    credentials and its servers. What is not supported yet is waived there by name. Then: specpress generate NAME.
    """
    from generator.cli.commands import alone
    from generator.cli.new import run_new

    try:
        workspace = find_workspace(Path.cwd())
    except UsageError:
        workspace = Workspace(Path.cwd())
    with alone(workspace):
        raise typer.Exit(run_new(workspace, name, source))


@app.command(short_help="Say what changed, and what that means for code that uses it.")
def diff(
    apis: Apis = None,
    against: Against = None,
    used_in: UsedIn = None,
    output: Annotated[
        DiffFormat,
        typer.Option("--format", help="text for people; json; markdown; github annotations."),
    ] = "text",
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="Exit with 3 if a finding is this grave, or graver.")
    ] = "none",
) -> None:
    """Say what changed in specs/ and in the packages, and what that means for code that uses them.

    Compares the working tree with another state: what requests may say, what answers may hold, and every public name
    of the package. Each finding has a rule, a severity, its places in both specs, the Python names that it touches,
    and what a caller must do. Writes nothing. Exits with 0 whatever was found, unless --fail-on says otherwise; with 6
    where a spec has errors.
    """
    from generator.cli.commands import alone
    from generator.cli.diff import run_diff

    workspace = find_workspace(Path.cwd())
    with alone(workspace, writes=False):
        code = run_diff(
            workspace,
            apis or [],
            against=against,
            used_in=used_in or [],
            output=output,
            fail_on=fail_on,
        )
    raise typer.Exit(code)


@app.command(short_help="Build one site from the docs of all packages.")
def docs(
    serve: Annotated[
        bool,
        typer.Option(
            "--serve", help="Show the site, and build it again on every save, until Ctrl-C."
        ),
    ] = False,
    port: Annotated[
        int, typer.Option("--port", help="Where --serve shows it, on this machine.")
    ] = 8000,
) -> None:
    """Build one site from the docs of all packages in generated/: site/index.html.

    It needs no server and no network once it is built. With --serve, saves below specs/ are generated first, as watch
    does. Scripts that are not ours come from their npm packages the first time; .specpress/cache/npm/ keeps them.
    """
    from generator.cli.docs import run_docs

    raise typer.Exit(run_docs(find_workspace(Path.cwd()), port if serve else None))


app.command(short_help="Decide the next versions, and record the release.")(shipping.release)
app.command(short_help="Build wheels and source archives into dist/.")(shipping.build)
app.command()(shipping.publish)
app.command(short_help="Say which API a tag releases, for the release job.")(tagged)


def _in_utf8() -> None:
    """Begin again in UTF-8 mode (PEP 540) where Python would read and name files in ASCII or another encoding.

    A module may be called `ærø.py`, whatever the locale of the shell.
    """
    is_utf8 = sys.getfilesystemencoding() == "utf-8" and locale.getencoding().lower() == "utf-8"
    if sys.flags.utf8_mode or is_utf8 or os.name == "nt":
        return
    command = [sys.executable, "-X", "utf8", *sys.orig_argv[1:]]
    os.execv(sys.executable, command)  # noqa: S606 - the same program, with the same arguments


def main() -> None:
    """The entry point of `specpress`."""
    _in_utf8()
    gc.disable()  # a short life: to collect its garbage, at its end too, takes longer than to leave it
    try:
        app()
    except UsageError as error:
        print(f"specpress: {error}", file=sys.stderr)
        sys.exit(Exit.USAGE)
    except OSError as error:
        print(f"specpress: {error}", file=sys.stderr)
        sys.exit(Exit.INTERNAL)
    except Exception:  # noqa: BLE001 - the last resort: say that it is our fault, and exit with 1
        traceback.print_exc()
        print(
            "specpress: this is a fault in specpress, not in your documents; please report it",
            file=sys.stderr,
        )
        sys.exit(Exit.INTERNAL)
