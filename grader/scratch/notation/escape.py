r"""What may stand in a word, a name or a typed value as it is, and what gets a backslash.

A backslash takes the next character as it is; `\n`, `\r`, `\t` and `\u{1f}` stand for characters that would break a
line or that no file can hold.
"""

from __future__ import annotations

import re
from typing import Final

NUMBER: Final = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)
COLOUR: Final = re.compile(r"#[0-9a-fA-F]{3,8}")
# Whatever could end a line somewhere, and halves of surrogate pairs, which UTF-8 cannot hold.
_UNSAFE: Final = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]")
_LETTERS: Final = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}
_ESCAPED: Final = re.compile(r"\\(?:u\{([0-9a-fA-F]{1,6})\}|(.))", re.DOTALL)
_NAMED: Final = {"n": "\n", "r": "\r", "t": "\t"}

_PLAIN_VALUE: Final = re.compile(r"[^\\\]\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff]*")
_PLAIN_NAME: Final = re.compile(r"\w+(?: \w+)*")
_SQUARE: Final = re.compile(r"[\\\]]")
_ROUND: Final = re.compile(r"[\\()\[\]<>]")
_MARK: Final = re.compile(r"(?:(?<=\s)|^)::")
_SLASHES: Final = re.compile("//")


def is_number(text: str) -> bool:
    """Whether it reads as a number that stands in round brackets."""
    return NUMBER.fullmatch(text) is not None


def value(text: str) -> str:
    """A typed value as it stands in square brackets."""
    if _PLAIN_VALUE.fullmatch(text) is None:
        text = _unsafe(_SQUARE.sub(r"\\\g<0>", text))
    return _no_arrow(_MARK.sub(r"\\::", text) if "::" in text else text)


def square_name(text: str) -> str:
    """A chosen name as it stands in square brackets before its ` v`."""
    return text if _PLAIN_NAME.fullmatch(text) else _name(_SQUARE.sub(r"\\\g<0>", text))


def round_name(text: str) -> str:
    """A name as it stands in round or pointed brackets."""
    if _PLAIN_NAME.fullmatch(text) and not text.endswith(" v"):
        return text
    return _no_arrow(_name(_ROUND.sub(r"\\\g<0>", text)))


def word(text: str) -> str:
    """A word among the words of a custom block."""
    text = _unsafe(_ROUND.sub(r"\\\g<0>", text))
    return _SLASHES.sub(r"\\/\\/", _MARK.sub(r"\\::", text))


def one_word(text: str) -> str:
    """A value that stands among words, its spaces held together."""
    return re.sub(r"\s", r"\\\g<0>", word(text))


def quoted(text: str) -> str:
    """A name or a value between quotation marks, as in the head of a project."""
    return '"' + _unsafe(text.replace("\\", "\\\\").replace('"', '\\"')) + '"'


def line(text: str) -> str:
    """A comment: one line, whatever it holds."""
    return _edges(_unsafe(text.replace("\\", "\\\\")))


def plain(text: str) -> str:
    """Take the backslashes away again."""
    return _ESCAPED.sub(_character, text) if "\\" in text else text


def ends_open(text: str) -> bool:
    """Whether its last character is a backslash that would take the next one."""
    return (len(text) - len(text.rstrip("\\"))) % 2 == 1


def _character(found: re.Match[str]) -> str:
    code, other = found.groups()
    if code is not None:
        return chr(int(code, 16)) if int(code, 16) < 0x110000 else found[0]
    return _NAMED.get(other, other)


def _unsafe(text: str) -> str:
    return _UNSAFE.sub(lambda found: _LETTERS.get(found[0]) or f"\\u{{{ord(found[0]):x}}}", text)


def _name(text: str) -> str:
    return _edges(_MARK.sub(r"\\::", _unsafe(text)))


def _edges(text: str) -> str:
    # Spaces at the edges would be taken for the writer's taste.
    if text[:1].isspace():
        text = f"\\{text}"
    if text[-1:].isspace() and len(text.rstrip()) and not ends_open(text[:-1]):
        text = f"{text[:-1]}\\{text[-1]}"
    return text


def _no_arrow(text: str) -> str:
    # ` v` at the end makes a menu.
    return f"{text[:-1]}\\v" if text.endswith(" v") else text
