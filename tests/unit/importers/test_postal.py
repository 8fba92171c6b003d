from __future__ import annotations

import pytest

from service_directory.importers.areas import find_areas
from service_directory.importers.coordinates import read_coordinates
from service_directory.importers.feed import Kind
from service_directory.importers.postal import ReadAddress, read_address
from service_directory.importers.report import Journal, Matter
from service_directory.model.contact import Address
from service_directory.model.taxonomy import Taxonomy
from tests.unit.importers.feeds import record

STREET = {
    "address_1": "101 River St",
    "city": "Riverbend",
    "state_province": "IA",
    "postal_code": "52001",
}


def read(**changes: str) -> ReadAddress:
    values = {name: text for name, text in (STREET | changes).items() if text}
    return read_address(record(Kind.ADDRESS, **values), Journal())


def address(**changes: str) -> Address:
    found = read(**changes).address
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("changes", "field", "value"),
    [
        ({}, "country", "US"),
        ({"country": "   "}, "country", "US"),
        ({"country": "USA"}, "country", "US"),
        ({"country": "Canada", "postal_code": "K1A 0B1"}, "country", "CA"),
        ({"postal_code": "K1A 0B1"}, "country", "CA"),
        ({"state_province": "Iowa"}, "state_province", "IA"),
        ({"state_province": "State: IA"}, "state_province", "IA"),
        ({"postal_code": "520011234"}, "postal_code", "52001-1234"),
        ({"state_province": "MA", "postal_code": "2134"}, "postal_code", "02134"),
        ({"city": "RIVERBEND"}, "city", "Riverbend"),
        ({"city": "Washington", "state_province": "DC"}, "city", "Washington"),
        ({"address_1": "P.O. Box 12"}, "address_1", "P.O. Box 12"),
        ({"address_1": "", "address_2": "PO Box 12"}, "address_1", "PO Box 12"),
        ({"address_1": "101 River St\nSuite 4"}, "address_2", "Suite 4"),
        ({"address_1": "101 River St     Suite 4"}, "address_2", "Suite 4"),
        ({"address_1": "City Hall, The Square"}, "address_1", "City Hall, The Square"),
    ],
)
def test_addresses(changes: dict[str, str], field: str, value: str) -> None:
    assert getattr(address(**changes), field) == value


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"address_1": ""}, "Riverbend, IA, 52001"),
        ({"city": ""}, "101 River St, IA, 52001"),
        ({"postal_code": ""}, "101 River St, Riverbend, IA"),
        ({"postal_code": "5200"}, "101 River St, Riverbend, IA, 5200"),
        (
            {"address_1": "Please visit website for assistance"},
            "Please visit website for assistance, Riverbend, IA, 52001",
        ),
        ({"city": "Iowa"}, "101 River St, IA, 52001"),
    ],
)
def test_what_is_no_whole_address_is_kept_as_text(changes: dict[str, str], text: str) -> None:
    found = read(**changes)
    assert found.address is None
    assert found.text == text
    assert not found.secret


def test_secret_addresses() -> None:
    found = read(address_1="Confidential")
    assert (found.address, found.secret, found.city) == (None, True, "Riverbend")


def test_rows_that_say_nothing() -> None:
    assert read_address(record(Kind.ADDRESS, country="US"), Journal()) == ReadAddress(None)


@pytest.mark.parametrize(
    ("latitude", "longitude", "expected"),
    [
        ("42.5", "-90.66", (42.5, -90.66)),
        (" 42.5 ", "-90.6612345678901234", (42.5, -90.661235)),
        ("-90.66", "42.5", (42.5, -90.66)),
        ("0", "0", None),
        ("42.5", "", None),
        ("", "", None),
        ("north", "west", None),
        ("nan", "inf", None),
        ("423", "-90", None),
        ("52.5", "13.4", (52.5, 13.4)),
    ],
)
def test_coordinates(latitude: str, longitude: str, expected: tuple[float, float] | None) -> None:
    row = record(Kind.LOCATION, latitude=latitude, longitude=longitude)
    assert read_coordinates(row, "US", Journal()) == expected


def test_coordinates_elsewhere_are_told() -> None:
    journal = Journal()
    read_coordinates(record(Kind.LOCATION, latitude="52.5", longitude="13.4"), "US", journal)
    assert [line.matter for line in journal.report().lines] == [Matter.LOOK]


def test_areas_are_cities() -> None:
    cities = "Riverbend IA, Riverbend IA, Mill Falls IA, Galena IL, IA"
    places = [
        ReadAddress(None, "x", *city.strip().rpartition(" ")[::2]) for city in cities.split(",")
    ]
    known = Taxonomy.model_validate(
        {"name": "Areas", "terms": [{"id": "west", "name": "West", "synonyms": ["mill falls"]}]}
    )
    areas = find_areas(places, known)
    assert [areas.of(place) for place in places] == [
        "riverbend", "riverbend", "west", "galena-il", None,
    ]  # fmt: skip
    assert [(term.id, term.name) for term in areas.added] == [
        ("galena-il", "Galena, IL"),
        ("riverbend", "Riverbend"),
    ]
