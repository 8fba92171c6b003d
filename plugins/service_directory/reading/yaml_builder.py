"""Values built from YAML's events, one at a time; what a partner never means is refused here."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, TypeAlias

import yaml

from service_directory.reading.entry import FactPath, Position
from service_directory.reading.source import NOT_ALLOWED, why_refused
from service_directory.reading.yaml_layout import Span, Trouble, joined_lines, lines_with_hash
from service_directory.reading.yaml_parsers import Parser
from service_directory.reading.yaml_syntax import sign_in_front

Value: TypeAlias = "str | list[Value] | dict[str, Value]"

MAX_DEPTH: Final = 12
MAX_NODES: Final = 5_000
MAX_TROUBLES: Final = 20
NOTHING: Final = frozenset({"", "~", "null"})
"""What stands unquoted where nothing was typed."""

_BLOCK_HEADER: Final = re.compile(r"[|>][-+1-9]{0,2} *(?:  # .*)?$")
_CURLY_DOUBLE: Final = "“”„‟«»＂"
_CURLY_SINGLE: Final = "‘’‚‛＇"
_CURLY: Final = _CURLY_DOUBLE + _CURLY_SINGLE


@dataclass(slots=True)
class Walked:
    """What one walk over the events brought together."""

    values: Value | None = None
    troubles: list[Trouble] = field(default_factory=list)
    empty: list[FactPath] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    keys: dict[FactPath, Position] = field(default_factory=dict)
    places: dict[FactPath, Position] = field(default_factory=dict)
    syntax: yaml.YAMLError | None = None
    stopped: bool = False
    whole: bool = False
    """True when the text was read to its end."""
    unusable: bool = False
    """True when the values would only give further troubles that are none."""


def walk(text: str, parser_class: Parser, *, record: bool = False) -> Walked:
    """Walk over a text once; with `record`, note the place of every key and value."""
    builder = _Builder(text, record=record)
    try:
        next_event = parser_class(text).get_event
        takers = builder.takers()
        while not builder.walked.stopped:
            event = next_event()
            take = takers.get(event.__class__)
            if take is not None:
                take(event)
    except yaml.YAMLError as error:
        builder.walked.syntax = error
    return builder.walked


class _Frame:
    """A list or mapping that is being filled."""

    __slots__ = ("container", "flow", "is_list", "key", "path", "seen")

    def __init__(self, container: Any, path: FactPath, *, flow: bool) -> None:
        self.container = container
        self.is_list = container.__class__ is list
        self.path = path
        self.flow = flow
        self.key: str | None = None
        self.seen: dict[str, Any] = {}

    def child_path(self) -> FactPath:
        step = len(self.container) if self.is_list else self.key or ""
        return (*self.path, step)


class _Builder:
    """Builds values from events, one at a time, with a stack of its own."""

    def __init__(self, text: str, *, record: bool) -> None:
        self.text = text
        self.record = record
        self.walked = Walked()
        self.stack: list[_Frame] = []
        self.frame: _Frame | None = None
        self.nodes = 0
        self.documents = 0
        self.lines_with_hash = lines_with_hash(text)
        self.escapes = "\\" in text

    def takers(self) -> Mapping[type, Callable[[Any], None]]:
        """Return what takes an event, by its class; others say nothing new."""
        return {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: lambda event: self._open(event, {}),
            yaml.SequenceStartEvent: lambda event: self._open(event, []),
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
            yaml.StreamEndEvent: self._end,
        }

    def _scalar(self, event: Any) -> None:
        value = event.value
        line = event.start_mark.line
        if line != event.end_mark.line:
            self._several_lines(event)
        elif line in self.lines_with_hash:
            self.walked.spans.append((event.start_mark.index, event.end_mark.index))
        if event.tag is not None or event.anchor is not None:
            self._anchor_or_tag(event)
        if event.implicit[0]:
            if value in NOTHING:
                self._nothing(event)
                return
            if value[0] in _CURLY:
                self._curly(event)
        elif event.style == '"':
            found = NOT_ALLOWED.search(value) if self.escapes else None
            if found:
                self._refuse(event, *why_refused(found.group()))
        elif event.style in ("|", ">"):
            self._block_header(event)
        self._place(value, event)

    def _place(self, value: Value, event: Any) -> None:
        """Put a value where it belongs: the root, a list, a key or the value of a key."""
        self.nodes += 1
        frame = self.frame
        if frame is None:
            self.walked.values = value
        elif frame.is_list:
            if self.record:
                self._record(self.walked.places, frame.child_path(), event)
            frame.container.append(value)
        elif frame.key is None:
            self._key(frame, value, event)
        else:
            if self.record:
                self._record(self.walked.places, frame.child_path(), event)
            frame.container.setdefault(frame.key, value)
            frame.key = None

    def _key(self, frame: _Frame, key: Value, event: Any) -> None:
        if not isinstance(key, str):
            message = "a list or a group stands where the name of a field is expected"
            self._reject(event, "yaml-key", message, hint="write it as `field: value`")
            key = f"?{event.start_mark.line}"
        elif key == "<<" and event.implicit[0]:
            self._reject(event, "yaml-merge-key", "`<<` (copying of fields) is not allowed here")
            key = f"?{event.start_mark.line}"
        if key in frame.seen:
            self._duplicate(key, event, frame.seen[key])
        else:
            frame.seen[key] = event.start_mark
        frame.key = key
        if self.record:
            self._record(self.walked.keys, (*frame.path, key), event)

    def _duplicate(self, key: str, event: Any, first: Any) -> None:
        mark = event.start_mark
        message = f"'{_short(key)}' stands here for the second time; the first is in line {{line}}"
        self._report(
            Trouble(
                "duplicate-key",
                mark.line,
                mark.column,
                message,
                "keep one of the two",
                refers_to=first.line,
            )
        )

    def _nothing(self, event: Any) -> None:
        frame = self.frame
        if frame is None:
            return
        if frame.is_list:
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

    def _several_lines(self, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        self.walked.spans.append((start.index, end.index))
        if event.style in ("|", ">"):
            return
        in_flow = self.frame is not None and self.frame.flow
        trouble = joined_lines(self.text[start.index : end.index], start, in_flow=in_flow)
        if trouble:
            self._report(trouble)

    def _block_header(self, event: Any) -> None:
        """What stands behind | or > in its line is lost; libyaml takes even `|#text`."""
        mark = event.start_mark
        line = self.text[mark.index - mark.column :].split("\n", 1)[0]
        if not _BLOCK_HEADER.match(line, mark.column):
            self._report(sign_in_front(line, mark.line, mark.column))

    def _open(self, event: Any, container: Any) -> None:
        if event.tag is not None or event.anchor is not None:
            self._anchor_or_tag(event)
        frame = self.frame
        path: FactPath = ()
        if frame is not None and (frame.is_list or frame.key is not None):
            path = frame.child_path()
        self._place(container, event)
        self.frame = _Frame(container, path, flow=bool(event.flow_style))
        self.stack.append(self.frame)
        if len(self.stack) > MAX_DEPTH:
            self._stop(event, "yaml-depth", f"lists stand in lists more than {MAX_DEPTH} deep")
        elif self.nodes > MAX_NODES:
            self._stop(event, "yaml-size", f"more than {MAX_NODES:,} values in one file")

    def _close(self, event: Any) -> None:
        self.stack.pop()
        self.frame = self.stack[-1] if self.stack else None
        if self.nodes > MAX_NODES:
            self._stop(event, "yaml-size", f"more than {MAX_NODES:,} values in one file")

    def _alias(self, event: Any) -> None:
        self._reject(event, "yaml-alias", _no_sign("*", "an alias"))
        self._place("*", event)

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            self._stop(
                event,
                "yaml-documents",
                "a second document begins here; a file holds only one",
                hint="delete this line or move what follows into a file of its own",
            )
        elif event.version is not None or event.tags:
            self._reject(event, "yaml-directive", "lines that begin with % are not allowed here")

    def _end(self, event: Any) -> None:
        del event
        self.walked.stopped = self.walked.whole = True

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
                f"the value {_short(value)} has curly quotation marks round it, which would be "
                "printed",
                hint=f'write straight ones: "{_short(value.strip(_CURLY))}"',
            )

    def _record(self, places: dict[FactPath, Position], path: FactPath, event: Any) -> None:
        places.setdefault(path, Position(event.start_mark.line, event.start_mark.column))

    def _refuse(self, event: Any, rule: str, message: str, hint: str = "") -> None:
        mark = event.start_mark
        self._report(Trouble(rule, mark.line, mark.column, message, hint))

    def _reject(self, event: Any, rule: str, message: str, hint: str = "") -> None:
        self._refuse(event, rule, message, hint)
        self.walked.unusable = True

    def _stop(self, event: Any, rule: str, message: str, hint: str = "") -> None:
        self._refuse(event, rule, message, hint)
        self.walked.stopped = True

    def _report(self, trouble: Trouble) -> None:
        self.walked.troubles.append(trouble)
        if len(self.walked.troubles) >= MAX_TROUBLES:
            self.walked.stopped = True


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"


def _no_sign(sign: str, what: str) -> str:
    return (
        f"a value cannot begin with {sign} (YAML reads it as {what}); "
        'put quotation marks round the value: "…"'
    )
