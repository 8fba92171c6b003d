"""Urgent help: numbers to call, who is there day and night, and what happens when one calls."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Final

from service_directory.checks.legal_credential import is_legal
from service_directory.directory import LinkedService
from service_directory.languages.interface import interface
from service_directory.languages.locales import language_name, same_language
from service_directory.languages.localize import ForeignText, LocalDirectory, LocalText, TextState
from service_directory.model.service import Delivery
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.labels import urgent_name, urgent_sentence
from service_directory.pages.lines import ServiceLine, service_line
from service_directory.pages.needs import RESTING
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.pages.parts import plain
from service_directory.pages.reader import PageReader, TranslationNote
from service_directory.phones import dialled, displayed
from service_directory.schedules import week_table
from service_directory.settings import UrgentKind, UrgentPhone


@dataclass(frozen=True, slots=True)
class UrgentNumber:
    """A number for urgent help."""

    href: str
    number: str
    name: LocalText | None
    """What it is for, in a few words; None where nobody has said."""
    sentence: str
    """When to call it."""


@dataclass(frozen=True, slots=True)
class UrgentView:
    """The page of urgent help."""

    numbers: tuple[UrgentNumber, ...]
    day_and_night: tuple[ServiceLine, ...]
    """Services that are open for 24 hours on 7 days."""
    by_phone: tuple[ServiceLine, ...]
    """Services for sensitive needs that help by phone, at their hours."""
    phrase: str
    """What to say on the phone, in the language spoken there; empty for its own readers."""
    phrase_language: str
    needs_href: str
    note: TranslationNote
    sample: bool


KNOWN_IN: Final = "US"
"""The country of the numbers in `KNOWN`."""

KNOWN: Final = {
    "tel:911": UrgentKind.EMERGENCY,
    "tel:988": UrgentKind.CRISIS,
    "tel:211": UrgentKind.INFORMATION,
    "tel:+18007997233": UrgentKind.VIOLENCE,
    "tel:+18006564673": UrgentKind.SEXUAL_ASSAULT,
    "tel:+18883737888": UrgentKind.TRAFFICKING,
    "tel:+18002221222": UrgentKind.POISON,
    "tel:+18004224453": UrgentKind.CHILDREN,
}
"""What numbers are for that are the same in the whole country.

Sources: FCC (911, 988, 211); the National Domestic Violence Hotline; RAINN; the National Human
Trafficking Hotline; America's Poison Centers; Childhelp.
"""


def urgent_numbers(local: LocalDirectory) -> tuple[UrgentNumber, ...]:
    """Return the site's urgent numbers with words for what each is for."""
    return tuple(_number(phone, local) for phone in local.settings.urgent_phones)


def _number(phone: UrgentPhone, local: LocalDirectory) -> UrgentNumber:
    region = local.settings.region
    href = dialled(phone.number, None, region)
    kind = phone.kind or (KNOWN.get(href) if region == KNOWN_IN else None)
    named = plain(urgent_name(kind, local.interface), local.language.tag) if kind else None
    return UrgentNumber(
        href=href,
        number=displayed(phone.number, None, region),
        name=_own_words(phone, local) or named,
        sentence=urgent_sentence(kind, local.interface) if kind and not phone.words else "",
    )


def _own_words(phone: UrgentPhone, local: LocalDirectory) -> LocalText | None:
    """Return a site's words in the reader's language, else in the first they are there in."""
    words = dict(phone.words)
    if not words:
        return None
    tag = local.language.tag
    found = next((t for t in words if same_language(t, tag)), None)
    if found:
        return LocalText(words[found], found, TextState.SOURCE)
    first = local.settings.source_language
    first = first if first in words else next(iter(words))
    return ForeignText(words[first], first, TextState.MISSING)


def urgent_pages(reader: PageReader) -> Iterator[Page]:
    """Yield the page of urgent help."""
    t = reader.local.interface.gettext
    head = PageHead(
        address=reader.urls.urgent(reader.tag),
        language=reader.tag,
        kind=PageKind.URGENT,
        title=t("Urgent help"),
        description=t("Numbers to call now, and what happens when you call."),
        alternates=reader.alternates(reader.urls.urgent),
        section=PageKind.URGENT,
    )
    yield Page(head, view=partial(urgent_view, reader))


def urgent_view(reader: PageReader) -> UrgentView:
    """Return what the page of urgent help shows."""
    local, directory = reader.local, reader.directory
    takes = [s for s in directory.services.values() if s.service.status not in RESTING]
    always = [linked for linked in takes if is_always_open(linked, reader)]
    keys = {linked.key for linked in always}
    calls = [s for s in takes if s.key not in keys and _helps_by_phone(s, reader)]
    entries = {linked.organization.id: linked.organization for linked in (*always, *calls)}
    spoken = local.settings.source_language
    foreign = not same_language(spoken, reader.tag)
    return UrgentView(
        numbers=urgent_numbers(local),
        day_and_night=_lines(reader, always),
        by_phone=_lines(reader, calls),
        phrase=interface(spoken).gettext(
            "I speak %(language)s. An interpreter, please.",
            language=language_name(reader.tag, spoken),
        )
        if foreign
        else "",
        phrase_language=spoken,
        needs_href=reader.urls.needs(reader.tag),
        note=reader.translation_note(*entries.values(), address_in=reader.urls.urgent)
        if entries
        else TranslationNote(),
        sample=local.settings.sample,
    )


def is_always_open(linked: LinkedService, reader: PageReader) -> bool:
    """Tell whether a service is open day and night, every day, at one of its places at least."""
    weeks = [place.schedules for place in linked.places] or [linked.service.schedules]
    return any(
        any(schedule.opens_at == "00:00" for schedule in week)
        and week_table(week, today=reader.today).is_always_open
        for week in weeks
    )


def _helps_by_phone(linked: LinkedService, reader: PageReader) -> bool:
    return Delivery.PHONE in linked.service.delivery and _is_about_danger(linked, reader)


def _is_about_danger(linked: LinkedService, reader: PageReader) -> bool:
    """Tell whether a need is sensitive for another reason than papers, which seldom hurry."""
    terms, directory = reader.directory.terms[TaxonomyKind.NEEDS], reader.directory
    needs = linked.service.needs
    return any(terms[need].sensitive and not is_legal(directory, need) for need in needs)


def _lines(reader: PageReader, services: Iterable[LinkedService]) -> tuple[ServiceLine, ...]:
    """Return services as lines by name, those about a danger first."""
    pairs = ((_is_about_danger(one, reader), service_line(reader, one)) for one in services)
    lines = reader.in_order(pairs, lambda pair: pair[1].name.text)
    return tuple(line for danger in (True, False) for is_, line in lines if is_ is danger)
