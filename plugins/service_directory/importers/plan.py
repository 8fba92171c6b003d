"""The whole import as one pure step: tables and entries in, texts of files and a report out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from service_directory.importers.building import ImportOptions, build_drafts
from service_directory.importers.dialects import read_feed
from service_directory.importers.existing import Existing
from service_directory.importers.joining import join
from service_directory.importers.report import ImportReport, Journal, Matter
from service_directory.importers.tables import read_table
from service_directory.importers.updating import update, without_dangling
from service_directory.importers.vocabulary import Vocabulary
from service_directory.importers.writing import entry_text, yaml_text
from service_directory.model.taxonomy import Taxonomy, TaxonomyKind, TaxonomyTerm
from service_directory.reading.entry import EntryKind
from service_directory.reading.read_file import read_file
from service_directory.reading.source import ENTRY_LIMIT

SURELY_SMALL: Final = 50_000
"""Bytes; 5,000 values, the most an entry may have, take more."""
AREAS_FILE: Final = f"taxonomy/{TaxonomyKind.AREAS}.yml"


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import writes: texts by path below the directory, and all it did."""

    files: Mapping[str, str] = field(default_factory=dict)
    report: ImportReport = field(default_factory=ImportReport)


def plan_import(
    tables: Iterable[tuple[str, bytes]],
    existing: Existing,
    vocabulary: Vocabulary,
    options: ImportOptions,
) -> ImportPlan:
    """Return the files to write and the report; the same input gives the same bytes.

    `tables` are names and contents of the feed's files. The vocabulary's areas are those of the
    directory written to; they are extended by the cities of the feed. Files that stay as they are
    are not among those to write.
    """
    journal = Journal()
    feed = read_feed([read_table(name, data, journal) for name, data in tables], journal)
    joined = join(feed, journal, homes=existing.homes())
    drafts = build_drafts(joined, existing, vocabulary, options, journal)
    files: dict[str, str] = {}
    updated = [update(draft, journal) for draft in drafts.entries]
    for entry in without_dangling(updated, existing.places(), journal):
        if entry.same:
            continue
        if entry.id in existing.commented:
            text = "comments among its facts are lost, for the file is written anew"
            journal.note(Matter.LOOK, entry.id, text)
        text = entry_text(entry.facts, entry.body)
        _tell_if_too_large(entry.id, text, journal)
        files[f"organizations/{entry.id}.md"] = text
    imported = {draft.before.id for draft in drafts.entries if draft.before}
    for id_, before in existing.organizations.items():
        if before.facts.source_id and id_ not in imported:
            journal.note(Matter.GONE, id_, "the feed no longer has this organization; it is kept")
    files |= _areas(drafts.new_areas, vocabulary.taxonomies.get(TaxonomyKind.AREAS), journal)
    return ImportPlan(files, journal.report())


def _tell_if_too_large(id_: str, text: str, journal: Journal) -> None:
    """Tell of an entry the reader will not take in; only large ones can be such."""
    data = text.encode()
    if len(data) < SURELY_SMALL:
        return
    for trouble in read_file(data, kind=EntryKind.ORGANIZATION, id=id_, path=id_).diagnostics:
        journal.note(Matter.LOOK, id_, f"too large an entry: {trouble.message}")
    if len(data) > ENTRY_LIMIT:
        journal.note(Matter.LOOK, id_, f"too large an entry: {len(data):,} bytes")


def _areas(
    added: tuple[TaxonomyTerm, ...], known: Taxonomy | None, journal: Journal
) -> dict[str, str]:
    """Return the list of areas with the new ones, if there are any."""
    if not added:
        return {}
    journal.count("areas added", len(added))
    if known is not None:
        text = f"{len(added)} cities added; the file is written anew, without its comments"
        journal.note(Matter.LOOK, AREAS_FILE, text)
    else:
        known = Taxonomy(name="Areas", description="Cities and towns.", terms=())
    return {AREAS_FILE: yaml_text(known.model_copy(update={"terms": (*known.terms, *added)}))}
