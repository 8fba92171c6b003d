"""Words for files that do not belong in the directory folder, by what they seem to be."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

CONTENT_FOLDERS: Final = (
    "organizations",
    "groups",
    "projects",
    "taxonomy",
    "guides",
    "translations",
)
_PICTURES: Final = frozenset("jpg jpeg png gif webp avif svg bmp tif tiff heic ico".split())
_DOCUMENTS: Final = frozenset("pdf doc docx odt xls xlsx ods ppt pptx rtf".split())
_ACTIVE: Final = frozenset("html htm js mjs css xml xhtml php wasm swf json".split())
_ALMOST_ENTRIES: Final = frozenset("md markdown mdown mkd mdx txt text yml yaml".split())


def wrong_type(name: str, *, wanted: str) -> tuple[str, str, str] | None:
    """Return rule, message and hint for a file whose kind has no place here; None if it has.

    `wanted` is the ending files have in that folder; empty where several are possible.
    """
    lower = name.lower()
    stem, dot, ending = name.rpartition(".")
    if name.startswith("."):
        return (
            "file-name",
            f"the name '{name}' begins with a dot, so many programs hide the file",
            "rename it without the dot, or delete it",
        )
    if lower == "cname":
        return (
            "file-type",
            "a CNAME file would change the site's domain name",
            "delete it; the domain belongs in the settings of the host",
        )
    if lower in ("readme.md", "readme", "readme.txt"):
        return (
            "file-name",
            f"'{name}' would be shown in place of the folder's own page",
            "put the text into guides, or into the README of the whole project",
        )
    if name.endswith(wanted or (".md", ".yml", ".po")) and stem:
        return None
    if not dot:
        return "file-type", f"'{name}' has no ending", f"rename it to {name}{wanted or '.md'}"
    return _by_ending(name, stem, ending.lower(), wanted)


def _by_ending(name: str, stem: str, ending: str, wanted: str) -> tuple[str, str, str]:
    if ending in _ALMOST_ENTRIES and wanted in ("", ".md", ".yml"):
        right = wanted or ".md"
        return (
            "file-name",
            f"'{name}' would not be read: files here end in {right}",
            f"rename it to {stem.lower()}{right}",
        )
    if ending in _PICTURES:
        message, hint = "pictures cannot be shown yet", "delete it; describe the place in words"
    elif ending in _DOCUMENTS:
        message = "documents to download are not allowed here"
        hint = "put the text into the entry, or link to the document on your website"
    elif ending in _ACTIVE:
        message, hint = "files that can run in a reader's browser are not allowed here", "delete it"
    else:
        message, hint = f"files that end in .{ending} are not allowed here", "delete it"
    return "file-type", f"'{name}': {message}", hint


def listed_names(names: Iterable[str]) -> str:
    """Write names as a list for reading."""
    *first, last = map(str, names)
    return f"{', '.join(first)} and {last}" if first else last
