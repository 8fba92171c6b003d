"""What a link of a body points at, and what is wrong with that, however it is disguised."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final, NamedTuple
from urllib.parse import unquote

from pydantic import TypeAdapter, ValidationError

from service_directory.diagnostics import Severity
from service_directory.model.fields import Email, PhoneNumber, Url
from service_directory.reading.message_parts import Fault
from service_directory.reading.messages import words_for

_SCHEME: Final = re.compile(r"([a-z][a-z0-9+.-]*):")
_BLANKS: Final = re.compile(r"[\x00-\x20\x7f-\xa0]+")
"""Browsers drop these inside of `java script:`, so they are dropped before looking."""
_URL: Final = TypeAdapter[str](Url)
_EMAIL: Final = TypeAdapter[str](Email)
_PHONE: Final = TypeAdapter[str](PhoneNumber)


class LinkKind(StrEnum):
    """What a link points at."""

    OUTSIDE = "outside"
    FILE = "file"
    ANCHOR = "anchor"


class LinkFault(NamedTuple):
    """Something wrong with the address of a link."""

    severity: Severity
    rule: str
    message: str
    hint: str


def look_at(href: str) -> tuple[LinkKind, list[LinkFault]]:
    """Return what an address points at, and its faults."""
    bare = _BLANKS.sub("", unquote(href)).lower()
    scheme = _SCHEME.match(bare)
    if bare.startswith(("//", "\\\\", "/\\", "\\/")):
        message = f"the link '{href}' does not say https://"
        return LinkKind.OUTSIDE, [
            _error("link-scheme", message, "write the whole address: https://example.org")
        ]
    if scheme is not None:
        return LinkKind.OUTSIDE, _outside(href, scheme[1])
    if bare.startswith("#"):
        return LinkKind.ANCHOR, []
    if not bare or "?" in bare or bare.startswith("/"):
        return LinkKind.FILE, [
            _error(
                "dangling-link",
                f"the link '{href}' leads to no page of the directory",
                "write the path of a file, such as ../groups/forum.md, or a whole address",
            )
        ]
    return LinkKind.FILE, []


def _outside(href: str, scheme: str) -> list[LinkFault]:
    if scheme == "mailto":
        return _invalid(_EMAIL, unquote(href[7:]))
    if scheme == "tel":
        return _invalid(_PHONE, unquote(href[4:]))
    if scheme not in ("https", "http"):
        return [
            _error(
                "link-scheme",
                f"the link '{href}' is no web, e-mail or telephone address",
                "a link begins with https://, mailto: or tel:, or is the path of a file",
            )
        ]
    faults = _invalid(_URL, href)
    if scheme == "http":
        message = f"the link '{href}' begins with http://, so others can read along"
        hint = "write https:// if the site has it"
        faults.append(LinkFault(Severity.WARNING, "url-http", message, hint))
    return faults


def _invalid(adapter: TypeAdapter[str], value: str) -> list[LinkFault]:
    try:
        adapter.validate_python(value)
    except ValidationError as error:
        details = error.errors(include_url=False)[0]
        fault = Fault(details["type"], ("link",), value, dict(details.get("ctx") or {}))
        return [LinkFault(Severity.ERROR, *words_for(fault))]
    return []


def _error(rule: str, message: str, hint: str) -> LinkFault:
    return LinkFault(Severity.ERROR, rule, message, hint)
