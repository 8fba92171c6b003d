"""Text that was read with the wrong encoding, put right again where only one reading is possible.

Two ways in which feeds were spoilt (measured in `standards.md`, 4.1): UTF-8 read as CP437 and then
squeezed into Windows-1252 (`GÇÖ` for an apostrophe, `Espa+¦ol`), and UTF-8 read as Windows-1252,
once or twice (`â€™`, `Ã©`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_SQUEEZED: Final = {
    "\u0393": "G",
    "\u251c": "+",
    "\u252c": "-",
    "\u2310": "\u00ac",
    "\u20a7": "P",
    **dict.fromkeys("\u2591\u2592\u2593\u2502\u2524\u2561\u2562\u2563\u2551", "\u00a6"),
    **dict.fromkeys("\u2556\u2555\u2557\u255d\u255c\u255b\u2510", "+"),
}
"""What Windows-1252 lacks of CP437, and what Windows puts in its place ("best fit")."""


def _second_bytes() -> dict[str, tuple[int, ...]]:
    """Return the bytes 0x80 to 0xBF a character of squeezed CP437 may have been."""
    found: dict[str, tuple[int, ...]] = {}
    for byte in range(0x80, 0xC0):
        character = bytes([byte]).decode("cp437")
        for written in {character, _SQUEEZED.get(character, character)}:
            found[written] = (*found.get(written, ()), byte)
    return found


_BYTES: Final = _second_bytes()
_ONE_OF: Final = "[" + re.escape("".join(c for c in _BYTES if not c.isascii())) + "]"
_DAMAGE: Final = re.compile("[G\u0393]\u00c7" + _ONE_OF)
_CP437: Final = re.compile(
    f"[G\u0393][\u00c7\u00e9\u00e4\u00e5\u00fb\u00f9\u00ff\u00a3\u00a5]{_ONE_OF}"
    f"|-\u00c7-{_ONE_OF}|[-\u252c]{_ONE_OF}|(?P<lead>[+\u251c])(?P<letter>{_ONE_OF})"
)
_DELIMITERS: Final = "\u00a6\u2502"
_ACCENTED_U: Final = re.compile(
    r"p\u00a6blic|^\u00a6til|n\u00a6mero|^\u00a6ltim|^\u00a6nic|m\u00a6sic|m\u00a6ltip|seg\u00a6n"
    r"|^a\u00a6n$|g\u00a6n|com\u00a6n|re\u00a6n|^\u00a6lcera|m\u00a6scul|b\u00a6squ|sal\u00a6d",
    re.IGNORECASE,
)
"""Spanish words with `ú`; the sign for `ñ`, `ó` and `ú` is the same."""
_WINDOWS: Final = {
    bytes([byte]).decode("cp1252", errors="ignore") or chr(byte): byte
    for byte in range(0x80, 0x100)
}
"""Windows-1252 back to bytes; its five empty places stand for the control of the same number."""
_TAIL: Final = "[" + re.escape("".join(c for c, byte in _WINDOWS.items() if byte < 0xC0)) + "]"
_LATIN_1: Final = re.compile(f"(?:[\u00c2\u00c3]{_TAIL}|\u00e2[\u20ac\u201a\u201e]{_TAIL})+")
_MOST_LAYERS: Final = 5
"""Nobody was seen to spoil a text more than twice; the rest is for stray signs."""
_C1: Final = re.compile("\u0080[\u0080-\u009f]|[\u0080-\u009f]")


def is_cp437_damaged(texts: Iterable[str]) -> bool:
    """Tell whether a feed was spoilt by CP437; single signs such as `+í` prove it in no text."""
    return any("\u00c7" in text and _DAMAGE.search(text) for text in texts)


def mend_cp437(text: str) -> str:
    """Return the text with CP437 damage undone; only for feeds that are damaged so."""
    if text.isascii():
        return text
    return _mend_controls(_CP437.sub(lambda match: _cp437(match, text), text))


def mend_latin_1(text: str) -> str:
    """Return the text with UTF-8 that was read as Windows-1252 put right, however often it was."""
    for _ in range(_MOST_LAYERS):
        mended = _LATIN_1.sub(lambda match: _from_latin_1(match.group()), _mend_controls(text))
        if mended == text:
            break
        text = mended
    return text


def _cp437(match: re.Match[str], text: str) -> str:
    found = match.group()
    if match["lead"]:
        return _letter(match, text)
    if found[:2] == "-\u00c7" and len(found) == 4:
        # C1 control, C1 control: the first byte of a quotation mark was lost before.
        return "".join(_two_bytes(0xC2, found[place]) for place in (1, 3))
    if found[0] in "-\u252c":
        return _two_bytes(0xC2, found[1])
    for second in _BYTES.get(found[1], ()):
        for third in _BYTES[found[2]]:
            return bytes([0xE2, second, third]).decode("utf-8", errors="replace")
    return found


def _two_bytes(lead: int, sign: str) -> str:
    return bytes([lead, _BYTES[sign][0]]).decode("utf-8", errors="replace")


def _letter(match: re.Match[str], text: str) -> str:
    """Return the letter of Latin-1 behind two signs; of several, the one Spanish would write."""
    sign = match["letter"]
    if sign == "\u00ac":
        return "\u00e9"
    if sign not in _DELIMITERS:
        return _two_bytes(0xC3, sign)
    before = re.search(r"\w*\Z", text[: match.start()])
    after = re.match(r"\w*", text[match.end() :])
    left = before.group() if before else ""
    right = after.group() if after else ""
    if _ACCENTED_U.search(f"{left}\u00a6{right}"):
        return "\u00fa"
    vowels = "aeiouAEIOU"
    if left[-1:] in tuple(vowels) and right[:1] in tuple(vowels):
        return "\u00f1"
    return "\u00f3"


def _from_latin_1(found: str) -> str:
    try:
        return bytes(_WINDOWS[character] for character in found).decode("utf-8")
    except UnicodeDecodeError:
        return found


def _mend_controls(text: str) -> str:
    """Read C1 controls as Windows-1252; a pair after a lost first byte is a quotation mark."""
    return _C1.sub(lambda match: _control(match.group()), text) if _C1.search(text) else text


def _control(found: str) -> str:
    if len(found) == 2:
        return bytes([0xE2, 0x80, ord(found[1])]).decode("utf-8", errors="replace")
    if found == "\u0080":
        return ""
    return bytes([ord(found)]).decode("cp1252", errors="ignore")
