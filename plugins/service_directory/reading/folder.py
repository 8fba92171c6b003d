"""Which files of the directory folder are read, and why any other one is refused.

Nothing is passed over in silence: a file nobody reads is a partner who does not appear. Symbolic
links are never followed.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.model.fields import ID_PATTERN
from service_directory.model.language_tags import canonical_tag
from service_directory.model.taxonomy import TaxonomyKind
from service_directory.reading.entry import EntryKind
from service_directory.reading.file_words import (
    CONTENT_FOLDERS,
    listed_names,
    wrong_type,
)

MAX_NAME: Final = 80
MAX_DEPTH: Final = 6

_ID: Final = re.compile(rf"{ID_PATTERN}\Z")
_DEVICES: Final = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)\Z")
_SILENT: Final = frozenset({".gitkeep"})
_LEFT_BEHIND: Final = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
_ENTRY_FOLDERS: Final[Mapping[str, EntryKind]] = {
    "organizations": EntryKind.ORGANIZATION,
    "groups": EntryKind.GROUP,
    "projects": EntryKind.PROJECT,
}


@dataclass(frozen=True, slots=True)
class FoundFile:
    """A file of the directory that is to be read."""

    location: Path
    path: str
    """Relative to the project, with forward slashes."""
    below: str
    """Relative to the directory folder: `organizations/lantern.md`."""
    kind: EntryKind | None
    """None: a catalog of translations."""
    id: str
    """The entry's id, the list's kind, or a page's path without ending."""


def scan(root: Path, *, base: Path) -> tuple[tuple[FoundFile, ...], list[Diagnostic]]:
    """Find the files of the directory folder, in order of their names, and what is wrong there."""
    scanner = _Scanner(base, root)
    if root.is_symlink():
        scanner.refuse("", "symlink", "the folder is a symbolic link", "use a real folder")
    elif not root.is_dir():
        scanner.refuse("", "no-directory", "there is no such folder", "create it, or name another")
    else:
        scanner.folder(root, ())
    return tuple(scanner.found), sorted(scanner.diagnostics, key=Diagnostic.sort_key)


class _Scanner:
    """Collects files and diagnostics on a walk through the folder."""

    def __init__(self, base: Path, root: Path) -> None:
        self.prefix = _relative(root, base)
        self.found: list[FoundFile] = []
        self.diagnostics: list[Diagnostic] = []

    def folder(self, location: Path, parts: tuple[str, ...]) -> None:
        """Walk one folder; `parts` are the names from the root down to it."""
        try:
            with os.scandir(location) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError as error:
            reason = error.strerror or "no access"
            self.refuse("/".join(parts), "unreadable-file", f"it cannot be opened: {reason}")
            return
        self._collisions(parts, [entry.name for entry in entries])
        for entry in entries:
            below = (*parts, entry.name)
            if entry.is_symlink():
                self.refuse(
                    "/".join(below),
                    "symlink",
                    "symbolic links are not allowed: they can publish what lies elsewhere",
                    "put the file itself here",
                )
            elif entry.is_dir(follow_symlinks=False):
                self._subfolder(location / entry.name, below)
            elif entry.is_file(follow_symlinks=False):
                self._file(location / entry.name, below)
            else:
                self.refuse("/".join(below), "file-type", "this is no ordinary file", "delete it")

    def _subfolder(self, location: Path, parts: tuple[str, ...]) -> None:
        top, name = parts[0], parts[-1]
        below = "/".join(parts)
        if top not in CONTENT_FOLDERS:
            self._unknown_folder(location, parts)
        elif len(parts) > 1 and top not in ("guides", "translations"):
            self.refuse(
                below,
                "unknown-folder",
                f"there are no folders inside '{top}'",
                f"move its files up into '{top}'",
            )
        elif len(parts) > MAX_DEPTH:
            self.refuse(below, "unknown-folder", "folders stand in folders too deep")
        elif top == "translations" and len(parts) == 2:
            if canonical_tag(name) == name:
                self.folder(location, parts)
            else:
                right = canonical_tag(name)
                self.refuse(
                    below,
                    "language-tag",
                    f"'{name}' is not the short name of a language",
                    f"rename it to {right}" if right else "write for example es, mh or zh-Hans",
                )
        elif len(parts) > 1 and not _ID.match(name):
            self.refuse(below, "file-name", *_rename(name, ""))
        else:
            self.folder(location, parts)

    def _unknown_folder(self, location: Path, parts: tuple[str, ...]) -> None:
        """Name the files, for it is they that would go unread."""
        files = sorted(_files_below(location))
        hint = f"the folders are {listed_names(CONTENT_FOLDERS)}"
        for file in files[:20] or [""]:
            below = "/".join((*parts, *filter(None, (file,))))
            words = wrong_type(file.rpartition("/")[2], wanted="")
            if file and words is not None:
                self.refuse(below, *words)
            else:
                self.refuse(
                    below, "unknown-folder", f"the folder '{parts[-1]}' is none we read", hint
                )

    def _file(self, location: Path, parts: tuple[str, ...]) -> None:
        name, below = parts[-1], "/".join(parts)
        if name in _SILENT:
            return
        if name in _LEFT_BEHIND:
            self.warn(below, "left-behind", "a file your computer left here", "delete it")
            return
        kind = _kind_of(parts)
        wanted = "" if len(parts) == 1 and name != "crosswalks" else _wanted(parts)
        words = wrong_type(name, wanted=wanted)
        if words is not None:
            self.refuse(below, *words)
        elif len(parts) == 1:
            self._top_file(location, name)
        elif parts[0] == "taxonomy":
            self._taxonomy(location, parts)
        else:
            self._named_file(location, parts, kind)

    def _top_file(self, location: Path, name: str) -> None:
        if name == "crosswalks.yml":
            self._take(location, (name,), EntryKind.CROSSWALKS, "crosswalks")
            return
        stem, language = _page_name(name)
        if name.endswith(".md") and stem == "index" and (language is None or language):
            self._take(location, (name,), EntryKind.PAGE, name.removesuffix(".md"))
            return
        if name.endswith(".md"):
            hint = "move it to organizations, groups or projects; a page of yours to guides"
        else:
            hint = f"the lists of shared words stand in taxonomy: {listed_names(TaxonomyKind)}"
        self.refuse(name, "file-name", f"'{name}' has no place here", hint)

    def _taxonomy(self, location: Path, parts: tuple[str, ...]) -> None:
        name = parts[-1].removesuffix(".yml")
        if name in tuple(TaxonomyKind):
            self._take(location, parts, EntryKind.TAXONOMY, name)
            return
        self.refuse(
            "/".join(parts),
            "file-name",
            f"'{name}' is none of the lists of shared words",
            f"the lists are {listed_names(TaxonomyKind)}",
        )

    def _named_file(self, location: Path, parts: tuple[str, ...], kind: EntryKind | None) -> None:
        name, below = parts[-1], "/".join(parts)
        ending = ".po" if kind is None else ".md"
        stem = name.removesuffix(ending)
        language: str | None = None
        if kind is EntryKind.PAGE:
            stem, language = _page_name(name)
        if language == "":
            self.refuse(
                below,
                "file-name",
                f"'{name}' has a dot in its name, but no language behind it",
                "write for example first-weeks.es.md for the Spanish version",
            )
        elif stem == "readme" or (stem == "index" and kind in _ENTRY_FOLDERS.values()):
            self.refuse(
                below, "file-name", f"'{name}' would stand for the whole folder", "rename it"
            )
        elif not _ID.match(stem):
            self.refuse(below, "file-name", *_rename(stem, ending))
        elif _DEVICES.match(stem):
            self.refuse(
                below,
                "file-name",
                f"Windows cannot store a file named '{stem}'",
                f"rename it to {stem}-1{ending}",
            )
        elif len(stem) > MAX_NAME:
            self.refuse(
                below, "file-name", f"the name has more than {MAX_NAME} characters", "shorten it"
            )
        elif kind is EntryKind.PAGE or kind is None:
            self._take(location, parts, kind, below.removesuffix(ending))
        else:
            self._take(location, parts, kind, stem)

    def _collisions(self, parts: tuple[str, ...], names: Sequence[str]) -> None:
        """Names that are one name on Windows and macOS, or in another writing of accents."""
        first: dict[str, str] = {}
        for name in names:
            other = first.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
            if other != name:
                self.refuse(
                    "/".join((*parts, other)),
                    "file-name-collision",
                    f"'{_shown(other)}' and '{_shown(name)}' are the same name on many computers",
                    "rename one of the two, or put them together",
                )

    def _take(
        self, location: Path, parts: tuple[str, ...], kind: EntryKind | None, id_: str
    ) -> None:
        below = "/".join(parts)
        self.found.append(FoundFile(location, f"{self.prefix}{below}", below, kind, id_))

    def refuse(self, below: str, rule: str, message: str, hint: str = "") -> None:
        """Report a file as an error."""
        self._report(below, Severity.ERROR, rule, message, hint)

    def warn(self, below: str, rule: str, message: str, hint: str) -> None:
        """Report a file as a warning."""
        self._report(below, Severity.WARNING, rule, message, hint)

    def _report(self, below: str, severity: Severity, rule: str, message: str, hint: str) -> None:
        path = _shown(f"{self.prefix}{below}").rstrip("/") or "."
        self.diagnostics.append(Diagnostic(path, 0, 0, severity, rule, message, hint))


def _kind_of(parts: tuple[str, ...]) -> EntryKind | None:
    if parts[0] == "translations":
        return None
    return _ENTRY_FOLDERS.get(parts[0], EntryKind.PAGE)


def _wanted(parts: tuple[str, ...]) -> str:
    return {"translations": ".po", "taxonomy": ".yml"}.get(parts[0], ".md")


def _page_name(name: str) -> tuple[str, str | None]:
    """Split `first-weeks.es.md` into name and language; None without one, "" for a wrong one."""
    stem, dot, language = name.removesuffix(".md").partition(".")
    if not dot:
        return stem, None
    return stem, language if canonical_tag(language) == language else ""


def _rename(stem: str, ending: str) -> tuple[str, str]:
    message = (
        f"the name '{_shown(stem)}{ending}' has other signs than small letters a-z, digits and "
        "single hyphens"
    )
    plain = unicodedata.normalize("NFKD", _shown(stem)).encode("ascii", "ignore").decode().lower()
    better = "-".join(re.findall(r"[a-z0-9]+", plain))
    return message, f"rename it to {better}{ending}" if better else "rename it"


def _files_below(folder: Path) -> Iterator[str]:
    for place, folders, files in os.walk(folder, followlinks=False):
        folders.sort()
        for name in files:
            yield (Path(place) / name).relative_to(folder).as_posix()


def _relative(root: Path, base: Path) -> str:
    try:
        below = root.relative_to(base).as_posix()
    except ValueError:
        below = root.name
    return "" if below in ("", ".") else f"{below}/"


def _shown(name: str) -> str:
    """Make a name printable even where it is no Unicode on this system."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
