"""YAML's own errors in words: where the fault really is, and the line to write instead.

libyaml names the place where it gave up, which is often lines below the fault; and its words are
for programmers. Both parsers (C and Python) are understood, so the words are the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

import yaml

from service_directory.reading.yaml_layout import Trouble, swallowed_at
from service_directory.reading.yaml_quotes import unclosed_quote

MAX_REPAIRS: Final = 10
"""How many unquoted colons of one file are reported in one run."""

_FIELD: Final = re.compile(r"(?P<lead> *(?:- +)*)(?P<key>[^\s:#'\"\[\]{},][^:#]*?) *:(?: +|$)")
_SIGNS: Final = "@`%*&!|>?"
_INDENT_HINT: Final = (
    "fields of one group begin at the same column, and items of one list have their hyphens in "
    "one column"
)


class _Error(NamedTuple):
    """A YAML error with marks inside the text."""

    problem: str
    context: str
    line: int
    column: int
    context_line: int
    context_column: int


def explain(text: str, error: yaml.YAMLError) -> tuple[Trouble, str | None]:
    """Put a YAML error into words; with it comes a mended text where reading can go on."""
    lines = text.split("\n")
    fault = _read(error, lines)
    first = _directive(lines, fault) or unclosed_quote(lines, fault.line)
    if first is not None:
        return first, None
    if "values are not allowed" in fault.problem:
        return _colon(lines, fault)
    if "flow" in fault.context:
        return _lost_bracket(lines, fault) or (_other(lines, fault), None)
    return _other(lines, fault), None


def _read(error: yaml.YAMLError, lines: Sequence[str]) -> _Error:
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or ""
    mark = getattr(error, "problem_mark", None)
    context = getattr(error, "context_mark", None) or mark
    last = len(lines) - 1
    while last > 0 and not lines[last].strip():
        last -= 1
    line = min(mark.line, last) if mark else 0
    column = 0
    if mark:
        column = mark.column if mark.line <= last else len(lines[last])
    return _Error(
        str(problem),
        str(getattr(error, "context", None) or ""),
        line,
        column,
        min(context.line, last) if context else line,
        context.column if context else column,
    )


def _directive(lines: Sequence[str], fault: _Error) -> Trouble | None:
    for number, line in enumerate(lines[: fault.line + 1]):
        if line.startswith("%"):
            return Trouble(
                "yaml-directive",
                number,
                0,
                "lines that begin with % are not allowed here",
                "delete this line",
            )
    return None


def _lost_bracket(lines: Sequence[str], fault: _Error) -> tuple[Trouble, str] | None:
    """Find the # that swallowed a closing bracket: `{address_1: 101 River St #4, city: R}`."""
    for number in range(fault.context_line, fault.line + 1):
        start = fault.context_column if number == fault.context_line else 0
        place = lines[number].find(" #", start) + 1
        trouble = swallowed_at(lines[number], number, place) if place else None
        if trouble is not None:
            mended = [*lines]
            mended[number] = f"{lines[number][:place]}_{lines[number][place + 1 :]}"
            return trouble, "\n".join(mended)
    return None


def _colon(lines: Sequence[str], fault: _Error) -> tuple[Trouble, str | None]:
    line = lines[fault.line]
    field = _FIELD.match(line)
    if field is not None and field.end("key") < fault.column:
        return _colon_in_value(lines, fault, field)
    above = _line_above(lines, fault.line)
    if above is None:
        return _general(fault), None
    if _FIELD.match(lines[above]) is None:
        return _no_colon(lines, above), None
    if _indent(line) > _indent(lines[above]):
        return Trouble(
            "indentation",
            fault.line,
            _indent(line),
            "this line is indented more deeply than the line above, which already has its value",
            _INDENT_HINT,
        ), None
    return _general(fault), None


def _colon_in_value(
    lines: Sequence[str], fault: _Error, field: re.Match[str]
) -> tuple[Trouble, str | None]:
    line = lines[fault.line]
    value = line[field.end() :].rstrip()
    comment = re.search(r" {2,}#(?: |$).*", value)
    behind = comment.group() if comment else ""
    value = value[: len(value) - len(behind)].rstrip()
    if value[:1] in "'\"":
        return Trouble(
            "text-after-quote",
            fault.line,
            fault.column,
            "after the closing quotation mark the text goes on",
            "put the quotation marks round the whole value",
        ), None
    trouble = Trouble(
        "unquoted-colon",
        fault.line,
        fault.column,
        "this value has a colon in it, which YAML reads as the end of a field's name",
        f"put quotation marks round the text: {field['key']}: {_quoted(value)}",
    )
    mended = [*lines]
    mended[fault.line] = line[: field.end()] + "'" + value.replace("'", "''") + "'" + behind
    return trouble, "\n".join(mended)


def _quoted(value: str) -> str:
    value = _short(value)
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _no_colon(lines: Sequence[str], number: int) -> Trouble:
    line = lines[number]
    text = line.strip()
    column = _indent(line)
    if re.match(r"-+\S", text):
        message, hint = "this item has no space after its hyphen", f"write: - {text.lstrip('-')}"
    elif match := re.match(r"((?:- +)*[\w-]+)\s*[：﹕︓꞉]\s*(.*)", text):
        message = "the colon in this line is a wide one"
        hint = f"write : and a space: {match[1]}: {match[2]}"
    elif match := re.match(r"((?:- +)*[A-Za-z_][\w-]*):(\S.*)", text):
        message, hint = "a space is missing after the colon", f"write: {match[1]}: {match[2]}"
    elif match := re.match(r"((?:- +)*[A-Za-z_][\w-]*)[;=] *(.*)", text):
        message, hint = "this line has no colon", f"write: {match[1]}: {match[2]}"
    else:
        message = f"'{_short(text)}' is no `field: value`"
        hint = (
            "write the field's name, a colon and a space before it; or, if it belongs to the line "
            "above, put quotation marks round the whole text"
        )
    return Trouble("missing-colon", number, column, message, hint)


def _other(lines: Sequence[str], fault: _Error) -> Trouble:
    problem, context = fault.problem, fault.context
    if "could not find expected ':'" in problem:
        return _no_colon(lines, fault.context_line)
    if "cannot start any token" in problem or "keys are not allowed" in problem:
        return sign_in_front(lines[fault.line], fault.line, fault.column)
    if context.endswith(("a block scalar", "an alias", "an anchor", "a tag")) or (
        problem == "found undefined tag handle"
    ):
        before = lines[fault.context_line][: fault.context_column].rstrip()
        if before.endswith(("'", '"', "]", "}")):
            at_sign = fault._replace(line=fault.context_line, column=fault.context_column)
            return _structure(lines, at_sign)
        return sign_in_front(lines[fault.context_line], fault.context_line, fault.context_column)
    if problem == "found unexpected ':'":
        return Trouble(
            "missing-colon",
            fault.line,
            fault.column,
            "a space is missing after this colon",
            "put one there",
        )
    if "sequence entries are not allowed" in problem:
        return Trouble(
            "indentation",
            fault.line,
            fault.column,
            "a list cannot begin in the line of its field's name",
            "begin it in the next line, or write it in brackets: [first, second]",
        )
    if "escape" in problem or "hex" in problem:
        return Trouble(
            "escape",
            fault.line,
            fault.context_column,
            'a backslash \\ has a meaning of its own inside " quotation marks',
            "use ' quotation marks, or write / instead",
        )
    if "flow" in context:
        return _brackets(lines, fault)
    if "expected key" in problem or "<block end>" in problem or "'-' indicator" in problem:
        return _structure(lines, fault)
    if "node content" in problem:
        return sign_in_front(lines[fault.line], fault.line, fault.column)
    if "<document start>" in problem:
        return _structure(lines, fault)
    return _general(fault)


def sign_in_front(line: str, number: int, column: int) -> Trouble:
    """Say that a value cannot begin with the sign it begins with."""
    sign = line[column : column + 1]
    value = line[column:].strip()
    hint = f"put quotation marks round the value: {_quoted(value)}" if value else ""
    return Trouble(
        "special-sign",
        number,
        column,
        f"a value cannot begin with {sign}" if sign else "a value is missing here",
        hint,
    )


def _brackets(lines: Sequence[str], fault: _Error) -> Trouble:
    opening = lines[fault.context_line][fault.context_column : fault.context_column + 1]
    if "node content" in fault.problem:
        return Trouble(
            "bracket-item",
            fault.line,
            fault.column,
            "an item is missing before this sign",
            "write it, or delete the comma too much",
        )
    if opening not in ("[", "{"):
        return sign_in_front(lines[fault.line], fault.line, fault.column)
    closing = "]" if opening == "[" else "}"
    if fault.line > fault.context_line or fault.column >= len(lines[fault.line].rstrip()):
        return Trouble(
            "unclosed-bracket",
            fault.context_line,
            fault.context_column,
            f"the bracket {opening} that opens here is not closed in this line",
            f"put {closing} behind the last item; a text that begins with {opening} needs "
            "quotation marks",
        )
    return Trouble(
        "bracket-item",
        fault.line,
        fault.column,
        f"a comma or {closing} is expected before this sign",
        "put a comma between items, a space after each colon, and quotation marks round a text "
        "that has , : [ ] { or } in it",
    )


def _structure(lines: Sequence[str], fault: _Error) -> Trouble:
    line = lines[fault.line]
    if line[: fault.column].strip(" -"):
        before = line[: fault.column].rstrip()
        if before.endswith(("'", '"')):
            return _after_quote(line, fault)
        if before.endswith(("]", "}")):
            return Trouble(
                "text-after-bracket",
                fault.line,
                fault.column,
                "after the closing bracket the text goes on",
                "a text that begins with a bracket needs quotation marks",
            )
        sign = _FIELD.match(line)
        if sign is not None and line[sign.end() : sign.end() + 1] in _SIGNS:
            return sign_in_front(line, fault.line, sign.end())
        return _general(fault)
    if line[fault.column : fault.column + 1] == ":":
        return Trouble(
            "yaml-key",
            fault.line,
            fault.column,
            "the name of the field before the colon is missing",
            "write `field: value`",
        )
    return Trouble(
        "indentation",
        fault.line,
        fault.column,
        "the spaces at the beginning of this line do not fit the lines above",
        _INDENT_HINT,
    )


def _after_quote(line: str, fault: _Error) -> Trouble:
    field = _FIELD.match(line)
    value = line[field.end() :].strip() if field else ""
    hint = "put the quotation marks round the whole value"
    if value[:1] == "'" == value[-1:] and '"' not in value and len(value) < 80:
        hint = f'an apostrophe inside needs the other quotation marks: "{value[1:-1]}"'
    return Trouble(
        "text-after-quote",
        fault.line,
        fault.column,
        "after the closing quotation mark the text goes on",
        hint,
    )


def _general(fault: _Error) -> Trouble:
    return Trouble(
        "yaml-syntax",
        fault.line,
        fault.column,
        "this line, or the one above it, cannot be read as `field: value`",
        "compare it with another entry: colon and space after each name, quotation marks and "
        "brackets closed, lines of one group below each other",
    )


def _line_above(lines: Sequence[str], number: int) -> int | None:
    number -= 1
    while number >= 0 and (not lines[number].strip() or lines[number].lstrip().startswith("#")):
        number -= 1
    return number if number >= 0 else None


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
