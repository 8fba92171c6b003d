from __future__ import annotations

import pytest

from service_directory.phones import PhoneState, dialled, displayed, state_of

A, V, S, P, N = "US", *(PhoneState(s) for s in ("valid", "short", "premium", "not assigned"))
SHORT_CODES = ("211", "311", "411", "511", "711", "811", "911", "988")


@pytest.mark.parametrize(
    ("number", "extension", "address", "shown", "state"),
    [
        ("(563) 555-0142", None, "tel:+15635550142", "(563) 555-0142", V),
        ("563.555.0142", "4", "tel:+15635550142;ext=4", "(563) 555-0142 ext. 4", V),
        ("(563) 555-0100 ext. 4", None, "tel:+15635550100;ext=4", "(563) 555-0100 ext. 4", V),
        ("563-555-0100x12", None, "tel:+15635550100;ext=12", "(563) 555-0100 ext. 12", V),
        ("+1 563 555 0100", None, "tel:+15635550100", "(563) 555-0100", V),
        ("1-800-555-0100", None, "tel:+18005550100", "(800) 555-0100", V),
        ("(506) 555-0100", None, "tel:+15065550100", "(506) 555-0100", V),
        ("+52 55 5555 0100", None, "tel:+525555550100", "+52 55 5555 0100", V),
        ("+44 20 7946 0958", "7", "tel:+442079460958;ext=7", "+44 20 7946 0958 ext. 7", V),
        ("(٥٦٣) ٥٥٥-٠١٤٢", None, "tel:+15635550142", "(563) 555-0142", V),
        *((code, None, f"tel:{code}", code, S) for code in SHORT_CODES),
        ("741741", None, "tel:741741", "741741", S),
        ("*67", None, "tel:*67", "*67", S),
        ("+1 900 555 0199", None, "tel:+19005550199", "(900) 555-0199", P),
        ("(563) 976-1234", None, "tel:+15639761234", "(563) 976-1234", P),
        ("555-0142", None, "tel:5550142", "555-0142", N),
        ("0612345670", None, "tel:0612345670", "0612345670", N),
        ("١٢٣٤٥٦٧٨٩٠", None, "tel:1234567890", "١٢٣٤٥٦٧٨٩٠", N),
        ("1234567890 ext. 5", None, "tel:1234567890;ext=5", "1234567890 ext. 5", N),
    ],
)  # fmt: skip
def test_from_the_united_states(
    number: str, extension: str | None, address: str, shown: str, state: PhoneState
) -> None:
    assert dialled(number, extension, A) == address
    assert displayed(number, extension, A) == shown
    assert state_of(number, A) is state


def test_the_region_decides() -> None:
    assert dialled("030 901820", None, "DE") == "tel:+4930901820"
    assert displayed("+1 563 555 0142", None, "DE") == "+1 563-555-0142"
    assert state_of("030 901820", "DE") is PhoneState.VALID
    assert state_of("030 901820", "US") is PhoneState.NOT_ASSIGNED


def test_the_word_before_the_extension() -> None:
    assert displayed("(563) 555-0142", "4", A, extension_label="int.") == "(563) 555-0142 int. 4"


@pytest.mark.parametrize("text", ["", " ", "no number", "+", "()", "9" * 40, "\u0661"])
def test_what_is_no_number_does_no_harm(text: str) -> None:
    assert dialled(text, None, A).startswith("tel:")
    assert text in displayed(text, None, A)
    assert state_of(text, A) in PhoneState
