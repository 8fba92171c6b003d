"""Addresses: one module knows how they look."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service_directory.pages.urls import (
    Urls,
    absolute,
    colliding,
    depth_prefix,
    file_path,
    for_other_languages,
)

ADDRESSES = [
    ("chooser", (), ""),
    ("home", ("es",), "es/"),
    ("needs", ("es",), "es/needs/"),
    ("need", ("es", "food"), "es/needs/food/"),
    ("organizations", ("ar",), "ar/organizations/"),
    ("organization", ("ar", "ash"), "ar/organizations/ash/"),
    ("service", ("ar", "ash/class"), "ar/organizations/ash/class/"),
    ("partners", ("en",), "en/partners/"),
    ("partner", ("en", "ash"), "en/partners/ash/"),
    ("group", ("en", "forum"), "en/groups/forum/"),
    ("project", ("en", "garden"), "en/projects/garden/"),
    ("crosswalks", ("en",), "en/crosswalk/"),
    ("crosswalk", ("en", "services"), "en/crosswalk/services/"),
    ("crosswalk", ("en", "services", "learn", "north"), "en/crosswalk/services/learn/north/"),
    ("crosswalk", ("en", "services", "learn", ""), "en/crosswalk/services/learn/not-known/"),
    ("choices", ("en", "languages"), "en/languages/"),
    ("choice", ("en", "areas", "north"), "en/areas/north/"),
    ("choice", ("en", "areas", "", "food"), "en/areas/not-known/food/"),
    ("glossary", ("ar",), "ar/glossary/"),
    ("word", ("ar", "intake"), "ar/glossary/#word-intake"),
    ("gaps", ("en",), "en/gaps/"),
    ("guides", ("en",), "en/guides/"),
    ("guide", ("en", "guides/first-weeks"), "en/guides/first-weeks/"),
    ("urgent", ("en",), "en/urgent/"),
    ("about", ("en",), "en/about/"),
    ("privacy", ("en",), "en/privacy/"),
    ("accessibility", ("en",), "en/accessibility/"),
    ("news", ("en",), "en/news/"),
    ("feed", ("en",), "en/news/feed.atom"),
    ("json_feed", ("en",), "en/news/feed.json"),
    ("calendar", ("en",), "en/news/meetings.ics"),
    ("manifest", ("en",), "en/manifest.webmanifest"),
    ("asset", ("site.css",), "assets/service-directory/site.css"),
]


DERIVED = ("neutral", "qr")
"""These make an address of another one."""


@pytest.mark.parametrize("prefix", ["", "directory/"])
def test_addresses_made_of_others_stand_below_the_prefix_too(prefix: str) -> None:
    urls = Urls(prefix)
    neutral = urls.neutral("en", urls.need("en", "food"))
    assert neutral.startswith(f"{prefix}en/p/")
    assert neutral.removeprefix(prefix) == Urls().neutral("en", "en/needs/food/")
    assert urls.qr(neutral).startswith(f"{prefix}assets/service-directory/qr/en/p/")


@pytest.mark.parametrize(("name", "arguments", "address"), ADDRESSES)
def test_addresses_of_pages(name: str, arguments: tuple[str, ...], address: str) -> None:
    assert getattr(Urls(), name)(*arguments) == address


@pytest.mark.parametrize(("name", "arguments", "address"), ADDRESSES)
def test_a_prefix_stands_before_every_address(
    name: str, arguments: tuple[str, ...], address: str
) -> None:
    assert getattr(Urls("directory/"), name)(*arguments) == f"directory/{address}"


def test_every_address_a_page_can_have_is_in_the_table() -> None:
    methods = {name for name in vars(Urls) if not name.startswith("_")} - {
        "prefix",
        "not_found",
        *DERIVED,
    }
    assert methods == {name for name, _, _ in ADDRESSES}


@pytest.mark.parametrize("prefix", ["", "directory/"])
def test_readers_of_other_languages_choose_one_or_get_the_first(prefix: str) -> None:
    urls = Urls(prefix)
    homes = tuple((tag, urls.home(tag)) for tag in ("es", "en"))
    needs = tuple((tag, urls.needs(tag)) for tag in ("es", "en"))
    assert for_other_languages(urls, homes) == prefix
    assert for_other_languages(urls, needs) == f"{prefix}es/needs/"


def test_hosts_look_for_the_page_of_wrong_addresses_at_the_root() -> None:
    assert Urls().not_found() == Urls("directory/").not_found() == "404.html"


@pytest.mark.parametrize(
    ("address", "prefix"),
    [("", "./"), ("404.html", "./"), ("en/", "../"), ("en/needs/food/", "../../../")],
)
def test_the_way_back_to_the_root(address: str, prefix: str) -> None:
    assert depth_prefix(address) == prefix


@given(st.lists(st.sampled_from("abc"), max_size=4))
def test_the_way_back_leads_to_the_root_as_browsers_see_it(parts: list[str]) -> None:
    address = "".join(f"{part}/" for part in parts)
    site = "https://example.org/town/"
    assert urljoin(site + address, depth_prefix(address)) == site
    assert urljoin(site + address, f"{depth_prefix(address)}x/y/") == f"{site}x/y/"


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("", "index.html"),
        ("en/", "en/index.html"),
        ("en/organizations/ash/#service-a", "en/organizations/ash/index.html"),
        ("#top", "index.html"),
        ("404.html", "404.html"),
        ("assets/site.css", "assets/site.css"),
    ],
)
def test_the_file_of_an_address(address: str, path: str) -> None:
    assert file_path(address) == path


@pytest.mark.parametrize(
    ("site_url", "address", "whole"),
    [
        ("https://example.org/", "en/", "https://example.org/en/"),
        ("https://example.org/town", "", "https://example.org/town/"),
        ("https://example.org", "en/a b/é/", "https://example.org/en/a%20b/%C3%A9/"),
        ("https://example.org/", "en/x/#service-a", "https://example.org/en/x/#service-a"),
        ("", "en/", ""),
    ],
)
def test_the_whole_address(site_url: str, address: str, whole: str) -> None:
    assert absolute(site_url, address) == whole


def test_two_sources_of_one_address_are_told_with_both_names() -> None:
    (found,) = colliding([("en/a/", "one.md"), ("en/b/", "x.md"), ("en/a/", "two.md")])
    assert (found.path, found.rule) == ("two.md", "same-address")
    assert "one.md" in found.message
    assert "en/a/" in found.message


def test_addresses_that_are_one_file_on_some_computers_collide() -> None:
    assert colliding([("en/A/", "one.md"), ("en/a/", "two.md")])
    assert colliding([("en/", "one.md"), ("en/index.html", "two.md")])
    assert not colliding([("en/a/", "one.md"), ("en/ab/", "two.md")])


def test_three_of_one_address_are_told_twice_against_the_first() -> None:
    found = colliding([("a/", "1.md"), ("a/", "2.md"), ("a/", "3.md")])
    assert [diagnostic.path for diagnostic in found] == ["2.md", "3.md"]
    assert all("1.md" in diagnostic.message for diagnostic in found)
