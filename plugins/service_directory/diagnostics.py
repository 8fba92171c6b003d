"""The one currency of trouble: what is wrong in a file, where, and what to write instead.

Functions below the adapters return or yield diagnostics; they never raise for bad data, never
print and never log. Exceptions are for faults of the program itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

GITHUB_LIMIT = 10
"""GitHub shows at most ten errors and ten warnings a step; the rest is told in one more line."""


class Severity(StrEnum):
    """How much a diagnostic matters.

    An error stops every build and a warning a strict one. A notice stops none: it tells what time
    alone brought about, such as a check that is long ago, so that no site breaks overnight.
    """

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One thing wrong at one place.

    `path` is relative to the project, with forward slashes; `line` and `column` count from 1
    (0 when the trouble is the file as a whole, such as its name or size).
    """

    path: str
    line: int
    column: int
    severity: Severity
    rule: str
    message: str
    hint: str = ""

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Give the order in which a report lists diagnostics: by place, then by rule."""
        return (self.path, self.line, self.column, self.rule, self.message)

    def as_text(self) -> str:
        """Write the diagnostic as one line: `path:line:column: error: message (hint) [rule]`."""
        place = self.path if not self.line else f"{self.path}:{self.line}:{self.column}"
        hint = f" ({self.hint})" if self.hint else ""
        return _one_line(f"{place}: {self.severity}: {self.message}{hint} [{self.rule}]")


@dataclass(frozen=True, slots=True)
class Report:
    """All diagnostics of one run, each once, in order of place."""

    diagnostics: tuple[Diagnostic, ...] = ()

    @classmethod
    def of(cls, diagnostics: Iterable[Diagnostic]) -> Report:
        """Collect diagnostics into a report: sorted, without repetitions."""
        return cls(tuple(sorted(set(diagnostics), key=Diagnostic.sort_key)))

    def __iter__(self) -> Iterator[Diagnostic]:
        return iter(self.diagnostics)

    def __len__(self) -> int:
        return len(self.diagnostics)

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that stop every build."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that stop only a strict build."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.WARNING)

    @property
    def notices(self) -> tuple[Diagnostic, ...]:
        """The diagnostics that stop no build."""
        return tuple(d for d in self.diagnostics if d.severity is Severity.NOTICE)

    def merged(self, others: Iterable[Diagnostic]) -> Report:
        """Return a report of these diagnostics and others, in order."""
        return Report.of((*self.diagnostics, *others))


def as_text(report: Report) -> str:
    """Write a report for people: a line a diagnostic, then the count."""
    lines = [diagnostic.as_text() for diagnostic in report]
    lines.append(summary(report))
    return "\n".join(lines) + "\n"


def summary(report: Report) -> str:
    """Say in words how many errors, warnings and notices a report holds."""
    if not len(report):
        return "No problems found."
    counts = [_count(len(report.errors), "error"), _count(len(report.warnings), "warning")]
    if report.notices:
        counts.append(_count(len(report.notices), "notice"))
    return f"{', '.join(counts)}."


def as_github(report: Report) -> str:
    """Write a report as GitHub workflow commands, errors first, ten of each kind at most.

    Percent signs, line ends and (in properties) colons and commas are escaped, so that text from
    an entry can never be read as a command of its own.
    Source: GitHub, "Workflow commands for GitHub Actions"; limits: actions/toolkit issue 734.
    """
    lines: list[str] = []
    for kind in (report.errors, report.warnings, report.notices):
        lines += [_github_command(diagnostic) for diagnostic in kind[:GITHUB_LIMIT]]
        if len(kind) > GITHUB_LIMIT:
            more = len(kind) - GITHUB_LIMIT
            lines.append(f"::{kind[0].severity}::and {more} more; see the full list in the log")
    return "\n".join([*lines, summary(report)]) + "\n"


def as_json(report: Report) -> str:
    """Write a report as a JSON object: how many `errors`, `warnings`, `notices`, and all."""
    return (
        json.dumps(
            {
                "errors": len(report.errors),
                "warnings": len(report.warnings),
                "notices": len(report.notices),
                "diagnostics": [
                    {
                        "path": d.path,
                        "line": d.line,
                        "column": d.column,
                        "severity": str(d.severity),
                        "rule": d.rule,
                        "message": d.message,
                        "hint": d.hint,
                    }
                    for d in report
                ],
            },
            indent=2,
            ensure_ascii=False,
            allow_nan=False,
        )
        + "\n"
    )


def _github_command(diagnostic: Diagnostic) -> str:
    properties = {"file": diagnostic.path}
    if diagnostic.line:
        properties |= {"line": str(diagnostic.line), "col": str(diagnostic.column)}
    properties["title"] = diagnostic.rule
    listed = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    hint = f" ({diagnostic.hint})" if diagnostic.hint else ""
    return f"::{diagnostic.severity} {listed}::{_escape_data(diagnostic.message + hint)}"


def _escape_data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def _one_line(text: str) -> str:
    """Show control characters as escapes, so that no value can forge a line of the report."""
    return "".join(c if c.isprintable() or c == " " else repr(c)[1:-1] for c in text)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
