"""Which texts are hard to read: for `service-directory check --reading-grade`, never for a build.

A figure is no judgement: a text of grade 12 may be right. It says where to look first.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from service_directory.checks.context import CheckContext
from service_directory.checks.readability import Reading, reading, together
from service_directory.checks.scalars import Sort
from service_directory.diagnostics import Diagnostic, Severity
from service_directory.reading.entry import Entry, EntryKind

ID: Final = "reading-grade"
SEVERITY: Final = Severity.NOTICE
AIM: Final = 8.0
"""The highest grade most readers manage."""
LABELS: Final = frozenset({"name", "alternate_name", "short_name", "title", "label", "synonyms"})
"""Fields that are no sentences."""
FEW_WORDS: Final = 12
"""Shorter texts give no figure of their own, only one together with others."""
MOST_WORDS_NAMED: Final = 8


@dataclass(frozen=True, slots=True)
class GradedText:
    """A text with its figures and its place."""

    path: str
    line: int
    column: int
    field: str
    reading: Reading


def graded_texts(contexts: Iterator[CheckContext]) -> Iterator[GradedText]:
    """Yield every text of entries that has a language with a formula."""
    for context in contexts:
        entry = context.entry
        language = _language(entry, context.settings.source_language)
        for path, value in context.of_sort(Sort.TEXT, Sort.LONG_TEXT):
            field = next(str(part) for part in reversed(path) if isinstance(part, str))
            found = reading(value, language) if field not in LABELS and " " in value else None
            if found is not None:
                yield GradedText(entry.path, *entry.positions.of(path), field, found)
        whole = reading(entry.body, language) if entry.body.strip() else None
        if whole is not None:
            yield GradedText(entry.path, entry.body_line, 1, "text below the ---", whole)


def _language(entry: Entry[Any], first: str) -> str:
    own = getattr(entry.facts, "language", None)
    suffix = entry.id.partition(".")[2] if entry.kind is EntryKind.PAGE else ""
    return str(own or suffix or first)


def hardest(texts: Sequence[GradedText]) -> list[GradedText]:
    """Return the texts above the aim that are long enough for a figure, the hardest first."""
    hard = [t for t in texts if t.reading.words >= FEW_WORDS and t.reading.grade > AIM]
    return sorted(hard, key=lambda t: (-t.reading.grade, t.path, t.line))


def by_language(texts: Sequence[GradedText]) -> Mapping[str, Reading]:
    """Return the figures of all texts of each language together."""
    found: dict[str, list[Reading]] = {}
    for text in texts:
        found.setdefault(text.reading.language, []).append(text.reading)
    return {language: together(readings) for language, readings in sorted(found.items())}


def diagnostic(text: GradedText) -> Diagnostic:
    """Return what is told about a hard text, with the words that make it so."""
    words = ", ".join(text.reading.hard_words[:MOST_WORDS_NAMED])
    hint = f"long words: {words}" if words else "cut the long sentence in two"
    message = (
        f"'{text.field}' reads at grade {text.reading.grade:.1f}; {AIM:.0f} is the aim "
        f"(longest sentence: {text.reading.longest} words)"
    )
    return Diagnostic(text.path, text.line, text.column, SEVERITY, ID, message, hint)


def summary_lines(texts: Sequence[GradedText]) -> Iterator[str]:
    """Yield the figures of each language in words."""
    names = {"en": ("Flesch-Kincaid", "reading ease"), "es": ("Fernández-Huerta", "INFLESZ")}
    for language, whole in by_language(texts).items():
        formula, score = names[language]
        own = [t for t in texts if t.reading.language == language and t.reading.words >= FEW_WORDS]
        easy = sum(text.reading.grade <= AIM for text in own)
        share = f"{easy} of {len(own)} longer texts at grade {AIM:.0f} or below"
        yield (
            f"{language}: grade {whole.grade:.1f} ({formula}; {score} {whole.score:.0f}), "
            f"{whole.words:,} words; {share}"
        )
