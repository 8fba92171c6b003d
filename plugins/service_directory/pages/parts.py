"""Small views that many pages share: links, phones, addresses, hours, the date of the check."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias
from urllib.parse import quote

from service_directory.languages.interface import Interface
from service_directory.languages.locales import format_date, language_name
from service_directory.languages.localize import LocalDirectory, LocalText, TextState
from service_directory.model.contact import Address, Link, Phone, PhoneType
from service_directory.model.fields import Model
from service_directory.model.location import Location
from service_directory.model.service import Assurance
from service_directory.pages.labels import phone_label
from service_directory.phones import dialled, displayed
from service_directory.reading.entry import Entry

Website: TypeAlias = tuple[str, LocalText | str]
"""Address of a website, and its label or its host."""


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link inside the site. `href` is relative to the root: templates put `root` before it."""

    text: LocalText
    href: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class PhoneView:
    """A number to call: `href` is a tel: (or sms:) address, `number` what people read.

    The number stays in Latin letters, with its extension, in one left-to-right piece.
    """

    href: str
    number: str
    kind: str
    description: LocalText | None
    languages: tuple[str, ...]
    can_call: bool
    is_text: bool


@dataclass(frozen=True, slots=True)
class AddressView:
    """An address as printed on a letter, one item a line, and a map that finds it."""

    lines: tuple[str, ...]
    directions: str


@dataclass(frozen=True, slots=True)
class CheckView:
    """When a person last checked the facts."""

    date: str = ""
    """In the reader's language; empty when nobody has."""
    age: str = ""
    """How long ago, as a whole sentence."""
    iso_date: str = ""
    by: LocalText | None = None
    how: LocalText | None = None
    overdue: bool = False


def phone_views(
    phones: Iterable[Phone], entry: Entry[Model], context: str, local: LocalDirectory
) -> tuple[PhoneView, ...]:
    """Return phones ready to print; `context` is the translation context of their list."""
    region = local.settings.region
    return tuple(
        PhoneView(
            href=_address_of(phone, region),
            number=displayed(phone.number, _extension(phone), region),
            kind=phone_label(phone.type, local.interface),
            description=local.text(entry, f"{context}.{index}.description", phone.description),
            languages=language_names(phone.languages, local),
            can_call=phone.type not in (PhoneType.FAX, PhoneType.PAGER),
            is_text=phone.type is PhoneType.TEXT,
        )
        for index, phone in enumerate(phones)
    )


def _address_of(phone: Phone, region: str) -> str:
    """Return what a tap opens: a call, or a message (RFC 5724) where a number takes only these."""
    call = dialled(phone.number, _extension(phone), region)
    return f"sms:{call.removeprefix('tel:')}" if phone.type is PhoneType.TEXT else call


def _extension(phone: Phone) -> str | None:
    return None if phone.extension is None else str(phone.extension)


def language_names(tags: Iterable[str], local: LocalDirectory) -> tuple[str, ...]:
    """Return the names of spoken languages in the reader's language."""
    return tuple(language_name(tag, local.language.tag) for tag in tags)


def address_view(location: Location, local: LocalDirectory) -> AddressView | None:
    """Return a place's address, or None where it has none or it must not be told."""
    address = location.address
    if address is None:
        return None
    lines = (
        address.attention,
        address.address_1,
        address.address_2,
        f"{address.city}, {address.state_province} {address.postal_code}",
        address.region,
        None if address.country == local.settings.region else address.country,
    )
    return AddressView(
        lines=tuple(line for line in lines if line),
        directions=directions_url(location, address, local.settings.map_url),
    )


def directions_url(location: Location, address: Address, map_url: str) -> str:
    """Return the address of a map with the way to a place, by coordinates or else by address."""
    if location.latitude is not None and location.longitude is not None:
        place = f"{location.latitude},{location.longitude}"
    else:
        parts = (address.address_1, address.city, address.state_province, address.postal_code)
        place = ", ".join(parts)
    return map_url.replace("{place}", quote(place, safe=""))


def check_view(
    assured: Assurance | None,
    entry: Entry[Model],
    context: str,
    local: LocalDirectory,
    today: datetime.date,
) -> CheckView:
    """Return when a person checked; a commit never counts as a check."""
    if assured is None:
        return CheckView()
    age = (today - assured.date).days
    return CheckView(
        date=format_date(assured.date, local.formats, style="long"),
        age=age_of_check(age, local.interface),
        iso_date=assured.date.isoformat(),
        by=local.text(entry, f"{context}.by", assured.by),
        how=local.text(entry, f"{context}.how", assured.how),
        overdue=age > local.settings.check_interval_days,
    )


@cache
def age_of_check(days: int, interface: Interface) -> str:
    """Say how long ago a person checked, in the largest unit that fits."""
    t, n = interface.gettext, interface.ngettext
    if days < 1:
        return t("A person checked this today.")
    if days == 1:
        return t("A person checked this yesterday.")
    weeks, months, years = days // 7, days // 30, days // 365
    if days < 14:
        return n(
            "A person checked this %(num)s day ago.",
            "A person checked this %(num)s days ago.",
            days,
        )
    if months < 2:
        return n(
            "A person checked this %(num)s week ago.",
            "A person checked this %(num)s weeks ago.",
            weeks,
        )
    if years < 2:
        return n(
            "A person checked this %(num)s month ago.",
            "A person checked this %(num)s months ago.",
            months,
        )
    return n(
        "A person checked this %(num)s year ago.", "A person checked this %(num)s years ago.", years
    )


def websites(
    url: str | None,
    links: Iterable[Link],
    entry: Entry[Model],
    context: str,
    local: LocalDirectory,
) -> tuple[Website, ...]:
    """Return the websites to lead to; `context` is the translation context of the links' list."""
    own = ((url, host_of(url)),) if url else ()
    labelled = (
        (link.url, local.text(entry, f"{context}.{index}.label", link.label) or host_of(link.url))
        for index, link in enumerate(links)
    )
    return (*own, *labelled)


def host_of(url: str) -> str:
    """Return the host of a web address, as shown to people who want to know where a link goes."""
    host = url.partition("://")[2].partition("/")[0].lower()
    return host.removeprefix("www.")


def plain(text: str, language: str) -> LocalText:
    """Return text that needs no translation mark, such as our own words."""
    return LocalText(text, language, TextState.SOURCE)
