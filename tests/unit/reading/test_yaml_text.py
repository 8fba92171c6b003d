from __future__ import annotations

import random
from pathlib import Path
from typing import Final

import pytest

from service_directory.diagnostics import Diagnostic
from service_directory.reading.entry import Position
from service_directory.reading.front_matter import split_front_matter
from service_directory.reading.source import Source
from service_directory.reading.yaml_builder import MAX_DEPTH, MAX_NODES
from service_directory.reading.yaml_parsers import FAST_PARSER, PURE_PARSER, Parser
from service_directory.reading.yaml_text import YamlFacts, read_yaml
from tests.unit.reading.test_faults import CASES, Fault

FULL_ENTRY: Final = Path(__file__).parents[2] / "data" / "full-entry.md"


def read(text: str, parser: Parser = FAST_PARSER) -> tuple[YamlFacts | None, list[Diagnostic]]:
    return read_yaml(Source("t.md", text), text, line=2, parser=parser)


def values(text: str) -> object:
    facts, diagnostics = read(text)
    assert not diagnostics, [d.as_text() for d in diagnostics]
    assert facts is not None
    return facts.values


class TestValues:
    def test_every_scalar_stays_text(self) -> None:
        text = "a: [no, yes, 012, 1e3, 12:30:00, 2026-03-01, 0x1F, .nan, 1_000, +15635550100]"
        assert values(text) == {
            "a": [
                "no",
                "yes",
                "012",
                "1e3",
                "12:30:00",
                "2026-03-01",
                "0x1F",
                ".nan",
                "1_000",
                "+15635550100",
            ]
        }

    def test_block_scalars(self) -> None:
        assert values("a: |\n  x\n   y\n\nb: >-\n  x\n  y\n") == {"a": "x\n y\n", "b": "x y"}

    def test_nothing_typed(self) -> None:
        facts, _ = read("a:\nb: ~\nc: null\nd: {e: }\nf: ''\ng: Null\n")
        assert facts is not None
        assert facts.values == {"d": {}, "f": "", "g": "Null"}
        assert facts.empty == (("a",), ("b",), ("c",), ("d", "e"))
        assert facts.positions.keys["d", "e"] == Position(5, 5)

    @pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n"])
    def test_nothing_at_all(self, text: str) -> None:
        assert values(text) == {}

    @pytest.mark.parametrize("text", ["just text", "- a\n- b", "name：Casa", "name:Casa"])
    def test_no_fields(self, text: str) -> None:
        facts, (found,) = read(text)
        assert facts is None
        assert found.rule == "yaml-mapping"


class TestPositions:
    def test_keys_and_values(self) -> None:
        facts, _ = read("a: 1\nb:\n  - {c: 2, é: [x, y]}\n  - z\n")
        assert facts is not None
        where = facts.positions
        assert where.of(("a",)) == Position(2, 4)
        assert where.of_key(("b",)) == Position(3, 1)
        assert where.of(("b", 0)) == Position(4, 5)
        assert where.of(("b", 0, "é", 1)) == Position(4, 19)
        assert where.of(("b", 1)) == Position(5, 5)
        assert where.of(("b", 7, "no")) == Position(4, 3)
        assert where.of(("none",)) == Position(1, 1)
        assert len(where.keys) == 4
        assert set(where.values) >= {(), ("a",), ("b", 0, "c")}

    def test_dropped_characters_are_counted(self) -> None:
        source = Source("t.md", "a: b c\n", {2: (2, 5)})
        facts, _ = read_yaml(source, source.text, line=2)
        assert facts is not None
        assert facts.positions.of(("a",)) == Position(2, 6)


class TestLimits:
    def test_depth(self) -> None:
        assert values("a: " + "[" * (MAX_DEPTH - 1) + "]" * (MAX_DEPTH - 1))
        for depth in (MAX_DEPTH, 3_000, 100_000):
            facts, (found,) = read("a: " + "[" * depth)
            assert facts is None
            assert found.rule == "yaml-depth"

    def test_nodes(self) -> None:
        assert read("a: [" + "b, " * MAX_NODES + "]")[1][0].rule == "yaml-size"
        assert values("a: [" + "b, " * (MAX_NODES - 3) + "]")

    def test_faults(self) -> None:
        facts, found = read("\n".join(f"a{n}: *b" for n in range(1_000)))
        assert facts is None
        assert len(found) == 20


class TestBothParsers:
    """PyYAML with and without libyaml: the same values, and the same files refused."""

    def both(self, text: str) -> None:
        fast, slow = read(text, FAST_PARSER), read(text, PURE_PARSER)
        assert bool(fast[1]) == bool(slow[1]), text
        if not fast[1]:
            assert (fast[0] and fast[0].values) == (slow[0] and slow[0].values), text
            assert (fast[0] and fast[0].empty) == (slow[0] and slow[0].empty), text

    def test_the_full_entry(self) -> None:
        split, _ = split_front_matter(Source("t.md", FULL_ENTRY.read_text(encoding="utf-8")))
        assert split is not None
        self.both(split.facts)

    @pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
    def test_faults_at_the_same_place_in_the_same_words(self, case: Fault) -> None:
        assert read(case.piece, FAST_PARSER)[1] == read(case.piece, PURE_PARSER)[1]
        self.both(case.piece)

    def test_mutations(self) -> None:
        chance = random.Random(7)
        text = (
            'name: "Big"  # x\nphones:\n  - {number: (563) 555-0142, languages: [en, es]}\n'
            "a: 'b''c'\nd: |\n  e\n  f\ng: >-\n h\ni:\n  - j\n  - k: l\n    m: n o\n"
        )
        signs = "\"'#:-,[]{}|>&*!%@?\\ \n~“"
        for _ in range(1_000):
            place = chance.randrange(len(text))
            sign = chance.choice(["", *signs])
            self.both(text[:place] + sign + text[place + chance.randrange(2) :])
