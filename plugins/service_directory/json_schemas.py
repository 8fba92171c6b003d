"""The models as JSON Schema (draft 2020-12): for editors, forms and other people's tools.

The files in `schemas/` are written from here; a test fails when they are not fresh.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from service_directory.reading.entry import MODELS, EntryKind

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
FOLDER: Final = Path(__file__).parent / "schemas"


@cache
def schema_of(kind: EntryKind) -> dict[str, Any]:
    """Return the schema of the facts of a kind of file."""
    schema = MODELS[kind].model_json_schema(by_alias=True, mode="validation")
    return {"$schema": DIALECT, **schema}


def schema_text(kind: EntryKind) -> str:
    """Return a schema as its file has it: the same bytes for the same models."""
    return json.dumps(schema_of(kind), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def file_name(kind: EntryKind) -> str:
    """Return the name of a kind's file in `schemas/`."""
    return f"{kind}.json"


def write_schemas(folder: Path = FOLDER) -> tuple[Path, ...]:
    """Write the schema of every kind into a folder and return the files that changed."""
    changed = []
    for kind in EntryKind:
        file = folder / file_name(kind)
        text = schema_text(kind)
        if not file.is_file() or file.read_text(encoding="utf-8") != text:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            changed.append(file)
    return tuple(changed)
