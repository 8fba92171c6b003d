from __future__ import annotations

import os
from pathlib import Path

import pytest

from service_directory.reading.source import ENTRY_LIMIT, Source, read_source, source_of


def clean(data: bytes) -> Source:
    source, found = source_of(data, path="t.md")
    assert source is not None
    assert not found
    return source


def refused(text: str) -> list[tuple[int, int, str]]:
    source, found = source_of(text.encode("utf-8", "surrogatepass"), path="t.md")
    assert source is None
    return [(d.line, d.column, d.rule) for d in found]


class TestBytes:
    def test_bom_and_line_ends(self) -> None:
        assert clean(b"\xef\xbb\xbfa\r\nb\rc\n").text == "a\nb\nc\n"

    @pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
    def test_utf_16(self, encoding: str) -> None:
        source, (found,) = source_of("---\nname: Test\n".encode(encoding), path="t.md")
        assert source is None
        assert (found.rule, found.line) == ("encoding", 0)
        assert "UTF-16" in found.message
        assert "save as UTF-8" in found.hint

    def test_latin_1_names_line_column_and_byte(self) -> None:
        _, (found,) = source_of("a\r\nbé: Peña".encode() + b"\xf1", path="t.md")
        assert (found.line, found.column, found.rule) == (2, 9, "encoding")
        assert "0xf1" in found.message

    def test_nothing(self) -> None:
        assert clean(b"").text == ""


class TestCharacters:
    @pytest.mark.parametrize(
        ("character", "rule"),
        [
            ("\x00", "control-character"),
            ("\x0b", "control-character"),
            ("\x0c", "control-character"),
            ("\x1b", "control-character"),
            ("\x7f", "control-character"),
            ("\x85", "control-character"),
            ("\u2028", "control-character"),
            ("\u2029", "control-character"),
            ("\u2060", "control-character"),
            ("\u3164", "control-character"),
            ("\U000e0041", "control-character"),
            ("\ufdd0", "control-character"),
            ("\uffff", "control-character"),
            ("\U0001fffe", "control-character"),
            *((chr(code), "bidi-control") for code in range(0x202A, 0x202F)),
            *((chr(code), "bidi-control") for code in range(0x2066, 0x206A)),
            ("\ue000", "private-character"),
            ("\uf8ff", "private-character"),
            ("\U000f0000", "private-character"),
            ("\ufffd", "lost-character"),
            ("\ufffc", "lost-character"),
        ],
    )
    def test_refused(self, character: str, rule: str) -> None:
        assert refused(f"ab\nñ{character}c") == [(2, 2, rule)]

    def test_lone_surrogate_is_no_utf_8(self) -> None:
        assert refused("a\ud800") == [(1, 2, "encoding")]

    def test_the_name_of_the_character_is_said(self) -> None:
        _, (found,) = source_of("a\u202eb".encode(), path="t.md")
        assert "U+202E RIGHT-TO-LEFT OVERRIDE" in found.message

    @pytest.mark.parametrize(
        "text",
        [
            "a\u200fb\u200ec",  # marks that order digits in Arabic and Hebrew
            "می\u200cخواهم",
            "👩\u200d👧",
            "မြန်မာ\u200bစာ",  # Burmese: a zero-width space ends a word
            "ខ្មែរ\u200bទេ",
            "tab\tinside",
            "soft\u00adhyphen",
        ],
    )
    def test_kept(self, text: str) -> None:
        assert clean(text.encode()).text == text

    def test_no_more_than_a_screen_full(self) -> None:
        assert len(refused("\x01" * 1000)) == 20


class TestZeroWidth:
    def test_dropped_with_places_as_an_editor_counts_them(self) -> None:
        source = clean("a\nb\u200bc\ufeffd e".encode())
        assert source.text == "a\nbcd e"
        assert [source.column(2, column) for column in (1, 2, 3, 5)] == [1, 3, 5, 7]
        assert source.column(1, 1) == 1


class TestConflictMarkers:
    def test_all_are_named(self) -> None:
        text = "<<<<<<< HEAD\na\n||||||| base\nb\n=======\nc\n>>>>>>> partner\n"
        assert refused(text) == [(line, 1, "merge-conflict") for line in (1, 3, 5, 7)]

    @pytest.mark.parametrize("text", ["Heading\n=======\n", "a <<<<<<< b", "<<<<<<<<\n"])
    def test_no_false_alarm(self, text: str) -> None:
        assert clean(text.encode()).text == text


class TestFiles:
    def test_too_large_is_not_read(self, tmp_path: Path) -> None:
        file = tmp_path / "t.md"
        with file.open("wb") as sparse:
            sparse.truncate(ENTRY_LIMIT + 1)
        data, (found,) = read_source(file, path="t.md")
        assert data is None
        assert found.rule == "file-size"
        assert "256 kB" in found.message

    def test_just_small_enough(self, tmp_path: Path) -> None:
        file = tmp_path / "t.md"
        file.write_bytes(b"a" * ENTRY_LIMIT)
        data, found = read_source(file, path="t.md")
        assert data is not None
        assert len(data) == ENTRY_LIMIT
        assert not found

    def test_gone(self, tmp_path: Path) -> None:
        data, (found,) = read_source(tmp_path / "none.md", path="none.md")
        assert data is None
        assert found.rule == "unreadable-file"

    @pytest.mark.skipif(os.name == "nt", reason="folders cannot be opened there at all")
    def test_a_folder(self, tmp_path: Path) -> None:
        _, (found,) = read_source(tmp_path, path="t.md")
        assert found.rule == "unreadable-file"
