"""Views of the small town, whole, as text: one page of every kind in English and in Arabic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from service_directory.configuration import read_mkdocs_options, settings_from_options
from service_directory.load import load_directory
from service_directory.pages.page import Page, PageKind
from service_directory.site import plan_site
from tests.integration.building import SITES, TODAY
from tests.sample import dump

ADDRESSES: Final = {
    "home": "",
    "needs": "needs/",
    "need-english": "needs/english/",
    "need-food": "needs/food/",
    "organizations": "organizations/",
    "organization-ash": "organizations/ash/",
    "organization-birch": "organizations/birch/",
    "service-english": "organizations/ash/english/",
    "service-bed": "organizations/cedar/bed/",
    "organization-cedar": "organizations/cedar/",
    "partners": "partners/",
    "partner-ash": "partners/ash/",
    "partner-birch": "partners/birch/",
    "group-forum": "groups/forum/",
    "project-garden": "projects/garden/",
    "crosswalks": "crosswalk/",
    "crosswalk-services": "crosswalk/services/",
    "crosswalk-evenings": "crosswalk/evenings/",
    "choices-languages": "languages/",
    "choices-areas": "areas/",
    "choice-language-es": "languages/es/",
    "choice-area-north": "areas/north/",
    "choice-audience-unknown": "audiences/not-known/",
    "glossary": "glossary/",
    "gaps": "gaps/",
    "guides": "guides/",
    "guide": "guides/manana/",
    "urgent": "urgent/",
    "about": "about/",
    "privacy": "privacy/",
    "accessibility": "accessibility/",
    "news": "news/",
    "moved": "organizations/the-ash/",
}


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """Every page of the town, by address."""
    base = SITES / "town"
    settings = settings_from_options(read_mkdocs_options(base / "mkdocs.yml"))
    loaded = load_directory(base / "directory", base=base, settings=settings, today=TODAY)
    plan = plan_site(loaded.directory, loaded.catalogs, settings, TODAY)
    return {page.head.address: page for page in plan.pages}


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("name", ADDRESSES)
def test_a_page_shows_what_its_golden_file_says(
    name: str, tag: str, pages: dict[str, Page], golden: Callable[[str, str], None]
) -> None:
    page = pages[f"{tag}/{ADDRESSES[name]}"]
    golden(f"views/{tag}/{name}.txt", f"{dump(page.head)}{dump(page.view())}")


def test_there_is_a_golden_file_of_every_kind_of_page(pages: dict[str, Page]) -> None:
    kinds = {pages[f"en/{address}"].head.kind for address in ADDRESSES.values()}
    assert kinds == set(PageKind) - {PageKind.CHOOSER, PageKind.NOT_FOUND}
