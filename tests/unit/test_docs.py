"""What the documents say is true: examples are read, options and commands are described."""

from __future__ import annotations

import re
from pathlib import Path

from service_directory.mkdocs_plugin import ServiceDirectoryConfig
from service_directory.model.service import Service
from service_directory.reading.entry import EntryKind
from service_directory.reading.read import read_file

ROOT = Path(__file__).parents[2]


def _yaml_blocks(name: str) -> list[str]:
    text = (ROOT / name).read_text(encoding="utf-8")
    return re.findall(r"```yaml\n(---\n.*?)```", text, flags=re.DOTALL)


def test_the_example_entries_are_read_without_a_word() -> None:
    blocks = [*_yaml_blocks("README.md"), *_yaml_blocks("CONTRIBUTING.md")]
    assert len(blocks) == 2
    for block in blocks:
        result = read_file(
            block.encode(), kind=EntryKind.ORGANIZATION, id="lantern", path="lantern.md"
        )
        assert not result.diagnostics
        assert result.entry is not None


def test_the_long_example_uses_every_field_of_a_service() -> None:
    entry = read_file(
        _yaml_blocks("CONTRIBUTING.md")[0].encode(),
        kind=EntryKind.ORGANIZATION,
        id="lantern",
        path="lantern.md",
    ).entry
    assert entry is not None
    services = getattr(entry.facts, "services", ())
    used = {field for service in services for field in service.model_fields_set}
    assert set(Service.model_fields) - used == set()


def test_the_message_the_documents_show_is_the_one_people_get() -> None:
    block = _yaml_blocks("README.md")[0].replace("cost: free", "cost: fre")
    result = read_file(
        block.encode(),
        kind=EntryKind.ORGANIZATION,
        id="lantern",
        path="directory/organizations/lantern.md",
    )
    (line,) = [diagnostic.as_text() for diagnostic in result.diagnostics]
    shown = (ROOT / "README.md").read_text(encoding="utf-8")
    words = line.partition("error: ")[2]
    assert words in shown


def test_every_option_of_the_plugin_is_described() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    described = set(re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE))
    options = {name for name, _ in ServiceDirectoryConfig._schema}
    assert described == options
