"""Runs programs of one package as they stand, its servers replaced by one of ours. A process of its own.

Usage: run_programs.py SRC PACKAGE URL < programs.json > outcomes.json. A program is `{"text", "expressions"}`, an
outcome `{"error", "values"}`: the class of what it raised, and what its expressions print.
"""

import contextlib
import dataclasses
import importlib
import io
import json
import sys
from urllib.parse import urlsplit


def main() -> None:
    source, package, url = sys.argv[1:]
    sys.path.insert(0, source)
    client = importlib.import_module(f"{package}.client")
    servers = {name: url + urlsplit(old).path for name, old in client.SERVICE.servers.items()}
    client.SERVICE = dataclasses.replace(client.SERVICE, servers=servers)
    print(json.dumps([run(program) for program in json.load(sys.stdin)]))


def run(program):
    scope = {"__name__": "__main__"}
    printed = io.StringIO()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(program["text"], "program", "exec", dont_inherit=True), scope)
    except Exception as error:  # noqa: BLE001 - what it is, the test judges
        names = [base.__name__ for base in type(error).__mro__]
        return {"error": f"{type(error).__name__}: {error}", "bases": names, "values": []}
    values = [str(eval(expression, scope)) for expression in program["expressions"]]
    return {"error": None, "values": values, "printed": printed.getvalue()}


if __name__ == "__main__":
    main()
