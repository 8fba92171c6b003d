"""What a run of the benchmark found, as tables of text."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from bench_measure import Build, growth
from bench_serve import Latency
from bench_wire import PageWeight

VARY = "Figures vary from computer to computer and run to run: compare ratios within one run."


@dataclass(frozen=True, slots=True)
class CheckCost:
    """What `service-directory check` takes."""

    organizations: int
    cold: float
    """Milliseconds of processor time an entry with its translations, without starting up."""
    warm: float
    """The same when checked a second time."""


@dataclass(slots=True)
class Results:
    """Everything a run found."""

    languages: tuple[str, ...]
    builds: list[Build] = field(default_factory=list)
    serve_start: float | None = None
    latencies: list[Latency] = field(default_factory=list)
    check: CheckCost | None = None
    weights: list[PageWeight] = field(default_factory=list)
    kilobytes_per_entry: float | None = None
    notes: list[str] = field(default_factory=list)


def machine() -> dict[str, str | int]:
    """Return what kind of computer this is; nothing that tells which one."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def report(results: Results) -> str:
    """Return all tables."""
    parts = [
        "Computer: {processor}, {cores} cores, {system}, Python {python}".format(**machine()),
        f"{VARY}\nLanguages: {', '.join(results.languages)}{_weight_of_source(results)}",
        _builds(results.builds),
        _ratios(results.builds),
        _growth(results.builds),
        _serve(results),
        _check(results.check),
        _weights(results.weights),
        "\n".join(results.notes),
    ]
    return "\n\n".join(part for part in parts if part)


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of text; nothing without rows. The first column stands left."""
    lines = [head, *rows]
    if len(lines) == 1:
        return ""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    drawn = [
        "  ".join(
            cell.ljust(width) if place == 0 else cell.rjust(width)
            for place, (cell, width) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    ]
    rule = "-" * max(map(len, drawn))
    return "\n".join([title, rule, drawn[0], rule, *drawn[1:]])


def _weight_of_source(results: Results) -> str:
    if results.kilobytes_per_entry is None:
        return ""
    return f"; {results.kilobytes_per_entry:.1f} kB of entries and translations an organization"


def _builds(builds: Sequence[Build]) -> str:
    head = ["builder", "N x L", "CPU s", "wall s", "peak MB", "pages", "MB out", "CPU ms/page"]
    rows = [
        [
            _name(build),
            f"{build.organizations:,} x {build.languages}",
            f"{build.cost.cpu:.2f}",
            f"{build.cost.wall:.2f}",
            f"{build.cost.peak_mb:.0f}",
            f"{build.pages:,}",
            f"{build.megabytes:.1f}",
            f"{build.cost.cpu / max(1, build.pages) * 1000:.2f}",
        ]
        for build in builds
    ]
    return table("Building (N organizations, L languages)", head, rows)


def _ratios(builds: Sequence[Build]) -> str:
    """Compare our builds with each peer's of the same size: below 1 ours took less."""
    ours = [build for build in builds if build.builder == "ours"]
    peers = [build for build in builds if build.builder != "ours"]
    rows = [
        [
            f"{_name(own)} / {peer.builder}",
            f"{own.organizations:,} x {own.languages}",
            f"{own.cost.cpu / peer.cost.cpu:.3f}",
            f"{own.cost.wall / peer.cost.wall:.3f}",
            f"{_per_page(own) / _per_page(peer):.3f}",
            f"{own.cost.peak_mb / peer.cost.peak_mb:.2f}",
        ]
        for own in ours
        for peer in peers
        if own.organizations == peer.organizations
    ]
    head = ["ours to theirs", "N x L", "CPU", "wall", "CPU a page", "memory"]
    return table("Ratios (below 1: ours takes less)", head, rows)


def _growth(builds: Sequence[Build]) -> str:
    named: dict[str, list[Build]] = {}
    for build in builds:
        named.setdefault(_name(build), []).append(build)
    rows = [
        [
            name,
            f"{smaller.organizations:,} to {larger.organizations:,}",
            f"{growth(smaller, larger):.2f}",
        ]
        for name, found in named.items()
        for smaller, larger in pairwise(found)
    ]
    head = ["builder", "organizations", "exponent"]
    return table("Growth of the CPU time (1 is linear, 2 the square)", head, rows)


def _serve(results: Results) -> str:
    head = ["change", "median s", "least", "most", "times"]
    rows = []
    for case in results.latencies:
        figures = (case.median, min(case.seconds), max(case.seconds))
        rows.append([case.what, *(f"{t:.2f}" for t in figures), str(len(case.seconds))])
    if results.serve_start is not None:
        rows.append(["start until the first page", f"{results.serve_start:.2f}", "", "", "1"])
    return table("mkdocs serve: from saving to the new page", head, rows)


def _check(check: CheckCost | None) -> str:
    if check is None:
        return ""
    row = [
        f"{check.organizations:,} entries",
        f"{check.cold:.2f}",
        f"{check.warm:.2f}",
    ]
    head = ["service-directory check", "CPU ms an entry", "again"]
    title = "Checking (ms an entry: with its translations, without starting up)"
    return table(title, head, [row])


def _weights(weights: Sequence[PageWeight]) -> str:
    head = ["organization page", "compression", "first visit kB", "next page kB", "files"]
    rows = [
        [
            page.address,
            page.compression,
            f"{page.first_visit / 1000:.1f}",
            f"{page.html / 1000:.1f}",
            f"{len(page.files) + 1}",
        ]
        for page in weights
    ]
    loaded = {address for page in weights for address in page.from_elsewhere}
    parts = [
        table("Bytes over the wire", head, rows),
        *(f"Loaded from another site: {address}" for address in sorted(loaded)),
    ]
    return "\n".join(part for part in parts if part)


def _name(build: Build) -> str:
    return f"{build.builder}, {build.kind}" if build.builder == "ours" else build.builder


def _per_page(build: Build) -> float:
    return build.cost.cpu / max(1, build.pages)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    for line in lines:
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.processor() or platform.machine()
