"""Lists by language, area and audience: every service under what it says, unknown apart."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any, Final

import pytest
from hypothesis import given

from service_directory.axes import REMOTE, UNKNOWN
from service_directory.directory import Directory
from service_directory.languages.catalogs import Catalogs
from service_directory.languages.localize import localize
from service_directory.model.service import Status
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages import choices
from service_directory.pages.choices import choice_pages, choice_view, choices_view
from service_directory.pages.page import Page
from service_directory.pages.reader import PageReader
from service_directory.pages.urls import Urls
from service_directory.pages.values import INTERPRETER, ChoiceKind, SharedChoices
from service_directory.settings import Settings
from tests.sample import directory, location, organization, service, small_directories

TODAY: Final = datetime.date(2026, 11, 21)
LANGUAGES, AREAS, AUDIENCES = ChoiceKind.LANGUAGES, ChoiceKind.AREAS, ChoiceKind.AUDIENCES


def reader(given: Directory, tag: str = "en", **settings: Any) -> PageReader:
    own = replace(Settings(languages=("en", "es", "ar")), **settings)
    return PageReader(localize(given, Catalogs(), language_tag=tag, settings=own), Urls(), TODAY)


def keys(given: Directory, kind: ChoiceKind, value: str) -> list[str]:
    return [linked.service.id for linked in SharedChoices(given).of(kind).get(value, ())]


def addresses(given: Directory, **settings: Any) -> list[str]:
    return [page.head.address for page in choice_pages(reader(given, **settings))]


@given(small_directories())
def test_every_service_offered_stands_in_every_list(given: Directory) -> None:
    shared = SharedChoices(given)
    offered = {k for k, s in given.services.items() if s.service.status is not Status.INACTIVE}
    for kind in ChoiceKind:
        found = shared.of(kind)
        assert {linked.key for under in found.values() for linked in under} == offered
        for value, under in found.items():
            by_need = shared.by_need(kind, value)
            assert {s.key for some in by_need.values() for s in some} == {s.key for s in under}
    for linked in shared.of(LANGUAGES).get(UNKNOWN, ()):
        assert linked.languages == ()


def test_an_interpreter_is_no_language() -> None:
    said = {"interpretation_services": "By phone"}
    given = directory(
        organization(
            "ash", service("a", **said), service("b", languages=["es"], **said), service("c")
        )
    )
    assert keys(given, LANGUAGES, INTERPRETER) == ["a", "b"]
    assert keys(given, LANGUAGES, "es") == ["b"]
    assert keys(given, LANGUAGES, UNKNOWN) == ["a", "c"]


def test_areas_with_remote_and_unknown_ones() -> None:
    given = directory(
        organization(
            "ash",
            service("there", at=["hall", "van"]),
            service("call", delivery=["phone"]),
            service("riddle"),
            locations=[location("hall", area="north"), location("van")],
        )
    )
    assert keys(given, AREAS, "north") == ["there"]
    assert keys(given, AREAS, REMOTE) == ["call"]
    assert keys(given, AREAS, UNKNOWN) == ["there", "riddle"]


def test_a_value_holds_those_below_it() -> None:
    below = {TaxonomyKind.AUDIENCES: (
        {"id": "adults", "name": "Adults"},
        {"id": "parents", "name": "Parents", "parent": "adults"},
    )}  # fmt: skip
    given = directory(organization("ash", service("a", audiences=["parents"])), terms=below)
    assert keys(given, AUDIENCES, "adults") == keys(given, AUDIENCES, "parents") == ["a"]


def test_a_page_for_each_value_in_use_and_none_for_others() -> None:
    given = directory(organization("ash", service("a", languages=["es"], audiences=["adults"])))
    assert addresses(given) == [
        "en/languages/",
        "en/languages/es/",
        "en/areas/",
        "en/areas/not-known/",
        "en/audiences/",
        "en/audiences/adults/",
    ]
    tiles = choices_view(reader(given), AUDIENCES).items
    assert [(tile.name.text, tile.count, bool(tile.href)) for tile in tiles] == [
        ("Adults", 1, True),
        ("Parents", 0, False),
    ]


def test_languages_stand_in_the_readers_order_by_both_names() -> None:
    given = directory(organization("ash", service("a", languages=["es", "ar", "de"])))
    tiles = choices_view(reader(given), LANGUAGES).items
    assert [tile.name.text for tile in tiles] == ["Arabic", "German", "Spanish"]
    arabic = tiles[0].endonym
    assert arabic is not None
    assert (arabic.text, arabic.language, arabic.direction) == ("العربية", "ar", "rtl")
    own = choices_view(reader(given, "es"), LANGUAGES).items
    assert [(tile.name.text, tile.endonym is None) for tile in own] == [
        ("alemán", False),
        ("árabe", False),
        ("español", True),
    ]


def test_services_stand_by_need_and_name() -> None:
    given = directory(
        organization(
            "ash",
            service("zebra", languages=["es"], needs=["english", "food"]),
            service("apple", languages=["es"], needs=["food"], status="paused"),
            service("gone", languages=["es"], needs=["food"], status="inactive"),
            service("riddle", languages=["es"]),
        )
    )
    view = choice_view(reader(given), LANGUAGES, ("es",))
    shown = [(group.name.text, [line.name.text for line in group.lines]) for group in view.groups]
    assert shown == [
        ("Learn", ["Zebra"]),
        ("Food", ["Apple", "Zebra"]),
        ("Need not known", ["Riddle"]),
    ]
    assert view.count == 3


def test_too_many_services_are_a_page_for_each_group_of_needs(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(choices, "MOST_LINES", 2)
    some = [service(f"s{n}", languages=["es"], needs=["english", "food"][: n % 2 + 1]) for n in
            range(3)]  # fmt: skip
    given = directory(organization("ash", *some, service("r", languages=["es"])))
    pages: dict[str, Page] = {p.head.address: p for p in choice_pages(reader(given))}
    whole: Any = pages["en/languages/es/"].view()
    assert whole.groups == ()
    assert [(part.href, part.count) for part in whole.parts] == [
        ("en/languages/es/learn/", 3),
        ("en/languages/es/food/", 1),
        ("en/languages/es/not-known/", 1),
    ]
    part: Any = pages["en/languages/es/food/"].view()
    assert part.above.href == "en/languages/es/"
    assert [line.name.text for line in part.groups[0].lines] == ["S1"]
    assert {tile.href for tile in whole.parts} <= pages.keys()


def test_a_sensitive_audience_stays_out_of_search_engines_unless_the_site_wants_it() -> None:
    terms = {TaxonomyKind.AUDIENCES: ({"id": "adults", "name": "A", "sensitive": True},)}
    given = directory(organization("ash", service("a", audiences=["adults"])), terms=terms)
    for hidden in (True, False):
        pages = choice_pages(reader(given, sensitive_needs_hidden=hidden))
        indexed = {page.head.address: page.head.indexed for page in pages}
        assert indexed["en/audiences/adults/"] is not hidden
        assert indexed["en/audiences/"]


def test_beside_an_area_stand_those_that_reach_everywhere() -> None:
    terms = {TaxonomyKind.AREAS: (
        {"id": "north", "name": "North"},
        {"id": "county", "name": "County", "everywhere": True},
    )}  # fmt: skip
    given = directory(
        organization(
            "ash",
            service("a", at=["hall"]),
            service("b", at=["road"]),
            service("c", delivery=["online"]),
            locations=[location("hall", area="north"), location("road", area="county")],
        ),
        terms=terms,
    )
    beside = choice_view(reader(given), AREAS, ("north",)).beside
    assert [tile.href for tile in beside] == ["en/areas/county/", "en/areas/remote/"]
