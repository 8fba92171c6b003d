"""Measure the builder against others on this computer: `python3 scripts/bench.py`.

Makes a directory of invented organizations, has it built by us, by Hugo and by MkDocs with
static-i18n, and prints what each took: processor time, memory, bytes; then how soon a changed entry
is seen under `mkdocs serve`, what `check` takes, and what a phone has to load. Under ten minutes on
two cores. Figures vary from computer to computer: compare ratios within one run.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from setup_environment import BENCH, SetupError, check_python, ensure_environment, fail

BUILDERS = ("ours", "hugo", "static-i18n")
SIZES = (200, 1000, 5000)
QUICK_SIZES = (100, 400)
ENDED_BY_CTRL_C = 130


def main() -> int:
    """Set up, go on in the environment that was set up, and measure."""
    arguments = _read_arguments()
    try:
        if sys.platform == "win32":
            raise SetupError("This measures with what Linux and macOS offer; Windows lacks it.")
        check_python()
        ensure_environment(BENCH)
        if Path(sys.prefix).resolve() != BENCH.folder.resolve():
            os.execv(BENCH.python, [str(BENCH.python), __file__, *sys.argv[1:]])
    except SetupError as error:
        fail(str(error))
    except KeyboardInterrupt:
        return ENDED_BY_CTRL_C
    from bench_run import run  # needs the Python that check_python asks for

    try:
        return run(arguments)
    except KeyboardInterrupt:
        return ENDED_BY_CTRL_C


def _read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure the builder against others.")
    parser.add_argument(
        "--sizes",
        metavar="N,N",
        type=_sizes,
        help="numbers of organizations (default: 200,1000,5000)",
    )
    parser.add_argument(
        "--languages",
        metavar="TAG,TAG",
        type=lambda text: text.split(","),
        default=["en", "es", "ar"],
        help="the first is the one entries are written in (default: en,es,ar; there are phrases "
        "for these three, others borrow theirs)",
    )
    parser.add_argument("--only", choices=BUILDERS, help="measure this builder alone")
    parser.add_argument(
        "--quick", action="store_true", help="a short run: 100 and 400 organizations, each once"
    )
    parser.add_argument(
        "--slow-peers",
        action="store_true",
        help="let static-i18n build the largest sizes, too (5,000 organizations: 12 minutes)",
    )
    parser.add_argument(
        "--json", metavar="FILE", type=Path, help="write the figures into this file as well"
    )
    arguments = parser.parse_args()
    arguments.sizes_given = arguments.sizes is not None
    arguments.sizes = arguments.sizes or (QUICK_SIZES if arguments.quick else SIZES)
    return arguments


def _sizes(text: str) -> tuple[int, ...]:
    try:
        sizes = tuple(sorted({int(part) for part in text.split(",")}))
    except ValueError:
        sizes = (0,)
    if sizes[0] < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no list of numbers, such as 200,1000")
    return sizes


if __name__ == "__main__":
    raise SystemExit(main())
