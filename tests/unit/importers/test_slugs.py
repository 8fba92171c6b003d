from __future__ import annotations

import pytest

from service_directory.importers.slugs import LONGEST, Wanted, slug, unique_ids


@pytest.mark.parametrize(
    ("text", "id_"),
    [
        ("YMCA of the Keys, Inc.", "ymca-of-the-keys-inc"),
        ("O'Neil & Søn", "oneil-and-son"),
        ("U.S. Straße", "us-strasse"),
        ("  ", ""),
        ("中文", ""),
    ],
)
def test_slug(text: str, id_: str) -> None:
    assert slug(text) == id_


def test_long_names_end_with_a_whole_word() -> None:
    id_ = slug("a very " * 20 + "long name")
    assert len(id_) <= LONGEST
    assert id_.endswith(("-a", "-very"))
    assert len(slug("x" * 100)) == LONGEST


def wanted(*pairs: tuple[str, str]) -> list[Wanted]:
    return [Wanted(name, source_id, "service") for name, source_id in pairs]


def test_namesakes_get_their_source_id_whatever_their_order() -> None:
    two = wanted(("Clinic", "7"), ("CLINIC", "9"), ("School", "8"))
    assert unique_ids(two) == ["clinic-7", "clinic-9", "school"]
    assert unique_ids(two[::-1]) == ["school", "clinic-9", "clinic-7"]


def test_ids_that_are_taken_or_not_allowed() -> None:
    assert unique_ids(wanted(("Clinic", "7")), {"clinic"}) == ["clinic-7"]
    assert unique_ids(wanted(("Clinic", "7")), {"clinic", "clinic-7"}) == ["clinic-7-2"]
    assert unique_ids(wanted(("Index", ""), ("CON", "3"))) == ["index-2", "con-3"]
    assert unique_ids(wanted(("中文", "12"), ("", ""))) == ["service-12", "service"]


def test_uuids_are_cut() -> None:
    uuids = [("Clinic", f"{digit}3b1c2d4-0000-4000-8000-000000000000") for digit in "ab"]
    assert unique_ids(wanted(*uuids)) == ["clinic-a3b1c2d4", "clinic-b3b1c2d4"]
