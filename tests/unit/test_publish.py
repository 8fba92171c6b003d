"""Publishing puts a whole site in the place of the old one, or leaves the old one."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from service_directory import publish as module
from service_directory.publish import publish, staging_folder
from tests.sample import tree, write_files


@pytest.fixture(params=["in one step", "by two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways there are; the second is that of other systems."""
    if request.param == "by two renames":
        monkeypatch.setattr(module.sys, "platform", "darwin")  # type: ignore[attr-defined]
    return str(request.param)


def build(target: Path, text: str) -> Path:
    """Write a small site where one is built before it is published."""
    pages = {f"p{number}/index.html": text for number in range(3)} | {".hidden": text}
    return write_files(staging_folder(target), pages)


def beside(target: Path) -> list[str]:
    return sorted(path.name for path in target.parent.iterdir())


def test_a_site_is_built_beside_its_place_on_the_same_disk(tmp_path: Path) -> None:
    assert staging_folder(tmp_path / "site") == tmp_path / ".site.building"


@pytest.mark.usefixtures("way")
def test_the_first_site_is_put_where_nothing_was(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "site"
    built = write_files(tmp_path / "built", {"index.html": "new"})
    publish(built, target)
    assert tree(target) == {"index.html": b"new"}
    assert not built.exists()


@pytest.mark.usefixtures("way")
def test_a_new_site_replaces_all_of_the_old_one(tmp_path: Path) -> None:
    target = write_files(tmp_path / "site", {"old/index.html": "old", "index.html": "old"})
    publish(build(target, "new"), target)
    assert set(tree(target).values()) == {b"new"}
    assert beside(target) == ["site"]


@pytest.mark.usefixtures("way")
def test_an_empty_folder_is_replaced_too(tmp_path: Path) -> None:
    target = tmp_path / "site"
    target.mkdir()
    publish(build(target, "new"), target)
    assert set(tree(target).values()) == {b"new"}
    assert beside(target) == ["site"]


def test_what_an_earlier_kill_left_behind_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module.sys, "platform", "darwin")  # type: ignore[attr-defined]
    target = write_files(tmp_path / "site", {"index.html": "old"})
    write_files(tmp_path / ".site.old", {"index.html": "older"})
    publish(build(target, "new"), target)
    assert beside(target) == ["site"]
    assert set(tree(target).values()) == {b"new"}


@pytest.mark.parametrize("failing", [1, 2])
def test_a_rename_that_fails_leaves_the_old_site(
    failing: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = write_files(tmp_path / "site", {"index.html": "old"})
    built = build(target, "new")
    rename, calls = Path.rename, 0

    def failing_rename(self: Path, other: Path) -> Path:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise PermissionError("a virus scanner holds the folder")
        return rename(self, other)

    monkeypatch.setattr(module.sys, "platform", "darwin")  # type: ignore[attr-defined]
    monkeypatch.setattr(Path, "rename", failing_rename)
    with pytest.raises(PermissionError):
        publish(built, target)
    assert tree(target) == {"index.html": b"old"}
    monkeypatch.undo()
    publish(built, target)
    assert set(tree(target).values()) == {b"new"}


def test_where_the_system_cannot_exchange_folders_they_are_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_the_call(*_: object, **__: object) -> object:
        return object()

    monkeypatch.setattr(module.ctypes, "CDLL", without_the_call)  # type: ignore[attr-defined]
    target = write_files(tmp_path / "site", {"index.html": "old"})
    publish(build(target, "new"), target)
    assert set(tree(target).values()) == {b"new"}
    assert beside(target) == ["site"]


@pytest.mark.skipif(not hasattr(module.ctypes.CDLL(None), "renameat2"), reason="no renameat2")  # type: ignore[attr-defined]
def test_visitors_never_meet_an_absent_or_half_site(tmp_path: Path) -> None:
    target = tmp_path / "site"
    publish(build(target, "0"), target)
    done = threading.Event()
    seen: set[str] = set()
    missing: list[str] = []

    def visit() -> None:
        while not done.is_set():
            try:
                seen.add((target / "p1" / "index.html").read_text(encoding="utf-8"))
            except FileNotFoundError as error:
                missing.append(str(error))

    visitor = threading.Thread(target=visit)
    visitor.start()
    try:
        for number in range(1, 51):
            publish(build(target, str(number)), target)
    finally:
        done.set()
        visitor.join()
    assert missing == []
    assert len(seen) > 1
    assert set(tree(target).values()) == {b"50"}
    assert beside(target) == ["site"]
