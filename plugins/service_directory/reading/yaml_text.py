"""YAML to plain values through PyYAML's events: every scalar stays the text that was typed.

Nothing is constructed, nothing is converted, nothing is called recursively. What YAML allows but a
partner never means (anchors, tags, merge keys, the same key twice, swallowed comments) is refused
with its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import yaml

from service_directory.diagnostics import Diagnostic, Severity
from service_directory.reading.entry import FactPath, Position, Positions
from service_directory.reading.source import NOT_ALLOWED, Source, why_refused
from service_directory.reading.yaml_layout import (
    Span,
    Trouble,
    joined_lines,
    look_alikes,
    swallowed_comments,
    with_plain_spaces,
)
from service_directory.reading.yaml_syntax import MAX_REPAIRS, explain

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

MAX_DEPTH: Final = 12
MAX_NODES: Final = 5_000
MAX_TROUBLES: Final = 20
NOTHING: Final = frozenset({"", "~", "null"})
"""What stands unquoted where nothing was typed."""

Parser: TypeAlias = Callable[[str], Any]
FAST_PARSER: Final[Parser] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
PURE_PARSER: Final[Parser] = yaml.BaseLoader

_CURLY_DOUBLE: Final = "“”„‟«»＂"
_CURLY_SINGLE: Final = "‘’‚‛＇"
_CURLY: Final = _CURLY_DOUBLE + _CURLY_SINGLE


@dataclass(frozen=True, slots=True)
class YamlFacts:
    """The values of a document, and where they stand."""

    values: dict[str, Value]
    positions: Positions
    empty: tuple[FactPath, ...] = ()
    """Keys nothing was typed for; they are not among the values."""


@dataclass(slots=True)
class _Walked:
    """What one walk over the events brought together."""

    values: Value | None = None
    troubles: list[Trouble] = field(default_factory=list)
    empty: list[FactPath] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    keys: dict[FactPath, Position] = field(default_factory=dict)
    places: dict[FactPath, Position] = field(default_factory=dict)
    syntax: yaml.YAMLError | None = None
    stopped: bool = False
    unusable: bool = False
    """True when the values would only give further troubles that are none."""


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
    walked = _walk(text, parser)
    for _ in range(MAX_REPAIRS):
        if walked.syntax is None:
            break
        trouble, mended = explain(text, walked.syntax)
        if not (blanks_mended and mended is None):
            troubles.append(trouble)
        if mended is None:
            break
        text = mended
        walked = _walk(text, parser)
    troubles += walked.troubles
    if walked.syntax is None and not walked.stopped:
        troubles += swallowed_comments(text, walked.spans)
    diagnostics = [_diagnostic(source, trouble, line) for trouble in troubles]
    if walked.syntax is not None or walked.stopped or walked.unusable:
        return None, diagnostics
    values = {} if walked.values is None else walked.values
    if not isinstance(values, dict):
        diagnostics.append(_not_a_mapping(source, line, walked.values))
        return None, diagnostics
    late = _LatePlaces(source, text, line, place)
    positions = Positions(keys=_PlaceMap(late, "keys"), values=_PlaceMap(late, "values"))
    return YamlFacts(values, positions, tuple(walked.empty)), diagnostics


def _walk(text: str, parser_class: Parser, *, record: bool = False) -> _Walked:
    walked = _Walked()
    try:
        parser = parser_class(text)
        builder = _Builder(text, walked, record=record)
        while builder.take(parser.get_event()):
            pass
    except yaml.YAMLError as error:
        walked.syntax = error
    return walked


class _Frame:
    """A list or mapping that is being filled."""

    __slots__ = ("container", "flow", "key", "path", "seen")

    def __init__(self, container: Any, path: FactPath, *, flow: bool) -> None:
        self.container = container
        self.path = path
        self.flow = flow
        self.key: str | None = None
        self.seen: dict[str, Any] = {}

    def child_path(self) -> FactPath:
        if isinstance(self.container, dict):
            return (*self.path, self.key or "")
        return (*self.path, len(self.container))


class _Builder:
    """Builds values from events, one at a time, with a stack of its own."""

    def __init__(self, text: str, walked: _Walked, *, record: bool) -> None:
        self.text = text
        self.walked = walked
        self.record = record
        self.stack: list[_Frame] = []
        self.nodes = 0
        self.documents = 0
        self.spans_wanted = " #" in text
        self.escapes = "\\" in text

    def take(self, event: Any) -> bool:
        """Take one event; False ends the walk."""
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._open(event, {})
        elif kind is yaml.SequenceStartEvent:
            self._open(event, [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.stack.pop()
        elif kind is yaml.AliasEvent:
            self._reject(event, "yaml-alias", _no_sign("*", "an alias"))
            self._place("", event)
        elif kind is yaml.DocumentStartEvent:
            self._document(event)
        elif kind is yaml.StreamEndEvent:
            return False
        if len(self.stack) > MAX_DEPTH:
            self._stop(event, "yaml-depth", f"lists stand in lists more than {MAX_DEPTH} deep")
        elif self.nodes > MAX_NODES:
            self._stop(event, "yaml-size", f"more than {MAX_NODES:,} values in one file")
        elif len(self.walked.troubles) > MAX_TROUBLES:
            self.walked.stopped = True
        return not self.walked.stopped

    def _scalar(self, event: Any) -> None:
        value = event.value
        start, end = event.start_mark, event.end_mark
        plain = event.implicit[0]
        if self.spans_wanted:
            self.walked.spans.append((start.index, end.index))
        if event.anchor is not None or event.tag is not None:
            self._anchor_or_tag(event)
        frame = self.stack[-1] if self.stack else None
        if start.line != end.line and event.style not in ("|", ">"):
            trouble = joined_lines(
                self.text[start.index : end.index], start, in_flow=bool(frame and frame.flow)
            )
            if trouble:
                self.walked.troubles.append(trouble)
        if plain:
            if value in NOTHING:
                self._nothing(event)
                return
            if value[0] in _CURLY:
                self._curly(event)
        elif self.escapes and event.style == '"':
            found = NOT_ALLOWED.search(value)
            if found:
                self._refuse(event, *why_refused(found.group()))
        self._place(value, event)

    def _place(self, value: Value, event: Any) -> None:
        """Put a value where it belongs: the root, a list, a key or the value of a key."""
        self.nodes += 1
        if not self.stack:
            self.walked.values = value
            return
        frame = self.stack[-1]
        if frame.container.__class__ is dict and frame.key is None:
            self._key(frame, value, event)
            return
        if self.record:
            self._record(self.walked.places, frame.child_path(), event)
        if frame.container.__class__ is dict:
            frame.container.setdefault(frame.key, value)
            frame.key = None
        else:
            frame.container.append(value)

    def _key(self, frame: _Frame, key: Value, event: Any) -> None:
        if not isinstance(key, str):
            message = "a list or a group stands where the name of a field is expected"
            self._reject(event, "yaml-key", message, hint="write it as `field: value`")
            key = f"?{event.start_mark.line}"
        elif key == "<<" and event.implicit[0]:
            self._reject(event, "yaml-merge-key", "`<<` (copying of fields) is not allowed here")
            key = f"?{event.start_mark.line}"
        first = frame.seen.setdefault(key, event.start_mark)
        if first is not event.start_mark:
            self.walked.troubles.append(
                Trouble(
                    "duplicate-key",
                    event.start_mark.line,
                    event.start_mark.column,
                    f"'{key}' stands here for the second time; the first is in line {{line}}",
                    "keep one of the two",
                    refers_to=first.line,
                )
            )
        frame.key = key
        if self.record:
            self._record(self.walked.keys, (*frame.path, key), event)

    def _nothing(self, event: Any) -> None:
        frame = self.stack[-1] if self.stack else None
        if frame is None:
            return
        if frame.container.__class__ is list:
            self._refuse(
                event, "empty-item", "an item of this list is empty", hint="fill it in or delete it"
            )
            self._place("", event)
        elif frame.key is None:
            self._reject(event, "yaml-key", "the name of the field before the colon is missing")
            self._place(f"?{event.start_mark.line}", event)
        else:
            self.nodes += 1
            self.walked.empty.append(frame.child_path())
            frame.key = None

    def _open(self, event: Any, container: Any) -> None:
        if event.anchor is not None or event.tag is not None:
            self._anchor_or_tag(event)
        frame = self.stack[-1] if self.stack else None
        path: FactPath = ()
        if frame is not None and not (isinstance(frame.container, dict) and frame.key is None):
            path = frame.child_path()
        self._place(container, event)
        self.stack.append(_Frame(container, path, flow=bool(event.flow_style)))

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop(
                event, "yaml-documents", "a second document begins here; a file holds only one",
                hint="delete this line or move what follows into a file of its own",
            )
        elif event.version is not None or event.tags:
            self._reject(event, "yaml-directive", "lines that begin with % are not allowed here")

    def _anchor_or_tag(self, event: Any) -> None:
        if event.anchor is not None:
            self._reject(event, "yaml-anchor", _no_sign("&", "an anchor"))
        if event.tag is not None:
            self._reject(event, "yaml-tag", _no_sign("!", "a tag"))

    def _curly(self, event: Any) -> None:
        value = event.value
        rest = value[1:]
        if value[0] in _CURLY_DOUBLE:
            wrong = rest[-1:] in tuple(_CURLY_DOUBLE) or not any(c in _CURLY_DOUBLE for c in rest)
        else:
            wrong = rest[-1:] in tuple(_CURLY_SINGLE)
        if wrong:
            self._refuse(
                event,
                "curly-quotes",
                f"the value {value} stands in curly quotation marks, which would be printed",
                hint=f'write straight ones: "{value.strip(_CURLY)}"',
            )

    def _record(self, places: dict[FactPath, Position], path: FactPath, event: Any) -> None:
        places.setdefault(path, Position(event.start_mark.line, event.start_mark.column))

    def _refuse(self, event: Any, rule: str, message: str, hint: str = "") -> None:
        mark = event.start_mark
        self.walked.troubles.append(Trouble(rule, mark.line, mark.column, message, hint))

    def _reject(self, event: Any, rule: str, message: str, hint: str = "") -> None:
        self._refuse(event, rule, message, hint)
        self.walked.unusable = True

    def _stop(self, event: Any, rule: str, message: str, hint: str = "") -> None:
        self._refuse(event, rule, message, hint)
        self.walked.stopped = True


class _LatePlaces:
    """Positions of one document, found only when somebody asks.

    A file without mistakes needs none, and 300 positions an entry would cost more time and ten
    times more memory than the facts themselves.
    """

    def __init__(self, source: Source, text: str, line: int, place: int) -> None:
        self.source = Source(source.path, "", source.removed)
        self.text = text
        self.line = line
        self.place = place
        self.found: tuple[dict[FactPath, Position], dict[FactPath, Position]] | None = None

    def __getstate__(self) -> dict[str, object]:
        return {**self.__dict__, "found": None}

    def look(self) -> tuple[dict[FactPath, Position], dict[FactPath, Position]]:
        if self.found is None:
            walked = _walk(self.text, FAST_PARSER, record=True)
            places = {(): Position(self.place, 1)} | self._in_file(walked.places)
            self.found = (self._in_file(walked.keys), places)
        return self.found

    def _in_file(self, places: Mapping[FactPath, Position]) -> dict[FactPath, Position]:
        return {
            path: Position(
                line + self.line, self.source.column(line + self.line, column + 1)
            )
            for path, (line, column) in places.items()
        }


class _PlaceMap(Mapping[FactPath, Position]):
    """The keys or the values of late positions, as the mapping others expect."""

    def __init__(self, late: _LatePlaces, part: str) -> None:
        self._late = late
        self._part = 0 if part == "keys" else 1

    def __getitem__(self, path: FactPath) -> Position:
        return self._late.look()[self._part][path]

    def __iter__(self) -> Iterator[FactPath]:
        return iter(self._late.look()[self._part])

    def __len__(self) -> int:
        return len(self._late.look()[self._part])


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
        source.path, line, 1, Severity.ERROR, "yaml-mapping",
        "lines of the form `field: value` are expected here", hint,
    )


def _no_sign(sign: str, what: str) -> str:
    return (
        f"a value cannot begin with {sign} (YAML reads it as {what}); "
        'put quotation marks round the value: "…"'
    )
