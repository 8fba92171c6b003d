"""Puts a finished site in the place of the published one, whole or not at all."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from pathlib import Path

_AT_CURRENT_FOLDER = -100
_EXCHANGE = 2


def staging_folder(target: Path) -> Path:
    """Return the folder beside `target` in which a site is built before it is published."""
    return target.with_name(f".{target.name}.building")


def publish(built: Path, target: Path) -> None:
    """Put the folder `built` at `target`; what stood there before is removed afterwards.

    Where the system can exchange two folders in one step (Linux), visitors never meet an
    absent or half site; elsewhere two renames follow each other at once.
    """
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
