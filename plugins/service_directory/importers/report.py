"""What an import did, record by record, in words people can check."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Matter(StrEnum):
    """What a line of the report is about."""

    NOT_PLACED = "could not be placed"
    KEPT_AS_TEXT = "kept as text"
    STAND_IN = "stand-in for something the feed does not have"
    ADOPTED = "given to the organization the feed seems to mean"
    LOOK = "please look"
    REPAIRED = "repaired"
    REWORDED = "reworded"
    MERGED = "merged"
    LEFT_OUT = "left out"
    SUGGESTED = "needs suggested"
    GUESSED = "guessed"
    NEW = "new"
    CHANGED = "changed"
    KEPT = "kept as people wrote it"
    GONE = "no longer in the feed"


IN_FULL_ON_SCREEN: Final = 5
"""Lines of each matter the summary shows; the rest stand in the report's file."""


SHOWN_FIRST: Final = (
    "new entries",
    "entries changed",
    "entries unchanged",
    "organizations in the feed",
    "services in the feed",
)


@dataclass(frozen=True, slots=True)
class ReportLine:
    """One thing done to one record (`services.csv 136`) or entry."""

    matter: Matter
    record: str
    text: str

    def as_text(self) -> str:
        """Write the line on one line; control characters show as escapes."""
        shown = self.text.replace("\n", " \u23ce ")
        return "".join(c if c.isprintable() else repr(c)[1:-1] for c in f"{self.record}: {shown}")


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Everything one import did: figures, and a line for each decision."""

    figures: Mapping[str, int] = field(default_factory=dict)
    """By name."""
    lines: tuple[ReportLine, ...] = ()

    def of(self, matter: Matter) -> tuple[ReportLine, ...]:
        """Return the lines about one matter, in the order things were done."""
        return tuple(line for line in self.lines if line.matter is matter)


class Journal:
    """Where the stages of one import write down what they do; becomes an `ImportReport`."""

    def __init__(self) -> None:
        self._figures: Counter[str] = Counter()
        self._lines: dict[ReportLine, None] = {}

    def note(self, matter: Matter, record: str, text: str) -> None:
        """Write down one decision."""
        self._lines[ReportLine(matter, record, text)] = None

    def count(self, figure: str, number: int = 1) -> None:
        """Add to a figure."""
        self._figures[figure] += number

    def report(self) -> ImportReport:
        """Return what was written down so far."""
        return ImportReport(dict(self._figures), tuple(self._lines))


def as_text(report: ImportReport) -> str:
    """Write the whole report: the figures, then every line under its matter."""
    parts = [_figures(report)]
    for matter in Matter:
        lines = report.of(matter)
        if lines:
            parts.append(_section(matter, len(lines), (line.as_text() for line in lines)))
    return "\n".join(parts)


def summary(report: ImportReport) -> str:
    """Write the figures, and of each matter a few lines and how many there are."""
    parts = [_figures(report)]
    for matter in Matter:
        lines = report.of(matter)
        if lines:
            shown = [line.as_text() for line in lines[:IN_FULL_ON_SCREEN]]
            if len(lines) > IN_FULL_ON_SCREEN:
                shown.append(f"... and {len(lines) - IN_FULL_ON_SCREEN:,} more")
            parts.append(_section(matter, len(lines), (_short(line) for line in shown)))
    return "\n".join(parts)


def _figures(report: ImportReport) -> str:
    """Write the figures, the result first; `mentions, with a tag` also as a share of `mentions`."""
    figures = report.figures
    names = [name for name in SHOWN_FIRST if name in figures]
    names += sorted(set(figures) - set(names))
    lines = []
    for name in names:
        whole = figures.get(name.partition(", ")[0], 0)
        share = f" ({figures[name] / whole:.1%})" if whole and ", " in name else ""
        lines.append(f"{name}: {figures[name]:,}{share}\n")
    return "".join(lines)


def _section(matter: Matter, number: int, lines: Iterable[str]) -> str:
    title = f"{matter.capitalize()} ({number:,})"
    return f"{title}\n{'-' * len(title)}\n" + "".join(f"{line}\n" for line in lines)


def _short(text: str) -> str:
    return text if len(text) <= 160 else f"{text[:159]}\u2026"
