"""Small feeds for tests: tables as rows of dictionaries, and lists of shared words."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any, Final

from service_directory.importers.building import ImportOptions
from service_directory.importers.dialects import read_feed
from service_directory.importers.existing import Existing
from service_directory.importers.feed import Feed, Kind, Record
from service_directory.importers.plan import ImportPlan, plan_import
from service_directory.importers.report import ImportReport, Journal, Matter
from service_directory.importers.tables import read_table
from service_directory.importers.vocabulary import Vocabulary
from service_directory.model.organization import Organization
from service_directory.model.taxonomy import Taxonomy, TaxonomyKind
from service_directory.reading.entry import Entry, EntryKind
from tests import sample

Rows = Sequence[Mapping[str, str]]

NEEDS: Final = (
    {"id": "food", "name": "Food", "synonyms": ["groceries"]},
    {"id": "food-pantry", "name": "Free groceries", "parent": "food", "synonyms": ["food pantry"]},
    {"id": "food-benefits", "name": "Help paying for food", "parent": "food", "synonyms": ["WIC"]},
    {"id": "learning", "name": "Learning"},
    {"id": "learn-english", "name": "Learn English", "parent": "learning", "synonyms": ["ESL"]},
)
VOCABULARY: Final = Vocabulary(
    {
        TaxonomyKind(kind): Taxonomy.model_validate({"name": kind, "terms": terms})
        for kind, terms in {
            "needs": NEEDS,
            "sectors": [
                {"id": id_, "name": id_}
                for id_ in ("community-organization", "faith", "government", "health", "library")
            ],
            "audiences": [{"id": "adults", "name": "Adults"}],
            "documents": [
                {"id": "photo-id", "name": "Photo ID", "synonyms": ["passport"]},
                {"id": "lease", "name": "Lease"},
            ],
            "accessibility": [
                {"id": "step-free", "name": "Step-free", "synonyms": ["wheelchair", "ramp"]}
            ],
        }.items()
    }
)


def table(rows: Rows) -> bytes:
    """Return rows as a CSV file."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    file = io.StringIO(newline="")
    writer = csv.DictWriter(file, columns, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return file.getvalue().encode()


def feed(journal: Journal | None = None, **tables: Rows) -> Feed:
    """Return the feed some tables are."""
    journal = journal or Journal()
    read = [read_table(f"{name}.csv", table(rows), journal) for name, rows in tables.items()]
    return read_feed(read, journal)


def record(kind: Kind, **values: str) -> Record:
    """Return one row."""
    return Record(kind, f"{kind}s.csv", 1, values)


def plan(existing: Any = None, options: Any = None, **tables: Rows) -> ImportPlan:
    """Import some tables over what `existing` holds."""
    named = [(f"{name}.csv", table(rows)) for name, rows in tables.items()]
    return plan_import(named, existing or Existing(), VOCABULARY, options or ImportOptions())


def entries(planned: ImportPlan) -> dict[str, Entry[Organization]]:
    """Read the organizations an import writes; none of them may have a fault."""
    prefix = "organizations/"
    return {
        path.removeprefix(prefix).removesuffix(".md"): sample.read(
            EntryKind.ORGANIZATION, path.removeprefix(prefix).removesuffix(".md"), text
        )
        for path, text in planned.files.items()
        if path.startswith(prefix)
    }


def only_entry(**tables: Rows) -> Entry[Organization]:
    """Import tables that give one organization."""
    (entry,) = entries(plan(**tables)).values()
    return entry


def again(planned: ImportPlan) -> Existing:
    """Return what an import wrote as the entries the next one finds."""
    return Existing(entries(planned))


def said(report: ImportReport, matter: Matter) -> list[str]:
    """Return the lines of a report about one matter."""
    return [line.as_text() for line in report.of(matter)]


def organization(**values: str) -> list[dict[str, Any]]:
    """Return the table with one organization."""
    return [{"id": "1", "name": "Lantern Center", "description": "Helps newcomers.", **values}]


def services(**values: str) -> list[dict[str, Any]]:
    """Return the table with one service of that organization."""
    given = {"id": "10", "organization_id": "1", "name": "Front door", "description": "Answers."}
    return [{**given, **values}]
