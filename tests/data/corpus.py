"""The corpus of bad and good inputs, mapped line for line to this project's own fields.

The corpus' keys belong to a naive schema. Each of its lines becomes one line here, so that a case
keeps its one fault and the line it is expected on.
"""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

NOT_MAPPED: Final = frozenset({"V02"})
"""Cases whose line is put right here: V02 names the fence, the address stands one line below."""

SHARED_WORDS: Final = {
    "taxonomy/sectors.yml": "name: Sectors\nterms: [{id: community-organization, name: Group}]\n",
    "taxonomy/needs.yml": (
        "name: Needs\nterms:\n"
        "  - {id: legal-help, name: Legal help}\n"
        "  - {id: immigration-legal-help, name: Immigration, parent: legal-help}\n"
        "  - {id: learn-english, name: Learn English}\n"
    ),
}
"""What a directory needs so that nothing but the case itself is wrong with it."""


@dataclass(frozen=True)
class Case:
    """A case of the corpus, ready to be written below a folder."""

    id: str
    group: str
    outcomes: frozenset[str]
    files: dict[str, bytes]
    links: dict[str, str]
    where: tuple[str, int]
    """Path and line the message must name; an empty path or a line of 0: not said."""
    value: dict[str, Any]
    detail: str

    def write(self, folder: Path) -> Path:
        """Write the case and what every directory needs, and return the directory folder."""
        root = folder / "directory"
        words = {name: text.encode() for name, text in SHARED_WORDS.items()}
        for name, data in (words | self.files).items():
            file = root / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        for name, target in self.links.items():
            (root / name).symlink_to(target)
        return root


def read_cases(file: Path) -> dict[str, Case]:
    """Return the cases of one file of the corpus by their ids; those in prose have no files."""
    raw = json.loads(file.read_text(encoding="utf-8"))
    return {case["id"]: _case(case) for case in raw["cases"]}


def _case(raw: dict[str, Any]) -> Case:
    files: dict[str, bytes] = {}
    links: dict[str, str] = {}
    for file in raw["files"]:
        name = _place(file["path"])
        if "symlink_to" in file:
            links[name] = file["symlink_to"]
        elif "image" in file:
            files[name] = b""
        else:
            data = base64.b64decode(file["base64"]) if "base64" in file else _text(file)
            files[name] = data if _is_other(file["path"]) else mapped(data, raw)
    path, _, line = raw.get("where", "").partition(":")
    return Case(
        id=raw["id"],
        group=raw["group"],
        outcomes=frozenset({raw["expected"], *raw.get("also_ok", ())}),
        files=files,
        links=links,
        where=(
            f"directory/{_place(path)}" if path else "",
            int(line or 0) + (raw["id"] in NOT_MAPPED),
        ),
        value=raw.get("value", {}),
        detail=raw["detail"],
    )


def _text(file: dict[str, Any]) -> bytes:
    text: str = file["text"]
    if repeat := file.get("repeat"):
        text = text.replace(repeat["marker"], repeat["unit"] * repeat["times"])
    return text.encode("utf-8", "surrogatepass")


def _place(path: str) -> str:
    """Entries of the corpus are organizations here; anything else stays where it is."""
    folder, _, name = path.partition("/")
    return f"organizations/{name}" if folder == "directory" else path


def _is_other(path: str) -> bool:
    return path.endswith((".html", ".svg", ".js", "CNAME"))


def mapped(data: bytes, raw: dict[str, Any]) -> bytes:
    """Map the front matter of a file of the corpus, whatever its encoding and line ends."""
    for encoding in ("utf-8", "utf-16", "latin-1"):
        if encoding == "utf-16" and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return _mapped_text(text, raw).encode(encoding, "surrogatepass")
    raise AssertionError(raw["id"])


def _mapped_text(text: str, raw: dict[str, Any]) -> str:
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end)
    fences = [number for number, line in enumerate(lines) if line.lstrip("\ufeff") == "---"]
    if not fences or fences[0] > 1:
        return text
    last = fences[1] if len(fences) > 1 else len(lines)
    facts = lines[fences[0] + 1 : last]
    if not any(line.startswith("name:") for line in facts):
        return text
    return end.join([*lines[: fences[0] + 1], *_mapped_facts(facts, raw), *lines[last:]])


def _mapped_facts(facts: list[str], raw: dict[str, Any]) -> list[str]:
    keys = {key for key, colon, _ in (line.partition(":") for line in facts) if colon}
    hidden = "confidential" in keys
    country = "CA" if re.search(r'^zip: "?[A-Z]', "\n".join(facts), re.MULTILINE) else "US"
    done: list[str] = []
    for line in facts:
        key, colon, value = line.partition(":")
        value = value.strip(" ")
        match key if colon else "":
            case "slug" if raw["rule"] == "slug-format":
                done.append(f"former_ids: [{value}]")
            case "slug":
                done.append("sector: community-organization")
            case "phone":
                done.append(f"phones: [{{number: {value}}}]")
            case "address":
                seen = "visibility: confidential, " if hidden else ""
                done.append(
                    f"locations: [{{id: main, name: Main, {seen}address: {{address_1: {value}, "
                    f"city: Riverbend, state_province: IA, country: {country},"
                )
            case "zip":
                done.append(f"  postal_code: {value}" + ("}," if "lat" in keys else "}}]"))
            case "languages" if "lat" in keys:
                done.append(f"  languages: {value},")
            case "lat":
                done.append(f"  latitude: {value},")
            case "lon":
                done.append(f"  longitude: {value}}}]")
            case "confidential" if "address" in keys:
                done.append("# the location above is confidential")
            case "confidential":
                done.append("locations: [{id: main, name: Main, visibility: confidential}]")
            case "verified":
                done.append(f"assured: {{date: {value}}}")
            case "partners":
                ids = value.strip("[]").split(",")
                listed = ", ".join(f"{{organization: {one.strip()}}}" for one in ids)
                done.append(f"partnership: {{hands_off_to: [{listed}]}}")
            case _:
                done.append(line)
    if raw["rule"] == "slug-format":
        done.append("sector: community-organization")
    return done
