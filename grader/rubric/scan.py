"""The tokens of a YAML text, from ruamel's scanner without its parser: a third of the time of its whole tree.

Imported when a rubric is read and not before: ruamel is the slowest import of the engine.
"""

from __future__ import annotations

from typing import Any

from ruamel.yaml.reader import Reader
from ruamel.yaml.scanner import Scanner, ScannerError

DIRECTIVE = "directives are not used here"


class _Reader(Reader):
    """ruamel's reader, which goes on by whole words where it can, not letter by letter."""

    def forward(self, length: int = 1) -> None:
        end = self.pointer + length
        if end + 1 < len(self.buffer):
            passed = self.buffer[self.pointer : end]
            if passed.isprintable():  # no line end in it, and no mark of byte order
                self.pointer = end
                self.index += length
                self.column += length
                return
        super().forward(length)


class _Scanner(Scanner):
    """ruamel's scanner on its own; `reader` and the version are plain attributes, asked for at every letter."""

    reader: Any = None
    scanner_processing_version = (1, 2)

    def __init__(self, text: str) -> None:
        self.reader = _Reader(text)
        super().__init__()

    def fetch_directive(self) -> None:
        raise ScannerError(None, None, DIRECTIVE, self.reader.get_mark())


def tokens(text: str) -> list[Any]:
    """Every token, in order; YAMLError where the text is none."""
    scanner = _Scanner(text)
    while not scanner.done:
        scanner.fetch_more_tokens()
        # As ruamel does between two tokens: a key that cannot be one any more is told where that became clear.
        scanner.stale_possible_simple_keys()
    found: list[Any] = scanner.tokens
    return found
