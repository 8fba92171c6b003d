"""Promises every page keeps: accessible, private, quiet, and no wider than the screen."""

from __future__ import annotations

from typing import Any, Final

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.integration.browser.conftest import DESKTOP, OpenVisit, Visit

NARROW = (320, 640)
alone = pytest.mark.xdist_group
KINDS = (
    "home",
    "needs/",
    "needs/food/",
    "needs/legal-help/",
    "organizations/",
    "organizations/lantern-welcome-center/",
    "organizations/quiet-water-shelter/",
    "organizations/centro-obrero/",
    "organizations/lantern-welcome-center/esl-evening/",
    "organizations/quiet-water-shelter/safe-place-stay/",
    "needs/domestic-violence/",
    "partners/",
    "partners/lantern-welcome-center/",
    "groups/better-together/",
    "projects/one-intake-form/",
    "languages/",
    "languages/es/",
    "areas/",
    "areas/downtown/",
    "audiences/",
    "audiences/parents/",
    "guides/",
    "guides/first-weeks/",
    "glossary/",
    "gaps/",
    "urgent/",
    "about/",
    "privacy/",
    "accessibility/",
    "news/",
    "crosswalk/",
    "crosswalk/services/",
    "crosswalk/services/health/",
    "crosswalk/languages/",
)


def _addresses(tag: str) -> list[str]:
    return [f"{tag}/{'' if kind == 'home' else kind}" for kind in KINDS]


AXE: Final = Axe().axe_script
AXE_OPTIONS: Final = {"resultTypes": ["violations"]}
WITHOUT_CONTRAST: Final = {**AXE_OPTIONS, "rules": {"color-contrast": {"enabled": False}}}
"""Comparing every letter with what is behind it takes most of the time. Colours do not depend on
the language: they are compared in English and Arabic, which together meet every scheme and size,
and in all languages on demand."""


def _violations(page: Page, options: dict[str, Any]) -> list[str]:
    found: list[dict[str, Any]] = page.evaluate("options => axe.run(options)", options)[
        "violations"
    ]
    return [f"{v['id']}: {[node['target'] for node in v['nodes'][:3]]}" for v in found]


ARRANGEMENTS: Final = ((NARROW, False), (DESKTOP, True), (NARROW, True), (DESKTOP, False))
"""Size of the screen, and whether it is dark."""
USUAL: Final = {
    "en": ARRANGEMENTS[:2],
    "ar": ARRANGEMENTS[2:],
    "my": ARRANGEMENTS[2:3],
    "zh-Hans": ARRANGEMENTS[3:],
}
"""What is looked at in every run; `--every-arrangement` looks at all in every language."""


@pytest.mark.parametrize(
    "tag", [pytest.param(tag, marks=alone(f"axe {tag}"), id=tag) for tag in USUAL]
)
def test_axe_finds_nothing(visit: OpenVisit, tag: str, pytestconfig: pytest.Config) -> None:
    every = pytestconfig.getoption("every_arrangement")
    arrangements = ARRANGEMENTS if every else USUAL[tag]
    options = AXE_OPTIONS if every or tag in ("en", "ar") else WITHOUT_CONTRAST
    with visit() as there:
        found = {}
        for address in ["", "404.html", *_addresses(tag)]:
            there.arrange(arrangements[0][0], dark=arrangements[0][1])
            page = there.go(address)
            page.evaluate(AXE)
            for size, dark in arrangements:
                there.arrange(size, dark=dark)
                violations = _violations(page, options)
                if violations:
                    found[address, size, dark] = violations
    assert not found


@pytest.mark.parametrize("tag", ["en", "es", "ar", "my", "uk"])
def test_no_page_is_wider_than_the_screen(visit: OpenVisit, tag: str) -> None:
    with visit(size=NARROW) as there:
        too_wide = {}
        for address in _addresses(tag):
            page = there.go(address)
            for width in (320, 360, 768, 1280):
                page.set_viewport_size({"width": width, "height": 740})
                extent = page.evaluate("document.documentElement.scrollWidth")
                if extent > width:
                    too_wide[address, width] = extent
    assert not too_wide


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_visit_asks_nobody_else_and_leaves_nothing_behind(visit: OpenVisit, tag: str) -> None:
    with visit(new=True) as there:
        for address in ["", *_addresses(tag)]:
            there.go(address)
            assert _stored(there) == {"local": 0, "session": 0, "cookies": 0}
        elsewhere = [url for url in there.requests if not url.startswith(there.root)]
        assert not elsewhere
        assert not there.console
        assert not there.page.context.cookies()
        assert len(there.requests) > len(KINDS)


def _stored(there: Visit) -> dict[str, int]:
    stored: dict[str, int] = there.page.evaluate(
        "({local: localStorage.length, session: sessionStorage.length,"
        " cookies: document.cookie.length})"
    )
    return stored


@pytest.mark.parametrize(
    ("tag", "kind"),
    [("en", ""), ("en", "crosswalk/services/"), ("ar", "organizations/crescent-clinic/")],
)
def test_the_keyboard_reaches_everything_and_never_what_is_out_of_sight(
    visit: OpenVisit, tag: str, kind: str
) -> None:
    with visit(size=NARROW) as there:
        page = there.go(f"{tag}/{kind}")
        expected = page.evaluate(_REACHABLE)
        reached = []
        for _ in range(expected + 5):
            page.keyboard.press("Tab")
            focus = page.evaluate(_FOCUS)
            if focus is None:
                break
            reached.append(focus)
        assert reached[0]["text"] == page.locator("a[href='#content']").first.inner_text()
        assert len(reached) >= expected
        out_of_sight = [f for f in reached if f["start"] < -1 or f["end"] > NARROW[0] + 1]
        assert not out_of_sight


_REACHABLE = """() => [...document.querySelectorAll('a[href], button, summary, [tabindex="0"]')]
  .filter(e => e.checkVisibility({visibilityProperty: true})
               && !e.closest('details:not([open]) > :not(summary)')).length"""
_FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const box = e.getBoundingClientRect();
  return {text: e.innerText, start: box.left, end: box.right};
}"""
