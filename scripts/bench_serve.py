"""How soon a saved change is seen under `mkdocs serve`."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

from bench_corpus import DIRECTORY, catalog_file, entry_file
from bench_measure import LINES_SHOWN_ON_FAILURE, QUIET, RunFailed

SECONDS_BETWEEN_LOOKS = 0.01
LONGEST_START = 300
LONGEST_CHANGE = 300
PATIENCE = 30
"""Seconds after which a change is not measured once more only to be surer."""
_HOST = "127.0.0.1"
_PHONE = re.compile(r"number: .*")
_SUMMARY = re.compile(r'(?<=msgctxt "summary"\n)msgid .*?(?=\n\n)', re.DOTALL)
_SOURCE = re.compile(r"summary: (.*)")


Change: TypeAlias = Callable[[str, int], tuple[str, bytes]]
"""Makes of a file's text and a number the new text, and what will then stand on the page."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Seconds from saving a file to the new text over HTTP."""

    what: str
    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one."""
        return statistics.median(self.seconds)


def serve_latencies(
    project: Path, id_: str, languages: Sequence[str], times: int
) -> tuple[float, list[Latency]]:
    """Return the seconds to the first page, and how soon changes of one organization are seen."""
    directory = project / DIRECTORY
    entry = entry_file(directory, id_)
    cases = [("telephone of an entry", languages[0], entry, _change_phone)]
    if len(languages) > 1:
        cases.append(("telephone of an entry", languages[-1], entry, _change_phone))
        catalog = catalog_file(directory, languages[1], id_)
        cases.append(("text of a translation", languages[1], catalog, _change_translation))
    with _serving(project) as server:
        started = time.perf_counter()
        server.wait_for(_address(languages[0], id_), b"<h1", LONGEST_START)
        start = time.perf_counter() - started
        found = [
            Latency(
                f"{what}, page in {language}",
                _measure(server, _address(language, id_), file, change, times),
            )
            for what, language, file, change in cases
        ]
    return start, found


@dataclass(frozen=True, slots=True)
class _Server:
    process: subprocess.Popen[bytes]
    port: int
    output: IO[bytes]

    def wait_for(self, address: str, wanted: bytes, seconds: float, *, there: bool = True) -> None:
        """Look at a page again and again until it has a text, or until it no longer has it."""
        last = time.perf_counter() + seconds
        while not (page := self._page(address, last)) or (wanted in page) is not there:
            if time.perf_counter() > last:
                raise self._failed(f"{address} had not changed after {seconds} seconds")
            time.sleep(SECONDS_BETWEEN_LOOKS)

    def _page(self, address: str, last: float) -> bytes:
        if self.process.poll() is not None:
            raise self._failed("`mkdocs serve` ended")
        limit = max(1.0, last - time.perf_counter())
        connection = http.client.HTTPConnection(_HOST, self.port, timeout=limit)
        with contextlib.closing(connection):
            try:
                connection.request("GET", address)
                answer = connection.getresponse()
                return answer.read() if answer.status == http.client.OK else b""
            except (OSError, http.client.HTTPException):
                return b""

    def _failed(self, why: str) -> RunFailed:
        self.output.seek(0)
        text = self.output.read().decode("utf-8", "replace")
        lines = text.splitlines()[-LINES_SHOWN_ON_FAILURE:]
        return RunFailed("\n".join([*(f"    {line}" for line in lines), f"{why}."]))


@contextlib.contextmanager
def _serving(project: Path) -> Iterator[_Server]:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"{_HOST}:{port}"]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryFile() as output:
        process = subprocess.Popen(
            command,
            cwd=project,
            env={**os.environ, **QUIET, "TMPDIR": folder},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield _Server(process, port, output)
        finally:
            process.send_signal(signal.SIGINT)
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _measure(
    server: _Server, address: str, file: Path, change: Change, times: int
) -> tuple[float, ...]:
    """Change a file and wait until it is seen, some times; leave the file as it was."""
    before = file.read_text(encoding="utf-8")
    found, wanted = [], b""
    begun = time.perf_counter()
    for number in range(times):
        if number and time.perf_counter() - begun > PATIENCE:
            break
        # MkDocs looks for changes twice a second: begin at another moment of that rhythm each time
        time.sleep(1 + 0.5 * number / times)
        text, wanted = change(before, number)
        started = time.perf_counter()
        file.write_text(text, encoding="utf-8")
        server.wait_for(address, wanted, LONGEST_CHANGE)
        found.append(time.perf_counter() - started)
    file.write_text(before, encoding="utf-8")
    server.wait_for(address, wanted, LONGEST_CHANGE, there=False)
    return tuple(found)


def _change_phone(text: str, number: int) -> tuple[str, bytes]:
    digits = f"{5600 + number}"
    return _PHONE.sub(f"number: (563) 555-{digits}", text, count=1), f"555-{digits}".encode()


def _change_translation(text: str, number: int) -> tuple[str, bytes]:
    word = f"Versión{number}"
    found = _SUMMARY.search(text)
    if found is None:
        raise RunFailed("The catalog has no message `summary`.")
    changed = found.group().partition("\nmsgstr ")[0] + f'\nmsgstr "{word}"'
    return text.replace(found.group(), changed), word.encode()


def _address(language: str, id_: str) -> str:
    return f"/{language}/organizations/{id_}/"
