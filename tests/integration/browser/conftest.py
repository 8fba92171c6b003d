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

    def arrange(self, size: tuple[int, int], *, dark: bool) -> None:
        """Give the screen a size, and the reader a wish for light or dark colours."""
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        self.page.emulate_media(media="screen", color_scheme="dark" if dark else "light")

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
    """Open a visit: `with visit(size=PHONE, scripts=False, dark=True) as there`.

    A new page costs more than what most visits do with it. So there is one for visits with scripts
    and one for visits without, until a test fails in it; `new=True` gives a visit one of its own.
    """
    kept: dict[bool, Page] = {}

    @contextmanager
    def opened(
        *,
        size: tuple[int, int] = DESKTOP,
        scripts: bool = True,
        dark: bool = False,
        new: bool = False,
    ) -> Iterator[Visit]:
        page = None if new else kept.pop(scripts, None)
        if page is None:
            context = browser.new_context(java_script_enabled=scripts, reduced_motion="reduce")
            page = context.new_page()
        there = Visit(page, county_address)
        there.arrange(size, dark=dark)
        listening = {
            "request": lambda request: there.requests.append(request.url),
            "console": lambda message: there.console.append(message.text),
            "pageerror": lambda error: there.console.append(str(error)),
        }
        for event, listener in listening.items():
            page.on(event, listener)  # type: ignore[call-overload]
        try:
            yield there
        except BaseException:
            page.context.close()
            raise
        for event, listener in listening.items():
            page.remove_listener(event, listener)
        if new:
            page.context.close()
        else:
            kept[scripts] = page

    return opened
