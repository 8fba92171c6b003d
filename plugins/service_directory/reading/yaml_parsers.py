"""PyYAML's two parsers: libyaml's, and the one in Python brought to the same reading.

Where libyaml is missing the Python parser takes its place; a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import yaml
from yaml.scanner import ScannerError
from yaml.tokens import ScalarToken

Parser: TypeAlias = Callable[[str], Any]

_BLANK: Final = "\0 \t\r\n\x85\u2028\u2029"


class _PlainAsLibyaml(yaml.BaseLoader):
    """Lets a text in brackets have a `?`, and refuses `key:[`, as libyaml does."""

    def scan_plain(self) -> ScalarToken:
        """Scan an unquoted text; written after PyYAML's own method (MIT)."""
        chunks: list[str] = []
        start = end = self.get_mark()
        indent = self.indent + 1
        spaces: list[str] = []
        while self.peek() != "#":
            length = self._length_of_plain()
            if length == 0:
                break
            self.allow_simple_key = False
            chunks += [*spaces, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            spaces = self.scan_plain_spaces(indent, start) or []
            if not spaces or (not self.flow_level and self.column < indent):
                break
        return ScalarToken("".join(chunks), True, start, end)  # noqa: FBT003 -- PyYAML's own

    def _length_of_plain(self) -> int:
        length = 0
        while True:
            character = self.peek(length)
            if character in _BLANK or (self.flow_level and character in ",[]{}"):
                return length
            following = self.peek(length + 1) if character == ":" else ""
            if following and following in _BLANK:
                return length
            if self.flow_level and following and following in ",?[]{}":
                mark = self.get_mark()
                mark.index, mark.column = mark.index + length, mark.column + length
                context, problem = "while scanning a plain scalar", "found unexpected ':'"
                raise ScannerError(context, mark, problem, mark)
            length += 1


PURE_PARSER: Final[Parser] = _PlainAsLibyaml
FAST_PARSER: Final[Parser] = getattr(yaml, "CBaseLoader", PURE_PARSER)
