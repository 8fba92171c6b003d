"""The plan of a site: which pages there are, under which addresses, and the map of them."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service_directory.diagnostics import Report
from service_directory.directory import Directory
from service_directory.languages.catalogs import Catalogs
from service_directory.load import LoadedDirectory
from service_directory.model.handwritten import HandwrittenPage
from service_directory.pages.page import PageKind
from service_directory.reading.entry import Entry, EntryKind, Positions
from service_directory.settings import Settings
from service_directory.site import SitePlan, check_dates, plan_site, sitemap
from service_directory.site_build import SiteBuild
from tests.sample import directory, group, hours, organization, plans, project, service

TODAY = datetime.date(2026, 11, 21)
SETTINGS = Settings(site_name="Town", site_url="https://example.org/a&b/", languages=("en", "ar"))


def plan(given: Directory, **settings: Any) -> SitePlan:
    return plan_site(given, Catalogs(), replace(SETTINGS, **settings), TODAY)


def addresses(found: SitePlan, kind: PageKind | None = None) -> list[str]:
    return [p.head.address for p in found.pages if kind is None or p.head.kind is kind]


def guide(id_: str, **facts: Any) -> Entry[HandwrittenPage]:
    page = HandwrittenPage.model_validate({"title": id_, **facts})
    return Entry(id_, EntryKind.PAGE, f"directory/{id_}.md", page, Positions(), "Text.")


def with_guides(*guides: Entry[HandwrittenPage]) -> Directory:
    given = directory(organization("ash"))
    return replace(given, entries=replace(given.entries, pages={g.id: g for g in guides}))


def test_an_empty_directory_has_a_site() -> None:
    found = addresses(plan(directory()))
    assert found[:2] == ["", "404.html"]
    assert {"en/", "ar/", "en/organizations/", "en/needs/food/", "en/crosswalk/services/"} <= set(
        found
    )


def test_pages_below_a_prefix_leave_the_root_to_others() -> None:
    found = addresses(plan(directory(organization("ash")), prefix="help/"))
    assert all(address.startswith("help/") for address in found)
    assert "help/" in found


def test_languages_stand_in_the_order_of_the_settings_and_hold_the_same_pages() -> None:
    given = directory(organization("ash", former_ids=["old"]), groups=[group("forum")])
    found = plan(given, languages=("en", "zh-Hans", "ar"))
    by_language = {
        tag: [a.removeprefix(f"{tag}/") for a in addresses(found) if a.startswith(f"{tag}/")]
        for tag in found.readers
    }
    assert list(by_language) == ["en", "zh-Hans", "ar"]
    assert by_language["en"] == by_language["zh-Hans"] == by_language["ar"]
    assert "organizations/old/" in by_language["ar"]


def test_former_names_of_every_kind_of_entry_have_a_page() -> None:
    given = directory(
        organization("ash", former_ids=["a"], contacts=[{"id": "desk", "title": "Desk"}]),
        groups=[group("forum", former_ids=["f"])],
        projects=[project("garden", owner="ash", former_ids=["g"])],
    )
    found = addresses(plan(given, languages=("en",)), PageKind.MOVED)
    assert sorted(found) == [
        "en/groups/f/",
        "en/organizations/a/",
        "en/partners/a/",
        "en/projects/g/",
    ]


def test_an_organization_with_nothing_for_partners_has_no_page_for_them() -> None:
    given = directory(organization("ash"), organization("birch", contacts=[]))
    assert addresses(plan(given), PageKind.PARTNER) == []


@pytest.mark.parametrize(
    "facts",
    [
        {"contacts": [{"id": "desk", "title": "Desk"}]},
        {"partnership": {"offers": ["Rooms"]}},
        {"services": [service("s", referral={"accepts": ["phone"]})]},
    ],
)
def test_one_with_something_for_partners_has_one(facts: dict[str, Any]) -> None:
    services = facts.pop("services", ())
    given = directory(organization("ash", *services, **facts))
    assert addresses(plan(given, languages=("en",)), PageKind.PARTNER) == ["en/partners/ash/"]


def test_partners_in_groups_projects_and_agreements_have_a_page_and_are_linked() -> None:
    given = directory(
        *(organization(id_) for id_ in ("chair", "member", "owner", "helper", "signer", "alone")),
        groups=[group("forum", chair="chair", members=["member"])],
        projects=[
            project(
                "garden",
                owner="owner",
                partners=[{"organization": "helper"}],
                agreements=[{"title": "Deal", "between": ["signer"]}],
            )
        ],
    )
    found = addresses(plan(given, languages=("en",)), PageKind.PARTNER)
    assert sorted(a.split("/")[2] for a in found) == [
        "chair",
        "helper",
        "member",
        "owner",
        "signer",
    ]


def test_two_plans_for_one_address_are_told() -> None:
    given = directory(crosswalks=plans({"id": "a"}))
    doubled = replace(given.entries, crosswalks=plans({"id": "a"}, {"id": "a"}))
    found = plan(replace(given, entries=doubled), languages=("en",)).diagnostics
    assert [d.rule for d in found] == ["same-address"]


def test_a_hand_written_page_in_one_language_is_there_in_all() -> None:
    found = plan(with_guides(guide("guides/hola.es")), languages=("en", "es", "ar"))
    assert addresses(found, PageKind.GUIDE) == [f"{t}/guides/hola/" for t in ("en", "es", "ar")]
    views: list[Any] = [p.view() for p in found.pages if p.head.kind is PageKind.GUIDE]
    assert [(view.language, view.foreign) for view in views] == [
        ("es", True),
        ("es", False),
        ("es", True),
    ]


def test_a_hand_written_page_is_read_in_the_readers_language_first() -> None:
    pages = [guide("guides/a"), guide("guides/a.ar"), guide("guides/a.es")]
    found = plan(with_guides(*pages), languages=("en", "es", "ar", "so"))
    heads = [p.head for p in found.pages if p.head.kind is PageKind.GUIDE]
    assert [(head.language, head.title) for head in heads] == [
        ("en", "guides/a"),
        ("es", "guides/a.es"),
        ("ar", "guides/a.ar"),
        ("so", "guides/a"),
    ]


def test_no_page_is_made_before_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("a page was made")

    monkeypatch.setattr("service_directory.pages.organization.organization_view", refuse)
    found = plan(directory(organization("ash")), languages=("en",))
    page = next(p for p in found.pages if p.head.kind is PageKind.ORGANIZATION)
    with pytest.raises(AssertionError, match="a page was made"):
        page.view()


def sensitive(*needs: str, hidden: bool = True) -> bool:
    """Tell whether search engines may list an organization with a service for these needs."""
    terms = [
        {"id": "shelter", "name": "Shelter", "sensitive": True},
        {"id": "court", "name": "Court", "sensitive": True},
        {"id": "food", "name": "Food"},
    ]
    given = directory(organization("ash", service("s", needs=needs)), terms={"needs": terms})
    found = plan(given, languages=("en",), sensitive_needs_hidden=hidden)
    return next(p.head.indexed for p in found.pages if p.head.kind is PageKind.ORGANIZATION)


def test_organizations_for_sensitive_needs_alone_are_not_listed_by_search_engines() -> None:
    assert not sensitive("shelter")
    assert not sensitive("shelter", "court")
    assert sensitive("shelter", "food")
    assert sensitive()
    assert sensitive("shelter", hidden=False)


def test_the_crosswalks_of_a_site_are_those_of_its_day() -> None:
    past = hours("MO", "18:00", "20:00", valid_to="2026-11-20")
    given = directory(
        organization("ash", service("s", schedules=[past])),
        crosswalks=plans({"id": "times", "rows": "organization", "columns": "day-and-time"}),
    )
    page = next(p for p in plan(given).pages if p.head.kind is PageKind.CROSSWALK)
    view: Any = page.view()
    assert [column.id for column in view.columns if column.total] == [""]


# The map


def test_the_map_names_listed_pages_with_all_their_languages_and_the_day_of_the_check() -> None:
    given = directory(
        organization("ash", assured={"date": "2026-10-02"}, former_ids=["old"]),
        organization("birch"),
    )
    text = sitemap(plan(given), SETTINGS, check_dates(given))
    spaces = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    urls = {
        str(url.findtext("s:loc", namespaces=spaces)): url
        for url in ElementTree.fromstring(text).findall("s:url", spaces)
    }
    ash = urls["https://example.org/a&b/en/organizations/ash/"]
    assert ash.findtext("s:lastmod", namespaces=spaces) == "2026-10-02"
    links = {x.attrib["hreflang"]: x.attrib["href"] for x in ash.findall("x:link", spaces)}
    assert links == {
        "en": "https://example.org/a&b/en/organizations/ash/",
        "ar": "https://example.org/a&b/ar/organizations/ash/",
        "x-default": "https://example.org/a&b/en/organizations/ash/",
    }
    for address in ("", "en/", "ar/"):
        found = urls[f"https://example.org/a&b/{address}"].findall("x:link", spaces)
        links = {x.attrib["hreflang"]: x.attrib["href"] for x in found}
        assert links["x-default"] == "https://example.org/a&b/"
    birch = urls["https://example.org/a&b/en/organizations/birch/"]
    assert birch.findtext("s:lastmod", namespaces=spaces) is None
    assert not [url for url in urls if "404" in url or "/old/" in url]
    assert text.endswith("</urlset>\n")


def test_the_pages_of_others_stay_in_the_map() -> None:
    build = build_of(directory(organization("ash")), whole_site=False)
    spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    links = 'xmlns:xhtml="http://www.w3.org/1999/xhtml"'
    for head in (spaces, f"{spaces} {links}"):
        text = f"<urlset {head}>\n<url><loc>https://example.org/a&amp;b/</loc></url>\n</urlset>"
        found = build.completed("sitemap.xml", text)
        places = [e.text for e in ElementTree.fromstring(found).iter() if e.tag.endswith("}loc")]
        assert places[0] == "https://example.org/a&b/"
        assert "https://example.org/a&b/en/organizations/ash/" in places
        assert build.completed("main.html", text) == text
        assert build.completed("sitemap.xml", "") == ""
        assert build_of(directory()).completed("sitemap.xml", text) == text


def test_the_day_of_a_check_is_known_for_every_kind_of_entry() -> None:
    checked = {"date": "2026-10-02"}
    given = directory(
        organization("ash", assured=checked),
        organization("birch"),
        groups=[group("forum", assured=checked)],
        projects=[project("garden", owner="ash", assured=checked)],
    )
    assert check_dates(given) == {
        "directory/organizations/ash.md": "2026-10-02",
        "directory/groups/forum.md": "2026-10-02",
        "directory/projects/garden.md": "2026-10-02",
    }


# The build


def build_of(given: Directory, **more: Any) -> SiteBuild:
    build = SiteBuild(LoadedDirectory(given, Catalogs(), Report()), SETTINGS, TODAY, **more)
    build.use_frame(lambda view: f"<html><body>{view.body}</body></html>")
    return build


def test_files_are_made_when_they_are_asked_for_in_any_order() -> None:
    build, again = (
        build_of(directory(organization("ash"))),
        build_of(directory(organization("ash"))),
    )
    files = list(build.files())
    assert len(set(files)) == len(files)
    made = {address: build.content(address) for address in files}
    assert {address: again.content(address) for address in reversed(files)} == made
    assert b"Ash" in made["en/organizations/ash/"]


def test_a_page_needs_a_frame() -> None:
    build = SiteBuild(LoadedDirectory(directory(), Catalogs(), Report()), SETTINGS, TODAY)
    assert build.content("robots.txt").startswith(b"User-agent: *")
    with pytest.raises(RuntimeError, match="use_frame comes before content"):
        build.content("en/")


def test_a_page_that_was_not_written_is_told(tmp_path: Path) -> None:
    build = build_of(directory(organization("ash")))
    for address in build.files():
        file = tmp_path / build.path_of(address)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(build.content(address))
    assert build.problems(tmp_path).errors == ()
    (tmp_path / "en/organizations/ash/index.html").unlink()
    found = {d.rule for d in build.problems(tmp_path)}
    assert found == {"not-written"}


def test_files_of_the_theme_that_nobody_needs_are_left_out_of_a_whole_site_alone() -> None:
    whole, part = build_of(directory()), build_of(directory(), whole_site=False)
    script = "assets/javascripts/bundle.js"
    assert whole.leaves_out(script)
    assert whole.leaves_out("assets/stylesheets/main.css.map")
    assert not whole.leaves_out("assets/stylesheets/main.css")
    assert not part.leaves_out(script)
    assert (whole.replaces(), part.replaces()) == (("404.html", "sitemap.xml"), ())
    assert "sitemap.xml" in set(whole.files()) - set(part.files())


def test_without_an_address_of_the_site_there_is_no_map() -> None:
    settings = replace(SETTINGS, site_url="")
    build = SiteBuild(LoadedDirectory(directory(), Catalogs(), Report()), settings, TODAY)
    assert {"sitemap.xml", "robots.txt"}.isdisjoint(build.files())
