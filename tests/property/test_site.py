"""Sites of directories made by chance: every page can be made, and every link leads somewhere."""

from __future__ import annotations

import datetime
from typing import Final
from urllib.parse import urldefrag, urljoin

import pytest
from hypothesis import given, settings

from service_directory.directory import Directory
from service_directory.languages.catalogs import Catalogs
from service_directory.render import render_body
from service_directory.settings import Settings
from service_directory.site import plan_site
from tests.integration.html_pages import HtmlPage
from tests.sample import small_directories

SETTINGS: Final = Settings(languages=("en", "ar"), site_url="https://example.org/")
FEW: Final = max(1, settings().max_examples // 10)


@given(small_directories())
def test_addresses_are_unique_and_languages_hold_the_same_pages(directory: Directory) -> None:
    plan = plan_site(directory, Catalogs(), SETTINGS, datetime.date(2026, 11, 21))
    addresses = [page.head.address for page in plan.pages]
    assert len(set(addresses)) == len(addresses)
    assert plan.diagnostics == ()
    for page in plan.pages:
        for tag, address in page.head.alternates:
            assert address in addresses, (page.head.address, tag)


@pytest.mark.parametrize("many", [False, True], ids=["few in a cell", "many in a cell"])
@settings(max_examples=FEW)
@given(small_directories())
def test_every_page_can_be_made_and_every_link_leads_to_a_page_and_a_place(
    many: bool, directory: Directory
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if many:
            patch.setattr("service_directory.pages.crosswalks.MOST_IN_CELL", 1)
        plan = plan_site(directory, Catalogs(), SETTINGS, datetime.date(2026, 11, 21))
        pages = {p.head.address: HtmlPage(p.head.address, render_body(p)) for p in plan.pages}
    base, addresses = SETTINGS.site_url, pages.keys() | plan.files.keys()
    for address, page in pages.items():
        assert page.parsed.faults == [], address
        assert len(set(page.ids)) == len(page.ids), address
        for link in page.all("a"):
            whole = urljoin(base + address, link["href"])
            if not whole.startswith(base):
                continue
            target, anchor = urldefrag(whole.removeprefix(base))
            assert target in addresses, (address, link)
            assert not anchor or anchor in pages[target].ids, (address, link)
