"""The order of the measurements: who builds what, and what is looked at beside building."""

from __future__ import annotations

import argparse
import json
import math
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from bench import BUILDERS
from bench_corpus import DIRECTORY, write_corpus
from bench_measure import (
    Build,
    Builder,
    Command,
    RunFailed,
    cold_builds,
    output_of,
    run_command,
    warm_builds,
)
from bench_peers import hugo, static_i18n
from bench_records import make_records
from bench_report import CheckCost, Results, machine, report
from bench_serve import serve_latencies
from bench_wire import organization_weights
from setup_environment import BENCH, PROJECT, say, step

OURS, *_ = BUILDERS
YARDSTICK = 1000
"""The size at which everything but building is measured."""
TINY = 10
FEWEST_TO_CHECK = 10 * TINY
"""With fewer entries, starting up is all that a check takes."""
LONGEST_BENCH = 600
"""Seconds for a run whose sizes nobody has asked for."""
ENDED_BY_SIGTERM = 143
WEIGHED = ("en", "ar", "my", "zh-Hans")
"""Languages of the sample county whose pages are weighed."""
TIMES = 2
"""Builds of one kind, of which the best counts; the largest sizes are built once."""
CHANGES = 5
LARGEST_FOR_SLOW_PEERS = 1000
_CACHES = (".cache",)
_MKDOCS_BUILD = (sys.executable, "-m", "mkdocs", "build", "--quiet")
_PEERS: dict[str, Callable[[], Builder | None]] = {"hugo": hugo, "static-i18n": static_i18n}


def run(arguments: argparse.Namespace) -> int:
    """Measure, print the tables; the exit code is 1 when our own builder failed anywhere."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ENDED_BY_SIGTERM))
    bench = _Bench(arguments)
    bench.measure()
    say(f"\n{report(bench.results)}")
    if arguments.json:
        figures = {**asdict(bench.results), "machine": machine()}
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n", encoding="utf-8")
    return 1 if bench.failed else 0


class _Bench:
    """The settings of a run, and what it has found so far."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self.sizes: Sequence[int] = arguments.sizes
        self.languages: Sequence[str] = arguments.languages
        self.only: str | None = arguments.only
        self.quick: bool = arguments.quick
        self.slow_peers: bool = arguments.slow_peers
        self.results = Results(tuple(arguments.languages))
        self.failed = False
        self.started = time.monotonic()
        self.limit = math.inf if arguments.sizes_given else LONGEST_BENCH
        fitting = [size for size in self.sizes if size <= YARDSTICK]
        self.yardstick = fitting[-1] if fitting else self.sizes[0]

    def measure(self) -> None:
        """Let every builder build one size before the next: so they meet the same computer."""
        builders = [builder for name in BUILDERS if (builder := self._builder(name))]
        builders = [builder for builder in builders if self._works(builder)]
        for size in self.sizes:
            for builder in builders:
                self._measure(builder, size)

    def _builder(self, name: str) -> Builder | None:
        if self.only not in (None, name):
            return None
        if name == OURS:
            return Builder(OURS, write_corpus, _MKDOCS_BUILD, caches=_CACHES)
        builder = _PEERS[name]()
        if builder is None:
            self.results.notes.append(f"{name} is not installed here, so it was not measured.")
        return builder

    def _works(self, builder: Builder) -> bool:
        """Build something tiny: shows whether it works, and leaves Python's own caches behind."""
        return self._try(builder, TINY, lambda folder: run_command(builder.command, folder))

    def _measure(self, builder: Builder, size: int) -> None:
        slow = builder.name == "static-i18n" and size > LARGEST_FOR_SLOW_PEERS
        if slow and not self.slow_peers:
            words = f"{builder.name} was left out at {size:,} organizations; --slow-peers runs it."
            self.results.notes.append(words)
            return
        if self._would_take_too_long(builder, size):
            words = f"{builder.name} was left out at {size:,} organizations, to be done in time; "
            self.results.notes.append(f"{words}--sizes {size} measures it.")
            return
        self._try(builder, size, lambda folder: self._measure_in(folder, builder, size))

    def _would_take_too_long(self, builder: Builder, size: int) -> bool:
        """Guess from the size before whether the run would outlast its limit."""
        before = [build for build in self.results.builds if build.builder == builder.name]
        if not before:
            return False
        smaller = before[-1].organizations
        seconds = sum(build.cost.wall for build in before if build.organizations == smaller)
        expected = time.monotonic() - self.started + seconds * size / smaller
        return expected > self.limit

    def _measure_in(self, folder: Path, builder: Builder, size: int) -> None:
        self._build(builder, size, folder)
        if builder.name == OURS and size == self.yardstick:
            self._look_closer(builder, size, folder)

    def _look_closer(self, builder: Builder, size: int, folder: Path) -> None:
        """Measure what is measured at one size only."""
        self._weigh_source(folder, size)
        for language in dict.fromkeys((self.languages[0], self.languages[-1])):
            self.results.weights += organization_weights(folder / builder.output, language)
        self._weigh_sample(builder)
        if size >= FEWEST_TO_CHECK:
            with self._written(builder, TINY) as tiny:
                self._check_cost(folder, size, tiny)
        self._serve(folder, size)

    def _weigh_sample(self, builder: Builder) -> None:
        """Weigh pages of the sample county: texts people wrote, in scripts of several sizes."""
        with tempfile.TemporaryDirectory() as name, step("ours: building the sample county"):
            folder = Path(name) / "sample"
            for part in ("directory", "overrides"):
                shutil.copytree(PROJECT / part, folder / part)
            shutil.copy(PROJECT / "mkdocs.yml", folder)
            run_command(builder.command, folder)
            for language in WEIGHED:
                self.results.weights += organization_weights(folder / builder.output, language)

    def _build(self, builder: Builder, size: int, folder: Path) -> None:
        slow = builder.name == "static-i18n" or size > YARDSTICK
        times = 1 if self.quick or slow else TIMES
        kinds = {"cold": cold_builds, **({"warm": warm_builds} if builder.caches else {})}
        for kind, measure in kinds.items():
            with step(f"{builder.name}: building {size:,} organizations, {kind}"):
                cost = measure(builder, folder, times)
                pages, megabytes = output_of(folder / builder.output)
            count = len(self.languages)
            self.results.builds.append(
                Build(builder.name, kind, size, count, cost, pages, megabytes)
            )

    def _check(self, folder: Path) -> tuple[float, float]:
        """Return the processor seconds of `check` without caches, and with those it left."""
        command: Command = [BENCH.program("service-directory"), "check"]
        for name in _CACHES:
            shutil.rmtree(folder / name, ignore_errors=True)
        return run_command(command, folder).cpu, run_command(command, folder).cpu

    def _check_cost(self, folder: Path, size: int, tiny: Path) -> None:
        with step(f"{OURS}: checking {size:,} organizations"):
            pairs = zip(self._check(folder), self._check(tiny), strict=True)
            cold, warm = ((large - small) / (size - TINY) * 1000 for large, small in pairs)
        self.results.check = CheckCost(size, cold, warm)

    def _serve(self, folder: Path, size: int) -> None:
        id_ = next(make_records(size)).id
        with step(f"{OURS}: changing entries under `mkdocs serve`, {size:,} organizations"):
            start, found = serve_latencies(
                folder, id_, self.languages, 2 if self.quick else CHANGES
            )
        self.results.serve_start, self.results.latencies = start, found

    def _weigh_source(self, folder: Path, size: int) -> None:
        files = [file for file in (folder / DIRECTORY).rglob("*") if file.is_file()]
        weight = sum(file.stat().st_size for file in files) / 1000
        self.results.kilobytes_per_entry = weight / size

    @contextmanager
    def _written(self, builder: Builder, size: int) -> Iterator[Path]:
        with tempfile.TemporaryDirectory(prefix="bench-") as name:
            with step(f"{builder.name}: writing {size:,} organizations"):
                builder.write(Path(name), size, self.languages)
            yield Path(name)

    def _try(self, builder: Builder, size: int, measure: Callable[[Path], object]) -> bool:
        """Measure in a folder with so many organizations; a failure is told, and not the end."""
        try:
            with self._written(builder, size) as folder:
                measure(folder)
        except RunFailed as error:
            self.results.notes.append(f"{builder.name} failed at {size:,} organizations:\n{error}")
            self.failed = self.failed or builder.name == OURS
            return False
        return True
