"""A service as one line of a long list: enough to choose by, the rest is on its own page."""

from __future__ import annotations

from dataclasses import dataclass

from service_directory.axes import REMOTE, UNKNOWN, areas_of
from service_directory.directory import LinkedService
from service_directory.languages.localize import LocalText
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.labels import cost_label, status_code, status_label
from service_directory.pages.parts import PhoneView, language_names, phone_views, plain
from service_directory.pages.reader import PageReader


@dataclass(frozen=True, slots=True)
class ServiceLine:
    """A service in a long list: enough to choose by, the rest on its organization's page."""

    name: LocalText
    href: str
    organization: LocalText
    summary: LocalText | None
    status: str
    status_code: str
    cost: str
    languages: tuple[str, ...]
    areas: tuple[LocalText, ...]
    phone: PhoneView | None


def service_line(reader: PageReader, linked: LinkedService) -> ServiceLine:
    """Return a service as a line. The phone is its own, else its organization's first.

    Each is made once: many lists hold the same service.
    """
    return reader.kept(("line", linked.key), lambda: _line(reader, linked))


def _line(reader: PageReader, linked: LinkedService) -> ServiceLine:
    local, service, entry = reader.local, linked.service, linked.organization
    context = f"services.{service.id}"
    phones = phone_views(service.phones[:1], entry, f"{context}.phones", local)
    phones = phones or phone_views(entry.facts.phones[:1], entry, "phones", local)
    summary = service.summary or entry.facts.summary
    where = f"{context}.summary" if service.summary else "summary"
    return ServiceLine(
        name=local.required(entry, f"{context}.name", service.name),
        href=reader.urls.service(reader.tag, linked.key),
        organization=reader.organization_name(entry.id),
        summary=local.text(entry, where, summary),
        status=status_label(service.status, local.interface),
        status_code=status_code(service.status),
        cost=cost_label(service.cost, local.interface) if service.cost else "",
        languages=language_names(linked.languages, local),
        areas=tuple(area_name(reader, area) for area in areas_of(linked) if area != UNKNOWN),
        phone=phones[0] if phones else None,
    )


def area_name(reader: PageReader, id_: str) -> LocalText:
    """Return the name of an area, of no place at all, or of a place that is not known."""
    t = reader.local.interface.gettext
    if id_ == REMOTE:
        return plain(t("Online or by phone"), reader.tag)
    if id_ == UNKNOWN:
        return plain(t("Place not known"), reader.tag)
    return reader.local.term(TaxonomyKind.AREAS, id_)
