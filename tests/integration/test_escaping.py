"""Whatever text stands in whatever field, a page shows it as it was typed, and runs nothing."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Final, Union, get_args, get_origin, get_type_hints

import pytest
from markupsafe import escape

from service_directory.diagnostics import Report
from service_directory.directory import link
from service_directory.languages.catalogs import Catalog, Catalogs, Message
from service_directory.languages.localize import all_entries
from service_directory.languages.texts import BODY, translatable_texts
from service_directory.load import LoadedDirectory
from service_directory.model.contact import Address, Contact
from service_directory.model.crosswalk_plan import Axis, CrosswalkPlan, CrosswalkPlans
from service_directory.model.fields import (
    Byday,
    Date,
    Email,
    Latitude,
    Longitude,
    LongText,
    Model,
    PhoneNumber,
    Text,
    Time,
    Url,
    WholeNumber,
    YesNo,
)
from service_directory.model.fields import LanguageTag as LanguageTagType
from service_directory.model.group import Group, Meeting
from service_directory.model.handwritten import HandwrittenPage
from service_directory.model.location import Location, Schedule
from service_directory.model.organization import Organization
from service_directory.model.project import Project
from service_directory.model.references import Refers, Target
from service_directory.model.service import Service
from service_directory.model.taxonomy import Taxonomy, TaxonomyKind, TaxonomyTerm
from service_directory.reading.entry import Entries, Entry, EntryKind, Positions
from service_directory.settings import Settings, UrgentPhone
from service_directory.site_build import SiteBuild
from tests.integration.building import SITES, TODAY, frame
from tests.integration.html_pages import HtmlPage
from tests.sample import path_of

MARK: Final = re.compile(r"P(\d+)e")
TRANSLATED: Final = "ar"


def planted(number: int, letter: str = "P") -> str:
    """Return a text a model accepts that harms where it is not escaped, or escaped twice."""
    return (
        f"{letter}{number}e <x{number} class=\"a\" title='b'>&amp; {{{{ 7*7 }}}} {{% x %}} %s "
        f"%(num)s {{0}} --> ]]> &#39; </x{number}>"
    )


# Models with every field filled


REFERENCES: Final[dict[Target, str]] = {
    Target.NEED: "english",
    Target.SECTOR: "charity",
    Target.AUDIENCE: "adults",
    Target.AREA: "north",
    Target.DOCUMENT: "photo-id",
    Target.TOPIC: "employers",
    Target.ACCESSIBILITY: "step-free",
    Target.ORGANIZATION: "ash",
    Target.GROUP: "forum",
    Target.PROJECT: "garden",
    Target.OWN_CONTACT: "desk",
    Target.LOCATION: "ash/hall",
    Target.SERVICE: "ash/class",
}

SCALARS: Final[list[tuple[Any, Any]]] = [
    (Date, "2026-12-01"),
    (Time, "09:00"),
    (YesNo, True),
    (WholeNumber, "40"),
    (Latitude, "42.5"),
    (Longitude, "-90.5"),
    (PhoneNumber, "(563) 555-0142"),
    (Url, "https://ash.example.org/?a=1&b=2"),
    (Email, "a'b@ash.example.org"),
    (LanguageTagType, "en"),
    (Byday, "MO"),
]

GIVEN: Final[dict[tuple[type[Model], str], Any]] = {
    (Address, "postal_code"): "52001",
    (Address, "country"): "US",
    (Contact, "id"): "desk",
    (CrosswalkPlan, "id"): "plan",
    (CrosswalkPlan, "rows"): Axis.NEED,
    (CrosswalkPlan, "columns"): Axis.ORGANIZATION,
    (CrosswalkPlan, "where"): {},
    (Group, "reports_to"): None,
    (Location, "id"): "hall",
    (Meeting, "location"): None,
    (Organization, "former_ids"): ["old-ash"],
    (Group, "former_ids"): ["old-forum"],
    (Project, "former_ids"): ["old-garden"],
    (Schedule, "closes_at"): "17:00",
    (Service, "id"): "class",
    (TaxonomyTerm, "parent"): None,
    (TaxonomyTerm, "icon"): "school",
}
"""Fields that cannot hold just anything."""


@dataclass
class Planter:
    """Fills models, and remembers which field got which text."""

    fields: dict[int, str] = field(default_factory=dict)
    tokens: int = 0

    def text(self, name: str) -> str:
        self.tokens += 1
        self.fields[self.tokens] = name
        return planted(self.tokens)

    def fill(self, model: type[Model], path: str = "", /, **given: Any) -> dict[str, Any]:
        """Fill a model; its fields are remembered below `path`, as `Organization.phones.number`."""
        path = path or model.__name__
        hints = get_type_hints(model, include_extras=True)
        filled = {}
        for name, info in model.model_fields.items():
            key = info.alias or name
            if key in given:
                filled[key] = given[key]
            elif (model, name) in GIVEN:
                filled[key] = GIVEN[model, name]
            else:
                filled[key] = self._value(hints[name], f"{path}.{key}")
        return filled

    def _value(self, hint: Any, name: str) -> Any:
        if hint in (Text, LongText):
            return self.text(name)
        for scalar, value in SCALARS:
            if hint == scalar:
                return value
        origin, arguments = get_origin(hint), get_args(hint)
        if origin in (Union, UnionType):
            return self._value(next(a for a in arguments if a is not NoneType), name)
        if origin is tuple and arguments[0] is Schedule:
            return self._schedules(name)
        if origin is tuple:
            return [self._value(arguments[0], name)]
        if origin is Annotated:
            marks = [mark for mark in arguments[1:] if isinstance(mark, Refers)]
            if marks:
                return REFERENCES[marks[0].target]
            return self._value(arguments[0], name)
        if isinstance(hint, type) and issubclass(hint, Model):
            return self.fill(hint, name)
        if isinstance(hint, type) and issubclass(hint, Enum):
            return next(iter(hint))
        raise AssertionError(f"a new type of field: {name}: {hint}")

    def _schedules(self, name: str) -> list[dict[str, Any]]:
        """Return hours of every sort: to come, of every week, beside these, in words."""
        always = {"valid_from": None, "valid_to": None}
        return [
            self.fill(Schedule, name),
            self.fill(Schedule, f"{name}(weekly)", **always),
            self.fill(Schedule, f"{name}(overlapping)", **always),
            self.fill(Schedule, f"{name}(words)", **always, opens_at=None, closes_at=None),
        ]


@dataclass(frozen=True)
class Planted:
    """A directory with something in every text, and all its pages."""

    fields: dict[int, str]
    pages: dict[str, HtmlPage]
    other_files: dict[str, bytes]


BODY_TEXT: Final = (
    'Body & <5 people "quoted" \\<script>alert(1)\\</script> `<b>` \\{\\{ x \\}\\} %s\n\n'
    '## Head & "quote"\n\n- *one*\n- [two](../groups/forum.md "a \\" b")\n'
)


def _entries(planter: Planter) -> Entries:
    def entry(kind: EntryKind, model: type[Model], id_: str, **given: Any) -> Entry[Any]:
        path = f"Taxonomy({id_})" if model is Taxonomy else ""
        facts = model.model_validate(planter.fill(model, path, **given))
        body = "" if kind in (EntryKind.TAXONOMY, EntryKind.CROSSWALKS) else BODY_TEXT
        return Entry(id_, kind, path_of(kind, id_), facts, Positions(), body)

    taxonomies = {}
    for kind in TaxonomyKind:
        target = REFERENCES.get(Target(kind), "") if kind is not TaxonomyKind.GLOSSARY else "word"
        terms = [planter.fill(TaxonomyTerm, f"Taxonomy({kind}).terms", id=target)]
        if kind is TaxonomyKind.NEEDS:
            terms += [
                planter.fill(TaxonomyTerm, f"Taxonomy({kind}).terms", id="lower", parent="english")
            ]
        taxonomies[str(kind)] = entry(EntryKind.TAXONOMY, Taxonomy, str(kind), terms=terms)
    at_hall = {"location": "ash/hall", "place": None}
    places = [
        planter.fill(Meeting, "Group.meetings"),
        planter.fill(Meeting, "Group.meetings", **at_hall),
    ]
    services = [
        planter.fill(Service, "Organization.services"),
        planter.fill(Service, "Organization.services(without a place)", id="phone", at=[]),
    ]
    past = planter.fill(Meeting, "Group.meetings", date="2026-01-01")
    return Entries(
        organizations={
            "ash": entry(EntryKind.ORGANIZATION, Organization, "ash", services=services)
        },
        groups={"forum": entry(EntryKind.GROUP, Group, "forum", meetings=[*places, past])},
        projects={"garden": entry(EntryKind.PROJECT, Project, "garden")},
        taxonomies=taxonomies,
        crosswalks=entry(EntryKind.CROSSWALKS, CrosswalkPlans, "crosswalks"),
        pages={
            "index": entry(EntryKind.PAGE, HandwrittenPage, "index"),
            "guides/first": entry(EntryKind.PAGE, HandwrittenPage, "guides/first"),
        },
    )


def _build(
    directory_of: Callable[[Planter], Entries],
    translate: Callable[[Entries], Catalogs] = lambda _: Catalogs(),
) -> Planted:
    planter = Planter()
    entries = directory_of(planter)
    directory, diagnostics = link(entries)
    assert diagnostics == []
    settings = Settings(
        site_name=planter.text("Settings.site_name"),
        site_url="https://example.org/a&b/",
        place=planter.text("Settings.place"),
        languages=("en", TRANSLATED),
        edit_url="https://example.org/edit?a=1&b=2/",
        coordinator_email="a'b@example.org",
        urgent_phones=(UrgentPhone("911"),),
        sample=True,
    )
    loaded = LoadedDirectory(directory, translate(entries), Report())
    build = SiteBuild(loaded, settings, TODAY)
    build.use_frame(frame(SITES / "small"))
    made = {address: build.content(address) for address in build.files()}
    pages = {a: HtmlPage(a, c.decode()) for a, c in made.items() if c.startswith(b"<!doctype")}
    others = {a: c for a, c in made.items() if a not in pages}
    problems = [d for d in build.problems(SITES / "none") if d.rule not in ("not-written",)]
    assert [d for d in problems if d.rule != "broken-link"] == []
    return Planted(planter.fields, pages, others)


@pytest.fixture(scope="module")
def site() -> Planted:
    """Every text field of every model planted, in English."""
    return _build(_entries)


def _strings(page: HtmlPage) -> Iterator[str]:
    for text in page.texts:
        yield text.text
    for element in page.elements:
        yield from element.attributes.values()


# What must hold


def test_every_text_field_is_filled(site: Planted) -> None:
    assert len(site.fields) > 150
    some = {"Organization.contacts.phones.description", "Group.meetings.decisions.text"}
    assert some <= set(site.fields.values())


def test_no_text_becomes_an_element(site: Planted) -> None:
    known = set(
        "html head meta title link script body a header nav ul ol li div span main article section "
        "h1 h2 h3 h4 h5 h6 p bdi footer svg path button table caption thead tbody tfoot tr th td "
        "dl dt dd details summary address aside time strong em code pre blockquote br img label "
        "input form search b i hr abbr small noscript use g circle rect line figure".split()
    )
    for page in site.pages.values():
        assert {element.tag for element in page.elements} <= known, page.address
        assert page.parsed.faults == [], page.address
        assert page.parsed.stack == []
        for element in page.elements:
            assert "onerror" not in element.attributes
            if element.tag == "script":
                assert element.attributes.get("src"), page.address


def test_a_text_is_shown_exactly_as_typed(site: Planted) -> None:
    looked_at = 0
    for page in site.pages.values():
        for text in _strings(page):
            for match in MARK.finditer(text):
                assert planted(int(match[1])) in text, (page.address, site.fields[int(match[1])])
                looked_at += 1
    assert looked_at > 500


NOT_SHOWN: Final[dict[str, str]] = {
    r"Organization\.services\.schedules.*": "its places have hours of their own",
    r"Organization(\.services.*)?\.source_id": "a code of the feed it came from",
    r"Taxonomy\((?!glossary).+\)\.(name|description)": "the name of a list; readers see its words",
    r"Taxonomy\(.+\)\.terms\.same_as": "codes of other lists",
    r"Taxonomy\((?!glossary).+\)\.terms\.synonyms": "words for searching",
    r"Taxonomy\((?!glossary|needs).+\)\.terms\.short_name": "for heads of tables of that axis",
    r"Taxonomy\((?!glossary|needs|areas|audiences).+\)\.terms\.description": "for who fills in",
}
"""Texts that stand on no page, and why."""


def test_every_text_is_shown_somewhere_but_for_those_named(site: Planted) -> None:
    shown = {
        site.fields[int(match[1])]
        for page in site.pages.values()
        for text in page.texts
        for match in MARK.finditer(text.text)
    }
    hidden = set(site.fields.values()) - shown
    assert {path for path in hidden if not any(re.fullmatch(p, path) for p in NOT_SHOWN)} == set()
    for pattern, reason in NOT_SHOWN.items():
        assert any(re.fullmatch(pattern, path) for path in hidden), reason


def test_feeds_and_calendars_hold_texts_as_typed(site: Planted) -> None:
    feed = ElementTree.fromstring(site.other_files["en/news/feed.atom"])
    json_feed = json.loads(site.other_files["en/news/feed.json"])
    titles = [title.text or "" for title in feed.iter("{http://www.w3.org/2005/Atom}title")]
    texts = [*titles, *(item["title"] for item in json_feed["items"])]
    found = [match for text in texts for match in MARK.finditer(text)]
    assert len(found) >= 3
    assert all(any(planted(int(match[1])) in text for text in texts) for match in found)
    calendar = site.other_files["en/news/meetings.ics"].decode()
    assert all(re.match(r"[A-Z-]+[;:]| ", line) for line in calendar.split("\r\n") if line)


def test_the_free_text_of_an_entry_is_shown_as_typed(site: Planted) -> None:
    for address in ("en/organizations/ash/", "en/groups/forum/", "en/projects/garden/", "en/"):
        page = site.pages[address]
        assert 'Body & <5 people "quoted" <script>alert(1)</script> <b> {{ x }} %s' in page.text
        assert 'Head & "quote"' in page.text


def test_addresses_and_mailboxes_are_whole(site: Planted) -> None:
    page = site.pages["en/organizations/ash/"]
    links = {a.get("href", "") for a in page.all("a")}
    assert "https://ash.example.org/?a=1&b=2" in links
    assert "mailto:a'b@ash.example.org" in links
    assert "https://example.org/edit?a=1&b=2/directory/organizations/ash.md" in links
    assert "mailto:a'b@example.org" in links


def test_the_sitemap_is_escaped(site: Planted) -> None:
    text = site.other_files["sitemap.xml"].decode()
    assert "https://example.org/a&amp;b/en/" in text
    assert "a&b" not in text


# The same for translations


def _translated(entries: Entries) -> Catalogs:
    directory, _ = link(entries)
    by_key: dict[tuple[str, EntryKind, str], Catalog] = {}
    number = 0
    for entry in all_entries(directory):
        messages = {}
        for text in translatable_texts(entry):
            number += 1
            translation = planted(number, "T")
            if text.context == BODY:
                translation = f"T{number}e <script>alert({number})</script> **bold** & <img src=x>"
            messages[text.context] = Message(text.source, translation, False, "x.po", 1)
        id_ = "" if entry.kind in (EntryKind.TAXONOMY, EntryKind.CROSSWALKS) else entry.id
        key = (TRANSLATED, entry.kind, id_)
        known = by_key[key].messages if key in by_key else {}
        by_key[key] = Catalog("x.po", {**known, **messages})
    return Catalogs(by_key)


def test_translations_are_shown_exactly_as_typed() -> None:
    site = _build(_entries, _translated)
    looked_at = 0
    for address, page in site.pages.items():
        if not address.startswith(f"{TRANSLATED}/"):
            continue
        assert page.parsed.faults == []
        assert not any(e.tag == "script" and "src" not in e.attributes for e in page.elements)
        pictures = [element.attributes["src"] for element in page.elements if element.tag == "img"]
        assert all("/assets/service-directory/qr/" in source for source in pictures)
        for text in _strings(page):
            for number in re.findall(r"T(\d+)e ", text):
                body = f"T{number}e <script>alert({number})</script>"
                assert planted(int(number), "T") in text or body in text, address
                looked_at += 1
    assert looked_at > 150


@pytest.mark.parametrize(
    "text",
    [
        "</title><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "<x onfocus=alert(1) tabindex=1>",
        "a <!-- b",
        "</a>",
        "<iframe src=//x>",
        "a\x00b",
    ],
)
def test_what_is_surely_meant_as_markup_is_refused_before_it_comes_to_a_page(text: str) -> None:
    with pytest.raises(ValueError, match=r"no-html|control-character"):
        Organization.model_validate({"name": text, "sector": "charity", "summary": "b"})


# Frames


def test_marks_of_the_frame_cannot_come_from_a_text() -> None:
    """The frame is cut before texts are put in; private-use letters are refused besides."""
    with pytest.raises(ValueError, match="control-character"):
        Organization.model_validate({"name": "\ue000body\ue001", "sector": "a", "summary": "b"})
    forged = _build(lambda planter: _forged(_entries(planter)))
    page = forged.pages["en/organizations/ash/"]
    assert page.text_of("h1") == "\ue000body\ue001"
    assert len(page.all("main")) == 1
    assert page.source.count("</html>") == 1


def _forged(entries: Entries) -> Entries:
    ash = entries.organizations["ash"]
    facts = ash.facts.model_copy(
        update={"name": "\ue000body\ue001", "summary": "\ue000title\ue001"}
    )
    return replace(entries, organizations={"ash": replace(ash, facts=facts)})


def test_what_python_escapes_is_what_browsers_read() -> None:
    assert HtmlPage("", f"<p>{escape(planted(1))}</p>").texts[0].text == planted(1)
