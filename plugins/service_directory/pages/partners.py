"""Pages for people who work in a partner organization: whom to call, how to hand people over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from service_directory.directory import LinkedService
from service_directory.languages.locales import format_date
from service_directory.languages.localize import LocalText
from service_directory.model.contact import Contact
from service_directory.model.fields import Model
from service_directory.model.organization import HandOff, Organization
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.labels import channel_label
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.pages.parts import (
    CheckView,
    LinkView,
    PhoneView,
    check_view,
    language_names,
    phone_views,
)
from service_directory.pages.reader import PageReader, TranslationNote
from service_directory.pages.services import ServiceView
from service_directory.reading.entry import Entry


@dataclass(frozen=True, slots=True)
class ContactView:
    """A role somebody can reach."""

    anchor: str
    title: LocalText
    name: str
    department: LocalText | None
    topics: tuple[LocalText, ...]
    email: str
    phones: tuple[PhoneView, ...]
    languages: tuple[str, ...]
    channel: str
    answers_within: LocalText | None
    backup: LocalText | None


@dataclass(frozen=True, slots=True)
class HandOffView:
    """People are brought over from or to a partner."""

    partner: LinkView
    needs: tuple[LinkView, ...]
    how: LocalText | None


@dataclass(frozen=True, slots=True)
class PlaceLink:
    """A service at somebody else's place."""

    service: LinkView
    place: LocalText
    host: LinkView


@dataclass(frozen=True, slots=True)
class PartnerView:
    """A partner's page."""

    name: LocalText
    sector: LocalText
    organization_href: str
    joined: str
    offers: tuple[LocalText, ...]
    looking_for: tuple[LocalText, ...]
    spoc: tuple[ContactView, ...]
    """Contacts that are the single point of contact for some topic."""
    other_contacts: tuple[ContactView, ...]
    referrals: tuple[ServiceView, ...]
    """Services that say how they take people a partner sends."""
    hands_off_to: tuple[HandOffView, ...]
    handed_over_by: tuple[HandOffView, ...]
    at_others: tuple[PlaceLink, ...]
    """Its services at partners' places."""
    guests: tuple[PlaceLink, ...]
    """Partners' services at its places."""
    groups: tuple[LinkView, ...]
    projects: tuple[LinkView, ...]
    stewards: tuple[str, ...]
    change_href: str
    note: TranslationNote
    check: CheckView


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """A partner in the list."""

    name: LocalText
    href: str
    sector: LocalText
    topics: tuple[LocalText, ...]


@dataclass(frozen=True, slots=True)
class PartnersView:
    """The partners' home."""

    partners: tuple[PartnerLine, ...]
    groups: tuple[LinkView, ...]
    projects: tuple[LinkView, ...]
    crosswalks_href: str
    gaps_href: str
    glossary: LinkView | None


def partner_pages(reader: PageReader) -> Iterator[Page]:
    """Yield the partners' home and a page for every organization with something for partners."""
    yield Page(
        PageHead(
            address=reader.urls.partners(reader.tag),
            language=reader.tag,
            kind=PageKind.PARTNERS,
            title=reader.local.interface.gettext("For partners"),
            alternates=reader.alternates(reader.urls.partners),
            section=PageKind.PARTNERS,
        ),
        view=partial(partners_view, reader),
    )
    for entry in reader.directory.organizations.values():
        if entry.id in reader.partners:
            yield Page(
                _head(reader, entry),
                view=partial(partner_view, reader, entry),
                inputs=reader.directory.neighbours(entry.id),
            )
            yield from reader.moved(entry, reader.urls.partner)


def _head(reader: PageReader, entry: Entry[Organization]) -> PageHead:
    name = reader.organization_name(entry.id).text
    title = reader.local.interface.gettext("%(name)s: for partners", name=name)
    return reader.entry_head(
        entry, PageKind.PARTNER, reader.urls.partner, section=PageKind.PARTNERS, title=title
    )


def partners_view(reader: PageReader) -> PartnersView:
    """Return the partners' home."""
    lines = [
        PartnerLine(
            name=reader.organization_name(entry.id),
            href=reader.urls.partner(reader.tag, entry.id),
            sector=reader.local.term(TaxonomyKind.SECTORS, entry.facts.sector),
            topics=tuple(
                reader.local.term(TaxonomyKind.TOPICS, topic)
                for topic in dict.fromkeys(
                    topic for contact in entry.facts.contacts for topic in contact.spoc_for
                )
            ),
        )
        for entry in reader.directory.organizations.values()
        if entry.id in reader.partners
    ]
    return PartnersView(
        partners=tuple(reader.in_order(lines, lambda line: line.name.text)),
        groups=tuple(reader.group_link(id_) for id_ in reader.directory.entries.groups),
        projects=tuple(reader.project_link(id_) for id_ in reader.directory.entries.projects),
        crosswalks_href=reader.urls.crosswalks(reader.tag),
        gaps_href=reader.urls.gaps(reader.tag),
        glossary=_glossary(reader),
    )


def _glossary(reader: PageReader) -> LinkView | None:
    kind = TaxonomyKind.GLOSSARY
    entry = reader.directory.entries.taxonomies.get(kind)
    if entry is None or not entry.facts.terms:
        return None
    name = reader.local.required(entry, f"{kind}.name", entry.facts.name)
    return LinkView(name, reader.urls.glossary(reader.tag))


def partner_view(reader: PageReader, entry: Entry[Organization]) -> PartnerView:
    """Return what a partner's page shows."""
    local, facts, directory = reader.local, entry.facts, reader.directory
    own = directory.services_by_organization.get(entry.id, ())
    partnership = facts.partnership
    joined = partnership.joined if partnership else None
    contacts = contact_views(reader, entry, facts.contacts)
    return PartnerView(
        name=local.required(entry, "name", facts.name),
        sector=local.term(TaxonomyKind.SECTORS, facts.sector),
        organization_href=reader.urls.organization(reader.tag, entry.id),
        joined=format_date(joined, reader.local.formats, style="long") if joined else "",
        offers=_listed(reader, entry, "offers"),
        looking_for=_listed(reader, entry, "looking_for"),
        spoc=tuple(contact for contact in contacts if contact.topics),
        other_contacts=tuple(contact for contact in contacts if not contact.topics),
        referrals=reader.services.views(s for s in own if s.service.referral),
        hands_off_to=_hand_offs(reader, entry),
        handed_over_by=_handed_over_by(reader, entry.id),
        at_others=tuple(link for linked in own for link in _place_links(reader, linked)),
        guests=tuple(
            link
            for linked in directory.guests.get(entry.id, ())
            for link in _place_links(reader, linked, host=entry.id)
        ),
        groups=tuple(reader.group_link(id_) for id_ in reader.group_members.get(entry.id, ())),
        projects=tuple(
            reader.project_link(id_) for id_ in reader.project_partners.get(entry.id, ())
        ),
        stewards=facts.stewards,
        change_href=reader.edit_href(entry.path),
        note=reader.translation_note(
            entry, address_in=lambda tag: reader.urls.partner(tag, entry.id)
        ),
        check=check_view(facts.assured, entry, "assured", local, reader.today),
    )


def contact_views(
    reader: PageReader, entry: Entry[Model], contacts: tuple[Contact, ...]
) -> tuple[ContactView, ...]:
    """Return contacts as partners read them."""
    local = reader.local
    titles = {
        contact.id: local.required(entry, f"contacts.{contact.id}.title", contact.title)
        for contact in contacts
    }
    return tuple(
        ContactView(
            anchor=f"contact-{contact.id}",
            title=titles[contact.id],
            name=contact.name or "",
            department=local.text(entry, f"contacts.{contact.id}.department", contact.department),
            topics=tuple(local.term(TaxonomyKind.TOPICS, topic) for topic in contact.spoc_for),
            email=contact.email or "",
            phones=phone_views(contact.phones, entry, f"contacts.{contact.id}.phones", local),
            languages=language_names(contact.languages, local),
            channel=channel_label(contact.preferred_channel, local.interface)
            if contact.preferred_channel
            else "",
            answers_within=local.text(
                entry, f"contacts.{contact.id}.answers_within", contact.answers_within
            ),
            backup=titles.get(contact.backup) if contact.backup else None,
        )
        for contact in contacts
    )


def _listed(reader: PageReader, entry: Entry[Organization], name: str) -> tuple[LocalText, ...]:
    partnership = entry.facts.partnership
    texts: tuple[str, ...] = getattr(partnership, name) if partnership else ()
    return tuple(
        reader.local.required(entry, f"partnership.{name}.{index}", text)
        for index, text in enumerate(texts)
    )


def _hand_off(
    reader: PageReader, entry: Entry[Organization], index: int, hand_off: HandOff, partner: str
) -> HandOffView:
    context = f"partnership.hands_off_to.{index}.how"
    return HandOffView(
        partner=reader.partner_link(partner),
        needs=tuple(reader.need_link(need) for need in hand_off.for_),
        how=reader.local.text(entry, context, hand_off.how),
    )


def _hand_offs(reader: PageReader, entry: Entry[Organization]) -> tuple[HandOffView, ...]:
    partnership = entry.facts.partnership
    return tuple(
        _hand_off(reader, entry, index, hand_off, hand_off.organization)
        for index, hand_off in enumerate(partnership.hands_off_to if partnership else ())
    )


def _handed_over_by(reader: PageReader, id_: str) -> tuple[HandOffView, ...]:
    found = []
    for other in reader.directory.handed_over_by.get(id_, ()):
        entry = reader.directory.organizations[other]
        partnership = entry.facts.partnership
        for index, hand_off in enumerate(partnership.hands_off_to if partnership else ()):
            if hand_off.organization == id_:
                found.append(_hand_off(reader, entry, index, hand_off, other))
    return tuple(found)


def _place_links(
    reader: PageReader, linked: LinkedService, host: str | None = None
) -> Iterator[PlaceLink]:
    """Yield the places of a service that are another's (or, with `host`, that host's)."""
    entry = linked.organization
    name = reader.local.required(entry, f"services.{linked.service.id}.name", linked.service.name)
    for place in linked.places:
        if place.host == entry.id or (host is not None and place.host != host):
            continue
        host_entry = reader.directory.organizations[place.host]
        context = f"locations.{place.location.id}.name"
        yield PlaceLink(
            service=LinkView(name, reader.urls.service(reader.tag, linked.key)),
            place=reader.local.required(host_entry, context, place.location.name),
            host=reader.partner_link(entry.id if host else place.host),
        )
