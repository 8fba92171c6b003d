"""Builds with MkDocs: what is published, what is not, and what a fault leaves behind."""

from __future__ import annotations

import contextlib
import errno
import gzip
import logging
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from service_directory.publish import publish
from tests.conftest import LogWatch
from tests.integration.building import (
    PLAIN_ADDRESS,
    ROOT,
    build_site,
    copy_site,
    mkdocs_environment,
    run_mkdocs,
)
from tests.integration.conftest import BuiltSite
from tests.integration.html_pages import pages_of
from tests.sample import tree

ASH = Path("directory/organizations/ash.md")
PAGE = "en/organizations/ash/index.html"


def edit(file: Path, old: str, new: str) -> None:
    """Replace a text that stands once in a file."""
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, (file, old)
    file.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


@contextlib.contextmanager
def refused(log_watch: LogWatch, *told: str) -> Iterator[None]:
    """Expect that MkDocs ends the build with an error and that the log tells all of these."""
    with log_watch.expecting(*told), pytest.raises(Abort, match="BuildError"):
        yield


def set_option(project: Path, line: str) -> None:
    """Add an option of the plugin (it stands last in mkdocs.yml)."""
    file = project / "mkdocs.yml"
    file.write_text(f"{file.read_text(encoding='utf-8')}      {line}\n", encoding="utf-8")


# Good builds


def test_a_strict_build_of_a_good_site_says_nothing(project: Path) -> None:
    site = build_site(project, strict=True)
    assert site == project / "site"
    assert (site / PAGE).is_file()
    left = {path.name for path in project.iterdir()}
    assert left - {".cache"} == {"directory", "mkdocs.yml", "site"}


def test_the_command_builds_too(project: Path) -> None:
    done = run_mkdocs(project, "build", "--strict")
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    in_process = copy_site("small", project.parent / "other")
    assert tree(project / "site") == tree(build_site(in_process))


def test_the_old_site_is_gone_after_a_new_build(project: Path) -> None:
    site = build_site(project)
    (site / "leftover.html").write_text("old", encoding="utf-8")
    (project / "directory/organizations/birch.md").unlink()
    build_site(project)
    assert not (site / "leftover.html").exists()
    assert not (site / "en/organizations/birch").exists()


def test_a_site_folder_that_is_a_link_stays_one(project: Path, tmp_path: Path) -> None:
    real = tmp_path / "disk" / "public"
    real.mkdir(parents=True)
    (project / "site").symlink_to(real, target_is_directory=True)
    for _ in range(2):
        build_site(project)
        assert (project / "site").is_symlink()
        assert (real / PAGE).is_file()
        assert sorted(path.name for path in real.parent.iterdir()) == ["public"]


# The same bytes


def test_a_second_build_gives_the_same_bytes(project: Path) -> None:
    first = tree(build_site(project))
    assert tree(build_site(project)) == first
    shutil.rmtree(project / ".cache", ignore_errors=True)
    assert tree(build_site(project)) == first


def test_the_order_files_were_written_in_and_the_place_do_not_matter(
    town: BuiltSite, tmp_path: Path
) -> None:
    project = tmp_path / "another" / "place"
    files = [file for file in town.project.rglob("*") if file.is_file()]
    kept = [f for f in files if not {"site", ".cache"} & set(f.relative_to(town.project).parts)]
    random.Random(7).shuffle(kept)
    for file in kept:
        target = project / file.relative_to(town.project)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
    site = build_site(project)
    assert tree(site) == tree(town.folder)


# Faults


@pytest.mark.parametrize("published_before", [True, False])
def test_an_error_in_an_entry_stops_the_build_and_touches_nothing(
    published_before: bool, project: Path
) -> None:
    if published_before:
        build_site(project)
    before = tree(project / "site") if published_before else None
    edit(project / ASH, "    cost: free", "    cost: cheap")
    done = run_mkdocs(project, "build")
    assert done.returncode == 1
    assert "directory/organizations/ash.md:11:11: error: " in done.stderr
    assert "1 error, 0 warnings" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / ".site.building").exists()
    assert (tree(project / "site") if (project / "site").exists() else None) == before


def test_every_error_of_every_file_is_told_at_once(project: Path, log_watch: LogWatch) -> None:
    edit(project / ASH, "needs: [english]", "needs: [englisch]")
    edit(project / "directory/organizations/birch.md", "sector: charity", "sector: charty")
    told = (r"ash\.md:9:13: error.*did you mean english", r"birch\.md:3:9: error", "2 errors")
    with refused(log_watch, *told):
        build_site(project)
    assert not (project / "site").exists()


def test_a_warning_fails_a_strict_build_and_leaves_the_old_site(
    project: Path, log_watch: LogWatch
) -> None:
    before = tree(build_site(project))
    edit(project / ASH, "sector:", "url: http://ash.example.org/\nsector:")
    told = "1 warnings in strict mode"
    with log_watch.expecting(PLAIN_ADDRESS), pytest.raises(Abort, match=told):
        build_site(project, strict=True)
    assert tree(project / "site") == before
    assert not (project / ".site.building").exists()


def test_a_warning_of_mkdocs_itself_counts_as_well(tmp_path: Path, log_watch: LogWatch) -> None:
    project = copy_site("beside", tmp_path / "project")
    before = tree(build_site(project))
    edit(project / "docs/index.md", "(more/about.md)", "(more/nowhere.md)")
    with log_watch.expecting("more/nowhere.md"), pytest.raises(Abort):
        build_site(project, strict=True)
    assert tree(project / "site") == before


def test_a_build_with_warnings_is_published_all_the_same(
    project: Path, log_watch: LogWatch
) -> None:
    build_site(project)
    edit(project / ASH, "sector:", "url: http://ash.example.org/\nsector:")
    with log_watch.expecting(PLAIN_ADDRESS):
        site = build_site(project)
    assert "http://ash.example.org/" in (site / PAGE).read_text(encoding="utf-8")


def test_a_secret_on_a_page_stops_the_build(
    project: Path, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    before = tree(build_site(project))
    monkeypatch.setenv("SERVICE_DIRECTORY_SECRETS", "12 Hidden Lane\nthe blue door\n")
    edit(project / ASH, "Come in.", "Come in by the blue door.")
    with refused(log_watch, "must stay secret", "not built: 2 errors"):
        build_site(project)
    assert tree(project / "site") == before
    assert not (project / ".site.building").exists()


def test_a_frame_of_the_sites_own_that_breaks_the_rules_is_not_published(
    project: Path, log_watch: LogWatch
) -> None:
    before = tree(build_site(project))
    own = project / "overrides" / "service-directory"
    own.mkdir(parents=True)
    shell = ROOT / "plugins/service_directory/templates/theme/service-directory/shell.html"
    text = shell.read_text(encoding="utf-8")
    tracker = '<script src="https://count.example.net/x.js"></script></body>'
    (own / "shell.html").write_text(text.replace("</body>", tracker), encoding="utf-8")
    edit(project / "mkdocs.yml", "{name: material,", "{name: material, custom_dir: overrides,")
    with refused(log_watch, "loads something from another site", "The site was not built"):
        build_site(project)
    assert tree(project / "site") == before


def test_a_site_that_cannot_be_put_in_its_place_is_told_in_words(
    project: Path, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> None:
    def refuse(*_: Path) -> None:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr("service_directory.mkdocs_plugin.publish", refuse)
    with refused(log_watch, "could not be put at .*site: Read-only file system"):
        build_site(project)
    assert not (project / ".site.building").exists()
    monkeypatch.setattr("service_directory.mkdocs_plugin.publish", publish)
    build_site(project)


@pytest.mark.parametrize("prefix", ["../elsewhere/", "/../x", "a/../../b/", "a b/", ".git/"])
def test_a_prefix_cannot_lead_out_of_the_site(
    prefix: str, project: Path, log_watch: LogWatch
) -> None:
    set_option(project, f"prefix: {prefix}")
    with refused(log_watch, "The option prefix is"):
        build_site(project)


@pytest.mark.parametrize(
    ("languages", "told"),
    [
        ("[English]", "names 'English', which is no language; write for example es"),
        ("[en-us]", "names 'en-us', which is no language; write en-US"),
        ("[en, ar, en]", "names 'en' twice"),
    ],
)
def test_languages_are_named_by_their_tags_once_each(
    languages: str, told: str, project: Path, log_watch: LogWatch
) -> None:
    edit(project / "mkdocs.yml", "languages: [en, ar]", f"languages: {languages}")
    with refused(log_watch, told):
        build_site(project)
    assert not (project / "site").exists()


@pytest.mark.parametrize("prefix", ["help", "/help/", "help/"])
def test_a_prefix_is_a_folder_however_its_slashes_are_written(prefix: str, project: Path) -> None:
    docs = project / "docs"
    docs.mkdir()
    (docs / "index.md").write_text("# Home\n", encoding="utf-8")
    edit(project / "mkdocs.yml", "docs_dir: directory", "docs_dir: docs")
    set_option(project, f"prefix: {prefix}")
    site = build_site(project, strict=True)
    assert (site / "help" / PAGE).is_file()
    assert (site / "index.html").is_file()


# Beside other pages


def test_a_mount_point_is_filled_and_the_log_says_so(
    project: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def busy(built: Path, target: Path) -> None:
        raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(built), None, str(target))

    monkeypatch.setattr("service_directory.publish._put_whole", busy)
    (project / "site").mkdir()
    with caplog.at_level(logging.INFO, "mkdocs"):
        site = build_site(project)
    assert (site / "en" / "index.html").exists()
    assert f"{site} cannot be exchanged whole, so its files were replaced" in caplog.text


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with pages of its own, built strictly."""
    return build_site(copy_site("beside", tmp_path_factory.mktemp("beside") / "p"), strict=True)


def test_a_sites_own_pages_navigation_and_error_page_stay(beside: Path) -> None:
    pages = pages_of(beside)
    home = (beside / "index.html").read_text(encoding="utf-8")
    assert "Our town" in home
    assert 'href="more/about/"' in home
    assert "md-nav" in home
    assert "md-nav" in (beside / "404.html").read_text(encoding="utf-8")
    assert list((beside / "assets" / "javascripts").glob("bundle.*.js"))
    assert {"directory/", "directory/en/", "directory/ar/needs/learn/"} <= set(pages)
    assert not (beside / "_headers").exists()


def test_the_map_of_a_site_with_pages_of_its_own_names_the_directorys_too(beside: Path) -> None:
    text = (beside / "sitemap.xml").read_bytes()
    assert gzip.decompress((beside / "sitemap.xml.gz").read_bytes()) == text
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
    found = [e.text or "" for e in ElementTree.fromstring(text).findall("s:url/s:loc", names)]
    assert len(set(found)) == len(found)
    listed = {address.removeprefix("https://town.example.org/") for address in found}
    assert listed == set(pages_of(beside)) - {"404.html"}
    assert b'hreflang="ar" href="https://town.example.org/directory/ar/"' in text


def test_links_from_own_pages_to_the_directory_lead_there(beside: Path) -> None:
    home = (beside / "index.html").read_text(encoding="utf-8")
    assert 'href="directory/"' in home
    assert 'href="directory/en/organizations/ash/"' in home
    about = (beside / "more/about/index.html").read_text(encoding="utf-8")
    assert 'href="../../directory/en/needs/learn/"' in about


def test_the_directory_is_not_in_the_navigation(beside: Path) -> None:
    home = pages_of(beside)["index.html".removesuffix("index.html")]
    in_navigation = [
        text.text.strip()
        for text in home.texts
        if any("md-nav__item" in e.attributes.get("class", "") for e in text.inside)
    ]
    assert "About" in in_navigation
    assert "Ash House" not in in_navigation


def test_entries_inside_the_docs_folder_are_no_pages_themselves(tmp_path: Path) -> None:
    project = copy_site("beside", tmp_path / "project")
    shutil.move(project / "entries", project / "docs" / "entries")
    edit(project / "mkdocs.yml", "directory: entries", "directory: docs/entries")
    site = build_site(project, strict=True)
    assert not (site / "entries").exists()
    assert (site / "directory" / PAGE).is_file()


def test_an_own_page_where_one_of_the_directory_stands_is_refused(
    tmp_path: Path, log_watch: LogWatch
) -> None:
    project = copy_site("beside", tmp_path / "project")
    clash = project / "docs" / "directory" / "en"
    clash.mkdir(parents=True)
    (clash / "index.md").write_text("# Mine\n", encoding="utf-8")
    told = (r"docs/directory/en/index\.md: error: .*same-address", "The site was not built")
    with refused(log_watch, *told):
        build_site(project)
    assert not (project / "site").exists()


def test_pages_as_files_instead_of_folders_work_too(tmp_path: Path) -> None:
    project = copy_site("beside", tmp_path / "project")
    site = build_site(project, strict=True, use_directory_urls=False)
    assert (site / "more" / "about.html").is_file()
    assert (site / "directory" / PAGE).is_file()


# Kills


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_a_build_killed_at_any_step_leaves_a_whole_site(project: Path) -> None:
    edit(project / "mkdocs.yml", "languages: [en, ar]", "languages: [en]")
    file, text = project / ASH, (project / ASH).read_text(encoding="utf-8")
    server = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.build_server", str(project)],
        cwd=ROOT,
        env=mkdocs_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def build(number: int, last: int) -> tuple[int, int]:
        """Build with a number on every page about an entry; return the status and the steps."""
        file.write_text(text.replace("classes.", f"classes, part {number}."), encoding="utf-8")
        assert server.stdin is not None
        assert server.stdout is not None
        server.stdin.write(f"{last}\n")
        server.stdin.flush()
        status, steps = server.stdout.readline().split()
        return int(status), int(steps)

    def published() -> set[int]:
        pieces = b"".join(tree(project / "site").values()).split(b"classes, part ")
        return {int(piece.split(b".")[0]) for piece in pieces[1:]}

    with server:
        status, steps = build(0, 0)
        assert (status, published()) == (0, {0})
        names = set(tree(project / "site"))
        chance = random.Random(11)
        early = chance.sample(range(1, steps - 60), 10)
        late = chance.sample(range(steps - 60, steps), 10)
        seen: set[int] = set()
        killed = len(early + late)
        for number, last in enumerate(early + late, start=1):
            if last in late:  # without what the last kill left, whose removal takes steps too
                shutil.rmtree(project / ".site.building", ignore_errors=True)
            status, taken = build(number, last)
            if status == 0:  # it had fewer steps to go than the first
                assert taken < last
                killed -= 1
            else:
                assert status == signal.SIGKILL
            assert set(tree(project / "site")) == names
            (part,) = published()
            assert part in (number, *seen, 0)
            seen.add(part)
        assert len(seen) > 1
        assert killed > 15
        status, _ = build(21, 0)
        assert (status, published()) == (0, {21})
    assert server.returncode == 0
    assert not (project / ".site.building").exists()


# Serving


@pytest.fixture
def served(project: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of `mkdocs serve` and its log."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "serve.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"],
            cwd=project,
            env=mkdocs_environment(),
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://127.0.0.1:{port}/", log
        finally:
            process.terminate()
            process.wait(timeout=30)


def wait_for(what: str, address: str, log: Path, seconds: float = 30) -> str:
    """Ask for a page until a text stands on it; return the page."""
    end, page = time.monotonic() + seconds, ""
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                page = answer.read().decode()
        except OSError:
            page = ""
        if what in page:
            return page
        time.sleep(0.1)
    pytest.fail(f"{what!r} never stood on {address}:\n{page[:500]}\n{log.read_text()}")


def wait_for_line(what: str, log: Path, seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if what in log.read_text(encoding="utf-8"):
            return
        time.sleep(0.1)
    pytest.fail(f"{what!r} never stood in the log:\n{log.read_text()}")


@pytest.mark.slow
def test_serving_shows_changes_keeps_the_old_page_on_errors_and_recovers(
    project: Path, served: tuple[str, Path]
) -> None:
    address, log = served
    page = f"{address}en/organizations/ash/"
    first = wait_for("English classes.", page, log)
    assert "Content-Security-Policy" not in first
    edit(project / ASH, "English classes.", "Spanish classes.")
    wait_for("Spanish classes.", page, log)
    edit(project / ASH, "sector: charity", "sector: charty")
    wait_for_line("ash.md:3:9: error", log)
    wait_for_line("The last state without errors is shown", log)
    wait_for("Spanish classes.", page, log)
    edit(project / ASH, "sector: charty\nsummary: Spanish", "sector: charity\nsummary: Arabic")
    wait_for("Arabic classes.", page, log)
    assert not (project / "site").exists()
