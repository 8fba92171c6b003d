"""Set up the tests' own environment and run every check: `python3 scripts/test.py`.

Runs ruff, mypy and pytest, all of them even when an early one fails. What stands after `--` goes
to pytest: `python3 scripts/test.py -- -k crosswalk`.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from setup_environment import (
    TEST,
    SetupError,
    ensure_environment,
    fail,
    run_openly,
    run_quietly,
    say,
    start_behind,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from setup_environment import Command

BROWSER_COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
BROWSER_PLACES = (
    "/usr/bin/chromium",
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
DEBIAN_PACKAGES = ("chromium", "fonts-noto-core")
A_FONT_OF_NOTO_CORE = "/usr/share/fonts/truetype/noto/NotoSansMyanmar-Regular.ttf"
ENDED_BY_CTRL_C = 130


def main() -> int:
    """Set up, then run every check; the exit code is 0 only when all of them pass."""
    arguments, for_pytest = _read_arguments()
    try:
        with ThreadPoolExecutor() as beside:
            found = beside.submit(_provide_browser)
            ensure_environment(TEST)
            browser = found.result()
    except SetupError as error:
        fail(str(error))
    except KeyboardInterrupt:
        return ENDED_BY_CTRL_C
    if arguments.set_up_only:
        return 0
    return _run_checks(browser, for_pytest)


def _read_arguments() -> tuple[argparse.Namespace, list[str]]:
    own, for_pytest = sys.argv[1:], []
    if "--" in own:
        cut = own.index("--")
        own, for_pytest = own[:cut], own[cut + 1 :]
    parser = argparse.ArgumentParser(
        description="Set up (into the folder .venv-test), then run ruff, mypy and pytest.",
        epilog="Arguments after -- go to pytest.",
    )
    parser.add_argument(
        "--set-up-only", action="store_true", help="make the environment and run nothing"
    )
    return parser.parse_args(own), for_pytest


def _provide_browser() -> Path | None:
    """Find a Chromium; on a Debian-like system where we may, install it when there is none."""
    browser = _find_browser()
    if browser and (Path(A_FONT_OF_NOTO_CORE).exists() or not _may_install()):
        return browser
    if _may_install():
        try:
            _install_browser()
        except SetupError as error:
            say(str(error))
        browser = _find_browser()
    if browser is None:
        say(
            "No Chromium was found, so the browser tests cannot run. Install Chromium or Chrome, "
            "or name its program in the environment variable CHROMIUM."
        )
    return browser


def _find_browser() -> Path | None:
    named = os.environ.get("CHROMIUM")
    if named:
        found = shutil.which(named)
        if not found:
            raise SetupError(
                f"The environment variable CHROMIUM names {named!r}, which is not a program that "
                "can be started. Correct it, or unset it to let this script look for a browser."
            )
        return Path(found)
    found_in_path = filter(None, map(shutil.which, BROWSER_COMMANDS))
    known = (place for place in BROWSER_PLACES if os.access(place, os.X_OK))
    first = next(found_in_path, None) or next(known, None)
    return Path(first) if first else None


def _may_install() -> bool:
    """Tell whether this is Debian or akin to it, and ours to change.

    Ubuntu is not: its package `chromium` has no browser in it and points to a snap.
    """
    if sys.platform != "linux" or os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    try:
        system = platform.freedesktop_os_release()
    except OSError:
        return False
    families = {system["ID"], *system.get("ID_LIKE", "").split()}
    return "debian" in families and "ubuntu" not in families


def _install_browser() -> None:
    apt = ["apt-get", "--quiet", "--assume-yes", "--option", "DPkg::Lock::Timeout=300"]
    trouble = (
        "The browser for the tests could not be installed; the lines above say why. "
        "The other tests run without it."
    )
    environ = {"DEBIAN_FRONTEND": "noninteractive"}
    run_quietly(
        [*apt, "update"], label="Refreshing the package lists", trouble=trouble, environ=environ
    )
    run_quietly(
        [*apt, "install", "--no-install-recommends", *DEBIAN_PACKAGES],
        label=f"Installing {' and '.join(DEBIAN_PACKAGES)}",
        trouble=trouble,
        environ=environ,
    )


def _workers(for_pytest: list[str]) -> list[str]:
    """Share the tests between two processes, a file each, unless something else is asked for."""
    asked = any(word.startswith(("-n", "--update-goldens", "--pdb", "-s")) for word in for_pytest)
    return [] if asked else ["-n", "2", "--dist", "loadgroup", "--no-loadscope-reorder"]


def _run_checks(browser: Path | None, for_pytest: list[str]) -> int:
    """Run each check; pytest is the last, so that its closing line ends the output.

    mypy works in one process, so the tests begin beside it; they are shown when it has ended.
    """
    python = TEST.python
    environ = {
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONDONTWRITEBYTECODE": "",  # else every process of the tests compiles all anew
        **({"CHROMIUM": str(browser)} if browser else {}),
    }
    workers = _workers(for_pytest)
    pytest: Command = [python, "-m", "pytest", *_colors(), *workers, *for_pytest]
    with ExitStack() as ending:

        def open_later(*command: str | Path) -> Callable[[], int]:
            return partial(run_openly, command, environ=environ)

        def begin_now(*command: str | Path) -> Callable[[], int]:
            return ending.enter_context(start_behind(command, environ=environ))

        run_mypy = begin_now(python, "-m", "mypy")
        run_pytest = (begin_now if workers else open_later)(*pytest)
        checks = {
            "ruff check": open_later(python, "-m", "ruff", "check"),
            "ruff format": open_later(python, "-m", "ruff", "format", "--check"),
            "mypy": run_mypy,
        }
        failed = [name for name, run in checks.items() if _run_check(name, run)]
        say(f"Before pytest: {', '.join(failed)} failed" if failed else "Before pytest: all passed")
        say("\n== pytest")
        code = run_pytest()
    return code or (1 if failed else 0)


def _colors() -> list[str]:
    """Keep the colours of a terminal, which pytest does not see when it is shown later."""
    return ["--color=yes"] if sys.stdout.isatty() else []


def _run_check(name: str, run: Callable[[], int]) -> int:
    say(f"\n== {name}")
    started = time.monotonic()
    code = run()
    say(f"{name}: {'failed' if code else 'passed'} in {time.monotonic() - started:.1f} s")
    return code


if __name__ == "__main__":
    raise SystemExit(main())
