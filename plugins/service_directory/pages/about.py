"""What the site says of itself: about, privacy, accessibility.

A hand-written page of the same name (`about.md`) stands in the place of any of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

from service_directory.languages.locales import format_date, language
from service_directory.pages.bodies import guide_for
from service_directory.pages.page import Page, PageHead, PageKind
from service_directory.pages.reader import PageReader


@dataclass(frozen=True, slots=True)
class AboutView:
    """One of the pages of the site about itself."""

    site_name: str
    place: str
    built: str
    """The day the site was built, in the reader's language."""
    iso_built: str
    organization_count: int
    service_count: int
    languages: tuple[tuple[str, str, str], ...]
    """(tag, name in itself, direction) of the site's languages."""
    email: str
    check_interval_days: int
    sample: bool
    urgent_href: str
    about_href: str
    privacy_href: str
    accessibility_href: str
    news_href: str
    partners_href: str


def about_pages(reader: PageReader) -> Iterator[Page]:
    """Yield the pages of the site about itself that nobody has written by hand."""
    t, urls = reader.local.interface.gettext, reader.urls
    pages: tuple[tuple[PageKind, str, str, Callable[[str], str]], ...] = (
        (
            PageKind.ABOUT,
            t("About this site"),
            t("Who makes this site, and how the facts are checked."),
            urls.about,
        ),
        (
            PageKind.PRIVACY,
            t("Privacy"),
            t("This site does not track you. What that means."),
            urls.privacy,
        ),
        (
            PageKind.ACCESSIBILITY,
            t("Accessibility"),
            t("How everybody can use this site, and what is still hard."),
            urls.accessibility,
        ),
    )
    for kind, title, description, address_in in pages:
        if guide_for(reader, str(kind)) is not None:
            continue
        head = PageHead(
            address=address_in(reader.tag),
            language=reader.tag,
            kind=kind,
            title=title,
            description=description,
            alternates=reader.alternates(address_in),
            section=kind,
        )
        yield Page(head, view=partial(about_view, reader))


def about_view(reader: PageReader) -> AboutView:
    """Return what the site can say of itself."""
    settings, urls, tag = reader.local.settings, reader.urls, reader.tag
    known = [language(other) for other in settings.languages]
    return AboutView(
        site_name=settings.site_name,
        place=settings.place,
        built=format_date(reader.today, reader.local.formats, style="long"),
        iso_built=reader.today.isoformat(),
        organization_count=len(reader.directory.organizations),
        service_count=len(reader.directory.services),
        languages=tuple((one.tag, one.endonym, one.direction) for one in known),
        email=settings.coordinator_email,
        check_interval_days=settings.check_interval_days,
        sample=settings.sample,
        urgent_href=urls.urgent(tag),
        about_href=urls.about(tag),
        privacy_href=urls.privacy(tag),
        accessibility_href=urls.accessibility(tag),
        news_href=urls.news(tag),
        partners_href=urls.partners(tag),
    )
