"""What every test can use: the shared data, a browser, golden files, a small web server."""

from __future__ import annotations

import contextlib
import difflib
import logging
import os
import re
import shutil
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Final

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

IN_CI: Final = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
WATCHED_LOGGERS: Final = ("service_directory", "mkdocs")
BROWSER_ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)

LONGEST_FIRST: Final = ("integration/browser", "data", "integration", "property")
"""Folders of tests by what their files take, from the longest on."""

_IN_A_WORKER: Final = "PYTEST_XDIST_WORKER" in os.environ
_PATIENT: Final = hypothesis.settings(
    deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.register_profile("fast", _PATIENT, max_examples=10)
hypothesis.settings.register_profile("dev", _PATIENT, max_examples=50)
hypothesis.settings.register_profile(
    "ci", _PATIENT, max_examples=300, derandomize=True, database=None, print_blob=True
)
hypothesis.settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if IN_CI else "dev"))


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write what the code gives now into tests/goldens instead of comparing with it",
    )
    parser.addoption(
        "--every-arrangement",
        action="store_true",
        help="look with axe at every page kind in every size, colour scheme and language",
    )


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as `browser` what uses one, and keep the tests of a file in one process.

    Where processes share the tests, what takes long comes first, so that they end together.
    """
    for item in items:
        if isinstance(item, pytest.Function) and "chromium" in item.fixturenames:
            item.add_marker("browser")
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))
    if _IN_A_WORKER:
        items.sort(key=_place_in_line)


def _place_in_line(item: pytest.Item) -> tuple[int, bool]:
    folder = item.nodeid.removeprefix("tests/")
    first = next((n for n, name in enumerate(LONGEST_FIRST) if folder.startswith(name)), 99)
    return first, item.get_closest_marker("slow") is None


@pytest.fixture(scope="session")
def shared(request: pytest.FixtureRequest) -> Path:
    """The folder of reference data beside the project; tests that need it skip without it."""
    named = os.environ.get("SERVICE_DIRECTORY_SHARED")
    folder = Path(named) if named else request.config.rootpath.parent / "shared"
    if not folder.is_dir():
        pytest.skip("no folder `shared` beside the project, nor in SERVICE_DIRECTORY_SHARED")
    return folder


MakeOnce = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    """Fill a folder once for all processes of a run: `make_once("county", fill)`; only read it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if _IN_A_WORKER else own

    def made(name: str, fill: Callable[[Path], None]) -> Path:
        folder, finished = shared / name, shared / f"{name}.finished"
        with _alone(shared / f"{name}.lock"):
            if not finished.exists():
                shutil.rmtree(folder, ignore_errors=True)
                fill(folder)
                finished.touch()
        return folder

    return made


@contextlib.contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Keep other processes out of the block."""
    with lock.open("wb") as handle:
        if sys.platform == "win32":
            msvcrt.locking(handle.fileno(), msvcrt.LK_LOCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield


# Browser


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser's program. Without one tests skip, but in continuous integration they fail."""
    names = filter(None, [os.environ.get("CHROMIUM"), "chromium", "chromium-browser"])
    found = next(filter(None, map(shutil.which, [*names, "google-chrome"])), None)
    if found is None:
        reason = "no Chromium found; scripts/test.py looks for one, or set CHROMIUM"
        if IN_CI:
            pytest.fail(reason, pytrace=False)
        pytest.skip(reason)
    return Path(found)


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """A headless Chromium that reaches 127.0.0.1 and nothing else; make a new page per test."""
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=chromium, args=list(BROWSER_ARGUMENTS)
        )
        yield launched
        launched.close()


# Golden files


class Goldens:
    """Texts kept under tests/goldens, to be compared with what the code gives now."""

    def __init__(self, folder: Path, *, update: bool) -> None:
        self._folder = folder
        self._update = update

    def __call__(self, name: str, text: str) -> None:
        """Compare `text` with the golden file `name`, or rewrite that with --update-goldens."""
        file = self._folder / name
        if self._update:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text.encode())
            return
        if not file.exists():
            pytest.fail(f"tests/goldens/{name} is not there; see --update-goldens", pytrace=False)
        kept = file.read_bytes().decode()
        if kept != text:
            pytest.fail(
                f"tests/goldens/{name} differs; if it should, use --update-goldens\n"
                + _difference(kept, text),
                pytrace=False,
            )


def _difference(kept: str, now: str) -> str:
    lines = difflib.unified_diff(
        kept.splitlines(keepends=True), now.splitlines(keepends=True), "golden", "now"
    )
    return "".join(line if line.endswith("\n") else f"{line}<no line end>\n" for line in lines)


@pytest.fixture(scope="session")
def golden(request: pytest.FixtureRequest) -> Goldens:
    """Compare with golden files: `golden("crosswalk/small.html", text)`."""
    update = bool(request.config.getoption("--update-goldens"))
    return Goldens(request.config.rootpath / "tests" / "goldens", update=update)


# Warnings in the log


class LogWatch(logging.Handler):
    """Keeps the warnings and errors that nobody declared."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.unexpected: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.unexpected.append(record)

    @contextlib.contextmanager
    def expecting(self, *patterns: str) -> Iterator[None]:
        """Declare what the block logs: each regular expression is found in some record."""
        before, self.unexpected = self.unexpected, []
        try:
            yield
        finally:
            logged, self.unexpected = self.unexpected, before
        messages = [record.getMessage() for record in logged]
        silent = [p for p in patterns if not any(re.search(p, text) for text in messages)]
        if silent:
            pytest.fail(
                f"expected in the log, but not there: {silent}; there: {messages}", pytrace=False
            )
        self.unexpected += [
            record
            for record in logged
            if not any(re.search(p, record.getMessage()) for p in patterns)
        ]


@pytest.fixture(scope="session", autouse=True)
def log_watch() -> Iterator[LogWatch]:
    """Watch the log; `with log_watch.expecting(...)` declares warnings, in fixtures too."""
    watch = LogWatch()
    for name in WATCHED_LOGGERS:
        logging.getLogger(name).addHandler(watch)
    yield watch
    for name in WATCHED_LOGGERS:
        logging.getLogger(name).removeHandler(watch)


@pytest.fixture(autouse=True)
def no_unexpected_warnings(request: pytest.FixtureRequest, log_watch: LogWatch) -> Iterator[None]:
    """Fail when the test logs a warning or an error it has not declared."""
    marker = request.node.get_closest_marker("warns_in_log")
    with log_watch.expecting(*(marker.args if marker else ())):
        yield
    logged, log_watch.unexpected = log_watch.unexpected, []
    if logged:
        lines = [f"{record.levelname} {record.name}: {record.getMessage()}" for record in logged]
        pytest.fail("logged, but not declared:\n" + "\n".join(lines), pytrace=False)


# A small web server


class _FolderHandler(SimpleHTTPRequestHandler):
    """Serves a folder below a sub-path, as a project page on a free host stands."""

    def __init__(self, *args: Any, under: str, headers: Mapping[str, str], directory: str) -> None:
        self._under = under
        self._headers = headers
        super().__init__(*args, directory=directory)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self._under):
            return str(Path(self.directory, "outside-of-the-site"))
        return super().translate_path("/" + path.removeprefix(self._under))

    def end_headers(self) -> None:
        for name, value in self._headers.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Keep the output of the tests clean."""


@contextlib.contextmanager
def _serve_folder(
    folder: Path, *, under: str = "/directory/", headers: Mapping[str, str] | None = None
) -> Iterator[str]:
    handler = partial(_FolderHandler, under=under, headers=headers or {}, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{under}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def serve_folder() -> Callable[..., AbstractContextManager[str]]:
    """Serve a folder: `with serve_folder(path, under="/town/") as address`; headers= adds some."""
    return _serve_folder
