"""YAML to plain values through PyYAML's events: every scalar stays the text that was typed.

Nothing is constructed, nothing is converted, nothing is called recursively. What YAML allows but a
partner never means (anchors, tags, merge keys, the same key twice, swallowed comments) is refused
with its place.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.reading.entry import FactPath, Positions
from service_directory.reading.source import Source
from service_directory.reading.yaml_builder import Value, walk
from service_directory.reading.yaml_layout import (
    Trouble,
    look_alikes,
    swallowed_comments,
    with_plain_spaces,
)
from service_directory.reading.yaml_parsers import FAST_PARSER, Parser
from service_directory.reading.yaml_positions import late_positions
from service_directory.reading.yaml_syntax import MAX_REPAIRS, explain


@dataclass(frozen=True, slots=True)
class YamlFacts:
    """The values of a document, and where they stand."""

    values: dict[str, Value]
    positions: Positions
    empty: tuple[FactPath, ...] = ()
    """Keys nothing was typed for; they are not among the values."""


def read_yaml(
    source: Source, text: str, *, line: int, place: int = 1, parser: Parser = FAST_PARSER
) -> tuple[YamlFacts | None, list[Diagnostic]]:
    """Read YAML into values of text, lists and mappings, or say what is wrong with it.

    `line` is the line of the file the text starts on, `place` the line to point at when the
    document as a whole is meant. Facts and diagnostics may both be given: everything that can be
    told in one run is told.
    """
    troubles = look_alikes(text)
    blanks_mended = bool(troubles)
    text = with_plain_spaces(text)
    walked = walk(text, parser)
    for _ in range(MAX_REPAIRS):
        if walked.syntax is None:
            break
        trouble, mended = explain(text, walked.syntax)
        if not (blanks_mended and mended is None):
            troubles.append(trouble)
        if mended is None:
            # what was found at or below the fault is mostly a consequence of it
            walked.troubles = [one for one in walked.troubles if one.line < trouble.line]
            break
        text = mended
        walked = walk(text, parser)
    troubles += walked.troubles
    if walked.whole:
        troubles += swallowed_comments(text, walked.spans)
    diagnostics = [_diagnostic(source, trouble, line) for trouble in troubles]
    if not walked.whole or walked.unusable:
        return None, diagnostics
    values = {} if walked.values is None else walked.values
    if not isinstance(values, dict):
        diagnostics.append(_not_a_mapping(source, line, walked.values))
        return None, diagnostics
    positions = late_positions(source, text, line=line, place=place)
    return YamlFacts(values, positions, tuple(walked.empty)), diagnostics


def _diagnostic(source: Source, trouble: Trouble, first_line: int) -> Diagnostic:
    line = trouble.line + first_line
    message = trouble.message
    if trouble.refers_to is not None:
        message = message.replace("{line}", str(trouble.refers_to + first_line))
    return Diagnostic(
        source.path,
        line,
        source.column(line, trouble.column + 1),
        Severity.ERROR,
        trouble.rule,
        message,
        trouble.hint,
    )


def _not_a_mapping(source: Source, line: int, value: Value | None) -> Diagnostic:
    hint = "write one fact a line, such as `name: Lantern Welcome Center`"
    if isinstance(value, str) and re.match(r"[\w-]+：", value):
        hint = "the colon is a wide one; write : and a space after it"
    elif isinstance(value, str) and re.match(r"[\w-]+:\S", value):
        hint = "put a space after the colon"
    return Diagnostic(
        source.path,
        line,
        1,
        Severity.ERROR,
        "yaml-mapping",
        "lines of the form `field: value` are expected here",
        hint,
    )
