"""The command `service-directory`: an adapter beside MkDocs, for people, hooks and CI.

Exits with 0 (nothing wrong), 1 (problems found) or 2 (could not run; one sentence says why).
"""

from __future__ import annotations

import argparse
import datetime
import os
import secrets
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NoReturn

from service_directory.configuration import (
    DEFAULT_DIRECTORY,
    OptionError,
    day_of_build,
    read_mkdocs_options,
    settings_from_options,
)
from service_directory.diagnostics import Report, as_github, as_json, as_text
from service_directory.settings import Settings

OK: Final = 0
PROBLEMS: Final = 1
COULD_NOT_RUN: Final = 2

CONFIG: Final = "mkdocs.yml"
_IMPORT_MODULE: Final = "service_directory.importers.command"


class CannotRunError(Exception):
    """The command cannot do its work; its text is one sentence for the person who called it."""


@dataclass(frozen=True, slots=True)
class Command:
    """A sub-command: what it takes and what it does."""

    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        chosen = _parser(given).parse_args(given)
        return _COMMANDS[chosen.command][1]().run(chosen)
    except CannotRunError as error:
        print(f"service-directory: {error}", file=sys.stderr)
        return COULD_NOT_RUN
    except SystemExit as error:
        return error.code if isinstance(error.code, int) else COULD_NOT_RUN


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the arguments in one sentence."""

    def error(self, message: str) -> NoReturn:
        raise CannotRunError(f"{message} (try {self.prog} --help)")


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Make the parser; only the chosen sub-command's module is imported."""
    parser = _Parser(
        prog="service-directory", description="Checks and serves a directory of services."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, (summary, load) in _COMMANDS.items():
        sub = commands.add_parser(name, help=summary, description=summary)
        if name in given[:1]:
            load().add_arguments(sub)
    return parser


def _check() -> Command:
    def add_arguments(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", help="the directory folder")
        parser.add_argument("--config", metavar=CONFIG, help="the site's settings")
        parser.add_argument(
            "--format", choices=("text", "github", "json"), help="how to print what was found"
        )
        parser.add_argument("--strict", action="store_true", help="warnings count as errors")
        parser.add_argument(
            "--reading-grade", action="store_true", help="tell which texts are hard to read"
        )
        parser.add_argument("--today", metavar="YYYY-MM-DD", help="check as if it were this day")

    return Command(add_arguments, _run_check)


def _run_check(arguments: argparse.Namespace) -> int:
    from service_directory.checks.context import contexts_of
    from service_directory.checks.reading_grade import (
        diagnostic,
        graded_texts,
        hardest,
        summary_lines,
    )
    from service_directory.load import load_directory

    root, base, settings = _place(arguments.folder, arguments.config)
    today = _day(arguments.today, settings)
    loaded = load_directory(root, base=base, settings=settings, today=today)
    report = loaded.report
    style = arguments.format or ("github" if os.environ.get("GITHUB_ACTIONS") else "text")
    if arguments.reading_grade:
        texts = list(graded_texts(contexts_of(loaded.directory, settings, today)))
        found = [diagnostic(text) for text in hardest(texts)]
        if style == "text":
            sys.stdout.write("".join(f"{one.as_text()}\n" for one in found))
            _say(summary_lines(texts))
        else:
            report = Report.of((*report, *found))
    sys.stdout.write(_written(report, style))
    return PROBLEMS if report.errors or (arguments.strict and report.warnings) else OK


def _written(report: Report, style: str) -> str:
    if style == "json":
        return as_json(report)
    if style == "text":
        return as_text(report)
    # nothing an entry says may act as a command in the log (GitHub, "workflow commands")
    token = secrets.token_hex(16)
    return f"::stop-commands::{token}\n{as_text(report)}::{token}::\n{as_github(report)}"


def _place(folder: str | None, config: str | None) -> tuple[Path, Path, Settings]:
    """Return the directory folder, the folder paths are told from, and the settings."""
    file = Path(config or CONFIG)
    options: dict[str, object] = {}
    if config is not None or file.is_file():
        try:
            options = dict(read_mkdocs_options(file))
        except OSError as error:
            raise CannotRunError(f"{file} cannot be read: {error.strerror}") from None
        except ValueError as error:
            raise CannotRunError(str(error)) from None
    base = file.resolve().parent
    named = options.get("directory", DEFAULT_DIRECTORY)
    root = Path(folder).absolute() if folder is not None else base / str(named)
    if not root.is_dir():
        raise CannotRunError(f"there is no folder {folder or named}; name the directory folder")
    if not root.is_relative_to(base):
        base = root.parent
    try:
        return root, base, settings_from_options(options)
    except OptionError as error:
        raise CannotRunError(str(error)) from None


def _day(given: str | None, settings: Settings) -> datetime.date:
    if given is None:
        now = datetime.datetime.now(datetime.UTC)
        return day_of_build(now, settings.time_zone, os.environ.get("SOURCE_DATE_EPOCH"))
    try:
        return datetime.date.fromisoformat(given)
    except ValueError:
        raise CannotRunError(f"'{given}' is not a date; write --today 2026-03-01") from None


def _schema() -> Command:
    from service_directory.json_schemas import schema_text, write_schemas
    from service_directory.reading.entry import EntryKind

    def add_arguments(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("kind", nargs="?", choices=list(map(str, EntryKind)))
        parser.add_argument(
            "--write", action="store_true", help="renew the schema files of the package"
        )

    def run(arguments: argparse.Namespace) -> int:
        if arguments.write:
            _say(file.name for file in write_schemas())
        elif arguments.kind:
            sys.stdout.write(schema_text(EntryKind(arguments.kind)))
        else:
            raise CannotRunError("name a kind of file, or --write")
        return OK

    return Command(add_arguments, run)


def _import() -> Command:
    module = import_module(_IMPORT_MODULE)
    return Command(module.add_arguments, module.run_import)


def _say(lines: Iterable[str]) -> None:
    for line in lines:
        print(line)


_COMMANDS: Final[dict[str, tuple[str, Callable[[], Command]]]] = {
    "check": ("report every problem of a directory, with file and line", _check),
    "schema": ("print or renew the JSON Schemas of the entries", _schema),
}
"""Sub-commands by name: a line of help, and what loads it."""

if find_spec(_IMPORT_MODULE) is not None:
    _COMMANDS["import"] = ("make entries from a feed or a spreadsheet", _import)


if __name__ == "__main__":
    sys.exit(main())
