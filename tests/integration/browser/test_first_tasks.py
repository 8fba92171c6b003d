"""What a newcomer, a partner and a volunteer do first, on a phone and a desktop, in two scripts."""

from __future__ import annotations

import re
from typing import NamedTuple

import pytest
from playwright.sync_api import Page, expect

from tests.integration.browser.conftest import DESKTOP, PHONE, OpenVisit

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
SCRIPTS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])


class Reader(NamedTuple):
    """Who reads: the language's tag, its direction and its own name."""

    tag: str
    direction: str
    endonym: str


ENGLISH, ARABIC = Reader("en", "ltr", "English"), Reader("ar", "rtl", "العربية")
SPANISH = Reader("es", "ltr", "Español")
READERS = pytest.mark.parametrize("reader", [ENGLISH, ARABIC], ids=["en", "ar"])


def _is_for(page: Page, reader: Reader) -> None:
    root = page.locator("html")
    expect(root).to_have_attribute("lang", reader.tag)
    expect(root).to_have_attribute("dir", reader.direction)


@SIZES
@SCRIPTS
@READERS
def test_a_newcomer_finds_food_and_a_number_to_call(
    visit: OpenVisit, size: tuple[int, int], scripts: bool, reader: Reader
) -> None:
    with visit(size=size, scripts=scripts) as there:
        page = there.go("")
        page.locator("main").get_by_role("link", name=reader.endonym).first.click()
        _is_for(page, reader)
        assert there.address == f"{reader.tag}/"
        page.locator(f"main a[href$='{reader.tag}/needs/food/']").first.click()
        _is_for(page, reader)
        page.locator(f"main a[href$='{reader.tag}/needs/food-pantry/']").first.click()
        page.locator(
            f"main a[href*='{reader.tag}/organizations/stone-bridge-pantry/groceries/']"
        ).first.click()
        _is_for(page, reader)
        call = page.locator("main a[href^='tel:']").first
        expect(call).to_be_visible()
        assert re.fullmatch(r"tel:\+?\d+(;ext=\d+)?", call.get_attribute("href") or "")
        box = call.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        expect(page.locator("main table").first).to_be_visible()


@SIZES
@SCRIPTS
def test_a_newcomer_searches_and_is_led_to_the_needs(
    visit: OpenVisit, size: tuple[int, int], scripts: bool
) -> None:
    with visit(size=size, scripts=scripts) as there:
        page = there.go("en/")
        page.get_by_role("searchbox").fill("Dóctor")
        page.locator("main form button").click()
        assert there.address.startswith("en/needs/?q=")
        expect(page.locator("main a[href$='en/needs/primary-care/']")).to_be_visible()
        expect(page.locator("main a[href$='en/needs/food/']")).to_be_visible(visible=not scripts)
        there.go("en/needs/?q=xyzzy")
        expect(page.locator("main a[href$='en/needs/food/']")).to_be_visible()
        expect(page.get_by_role("status")).to_be_visible(visible=scripts)


@SIZES
@SCRIPTS
@READERS
def test_a_newcomer_changes_the_language_and_stays_on_the_page(
    visit: OpenVisit, size: tuple[int, int], scripts: bool, reader: Reader
) -> None:
    with visit(size=size, scripts=scripts) as there:
        page = there.go("es/organizations/crescent-clinic/")
        _is_for(page, SPANISH)
        languages = page.locator("header .sd-languages")
        if languages.locator("summary").is_visible():
            languages.locator("summary").click()
        languages.get_by_role("link", name=reader.endonym).click()
        assert there.address == f"{reader.tag}/organizations/crescent-clinic/"
        _is_for(page, reader)


def test_a_newcomer_in_danger_finds_a_number_and_what_to_say(visit: OpenVisit) -> None:
    with visit(size=PHONE, scripts=False) as there:
        page = there.go("ar/needs/food/")
        page.locator("header a[href$='ar/urgent/']").click()
        assert there.address == "ar/urgent/"
        assert page.locator("main a[href='tel:911']").is_visible()
        assert page.locator(".sd-phrase").inner_text() == "I speak Arabic. An interpreter, please."


def test_a_wrong_address_is_answered_in_its_language_first(visit: OpenVisit) -> None:
    first = ".sd-lost > li:first-child"
    with visit(size=PHONE) as there:
        page = there.go("404.html")
        there.page.evaluate("history.replaceState(null, '', '/ar/no/such/page')")
        script = page.locator("script[src]").get_attribute("src")
        page.evaluate(
            """src => new Promise(done => {
                const again = document.createElement("script");
                again.src = src + "&again";
                again.onload = done;
                document.head.append(again);
            })""",
            script,
        )
        assert page.locator(first).get_attribute("lang") == "ar"
    with visit(size=PHONE, scripts=False) as there:
        page = there.go("404.html")
        assert page.locator(first).get_attribute("lang") == "en"
        assert page.locator(".sd-lost a").count() == 2 * page.locator(".sd-lost > li").count() == 18


def test_a_volunteer_sends_a_page_on_and_shows_its_code(visit: OpenVisit) -> None:
    address = "en/organizations/lantern-welcome-center/"
    with visit(size=PHONE, new=True) as there:
        there.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = there.go(address)
        assert not [url for url in there.requests if "/qr/" in url]
        page.locator(".sd-share__copy").click()
        expect(page.locator(".sd-share [role=status]")).not_to_be_empty()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == f"https://riverbend.example.org/{address}"
        page.locator(".sd-share summary").click()
        picture = page.locator(".sd-share img")
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("complete", value=True)
        assert len([url for url in there.requests if "/qr/" in url]) == 1
    with visit(size=PHONE, scripts=False) as there:
        page = there.go(address)
        assert not page.locator(".sd-share__copy").is_visible()
        href = page.locator(".sd-share a[href^='https://wa.me']").get_attribute("href")
        assert href is not None
        assert "Lantern%20Welcome%20Center" in href


@SIZES
@SCRIPTS
@READERS
def test_a_partner_finds_the_single_point_of_contact_and_the_file_to_edit(
    visit: OpenVisit, size: tuple[int, int], scripts: bool, reader: Reader
) -> None:
    with visit(size=size, scripts=scripts) as there:
        page = there.go(f"{reader.tag}/")
        page.locator(f"header a[href$='{reader.tag}/partners/']").click()
        page.locator(f"main a[href$='{reader.tag}/partners/lantern-welcome-center/']").first.click()
        _is_for(page, reader)
        contact = page.locator("#contact-employers")
        expect(contact).to_be_visible()
        expect(contact.locator("a[href='mailto:partners@lantern.example.org']")).to_be_visible()
        edit = page.locator("a[href$='/directory/organizations/lantern-welcome-center.md']").first
        expect(edit).to_be_visible()
        expect(page.locator("#hand-off")).to_be_visible()


@SCRIPTS
@READERS
def test_a_volunteer_opens_a_cell_of_the_crosswalk_on_a_desktop(
    visit: OpenVisit, scripts: bool, reader: Reader
) -> None:
    with visit(size=DESKTOP, scripts=scripts) as there:
        page = there.go(f"{reader.tag}/")
        page.locator(f"header a[href$='{reader.tag}/crosswalk/']").click()
        page.locator(f"main a[href$='{reader.tag}/crosswalk/services/']").first.click()
        page.locator("main a[href$='/crosswalk/services/health/']").first.click()
        _is_for(page, reader)
        cell = page.locator(".sd-matrix td details").first
        link = cell.locator("a").first
        expect(link).to_be_hidden()
        cell.locator("summary").click()
        expect(link).to_be_visible()
        link.click()
        assert re.search("/organizations/[^/]+/[^/]+/$", there.address)


@SCRIPTS
@READERS
def test_a_volunteer_reads_the_crosswalk_as_a_list_on_a_phone(
    visit: OpenVisit, scripts: bool, reader: Reader
) -> None:
    with visit(size=PHONE, scripts=scripts) as there:
        page = there.go(f"{reader.tag}/crosswalk/services/health/")
        expect(page.locator(".sd-matrix")).to_be_hidden()
        row = page.locator(".sd-matrix-list details").first
        row.locator("summary").click()
        expect(row.locator("a").first).to_be_visible()


def test_the_list_and_the_table_of_a_crosswalk_say_the_same(visit: OpenVisit) -> None:
    with visit() as there:
        page = there.go("en/crosswalk/areas/")
        collect = "links => links.map(link => link.getAttribute('href')).sort()"
        table = page.locator(".sd-matrix td a").evaluate_all(collect)
        listed = page.locator(".sd-matrix-list li li a").evaluate_all(collect)
    assert len(table) > 40
    assert table == listed


@READERS
def test_a_volunteer_prints_the_crosswalk_and_an_organization(
    visit: OpenVisit, reader: Reader
) -> None:
    with visit() as there:
        for address in (
            f"{reader.tag}/crosswalk/services/health/",
            f"{reader.tag}/organizations/crescent-clinic/",
        ):
            page = there.go(address)
            page.emulate_media(media="print")
            expect(page.locator("header nav").first).to_be_hidden()
            expect(page.locator("h1")).to_be_visible()
            printed = page.pdf(format="Letter")
            assert printed.startswith(b"%PDF")
            assert len(printed) > 10_000
            page.emulate_media(media="screen")
