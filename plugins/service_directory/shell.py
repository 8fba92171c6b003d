"""Puts bodies into the frame of the theme, which is rendered once and cut where pages differ.

Two pages of one language and kind differ in a few places only: title, description, addresses,
body. The frame is rendered with a mark at each of these places, cut at the marks, and joined with
every page's own values. The result is byte for byte what rendering each page would give; a test
compares.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from markupsafe import Markup, escape

from service_directory.exports.manifest import HEAD, HEAD_IN_THE_DARK
from service_directory.languages.cldr import with_territory
from service_directory.languages.interface import Interface
from service_directory.languages.locales import Language, language
from service_directory.pages.opening import opening_words
from service_directory.pages.page import PageHead, PageKind
from service_directory.pages.share import mail_to
from service_directory.pages.urls import Urls, absolute, depth_prefix, for_other_languages
from service_directory.settings import Settings

_MARK = re.compile("\ue000([a-z0-9-]+)\ue001")


class SwitcherLink(NamedTuple):
    """A language in the bar at the top: the same page in that language."""

    language: Language
    href: str
    absolute: str
    current: bool


class MenuLink(NamedTuple):
    """A link of the main navigation."""

    text: str
    href: str
    current: bool


class Card(NamedTuple):
    """What apps show of a page that is sent with them (Open Graph): nothing of a danger."""

    title: Markup
    description: Markup
    address: Markup
    picture: str
    """Full address; empty where the site does not know its own."""
    locale: str
    other_locales: tuple[str, ...]


class Icons(NamedTuple):
    """Addresses of the site's own pictures, and the colours of its head."""

    drawn: str
    touch: str
    colour: str
    dark_colour: str


@dataclass(frozen=True, slots=True)
class ShellView:
    """What the frame's template shows. Strings are escaped already where they are pages' own."""

    language: Language
    kind: str
    root: str
    title: Markup
    page_title: Markup
    description: Markup
    canonical: Markup
    indexed: bool
    switcher: tuple[SwitcherLink, ...]
    default: Markup
    """Full address for readers of none of the site's languages."""
    menu: tuple[MenuLink, ...]
    up: MenuLink | None
    """The list a page stands in: one step back."""
    below: tuple[MenuLink, ...]
    """Links at the foot of the page."""
    home_href: str
    urgent_href: str
    search_href: str
    """The page that answers the search field."""
    change_href: Markup
    body: Markup
    assets: str
    """What leads to the plugin's own files; a name and `version` follow."""
    version: str
    """Changes whenever one of these files does."""
    hours_script: bool
    """True on pages with opening hours, which a script says what is open now of."""
    hours_words: str
    time_zone: str
    read_script: bool
    """True on pages that can be read aloud: all but lists to choose from."""
    exit_script: bool
    """True on pages with the button to leave fast."""
    exit_url: str
    security_policy: str
    sample: bool
    site_name: str
    place: str
    chooser_href: str
    coordinator_email: str
    report_href: Markup
    """A mail to the coordinator about this page."""
    card: Card
    icons: Icons
    manifest_href: str
    feed_href: str
    about_links: tuple[MenuLink, ...]


RenderShell = Callable[[ShellView], str]
"""Renders the theme's frame; given by the adapter, which has the theme."""


@dataclass(slots=True)
class Shells:
    """Frames rendered so far in one build, by everything they depend on but the marked places."""

    settings: Settings
    urls: Urls
    interfaces: Mapping[str, Interface]
    render: RenderShell
    security_policy: str
    asset_version: str = ""
    join: bool = True
    """False renders the frame for every page: slower, and the same bytes."""
    has_guides: bool = False
    """Whether there is a list of guides to lead to."""
    _frames: dict[object, tuple[str, ...]] = field(default_factory=dict)
    _digests: dict[object, hashlib.blake2b] = field(default_factory=dict)

    def wrap(self, head: PageHead, body: Markup) -> str:
        """Return the whole page around a body."""
        values = self._values(head, body)
        if not self.join:
            return self.render(self._view(head, values))
        frame = self._frame(head, values)
        parts = list(frame)
        parts[1::2] = [values[name] for name in frame[1::2]]
        return "".join(parts)

    def digest(self, head: PageHead) -> bytes:
        """Return a digest of all that would stand around a body; empty where nothing is joined."""
        if not self.join:
            return b""
        shape = (
            *(head.language, head.kind, head.section, depth_prefix(head.address)),
            *(head.indexed, head.sensitive),
            *(bool(head.title), bool(head.description), bool(head.source), len(head.alternates)),
            bool(head.neutral),
        )
        digest = self._digests.get(shape)
        if digest is None:
            frame = self._frame(head, self._values(head, Markup("-")))
            digest = self._digests[shape] = hashlib.blake2b(
                "\0".join(frame).encode(), digest_size=16
            )
        digest = digest.copy()
        digest.update(repr(head).encode())
        return digest.digest()

    def _frame(self, head: PageHead, values: Mapping[str, Markup]) -> tuple[str, ...]:
        key = self._key(head, values)
        frame = self._frames.get(key)
        if frame is None:
            marks = {name: Markup(f"\ue000{name}\ue001") for name in values if values[name]}
            text = self.render(self._view(head, {**values, **marks}))
            frame = self._frames[key] = tuple(_MARK.split(text))
        return frame

    def _key(self, head: PageHead, values: Mapping[str, Markup]) -> object:
        """Return everything that changes the frame outside the marks."""
        there = tuple(name for name, value in values.items() if value)
        kinds = (head.kind, head.section, head.indexed, head.sensitive)
        tags = tuple(tag for tag, _ in head.alternates)
        return (head.language, kinds, depth_prefix(head.address), tags, there)

    def _values(self, head: PageHead, body: Markup) -> dict[str, Markup]:
        root, site_url = self.root_of(head), self.settings.site_url
        base = self.settings.edit_url
        edit = f"{base.rstrip('/')}/{head.source}" if base and head.source else ""
        home = head.kind in (PageKind.HOME, PageKind.CHOOSER, PageKind.NOT_FOUND)
        title = head.title if home else f"{head.title} – {self.settings.site_name}"
        values = {
            "title": escape(title),
            "description": escape(head.description),
            "canonical": escape(absolute(site_url, head.canonical or head.address)),
            "change": escape(edit),
            "report": escape(self._report(head)),
            "card-title": escape(self.settings.site_name if head.neutral else head.title),
            "card-description": escape("" if head.neutral else head.description),
            "card-address": escape(absolute(site_url, head.neutral or head.address)),
            "body": body,
        }
        for tag, address in head.alternates:
            values[f"to-{tag.lower()}"] = escape(f"{root}{address}")
            values[f"abs-{tag.lower()}"] = escape(absolute(site_url, address))
        if head.alternates:
            default = for_other_languages(self.urls, head.alternates)
            values["abs-x-default"] = escape(absolute(site_url, default))
        return values

    def _view(self, head: PageHead, values: Mapping[str, Markup]) -> ShellView:
        tag, root = head.language, self.root_of(head)
        return ShellView(
            language=language(tag),
            kind=str(head.kind),
            root=root,
            title=values["title"],
            page_title=values["title"],
            description=values["description"],
            canonical=values["canonical"],
            indexed=head.indexed,
            switcher=tuple(
                SwitcherLink(
                    language(other),
                    values[f"to-{other.lower()}"],
                    values[f"abs-{other.lower()}"],
                    other == tag and head.kind not in _ROOT_KINDS,
                )
                for other, _ in head.alternates
            ),
            default=values.get("abs-x-default", Markup("")),
            menu=() if head.kind in _ROOT_KINDS else self._menu(head, root),
            up=self._up(head, root),
            below=() if head.kind in _ROOT_KINDS else self._below(head, root),
            home_href=f"{root}{self.urls.home(tag)}",
            search_href=f"{root}{self.urls.needs(tag)}",
            change_href=values["change"],
            body=values["body"],
            assets=f"{root}{self.urls.asset('')}",
            version=self.asset_version,
            hours_script=head.kind in _WITH_HOURS,
            hours_words=opening_words(self.interfaces[tag]) if head.kind in _WITH_HOURS else "",
            time_zone=self.settings.time_zone,
            read_script=head.kind in _READ_ALOUD,
            exit_script=head.sensitive,
            exit_url=self.settings.exit_url,
            security_policy=self.security_policy,
            sample=self.settings.sample,
            site_name=self.settings.site_name,
            place=self.settings.place,
            chooser_href=f"{root}{self.urls.chooser()}" or "./",
            coordinator_email=self.settings.coordinator_email,
            report_href=values["report"],
            card=self._card(tag, values),
            icons=self._icons(root),
            manifest_href=f"{root}{self.urls.manifest(tag)}",
            feed_href=f"{root}{self.urls.feed(tag)}" if self.settings.site_url else "",
            urgent_href=f"{root}{self.urls.urgent(tag)}",
            about_links=self._about(head, root),
        )

    def _report(self, head: PageHead) -> str:
        """Return the mail people write when something is wrong on a page."""
        settings = self.settings
        if not settings.coordinator_email:
            return ""
        address = head.neutral or head.address
        page = absolute(settings.site_url, address) or address
        t = self.interfaces[head.language].gettext
        subject = t("Something is wrong here: %(page)s", page=page)
        return mail_to(settings.coordinator_email, subject)

    def _card(self, tag: str, values: Mapping[str, Markup]) -> Card:
        others = (other for other in self.settings.languages if other != tag)
        return Card(
            values["card-title"],
            values["card-description"],
            values["card-address"],
            absolute(self.settings.site_url, self.urls.asset("card.png")),
            with_territory(tag),
            tuple(map(with_territory, others)),
        )

    def _icons(self, root: str) -> Icons:
        drawn, touch = (f"{root}{self.urls.asset(n)}" for n in ("icon.svg", "icon-180.png"))
        return Icons(drawn, touch, HEAD, HEAD_IN_THE_DARK)

    def _about(self, head: PageHead, root: str) -> tuple[MenuLink, ...]:
        t, urls, tag = self.interfaces[head.language].gettext, self.urls, head.language
        links = (
            (t("What is new"), urls.news(tag), PageKind.NEWS),
            (t("About this site"), urls.about(tag), PageKind.ABOUT),
            (t("Privacy"), urls.privacy(tag), PageKind.PRIVACY),
            (t("Accessibility"), urls.accessibility(tag), PageKind.ACCESSIBILITY),
        )
        return tuple(MenuLink(text, f"{root}{to}", head.kind is kind) for text, to, kind in links)

    def root_of(self, head: PageHead) -> str:
        """Return what leads to the site's root; absolute on the page for wrong addresses."""
        if head.kind is PageKind.NOT_FOUND and self.settings.site_url:
            path = self.settings.site_url.partition("://")[2].partition("/")[2]
            return f"/{path}".rstrip("/") + "/"
        return depth_prefix(head.address)

    def _menu(self, head: PageHead, root: str) -> tuple[MenuLink, ...]:
        t, urls, tag = self.interfaces[head.language].gettext, self.urls, head.language
        guides = (t("Guides"), urls.guides(tag), (PageKind.GUIDES,))
        links = (
            (t("Find help"), urls.home(tag), (PageKind.HOME, PageKind.NEEDS)),
            (t("A to Z"), urls.organizations(tag), (PageKind.ORGANIZATIONS,)),
            *((guides,) if self.has_guides else ()),
            (t("Crosswalk"), urls.crosswalks(tag), (PageKind.CROSSWALKS,)),
            (t("Partners"), urls.partners(tag), (PageKind.PARTNERS,)),
        )
        return tuple(
            MenuLink(text, f"{root}{href}", head.section in sections)
            for text, href, sections in links
        )

    def _up(self, head: PageHead, root: str) -> MenuLink | None:
        """Return the list a page stands in."""
        t, urls, tag = self.interfaces[head.language].gettext, self.urls, head.language
        home = (t("Find help"), urls.home(tag))
        partners = (t("Partners"), urls.partners(tag))
        ups = {
            PageKind.NEEDS: home,
            PageKind.ORGANIZATIONS: home,
            PageKind.GUIDE: home,
            PageKind.NEED: (t("All needs"), urls.needs(tag)),
            PageKind.ORGANIZATION: (t("A to Z"), urls.organizations(tag)),
            PageKind.PARTNER: partners,
            PageKind.GROUP: partners,
            PageKind.PROJECT: partners,
        }
        if head.kind not in ups:
            return None
        text, href = ups[head.kind]
        return MenuLink(text, f"{root}{href}", current=False)

    def _below(self, head: PageHead, root: str) -> tuple[MenuLink, ...]:
        """Return what people look for at the end of a page."""
        t, urls, tag = self.interfaces[head.language].gettext, self.urls, head.language
        links = (
            (t("Urgent help"), urls.urgent(tag)),
            (t("All needs"), urls.needs(tag)),
            (t("Organizations from A to Z"), urls.organizations(tag)),
            (t("For partners"), urls.partners(tag)),
        )
        return tuple(MenuLink(text, f"{root}{href}", current=False) for text, href in links)


_ROOT_KINDS = frozenset({PageKind.CHOOSER, PageKind.NOT_FOUND})
_WITH_HOURS = frozenset({PageKind.NEED, PageKind.ORGANIZATION, PageKind.SERVICE})
_READ_ALOUD = frozenset(
    {PageKind.NEED, PageKind.ORGANIZATION, PageKind.SERVICE, PageKind.GUIDE, PageKind.GROUP}
)

SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
    "base-uri 'none'"
)
"""What a page may load: files of the site itself and nothing inline."""
