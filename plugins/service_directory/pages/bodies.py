"""Free text below the front matter, and hand-written pages, as safe HTML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote

from markupsafe import Markup, escape

from service_directory.languages.locales import same_language
from service_directory.languages.localize import ForeignText, LocalText, TextState
from service_directory.model.fields import Model
from service_directory.model.handwritten import HandwrittenPage
from service_directory.pages.list_links import list_address
from service_directory.pages.urls import depth_prefix
from service_directory.reading.body_render import ANCHOR_PREFIX, render_body
from service_directory.reading.entry import Entry, EntryKind

if TYPE_CHECKING:
    from service_directory.pages.reader import PageReader


def body_html(
    reader: PageReader, entry: Entry[Model], *, heading: int
) -> tuple[Markup, LocalText | None]:
    """Return an entry's free text as HTML, and the text it was made from (its language, state).

    `heading` is the level the text's first-level headings get.
    """
    text = reader.local.body(entry)
    if text is None:
        return Markup(""), None
    address = _address_of(reader, entry)
    html = render_body(
        text.text,
        resolve_link=link_resolver(reader, entry.path, address),
        heading_offset=heading - 1,
    )
    return Markup(html), text


def _address_of(reader: PageReader, entry: Entry[Model]) -> str:
    urls, tag = reader.urls, reader.tag
    of_kind: dict[EntryKind, Callable[[str, str], str]] = {
        EntryKind.ORGANIZATION: urls.organization,
        EntryKind.GROUP: urls.group,
        EntryKind.PROJECT: urls.project,
    }
    if entry.kind in of_kind:
        return of_kind[entry.kind](tag, entry.id)
    name = entry.id.partition(".")[0]
    return urls.home(tag) if name == "index" else urls.guide(tag, name)


def link_resolver(reader: PageReader, path: str, address: str) -> Callable[[str], str]:
    """Return the function that turns links between files into links between pages."""

    def resolve(href: str) -> str:
        target, _, anchor = href.partition("#")
        if not target:
            return href
        pieces: list[str] = []
        for piece in (*PurePosixPath(path).parent.parts, *PurePosixPath(target).parts):
            if piece == "..":
                pieces = pieces[:-1]
            elif piece != ".":
                pieces.append(piece)
        path_there = "/".join(pieces)
        page = reader.addresses_by_path.get(path_there)
        if page is None:
            listed = list_address(reader, path_there, unquote(anchor))
            return href if listed is None else f"{depth_prefix(address)}{listed}"
        place = f"{ANCHOR_PREFIX}{unquote(anchor)}"
        there = anchor and f'id="{escape(place)}"' in _html_of(reader, path_there)
        return f"{depth_prefix(address)}{page}{'#' if there else ''}{place if there else ''}"

    return resolve


def _html_of(reader: PageReader, path: str) -> str:
    """Return the text of a file as its readers see it, to look for a heading.

    A translation has headings of its own: a link to one that is not there leads to the page.
    """
    entries = reader.directory.entries
    for known in (entries.organizations, entries.groups, entries.projects):
        for entry in known.values():
            if entry.path == path:
                text = reader.local.body(entry)
                return render_body(text.text, resolve_link=str) if text else ""
    found = next((id_ for id_, entry in entries.pages.items() if entry.path == path), "")
    guide = guide_for(reader, found.partition(".")[0])
    return render_body(guide.body, resolve_link=str) if guide else ""


def guide_for(reader: PageReader, name: str) -> Entry[HandwrittenPage] | None:
    """Return a hand-written page in the reader's language, else in the first there is.

    So every page is there for readers of every language, and every link to it leads somewhere.
    """
    pages = reader.directory.entries.pages
    wanted = [f"{name}.{reader.tag}", name]
    wanted += [f"{name}.{tag}" for tag in reader.local.settings.languages]
    wanted += [id_ for id_ in pages if id_.partition(".")[0] == name]
    return next((pages[id_] for id_ in wanted if id_ in pages), None)


def rendered_guide(reader: PageReader, name: str, *, heading: int) -> Markup:
    """Return a hand-written page's text as HTML; empty when there is none."""
    entry = guide_for(reader, name)
    if entry is None or not entry.body.strip():
        return Markup("")
    resolve = link_resolver(reader, entry.path, _address_of(reader, entry))
    html = render_body(entry.body, resolve_link=resolve, heading_offset=heading - 1)
    return Markup(html)


def guide_text(reader: PageReader, entry: Entry[HandwrittenPage], text: str) -> LocalText:
    """Return a text of a hand-written page with the language it is in."""
    language = entry.facts.language or entry.id.partition(".")[2]
    language = language or reader.local.settings.source_language
    if same_language(language, reader.tag):
        return LocalText(text, language, TextState.SOURCE)
    return ForeignText(text, language, TextState.MISSING)
