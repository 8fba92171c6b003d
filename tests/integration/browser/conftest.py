"""The sample county on a small web server, and pages that tell what they asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page

from tests.integration.conftest import BuiltSite

PHONE = (360, 740)
DESKTOP = (1280, 900)


@dataclass
class Visit:
    """A browser's page, and everything the site did that a visitor does not see."""

    page: Page
    root: str
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def go(self, address: str) -> Page:
        """Open a page of the site by its address."""
        self.page.goto(self.root + address)
        return self.page

    @property
    def address(self) -> str:
        """The address of the page that is open, relative to the site's root."""
        return self.page.url.removeprefix(self.root)


OpenVisit = Callable[..., AbstractContextManager[Visit]]


@pytest.fixture(scope="session")
def county_address(
    county: BuiltSite, serve_folder: Callable[..., AbstractContextManager[str]]
) -> Iterator[str]:
    with serve_folder(county.folder, under="/") as address:
        yield address


@pytest.fixture(scope="session")
def visit(browser: Browser, county_address: str) -> OpenVisit:
    """Open a visit: `with visit(size=PHONE, scripts=False, dark=True) as there`."""

    @contextmanager
    def opened(
        *, size: tuple[int, int] = DESKTOP, scripts: bool = True, dark: bool = False
    ) -> Iterator[Visit]:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=scripts,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        page = context.new_page()
        there = Visit(page, county_address)
        page.on("request", lambda request: there.requests.append(request.url))
        page.on("console", lambda message: there.console.append(message.text))
        page.on("pageerror", lambda error: there.console.append(str(error)))
        try:
            yield there
        finally:
            context.close()

    return opened
