"""What a page says about now: the cases of tests/data/opening.json, in the browser."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from html import escape
from importlib.resources import files
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from service_directory.languages.interface import interface
from service_directory.languages.locales import format_time
from service_directory.pages.opening import opening_data, opening_words
from tests.data.opening_cases import BUILT, CASES, ZONE, Case
from tests.integration.browser.conftest import PHONE, OpenVisit

FAR_FROM_HERE = "Asia/Kathmandu"


def _told(case: Case) -> str:
    """Return the words of a case, in English."""
    words = json.loads(opening_words(interface("en")))
    first = words["now"] if case.had_hours or case.state == "later" else words["day"]
    then = words.get(case.state, "")
    if case.state == "next":
        local = case.moment.astimezone(datetime.timezone(datetime.timedelta(hours=-6)))
        then = words["days"][(local.weekday() + case.days) % 7]
        then = words["tomorrow"] if case.days == 1 else then
    if case.time:
        then = then.replace("{}", format_time(case.time, "en"))
    return f"{first} {then}" if case.state in ("later", "next", "far") else then


def _lines() -> str:
    found = []
    for case in CASES:
        closed = tuple((closure.from_, closure.to or closure.from_) for closure in case.closures)
        data = opening_data(case.schedules, closed, BUILT, "en")
        if data.hours:
            found.append(f'<p data-hours="{data.hours}" data-times="{data.times}"></p>')
        else:
            found.append("<p></p>")
    return "\n".join(found)


@pytest.fixture
def cases_page(
    tmp_path: Path, serve_folder: Callable[..., AbstractContextManager[str]], browser: Browser
) -> Iterator[Page]:
    """A page with a line for every case, on a phone that is far away."""
    script = files("service_directory").joinpath("assets", "hours.js").read_bytes()
    (tmp_path / "hours.js").write_bytes(script)
    words = escape(opening_words(interface("en")))
    (tmp_path / "index.html").write_text(
        f'<!doctype html><meta charset="utf-8"><title>x</title>{_lines()}'
        f'<script src="hours.js" data-time-zone="{ZONE}" data-words="{words}"></script>',
        encoding="utf-8",
    )
    with serve_folder(tmp_path, under="/") as address:
        page = browser.new_page(timezone_id=FAR_FROM_HERE, locale="ne-NP")
        page.clock.install(time=CASES[0].moment)
        page.goto(address)
        yield page
        page.context.close()


def test_the_browser_tells_the_same_as_python(cases_page: Page) -> None:
    wrong = {}
    for number, case in enumerate(CASES):
        cases_page.clock.set_fixed_time(case.moment)
        cases_page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        text = cases_page.locator("p").nth(number).text_content()
        if text != _told(case):
            wrong[case.name] = (text, _told(case))
    assert not wrong
    assert len(CASES) > 40


def test_a_page_that_stays_open_follows_the_clock(cases_page: Page) -> None:
    number = next(i for i, case in enumerate(CASES) if case.name == "before it opens")
    line = cases_page.locator("p").nth(number)
    cases_page.clock.set_system_time(datetime.datetime(2026, 11, 23, 14, 59, tzinfo=datetime.UTC))
    cases_page.clock.run_for(30_000)
    expect(line).to_have_text("Closed now. Opens today at 9:00\xa0AM.")
    cases_page.clock.run_for(60_000)
    expect(line).to_have_text("Open now, until 5:00\xa0PM.")


def test_a_service_tells_what_holds_now_and_marks_today(visit: OpenVisit) -> None:
    address = "en/organizations/lantern-welcome-center/esl-evening/"
    with visit(size=PHONE, new=True) as there:
        there.page.clock.install(time=datetime.datetime(2026, 11, 24, 1, tzinfo=datetime.UTC))
        page = there.go(address)
        expect(page.locator(".sd-now").first).to_have_text("Open now, until 8:00\xa0PM.")
        today = page.locator("table").first.locator("tr[aria-current=date]")
        expect(today).to_contain_text("Monday")
    with visit(size=PHONE, scripts=False) as there:
        page = there.go(address)
        expect(page.locator(".sd-now").first).to_be_hidden()
        expect(page.locator("table").first).to_be_visible()
        assert page.locator("tr[aria-current]").count() == 0
