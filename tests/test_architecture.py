"""The house rules of the package, read from its syntax trees."""

from __future__ import annotations

import ast
import graphlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Final

import pytest

PACKAGE: Final = "service_directory"
FOLDER: Final = Path(__file__).parent.parent / "plugins" / PACKAGE

LAYERS: Final[dict[str, int]] = {
    "__init__": 0,
    "diagnostics": 0,
    "phones": 0,
    "settings": 0,
    "configuration": 1,
    "model": 1,
    "reading": 2,
    "directory": 3,
    "json_schemas": 3,
    "linking": 3,
    "axes": 4,
    "checks": 4,
    "crosswalk": 4,
    "crosswalk_parts": 4,
    "gaps": 4,
    "languages": 4,
    "schedules": 4,
    "opening": 4,
    "search": 4,
    "exports": 5,
    "icons": 5,
    "load": 5,
    "importers": 5,
    "pages": 5,
    "printing": 5,
    "render": 6,
    "template_code": 5,
    "publish": 7,
    "page_cache": 7,
    "page_keys": 6,
    "serving": 7,
    "shell": 7,
    "site": 7,
    "site_build": 7,
    "verify": 7,
    "__main__": 8,
    "cli": 8,
    "mkdocs_plugin": 8,
}
"""A module may import what stands lower, and its neighbours as long as no circle comes of it."""

SITE_LAYER: Final = LAYERS["site"]
ADAPTERS: Final = LAYERS["cli"]
MKDOCS_MODULE: Final = "mkdocs_plugin"
ADDRESS_MODULE: Final = "pages.urls"
MOST_LINES: Final = 400
EMPTY_WORDS: Final = frozenset(
    {"util", "utils", "helper", "helpers", "manager", "managers", "common", "misc"}
)

UNREPEATABLE: Final = (
    "datetime.datetime.now",
    "datetime.datetime.today",
    "datetime.datetime.utcnow",
    "datetime.date.today",
    "http.client",
    "os.environ",
    "os.getenv",
    "random",
    "secrets",
    "socket",
    "subprocess",
    "time.time",
    "time.time_ns",
    "urllib.request",
    "uuid.uuid1",
    "uuid.uuid4",
)
"""The clock, the surroundings, chance, other programs, the network: for the adapters alone."""


@dataclass(frozen=True)
class Module:
    """One file of the package; `name` is dotted and leaves the package's own name out."""

    name: str
    source: str = field(repr=False)

    @property
    def top(self) -> str:
        return self.name.split(".")[0]

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    def place(self) -> int:
        if self.top not in LAYERS:
            pytest.fail(
                f"{PACKAGE}.{self.top} is new: give it a place in LAYERS, in {Path(__file__).name}",
                pytrace=False,
            )
        return LAYERS[self.top]


def read_modules() -> list[Module]:
    """Read every module of the package."""
    modules = []
    for file in sorted(FOLDER.rglob("*.py")):
        parts = file.relative_to(FOLDER).with_suffix("").parts
        if len(parts) > 1 and parts[-1] == "__init__":
            parts = parts[:-1]
        modules.append(Module(".".join(parts), file.read_text(encoding="utf-8")))
    return modules


MODULES: Final = read_modules()
each_module = pytest.mark.parametrize("module", MODULES, ids=lambda module: module.name)


def imported_names(tree: ast.Module) -> dict[str, str]:
    """Map each name an import binds to the dotted name behind it."""
    names = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                bound = alias.asname or alias.name.split(".")[0]
                names[bound] = alias.name if alias.asname else bound
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
    return names


def imports_of(tree: ast.Module) -> Iterator[str]:
    """Give the dotted name of everything the module imports, wherever the import stands."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module or ''}.{alias.name}" for alias in node.names)


def uses_of(tree: ast.Module) -> Iterator[str]:
    """Give the dotted name of everything the module imports or reaches through its imports."""
    names = imported_names(tree)
    yield from imports_of(tree)
    for node in ast.walk(tree):
        path: list[str] = []
        while isinstance(node, ast.Attribute):
            path.insert(0, node.attr)
            node = node.value
        if isinstance(node, ast.Name) and node.id in names:
            yield ".".join([names[node.id], *path])


def is_within(name: str, whole: str) -> bool:
    return name == whole or name.startswith(f"{whole}.")


def neighbours_of(module: Module) -> set[str]:
    """Give the other top-level modules of the package that this one imports."""
    prefix = f"{PACKAGE}."
    inner = (name for name in imports_of(module.tree) if name.startswith(prefix))
    tops = {name.removeprefix(prefix).split(".")[0] for name in inner}
    return (tops & {other.top for other in MODULES}) - {module.top}


def too_high(module: Module) -> set[str]:
    return {top for top in neighbours_of(module) if LAYERS.get(top, 0) > module.place()}


def unrepeatable_uses(tree: ast.Module) -> set[str]:
    used = set(uses_of(tree))
    return {name for name in used for bad in UNREPEATABLE if is_within(name, bad)}


def texts_outside_docstrings(tree: ast.Module) -> Iterator[str]:
    """Give the text constants of a module, without those that stand alone as documentation."""
    documentation = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in documentation
        ):
            yield node.value


def test_there_is_something_to_look_at() -> None:
    assert MODULES


@each_module
def test_imports_point_downwards(module: Module) -> None:
    assert not too_high(module), f"{module.name} imports what stands above it"


def test_no_circle_of_imports() -> None:
    graph: dict[str, set[str]] = {}
    for module in MODULES:
        graph.setdefault(module.top, set()).update(neighbours_of(module))
    try:
        graphlib.TopologicalSorter(graph).prepare()
    except graphlib.CycleError as error:
        pytest.fail(f"modules import each other in a circle: {error.args[1]}", pytrace=False)


@each_module
def test_imports_are_absolute(module: Module) -> None:
    relative = [n for n in ast.walk(module.tree) if isinstance(n, ast.ImportFrom) and n.level]
    assert not relative, f"{module.name} has relative imports, which this test cannot follow"


@each_module
def test_only_the_plugin_knows_mkdocs(module: Module) -> None:
    mkdocs = {name for name in imports_of(module.tree) if is_within(name, "mkdocs")}
    assert module.name == MKDOCS_MODULE or not mkdocs


@each_module
def test_same_input_same_output(module: Module) -> None:
    if module.place() < ADAPTERS:
        assert not unrepeatable_uses(module.tree), "hand this in from an adapter"


@each_module
def test_one_module_knows_addresses(module: Module) -> None:
    if module.place() < SITE_LAYER and module.name != ADDRESS_MODULE:
        pages = [text for text in texts_outside_docstrings(module.tree) if "index.html" in text]
        assert not pages, f"addresses belong into {ADDRESS_MODULE}"


@each_module
def test_modules_are_short(module: Module) -> None:
    lines = len(module.source.splitlines())
    assert lines <= MOST_LINES


@each_module
def test_names_say_something(module: Module) -> None:
    assert not EMPTY_WORDS & set(re.split(r"[._]", module.name))


class TestTheRulesThemselves:
    """The rules find what they are there for."""

    @pytest.mark.parametrize(
        ("source", "found"),
        [
            ("import datetime as d\nd.datetime.now()", {"datetime.datetime.now"}),
            ("from datetime import date\ndate.today()", {"datetime.date.today"}),
            ("from datetime import date\ndate(2026, 1, 1)", set()),
            ("import os\nos.environ['HOME']", {"os.environ"}),
            ("import os\nos.replace('a', 'b')", set()),
            ("from os import environ", {"os.environ"}),
            ("from time import time as t\nt()", {"time.time"}),
            ("import time\ntime.monotonic()", set()),
            ("def f():\n    from urllib import request", {"urllib.request"}),
            ("import urllib.parse\nurllib.parse.quote('')", set()),
            ("from random import choice", {"random.choice"}),
            ("random = 1\nrandom.real", set()),
        ],
    )
    def test_unrepeatable(self, source: str, found: set[str]) -> None:
        assert unrepeatable_uses(ast.parse(source)) == found

    def test_upward_import(self, monkeypatch: pytest.MonkeyPatch) -> None:
        modules = [Module("render", ""), Module("model.fields", f"from {PACKAGE} import render")]
        monkeypatch.setitem(globals(), "MODULES", modules)
        assert [too_high(module) for module in modules] == [set(), {"render"}]

    def test_unknown_module(self) -> None:
        with pytest.raises(pytest.fail.Exception, match="give it a place"):
            Module("novelty.part", "").place()

    def test_docstrings_are_not_texts(self) -> None:
        tree = ast.parse('"""index.html"""\nx = "a"\n"""index.html"""')
        assert list(texts_outside_docstrings(tree)) == ["a"]
