"""Whole sites, as MkDocs wrote them: every page, every link, every language."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from itertools import groupby, pairwise
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

import html5lib
import pytest

from service_directory.languages.locales import direction
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.page import PageHead, PageKind
from tests.integration.building import build_site, copy_site
from tests.integration.conftest import BuiltSite
from tests.integration.html_pages import HtmlPage
from tests.sample import tree

ROOT_KINDS = {PageKind.CHOOSER, PageKind.NOT_FOUND}


def paths(site: BuiltSite) -> set[str]:
    return {file.relative_to(site.folder).as_posix() for file in site.folder.rglob("*")}


def file_of(address: str) -> str:
    return f"{address}index.html" if address.endswith("/") or not address else address


# Which pages there are


def test_there_is_a_page_of_every_kind_in_every_language(town: BuiltSite) -> None:
    found = {(page.head.kind, page.head.language) for page in town.plan.pages}
    languages = town.settings.languages
    expected = {(kind, tag) for kind in set(PageKind) - ROOT_KINDS for tag in languages}
    assert found - {(kind, "en") for kind in ROOT_KINDS} == expected
    assert {(kind, "en") for kind in ROOT_KINDS} <= found


def test_every_planned_page_was_written_and_no_other(site: BuiltSite) -> None:
    assert sorted(site.pages) == sorted(page.head.address for page in site.plan.pages)


def test_no_two_pages_have_one_address(site: BuiltSite) -> None:
    addresses = [page.head.address.lower() for page in site.plan.pages]
    assert len(set(addresses)) == len(addresses)
    assert site.plan.diagnostics == ()


def test_everybody_stands_in_every_language(site: BuiltSite) -> None:
    entries, urls = site.loaded.directory.entries, site.plan.urls
    needs = site.loaded.directory.terms[TaxonomyKind.NEEDS]
    assert entries.organizations
    assert entries.groups
    assert entries.projects
    for tag in site.settings.languages:
        for id_, entry in entries.organizations.items():
            page = site.pages[urls.organization(tag, id_)]
            assert page.text_of("h1") == entry.facts.name
            for service in entry.facts.services:
                assert f"service-{service.id}" in page.ids
                own = site.pages[urls.service(tag, f"{id_}/{service.id}")]
                assert own.text_of("h1")
                assert entry.facts.name in own.text
            for listing in (urls.organizations(tag),):
                assert entry.facts.name in site.pages[listing].text
        for id_ in needs:
            assert site.pages[urls.need(tag, id_)].text_of("h1")
        for id_ in entries.groups:
            assert site.pages[urls.group(tag, id_)].text_of("h1")
        for id_ in entries.projects:
            assert site.pages[urls.project(tag, id_)].text_of("h1")


def test_every_service_is_linked_from_the_pages_of_its_needs(site: BuiltSite) -> None:
    urls, looked_at = site.plan.urls, 0
    for tag in site.settings.languages:
        for key, linked in site.loaded.directory.services.items():
            for need in linked.needs:
                page = site.pages[urls.need(tag, need)]
                links = {urljoin(page.address, a.get("href", "")) for a in page.all("a")}
                assert urls.service(tag, key) in links, (tag, key, need)
                looked_at += 1
    assert looked_at >= len(site.settings.languages) * 5


def test_names_an_entry_had_before_lead_to_it(town: BuiltSite) -> None:
    urls, looked_at = town.plan.urls, 0
    for tag in town.settings.languages:
        for former, now in (
            (urls.organization(tag, "the-ash"), urls.organization(tag, "ash")),
            (urls.service(tag, "the-ash/english"), urls.service(tag, "ash/english")),
            (urls.partner(tag, "the-ash"), urls.partner(tag, "ash")),
            (urls.group(tag, "old-forum"), urls.group(tag, "forum")),
            (urls.project(tag, "old-garden"), urls.project(tag, "garden")),
        ):
            page = town.pages[former]
            links = {urljoin(former, a.get("href", "")) for a in page.all("a")}
            assert now in links
            assert page.meta("robots") == "noindex"
            looked_at += 1
    assert looked_at == 15


def test_a_hand_written_page_is_there_for_readers_of_every_language(town: BuiltSite) -> None:
    for tag in town.settings.languages:
        spanish = town.pages[f"{tag}/guides/manana/"]
        assert spanish.text_of("h1") == "Mañana"
        assert spanish.one("h1").get("lang", tag) == "es"
        assert "Eat" in town.pages[f"{tag}/guides/first-days/"].text


# Each page by itself


def test_every_page_says_its_language_and_direction(site: BuiltSite) -> None:
    for planned in site.plan.pages:
        page, tag = site.pages[planned.head.address], planned.head.language
        assert page.one("html")["lang"] == tag
        assert page.one("html")["dir"] == page.one("body")["dir"] == direction(tag)
    assert site.pages["ar/"].one("html")["dir"] == "rtl"


def test_every_page_has_one_title_and_one_first_heading(site: BuiltSite) -> None:
    for page in site.pages.values():
        assert len(page.all("h1")) == 1, page.address
        assert len(page.all("title")) == 1
        assert page.text_of("title"), page.address
        assert page.text_of("h1"), page.address
        assert len(page.all("main")) == 1


def test_headings_leave_out_no_level(site: BuiltSite) -> None:
    for page in site.pages.values():
        levels = [int(e.tag[1]) for e in page.elements if re.fullmatch("h[1-6]", e.tag)]
        assert levels[0] == 1, page.address
        for above, below in pairwise(levels):
            assert below <= above + 1, (page.address, levels)


def test_titles_are_told_apart_in_each_language(site: BuiltSite) -> None:
    heads = [p.head for p in site.plan.pages if p.head.indexed and p.head.kind not in ROOT_KINDS]
    heads.sort(key=lambda head: head.language)
    for tag, group in groupby(heads, key=lambda head: head.language):
        titles = [site.pages[head.address].text_of("title") for head in group]
        twice = {title for title in titles if titles.count(title) > 1}
        assert not twice, (tag, twice)


def test_no_id_stands_twice_and_every_reference_to_one_is_met(site: BuiltSite) -> None:
    for page in site.pages.values():
        assert len(set(page.ids)) == len(page.ids), page.address
        for element in page.elements:
            for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
                for id_ in element.attributes.get(name, "").split():
                    assert id_ in page.ids, (page.address, name, id_)


def test_elements_close_in_order(site: BuiltSite) -> None:
    for page in site.pages.values():
        assert page.parsed.faults == [], page.address
        assert page.parsed.stack == [], page.address


def test_pages_are_html_without_an_error_and_as_the_other_tests_read_them(
    town: BuiltSite,
) -> None:
    for page in town.pages.values():
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parsed = parser.parse(page.source)
        assert parser.errors == [], page.address
        elements = [element for element in parsed.iter() if isinstance(element.tag, str)]
        assert [(str(e.tag).rpartition("}")[2], dict(e.attrib.items())) for e in elements] == [
            (e.tag, e.attributes) for e in page.elements
        ]
        assert "".join("".join(parsed.itertext()).split()) == page.text.replace(" ", "")


def test_the_countys_pages_are_html_without_an_error(
    county: BuiltSite, pytestconfig: pytest.Config
) -> None:
    """All in one language; with `--every-arrangement` in every language."""
    every = pytestconfig.getoption("every_arrangement")
    tags = county.settings.languages if every else ("ar",)
    looked_at = 0
    for address, page in county.pages.items():
        if not address.startswith(tuple(f"{tag}/" for tag in tags)):
            continue
        looked_at += 1
        parser = html5lib.HTMLParser(namespaceHTMLElements=False)
        parser.parse(page.source)
        assert parser.errors == [], address
    assert looked_at > 400 * len(tags)


def test_nothing_is_loaded_from_elsewhere_and_nothing_stands_inline(site: BuiltSite) -> None:
    fetching = {"script": "src", "img": "src", "iframe": "src", "source": "src", "object": "data"}
    for page in site.pages.values():
        for element in page.elements:
            attributes = element.attributes
            assert not any(name.startswith("on") for name in attributes), page.address
            assert "style" not in attributes
            assert element.tag not in {"style", "iframe", "object", "embed", "base", "form"} or (
                element.tag == "form"
            )
            address = attributes.get(fetching.get(element.tag, ""), "")
            if element.tag == "link" and attributes.get("rel") in ("stylesheet", "icon"):
                address = attributes["href"]
            assert not urlsplit(address).netloc, (page.address, element)
            if element.tag == "script" and attributes.get("type") != "application/ld+json":
                assert attributes.get("src")
        for address in re.findall(r"(?:href|src)=\"([^\"]*)\"", page.source):
            scheme = urlsplit(address.replace("&amp;", "&")).scheme
            assert scheme in {"", "http", "https", "tel", "mailto", "sms"}, (page.address, address)


def test_facts_for_search_engines_are_json_that_names_the_page(site: BuiltSite) -> None:
    looked_at = 0
    for planned in site.plan.pages:
        page, head = site.pages[planned.head.address], planned.head
        if head.kind not in (PageKind.ORGANIZATION, PageKind.SERVICE):
            continue
        found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.source)
        assert len(found) == int(head.indexed), head.address
        for text in found:
            data = json.loads(text)
            assert data["url"] == site.settings.site_url + head.address
            assert data["name"]
            looked_at += 1
    assert looked_at >= 9


def test_pages_about_sensitive_needs_can_be_left_fast(site: BuiltSite) -> None:
    sensitive = 0
    for planned in site.plan.pages:
        page = site.pages[planned.head.address]
        buttons = [a for a in page.all("a") if "sd-exit__link" in a.get("class", "")]
        assert len(buttons) == int(planned.head.sensitive), planned.head.address
        for button in buttons:
            assert button["href"] == site.settings.exit_url
            assert "noreferrer" in button["rel"]
            assert button["aria-describedby"] in page.ids
            sensitive += 1
    if site.settings.place == "Riverbend County":
        assert sensitive > 20


def test_every_page_forbids_what_it_does_not_need(site: BuiltSite) -> None:
    for page in site.pages.values():
        policy = page.meta("Content-Security-Policy")
        assert policy is not None
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert page.meta("referrer") == "no-referrer"
        before = page.source.partition("Content-Security-Policy")[0]
        assert "<script" not in before
        assert "<link" not in before


def test_links_to_other_sites_give_nothing_away(site: BuiltSite) -> None:
    looked_at = 0
    for page in site.pages.values():
        for link in page.all("a"):
            if urlsplit(link.get("href", "")).netloc:
                assert {"noopener", "noreferrer"} <= set(link.get("rel", "").split()), page.address
                looked_at += 1
    assert looked_at > 10


def test_every_link_has_words(site: BuiltSite) -> None:
    for page in site.pages.values():
        named = {id(e) for text in page.texts for e in text.inside if e.tag == "a"}
        for element in page.elements:
            if element.tag == "a":
                assert id(element) in named or element.attributes.get("aria-label"), page.address


# Links and languages


def resolved(site: BuiltSite, page: HtmlPage, href: str) -> str:
    """Return an address of the site for a link, relative to its root; empty marks the root."""
    base = site.settings.site_url
    whole = urljoin(base + page.address, href)
    assert whole.startswith(base), (page.address, href)
    return whole.removeprefix(base)


def test_every_link_inside_the_site_leads_to_a_page_and_a_place(site: BuiltSite) -> None:
    files, looked_at = paths(site), 0
    for page in site.pages.values():
        for element in page.elements:
            href = element.attributes.get("href", element.attributes.get("src"))
            if href is None or urlsplit(href).scheme or element.tag == "base":
                continue
            target, anchor = urldefrag(resolved(site, page, href))
            address = unquote(target.partition("?")[0])
            assert file_of(address) in files, (page.address, href)
            if anchor and address in site.pages:
                assert unquote(anchor) in site.pages[address].ids, (page.address, href)
            looked_at += 1
    assert looked_at > 1000


def test_no_page_is_out_of_reach(site: BuiltSite) -> None:
    """Every page but those for old and wrong addresses is linked, step by step, from the root."""
    reached, coming = {""}, [""]
    while coming:
        page = site.pages[coming.pop()]
        for link in page.all("a"):
            if not urlsplit(link.get("href", "")).scheme:
                address = urldefrag(resolved(site, page, link["href"]))[0].partition("?")[0]
                if address in site.pages and address not in reached:
                    reached.add(address)
                    coming.append(address)
    unreached = set(site.pages) - reached
    kinds = {p.head.kind for p in site.plan.pages if p.head.address in unreached}
    assert kinds <= {PageKind.MOVED, PageKind.NOT_FOUND, PageKind.GUIDE}, unreached


def named(site: BuiltSite, head: PageHead) -> dict[str, str]:
    """Return the addresses a page and the sitemap name for readers of other languages."""
    links = {tag: site.settings.site_url + address for tag, address in head.alternates}
    languages = head.kind in {PageKind.HOME, *ROOT_KINDS}
    first = dict(head.alternates)[site.settings.languages[0]]
    return links | {"x-default": site.settings.site_url + ("" if languages else first)}


def test_other_languages_of_a_page_name_each_other(site: BuiltSite) -> None:
    heads = {page.head.address: page.head for page in site.plan.pages}
    looked_at = 0
    for address, head in heads.items():
        if not head.indexed or head.kind in ROOT_KINDS:
            continue
        page = site.pages[address]
        links = {a["hreflang"]: a["href"] for a in page.all("link") if "hreflang" in a}
        base = site.settings.site_url
        assert links == named(site, head)
        assert set(links) == {*site.settings.languages, "x-default"}
        assert links[head.language] == base + address
        for tag, other in head.alternates:
            assert heads[other].language == tag
            assert heads[other].kind is head.kind
            assert (head.language, address) in heads[other].alternates
            looked_at += 1
    assert looked_at > 100


def test_the_bar_of_languages_leads_to_the_same_page(site: BuiltSite) -> None:
    for planned in site.plan.pages:
        head, page = planned.head, site.pages[planned.head.address]
        bar = [a for a in page.all("a") if "hreflang" in a and "lang" in a][: len(head.alternates)]
        assert [a["hreflang"] for a in bar] == list(site.settings.languages), head.address
        for link, (tag, address) in zip(bar, head.alternates, strict=True):
            assert resolved(site, page, link["href"]) == address
            assert link["dir"] == direction(tag)
        current = [a["lang"] for a in bar if a.get("aria-current") == "true"]
        assert current == ([] if head.kind in ROOT_KINDS else [head.language])


def test_the_page_for_wrong_addresses_works_wherever_it_is_shown(site: BuiltSite) -> None:
    page = site.pages["404.html"]
    path = urlsplit(site.settings.site_url).path
    files = paths(site)
    looked_at = 0
    for element in page.elements:
        href = element.attributes.get("href", element.attributes.get("src", ""))
        if not href or href.startswith(("#", "mailto:", "tel:")) or urlsplit(href).netloc:
            continue
        assert href.startswith(path), href
        assert file_of(href.removeprefix(path).partition("?")[0]) in files, href
        looked_at += 1
    assert looked_at >= 6


def test_pages_say_which_address_is_theirs(site: BuiltSite) -> None:
    for planned in site.plan.pages:
        page, address = site.pages[planned.head.address], planned.head.address
        if planned.head.canonical and planned.head.neutral:
            address = planned.head.canonical
        if planned.head.kind is PageKind.MOVED:
            address = dict(planned.head.alternates)[planned.head.language]
            assert address != page.address
        (canonical,) = [a["href"] for a in page.all("link") if a.get("rel") == "canonical"]
        assert canonical == site.settings.site_url + address


# Texts


def test_names_and_addresses_are_not_for_translating_machines(site: BuiltSite) -> None:
    lines = {
        line
        for entry in site.loaded.directory.organizations.values()
        for place in entry.facts.locations
        if place.address
        for line in (place.address.address_1, place.address.address_2, place.address.attention)
        if line
    }
    names = {entry.facts.name for entry in site.loaded.directory.organizations.values()}
    found = 0
    assert lines
    for planned in site.plan.pages:
        if planned.head.kind is not PageKind.ORGANIZATION:
            continue
        for text in site.pages[planned.head.address].texts:
            tags = {element.tag for element in text.inside}
            is_address = text.text.strip() in lines and "address" in tags
            is_name = text.text.strip() in names and "h1" in tags
            if is_address or is_name:
                off = [e.attributes.get("translate") for e in text.inside]
                assert "no" in off, (planned.head.address, text)
                found += 1
    assert found >= len(names) * len(site.settings.languages)


def test_texts_in_another_language_say_so(town: BuiltSite) -> None:
    page = town.pages["ar/organizations/cedar/"]
    (text,) = [t for t in page.texts if t.text.strip() == "A place to stay." and t.inside]
    marked = [e.attributes for e in text.inside if "lang" in e.attributes][-1]
    assert (marked["lang"], marked["dir"]) == ("es", "ltr")


def test_translations_are_shown_and_unfinished_ones_are_told(town: BuiltSite) -> None:
    page = town.pages["ar/organizations/ash/"]
    assert "دروس إنجليزية وشاي." in page.text
    assert "الإنجليزية مساء" in page.text
    assert "أربع أمسيات في الأسبوع." in page.text
    service = town.pages["ar/organizations/ash/english/"]
    assert "ثلاثة أسابيع" in service.text
    assert "Pay what you can." in service.text
    assert "ادفع خمسة دولارات." not in service.text
    for one in (page, service):
        notes = [e for e in one.elements if "sd-translation" in e.attributes.get("class", "")]
        assert len(notes) == 1


def test_a_page_in_part_translated_leads_to_itself_in_the_language_it_was_written_in(
    town: BuiltSite,
) -> None:
    for address in ("ar/organizations/ash/", "ar/partners/ash/", "ar/groups/forum/"):
        page = town.pages[address]
        inside = [
            {urljoin(address, e.attributes.get("href", "")) for e in text.inside if e.tag == "a"}
            for text in page.texts
            if any("sd-translation" in e.attributes.get("class", "") for e in text.inside)
        ]
        assert {f"en/{address.removeprefix('ar/')}"} in inside, address


def test_what_is_secret_stands_nowhere(town: BuiltSite) -> None:
    for tag in town.settings.languages:
        page = town.pages[f"{tag}/organizations/cedar/"]
        assert not page.all("address")
        assert "La casa" in page.text


def test_pages_about_sensitive_needs_alone_are_not_listed_by_search_engines(
    town: BuiltSite,
) -> None:
    for tag in town.settings.languages:
        assert town.pages[f"{tag}/organizations/cedar/"].meta("robots") == "noindex"
        assert town.pages[f"{tag}/organizations/ash/"].meta("robots") is None
    assert "cedar" not in (town.folder / "sitemap.xml").read_text(encoding="utf-8")


# What others show of a page


def test_every_page_says_what_others_may_show_of_it(site: BuiltSite) -> None:
    base, looked_at = site.settings.site_url, 0
    for planned in site.plan.pages:
        head, page = planned.head, site.pages[planned.head.address]
        card = {a["property"]: a["content"] for a in page.all("meta") if "property" in a}
        assert card["og:type"] == "website"
        assert card["og:site_name"] == site.settings.site_name
        assert card["og:url"] == base + (head.neutral or head.address)
        picture = card["og:image"].removeprefix(base)
        assert (site.folder / picture).read_bytes().startswith(b"\x89PNG")
        assert re.fullmatch("[a-z]{2,3}(_[A-Z]{2})?", card["og:locale"])
        others = [a for a in page.all("meta") if a.get("property") == "og:locale:alternate"]
        assert len(others) == len(site.settings.languages) - 1
        if head.neutral:
            assert card["og:title"] == site.settings.site_name
            assert "og:description" not in card
            looked_at += 1
        else:
            assert card["og:title"] == head.title
            assert card.get("og:description", "") == head.description
    assert looked_at >= len(site.settings.languages)


def test_what_is_sent_of_a_sensitive_page_does_not_name_it(site: BuiltSite) -> None:
    """Neither the message nor the address in it, nor the mail about a mistake."""
    looked_at = 0
    for planned in site.plan.pages:
        head = planned.head
        if not head.neutral:
            continue
        page = site.pages[head.address]
        own = head.canonical or head.address
        id_ = own.rstrip("/").rpartition("/")[2]
        assert id_ not in head.neutral
        outward = [
            a["href"] for a in page.all("a") if re.match("https://wa|sms:|mailto:", a["href"])
        ]
        (box,) = [a for e in page.elements if "data-address" in (a := e.attributes)]
        outward += [box["data-text"], box["data-subject"]]
        assert len(outward) >= 5
        about = [unquote(text) for text in outward if "sms:+" not in text]
        assert not [text for text in about if id_ in text or head.title in text], head.address
        assert site.settings.site_url + head.neutral in box["data-text"]
        looked_at += 1
    assert looked_at >= 2 * len(site.settings.languages)


def test_a_neutral_address_shows_the_same_page_and_search_engines_go_to_the_other(
    town: BuiltSite,
) -> None:
    twins = [page.head for page in town.plan.pages if page.head.neutral and page.head.canonical]
    assert twins
    for head in twins:
        page, own = town.pages[head.address], town.pages[head.canonical]
        assert page.text_of("h1") == own.text_of("h1")
        assert page.meta("robots") == "noindex"
        for tag, address in head.alternates:
            assert town.pages[address].one("html")["lang"] == tag


def test_phones_can_put_the_site_on_their_first_screen(site: BuiltSite) -> None:
    for planned in site.plan.pages:
        page, tag = site.pages[planned.head.address], planned.head.language
        (link,) = [a["href"] for a in page.all("link") if a.get("rel") == "manifest"]
        address = resolved(site, page, link)
        assert address == f"{tag}/manifest.webmanifest"
    for tag in site.settings.languages:
        folder = site.folder / tag
        found = json.loads((folder / "manifest.webmanifest").read_text(encoding="utf-8"))
        assert (found["lang"], found["dir"]) == (tag, direction(tag))
        assert found["name"] == site.settings.site_name
        for picture in found["icons"]:
            assert (folder / picture["src"]).resolve().is_file()
        assert (folder / found["scope"]).resolve() == site.folder.resolve()


def test_every_page_leads_to_urgent_help_and_to_what_the_site_says_of_itself(
    site: BuiltSite,
) -> None:
    for planned in site.plan.pages:
        page, urls = site.pages[planned.head.address], site.plan.urls
        there = {resolved(site, page, a["href"]) for a in page.all("a") if is_inside(a["href"])}
        tag = planned.head.language
        for address_in in (urls.urgent, urls.news, urls.about, urls.privacy, urls.accessibility):
            assert address_in(tag) in there, planned.head.address


def is_inside(href: str) -> bool:
    return not urlsplit(href).scheme


def test_people_can_tell_what_is_wrong_with_the_pages_address(site: BuiltSite) -> None:
    for planned in site.plan.pages:
        page = site.pages[planned.head.address]
        begin = f"mailto:{site.settings.coordinator_email}?subject="
        (mail,) = [a["href"] for a in page.all("a") if a["href"].startswith(begin)]
        address = planned.head.neutral or planned.head.address
        assert unquote(mail).endswith(site.settings.site_url + address)


def test_the_page_for_wrong_addresses_speaks_every_language(site: BuiltSite) -> None:
    page = site.pages["404.html"]
    there = {a["href"] for a in page.all("a")}
    root = urlsplit(site.settings.site_url).path
    marked = [e.attributes["lang"] for e in page.elements if "data-language" in e.attributes]
    assert marked == list(site.settings.languages)
    for tag in site.settings.languages:
        assert {f"{root}{tag}/", f"{root}{tag}/urgent/"} <= there


def test_each_shared_page_has_a_picture_of_its_address(site: BuiltSite) -> None:
    looked_at = 0
    for page in site.pages.values():
        for image in page.all("img"):
            drawn = site.folder / resolved(site, page, image["src"])
            root = ElementTree.fromstring(drawn.read_bytes())
            assert root.tag == "{http://www.w3.org/2000/svg}svg"
            assert image["alt"]
            assert image["loading"] == "lazy"
            looked_at += 1
    assert looked_at > 10


# The files beside the pages


def test_the_sitemap_is_valid_and_names_every_page_that_may_be_listed(site: BuiltSite) -> None:
    spaces = {
        "s": "http://www.sitemaps.org/schemas/sitemap/0.9",
        "x": "http://www.w3.org/1999/xhtml",
    }
    root = ElementTree.fromstring((site.folder / "sitemap.xml").read_bytes())
    base = site.settings.site_url
    listed: dict[str, dict[str, str]] = {}
    for url in root.findall("s:url", spaces):
        location = url.findtext("s:loc", namespaces=spaces)
        assert location is not None
        assert location not in listed
        links = url.findall("x:link", spaces)
        assert all(link.attrib["rel"] == "alternate" for link in links)
        listed[location] = {link.attrib["hreflang"]: link.attrib["href"] for link in links}
        day = url.findtext("s:lastmod", namespaces=spaces)
        assert day is None or re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    heads = [page.head for page in site.plan.pages if page.head.indexed]
    assert set(listed) == {base + head.address for head in heads}
    for head in heads:
        assert listed[base + head.address] == named(site, head)
        assert site.pages[head.address].meta("robots") is None
    hidden = {page.head.address for page in site.plan.pages if not page.head.indexed}
    assert all(site.pages[address].meta("robots") == "noindex" for address in hidden)


def test_robots_lead_to_the_sitemap(site: BuiltSite) -> None:
    text = (site.folder / "robots.txt").read_text(encoding="utf-8")
    assert f"Sitemap: {site.settings.site_url}sitemap.xml\n" in text


def test_hosts_are_told_the_same_policy_as_browsers(site: BuiltSite) -> None:
    headers = (site.folder / "_headers").read_text(encoding="utf-8")
    policy = site.pages["en/"].meta("Content-Security-Policy")
    assert f"Content-Security-Policy: {policy}" in headers
    assert "frame-ancestors" in headers


def test_no_script_of_the_theme_and_no_source_of_an_entry_is_published(site: BuiltSite) -> None:
    published = paths(site)
    assert not [p for p in published if p.endswith((".md", ".po", ".yml", ".map", ".py"))]
    assert {p for p in published if p.endswith(".js")} == {
        f"assets/service-directory/{name}.js" for name in ("site", "hours", "exit", "read-aloud")
    }


# The same bytes


@pytest.mark.parametrize("name", ["town"])
def test_joined_pages_are_those_rendered_one_by_one_byte_for_byte(
    name: str, tmp_path: Path, town: BuiltSite
) -> None:
    project = copy_site(name, tmp_path / "project")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    (project / "mkdocs.yml").write_text(f"{settings}      join_pages: false\n", encoding="utf-8")
    alone = build_site(project)
    kinds = {page.head.kind for page in town.plan.pages}
    assert kinds == set(PageKind)
    assert tree(alone) == tree(town.folder)
