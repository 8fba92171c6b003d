"""Renew the lock files from pyproject.toml: `python3 scripts/lock.py`.

Keeps the versions that are locked as long as pyproject.toml allows them; --upgrade takes the
newest ones instead. Needs the network. uv, which works the versions out, goes into a temporary
environment and is not needed for anything else.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from setup_environment import (
    BENCH,
    PROJECT,
    SITE,
    TEST,
    Environment,
    SetupError,
    check_python,
    fail,
    run_quietly,
    say,
)

if TYPE_CHECKING:
    from setup_environment import Command

FIRST_LINE = (
    "# Made from pyproject.toml by scripts/lock.py; change that file, then run the script.\n"
)
GROUPS = {SITE: ["build"], TEST: ["build", "test"], BENCH: ["build", "bench"]}
ADDRESS = re.compile(r"\S+://\S+")


def main() -> int:
    """Renew every lock file."""
    parser = argparse.ArgumentParser(description="Renew the lock files from pyproject.toml.")
    parser.add_argument("--upgrade", action="store_true", help="take the newest allowed versions")
    upgrade = ["--upgrade"] if parser.parse_args().upgrade else []
    try:
        check_python()
        with tempfile.TemporaryDirectory() as folder:
            uv = _install_uv(Path(folder))
            for environment in GROUPS:
                _lock(environment, [*uv, "pip", "compile", *upgrade])
    except SetupError as error:
        fail(str(error))
    say("Run scripts/test.py before you commit the lock files.")
    return 0


def _install_uv(folder: Path) -> list[str | Path]:
    trouble = "uv could not be installed; the lines above say why."
    run_quietly([sys.executable, "-m", "venv", folder], label="Making room for uv", trouble=trouble)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    run_quietly(
        [python, "-m", "pip", "install", "--no-input", "uv<1"],
        label="Installing uv",
        trouble=trouble,
    )
    return [python, "-m", "uv"]


def _lock(environment: Environment, compile_: Command) -> None:
    """Work out one lock file; the versions of the site's own bind the other two."""
    groups = [f"--group={name}" for name in GROUPS[environment]]
    bound = [] if environment is SITE else ["--constraint", SITE.lock_name]
    run_quietly(
        [
            *compile_,
            "pyproject.toml",
            *groups,
            *bound,
            "--universal",
            "--python-version=3.11",
            "--generate-hashes",
            "--no-header",
            "--no-emit-index-url",
            "--no-emit-find-links",
            "--no-config",
            f"--output-file={environment.lock_name}",
        ],
        label=f"Renewing {environment.lock_name}",
        trouble=f"{environment.lock_name} could not be renewed; the lines above say why.",
    )
    _finish(environment.lock)


def _finish(lock: Path) -> None:
    """Add the first line, and refuse what would tie the file to one computer or one registry."""
    text = lock.read_text(encoding="utf-8").replace(FIRST_LINE, "")
    lock.write_text(FIRST_LINE + text, encoding="utf-8")
    if ADDRESS.search(text) or str(PROJECT) in text:
        raise SetupError(f"{lock.name} names an address or a folder of this computer.")


if __name__ == "__main__":
    raise SystemExit(main())
