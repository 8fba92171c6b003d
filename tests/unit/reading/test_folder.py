from __future__ import annotations

import os
from pathlib import Path

import pytest

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.reading.entry import EntryKind
from service_directory.reading.folder import FoundFile, scan


def write(root: Path, *names: str) -> Path:
    for name in names:
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("x", encoding="utf-8")
    return root


def scanned(root: Path) -> tuple[dict[str, FoundFile], list[Diagnostic]]:
    files, found = scan(root, base=root.parent)
    return {file.below: file for file in files}, found


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "directory").mkdir()
    return tmp_path / "directory"


def test_everything_that_belongs_here(root: Path) -> None:
    write(
        root,
        "index.md", "index.es.md", "index.zh-Hans.md", "crosswalks.yml",
        "organizations/lantern.md", "groups/better-together.md", "projects/p-2.md",
        "taxonomy/needs.yml", "guides/first-weeks.md", "guides/first-weeks.es.md",
        "guides/money/banks.md", "translations/es/organizations/lantern.po",
        "translations/mh/taxonomy.po", "groups/.gitkeep",
    )  # fmt: skip
    files, found = scanned(root)
    assert not found
    assert {below: (file.kind, file.id) for below, file in files.items()} == {
        "crosswalks.yml": (EntryKind.CROSSWALKS, "crosswalks"),
        "groups/better-together.md": (EntryKind.GROUP, "better-together"),
        "guides/first-weeks.es.md": (EntryKind.PAGE, "guides/first-weeks.es"),
        "guides/first-weeks.md": (EntryKind.PAGE, "guides/first-weeks"),
        "guides/money/banks.md": (EntryKind.PAGE, "guides/money/banks"),
        "index.es.md": (EntryKind.PAGE, "index.es"),
        "index.md": (EntryKind.PAGE, "index"),
        "index.zh-Hans.md": (EntryKind.PAGE, "index.zh-Hans"),
        "organizations/lantern.md": (EntryKind.ORGANIZATION, "lantern"),
        "projects/p-2.md": (EntryKind.PROJECT, "p-2"),
        "taxonomy/needs.yml": (EntryKind.TAXONOMY, "needs"),
        "translations/es/organizations/lantern.po": (None, "translations/es/organizations/lantern"),
        "translations/mh/taxonomy.po": (None, "translations/mh/taxonomy"),
    }
    lantern = files["organizations/lantern.md"]
    assert lantern.path == "directory/organizations/lantern.md"
    assert lantern.location == root / "organizations" / "lantern.md"


def test_order_is_that_of_the_names(root: Path) -> None:
    write(root, *(f"organizations/{name}.md" for name in "cab"), "groups/z.md", "index.md")
    files, _ = scanned(root)
    assert list(files) == [
        "groups/z.md", "index.md", "organizations/a.md", "organizations/b.md", "organizations/c.md"
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "rule", "words"),
    [
        ("organizations/Casa.md", "file-name", "rename it to casa.md"),
        ("organizations/Casa Peña.md", "file-name", "rename it to casa-pena.md"),
        ("organizations/casa_latina.md", "file-name", "rename it to casa-latina.md"),
        ("organizations/-casa.md", "file-name", "rename it to casa.md"),
        ("organizations/中心.md", "file-name", "rename it"),
        ("organizations/casa.MD", "file-name", "rename it to casa.md"),
        ("organizations/casa.markdown", "file-name", "rename it to casa.md"),
        ("organizations/casa.yml", "file-name", "rename it to casa.md"),
        ("organizations/casa.txt", "file-name", "rename it to casa.md"),
        ("organizations/casa", "file-type", "rename it to casa.md"),
        ("organizations/casa.es.md", "file-name", "rename it to casa-es.md"),
        ("organizations/.casa.md", "file-name", "begins with a dot"),
        ("organizations/README.md", "file-name", "README"),
        ("organizations/readme.md", "file-name", "guides"),
        ("organizations/index.md", "file-name", "whole folder"),
        ("organizations/con.md", "file-name", "Windows"),
        ("organizations/" + "a" * 81 + ".md", "file-name", "80"),
        ("organizations/evil.html", "file-type", "browser"),
        ("organizations/logo.svg", "file-type", "pictures"),
        ("organizations/photo.JPG", "file-type", "pictures"),
        ("organizations/flyer.pdf", "file-type", "link to the document"),
        ("organizations/x.js", "file-type", "browser"),
        ("organizations/casa.md~", "file-type", "not allowed"),
        ("organizations/deep/casa.md", "unknown-folder", "no folders inside"),
        ("casa.md", "file-name", "organizations, groups or projects"),
        ("needs.yml", "file-name", "taxonomy"),
        ("crosswalks.yaml", "file-name", "rename it to crosswalks.md"),
        ("CNAME", "file-type", "domain"),
        ("README.md", "file-name", "guides"),
        ("index.xx-yy.md", "file-name", "no place"),
        ("taxonomy/colours.yml", "file-name", "needs, sectors"),
        ("taxonomy/needs.yaml", "file-name", "rename it to needs.yml"),
        ("taxonomy/needs.md", "file-name", "rename it to needs.yml"),
        ("guides/first.weeks.md", "file-name", "first-weeks.es.md"),
        ("guides/Money/banks.md", "file-name", "rename it to money"),
        ("translations/spanish/taxonomy.po", "language-tag", "zh-Hans"),
        ("translations/iw/taxonomy.po", "language-tag", "rename it to he"),
        ("translations/es/evil.html", "file-type", "browser"),
        ("assets/javascripts/bundle.min.js", "file-type", "browser"),
        ("stuff/note.md", "unknown-folder", "'stuff'"),
    ],
)
def test_refused(root: Path, name: str, rule: str, words: str) -> None:
    write(root, name)
    files, (found,) = scanned(root)
    assert not files
    named = name.rsplit("/", 1)[0] if rule in ("unknown-folder", "language-tag") else name
    assert f"directory/{name}".startswith(found.path)
    assert found.path in {f"directory/{named}", f"directory/{name}", "directory/guides/Money"}
    assert (found.line, found.severity, found.rule) == (0, Severity.ERROR, rule)
    assert words in found.as_text()


def test_what_a_computer_leaves_is_a_warning(root: Path) -> None:
    write(root, ".DS_Store", "groups/Thumbs.db")
    assert [found.severity for found in scanned(root)[1]] == [Severity.WARNING] * 2


def test_names_that_are_the_same_elsewhere(root: Path) -> None:
    write(root, "organizations/casa.md", "organizations/Casa.md")
    if len(list((root / "organizations").iterdir())) < 2:
        pytest.skip("they are the same here, too")
    collisions = [d for d in scanned(root)[1] if d.rule == "file-name-collision"]
    assert [d.path for d in collisions] == ["directory/organizations/Casa.md"]
    assert "'Casa.md' and 'casa.md'" in collisions[0].message


def test_accents_in_two_writings(root: Path) -> None:
    write(root, "organizations/peña.md", "organizations/pen\u0303a.md")
    if len(list((root / "organizations").iterdir())) < 2:
        pytest.skip("they are the same here, too")
    assert "file-name-collision" in {d.rule for d in scanned(root)[1]}


@pytest.mark.skipif(os.name == "nt", reason="symbolic links need rights there")
class TestLinks:
    def test_to_a_file(self, root: Path) -> None:
        write(root, "organizations/a.md")
        (root / "organizations" / "b.md").symlink_to("a.md")
        files, (found,) = scanned(root)
        assert list(files) == ["organizations/a.md"]
        assert (found.path, found.rule) == ("directory/organizations/b.md", "symlink")

    def test_to_a_folder_is_not_entered(self, root: Path, tmp_path: Path) -> None:
        write(tmp_path / "elsewhere", "secret.md")
        (root / "guides").symlink_to(tmp_path / "elsewhere")
        files, (found,) = scanned(root)
        assert not files
        assert (found.path, found.rule) == ("directory/guides", "symlink")

    def test_that_leads_nowhere(self, root: Path) -> None:
        (root / "index.md").symlink_to("nowhere.md")
        assert [d.rule for d in scanned(root)[1]] == ["symlink"]

    def test_the_folder_itself(self, root: Path, tmp_path: Path) -> None:
        (tmp_path / "link").symlink_to(root)
        files, (found,) = scan(tmp_path / "link", base=tmp_path)
        assert not files
        assert (found.path, found.rule) == ("link", "symlink")

    def test_a_pipe(self, root: Path) -> None:
        (root / "organizations").mkdir()
        os.mkfifo(root / "organizations" / "a.md")
        files, (found,) = scanned(root)
        assert not files
        assert found.rule == "file-type"


@pytest.mark.skipif(os.name == "nt", reason="names are Unicode there")
def test_a_name_that_is_no_unicode(root: Path) -> None:
    (root / "organizations").mkdir()
    try:
        Path(os.fsdecode(os.fsencode(root / "organizations") + b"/casa\xff.md")).touch()
    except OSError:
        pytest.skip("such names cannot be on this disk")
    _, (found,) = scanned(root)
    assert "casa\\xff.md" in found.as_text().encode().decode()


def test_no_folder(tmp_path: Path) -> None:
    files, (found,) = scan(tmp_path / "directory", base=tmp_path)
    assert not files
    assert (found.path, found.rule) == ("directory", "no-directory")


def test_a_folder_outside_of_the_project(tmp_path: Path) -> None:
    root = write(tmp_path / "other" / "entries", "organizations/a.md")
    files, _ = scan(root, base=tmp_path / "project")
    assert [file.path for file in files] == ["entries/organizations/a.md"]


def test_the_project_itself_as_folder(tmp_path: Path) -> None:
    write(tmp_path, "organizations/a.md")
    files, _ = scan(tmp_path, base=tmp_path)
    assert [file.path for file in files] == ["organizations/a.md"]
