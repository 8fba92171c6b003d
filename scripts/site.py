"""Set up and run the site: `python3 scripts/site.py`.

serve (what happens without a word): check the entries, then show the site at a local address
and rebuild it whenever a file is saved. build: check, then write the finished site into site/.
check: only check the entries.
"""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from setup_environment import SITE, SetupError, ensure_environment, fail, run_openly, say

if TYPE_CHECKING:
    from setup_environment import Command

WITHOUT_BANNER = {"NO_MKDOCS_2_WARNING": "1"}
ENDED_BY_CTRL_C = 130


def main() -> int:
    """Set up, then do what the command line asks for."""
    arguments = _read_arguments()
    try:
        ensure_environment(SITE)
    except SetupError as error:
        fail(str(error))
    except KeyboardInterrupt:
        return ENDED_BY_CTRL_C
    code = _check()
    if code or arguments.action == "check":
        return code
    if arguments.action == "build":
        return _build()
    return _serve(arguments.address)


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description="Set up and run the site. Everything it needs goes into the folder .venv."
    )
    parser.add_argument(
        "action",
        nargs="?",
        choices=["serve", "build", "check"],
        default="serve",
        help="serve: check, then show the site and rebuild it on every save (the default); "
        "build: check, then write the finished site into the folder site; check: only check",
    )
    parser.add_argument(
        "--address",
        metavar="HOST:PORT",
        default="127.0.0.1:8000",
        type=_address,
        help="where serve shows the site (default: %(default)s)",
    )
    return parser.parse_args()


def _address(text: str) -> str:
    host, colon, port = text.rpartition(":")
    if not (host and colon and port.isdecimal() and 0 < int(port) < 65536):
        raise argparse.ArgumentTypeError(
            f"{text!r} is not a host and a port, such as 127.0.0.1:8000"
        )
    return text


def _check() -> int:
    say("Checking the entries in directory/ ...")
    started = time.monotonic()
    code = run_openly([SITE.program("service-directory"), "check"])
    outcome = "done" if code == 0 else "there are errors, see above"
    say(f"Checking the entries in directory/: {outcome} ({time.monotonic() - started:.1f} s)")
    return code


def _build() -> int:
    say("Building the site into site/ ...")
    started = time.monotonic()
    code = run_openly([SITE.python, "-m", "mkdocs", "build", "--strict"], environ=WITHOUT_BANNER)
    outcome = "done" if code == 0 else "failed, see above"
    say(f"Building the site into site/: {outcome} ({time.monotonic() - started:.1f} s)")
    return code


def _serve(address: str) -> int:
    say("Building the site; its address comes below, after `Serving on` (Ctrl-C ends it)")
    command: Command = [SITE.python, "-m", "mkdocs", "serve", "--dev-addr", address]
    return run_openly(command, environ=WITHOUT_BANNER)


if __name__ == "__main__":
    raise SystemExit(main())
