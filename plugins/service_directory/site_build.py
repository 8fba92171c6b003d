"""One build of a site: pages in their frame and the files beside them, verified at the end."""

from __future__ import annotations

import datetime
import hashlib
import os
from collections.abc import Callable, Iterator
from functools import cached_property, partial
from importlib.resources import files
from pathlib import Path
from typing import Final

from service_directory.diagnostics import Diagnostic, Report, Severity
from service_directory.load import LoadedDirectory
from service_directory.page_cache import PageCache
from service_directory.page_keys import PageKeys
from service_directory.pages.page import Page, PageKind
from service_directory.pages.urls import absolute, file_path
from service_directory.render import render_body
from service_directory.settings import Settings
from service_directory.shell import SECURITY_POLICY, RenderShell, Shells
from service_directory.site import check_dates, plan_site, sitemap
from service_directory.verify import Seen, Verifier

_THEME_FILES_NOT_USED = ("assets/javascripts/", "assets/images/social")


class SiteBuild:
    """Makes every file of one site on demand, and remembers what it made for verifying it."""

    def __init__(
        self,
        loaded: LoadedDirectory,
        settings: Settings,
        today: datetime.date,
        *,
        join_pages: bool = True,
        live_reload: bool = False,
        secrets: tuple[str, ...] = (),
        whole_site: bool = True,
        kept: PageCache | None = None,
    ) -> None:
        """Plan the site. `whole_site` is False where it stands beside pages of others."""
        self._loaded, self._settings = loaded, settings
        self._plan = plan_site(loaded.directory, loaded.catalogs, settings, today)
        self._join, self._live_reload = join_pages, live_reload
        self._whole_site = whole_site
        self._verifier = Verifier(tuple(secret for secret in secrets if secret.strip()))
        self._shells: Shells | None = None
        self._language = ""
        self._kept = kept if not live_reload else None
        self._keys = PageKeys(
            loaded.directory, loaded.catalogs, settings, today, *self._verifier.secrets
        )

    @property
    def clashes(self) -> Report:
        """Pages that would be written to one address."""
        return Report.of(self._plan.diagnostics)

    def use_frame(self, render: RenderShell) -> None:
        """Take the function that renders the frame around pages."""
        self._shells = Shells(
            settings=self._settings,
            urls=self._plan.urls,
            interfaces={tag: r.local.interface for tag, r in self._plan.readers.items()},
            render=render,
            security_policy="" if self._live_reload else SECURITY_POLICY,
            asset_version=f"?v={_assets_digest()}",
            join=self._join,
            has_guides=any(page.head.kind is PageKind.GUIDES for page in self._plan.pages),
        )

    def files(self) -> Iterator[str]:
        """Yield the address of every file, pages first."""
        yield from self._pages
        yield from self._others

    def is_page(self, address: str) -> bool:
        """Tell whether there is a page at an address."""
        return address in self._pages

    def waits(self, address: str) -> bool:
        """Tell whether a file is made only when asked for: in a preview, nearly all."""
        page = self._pages.get(address)
        kept_back = (
            address in self._plan.files
            if page is None
            else (page.head.kind is not PageKind.NOT_FOUND)
        )
        return self._live_reload and kept_back

    def path_of(self, address: str) -> str:
        """Return the file an address is written to, relative to the site's root."""
        return file_path(address)

    def content(self, address: str) -> bytes:
        """Make a file."""
        page = self._pages.get(address)
        if page is None:
            return self._other(address)
        if self._shells is None:
            raise RuntimeError("use_frame comes before content")
        if self._kept is not None:
            return self._taken_over_or_made(page, self._shells, self._kept)
        html = self._made(page, self._shells)
        self._verifier.look_at(address, html)
        return html.encode()

    def _taken_over_or_made(self, page: Page, shells: Shells, kept: PageCache) -> bytes:
        """Return a page as it was published last where nothing of it changed; else make it."""
        address = page.head.address
        key = self._keys.of(page, shells.digest(page.head))
        before = kept.get(address, key)
        if before is not None:
            self._verifier.take_over(address, before.seen)
            return before.html
        html = self._made(page, shells)
        content = html.encode()
        kept.put(address, key, content, self._verifier.look_at(address, html))
        return content

    def _other(self, address: str) -> bytes:
        """Return a file that is no page; a QR code is taken over: its address is all it says."""
        make = self._others[address]
        if self._kept is None or address not in self._plan.files or not address.endswith(".svg"):
            return make()
        key = self._keys.of_picture(address)
        before = self._kept.get(address, key)
        if before is not None:
            return before.html
        content = make()
        self._kept.put(address, key, content, Seen(frozenset(), frozenset()))
        return content

    def _made(self, page: Page, shells: Shells) -> str:
        if page.head.language != self._language:
            for reader in self._plan.readers.values():
                reader.forget()
            self._language = page.head.language
        return shells.wrap(page.head, render_body(page, root=shells.root_of(page.head)))

    def problems(self, built: Path) -> Report:
        """Return what is wrong with the finished tree in the folder `built`.

        In a preview most pages are not made yet, so nothing is said about them.
        """
        if self._live_reload:
            return Report()
        present = [
            f"{folder}/{name}"[len(str(built)) + 1 :].replace(os.sep, "/")
            for folder, _, names in os.walk(built)
            for name in names
        ]
        missing = [
            Diagnostic(address, 0, 0, Severity.ERROR, "not-written", "the page was not written")
            for address in set(map(file_path, self.files())) - set(present)
        ]
        return Report.of((*missing, *self._verifier.problems(present)))

    def replaces(self) -> tuple[str, ...]:
        """Return the theme's own pages that this site has its own of."""
        return ("404.html", "sitemap.xml") if self._whole_site else ()

    def leaves_out(self, path: str) -> bool:
        """Tell whether a file of the theme is of no use to this site."""
        if not self._whole_site:
            return False
        return path.startswith(_THEME_FILES_NOT_USED) or path.endswith(".map")

    def completed(self, path: str, text: str) -> str:
        """Return a file of the theme with what this site adds: its pages in the map of others'."""
        is_map = path == "sitemap.xml" and "</urlset>" in text
        if self._whole_site or not is_map or not self._settings.site_url:
            return text
        dates = check_dates(self._loaded.directory)
        return sitemap(self._plan, self._settings, dates, others=text)

    @cached_property
    def _pages(self) -> dict[str, Page]:
        return {page.head.address: page for page in self._plan.pages}

    @cached_property
    def _others(self) -> dict[str, Callable[[], bytes]]:
        urls = self._plan.urls
        others: dict[str, Callable[[], bytes]] = {
            urls.asset(name): partial(_asset, name) for name in (*_ASSETS, *_PICTURES)
        }
        others |= self._plan.files
        if self._whole_site:
            others["_headers"] = _headers
            if self._settings.site_url:
                others["sitemap.xml"] = self._sitemap
                others["robots.txt"] = self._robots
        return others

    def _sitemap(self) -> bytes:
        dates = check_dates(self._loaded.directory)
        return sitemap(self._plan, self._settings, dates).encode("utf-8")

    def _robots(self) -> bytes:
        address = absolute(self._settings.site_url, "sitemap.xml")
        return f"User-agent: *\nAllow: /\nSitemap: {address}\n".encode()


_ASSETS: Final = ("site.css", "site.js", "hours.js", "exit.js", "read-aloud.js")
_PICTURES: Final = (
    *("icon.svg", "icon-32.png", "icon-180.png", "icon-192.png", "icon-512.png", "card.png"),
)


def _asset(name: str) -> bytes:
    return files("service_directory").joinpath("assets", name).read_bytes()


def _assets_digest() -> str:
    """Return a few letters that change whenever a style sheet or script does."""
    together = b"".join(_asset(name) for name in _ASSETS)
    return hashlib.blake2b(together, digest_size=4).hexdigest()


def _headers() -> bytes:
    """Return headers for hosts that read a `_headers` file: what a meta element cannot say."""
    policy = f"{SECURITY_POLICY}; frame-ancestors 'self'"
    lines = [
        "/*",
        f"  Content-Security-Policy: {policy}",
        "  Referrer-Policy: no-referrer",
        "  X-Content-Type-Options: nosniff",
        "  Permissions-Policy: interest-cohort=(), browsing-topics=()",
    ]
    return "\n".join([*lines, ""]).encode()
