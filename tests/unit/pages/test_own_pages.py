"""Pages of the site about itself, urgent help, and sending pages on."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any, Final
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from service_directory.directory import Directory
from service_directory.languages.catalogs import Catalogs
from service_directory.languages.localize import localize
from service_directory.model.handwritten import HandwrittenPage
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.about import about_pages, about_view
from service_directory.pages.guides import guide_pages
from service_directory.pages.needs import need_pages, need_view
from service_directory.pages.organization import organization_pages, organization_view
from service_directory.pages.page import PageKind
from service_directory.pages.reader import PageReader
from service_directory.pages.share import mail_to, share_view
from service_directory.pages.urgent import urgent_numbers, urgent_view
from service_directory.pages.urls import Urls
from service_directory.reading.entry import Entry, EntryKind, Positions
from service_directory.settings import Settings, UrgentKind, UrgentPhone
from tests.sample import NEEDS, directory, hours, organization, service

TODAY: Final = datetime.date(2026, 11, 21)
SETTINGS: Final = Settings(
    site_name="Town", site_url="https://example.org/", languages=("en", "es", "ar")
)
TERMS: Final = {
    TaxonomyKind.NEEDS: (
        *NEEDS,
        {"id": "danger", "name": "Danger at home", "sensitive": "yes"},
        {"id": "legal-help", "name": "Law"},
        {"id": "papers", "name": "Papers", "parent": "legal-help", "sensitive": "yes"},
    )
}
ALWAYS: Final = [hours("MO TU WE TH FR SA SU", "00:00", "24:00")]


def reader(given: Directory, tag: str = "en", **settings: Any) -> PageReader:
    local = localize(given, Catalogs(), language_tag=tag, settings=replace(SETTINGS, **settings))
    return PageReader(local, Urls(), TODAY)


def of(*organizations: Any) -> Directory:
    return directory(*organizations, terms=TERMS)


# Urgent help


def test_numbers_everybody_knows_have_words_and_others_those_of_their_kind() -> None:
    phones = (
        UrgentPhone("911"),
        UrgentPhone("1-800-799-7233"),
        UrgentPhone("(563) 555-0199"),
        UrgentPhone("(563) 555-0198", UrgentKind.SHELTER),
    )
    known, hotline, unknown, shelter = urgent_numbers(
        reader(of(organization("ash")), urgent_phones=phones).local
    )
    assert known.name is not None
    assert "ambulance" in known.name.text
    assert hotline.href == "tel:+18007997233"
    assert hotline.name is not None
    assert (unknown.name, unknown.sentence) == (None, "")
    assert shelter.name is not None
    assert shelter.sentence
    assert (
        urgent_numbers(reader(of(organization("ash")), urgent_phones=phones, region="FR").local)[
            0
        ].name
        is None
    )


@pytest.mark.parametrize(
    ("tag", "text", "language"),
    [("en", "Nurse", "en"), ("es", "Enfermera", "es"), ("ar", "Nurse", "en")],
)
def test_a_sites_own_words_are_shown_in_the_readers_language_or_marked(
    tag: str, text: str, language: str
) -> None:
    phone = UrgentPhone("5635550188", None, (("es", "Enfermera"), ("en", "Nurse")))
    (number,) = urgent_numbers(reader(of(organization("ash")), tag, urgent_phones=(phone,)).local)
    assert number.name is not None
    assert (number.name.text, number.name.language) == (text, language)
    assert number.name.is_foreign(tag) == (tag == "ar")


def test_who_is_there_day_and_night_and_who_helps_by_phone() -> None:
    given = of(
        organization(
            "ash",
            service("bed", schedules=ALWAYS, needs=["food"]),
            service("line", schedules=ALWAYS, needs=["danger"], delivery=["phone"]),
            service("day", schedules=[hours("MO", "00:00", "24:00")], needs=["food"]),
            service("talk", needs=["danger"], delivery=["phone"]),
            service("visit", needs=["danger"]),
            service("forms", needs=["papers"], delivery=["phone"]),
            service("gone", needs=["danger"], delivery=["phone"], status="paused"),
        )
    )
    view = urgent_view(reader(given))
    assert [line.name.text for line in view.day_and_night] == ["Line", "Bed"]
    assert [line.name.text for line in view.by_phone] == ["Talk"]


def test_what_to_say_is_in_the_language_of_the_county() -> None:
    given = of(organization("ash"))
    assert urgent_view(reader(given, "ar")).phrase == "I speak Arabic. An interpreter, please."
    assert urgent_view(reader(given, "en")).phrase == ""


# About


def test_the_site_counts_what_it_has_and_says_when_it_was_built() -> None:
    view = about_view(reader(of(organization("ash", service("a")), organization("birch"))))
    assert (view.organization_count, view.service_count, len(view.languages)) == (2, 1, 3)
    assert (view.built, view.iso_built) == ("November 21, 2026", "2026-11-21")


@pytest.mark.parametrize("name", ["about", "privacy", "accessibility"])
def test_a_hand_written_page_stands_in_the_place_of_ours(name: str) -> None:
    given = of(organization("ash"))
    facts = HandwrittenPage.model_validate({"title": "Our own words"})
    written: Entry[HandwrittenPage] = Entry(
        name, EntryKind.PAGE, f"directory/{name}.md", facts, Positions(), "Text."
    )
    given = replace(given, entries=replace(given.entries, pages={name: written}))
    for tag in SETTINGS.languages:
        there = reader(given, tag)
        kinds = {page.head.kind for page in about_pages(there)}
        assert kinds == {PageKind.ABOUT, PageKind.PRIVACY, PageKind.ACCESSIBILITY} - {name}
        (page,) = [page for page in guide_pages(there) if page.head.kind is PageKind.GUIDE]
        assert page.head.address == f"{tag}/{name}/"


# Sending a page on


def test_a_message_holds_the_name_the_first_phone_and_the_address() -> None:
    phones = [{"number": "(563) 555-0142"}, {"number": "(563) 555-0143"}]
    given = of(organization("ash", name="Ash & Elm?", phones=phones))
    view = organization_view(reader(given), given.organizations["ash"]).share
    assert view is not None
    text = "Ash & Elm?\n(563) 555-0142\nhttps://example.org/en/organizations/ash/"
    assert view.text == text
    assert parse_qs(urlsplit(view.whatsapp).query) == {"text": [text]}
    assert unquote(view.sms.removeprefix("sms:?&body=")) == text
    mail = parse_qs(urlsplit(view.mail).query)
    assert mail == {"subject": ["Ash & Elm?"], "body": [text.replace("\n", "\r\n")]}


def test_a_message_about_a_danger_names_nothing() -> None:
    given = of(
        organization("safe-house", service("line", needs=["danger"]), phones=[{"number": "911"}])
    )
    there = reader(given)
    pages = {page.head.address: page.head for page in organization_pages(there)}
    own = pages["en/organizations/safe-house/"]
    assert pages[own.neutral].canonical == own.address
    assert not pages[own.neutral].indexed
    view = organization_view(there, given.organizations["safe-house"]).share
    assert view is not None
    assert view.text == f"This may help you:\nhttps://example.org/{own.neutral}"
    assert "safe" not in view.mail + view.whatsapp + view.sms + view.subject + view.qr_href
    need = need_view(there, given.terms[TaxonomyKind.NEEDS]["danger"]).share
    assert need is not None
    assert "danger" not in (need.text + need.subject + need.qr_href).lower()
    kinds = [p.head for p in need_pages(there) if p.head.neutral]
    assert len(kinds) == 4


def test_one_sensitive_service_among_others_names_no_danger() -> None:
    given = of(organization("ash", service("a", needs=["danger"]), service("b", needs=["food"])))
    (page,) = organization_pages(reader(given))
    assert page.head.neutral == ""


def test_neutral_addresses_are_told_apart_and_stay_in_every_language() -> None:
    urls = Urls("help/")
    one, other = (urls.neutral("en", urls.need("en", id_)) for id_ in ("a", "b"))
    assert one != other
    assert one.startswith("help/en/p/")
    assert one.replace("/en/", "/es/") == urls.neutral("es", urls.need("es", "a"))


def test_without_an_address_of_the_site_nothing_can_be_sent() -> None:
    there = reader(of(organization("ash")), site_url="")
    assert share_view(there, "en/organizations/ash/", "Ash") is None


def test_mail_addresses_hold_any_text() -> None:
    assert mail_to("a'b@x.org", "50 % & more?") == (
        "mailto:a%27b@x.org?subject=50%20%25%20%26%20more%3F"
    )
