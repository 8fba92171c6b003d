"""Runs a command in a fresh process and tells what it took; builds a site and looks at it."""

from __future__ import annotations

import math
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

LINES_SHOWN_ON_FAILURE = 25
LONGEST_RUN = 1800
PATIENCE = 15
"""Seconds after which nothing is measured once more only to be surer."""
QUIET = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": ""}


class RunFailed(Exception):
    """A command did not end well; the text has its last lines."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a command and the processes it started took."""

    cpu: float
    """Seconds of processor time, user and system."""
    wall: float
    """Seconds on the clock."""
    peak_mb: float
    """The most memory any one process held at a time."""


Command: TypeAlias = Sequence[str | Path]


@dataclass(frozen=True, slots=True)
class Builder:
    """Something that builds a site from a folder."""

    name: str
    write: Callable[[Path, int, Sequence[str]], None]
    """Writes the source for so many organizations in these languages."""
    command: Command
    output: str = "site"
    caches: tuple[str, ...] = ()
    """Folders that a second build is faster with; empty: there is no second build to measure."""


@dataclass(frozen=True, slots=True)
class Build:
    """One measured build."""

    builder: str
    kind: str
    """`cold`, or `warm` when the caches and the site of the build before are there."""
    organizations: int
    languages: int
    cost: Cost
    pages: int
    megabytes: float


def run_command(command: Command, folder: Path, environ: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder and return what it took; a failure raises its last lines."""
    with tempfile.TemporaryFile() as output:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(part) for part in command],
            cwd=folder,
            env={**os.environ, **QUIET, **(environ or {})},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        limit = threading.Timer(LONGEST_RUN, process.kill)
        limit.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            process.kill()
            process.wait()
            raise
        finally:
            limit.cancel()
        wall = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise RunFailed(_last_lines(output.read(), command, process.returncode))
    unit = 1024 if sys.platform == "darwin" else 1
    peak = usage.ru_maxrss / unit * 1024 / 1e6
    return Cost(usage.ru_utime + usage.ru_stime, wall, peak)


def cold_builds(builder: Builder, folder: Path, times: int) -> Cost:
    """Build `times` times, each as on a computer that has never built this site."""

    def build() -> Cost:
        for name in (builder.output, *builder.caches):
            shutil.rmtree(folder / name, ignore_errors=True)
        return run_command(builder.command, folder)

    return _best(build, times)


def warm_builds(builder: Builder, folder: Path, times: int) -> Cost:
    """Build `times` times over the site and the caches of the build before."""
    return _best(lambda: run_command(builder.command, folder), times)


def _best(build: Callable[[], Cost], times: int) -> Cost:
    """Return the least of each figure: what other programs took at the same time is no part.

    A build that takes long is not repeated: there the chance of the moment weighs little.
    """
    costs = [build()]
    while len(costs) < times and sum(cost.wall for cost in costs) < PATIENCE:
        costs.append(build())
    return Cost(
        min(cost.cpu for cost in costs),
        min(cost.wall for cost in costs),
        min(cost.peak_mb for cost in costs),
    )


def output_of(folder: Path) -> tuple[int, float]:
    """Return the number of HTML pages below a folder, and the megabytes of all files."""
    files = [file for file in folder.rglob("*") if file.is_file()]
    pages = sum(file.suffix == ".html" for file in files)
    return pages, sum(file.stat().st_size for file in files) / 1e6


def growth(smaller: Build, larger: Build) -> float:
    """Return the exponent e of the growth between two builds: processor time ~ size ** e."""
    times = larger.cost.cpu / smaller.cost.cpu
    return math.log(times) / math.log(larger.organizations / smaller.organizations)


def _last_lines(output: bytes, command: Command, code: int) -> str:
    lines = output.decode("utf-8", "replace").splitlines()[-LINES_SHOWN_ON_FAILURE:]
    name = " ".join([Path(command[0]).name, *map(str, command[1:])])
    return "\n".join([*(f"    {line}" for line in lines), f"`{name}` ended with code {code}."])
