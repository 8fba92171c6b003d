"""The grammar of gettext PO files, as far as texts of entries need it: strict, and fast.

Babel reads the package's own few catalogs. A directory has thousands of them, and there Babel's
reader takes several times as long, goes on after some mistakes and keeps one of two equal
messages without a word. Tests hold the two together on all that both accept.
Source: GNU gettext manual, "The Format of PO Files".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple


class PoMessage(NamedTuple):
    """One message as it stands in a file; obsolete ones (`#~`) are not read."""

    line: int
    """Where it begins, from 1."""
    context: str | None
    source: str
    translation: str
    fuzzy: bool
    plural: bool
    """True for a message with plural forms; its translation is then the first form."""


class PoError(NamedTuple):
    """The first mistake of a file; what follows it is not read."""

    line: int
    words: str


_PART: Final = re.compile(
    r"(?P<keyword>msg\w+(?:\[\d\])?)[ \t]*(?P<text>\"[^\n]*(?:\n[ \t]*\"[^\n]*)*)"
    r"|(?P<comment>\#[^\n]*)"
    r"|(?P<other>[^\s][^\n]*)"
)
"""A keyword with all lines of its text, a comment, or something that does not belong here."""
_LINES: Final = r'"[^"\\\n]*"(?:\n"[^"\\\n]*")*'
_ORDINARY: Final = re.compile(
    rf"(#, fuzzy\n)?msgctxt ({_LINES})\nmsgid ({_LINES})\nmsgstr ({_LINES})(?:\n+(?=#|msg)|\n*\Z)"
)
"""A message as programs write them, without escapes: most messages, found in one step."""
_STRING: Final = re.compile(r'"(?:[^"\\]|\\[\\"nrtabfv])*"')
_ESCAPE: Final = re.compile(r"\\(.)")
_MEANING: Final = {"n": "\n", "r": "\r", "t": "\t", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
_FUZZY: Final = re.compile(r"#,(?:.*,)?\s*fuzzy\s*(?:,|\Z)")
_AFTER: Final = {
    "": ("msgctxt", "msgid"),
    "msgctxt": ("msgid",),
    "msgid": ("msgid_plural", "msgstr"),
    "msgid_plural": ("msgstr[0]",),
    "msgstr": ("msgctxt", "msgid"),
    **{f"msgstr[{form}]": (f"msgstr[{form + 1}]", "msgctxt", "msgid") for form in range(9)},
}
"""What may follow a part of a message."""


def read_po_text(text: str) -> Iterator[PoMessage | PoError]:
    """Yield the messages of a PO file in order (the header is the one with an empty source).

    The last thing yielded is the error where reading stopped, if the file has one.
    """
    parts: dict[str, str] = {}
    last, fuzzy, counted_to, line, begins = "", False, 0, 1, 1
    at = 0
    while match := _PART.search(text, at):
        line += text.count("\n", counted_to, match.start())
        at = counted_to = match.start()
        if last.startswith("msgstr") or not (last or fuzzy):
            ordinary = _ORDINARY.match(text, at)
            if ordinary is not None:
                if last:
                    yield _message(begins, parts, fuzzy)
                    parts, last, fuzzy = {}, "", False
                yield _ordinary(ordinary, line)
                at = ordinary.end()
                continue
        keyword, value, comment, _ = match.groups()
        at = match.end()
        if last.startswith("msgstr") and (comment or keyword in ("msgctxt", "msgid")):
            yield _message(begins, parts, fuzzy)
            parts, last, fuzzy = {}, "", False
        if comment and last:
            yield PoError(begins, "the message has no msgstr")
            return
        if comment:
            fuzzy = (fuzzy or bool(_FUZZY.match(comment))) and not comment.startswith("#~")
        elif keyword is None or keyword not in _AFTER[last]:
            yield PoError(line, _why_misplaced(keyword, last, match.group()))
            return
        else:
            read = _unquoted(value, line)
            if isinstance(read, PoError):
                yield read
                return
            begins = begins if last else line
            parts[keyword], last = read, keyword
    if last.startswith("msgstr"):
        yield _message(begins, parts, fuzzy)
    elif last:
        yield PoError(begins, "the message has no msgstr")


def _ordinary(match: re.Match[str], line: int) -> PoMessage:
    fuzzy, *texts = match.groups()
    context, source, translation = (text[1:-1].replace('"\n"', "") for text in texts)
    begins = line + 1 if fuzzy else line
    return PoMessage(begins, context, source, translation, fuzzy=bool(fuzzy), plural=False)


def _message(line: int, parts: dict[str, str], fuzzy: bool) -> PoMessage:  # noqa: FBT001
    plural = "msgid_plural" in parts
    translation = parts["msgstr[0]" if plural else "msgstr"]
    return PoMessage(line, parts.get("msgctxt"), parts["msgid"], translation, fuzzy, plural)


def _unquoted(value: str, line: int) -> str | PoError:
    """Return what the lines of a text say, without their quotation marks and escapes."""
    if "\\" not in value:
        whole = value.rstrip().replace('"\n"', "")
        text = whole[1:-1]
        if len(whole) > 1 and whole[-1] == '"' and '"' not in text and "\n" not in text:
            return text
    found = []
    for number, quoted in enumerate(value.split("\n")):
        if not _STRING.fullmatch(quoted.strip()):
            shown = _shown(quoted.strip())
            words = f'{shown} is not a text between quotation marks (inside it write \\")'
            return PoError(line + number, words)
        found.append(_ESCAPE.sub(_meaning, quoted.strip()[1:-1]))
    return "".join(found)


def _meaning(match: re.Match[str]) -> str:
    return _MEANING.get(match[1], match[1])


def _why_misplaced(keyword: str | None, last: str, text: str) -> str:
    if keyword is None or not any(keyword in follows for follows in _AFTER.values()):
        return f"'{_shown(text)}' is not gettext"
    return f"{keyword} cannot stand {f'after {last}' if last else 'at the start of a message'}"


def _shown(text: str) -> str:
    line = text.partition("\n")[0]
    return line if len(line) <= 60 else f"{line[:57]}..."
