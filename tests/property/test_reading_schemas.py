"""What the models take in, the JSON Schemas take in; a key neither knows, both refuse."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from typing import Any, Final

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from service_directory.json_schemas import schema_of
from service_directory.reading.entry import MODELS, EntryKind
from tests.data.values import values_of

TREES: Final = {kind: values_of(kind) for kind in EntryKind}
VALIDATORS: Final = {kind: jsonschema.Draft202012Validator(schema_of(kind)) for kind in EntryKind}
SCALARS: Final = (
    "", "a", "a-b", "a/b", "0123", "1e3", "no", "yes", "true", "24:00", "09:30", "2026-02-28",
    "2026-02-30", "-90.66", "42", "MO", "-1FR", "en", "zh-Hans", "iw", "US", "52001", "free",
    "none", "https://a.example/ñ?x=1", "o'brien@a.example", "211", "two\nlines", "WEEKLY",
)  # fmt: skip
JSON_TREES: Final = st.recursive(
    st.sampled_from(SCALARS),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.just("id"), inner, max_size=1),
    max_leaves=3,
)


def places(tree: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    items = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in items:
        yield (*path, key)
        if isinstance(value, dict | list):
            yield from places(value, (*path, key))


def changed(kind: EntryKind, path: tuple[str | int, ...], value: Any) -> Any:
    """Return a tree with one place replaced, or dropped where the value is None."""
    tree = copy.deepcopy(TREES[kind])
    around: Any = tree
    for step in path[:-1]:
        around = around[step]
    if value is None:
        del around[path[-1]]
    else:
        around[path[-1]] = value
    return tree


def accepted(kind: EntryKind, tree: Any) -> bool:
    try:
        MODELS[kind].model_validate(tree)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("kind", EntryKind)
def test_the_trees_themselves(kind: EntryKind) -> None:
    assert accepted(kind, TREES[kind])
    assert VALIDATORS[kind].is_valid(TREES[kind])


@given(data=st.data(), kind=st.sampled_from(list(EntryKind)), value=st.none() | JSON_TREES)
def test_what_the_models_accept_the_schemas_accept(
    data: st.DataObject, kind: EntryKind, value: Any
) -> None:
    path = data.draw(st.sampled_from(list(places(TREES[kind]))))
    tree = changed(kind, path, value)
    if accepted(kind, tree):
        wrong = [error.message for error in VALIDATORS[kind].iter_errors(tree)]
        assert not wrong, (path, value)


@pytest.mark.parametrize("kind", EntryKind)
def test_every_scalar_everywhere(kind: EntryKind) -> None:
    seen = 0
    for path in places(TREES[kind]):
        for value in (None, *SCALARS[len(path) % 4 :: 4]):
            tree = changed(kind, path, value)
            if accepted(kind, tree):
                seen += 1
                assert VALIDATORS[kind].is_valid(tree), (path, value)
        if kind is EntryKind.ORGANIZATION and seen > 100:
            return
    assert seen > 5


@pytest.mark.parametrize("kind", EntryKind)
def test_unknown_keys_are_refused_by_both(kind: EntryKind) -> None:
    groups = [(), *places(TREES[kind])]
    seen = 0
    for path in groups:
        inside: Any = TREES[kind]
        for step in path:
            inside = inside[step]
        if not isinstance(inside, dict):
            continue
        seen += 1
        tree = changed(kind, (*path, "no_such_field"), "x")
        assert not accepted(kind, tree), path
        assert not VALIDATORS[kind].is_valid(tree), path
    assert seen
