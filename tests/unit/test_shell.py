"""The frame around pages: rendered once, cut at its marks, and joined with every page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from service_directory.languages.interface import interface
from service_directory.pages.page import PageHead, PageKind
from service_directory.pages.urls import Urls
from service_directory.settings import Settings
from service_directory.shell import SECURITY_POLICY, RenderShell, Shells, ShellView
from tests.integration.building import SITES, frame
from tests.integration.html_pages import HtmlPage

LANGUAGES: Final = ("en", "zh-Hans", "ar")
SETTINGS: Final = Settings(
    site_name='Town & <Friends> "of" all',
    site_url="https://example.org/a&b/",
    languages=LANGUAGES,
    edit_url="https://example.org/edit?x=1&y=2",
    coordinator_email="a'b@example.org",
)
NASTY: Final = (
    "<b> & \"q\" 'a' %s %(num)s {{ x }} {% y %} {0} \\1 \\g<0> $& </title>\ue000body\ue001"
)


@pytest.fixture(scope="module")
def theme() -> RenderShell:
    """The real frame, in MkDocs' environment of the theme."""
    return frame(SITES / "small")


def shells(render: RenderShell, settings: Settings = SETTINGS, *, join: bool = True) -> Shells:
    return Shells(
        settings=settings,
        urls=Urls(settings.prefix),
        interfaces={tag: interface(tag) for tag in settings.languages},
        render=render,
        security_policy=SECURITY_POLICY,
        asset_version="?v=1",
        join=join,
    )


def head(
    kind: PageKind = PageKind.NEED, language: str = "en", name: str = "food", **more: object
) -> PageHead:
    urls = Urls()
    address = {
        PageKind.CHOOSER: "",
        PageKind.NOT_FOUND: "404.html",
        PageKind.HOME: urls.home(language),
        PageKind.ORGANIZATIONS: urls.organizations(language),
    }.get(kind, urls.need(language, name))
    whole = PageHead(
        address=address,
        language=language,
        kind=kind,
        title=f"About {name}",
        description=f"All of {name}.",
        alternates=tuple((tag, urls.need(tag, name)) for tag in LANGUAGES),
        source=f"directory/{name}.md",
        section=PageKind.NEEDS,
    )
    return replace(whole, **more)  # type: ignore[arg-type]


def heads() -> Iterator[PageHead]:
    """Yield heads that differ in everything the frame depends on, some of them twice."""
    for kind in PageKind:
        for language in LANGUAGES:
            for name in ("food", "work"):
                yield head(kind, language, name)
    yield head(description="")
    yield head(name="work", description="")
    yield head(source="")
    yield head(indexed=False)
    yield head(section=PageKind.PARTNERS)
    yield head(alternates=())
    yield head(alternates=(("ar", "ar/x/"),))
    yield head(address="en/a/b/c/")
    yield head(PageKind.MOVED, canonical="en/new/")
    yield head(title=NASTY, description=NASTY)


@pytest.mark.parametrize("site_url", [SETTINGS.site_url, ""])
def test_joined_pages_are_those_rendered_one_by_one(theme: RenderShell, site_url: str) -> None:
    settings = replace(SETTINGS, site_url=site_url)
    joined, alone = shells(theme, settings), shells(theme, settings, join=False)
    every = list(heads())
    for number, one in enumerate([*every, *reversed(every)]):
        body = Markup(f"<h1>{number}</h1>")
        assert joined.wrap(one, body) == alone.wrap(one, body), one


TEXT: Final = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=3))
def test_any_text_gives_the_same_joined_and_alone(
    theme: RenderShell, texts: list[tuple[str, str, str]]
) -> None:
    joined, alone = shells(theme), shells(theme, join=False)
    for title, description, body in texts:
        one = head(title=title, description=description)
        html = Markup("<p>{}</p>").format(body)
        assert joined.wrap(one, html) == alone.wrap(one, html)


def test_texts_are_escaped_wherever_they_stand(theme: RenderShell) -> None:
    for join in (True, False):
        source = shells(theme, join=join).wrap(
            head(title=NASTY, description=NASTY, source="directory/a&b.md"), Markup("<h1>x</h1>")
        )
        page = HtmlPage("en/needs/food/", source)
        assert page.parsed.faults == []
        assert page.text_of("title") == f"{NASTY} – {SETTINGS.site_name}"
        assert page.meta("description") == NASTY
        assert SETTINGS.site_name in page.text
        links = {a.get("href", "") for a in (*page.all("a"), *page.all("link"))}
        assert "https://example.org/a&b/en/needs/food/" in links
        assert "https://example.org/edit?x=1&y=2/directory/a&b.md" in links
        assert "mailto:a'b@example.org" in links


def test_a_frame_is_rendered_once_for_all_pages_that_share_it() -> None:
    rendered: list[ShellView] = []

    def render(view: ShellView) -> str:
        rendered.append(view)
        return f"{view.title}|{view.body}|{view.canonical}"

    joined = shells(render)
    pages = [joined.wrap(head(name=name), Markup(name)) for name in ("food", "work", "sleep")]
    assert len(rendered) == 1
    assert pages[1].startswith("About work – Town &amp; ")
    assert pages[2].endswith("|sleep|https://example.org/a&amp;b/en/needs/sleep/")
    joined.wrap(head(language="ar"), Markup("x"))
    assert len(rendered) == 2


def test_a_mark_that_comes_from_a_page_is_only_text() -> None:
    joined = shells(lambda view: f"<{view.title}|{view.body}>")
    page = joined.wrap(head(PageKind.HOME, title="\ue000body\ue001"), Markup("\ue000title\ue001"))
    assert page == "<\ue000body\ue001|\ue000title\ue001>"


def view_of(one: PageHead, settings: Settings = SETTINGS) -> ShellView:
    """Return what the frame's template is given for a page."""
    seen: list[ShellView] = []

    def render(view: ShellView) -> str:
        seen.append(view)
        return ""

    shells(render, settings, join=False).wrap(one, Markup(""))
    return seen[0]


def test_the_home_page_is_named_by_the_site_alone() -> None:
    assert view_of(head(PageKind.HOME, title="Town")).title == "Town"
    assert view_of(head(title="Food")).title.startswith("Food – Town")


def test_the_menu_marks_the_section_a_page_belongs_to() -> None:
    marked = {
        section: [link.href for link in view_of(head(section=section)).menu if link.current]
        for section in (PageKind.NEEDS, PageKind.ORGANIZATIONS, PageKind.PARTNERS, "")
    }
    assert marked == {
        PageKind.NEEDS: ["../../../en/"],
        PageKind.ORGANIZATIONS: ["../../../en/organizations/"],
        PageKind.PARTNERS: ["../../../en/partners/"],
        "": [],
    }


def test_a_page_leads_one_step_back_to_the_list_it_stands_in() -> None:
    steps = {kind: view_of(head(kind)).up for kind in PageKind}
    assert {kind: step.href.removeprefix("../../../") for kind, step in steps.items() if step} == {
        PageKind.NEEDS: "en/",
        PageKind.ORGANIZATIONS: "../../en/",
        PageKind.GUIDE: "en/",
        PageKind.NEED: "en/needs/",
        PageKind.ORGANIZATION: "en/organizations/",
        PageKind.PARTNER: "en/partners/",
        PageKind.GROUP: "en/partners/",
        PageKind.PROJECT: "en/partners/",
    }


@pytest.mark.parametrize("tags", [("en", "ar"), ("en", "es", "fr", "zh-Hans", "uk", "ar", "my")])
def test_every_language_is_named_in_its_own_script_and_many_fold_away(
    theme: RenderShell, tags: tuple[str, ...]
) -> None:
    one = head(alternates=tuple((tag, Urls().need(tag, "food")) for tag in tags))
    page = HtmlPage("en/needs/food/", shells(theme).wrap(one, Markup("<h1>x</h1>")))
    assert page.parsed.faults == []
    links = [a for a in page.all("a") if a.get("hreflang")]
    assert [a["hreflang"] for a in links] == list(tags)
    assert [a["lang"] for a in links] == list(tags)
    assert len(page.all("details")) == (len(tags) > 4)


def test_the_picture_of_the_site_is_the_plugins_own(theme: RenderShell) -> None:
    page = HtmlPage("en/needs/food/", shells(theme).wrap(head(), Markup("<h1>x</h1>")))
    icons = [a["href"] for a in page.all("link") if "icon" in a["rel"]]
    assert len(icons) == 3
    assert all("assets/service-directory/icon" in href for href in icons)


def test_the_menu_leads_to_the_guides_where_there_are_any() -> None:
    made = shells(lambda view: " ".join(link.href for link in view.menu), SETTINGS, join=False)
    assert "guides/" not in made.wrap(head(), Markup(""))
    made.has_guides = True
    assert "../../../en/guides/" in made.wrap(head(), Markup(""))


def test_the_switcher_marks_the_pages_language_but_not_on_pages_of_all_languages() -> None:
    current = partial(lambda kind: [s.current for s in view_of(head(kind, "ar")).switcher])
    assert current(PageKind.NEED) == [False, False, True]
    assert current(PageKind.CHOOSER) == [False, False, False]
    assert view_of(head(PageKind.CHOOSER)).menu == ()


@pytest.mark.parametrize(
    ("site_url", "root"),
    [
        ("https://example.org/", "/"),
        ("https://example.org/town/", "/town/"),
        ("https://example.org/a/b/", "/a/b/"),
        ("", "./"),
    ],
)
def test_the_page_for_wrong_addresses_starts_at_the_hosts_root(site_url: str, root: str) -> None:
    settings = replace(SETTINGS, site_url=site_url)
    view = view_of(head(PageKind.NOT_FOUND), settings)
    assert view.root == root
    assert view.assets == f"{root}assets/service-directory/"
    assert view.version == "?v=1"
    assert view_of(head(), settings).root == "../../../"


def test_a_page_that_moved_names_the_new_address() -> None:
    view = view_of(head(PageKind.MOVED, canonical="en/needs/new/"))
    assert view.canonical == "https://example.org/a&amp;b/en/needs/new/"


def test_without_an_address_of_the_site_there_is_no_canonical_one() -> None:
    view = view_of(head(), replace(SETTINGS, site_url=""))
    assert view.canonical == ""
    assert {link.absolute for link in view.switcher} == {""}


def test_without_an_edit_address_or_a_source_there_is_no_link_to_change() -> None:
    assert view_of(head(), replace(SETTINGS, edit_url="")).change_href == ""
    assert view_of(head(source="")).change_href == ""
    assert view_of(head(), replace(SETTINGS, edit_url="https://x.org/e/")).change_href == (
        "https://x.org/e/directory/food.md"
    )


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere() -> None:
    rules = dict(rule.split(" ", 1) for rule in SECURITY_POLICY.split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == "'none'"
    for values in rules.values():
        assert set(values.split()) <= {"'none'", "'self'", "data:"}
    assert rules["script-src"] == rules["style-src"] == "'self'"
