"""Whether translations fit what they translate: their entry, its facts, and plain text.

What a person wrote in two languages cannot be compared by a program; phone numbers, dates,
amounts, links and placeholders can, and they are what does harm when it is wrong.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final, TypeAlias

from pydantic import TypeAdapter, ValidationError

from service_directory.checks.confidential_place import addresses_told, has_hidden_place
from service_directory.checks.confidential_place import diagnostic as address_told
from service_directory.diagnostics import Diagnostic, Severity
from service_directory.directory import Directory
from service_directory.languages.catalogs import (
    Catalog,
    CatalogKey,
    Catalogs,
    Message,
    without_numbers,
)
from service_directory.languages.texts import BODY, translatable_texts
from service_directory.model.fields import LongText, Text
from service_directory.model.location import Visibility
from service_directory.model.organization import Organization
from service_directory.reading.body import check_body
from service_directory.reading.content_cache import ContentCache
from service_directory.reading.digests import content_digest
from service_directory.reading.entry import Entry, EntryKind
from service_directory.reading.messages import Fault, words_for
from service_directory.reading.source import BIDI_CONTROLS, why_refused

_LINE: Final = TypeAdapter[str](Text)
_TEXT: Final = TypeAdapter[str](LongText)
_BIDI: Final = re.compile(f"[{BIDI_CONTROLS}]")
_WORTH_A_LOOK: Final = re.compile("[<\x00-\x08\x0a-\x1f\x7f-\x9f]|[\u0300-\u036f]{4}")
"""A translation without any of these is plain text; reading has refused the rest."""
_PLACEHOLDER: Final = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
_LINK: Final = re.compile(
    r"https?://[^\s<>()\[\]\"]*[^\s<>()\[\]\".,;:!?]|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
)
_NAMED: Final = (
    ("placeholders", re.compile(r"%\(|\{"), _PLACEHOLDER),
    ("links", re.compile(r"@|://"), _LINK),
)
"""What is compared by its writing; the first pattern tells quickly whether there is any."""
_HAS_FACTS: Final = re.compile(r"[\d%{@]|://")
_DIGITS: Final = re.compile(r"\d+")
_DATE: Final = re.compile(r"\b(\d{4})-(\d\d)-(\d\d)\b")
_YEARS: Final = re.compile(r"\b(\d{4})[-\u2013](\d{4})\b")
_PHONE: Final = re.compile(r"(?<!\d)\+?\(?\d(?:[ ().\-\u2010-\u2013/\u00a0]{0,2}\d){6,}(?!\d)")
_CLOCK: Final = re.compile(r"(?<!\d)(\d{1,2})[:h](\d{2})(?!\d)")
_AMOUNT: Final = re.compile(r"\d+(?:[.,'\u00a0\u202f\u066c ]\d{3}(?!\d))*(?:[.,\u066b]\d+)?")
_SMALL: Final = 24
"""Numbers up to this may be spelled out, or be hours of one clock or the other."""


@dataclass(frozen=True, slots=True)
class CheckedCatalog:
    """What was found in a catalog beside its entries."""

    diagnostics: tuple[Diagnostic, ...]


CheckedCatalogs: TypeAlias = ContentCache[CheckedCatalog]


def check_catalogs(
    catalogs: Catalogs,
    directory: Directory,
    *,
    languages: Collection[str] = (),
    checked: CheckedCatalogs | None = None,
) -> list[Diagnostic]:
    """Return what is wrong with translations, each thing at its line.

    Errors: what the entry itself may not hold either, such as HTML. Warnings: catalogs and texts
    that belong to nothing (any more), facts that differ between a text and its translation, and,
    where the site's `languages` are given, catalogs of a language the site does not have.
    """
    found: list[Diagnostic] = []
    unused: set[str] = set()
    for key, catalog in catalogs.by_key.items():
        tag = key[0]
        if languages and tag not in languages and tag not in unused:
            unused.add(tag)
            words = f"the site has no language '{tag}', so these translations are not shown"
            found.append(_at_file(catalog, "catalog-language-unused", words))
        found += _checked(key, catalog, directory, checked)
    return sorted(found, key=Diagnostic.sort_key)


def _checked(
    key: CatalogKey, catalog: Catalog, directory: Directory, checked: CheckedCatalogs | None
) -> Iterable[Diagnostic]:
    entries = entries_of(directory, key[1], key[2])
    digests = (catalog.digest, *(entry.digest for entry in entries))
    if checked is None or not all(digests):
        return _check_catalog(key, catalog, entries)
    digest = content_digest(b"".join(digests), *key)
    found = checked.get(digest)
    if found is None:
        found = CheckedCatalog(tuple(_check_catalog(key, catalog, entries)))
        checked.put(digest, found)
    return found.diagnostics


def _check_catalog(
    key: CatalogKey, catalog: Catalog, entries: list[Entry[Any]]
) -> Iterator[Diagnostic]:
    if not entries:
        words = f"there is no {key[1]} '{key[2]}' that these translations belong to"
        hint = "delete this file, or rename it as the entry is named now"
        yield _at_file(catalog, "catalog-without-entry", words, hint)
        return
    texts = {text.context: text.source for entry in entries for text in translatable_texts(entry)}
    by_shape = {(without_numbers(context), source) for context, source in texts.items()}
    for context, message in catalog.messages.items():
        moved = (without_numbers(context), message.source) in by_shape
        if context not in texts and not moved:
            words = f"'{context}' is no longer a text of the entry"
            yield _at(message, "catalog-text-gone", words, "delete this translation")
        if message.translation:
            yield from _check_message(context, message)
    for entry in entries:
        yield from _addresses_told(catalog, entry)


def _addresses_told(catalog: Catalog, entry: Entry[Any]) -> Iterator[Diagnostic]:
    """Hold translations to the rule that tells of no place that must not be found."""
    facts = entry.facts
    if not isinstance(facts, Organization) or not has_hidden_place(facts):
        return
    public = {place.id for place in facts.locations if place.visibility is Visibility.PUBLIC}
    for context, message in catalog.messages.items():
        first, _, rest = context.partition(".")
        if first == "locations" and rest.partition(".")[0] in public:
            continue
        for found in addresses_told(message.translation, facts):
            yield address_told(message.path, message.line, 1, found)


def entries_of(directory: Directory, kind: EntryKind, id_: str) -> list[Entry[Any]]:
    """Return the entries whose texts a catalog holds: one, or all lists of shared words."""
    entries = directory.entries
    if kind is EntryKind.TAXONOMY:
        return list(entries.taxonomies.values())
    if kind is EntryKind.CROSSWALKS:
        return [entries.crosswalks] if entries.crosswalks else []
    by_kind: dict[EntryKind, Any] = {
        EntryKind.ORGANIZATION: entries.organizations,
        EntryKind.GROUP: entries.groups,
        EntryKind.PROJECT: entries.projects,
    }
    found = by_kind.get(kind, {}).get(id_)
    return [found] if found is not None else []


def _check_message(context: str, message: Message) -> Iterator[Diagnostic]:
    if context == BODY:
        yield from _check_body(message)
    else:
        yield from _check_text(context, message)
    for what, there, here in differences(message.source, message.translation):
        words = f"'{context}': the {what} differ: the text has {there}, its translation {here}"
        yield _at(message, "catalog-facts", words)


def _check_body(message: Message) -> Iterator[Diagnostic]:
    """Hold a translated body to the rules of bodies; its links may lead where its source's do."""
    checked = check_body(message.translation, path=message.path, line=message.line)
    for found in checked.diagnostics:
        yield replace(found, line=message.line, column=1)
    if checked.links:
        source = check_body(message.source, path=message.path, line=message.line)
        more = {link.target for link in checked.links} - {link.target for link in source.links}
        if more:
            words = f"the translation links to {_listed(more)}, and its text does not"
            yield _at(message, "catalog-facts", words)


def _check_text(context: str, message: Message) -> Iterator[Diagnostic]:
    """Hold a translation to the rules of the field it is shown for."""
    text = message.translation
    turned = _BIDI.search(text)
    if turned:
        rule, words = why_refused(turned.group())
        yield _error(message, rule, f"'{context}': {words}")
    if not _WORTH_A_LOOK.search(text):
        return
    one_line = "\n" not in message.source
    try:
        (_LINE if one_line else _TEXT).validate_python(text)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        path = ("translation", context)
        fault = Fault(details["type"], path, text, dict(details.get("ctx") or {}))
        words_of_field = words_for(fault)
        words = f"'{context}': {words_of_field.message}"
        yield _error(message, words_of_field.rule, words, words_of_field.hint)


def differences(source: str, translation: str) -> Iterator[tuple[str, str, str]]:
    """Yield what two texts do not have in common: its sort, the source's and the translation's.

    Small numbers may be spelled out ("two weeks") and hours counted to 12 or to 24, so these only
    differ when each side has one the other has not.
    """
    if not (_HAS_FACTS.search(source) or _HAS_FACTS.search(translation)):
        return
    for what, mark, pattern in _NAMED:
        if mark.search(source) or mark.search(translation):
            there, here = set(pattern.findall(source)), set(pattern.findall(translation))
            if there != here:
                yield what, _listed(there - here), _listed(here - there)
    if _DIGITS.findall(source) != _DIGITS.findall(translation):
        yield from _differing_numbers(source, translation)


def _differing_numbers(source: str, translation: str) -> Iterator[tuple[str, str, str]]:
    first, second = _Numbers(source), _Numbers(translation)
    phones = first.phones - second.phones, second.phones - first.phones
    if any(phones):
        yield "phone numbers", _listed(phones[0]), _listed(phones[1])
    large = first.large - second.large, second.large - first.large
    small = first.small - second.small, second.small - first.small
    if any(large) or all(small):
        yield "numbers", _listed(large[0] + small[0]), _listed(large[1] + small[1])


class _Numbers:
    """The numbers of a text, in Latin digits, by sort."""

    def __init__(self, text: str) -> None:
        text = _LINK.sub(" ", _PLACEHOLDER.sub(" ", _latin_digits(text)))
        text = _YEARS.sub(r"\1 / \2", _DATE.sub(r"\1 / \2 / \3", text))
        self.phones = Counter(re.sub(r"\D", "", phone) for phone in _PHONE.findall(text))
        text = _PHONE.sub(" ", text)
        self.large: Counter[str] = Counter()
        self.small: Counter[str] = Counter()
        for hour, minute in _CLOCK.findall(text):
            self._add(hour if minute == "00" else f"{int(hour) % 12}:{minute}")
        for amount in _AMOUNT.findall(_CLOCK.sub(" ", text)):
            self._add(_plain_amount(amount))

    def _add(self, number: str) -> None:
        if number.isdigit() and int(number) <= _SMALL:
            self.small[str(int(number) % 12 or 12)] += 1
        else:
            self.large[number] += 1


def _latin_digits(text: str) -> str:
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _plain_amount(amount: str) -> str:
    """Write an amount without separators of thousands, its decimals after a full stop."""
    whole, _, decimals = re.sub(r"[,\u066b]", ".", amount).rpartition(".")
    if not whole:
        return re.sub(r"\D", "", amount)
    if len(decimals) == 3:
        return re.sub(r"\D", "", amount)
    return (re.sub(r"\D", "", whole) + "." + decimals).removesuffix(".00")


def _listed(found: Collection[str]) -> str:
    words = sorted(set(found))
    return ", ".join(words) if words else "none"


def _at(message: Message, rule: str, words: str, hint: str = "") -> Diagnostic:
    return Diagnostic(message.path, message.line, 1, Severity.WARNING, rule, words, hint)


def _error(message: Message, rule: str, words: str, hint: str = "") -> Diagnostic:
    return Diagnostic(message.path, message.line, 1, Severity.ERROR, rule, words, hint)


def _at_file(catalog: Catalog, rule: str, words: str, hint: str = "") -> Diagnostic:
    return Diagnostic(catalog.path, 0, 0, Severity.WARNING, rule, words, hint)
