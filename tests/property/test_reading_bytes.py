"""Any bytes give an entry or documented problems: never an exception, never a long wait."""

from __future__ import annotations

import time
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.reading.body import render_body
from service_directory.reading.entry import EntryKind
from service_directory.reading.read import ReadFile, read_file

LONGEST: Final = 0.5
"""Seconds of computing a file may take, whatever is in it."""
LIMIT: Final = 262_144

PIECES: Final = st.sampled_from(
    [
        "---\n",
        "...\n",
        "name: A\n",
        "sector: b\n",
        "summary: c\n",
        "- ",
        "  ",
        ": ",
        ":",
        "[",
        "]",
        "{",
        "}",
        ",",
        '"',
        "'",
        "|\n",
        ">\n",
        "&a ",
        "*a",
        "!b ",
        "<<: ",
        "? ",
        "# ",
        " #",
        "%",
        "\t",
        "\n",
        "\\",
        "\u00a0",
        "“",
        "：",
        "services:\n",
        "  - id: a\n",
        "\r\n",
        "\ufeff",
        "\u200b",
        "\u202e",
        "<b>",
        "[x](y.md)",
        "![",
        "{{",
        "`",
        "~",
        "null",
        "é",
        "\x00",
        "<<<<<<<\n",
        "=======\n",
    ]
)


def _timed(data: bytes, kind: EntryKind) -> tuple[ReadFile, float]:
    started = time.process_time()
    result = read_file(data, kind=kind, id="a", path="a.md")
    return result, time.process_time() - started


def read(data: bytes, kind: EntryKind = EntryKind.ORGANIZATION) -> ReadFile:
    result, seconds = _timed(data, kind)
    if seconds >= LONGEST:  # what is slow is slow again; a pause of the collector is not
        result, seconds = _timed(data, kind)
    assert seconds < LONGEST
    assert result.entry is not None or result.diagnostics
    for diagnostic in result.diagnostics:
        check(diagnostic, data)
    return result


def check(diagnostic: Diagnostic, data: bytes) -> None:
    assert diagnostic.path == "a.md"
    assert diagnostic.rule
    assert diagnostic.message
    assert len(diagnostic.message) < 1_000
    assert len(diagnostic.hint) < 1_000
    assert 0 <= diagnostic.line <= data.count(b"\n") + data.count(b"\r") + 2
    assert diagnostic.column >= 0
    assert isinstance(diagnostic.severity, Severity)
    assert len(diagnostic.as_text().splitlines()) == 1


@given(data=st.binary(max_size=400), kind=st.sampled_from(list(EntryKind)))
def test_any_bytes(data: bytes, kind: EntryKind) -> None:
    read(data, kind)


@given(data=st.binary(max_size=300), kind=st.sampled_from(list(EntryKind)))
def test_any_bytes_between_fences(data: bytes, kind: EntryKind) -> None:
    read(b"---\nname: A\n" + data + b"\n---\nText\n", kind)


@given(pieces=st.lists(PIECES, max_size=30), kind=st.sampled_from(list(EntryKind)))
def test_any_pieces_of_yaml(pieces: list[str], kind: EntryKind) -> None:
    read(("---\n" + "".join(pieces) + "\n---\n").encode(), kind)


@given(pieces=st.lists(PIECES, max_size=30))
def test_any_body(pieces: list[str]) -> None:
    body = "".join(pieces)
    result = read(f"---\nname: A\nsector: b\nsummary: c\n---\n{body}".encode())
    if result.entry is not None:
        render_body(result.entry.body, resolve_link=lambda _: None)


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "{",
        "- ",
        "a: ",
        "? ",
        '"',
        "'",
        "&a ",
        "*a ",
        "!a ",
        "# ",
        "[a, ",
        "{a: ",
        "a\n",
        "- a\n",
        "a: b: c\n",
        "a:\u00a0b\n",
        "\t",
        " ",
        "\n",
        "“",
        "\\",
        "---\n",
        "a: |\n b\n",
    ],
)
def test_much_of_one_sign_in_the_facts(unit: str) -> None:
    data = unit.encode()
    read((b"---\n" + data * (LIMIT // len(data)))[: LIMIT - 10] + b"\n---\n")


@pytest.mark.parametrize(
    "unit",
    [
        "[",
        "[](",
        "![",
        "<",
        "<a",
        "<!--",
        "`",
        "*a ",
        "_a",
        "> ",
        "- ",
        "|",
        "[a]: b\n",
        "{{",
        "&amp;",
        "[x](y) ",
        "\u200b",
        "<a@b.c>",
        "#\n",
        "\\",
        "a\n",
        "x ",
    ],
)
def test_much_of_one_sign_in_the_body(unit: str) -> None:
    data = unit.encode()
    head = b"---\nname: A\nsector: b\nsummary: c\n---\n"
    for length in (LIMIT - len(head), 40_000, 1_000 * len(data)):
        read(head + data * (length // len(data)))


@pytest.mark.parametrize(
    "fact",
    [
        "email: " + "a." * 100_000,
        "email: a@" + "a-" * 100_000,
        "url: https://" + "a." * 100_000,
        "sector: " + "a-" * 100_000,
        "sector: " + "a" * 200_000 + "!",
        "phones: [{number: 1" + " " * 200_000 + "x}]",
        'phones: [{number: "' + "1 -" * 60_000 + 'e"}]',
        "summary: " + "<a" * 100_000,
        'summary: "' + "<!--" * 50_000 + '"',
        'summary: "<a ' + "on" * 100_000 + '"',
        "languages: [" + ",".join(map(str, range(4_000))) + "]",
        "summary: Z" + "\u0301" * 100_000,
        "a" * 200_000 + ": b",
    ],
)
def test_long_values(fact: str) -> None:
    required = ("name: N", "sector: s", "summary: S")
    more = [line for line in required if not fact.startswith(line.split(":")[0])]
    read("\n".join(["---", fact, *more, "---", ""]).encode())
