"""Environments of consumers, made by pip and by uv from one index.

What the packages depend on comes from wherever this machine takes public packages.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.publish.indexes import PASSWORD, USER

UV = [sys.executable, "-m", "uv", "--quiet", "--system-certs"]  # as pip and the browser trust


def ran(command: list[str | Path], **environment: str | None) -> str:
    """Its output; None takes a variable away."""
    around = {**os.environ, **environment}
    kept = {name: value for name, value in around.items() if value is not None}
    done = subprocess.run(command, env=kept, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def readable(url: str) -> str:
    """The address at which installers read an index, with our credentials."""
    return url.replace("//", f"//{USER}:{PASSWORD}@") + "simple/"


def installed_by_pip(folder: Path, url: str, names: list[str]) -> Path:
    ran([sys.executable, "-m", "venv", "--without-pip", folder])
    python = folder / "bin/python"
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    install = [*pip, "install", "--quiet"]
    alone = {"PIP_CONFIG_FILE": os.devnull, "PIP_INDEX_URL": url, "PIP_FIND_LINKS": None}
    alone |= {"PIP_EXTRA_INDEX_URL": None}
    ran([*install, "--no-deps", *names], **alone)
    ran([*install, *names])
    ran([*pip, "check"])
    return python


def installed_by_uv(folder: Path, url: str, names: list[str]) -> Path:
    ran([*UV, "venv", "--python", sys.executable, folder])
    python = folder / "bin/python"
    upgraded_by_uv(python, url, names)
    ran([*UV, "pip", "install", "--python", python, *names])
    ran([*UV, "pip", "check", "--python", python])
    return python


def upgraded_by_uv(python: Path, url: str, names: list[str]) -> None:
    """The newest versions that the index has, over what is installed."""
    alone = {"UV_DEFAULT_INDEX": url, "UV_INDEX": None, "UV_FIND_LINKS": None}
    options = ["--python", python, "--no-config", "--no-cache", "--no-deps", "--upgrade"]
    ran([*UV, "pip", "install", *options, *names], **alone)
