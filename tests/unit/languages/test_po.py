"""Our reader of PO files, held against Babel's on all that both accept."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po
from hypothesis import given
from hypothesis import strategies as st

from service_directory.languages.po import PoError, PoMessage, read_po_text


def read(text: str) -> list[PoMessage]:
    found = list(read_po_text(text))
    assert not [error for error in found if isinstance(error, PoError)]
    return [message for message in found if isinstance(message, PoMessage)]


def test_a_file() -> None:
    text = """\
# a comment
msgid ""
msgstr ""
"Language: es\\n"

#. for translators
#: place:1
#, fuzzy, python-format
#| msgid "Old"
msgctxt "summary"
msgid "New"
msgstr "Nuevo"

msgctxt "body"
msgid ""
"First \\"line\\"\\n"
"second\\tline"
msgstr ""
"Primera\\n"
"segunda \\\\"

#, fuzzy
#~ msgid "gone"
#~ msgstr "ido"
msgctxt "name"
msgid "Lantern"
msgstr ""
"""
    assert read(text) == [
        PoMessage(2, None, "", "Language: es\n", fuzzy=False, plural=False),
        PoMessage(10, "summary", "New", "Nuevo", fuzzy=True, plural=False),
        PoMessage(
            14,
            "body",
            'First "line"\nsecond\tline',
            "Primera\nsegunda \\",
            fuzzy=False,
            plural=False,
        ),
        PoMessage(25, "name", "Lantern", "", fuzzy=False, plural=False),
    ]


def test_plural_forms() -> None:
    text = 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "x"\nmsgstr[1] "y"\n'
    assert read(text) == [PoMessage(1, None, "a", "x", fuzzy=False, plural=True)]


def test_messages_need_no_empty_line_between_them() -> None:
    text = 'msgid "a"\nmsgstr "x"\nmsgid "b"\nmsgstr "y"'
    assert [message.source for message in read(text)] == ["a", "b"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('msgid "a"\nmsgstr "x\n', 2, "quotation marks"),
        ('msgid "a"\nmsgstr ""\n"x" y\n', 3, "quotation marks"),
        ('msgid "a"\nmsgstr "x"y"\n', 2, "quotation marks"),
        ('msgid "a"\nmsgstr "x\\q"\n', 2, "quotation marks"),
        ('msgid "a"\nmsgstr "x\\"\n', 2, "quotation marks"),
        ('msgid "a"\n\nmsgid "b"\nmsgstr "x"\n', 3, "msgid cannot stand after msgid"),
        ('msgid "a"\n', 1, "has no msgstr"),
        ('msgctxt "c"\nmsgid "a"\n', 1, "has no msgstr"),
        ('msgid "a"\n# note\nmsgstr "x"\n', 1, "has no msgstr"),
        ('msgctxt "c"\nmsgstr "a"\n', 2, "msgstr cannot stand after msgctxt"),
        ('msgid "a"\nmsgstr "x"\nmsgstr "y"\n', 3, "msgstr cannot stand after msgstr"),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[1] "y"\n', 3, "cannot stand after msgid_plural"),
        ('msgstr "x"\n', 1, "at the start of a message"),
        ('"x"\n', 1, "is not gettext"),
        ("name: Lantern\n", 1, "is not gettext"),
        ('msgid "a"\nmsgstring "x"\n', 2, "is not gettext"),
        ("<<<<<<< HEAD\n", 1, "is not gettext"),
        ("msgid a\n", 1, "is not gettext"),
    ],
)
def test_mistakes(text: str, line: int, words: str) -> None:
    *before, error = read_po_text(text)
    assert isinstance(error, PoError)
    assert error.line == line
    assert words in error.words
    assert len(before) < 2


texts = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"], exclude_characters="\r\x0b\x0c\x1c\x1d\x1e\x85"),
        st.sampled_from('"\\\nnt%# '),
    ),
    max_size=40,
).filter(lambda text: "\u2028" not in text and "\u2029" not in text)
rows = st.lists(
    st.tuples(texts.filter(bool), texts.filter(bool), texts, st.booleans()),
    max_size=6,
    unique_by=lambda row: (row[0], row[1]),
)


@given(rows=rows, width=st.sampled_from([0, 20, 76]))
def test_reads_what_babel_writes(rows: list[tuple[str, str, str, bool]], width: int) -> None:
    catalog = Catalog()
    for context, source, translation, fuzzy in rows:
        flags = ["fuzzy"] if fuzzy else []
        catalog.add(source, translation, context=context, flags=flags)
    file = io.BytesIO()
    write_po(file, catalog, width=width)
    found = {
        (message.context, message.source): (message.translation, message.fuzzy)
        for message in read(file.getvalue().decode())
        if message.source
    }
    assert found == {(row[0], row[1]): (row[2], row[3]) for row in rows}


lines = st.lists(
    st.sampled_from(
        [
            'msgid "a"', 'msgid ""', 'msgstr "b"', 'msgstr ""', 'msgctxt "c"', '"more"', '"\\n"',
            "# note", "#, fuzzy", '#~ msgid "old"', "", '"broken', "x", '  msgid "in"', '"q\\"q"',
        ]
    ),
    max_size=12,
)  # fmt: skip


@given(lines)
def test_agrees_with_babel_on_what_it_accepts(lines: list[str]) -> None:
    """Whatever we accept Babel accepts, and reads alike (it keeps one of two equal messages)."""
    text = "\n".join(lines)
    found = list(read_po_text(text))
    if any(isinstance(message, PoError) for message in found):
        return
    without_obsolete = text.replace("#~", "# ")
    theirs = read_po(io.StringIO(without_obsolete), abort_invalid=True)
    ours = {
        (message.context, message.source): message.translation
        for message in found
        if isinstance(message, PoMessage) and message.source
    }
    for (context, source), translation in ours.items():
        message = theirs.get(source, context)
        assert message is not None
        assert message.string == translation


@given(st.text())
def test_any_text_gives_messages_or_one_error_at_the_end(text: str) -> None:
    found = list(read_po_text(text))
    assert not any(isinstance(message, PoError) for message in found[:-1])
    for message in found:
        assert 1 <= message.line <= text.count("\n") + 1


def test_babel_raises_where_we_report() -> None:
    with pytest.raises(PoFileError):
        read_po(io.StringIO("x\n"), abort_invalid=True)


def test_ordinary_messages_are_read_as_all_others_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """The short way through a message gives what the long one gives, line for line."""
    root = Path(__file__).parents[3]
    files = sorted([*root.glob("directory/translations/**/*.po"), *root.glob("tests/**/*.po")])
    texts = [file.read_text(encoding="utf-8") for file in files]
    broken = [text[: len(text) * 2 // 3] for text in texts] + [
        text.replace("\n\n", "\n", 3).replace("msgid", "#, fuzzy\nmsgid", 1) for text in texts
    ]
    quick = [list(read_po_text(text)) for text in (*texts, *broken)]
    monkeypatch.setattr("service_directory.languages.po._ORDINARY", re.compile(r"(?!)"))
    assert quick == [list(read_po_text(text)) for text in (*texts, *broken)]
    assert len(files) > 100
    assert sum(map(len, quick)) > 10_000
