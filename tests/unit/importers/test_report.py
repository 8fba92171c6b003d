from __future__ import annotations

from service_directory.importers.report import (
    IN_FULL_ON_SCREEN,
    Journal,
    Matter,
    as_text,
    summary,
)


def test_figures_and_lines() -> None:
    journal = Journal()
    journal.count("words", 200)
    journal.count("words, read", 150)
    journal.count("new entries")
    journal.note(Matter.REPAIRED, "a.csv 1", "spaces")
    journal.note(Matter.NOT_PLACED, "a.csv 2", "one\ntwo\x1b[31m")
    journal.note(Matter.REPAIRED, "a.csv 1", "spaces")
    assert as_text(journal.report()) == (
        "new entries: 1\nwords: 200\nwords, read: 150 (75.0%)\n\n"
        "Could not be placed (1)\n-----------------------\na.csv 2: one ⏎ two\\x1b[31m\n\n"
        "Repaired (1)\n------------\na.csv 1: spaces\n"
    )


def test_the_summary_is_short() -> None:
    journal = Journal()
    for number in range(IN_FULL_ON_SCREEN + 2):
        journal.note(Matter.LOOK, f"row {number}", "x" * 500)
    lines = summary(journal.report()).splitlines()
    assert lines[-1] == "... and 2 more"
    assert max(map(len, lines)) <= 160
    assert as_text(journal.report()).count("\n") == IN_FULL_ON_SCREEN + 2 + 3
