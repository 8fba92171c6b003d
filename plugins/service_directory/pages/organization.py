"""An organization's page: who they are, how to reach them, every service they offer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from markupsafe import Markup

from service_directory.languages.localize import LocalText
from service_directory.model.organization import Organization
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.bodies import body_html
from service_directory.pages.page import Page, PageKind
from service_directory.pages.parts import (
    CheckView,
    PhoneView,
    Website,
    check_view,
    language_names,
    phone_views,
    websites,
)
from service_directory.pages.places import PlaceView
from service_directory.pages.reader import PageReader, TranslationNote
from service_directory.pages.services import ServiceView
from service_directory.pages.share import ShareView, share_view, with_neutral_twin
from service_directory.pages.structured import organization_data
from service_directory.pages.words import ExplainedWord, plain_words
from service_directory.reading.entry import Entry


@dataclass(frozen=True, slots=True)
class OrganizationView:
    """What an organization's page shows."""

    name: LocalText
    alternate_name: str
    sector: LocalText
    summary: LocalText
    description: LocalText | None
    body: Markup
    body_text: LocalText | None
    year_incorporated: int | None
    note: TranslationNote
    check: CheckView
    phones: tuple[PhoneView, ...]
    email: str
    urls: tuple[Website, ...]
    languages: tuple[str, ...]
    places: tuple[PlaceView, ...]
    """The organization's own places."""
    services: tuple[ServiceView, ...]
    guests: tuple[ServiceView, ...]
    """Services of others at its places."""
    partner_href: str
    """The page for partners, when there is something on it."""
    change_href: str
    sensitive: bool
    structured: dict[str, Any] | None
    """Facts for search engines; None on a page they are asked to leave out."""
    words: tuple[ExplainedWord, ...]
    share: ShareView | None


def organization_pages(reader: PageReader) -> Iterator[Page]:
    """Yield a page for every organization, and one that leads on for every former id."""
    for entry in reader.directory.organizations.values():
        page = Page(
            head=reader.entry_head(
                entry,
                PageKind.ORGANIZATION,
                reader.urls.organization,
                section=PageKind.ORGANIZATIONS,
                description="summary",
                sensitive=reader.is_sensitive(
                    *reader.directory.services_by_organization.get(entry.id, ())
                ),
            ),
            view=partial(organization_view, reader, entry),
            inputs=reader.directory.neighbours(entry.id),
        )
        yield from with_neutral_twin(reader, page, is_needed=reader.is_about_danger(entry.id))
        yield from reader.moved(entry, reader.urls.organization)


def organization_view(reader: PageReader, entry: Entry[Organization]) -> OrganizationView:
    """Return what an organization's page shows."""
    local, facts, directory = reader.local, entry.facts, reader.directory
    own = directory.services_by_organization.get(entry.id, ())
    body, body_text = body_html(reader, entry, heading=2)
    services = reader.services.views(own)
    summary = local.required(entry, "summary", facts.summary)
    description = local.text(entry, "description", facts.description)
    phones = phone_views(facts.phones, entry, "phones", local)
    return OrganizationView(
        name=local.required(entry, "name", facts.name),
        alternate_name=facts.alternate_name or "",
        sector=local.term(TaxonomyKind.SECTORS, facts.sector),
        summary=summary,
        description=description,
        body=body,
        body_text=body_text,
        year_incorporated=facts.year_incorporated,
        note=reader.translation_note(
            entry, address_in=lambda tag: reader.urls.organization(tag, entry.id)
        ),
        check=check_view(facts.assured, entry, "assured", local, reader.today),
        phones=phones,
        email=facts.email or "",
        urls=websites(facts.url, facts.additional_websites, entry, "additional_websites", local),
        languages=language_names(facts.languages, local),
        places=tuple(reader.services.places.own(entry, place) for place in facts.locations),
        services=services,
        guests=reader.services.views(directory.guests.get(entry.id, ())),
        partner_href=reader.urls.partner(reader.tag, entry.id)
        if entry.id in reader.partners
        else "",
        change_href=reader.edit_href(entry.path),
        sensitive=reader.is_sensitive(*own),
        structured=None if reader.is_unlisted(entry.id) else organization_data(reader, entry),
        words=reader.words.explained(
            (summary, description, plain_words(body, body_text), *(s.summary for s in services))
        ),
        share=share_view(
            reader,
            reader.urls.organization(reader.tag, entry.id),
            reader.organization_name(entry.id).text,
            phones[0].number if phones else "",
            discreet=reader.is_about_danger(entry.id),
        ),
    )
