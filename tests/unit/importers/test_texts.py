from __future__ import annotations

import pytest

from service_directory.importers.texts import (
    SUMMARY_LIMIT,
    as_markdown,
    one_line,
    sentences,
    summary_of,
)
from service_directory.reading.body import check_body, visible_text


def test_one_line() -> None:
    assert one_line("Open daily.\nCall first\n\n* Bring an ID") == (
        "Open daily. Call first; Bring an ID"
    )


def test_sentences_do_not_end_at_abbreviations() -> None:
    text = "Dr. Lee of St. Paul, Inc. came at 5 p.m. today. Yes! U.S. citizens, e.g. you. End"
    assert sentences(text) == [
        "Dr. Lee of St. Paul, Inc. came at 5 p.m. today.",
        "Yes!",
        "U.S. citizens, e.g. you.",
        "End",
    ]


def test_summaries_are_whole_sentences() -> None:
    assert summary_of("We help. " * 60).endswith("help.")
    assert len(summary_of("We help. " * 60)) <= SUMMARY_LIMIT
    assert summary_of("First paragraph is long enough.\n\nSecond.") == (
        "First paragraph is long enough."
    )
    assert summary_of("Services:\n\n* food\n* clothes") == "Services: food; clothes"
    assert summary_of("") == ""


def test_a_sentence_without_end_is_cut_between_words() -> None:
    summary = summary_of("word " * 200)
    assert len(summary) <= SUMMARY_LIMIT
    assert summary.endswith("word…")
    assert len(summary_of("x" * 1000)) <= SUMMARY_LIMIT


NASTY = [
    "# Not a heading",
    "1. not a list\n+ nor this\n> nor that",
    "a *b* _c_ `d` ~~e~~ [f](https://x.org) ![g](h)",
    "<b>bold</b> <!-- c --> <https://x.org> &lt;i&gt;",
    "a | b\n--- | ---\n1 | 2",
    "Title\n=====\n-----\n***",
    "    code\n\tcode",
    "[1]: https://x.org",
    "ends with \\",
    "https://x.org/a_b_c?d=1&copy=2",
]


@pytest.mark.parametrize("text", NASTY)
def test_markdown_holds_no_markup(text: str) -> None:
    markdown = as_markdown(text)
    assert check_body(markdown, path="x.md", line=1).diagnostics == ()
    shown = visible_text(markdown)
    assert shown.split() == text.split()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ x }} {% y %} {: .a }", "{ { x }} { % y %} { : .a }"),
        ('--8<-- "x"', '--8 <-- "x"'),
    ],
)
def test_signs_no_body_may_hold_are_parted(text: str, shown: str) -> None:
    markdown = as_markdown(text)
    assert check_body(markdown, path="x.md", line=1).diagnostics == ()
    assert visible_text(markdown).strip() == shown


def test_bullets_become_a_list() -> None:
    assert as_markdown("We offer:\n* food\n• [clothes]\n\n- more\nEnd") == (
        "We offer:\n\n- food\n- \\[clothes\\]\n\n- more\n\nEnd"
    )
