"""What is new as an Atom feed (RFC 4287) and a JSON Feed (version 1.1), one a language.

Ids are tag URIs (RFC 4151) of the site's host, the day of the event and the entry: they stay when
the site is built again, moves below another folder, or is read in another order.
"""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from typing import Any, Final
from urllib.parse import quote, urlsplit

from service_directory.pages.news import NewsItem, news_items
from service_directory.pages.reader import PageReader
from service_directory.pages.urls import absolute

_ATOM: Final = "http://www.w3.org/2005/Atom"


def tag_uri(reader: PageReader, day: str, key: str) -> str:
    """Return the tag URI of something that happened on a day, in the reader's language."""
    host = urlsplit(reader.local.settings.site_url).hostname or ""
    return f"tag:{host},{day}:{reader.tag}/{quote(key, safe='/')}"


def atom_feed(reader: PageReader) -> bytes:
    """Return what is new as an Atom feed."""
    settings, urls = reader.local.settings, reader.urls
    items = news_items(reader)
    ElementTree.register_namespace("", _ATOM)
    feed = ElementTree.Element(_name("feed"), {"xml:lang": reader.tag})
    _add(feed, "id", absolute(settings.site_url, urls.feed(reader.tag)))
    _add(feed, "title", _title(reader))
    _add(feed, "updated", _moment(items[0].day.isoformat() if items else reader.today.isoformat()))
    _link(feed, "self", absolute(settings.site_url, urls.feed(reader.tag)), "application/atom+xml")
    _link(feed, "alternate", absolute(settings.site_url, urls.news(reader.tag)), "text/html")
    _add(ElementTree.SubElement(feed, _name("author")), "name", settings.site_name)
    for item in items:
        feed.append(_entry(reader, item))
    ElementTree.indent(feed, "")
    written: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _entry(reader: PageReader, item: NewsItem) -> ElementTree.Element:
    entry = ElementTree.Element(_name("entry"))
    day = item.day.isoformat()
    _add(entry, "id", tag_uri(reader, day, item.key))
    _add(entry, "title", item.title)
    _add(entry, "updated", _moment(day))
    _add(entry, "published", _moment(day))
    address = absolute(reader.local.settings.site_url, item.link.href)
    _link(entry, "alternate", address, "text/html")
    ElementTree.SubElement(entry, _name("category"), {"term": str(item.kind)})
    if item.texts:
        summary = _add(entry, "summary", "\n".join(text.text for text in item.texts))
        languages = {text.language for text in item.texts}
        if len(languages) == 1 and item.texts[0].is_foreign(reader.tag):
            summary.set("xml:lang", item.texts[0].language)
    return entry


def _name(tag: str) -> str:
    return f"{{{_ATOM}}}{tag}"


def _add(parent: ElementTree.Element, tag: str, text: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, _name(tag))
    child.text = text
    return child


def _link(parent: ElementTree.Element, relation: str, address: str, type_: str) -> None:
    attributes = {"rel": relation, "type": type_, "href": address}
    ElementTree.SubElement(parent, _name("link"), attributes)


def _title(reader: PageReader) -> str:
    words = reader.local.interface.gettext("What is new")
    return f"{reader.local.settings.site_name}: {words}"


def _moment(day: str) -> str:
    """Return a day as RFC 3339 wants it; entries know no time of the day."""
    return f"{day}T00:00:00Z"


def json_feed(reader: PageReader) -> bytes:
    """Return what is new as a JSON Feed."""
    settings, urls = reader.local.settings, reader.urls
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(reader),
        "home_page_url": absolute(settings.site_url, urls.news(reader.tag)),
        "feed_url": absolute(settings.site_url, urls.json_feed(reader.tag)),
        "language": reader.tag,
        "authors": [{"name": settings.site_name}],
        "items": [_json_item(reader, item) for item in news_items(reader)],
    }
    return json.dumps(feed, ensure_ascii=False, indent=1).encode() + b"\n"


def _json_item(reader: PageReader, item: NewsItem) -> dict[str, Any]:
    day = item.day.isoformat()
    return {
        "id": tag_uri(reader, day, item.key),
        "url": absolute(reader.local.settings.site_url, item.link.href),
        "title": item.title,
        "content_text": "\n".join(text.text for text in item.texts) or item.title,
        "date_published": _moment(day),
        "tags": [str(item.kind)],
    }
