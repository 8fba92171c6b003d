"""Puts a finished site in the place of the published one, whole or not at all.

A place that cannot be renamed (a mount point, a folder of a container's lower layer) keeps its
folder and gets its files one by one, each whole, the gone ones deleted last.
"""

from __future__ import annotations

import ctypes
import errno
import filecmp
import os
import shutil
import sys
from enum import Enum
from pathlib import Path

_AT_CURRENT_FOLDER = -100
_EXCHANGE = 2
_STAYS = frozenset({errno.EBUSY, errno.EXDEV})
"""What the system says of a folder that cannot be renamed."""
_ARRIVING = ".service-directory-arriving"
_OF_THE_SYSTEM = frozenset({_ARRIVING, "lost+found"})
"""Names in a mount point that belong to no site."""


class Way(Enum):
    """How a site was put in its place."""

    WHOLE = "whole"
    BY_FILE = "file by file"


def staging_folder(target: Path) -> Path:
    """Return the folder beside `target` in which a site is built before it is published."""
    return target.with_name(f".{target.name}.building")


def publish(built: Path, target: Path) -> Way:
    """Put the folder `built` at `target`; what stood there before is removed afterwards.

    Where the system can exchange two folders in one step (Linux), visitors never meet an
    absent or half site; elsewhere two renames follow each other at once. Where `target` cannot be
    renamed, every file is replaced for itself: then visitors may meet old and new pages for a
    moment, but never half a page, and no page that is in both is ever absent.
    """
    try:
        _put_whole(built, target)
    except OSError as error:
        if error.errno not in _STAYS or not target.is_dir():
            raise
        _put_by_file(built, target)
        return Way.BY_FILE
    return Way.WHOLE


def _put_whole(built: Path, target: Path) -> None:
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        built.rename(target)
        return
    if _exchange(built, target):
        shutil.rmtree(built, ignore_errors=True)
        return
    old = target.with_name(f".{target.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    target.rename(old)
    try:
        built.rename(target)
    except OSError:
        old.rename(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _put_by_file(built: Path, target: Path) -> None:
    """Replace what is in `target`: first all that is new is brought there, then moved in place."""
    arriving = target / _ARRIVING
    shutil.rmtree(arriving, ignore_errors=True)
    try:
        _copy(built, arriving)
        folders, files = _below(arriving)
        for name in files:
            if not filecmp.cmp(built / name, arriving / name, shallow=False):
                raise OSError(errno.EIO, "a file was not copied whole", str(arriving / name))
        for name in folders:
            _make_room(target / name, for_folder=True)
            (target / name).mkdir(exist_ok=True)
        for name in sorted(files, key=lambda name: (name.suffix == ".html", name)):
            _make_room(target / name, for_folder=False)
            (arriving / name).replace(target / name)
        _remove_others(target, {*folders, *files})
    finally:
        shutil.rmtree(arriving, ignore_errors=True)
    shutil.rmtree(built, ignore_errors=True)


def _copy(folder: Path, copy: Path) -> None:
    try:
        shutil.copytree(folder, copy)
    except shutil.Error as error:
        raise OSError(errno.EIO, str(error.args[0][0][-1]), str(copy)) from error


def _below(folder: Path) -> tuple[list[Path], list[Path]]:
    """Return the paths of the folders and of the files below a folder, outer ones first."""
    found = sorted(folder.rglob("*"))
    folders = [path.relative_to(folder) for path in found if path.is_dir()]
    return folders, [path.relative_to(folder) for path in found if not path.is_dir()]


def _make_room(place: Path, *, for_folder: bool) -> None:
    """Remove a file where a folder comes, and a folder where a file comes."""
    is_folder = place.is_dir() and not place.is_symlink()
    if is_folder and not for_folder:
        shutil.rmtree(place)
    elif for_folder and not is_folder and os.path.lexists(place):
        place.unlink()


def _remove_others(target: Path, kept: set[Path]) -> None:
    """Delete what is not in the new site, folders that became empty last."""
    for path in sorted(target.rglob("*"), reverse=True):
        name = path.relative_to(target)
        if name in kept or name.parts[0] in _OF_THE_SYSTEM:
            continue
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()


def _exchange(first: Path, second: Path) -> bool:
    """Exchange two folders in one step; False where the system or file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    names = os.fsencode(first), os.fsencode(second)
    return bool(rename(_AT_CURRENT_FOLDER, names[0], _AT_CURRENT_FOLDER, names[1], _EXCHANGE) == 0)
