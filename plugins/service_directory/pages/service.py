"""A service's own page: everything a person needs before she goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from service_directory.directory import LinkedService
from service_directory.languages.localize import LocalText
from service_directory.model.organization import Organization
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.locator import LocatorView, locator_view
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.pages.parts import LinkView, PhoneView, phone_views
from service_directory.pages.reader import MovedView, PageReader, TranslationNote
from service_directory.pages.related import Related
from service_directory.pages.services import ServiceView
from service_directory.pages.share import ShareView, share_view, with_neutral_twin
from service_directory.pages.structured import service_data
from service_directory.pages.words import ExplainedWord, service_words
from service_directory.reading.entry import Entry


@dataclass(frozen=True, slots=True)
class RelatedView:
    """Other services for one need of this one."""

    need: LinkView
    services: tuple[ServiceView, ...]


@dataclass(frozen=True, slots=True)
class ServicePageView:
    """What a service's page shows."""

    service: ServiceView
    sector: LocalText
    about: LocalText
    """What the organization behind it does."""
    phones: tuple[PhoneView, ...]
    """The service's, or the organization's where it has none of its own."""
    email: str
    note: TranslationNote
    sensitive: bool
    urgent_phones: tuple[str, ...]
    locator: LocatorView | None
    same_need: tuple[RelatedView, ...]
    same_place: tuple[ServiceView, ...]
    words: tuple[ExplainedWord, ...]
    """Words of the glossary that stand on the page."""
    structured: dict[str, Any] | None
    """Facts for search engines; None on a page they are asked to leave out."""
    share: ShareView | None


def service_pages(reader: PageReader, related: Related) -> Iterator[Page]:
    """Yield a page for every service, and one that leads on below each former name."""
    for linked in reader.directory.services.values():
        head = _head(reader, linked)
        page = Page(
            head,
            view=partial(service_page_view, reader, linked, related, indexed=head.indexed),
            inputs=related.read_by(linked),
        )
        unlisted = partial(service_page_view, reader, linked, related, indexed=False)
        yield from with_neutral_twin(reader, page, is_needed=head.sensitive, twins_view=unlisted)
        yield from _moved(reader, linked, head)


def service_page_view(
    reader: PageReader, linked: LinkedService, related: Related, *, indexed: bool = True
) -> ServicePageView:
    """Return what a service's page shows."""
    local, entry = reader.local, linked.organization
    facts, service = entry.facts, reader.services.view(linked)
    about = local.required(entry, "summary", facts.summary)
    phones = service.phones or phone_views(facts.phones, entry, "phones", local)
    return ServicePageView(
        service=service,
        words=reader.words.explained((*service_words(service), about)),
        sector=local.term(TaxonomyKind.SECTORS, facts.sector),
        about=about,
        phones=phones,
        email=service.email or facts.email or "",
        note=reader.translation_note(
            entry,
            address_in=lambda tag: reader.urls.service(tag, linked.key),
            part=f"services.{linked.service.id}.",
        ),
        sensitive=reader.is_sensitive(linked),
        urgent_phones=tuple(phone.number for phone in local.settings.urgent_phones),
        locator=locator_view(local, linked.areas),
        same_need=tuple(_same_need(reader, linked, related)),
        same_place=tuple(map(reader.services.view, related.at_its_places(linked))),
        structured=service_data(reader, linked) if indexed else None,
        share=share_view(
            reader,
            reader.urls.service(reader.tag, linked.key),
            f"{service.name.text} – {service.organization.text.text}",
            phones[0].number if phones else "",
            discreet=reader.is_sensitive(linked),
        ),
    )


def _same_need(
    reader: PageReader, linked: LinkedService, related: Related
) -> Iterator[RelatedView]:
    """Yield others by need, each under the first need it shares."""
    shown: set[str] = set()
    for need in linked.needs:
        others = [s for s in related.for_need(linked, need) if s.key not in shown]
        shown |= {other.key for other in others}
        if others:
            yield RelatedView(reader.need_link(need), tuple(map(reader.services.view, others)))


def _head(reader: PageReader, linked: LinkedService) -> PageHead:
    local, entry, service = reader.local, linked.organization, linked.service
    context, tag = f"services.{service.id}", reader.tag
    name = local.required(entry, f"{context}.name", service.name).text
    summary = local.text(entry, f"{context}.summary", service.summary)
    summary = summary or local.required(entry, "summary", entry.facts.summary)
    return PageHead(
        address=reader.urls.service(tag, linked.key),
        language=tag,
        kind=PageKind.SERVICE,
        title=f"{name} – {reader.organization_name(entry.id).text}",
        description=summary.text,
        alternates=reader.alternates(lambda other: reader.urls.service(other, linked.key)),
        source=entry.path,
        indexed=not reader.is_unlisted_service(linked),
        section=PageKind.NEEDS,
        sensitive=reader.is_sensitive(linked),
    )


def _moved(reader: PageReader, linked: LinkedService, head: PageHead) -> Iterator[Page]:
    """Yield the page's address below each name its organization had before."""
    entry: Entry[Organization] = linked.organization
    view = MovedView(head.address)
    for former in entry.facts.former_ids:
        key = f"{former}/{linked.service.id}"
        moved = PageHead(
            address=reader.urls.service(reader.tag, key),
            language=reader.tag,
            kind=PageKind.MOVED,
            title=head.title,
            alternates=head.alternates,
            source=entry.path,
            indexed=False,
            canonical=head.address,
        )
        yield Page(moved, view=lambda: view, inputs=(entry.id,))
