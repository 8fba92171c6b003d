from __future__ import annotations

import pytest

from service_directory.importers.report import Journal, Matter
from service_directory.importers.tables import Table, read_table


def read(content: bytes) -> tuple[Table, list[str]]:
    journal = Journal()
    found = read_table("services.csv", content, journal)
    return found, [line.text for line in journal.report().lines]


def cells(content: bytes) -> list[dict[str, str]]:
    return [dict(row.cells) for row in read(content)[0].rows]


@pytest.mark.parametrize(
    "content",
    [
        b"id,name\r\n1,Lantern\r\n",
        b"\xef\xbb\xbfid,name\n1,Lantern\n",
        b"id,name\r1,Lantern\r",
        b'"id", "name"\n"1", "Lantern"\n',
        b"id;name\n1;Lantern\n",
        b"id\tname\n1\tLantern\n",
        b" ID ,'Name\n1,Lantern\n",
        b"\nid,name\n\n,\n1,Lantern\n",
        "id,name\n1,Lantern\n".encode("utf-16"),
        b"id,name\n1,Lan\x00tern\n",
    ],
)
def test_all_are_the_same_table(content: bytes) -> None:
    assert cells(content) == [{"id": "1", "name": "Lantern"}]


def test_windows_and_mac_encodings() -> None:
    windows, told = read("id,name\n1,Café – “Sol”\n".encode("cp1252"))
    assert windows.rows[0].cells["name"] == "Café – “Sol”"
    assert told == ["is not UTF-8; read as cp1252"]
    mac, told = read("id,name\r1,Café\r".encode("mac_roman"))
    assert mac.rows[0].cells["name"] == "Café"
    assert told == ["is not UTF-8; read as mac_roman"]


def test_bytes_no_encoding_has() -> None:
    found, told = read(b"id,name\n1,a\x81b\n")
    assert found.rows[0].cells["name"] == "a\x81b"
    assert told == ["is not UTF-8; read as latin-1"]


def test_columns_without_a_name_or_with_the_same_one() -> None:
    found, _ = read(b"id,,name,name\n1,a,b,c\n")
    assert found.columns == ("id", "column 2", "name", "name 4")


def test_rows_longer_than_the_head() -> None:
    found, told = read(b"id,name\n1,a,,more\n2\n")
    assert found.rows[0].cells == {"id": "1", "name": "a", "beyond 1": "more"}
    assert found.rows[1].cells == {"id": "2"}
    assert told == ["has more cells than there are heads"]


def test_a_quote_that_never_closes() -> None:
    journal = Journal()
    found = read_table("x.csv", b'id,name\n1,a\n2,"' + b"b" * 200_000, journal)
    assert [row.cells["id"] for row in found.rows] == ["1"]
    (line,) = journal.report().lines
    assert line.matter is Matter.NOT_PLACED
    assert line.text.startswith("everything from line 3 on cannot be read")


def test_no_rows_at_all() -> None:
    assert read(b"")[0].rows == ()
    assert read(b"id,name\n")[0].columns == ("id", "name")
