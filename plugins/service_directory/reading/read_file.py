"""One file from its bytes to an entry, through every stage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from service_directory.diagnostics import Diagnostic
from service_directory.model.fields import Model
from service_directory.reading.body import BodyLink, check_body
from service_directory.reading.decode import decode
from service_directory.reading.entry import MODELS, Entry, EntryKind
from service_directory.reading.front_matter import split_front_matter, whole_file
from service_directory.reading.source import Source, source_of
from service_directory.reading.yaml_text import read_yaml

WHOLE_FILES: Final = frozenset({EntryKind.TAXONOMY, EntryKind.CROSSWALKS})
"""Kinds whose files are YAML from the first line to the last."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What one file gave: an entry when its facts are valid, and all that is wrong with it."""

    entry: Entry[Model] | None
    diagnostics: tuple[Diagnostic, ...] = ()
    links: tuple[BodyLink, ...] = ()
    """Links of the body to other files, compared only when all files are known."""


def read_file(data: bytes, *, kind: EntryKind, id: str, path: str, digest: bytes = b"") -> ReadFile:
    """Read one file from its bytes; `path` is the one diagnostics name, `digest` the content's."""
    source, diagnostics = source_of(data, path=path)
    if source is None:
        return ReadFile(None, tuple(diagnostics))
    if kind in WHOLE_FILES:
        split = whole_file(source)
    else:
        found, diagnostics = split_front_matter(source)
        if found is None:
            return ReadFile(None, tuple(diagnostics))
        split = found
    body = check_body(split.body, path=path, line=split.body_line)
    facts, diagnostics = read_yaml(
        source, split.facts, line=split.facts_line, place=split.facts_place
    )
    entry = None
    if facts is not None:
        decoded, faults = decode(MODELS[kind], facts, path=path)
        # one place, one report: the YAML's own words come first
        reported = {(trouble.line, trouble.column) for trouble in diagnostics}
        diagnostics += [fault for fault in faults if (fault.line, fault.column) not in reported]
        if decoded is not None:
            entry = Entry(
                id, kind, path, decoded, facts.positions, split.body, split.body_line, digest
            )
    diagnostics += [_as_an_editor_counts(source, fault) for fault in body.diagnostics]
    return ReadFile(entry, tuple(diagnostics), body.links)


def _as_an_editor_counts(source: Source, fault: Diagnostic) -> Diagnostic:
    if fault.line not in source.removed:
        return fault
    return replace(fault, column=source.column(fault.line, fault.column))
