"""The words for faults of structure: missing and unknown fields, lists, groups and choices."""

from __future__ import annotations

from typing import Final

from service_directory.model.fields import Model
from service_directory.reading.field_shapes import fields_of
from service_directory.reading.field_words import (
    CHOICE_NOUNS,
    EXAMPLES,
    MODEL_NOUNS,
    OTHER_NAMES,
    RESERVED_KEYS,
)
from service_directory.reading.message_parts import (
    Fault,
    Words,
    did_you_mean,
    listed,
    shortened,
)

MOST_LISTED: Final = 14
"""A list of more fields than this helps nobody."""


def _example(fault: Fault) -> str:
    return EXAMPLES.get(fault.field, "…")


def missing(fault: Fault) -> Words:
    """Say that a field is missing, or is there without a value."""
    noun = MODEL_NOUNS.get(fault.around.model or Model, "this group")
    hint = f"write for example {fault.field}: {_example(fault)}"
    if fault.empty_line is not None:
        return Words("required", f"'{fault.field}' in line {fault.empty_line} is empty", hint)
    return Words("required", f"{noun} needs the field '{fault.field}', which is missing", hint)


def unknown_key(fault: Fault) -> Words:
    """Say that a field is unknown, and which one may be meant."""
    key = fault.field
    noun = MODEL_NOUNS.get(fault.around.model or Model, "this group")
    if key in RESERVED_KEYS:
        return Words(
            "reserved-key",
            f"'{key}' belongs to MkDocs and is no field of {noun}",
            RESERVED_KEYS[key] or "delete this line",
        )
    if "：" in key or ":" in key:
        return Words("unknown-key", f"'{key}' is no field of {noun}", "put a space after the colon")
    known = fault.around.keys
    message = f"'{shortened(key)}' is no field of {noun}"
    field, other = OTHER_NAMES.get(key.lower().replace("-", "_"), ("", ""))
    if other and (not field or field in known):
        return Words("unknown-key", message, other)
    hint = did_you_mean(key, known)
    if not hint and len(known) <= MOST_LISTED:
        hint = f"its fields are {listed(known, 'and')}"
    return Words("unknown-key", message, hint or "compare it with another entry")


def unknown_value(fault: Fault) -> Words:
    """Say that a word is none of those to choose from."""
    if not isinstance(fault.value, str):
        return text_expected(fault)
    noun = CHOICE_NOUNS.get(fault.field, f"one of the words for '{fault.field}'")
    choices = fault.shape.choices
    return Words(
        "unknown-value",
        f"'{fault.typed}' is not {noun}; write {listed(choices)}",
        did_you_mean(fault.value, choices),
    )


def list_expected(fault: Fault) -> Words:
    """Say that a list is expected."""
    key, value = fault.field, fault.value
    if isinstance(value, str):
        items = [part.strip() for part in value.split(",") if part.strip()]
        more = ", or none" if key == "required_documents" else ""
        if fault.shape.item and fault.shape.item.model:
            return _list_of_groups(fault, fault.shape.item.model)
        return Words(
            "type-list",
            f"'{key}' is a list, but a single text stands here",
            f"write it in brackets: {key}: [{', '.join(items)}]{more}",
        )
    if fault.shape.item and fault.shape.item.model:
        return _list_of_groups(fault, fault.shape.item.model)
    return Words(
        "type-list",
        f"'{key}' is a list, but fields stand here",
        f"write it in brackets: {key}: [first, second]",
    )


def _list_of_groups(fault: Fault, model: type[Model]) -> Words:
    return Words(
        "type-list",
        f"'{fault.field}' is a list; each of its items begins with a hyphen",
        f"write in the next line: - {_group_example(model)}",
    )


def _group_example(model: type[Model]) -> str:
    keys = list(fields_of(model))[:2]
    return "{" + ", ".join(f"{key}: {EXAMPLES.get(key, '…')}" for key in keys) + "}"


def group_expected(fault: Fault) -> Words:
    """Say that a group of fields is expected."""
    if not fault.where:
        return Words("yaml-mapping", "lines of the form `field: value` are expected here")
    model = fault.shape.model
    example = _group_example(model) if model else "{…}"
    is_item = isinstance(fault.where[-1], int)
    stands = "a list stands here" if isinstance(fault.value, list) else "a text stands here"
    what = (
        f"an item of '{fault.field}' consists of fields"
        if is_item
        else (f"'{fault.field}' consists of fields")
    )
    written = f"- {example}" if is_item else f"{fault.field}: {example}"
    hint = f"write for example {written}"
    if isinstance(fault.value, list) and not is_item:
        hint += "; a single group has no hyphen"
    return Words("type-group", f"{what}, but {stands}", hint)


def text_expected(fault: Fault) -> Words:
    """Say that a single text is expected."""
    is_item = isinstance(fault.where[-1], int) if fault.where else False
    what = f"an item of '{fault.field}'" if is_item else f"'{fault.field}'"
    value = fault.value
    if isinstance(value, dict):
        shown = ", ".join(f"{key}: {item}" for key, item in value.items() if isinstance(item, str))
        lead = "- " if is_item else f"{fault.field}: "
        hint = "put quotation marks round a text that has a colon or begins with {"
        if shown:
            hint += f': {lead}"{shortened(shown)}"'
        return Words("type-text", f"{what} is one text, but fields stand here", hint)
    if isinstance(value, list) and len(value) == 1 and isinstance(value[0], str):
        hint = f"write it without brackets or hyphen: {fault.field}: {value[0]}"
    else:
        hint = "write a single text; if it begins with [, put quotation marks round it"
    return Words("type-text", f"{what} is one text, but a list stands here", hint)
