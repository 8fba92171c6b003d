from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

from service_directory.diagnostics import Report, Severity
from service_directory.model.organization import Organization
from service_directory.reading.content_cache import ContentCache, _load
from service_directory.reading.entry import MODELS, Entry, EntryKind, Position
from service_directory.reading.field_shapes import Shape, fields_of, shape_at
from service_directory.reading.read import EntryCache, ReadFile, read_directory, read_file

FULL_ENTRY: Final = Path(__file__).parents[2] / "data" / "full-entry.md"
ORGANIZATION: Final = "---\nname: N\nsector: s\nsummary: S.\n{more}---\n{body}"


def organization(more: str = "", body: str = "") -> bytes:
    return ORGANIZATION.format(more=more, body=body).encode()


def write(folder: Path, **files: bytes) -> Path:
    root = folder / "directory"
    for name, data in files.items():
        file = root / "organizations" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data)
    return root


@pytest.fixture(scope="module")
def entry() -> Entry[Organization]:
    result = read_file(
        FULL_ENTRY.read_bytes(), kind=EntryKind.ORGANIZATION, id="lantern", path="l.md"
    )
    assert not result.diagnostics
    assert result.entry is not None
    assert isinstance(result.entry.facts, Organization)
    return result.entry  # type: ignore[return-value]


class TestFullEntry:
    """tests/data/full-entry.md uses every field of an organization, and is read exactly."""

    def test_every_field_is_there(self, entry: Entry[Organization]) -> None:
        used = {
            tuple(step for step in path if isinstance(step, str)) for path in entry.positions.keys
        }
        missing = set()

        def look(shape: Shape, path: tuple[str, ...]) -> None:
            inner = shape.item or shape
            if inner.model is None:
                return
            for key, field in fields_of(inner.model).items():
                if (*path, key) not in used:
                    missing.add(".".join((*path, key)))
                else:
                    look(field, (*path, key))

        look(Shape(model=Organization), ())
        # a telephone, hours and a closure are the same group wherever they stand
        same = ("phones.", "schedules.", "closures.", "assured.")
        assert not {name for name in missing if not any(one in name for one in same)}
        assert shape_at(Organization, ("services", 0, "at", 1, "phones", 0, "number"))

    def test_some_facts(self, entry: Entry[Organization]) -> None:
        facts = entry.facts
        assert facts.locations[0].address is not None
        assert facts.locations[0].address.postal_code == "02134"
        assert facts.locations[0].languages == ("en", "no")
        assert facts.services[0].required_documents == ()
        assert facts.services[0].asks_immigration_status is False
        assert facts.services[0].fees_description == "From $0 to $20 a month; it's up to you."
        assert facts.services[0].at[0].location == "main"
        assert facts.partnership is not None
        assert facts.partnership.hands_off_to[0].for_ == ("health-care",)

    def test_places(self, entry: Entry[Organization]) -> None:
        lines = FULL_ENTRY.read_text(encoding="utf-8").split("\n")
        for path in (("services", 0, "cost"), ("locations", 0, "address", "postal_code")):
            line, column = entry.positions.of(path)
            typed = {"cost": "sliding-scale", "postal_code": "02134"}[str(path[-1])]
            assert lines[line - 1][column - 1 :].startswith(typed)
        assert entry.positions.of(("services", 0, "at", 0, "location")).line == (
            lines.index("      - main") + 1
        )
        assert lines[entry.body_line - 1] == "## How it feels to come here"
        diagnostic = entry.diagnostic(("email",), "x", "y", severity=Severity.WARNING)
        assert lines[diagnostic.line - 1].startswith("email:")


def test_all_is_told_at_once_in_order(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        a=organization("url: x\nurl: y\nphne: 1\n", "<b>x</b>\n\n[n](nope.md)"),
        b=b"\xff",
        c=organization(),
    )
    (root / "organizations" / "d.txt").write_text("x", encoding="utf-8")
    entries, found = read_directory(root, base=tmp_path)
    assert list(entries.organizations) == ["c"]
    assert [(d.path.rsplit("/", 1)[1], d.line, d.rule) for d in found] == [
        ("a.md", 5, "url-scheme"),
        ("a.md", 6, "duplicate-key"),
        ("a.md", 7, "unknown-key"),
        ("a.md", 9, "raw-html"),
        ("a.md", 11, "dangling-link"),
        ("b.md", 1, "encoding"),
        ("d.txt", 0, "file-name"),
    ]
    assert entries.unread == {EntryKind.ORGANIZATION: {"a", "b"}}
    assert list(Report.of(found)) == found


def test_every_kind(tmp_path: Path) -> None:
    root = write(tmp_path, a=organization())
    files = {
        "groups/g.md": "---\nname: G\nlevel: forum\npurpose: P\n---\n",
        "projects/p.md": "---\nname: P\nsummary: S\nstage: idea\nowner: a\n---\n",
        "taxonomy/needs.yml": "name: Needs\nterms: [{id: a, name: A}]\n",
        "crosswalks.yml": "crosswalks: [{id: a, title: A}]\n",
        "index.md": "---\ntitle: Welcome\n---\nHello. See [A](organizations/a.md).\n",
        "guides/x.es.md": "---\ntitle: X\n---\n",
    }
    for name, text in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    entries, found = read_directory(root, base=tmp_path)
    assert not found
    assert entries.crosswalks is not None
    by_kind = {
        EntryKind.ORGANIZATION: entries.organizations,
        EntryKind.GROUP: entries.groups,
        EntryKind.PROJECT: entries.projects,
        EntryKind.TAXONOMY: entries.taxonomies,
        EntryKind.CROSSWALKS: {"crosswalks": entries.crosswalks},
        EntryKind.PAGE: entries.pages,
    }
    ids = [list(found) for found in by_kind.values()]
    assert ids == [["a"], ["g"], ["p"], ["needs"], ["crosswalks"], ["guides/x.es", "index"]]
    for kind, found_entries in by_kind.items():
        for entry in found_entries.values():
            assert isinstance(entry.facts, MODELS[kind])
            assert entry.positions.of(()) == Position(1, 1)


class TestLinksToLists:
    FILES: Final = {
        "taxonomy/needs.yml": "name: Needs\nterms: [{id: learn-english, name: A}]\n",
        "crosswalks.yml": "crosswalks: [{id: services, title: A}]\n",
        "guides/a.md": "---\ntitle: A\n---\n",
    }

    def told(self, folder: Path, body: str, **more: str) -> list[tuple[int, int, str, str]]:
        root = write(folder, a=organization("", body))
        for name, text in {**self.FILES, **more}.items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        _, found = read_directory(root, base=folder)
        return [(d.line, d.column, d.message, d.hint) for d in found if d.rule == "dangling-link"]

    def test_that_are_right(self, tmp_path: Path) -> None:
        assert not self.told(
            tmp_path,
            "[1](../taxonomy/needs.yml#learn-english) [2](../taxonomy/needs.yml) "
            "[3](../crosswalks.yml#services) [4](../translations/#zh-Hans) [5](../translations) "
            "[6](../organizations/) [7](../guides/)",
        )

    @pytest.mark.parametrize(
        ("link", "message", "hint"),
        [
            ("../taxonomy/needs.yml#learn-inglish", "no word of", "did you mean learn-english?"),
            ("../taxonomy/needs.yml#qqq", "no word of", "write the id of one of its words"),
            ("../crosswalks.yml#service", "no word of", "did you mean services?"),
            ("../translations/#ES", "no word of", "did you mean es?"),
            ("../translations/#x", "no word of", "write for example es, mh or zh-Hans"),
            ("../organizations/#a", "no word of", "write the id of"),
            ("../taxonomy/areas.yml#north", "no page of", ""),
            ("../taxonomy/need.yml#learn-english", "no page of", "../taxonomy/needs.yml?"),
        ],
    )
    def test_that_are_wrong_are_told_with_their_line(
        self, link: str, message: str, hint: str, tmp_path: Path
    ) -> None:
        ((line, column, words, told),) = self.told(tmp_path, f"One.\n\nSee [it]({link}).")
        assert (line, column) == (8, 10)
        assert f"leads to {message}" in words
        assert hint in told

    def test_into_a_list_that_cannot_be_read_are_told_there_alone(self, tmp_path: Path) -> None:
        more = {"taxonomy/needs.yml": "name: [\n", "crosswalks.yml": "x: 1\n"}
        body = "[1](../taxonomy/needs.yml#any) [2](../crosswalks.yml#any)"
        assert not self.told(tmp_path, body, **more)


class TestLinksToHeadings:
    def dangling(self, folder: Path, **files: str) -> list[tuple[str, int, int, str, str]]:
        root = folder / "directory"
        for name, body in files.items():
            file = root / f"{name.replace('__', '/').replace('_', '.')}.md"
            file.parent.mkdir(parents=True, exist_ok=True)
            head = organization() if name.startswith("organizations") else b"---\ntitle: T\n---\n"
            file.write_bytes(head + body.encode())
        _, found = read_directory(root, base=folder)
        assert {(d.rule, d.severity) for d in found} <= {("dangling-link", Severity.ERROR)}
        return [(d.path.rsplit("/", 1)[1], d.line, d.column, d.message, d.hint) for d in found]

    def test_of_other_files_are_there(self, tmp_path: Path) -> None:
        assert not self.dangling(
            tmp_path,
            organizations__a="# Évening *classes*\n",
            organizations__b="[1](a.md#évening-classes) [2](a.md#%C3%A9vening-classes) [3](a.md#)",
            index="[4](organizations/a.md#évening-classes)",
        )

    def test_or_are_told(self, tmp_path: Path) -> None:
        found = self.dangling(
            tmp_path,
            organizations__a="# Evening classes\n",
            guides__x="Hello.\n\nSee [it](../organizations/a.md#evening-clases).\n",
        )
        message = "the link to '../organizations/a.md#evening-clases' leads to no heading there"
        assert found == [("x.md", 6, 10, message, "did you mean evening-classes?")]

    def test_of_a_page_in_the_language_of_the_text(self, tmp_path: Path) -> None:
        found = self.dangling(
            tmp_path,
            guides__x="# Start\n",
            guides__x_es="# Comienzo\n",
            guides__y="[1](x.md#start) [2](x.md#comienzo)",
            guides__y_es="[1](x.md#start) [2](x.md#comienzo) [3](x.md#fin)",
        )
        told = [(file, column) for file, _, column, *_ in found]
        assert told == [("y.es.md", 40), ("y.md", 21)]

    def test_of_a_file_that_cannot_be_read_are_no_second_fault(self, tmp_path: Path) -> None:
        root = write(tmp_path, a=organization("phne: 1\n"), b=organization(body="[x](a.md#y)"))
        _, found = read_directory(root, base=tmp_path)
        assert [d.rule for d in found] == ["unknown-key"]


class TestFormerIds:
    def rules(self, folder: Path, **files: bytes) -> list[tuple[str, int]]:
        _, found = read_directory(write(folder, **files), base=folder)
        assert {d.rule for d in found} <= {"duplicate-id"}
        return [(d.path.rsplit("/", 1)[1], d.line) for d in found]

    def test_fine(self, tmp_path: Path) -> None:
        files = {"a": organization("former_ids: [c]\n"), "b": organization("former_ids: [d]\n")}
        assert not self.rules(tmp_path, **files)

    def test_name_of_another(self, tmp_path: Path) -> None:
        files = {"a": organization(), "b": organization("former_ids: [x, a]\n")}
        assert self.rules(tmp_path, **files) == [("b.md", 5)]

    def test_former_name_of_another(self, tmp_path: Path) -> None:
        files = {"a": organization("former_ids: [c]\n"), "b": organization("former_ids: [c]\n")}
        assert self.rules(tmp_path, **files) == [("b.md", 5)]

    def test_own_name(self, tmp_path: Path) -> None:
        assert self.rules(tmp_path, a=organization("former_ids: [a]\n")) == [("a.md", 5)]


class TestCache:
    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        return write(
            tmp_path,
            full=FULL_ENTRY.read_bytes(),
            wrong=organization("phne: 1\n", "[x](nope.md)"),
        )

    def read(self, root: Path, cache: EntryCache | None) -> tuple[object, object, object]:
        entries, found = read_directory(root, base=root.parent, cache=cache)
        (entry,) = entries.organizations.values()
        return entry.facts, entry.positions.of(("services", 0, "cost")), found

    def test_same_results_from_memory_and_from_a_file(self, root: Path, tmp_path: Path) -> None:
        plain = self.read(root, None)
        cache = ContentCache(ReadFile)
        assert self.read(root, cache) == plain
        assert self.read(root, cache) == plain
        cache.save(tmp_path / "cache" / "entries")
        again = ContentCache.load(tmp_path / "cache" / "entries", ReadFile)
        assert len(again) == 2
        assert self.read(root, again) == plain

    def test_unchanged_files_are_not_decoded_again(
        self, root: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cache = ContentCache(ReadFile)
        plain = self.read(root, cache)
        monkeypatch.setattr("service_directory.reading.read.read_file", None)
        assert self.read(root, cache) == plain

    def test_a_changed_file_is(self, root: Path) -> None:
        cache = ContentCache(ReadFile)
        self.read(root, cache)
        file = root / "organizations" / "full.md"
        file.write_bytes(file.read_bytes().replace(b"sliding-scale", b"free"))
        facts, _, _ = self.read(root, cache)
        assert isinstance(facts, Organization)
        assert facts.services[0].cost == "free"

    def test_a_link_is_compared_with_the_files_of_today(self, root: Path) -> None:
        cache = ContentCache(ReadFile)
        *_, before = self.read(root, cache)
        (root / "organizations" / "nope.md").write_bytes(b"---\n---\n")
        *_, after = self.read(root, cache)
        assert "dangling-link" in str(before)
        assert "dangling-link" not in str(after)

    @pytest.mark.parametrize(
        "damage",
        [
            lambda _: b"",
            lambda data: data[:-1],
            lambda data: data[:40] + bytes([data[40] ^ 1]) + data[41:],
            lambda data: data.replace(b"cache 2", b"cache 1"),
            lambda data: data[:44] + b"cos\nsystem\n(S'touch PWNED'\ntR.",
            lambda _: b"\x80\x05N.",
        ],
    )
    def test_a_damaged_file_counts_as_none(
        self, root: Path, tmp_path: Path, damage: Callable[[bytes], bytes]
    ) -> None:
        file = tmp_path / "entries"
        cache = ContentCache(ReadFile)
        self.read(root, cache)
        cache.save(file)
        file.write_bytes(damage(file.read_bytes()))
        assert len(ContentCache.load(file, ReadFile)) == 0

    def test_nothing_but_our_own_classes_is_ever_made(self) -> None:
        class Evil:
            def __reduce__(self) -> tuple[object, tuple[str]]:
                return (Path, ("x",))

        assert _load(pickle.dumps(Evil())) is None
        assert _load(b"cos\nsystem\n(S'true'\ntR.") is None
        assert _load(b"cbuiltins\neval\n(S'1'\ntR.") is None
        assert _load(b"cservice_directory.reading.folder\nPath\n(S'x'\ntR.") is None
        assert _load(b"cservice_directory.reading.source\nread_source\n.") is None

    def test_what_is_no_longer_used_is_dropped(self, root: Path, tmp_path: Path) -> None:
        file = tmp_path / "entries"
        cache = ContentCache(ReadFile)
        self.read(root, cache)
        cache.save(file)
        (root / "organizations" / "wrong.md").unlink()
        cache = ContentCache.load(file, ReadFile)
        self.read(root, cache)
        cache.save(file)
        assert len(ContentCache.load(file, ReadFile)) == 1

    def test_a_file_that_cannot_be_written_is_no_harm(self, root: Path, tmp_path: Path) -> None:
        (tmp_path / "taken").write_text("x", encoding="utf-8")
        cache = ContentCache(ReadFile)
        self.read(root, cache)
        cache.save(tmp_path / "taken" / "entries")
        assert len(ContentCache.load(tmp_path / "taken" / "entries", ReadFile)) == 0
