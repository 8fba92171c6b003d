"""All organizations from A to Z, in the order of the reader's alphabet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from service_directory.languages.collation import index_letter, sort_key
from service_directory.languages.localize import LocalText
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.pages.parts import language_names
from service_directory.pages.reader import PageReader


@dataclass(frozen=True, slots=True)
class OrganizationLine:
    """An organization in the list."""

    name: LocalText
    href: str
    sector: LocalText
    summary: LocalText
    areas: tuple[LocalText, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LetterView:
    """The organizations under one letter."""

    letter: str
    anchor: str
    lines: tuple[OrganizationLine, ...]


@dataclass(frozen=True, slots=True)
class OrganizationsView:
    """The list from A to Z."""

    letters: tuple[LetterView, ...]
    count: int


def organizations_pages(reader: PageReader) -> Iterator[Page]:
    """Yield the list of all organizations."""
    yield Page(
        PageHead(
            address=reader.urls.organizations(reader.tag),
            language=reader.tag,
            kind=PageKind.ORGANIZATIONS,
            title=reader.local.interface.gettext("Organizations from A to Z"),
            alternates=reader.alternates(reader.urls.organizations),
            section=PageKind.ORGANIZATIONS,
        ),
        view=partial(organizations_view, reader),
    )


def organizations_view(reader: PageReader) -> OrganizationsView:
    """Return all organizations, grouped by first letter, in the reader's order."""
    key = sort_key(reader.tag)
    lines = sorted(
        (_line(reader, id_) for id_ in reader.directory.organizations),
        key=lambda line: (key(line.name.text), line.href),
    )
    letters = []
    for number, (letter, group) in enumerate(
        groupby(lines, key=lambda line: index_letter(line.name.text, reader.tag)), start=1
    ):
        letters.append(LetterView(letter, f"letter-{number}", tuple(group)))
    return OrganizationsView(tuple(letters), len(lines))


def _line(reader: PageReader, id_: str) -> OrganizationLine:
    entry, local = reader.directory.organizations[id_], reader.local
    services = reader.directory.services_by_organization.get(id_, ())
    areas = dict.fromkeys(area for linked in services for area in linked.areas)
    spoken = dict.fromkeys(tag for linked in services for tag in linked.languages)
    return OrganizationLine(
        name=local.required(entry, "name", entry.facts.name),
        href=reader.urls.organization(reader.tag, id_),
        sector=local.term(TaxonomyKind.SECTORS, entry.facts.sector),
        summary=local.required(entry, "summary", entry.facts.summary),
        areas=tuple(local.term(TaxonomyKind.AREAS, area) for area in areas),
        languages=language_names(spoken or entry.facts.languages, local),
    )
