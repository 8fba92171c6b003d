"""Cells with phone numbers to phones: several in one, extensions in words, kinds in labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from phonenumbers import convert_alpha_characters_in_number

from service_directory.importers.feed import Record
from service_directory.importers.fitting import PHONE, build, fits
from service_directory.importers.report import Journal, Matter
from service_directory.importers.spoken import read_languages
from service_directory.importers.texts import one_line
from service_directory.model.contact import Phone, PhoneType
from service_directory.phones import PhoneState, state_of

REGION: Final = "US"
"""Where numbers without a country are dialled; the standard's feeds come from there."""

_NUMBER: Final = re.compile(
    r"(?P<number>\+\d[\d\s().-]{6,}\d|(?:\+?1[\s.-]{0,2})?(?:\(\d{3}\)|\d{3})[\s./-]{0,3}\d{3}"
    r"[\s.-]{0,3}\d{4}(?!\d)|(?<![\d*#-])\d(?:-?\d){2,5}(?![\d-]))"
    r"(?:[\s,;]*(?:\b|(?<=\d))(?:ext(?:ension)?s?\.?|x)\s*(?P<extension>[A-Za-z]*\d+))?",
    re.IGNORECASE,
)
_VANITY: Final = re.compile(r"(?:1[\s.-]?)?\(?\d{3}\)?[\s.-]?(?=[\d-]*[A-Z]{3})[A-Z\d-]{7,9}\b")
_TYPES: Final = {
    "voice": PhoneType.VOICE,
    "main": PhoneType.VOICE,
    "office": PhoneType.VOICE,
    "phone": PhoneType.VOICE,
    "telephone": PhoneType.VOICE,
    "landline": PhoneType.VOICE,
    "fax": PhoneType.FAX,
    "cell": PhoneType.CELL,
    "cell phone": PhoneType.CELL,
    "mobile": PhoneType.CELL,
    "sms": PhoneType.TEXT,
    "text": PhoneType.TEXT,
    "video": PhoneType.VIDEO,
    "videophone": PhoneType.VIDEO,
    "pager": PhoneType.PAGER,
    "tty": PhoneType.TEXTPHONE,
    "tdd": PhoneType.TEXTPHONE,
    "tty/tdd": PhoneType.TEXTPHONE,
    "tdd/tty": PhoneType.TEXTPHONE,
    "textphone": PhoneType.TEXTPHONE,
}


def read_phones(records: Iterable[Record], journal: Journal) -> tuple[tuple[Phone, ...], list[str]]:
    """Return the phones of some rows, and as text what no phone reaches."""
    phones: dict[Phone, None] = {}
    left: list[str] = []
    for record in records:
        for facts in _phones_of(record, left, journal):
            phone = build(Phone, facts, record.label, journal)
            if phone:
                phones[phone] = None
    return _without_poorer(phones), left


def _phones_of(record: Record, left: list[str], journal: Journal) -> Iterator[dict[str, Any]]:
    cell = record["number"]
    prefix = record["country_prefix"]
    if prefix and not cell.startswith("+"):
        cell = f"{prefix} {cell}" if prefix.startswith("+") else f"+{prefix} {cell}"
    cell = _VANITY.sub(_spelled_out, cell)
    found = list(_NUMBER.finditer(cell))
    starts = [match.start() for match in found[1:]] + [len(cell)]
    before = cell[: found[0].start()] if found else ""
    for match, following in zip(found, starts, strict=False):
        after = cell[match.end() : following]
        bracket = after if following == len(cell) else _bracket(after)
        said = [_words(before), _words(bracket)]
        before = after[len(bracket) :]
        number = match["number"].strip()
        if not fits(PHONE, number) or state_of(number, REGION) is PhoneState.NOT_ASSIGNED:
            _keep(" ".join(part for part in (*said, match.group()) if part), record, left, journal)
        else:
            yield _facts(number, match["extension"] or "", said, record, journal)
    if not found and cell.strip():
        _keep(cell, record, left, journal)


def _bracket(text: str) -> str:
    """Return what belongs to the number before it: words in brackets."""
    match = re.match(r"\s*\([^()]*\)", text)
    return match.group() if match else ""


def _spelled_out(match: re.Match[str]) -> str:
    return f"{convert_alpha_characters_in_number(match.group())} ({match.group()})"


def _facts(
    number: str, extension: str, labels: list[str], record: Record, journal: Journal
) -> dict[str, Any]:
    given = record["type"].lower()
    kinds = [_TYPES[word] for word in (given, *map(str.lower, labels)) if word in _TYPES]
    said = [label for label in labels if label.lower() not in _TYPES]
    said += [record["department"], record["description"], record["vanity_number"]]
    if given not in _TYPES:
        said.append(record["type"])
    extension = extension or record["extension"]
    plain = re.fullmatch(r"(?:x|ext\.?|extension)?\s*([1-9]\d{0,6}|0)", extension, re.IGNORECASE)
    if extension and not plain:
        said.append(f"extension {extension}")
        text = f"extension {extension} is no number; it stands in the description"
        journal.note(Matter.KEPT_AS_TEXT, record.label, text)
    spoken = read_languages(record["language"])
    said += [*spoken.notes, *spoken.unresolved]
    return {
        "number": number,
        "extension": _digits_of(extension) if plain else None,
        "type": kinds[0] if kinds else PhoneType.VOICE,
        "languages": list(spoken.tags),
        "description": one_line(
            "\n".join({part.casefold(): part for part in said if part}.values())
        ),
    }


def _digits_of(extension: str) -> int:
    return int(re.sub(r"\D", "", extension))


def _words(text: str) -> str:
    """Return what stands between numbers, without the signs that part them."""
    return re.sub(r"^(?:\s|[,;:/()-]|\bor\b|\band\b)+|(?:\s|[,;:/()-]|\bor\b|\band\b)+$", "", text)


def _keep(text: str, record: Record, left: list[str], journal: Journal) -> None:
    left.append(f"Phone as listed: {one_line(text)}")
    journal.note(Matter.KEPT_AS_TEXT, record.label, f"no phone number that exists: {text}")


def _without_poorer(phones: Iterable[Phone]) -> tuple[Phone, ...]:
    """Leave out a phone when another says the same number, extension and kind, and more."""
    kept: dict[tuple[str, int | None, PhoneType], Phone] = {}
    for phone in phones:
        key = (re.sub(r"\D", "", phone.number)[-10:], phone.extension, phone.type)
        before = kept.get(key)
        if before is None:
            kept[key] = phone
            continue
        said = dict.fromkeys(d for d in (before.description, phone.description) if d)
        kept[key] = before.model_copy(
            update={
                "description": "; ".join(said) or None,
                "languages": tuple(dict.fromkeys((*before.languages, *phone.languages))),
            }
        )
    return tuple(kept.values())
