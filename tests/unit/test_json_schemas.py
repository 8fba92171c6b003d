from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from service_directory.json_schemas import (
    DIALECT,
    FOLDER,
    file_name,
    schema_of,
    schema_text,
    write_schemas,
)
from service_directory.reading.entry import EntryKind

FULL_ENTRY = Path(__file__).parents[1] / "data" / "full-entry.md"


@pytest.mark.parametrize("kind", EntryKind)
class TestEverySchema:
    def test_is_fresh(self, kind: EntryKind) -> None:
        written = (FOLDER / file_name(kind)).read_text(encoding="utf-8")
        assert written == schema_text(kind), "run: service-directory schema --write"

    def test_is_valid(self, kind: EntryKind) -> None:
        schema = schema_of(kind)
        assert schema["$schema"] == DIALECT
        jsonschema.Draft202012Validator.check_schema(schema)

    def test_knows_no_key_it_does_not_name(self, kind: EntryKind) -> None:
        schema = schema_of(kind)
        groups = [schema, *schema.get("$defs", {}).values()]
        open_groups = [group for group in groups if "enum" not in group]
        assert all(group["additionalProperties"] is False for group in open_groups)


def test_there_are_no_others() -> None:
    assert {file.name for file in FOLDER.glob("*.json")} == set(map(file_name, EntryKind))


def test_the_full_entry_is_valid_in_other_tools() -> None:
    facts = FULL_ENTRY.read_text(encoding="utf-8").split("\n---\n")[0]

    class Typed(yaml.CSafeLoader):
        """What an editor reads: numbers and answers, but days as text (as in YAML 1.2)."""

        yaml_implicit_resolvers = {  # noqa: RUF012
            sign: [one for one in found if one[0] != "tag:yaml.org,2002:timestamp"]
            for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    validator = jsonschema.Draft202012Validator(schema_of(EntryKind.ORGANIZATION))
    for loader in (Typed, yaml.CBaseLoader):
        values: Any = yaml.load(facts, Loader=loader)
        assert not [f"{list(e.path)}: {e.message}" for e in validator.iter_errors(values)]


def test_writing(tmp_path: Path) -> None:
    changed = write_schemas(tmp_path)
    assert len(changed) == len(EntryKind)
    assert json.loads(changed[0].read_text(encoding="utf-8"))
    assert not write_schemas(tmp_path)
