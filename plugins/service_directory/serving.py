"""Makes pages when a browser asks for them, so that a preview of a large site follows at once.

Under `mkdocs serve` nobody reads every page: a rebuild reads, checks and plans the whole site, and
a page is made when it is first asked for. Published builds always make and verify every page.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final
from urllib.parse import unquote

from service_directory.pages.urls import file_path
from service_directory.site_build import SiteBuild

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
"""A WSGI application (PEP 3333)."""

_TRIES: Final = 3
"""A rebuild may finish between making a page and serving it; then it is made again."""


class PagesOnDemand:
    """The pages of the newest build that succeeded, made into a folder as they are asked for."""

    def __init__(self) -> None:
        self._build: SiteBuild | None = None
        self._folder = Path()
        self._mount_path = "/"
        self._lock = threading.Lock()

    def show(self, build: SiteBuild, folder: Path, mount_path: str) -> None:
        """Take a new build, published in `folder`, whose pages are not made yet."""
        with self._lock:
            self._build, self._folder, self._mount_path = build, folder, mount_path

    def wrapped(self, application: Application) -> Application:
        """Return an application that makes a page where the given one finds none."""

        def serve(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
            answer: list[Any] = []
            result: Iterable[bytes] = ()
            for _ in range(_TRIES):
                result = application(environ, lambda *given: answer.__setitem__(slice(None), given))
                if not answer[0].startswith("404") or not self._make(environ["PATH_INFO"]):
                    break
            start_response(*answer)
            return result

        return serve

    def _make(self, path: str) -> bool:
        """Make the page for a path of the server; False when there is no such page."""
        address = unquote(path).removeprefix(self._mount_path)
        with self._lock:
            if self._build is None:
                return False
            for asked in (address, f"{address}/", address.removesuffix("index.html")):
                if not self._build.waits(asked):
                    continue
                target = self._folder / file_path(asked)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(self._build.content(asked))
                return True
        return False
