from __future__ import annotations

import pytest

from service_directory.importers.names import learn_spelling, readable_name


@pytest.mark.parametrize(
    ("shouted", "readable"),
    [
        ("LANTERN WELCOME CENTER, INC.", "Lantern Welcome Center, Inc."),
        ("YMCA OF THE RIVER", "YMCA of the River"),
        ("THE FRIENDS OF A FRIEND", "The Friends of a Friend"),
        ("U.S. DEPARTMENT OF STATE", "U.S. Department of State"),
        ("ST. PAUL'S CHURCH", "St. Paul's Church"),
        ("O'BRIEN AND MCDONALD, P.A.", "O'Brien and McDonald, P.A."),
        ("MACK THE MACHINIST", "Mack the Machinist"),
        ("CASA DE LA CULTURA", "CASA de la Cultura"),
        ("LIGA CONTRA EL CANCER", "Liga Contra el Cancer"),
        ("VILLAGE OF EL PORTAL", "Village of El Portal"),
        ("HIV/AIDS SERVICES II", "HIV/AIDS Services II"),
        ("RIVER-BEND AFTER-SCHOOL", "River-Bend After-School"),
        ("5TH STREET CLINIC", "5th Street Clinic"),
        ("24/7 HELP", "24/7 Help"),
        ("AT&T HALL", "AT&T Hall"),
        ("FAMILIES AND CHILDREN TOGETHER (FACT)", "Families and Children Together (FACT)"),
        ("MAIN OFFICE - THE ANNEX", "Main Office - The Annex"),
        ("JOHN A. SMITH, PHD", "John A. Smith, PhD"),
        ("PrEP AND nPEP CLINIC", "PrEP and nPEP Clinic"),
        ("DR. KING CENTER", "Dr. King Center"),
        ("LGBT", "LGBT"),
        ("Mixed Case stays AS IS", "Mixed Case stays AS IS"),
        ("مركز", "مركز"),
        ("", ""),
        ("5", "5"),
    ],
)
def test_capitals(shouted: str, readable: str) -> None:
    assert readable_name(shouted) == readable


def test_other_names_that_are_abbreviations() -> None:
    assert readable_name("RWC", of="RIVER WELCOME CENTER") == "RWC"
    assert readable_name("RIWEC", of="RIVER INN WELCOME EVENING CENTER") == "RIWEC"
    assert readable_name("LANTERN", of="RIVER WELCOME CENTER") == "Lantern"


def test_words_are_spelled_as_in_running_text() -> None:
    text = "LightHouse helps. Call LightHouse now, says LightHouse. The ARISE team, ARISE, ARISE."
    spelling = learn_spelling([text, "OFFICES AND CLINICS AND HOUSES", "a clinic, a Clinic"])
    assert readable_name("LIGHTHOUSE AND ARISE CLINIC", spelling) == "LightHouse and ARISE Clinic"
    assert readable_name("LIGHTHOUSE") == "Lighthouse"
