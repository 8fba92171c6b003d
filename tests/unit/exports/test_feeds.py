"""Feeds of what is new: valid by the rules of RFC 4287, stable, one a language."""

from __future__ import annotations

import datetime
import json
import re
import xml.etree.ElementTree as ElementTree
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit

import pytest

from service_directory.directory import Directory
from service_directory.exports.calendar import meetings_calendar
from service_directory.exports.feeds import atom_feed, json_feed
from service_directory.languages.catalogs import Catalogs
from service_directory.languages.localize import localize
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.pages.news import coming_meetings, news_items, news_view
from service_directory.pages.reader import PageReader
from service_directory.pages.urls import Urls
from service_directory.settings import Settings
from tests.sample import directory, group, organization, project, service

TODAY: Final = datetime.date(2026, 11, 21)
SETTINGS: Final = Settings(
    site_name="Town & <Friends>", site_url="https://example.org/help/", languages=("en", "ar")
)
ATOM: Final = "{http://www.w3.org/2005/Atom}"
DANGER: Final = {TaxonomyKind.NEEDS: ({"id": "danger", "name": "Danger", "sensitive": "yes"},)}


def reader(given: Directory, tag: str = "en", **settings: Any) -> PageReader:
    local = localize(given, Catalogs(), language_tag=tag, settings=replace(SETTINGS, **settings))
    return PageReader(local, Urls(), TODAY)


def checked(day: str) -> dict[str, Any]:
    return {"date": day}


def town() -> Directory:
    return directory(
        organization("ash", assured=checked("2026-11-20"), partnership={"joined": "2026-03-01"}),
        organization("birch", name="Birch & <Co>", assured=checked("2025-01-01")),
        organization("cedar", service("line", needs=["danger"]), assured=checked("2026-11-19")),
        groups=[
            group(
                "forum",
                meetings=[
                    {"date": "2026-10-02", "decisions": [{"text": "A bus."}, {"text": "A bell."}]},
                    {"date": "2026-10-02", "decisions": [{"text": "Tea; and, cake"}]},
                    {"date": "2026-12-01", "opens_at": "17:30", "closes_at": "19:00",
                     "place": "The hall, upstairs", "agenda": ["One", "Two"]},
                    {"date": "2027-01-01"},
                ],
            )
        ],
        projects=[
            project("garden", owner="ash", starts="2026-05-01"),
            project("later", owner="ash", starts="2027-05-01"),
        ],
        terms=DANGER,
    )  # fmt: skip


def test_what_is_new_comes_from_facts_of_the_last_year_newest_first() -> None:
    found = [item.key for item in news_items(reader(town()))]
    assert found == [
        "organizations/ash/checked/2026-11-20",
        "groups/forum/decisions/2026-10-02",
        "groups/forum/decisions/2026-10-02-2",
        "projects/garden/starts/2026-05-01",
        "organizations/ash/joined/2026-03-01",
    ]


def test_organizations_about_danger_alone_are_no_news() -> None:
    assert "cedar" not in atom_feed(reader(town())).decode()
    shown = atom_feed(reader(town(), sensitive_needs_hidden=False)).decode()
    assert "cedar" in shown


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_the_feed_keeps_the_rules_of_atom(tag: str) -> None:
    """RFC 4287, sections 3.2 (persons), 3.3 (dates), 4.1 (feed, entry), 4.2 (id, link)."""
    feed = ElementTree.fromstring(atom_feed(reader(town(), tag)))
    assert feed.tag == f"{ATOM}feed"
    assert feed.attrib["{http://www.w3.org/XML/1998/namespace}lang"] == tag
    for element in (feed, *feed.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            (found,) = element.findall(f"{ATOM}{name}")
            assert found.text
        (identity,) = element.findall(f"{ATOM}id")
        assert re.fullmatch(r"(https|tag):[!-~]+", identity.text or "")
        for name in ("updated", "published"):
            for moment in element.findall(f"{ATOM}{name}"):
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", moment.text or "")
        links = element.findall(f"{ATOM}link")
        kinds = [(link.attrib["rel"], link.attrib["type"]) for link in links]
        assert len(set(kinds)) == len(kinds)
        assert ("alternate", "text/html") in kinds
        assert all(urlsplit(link.attrib["href"]).scheme == "https" for link in links)
    (me,) = [x for x in feed.findall(f"{ATOM}link") if x.attrib["rel"] == "self"]
    assert me.attrib["href"] == f"https://example.org/help/{tag}/news/feed.atom"
    assert feed.findtext(f"{ATOM}id") == me.attrib["href"]
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "Town & <Friends>"
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) == 5
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in feed.findall(f"{ATOM}entry")]
    assert feed.findtext(f"{ATOM}updated") == max(updated)


def test_an_empty_feed_is_valid_too() -> None:
    feed = ElementTree.fromstring(atom_feed(reader(directory(organization("ash")))))
    assert feed.findtext(f"{ATOM}updated") == "2026-11-21T00:00:00Z"
    assert not feed.findall(f"{ATOM}entry")


def test_ids_stay_on_another_day_and_below_another_folder_and_differ_by_language() -> None:
    def ids(given: PageReader) -> list[str]:
        return [item["id"] for item in json.loads(json_feed(given))["items"]]

    assert ids(reader(town()))[0] == (
        "tag:example.org,2026-11-20:en/organizations/ash/checked/2026-11-20"
    )
    moved = reader(town(), site_url="https://example.org/other/")
    later = reader(town())
    later.today += datetime.timedelta(days=30)
    assert ids(moved) == ids(reader(town())) == ids(later)
    assert not set(ids(reader(town()))) & set(ids(reader(town(), "ar")))


def test_the_json_feed_has_what_its_readers_need() -> None:
    feed = json.loads(json_feed(reader(town())))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Town & <Friends>: What is new"
    assert all(item["content_text"] and item["url"] for item in feed["items"])
    assert feed["items"][1]["content_text"] == "A bus.\nA bell."


def test_without_an_address_of_the_site_there_is_no_feed_to_link_to() -> None:
    view = news_view(reader(town(), site_url=""))
    assert (view.feed_href, view.json_href, view.calendar_href) == ("", "", "")
    assert view.days


# Meetings


def test_coming_meetings_begin_and_end_in_utc_or_take_the_day() -> None:
    assert [item.key for item in coming_meetings(reader(town()))] == [
        "groups/forum/meetings/2026-12-01",
        "groups/forum/meetings/2027-01-01",
    ]
    lines = meetings_calendar(reader(town())).decode().split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert "DTSTART:20261201T233000Z" in lines
    assert "DTEND:20261202T010000Z" in lines
    assert "DTSTART;VALUE=DATE:20270101" in lines
    assert "LOCATION:The hall\\, upstairs" in lines
    assert "DESCRIPTION:One\\nTwo" in lines
    assert "DTSTAMP:20261121T000000Z" in lines
    uids = [line for line in lines if line.startswith("UID:")]
    assert len(set(uids)) == 2


def test_long_lines_are_folded_between_letters() -> None:
    given = directory(
        groups=[group("forum", name="اجتماع " * 15, meetings=[{"date": "2026-12-01"}])]
    )
    raw = meetings_calendar(reader(given))
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    assert ("SUMMARY:" + ("اجتماع " * 15).strip()) in raw.decode().replace("\r\n ", "")
