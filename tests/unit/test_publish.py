"""Publishing puts a whole site in the place of the old one, or leaves the old one."""

from __future__ import annotations

import errno
import os
import threading
from pathlib import Path

import pytest

from service_directory import publish as module
from service_directory.publish import Way, publish, staging_folder
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


@pytest.fixture(params=[(errno.EBUSY, 1), (errno.EXDEV, 1), (errno.EXDEV, 2)])
def mount_point(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A folder with a site that cannot be renamed, nor be put elsewhere."""
    code, failing = request.param
    target = write_files(
        tmp_path / "site",
        {"p0/index.html": "old", "gone/a/index.html": "old", "p1": "old", "x/y": "old"},
    )
    rename, calls = Path.rename, 0

    def refused(self: Path, other: Path) -> Path:
        nonlocal calls
        calls += target in (self, other)
        if calls == failing and target in (self, other):
            raise OSError(code, os.strerror(code))
        return rename(self, other)

    monkeypatch.setattr(module, "_exchange", lambda *_: False)
    monkeypatch.setattr(Path, "rename", refused)
    return target


def test_a_mount_point_gets_every_file_for_itself(mount_point: Path) -> None:
    (mount_point / "lost+found").mkdir()
    (mount_point / "link").symlink_to("x")
    built = build(mount_point, "new")
    write_files(built, {"x": "new"})
    place = mount_point.stat().st_ino
    assert publish(built, mount_point) is Way.BY_FILE
    assert mount_point.stat().st_ino == place
    assert set(tree(mount_point)) == {".hidden", "x", *(f"p{n}/index.html" for n in range(3))}
    assert set(tree(mount_point).values()) == {b"new"}
    names = [".hidden", "lost+found", "p0", "p1", "p2", "x"]
    assert sorted(path.name for path in mount_point.iterdir()) == names
    assert beside(mount_point) == ["site"]


def test_a_disk_that_is_full_leaves_the_old_site_in_a_mount_point(
    mount_point: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: str, destination: str, **__: object) -> None:
        Path(destination).write_text("ne", encoding="utf-8")
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    before, built = tree(mount_point), build(mount_point, "new")
    monkeypatch.setattr(module.shutil, "copyfile", full)  # type: ignore[attr-defined]
    with pytest.raises(OSError, match="No space"):
        publish(built, mount_point)
    assert tree(mount_point) == before


def test_what_was_not_copied_whole_is_not_published(
    mount_point: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, built = tree(mount_point), build(mount_point, "new")
    monkeypatch.setattr(module.filecmp, "cmp", lambda *_, **__: False)  # type: ignore[attr-defined]
    with pytest.raises(OSError, match="not copied whole"):
        publish(built, mount_point)
    assert tree(mount_point) == before


def test_nothing_is_deleted_from_a_mount_point_before_all_that_is_new_is_there(
    mount_point: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built = build(mount_point, "new")

    def checking(target: Path, kept: set[Path]) -> None:
        del kept
        there = {name: text for name, text in tree(target).items() if not name.startswith(".serv")}
        assert there.pop("gone/a/index.html") == b"old"
        assert there.pop("x/y") == b"old"
        assert set(there.values()) == {b"new"}
        raise PermissionError("somebody holds a file")

    with monkeypatch.context() as patch:
        patch.setattr(module, "_remove_others", checking)
        with pytest.raises(PermissionError):
            publish(built, mount_point)
    assert publish(built, mount_point) in Way
    assert set(tree(mount_point).values()) == {b"new"}


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
