"""Leaving a page fast: by the button, by the keyboard, with scripts and without."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from tests.integration.browser.conftest import DESKTOP, PHONE, OpenVisit

SENSITIVE = "organizations/quiet-water-shelter/safe-place-stay/"
HARMLESS = "https://www.weather.gov/"


def _harmless(page: Page) -> list[str | None]:
    """Answer for the harmless page, and remember what each request told about where it is from."""
    told: list[str | None] = []

    def answer(route: Route) -> None:
        told.append(route.request.headers.get("referer"))
        route.fulfill(body="<title>Weather</title>", content_type="text/html")

    page.route(f"{HARMLESS}**", answer)
    return told


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_button_opens_the_harmless_page_and_tells_nothing(
    visit: OpenVisit, tag: str, scripts: bool, size: tuple[int, int]
) -> None:
    with visit(size=size, scripts=scripts, new=True) as there:
        told = _harmless(there.page)
        page = there.go(f"{tag}/{SENSITIVE}")
        page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
        button = page.locator(".sd-exit__link")
        expect(button).to_be_in_viewport()
        box = button.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        button.click()
        expect(page).to_have_title("Weather")
        assert page.url == HARMLESS
        assert told == [None]


def test_back_does_not_lead_to_the_page_that_was_left(visit: OpenVisit) -> None:
    with visit(new=True) as there:
        _harmless(there.page)
        there.go("en/needs/food/")
        page = there.go(f"en/{SENSITIVE}")
        page.locator(".sd-exit__link").click()
        expect(page).to_have_title("Weather")
        page.go_back()
        assert there.address == "en/needs/food/"


def test_shift_three_times_leaves_and_says_how_far_one_is(visit: OpenVisit) -> None:
    with visit(new=True) as there:
        _harmless(there.page)
        page = there.go(f"en/{SENSITIVE}")
        said = page.locator(".sd-exit [role=status]")
        page.keyboard.press("Shift")
        expect(said).to_have_text("Press Shift two more times to leave this page.")
        page.keyboard.press("Shift")
        expect(said).to_have_text("Press Shift one more time to leave this page.")
        page.keyboard.press("Shift")
        expect(page).to_have_title("Weather")


@pytest.mark.parametrize("keys", [["Shift", "Shift", "a", "Shift"], ["Shift+A"] * 4])
def test_writing_does_not_leave(visit: OpenVisit, keys: list[str]) -> None:
    with visit(new=True) as there:
        _harmless(there.page)
        page = there.go(f"en/{SENSITIVE}")
        for key in keys:
            page.keyboard.press(key)
        assert there.address == f"en/{SENSITIVE}"


def test_three_slow_presses_do_not_leave(visit: OpenVisit) -> None:
    with visit(new=True) as there:
        _harmless(there.page)
        there.page.clock.install()
        page = there.go(f"en/{SENSITIVE}")
        page.keyboard.press("Shift")
        page.keyboard.press("Shift")
        page.clock.run_for(6_000)
        said = page.locator(".sd-exit [role=status]")
        expect(said).to_have_text("Too slow. To leave, press Shift three times again.")
        page.keyboard.press("Shift")
        expect(said).to_have_text("Press Shift two more times to leave this page.")
        assert there.address == f"en/{SENSITIVE}"


def test_the_button_is_second_in_order_explained_and_not_printed(visit: OpenVisit) -> None:
    with visit(new=True) as there:
        page = there.go(f"en/{SENSITIVE}")
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        button = page.locator(".sd-exit__link")
        expect(button).to_be_focused()
        note = page.locator(f"#{button.get_attribute('aria-describedby')}")
        expect(note).to_contain_text("does not clear your history")
        page.emulate_media(media="print")
        expect(button).to_be_hidden()
        page.emulate_media(media="screen")


def test_only_pages_about_sensitive_needs_have_it(visit: OpenVisit) -> None:
    with visit() as there:
        for address, has in {
            "en/": 0,
            "en/needs/food/": 0,
            "en/needs/domestic-violence/": 1,
            "en/organizations/quiet-water-shelter/": 1,
            "en/organizations/stone-bridge-pantry/": 0,
        }.items():
            assert there.go(address).locator(".sd-exit").count() == has, address
