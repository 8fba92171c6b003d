"""What every page has, whatever it shows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class PageKind(StrEnum):
    """The kinds of pages; each has a template `pages/<kind>.html`."""

    CHOOSER = "chooser"
    HOME = "home"
    NEEDS = "needs"
    NEED = "need"
    ORGANIZATIONS = "organizations"
    ORGANIZATION = "organization"
    SERVICE = "service"
    PARTNERS = "partners"
    PARTNER = "partner"
    GROUP = "group"
    PROJECT = "project"
    CROSSWALKS = "crosswalks"
    CROSSWALK = "crosswalk"
    CHOICES = "choices"
    CHOICE = "choice"
    GLOSSARY = "glossary"
    GAPS = "gaps"
    GUIDES = "guides"
    GUIDE = "guide"
    URGENT = "urgent"
    ABOUT = "about"
    PRIVACY = "privacy"
    ACCESSIBILITY = "accessibility"
    NEWS = "news"
    MOVED = "moved"
    NOT_FOUND = "not-found"


@dataclass(frozen=True, slots=True)
class PageHead:
    """What the shell around a page needs to know."""

    address: str
    language: str
    kind: PageKind
    title: str
    description: str = ""
    alternates: tuple[tuple[str, str], ...] = ()
    """(language, address) of the same page in every language it exists in, itself included."""
    source: str = ""
    """The one file a partner edits to change this page, relative to the project."""
    indexed: bool = True
    """False asks search engines to leave the page out."""
    canonical: str = ""
    """Where the page's content stands, when that is at another address."""
    neutral: str = ""
    """Another address of the page that says nothing about it, where its own would give away a
    danger: for messages and previews, which name nothing then."""
    section: str = ""
    """Which link of the main navigation stands for this page (a PageKind value)."""
    sensitive: bool = False
    """True where a reader may have to leave fast: the page gets a button for that."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be made: its head, and the function that builds what its template shows."""

    head: PageHead
    view: Callable[[], object]
    inputs: tuple[str, ...] | None = None
    """Ids of the organizations the page reads, or None when it may read any entry."""
