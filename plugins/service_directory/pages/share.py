"""Sending a page to somebody: plain links to the phone's own apps, and a QR code.

The message holds a name, a phone number and the page's address. Where a page is about a danger,
the message, the address in it and what apps show of the page name nothing of it: the phone that
gets the message may lie on the table of the one who is dangerous.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import quote

from service_directory.pages.page import Page
from service_directory.pages.reader import PageReader
from service_directory.pages.urls import absolute


@dataclass(frozen=True, slots=True)
class ShareView:
    """What a page needs so that people can send it on."""

    address: str
    """The full address to send: of a sensitive page the one that does not name it."""
    href: str
    """The same address, relative to the root."""
    text: str
    """The whole message."""
    subject: str
    whatsapp: str
    sms: str
    mail: str
    qr_href: str
    """The picture of the QR code, relative to the root."""


def share_view(
    reader: PageReader, address: str, name: str, phone: str = "", *, discreet: bool = False
) -> ShareView | None:
    """Return how to send a page; None where the site does not know its own address."""
    settings, t = reader.local.settings, reader.local.interface.gettext
    if discreet:
        address = reader.urls.neutral(reader.tag, address)
    whole = absolute(settings.site_url, address)
    if not whole:
        return None
    if discreet:
        subject, lines = t("For you"), [t("This may help you:"), whole]
    else:
        subject, lines = name, [name, phone, whole]
    text = "\n".join(line for line in lines if line)
    written = quote(text, safe="")
    return ShareView(
        address=whole,
        href=address,
        text=text,
        subject=subject,
        whatsapp=f"https://wa.me/?text={written}",
        sms=f"sms:?&body={written}",
        mail=mail_to("", subject, text),
        qr_href=reader.urls.qr(address),
    )


def mail_to(address: str, subject: str, body: str = "") -> str:
    """Return the address of a mail to write; its lines end as in mail (RFC 6068)."""
    query = f"subject={quote(subject, safe='')}"
    if body:
        query += f"&body={quote(body.replace(chr(10), chr(13) + chr(10)), safe='')}"
    return f"mailto:{quote(address, safe='@')}?{query}"


def with_neutral_twin(
    reader: PageReader,
    page: Page,
    *,
    is_needed: bool,
    twins_view: Callable[[], object] | None = None,
) -> Iterator[Page]:
    """Yield a page, and where it is about a danger, the same under an address that says nothing.

    There the language bar stays among such addresses, and search engines are sent away.
    `twins_view` makes its view where that is not the page's own.
    """
    if not is_needed:
        yield page
        return
    urls, head = reader.urls, page.head
    neutral = urls.neutral(reader.tag, head.address)
    yield replace(page, head=replace(head, neutral=neutral))
    twin = replace(
        head,
        address=neutral,
        neutral=neutral,
        alternates=tuple((tag, urls.neutral(tag, address)) for tag, address in head.alternates),
        indexed=False,
        canonical=head.address,
    )
    yield replace(page, head=twin, view=twins_view or page.view)
