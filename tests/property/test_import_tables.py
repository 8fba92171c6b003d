"""Whatever stands in the cells of a feed: no fault, valid entries, the same bytes, nothing lost."""

from __future__ import annotations

from typing import Final

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from service_directory.importers.dialects import TABLES
from service_directory.importers.hours import read_hours
from service_directory.importers.plan import ImportPlan
from service_directory.importers.repairs import repair
from service_directory.importers.report import Journal, Matter
from service_directory.importers.spoken import read_languages
from service_directory.importers.tables import read_table
from service_directory.importers.texts import as_markdown, summary_of
from service_directory.model.fields import LongText
from service_directory.reading.body import check_body, visible_text
from tests.unit.importers.feeds import again, entries, plan, table

COLUMNS: Final = (
    "id organization_id service_id location_id service_at_location_id program_id contact_id "
    "phone_id name alternate_name description short_desc url website email status fees eligibility "
    "application_process interpretation_services languages language code note address_1 address_2 "
    "city state_province postal_code country latitude longitude weekday byday freq interval "
    "opens_at closes_at original_text valid_from valid_to start_date end_date closed number "
    "extension type department title accessibility document required_documents keywords audience "
    "minimum_age alert assured_date taxonomy_ids taxonomy_term_id link_id link_entity unheard_of"
).split()
IDS: Final = ("", "1", "2", "3", "x-1", "1, 2")
PIECES: Final = (
    "LANTERN CENTER, INC.", "Food pantry", "9:00am-5:00pm, Mon-Fri", "Monday", "MO,TU", "WEEKLY",
    "English, Creole (limited)", "interpreters available", "563-555-0142 x12", "000-000-*347",
    "www.x.org", "http://a@b.org", "101 River St", "Riverbend", "IA ", "52001", "Confidential",
    "42.5", "-90.66", "09:00", "4:00 PM", "None.", "true", "January 01, 0001", "12/24/2015",
    r"One.\n\n* Two ###MON###", "the townGÇÖs", "Espa+¦ol", "<b>x</b>", "<a onload=1>", "&nbsp;",
    "{{ x }}", "--8<--", "# x", "---", "- a", "a: b #c", "null", "\u202e", "\u0301" * 7, "“x”",
    "===", "|", "12", "active", "PO Box 9", "A. B. C.", "x" * 700, "\u00a0", "\ufffd", "\x00", "'",
)  # fmt: skip
cells: Final = st.one_of(
    st.sampled_from(PIECES),
    st.text(max_size=20),
    st.builds(" ".join, st.lists(st.sampled_from(PIECES), max_size=4)),
)


@st.composite
def rows(draw: st.DrawFn) -> list[dict[str, str]]:
    """Draw a table: some columns, and ids that often meet those of other tables."""
    columns = draw(st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=8, unique=True))
    row = st.fixed_dictionaries(
        {
            column: st.sampled_from(IDS) if column.endswith("id") else cells
            for column in ["id", "name", *columns]
        }
    )
    return draw(st.lists(row, min_size=1, max_size=4))


feeds: Final = st.dictionaries(
    st.sampled_from(sorted({*TABLES, "unknown"})), rows(), min_size=1, max_size=6
)


@given(feeds)
def test_any_feed_gives_valid_entries_and_nothing_is_lost(
    feed: dict[str, list[dict[str, str]]],
) -> None:
    planned = plan(**feed)
    found = entries(planned)
    assert plan(**feed) == planned
    second = plan(again(planned), **feed)
    assert entries(second) == {}
    for name in ("organizations", "services"):
        assert_all_there(planned, name, feed.get(name, []))
    for entry in found.values():
        ids = [service.id for service in entry.facts.services]
        assert len(ids) == len(set(ids))


def assert_all_there(planned: ImportPlan, name: str, table_rows: list[dict[str, str]]) -> None:
    sources = set()
    for entry in entries(planned).values():
        sources.add(entry.facts.source_id)
        sources |= {service.source_id for service in entry.facts.services}
    not_placed = [line.record for line in planned.report.of(Matter.NOT_PLACED)]
    for row in table_rows:
        id_ = row["id"].strip()
        said = f"{name}.csv {id_}"
        assert not id_ or id_ in sources or said in not_placed, said


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table(data: bytes) -> None:
    read_table("x.csv", data, Journal())


@given(st.lists(cells, max_size=5))
def test_any_cells_come_back(values: list[str]) -> None:
    rows_of_cells = [{"id": str(number), "a": value} for number, value in enumerate(values)]
    read = read_table("x.csv", table(rows_of_cells), Journal())
    by_id = {row.cells["id"]: row.cells["a"] for row in read.rows}
    for row in rows_of_cells:
        typed = row["a"].replace("\x00", "").lstrip(" ")
        assert by_id[row["id"]].split() == typed.split()


@given(st.text(max_size=200), st.booleans())
def test_repaired_cells_can_stand_in_an_entry(text: str, damaged: bool) -> None:
    mended = repair(text, damaged=damaged)
    assert bool(mended.repairs) == (mended.text != text)
    if mended.text:
        TypeAdapter(LongText).validate_python(mended.text)
    assert repair(mended.text, damaged=False).text == mended.text


@given(st.builds("".join, st.lists(st.one_of(cells, st.sampled_from("\n*_`[]()<>#+-=|~{}!&\\")))))
def test_markdown_shows_every_word(text: str) -> None:
    plain = repair(text).text
    markdown = as_markdown(plain)
    assert check_body(markdown, path="x.md", line=1).diagnostics == ()
    shown = [c for c in visible_text(markdown) if not c.isspace()]
    meant = [c for c in plain if not c.isspace()]
    bullets = [c for c in meant if c not in "*-–—o•●▪◦·‣"]
    assert [c for c in shown if c not in "*-–—o•●▪◦·‣"] == bullets
    assert len(summary_of(plain)) <= 300


@given(cells)
def test_readers_of_words_take_anything(text: str) -> None:
    read_hours(text)
    spoken = read_languages(text)
    assert spoken.tags or spoken.notes or spoken.unresolved or not any(map(str.isalnum, text))
