"""Pages taken over from the published site: the same bytes as made anew, and never an old one."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from service_directory.load import LoadCache, load_directory
from service_directory.page_cache import PageCache
from service_directory.render import render_body
from service_directory.settings import Settings
from service_directory.shell import ShellView
from service_directory.site_build import SiteBuild
from service_directory.verify import Seen
from tests.integration.building import SITES, TODAY

SETTINGS = Settings(
    site_name="Town", site_url="https://example.org/", languages=("en", "es", "ar"), region="US"
)
TOWN = SITES / "town" / "directory"


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """A town that tests may change."""
    for file in sorted(TOWN.rglob("*")):
        if file.is_file():
            target = tmp_path / "directory" / file.relative_to(TOWN)
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.read_bytes())
    return tmp_path


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The addresses of the pages that were made and not taken over."""
    addresses: list[str] = []

    def counted(page: Any, **more: Any) -> Any:
        addresses.append(page.head.address)
        return render_body(page, **more)

    monkeypatch.setattr("service_directory.site_build.render_body", counted)
    return addresses


def frame(view: ShellView) -> str:
    return (
        f'<html lang="{view.language.tag}"><title>{view.title}</title>'
        f'<meta name="description" content="{view.description}">{view.body}</html>'
    )


def build(
    base: Path,
    settings: Settings = SETTINGS,
    today: datetime.date = TODAY,
    *,
    kept: bool = True,
    render: Callable[[ShellView], str] = frame,
) -> Mapping[str, bytes]:
    """Build into `base/site`, with what was kept of the last build there or without."""
    cache = LoadCache(base / "cache")
    root = base / "directory"
    loaded = load_directory(root, base=base, settings=settings, today=today, cache=cache)
    assert not loaded.report.errors, loaded.report
    cache.save()
    pages = PageCache(base / "site", base / "cache" / "pages")
    site = SiteBuild(loaded, settings, today, kept=pages if kept else None)
    site.use_frame(render)
    files = {address: site.content(address) for address in site.files() if site.is_page(address)}
    if kept:
        for address, content in files.items():
            file = base / "site" / site.path_of(address)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        pages.save()
    return files


def test_where_nothing_changed_nothing_is_made(base: Path, made: list[str]) -> None:
    first = build(base)
    assert sorted(made) == sorted(first)
    made.clear()
    assert build(base) == first
    assert made == []


CHANGES = {
    ".md": lambda text: text.replace("name: ", "name: New ") + "\nMore words.\n",
    ".yml": lambda text: text.replace("name: ", "name: New "),
    ".po": lambda text: text.replace('msgstr "', 'msgstr "جديد ').replace(
        'msgid ""\nmsgstr "جديد ', 'msgid ""\nmsgstr "', 1
    ),
}
FILES = sorted(
    file.relative_to(TOWN).as_posix()
    for file in TOWN.rglob("*")
    if file.suffix in CHANGES and file.is_file()
)


@pytest.mark.parametrize("name", FILES)
def test_a_changed_file_changes_the_pages_it_stands_on(base: Path, name: str) -> None:
    """Every page is as it would be without anything kept, whichever file changes."""
    before = build(base)
    file = base / "directory" / name
    text = file.read_text(encoding="utf-8")
    changed = CHANGES[file.suffix](text)
    file.write_text(changed, encoding="utf-8")
    after = build(base)
    assert after == build(base, kept=False)
    if changed != text:
        assert after != before, "the change is on no page, so this test says nothing"


def test_only_pages_that_show_an_entry_are_made_again(base: Path, made: list[str]) -> None:
    pages = build(base)
    made.clear()
    entries = sorted((base / "directory" / "organizations").glob("*.md"))
    file = entries[0]
    file.write_text(file.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
    build(base)
    assert f"en/organizations/{file.stem}/" in made
    assert 0 < len(made) < len(pages)


@pytest.mark.parametrize(
    "change",
    [
        {"settings": replace(SETTINGS, map_url="https://map.example.org/?q={place}")},
        {"settings": replace(SETTINGS, site_name="Village")},
        {"today": TODAY + datetime.timedelta(days=1)},
        {"render": lambda view: frame(view).replace("<html", "<html dir=auto")},
    ],
    ids=["map", "name", "day", "frame"],
)
def test_what_every_page_depends_on_makes_all_anew(
    base: Path, made: list[str], change: dict[str, Any]
) -> None:
    build(base)
    made.clear()
    pages = build(base, **change)
    assert sorted(made) == sorted(pages)
    assert pages == build(base, kept=False, **change)


def test_an_organization_that_is_gone_is_named_nowhere(base: Path) -> None:
    build(base)
    entries = base / "directory" / "organizations"
    new = entries / "a-new-one.md"
    new.write_text("---\nname: A new one\nsector: charity\nsummary: New.\n---\n", encoding="utf-8")
    sector = next(
        line for line in next(entries.glob("*.md")).read_text().splitlines() if "sector:" in line
    )
    new.write_text(new.read_text().replace("sector: charity", sector), encoding="utf-8")
    with_it = build(base)
    assert with_it == build(base, kept=False)
    new.unlink()
    without = build(base)
    assert without == build(base, kept=False)
    assert len(without) < len(with_it)


@pytest.mark.parametrize("damage", [b"", b"<html>something else</html>", None])
def test_a_published_page_that_is_not_as_we_wrote_it_is_made_anew(
    base: Path, made: list[str], damage: bytes | None
) -> None:
    first = build(base)
    made.clear()
    file = base / "site" / "en" / "index.html"
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage)
    assert build(base) == first
    assert made == ["en/"]


@pytest.mark.parametrize("content", [b"", b"service-directory cache 2\nxxx", None])
def test_a_damaged_record_counts_as_none(base: Path, content: bytes | None) -> None:
    file = base / "pages"
    if content is not None:
        file.write_bytes(content)
    cache = PageCache(base, file)
    assert cache.get("en/", b"key") is None
    cache.put("en/", b"", b"html", Seen(frozenset(), frozenset()))
    cache.save()
    assert PageCache(base, file).get("en/", b"") is None


def test_broken_links_between_kept_pages_are_still_found(base: Path) -> None:
    """A page that was taken over is held to the pages there are now."""
    build(base)
    cache = LoadCache(base / "cache")
    loaded = load_directory(
        base / "directory", base=base, settings=SETTINGS, today=TODAY, cache=cache
    )
    site = SiteBuild(
        loaded, SETTINGS, TODAY, kept=PageCache(base / "site", base / "cache" / "pages")
    )
    site.use_frame(frame)
    shown = [address for address in site.files() if site.is_page(address) and address != "en/"]
    for address in shown:
        site.content(address)
    built = base / "built"
    for address in shown:
        file = built / site.path_of(address)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"")
    problems = site.problems(built)
    assert ("not-written", "en/") in {(d.rule, d.path.removesuffix("index.html")) for d in problems}
    assert any(d.rule == "broken-link" and "link to en/ " in d.message for d in problems)
