"""Reads a sentence of a play by the grammar. What is not understood is told with its place and the nearest one."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import product

from grader.live.play.grammar import ANYONE, BESIDES, CONDITIONS, SLOTS, STEPS, TIMES, Form
from grader.live.play.model import Condition, Joined, Node, Sentence, Step, Time, seconds

_KEYS = ("left arrow", "right arrow", "up arrow", "down arrow", "space", "enter")
NAMED = ("SPRITE", "OTHER", "VARIABLE")  # slots that name something of `who`
AT_MOST = 10.0
THEN = 1.0  # seconds that `whenever ... then ...` gives
_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩０１２３４５６７８９", "01234567890123456789")
_PIECE = re.compile(r"\[|\]|\(|\)|\||[A-Z]+\b|\s+|[^\s\[\]()|A-Z]+")
_JOIN = re.compile(r'"[^"]*"|(,\s+or\s+)|(,\s+and\s+)', re.IGNORECASE)
_SECONDS = SLOTS["SECONDS"][0]
_TIMED = tuple(
    (name, re.compile(pattern, re.IGNORECASE))
    for name, pattern in (
        ("now", r"now\s+"),
        ("within", rf"within\s+(?P<seconds>{_SECONDS})\s*,?\s+"),
        ("always", r"always\s+"),
        ("never", r"never\s+"),
        ("every", rf"every\s+(?P<seconds>{_SECONDS})\s*,?\s+"),
        (
            "at",
            rf"at\s+(?P<variable>(?!least\b|most\b)(?:{SLOTS['VARIABLE'][0]}))\s+(?P<value>-?\d+(?:\.\d+)?)\s*,?\s+",
        ),
    )
)
_WHENEVER = re.compile(r"whenever\s+", re.IGNORECASE)
_CONSEQUENCE = re.compile(rf"\s*,\s*within\s+(?P<seconds>{_SECONDS})\s+|\s*,?\s+then\s+", re.IGNORECASE)
_TOLERANCE = re.compile(r",?\s+give or take\s+(?P<n>\d+(?:\.\d+)?)\s*$", re.IGNORECASE)
_UNTIL = re.compile(r"wait until\s+", re.IGNORECASE)
_LIMIT = re.compile(rf",?\s+at most\s+(?P<seconds>{_SECONDS})\s*$", re.IGNORECASE)


class NotUnderstoodError(Exception):
    """A sentence that says nothing Kru knows. `offset` is where that part begins; `guess` the nearest that does."""

    def __init__(self, key: str, offset: int, guess: str | None, name: str = "") -> None:
        super().__init__(key)
        self.key, self.offset, self.guess, self.name = key, offset, guess, name


def read_step(text: str, names: Sequence[str]) -> Step:
    """A `given` or `when` sentence. Raises NotUnderstoodError."""
    said, at = _trimmed(text)
    begun = _UNTIL.match(said)
    if begun:
        limit = _LIMIT.search(said)
        end = limit.start() if limit else len(said)
        until = _node(said[begun.end() : end], at + begun.end(), names)
        return Step("wait-until", {}, text, until, seconds(limit["seconds"]) if limit else AT_MOST)
    found = _match(STEPS, said, at, names)
    if found is None:
        raise NotUnderstoodError("play-sentence", at, nearest(said, STEPS, names))
    return Step(found.form, found.slots, text, None, seconds(found.slots["SECONDS"]) if "SECONDS" in found.slots else 0)


def read_sentence(text: str, names: Sequence[str]) -> Sentence:
    """A `then` sentence. Raises NotUnderstoodError."""
    said, at = _trimmed(text)
    whenever = _WHENEVER.match(said)
    if whenever:
        return _whenever(text, said, at, whenever.end(), names)
    for name, pattern in _TIMED:
        begun = pattern.match(said)
        if begun:
            return _timed(text, said, at, name, begun, names)
    return Sentence(text, "during", _node(said, at, names))


def _whenever(text: str, said: str, at: int, start: int, names: Sequence[str]) -> Sentence:
    between = next(_outside(_CONSEQUENCE, said, start), None)
    if between is None:
        raise NotUnderstoodError("play-consequence", at + len(said), TIMES[-2].example)
    trigger = _node(said[start : between.start()], at + start, names)
    body = _node(said[between.end() :], at + between.end(), names)
    given = between["seconds"]
    return Sentence(text, "whenever", body, seconds(given) if given else THEN, trigger=trigger)


def _timed(text: str, said: str, at: int, name: str, begun: re.Match[str], names: Sequence[str]) -> Sentence:
    time: Time = next(one for one in ("now", "within", "always", "never", "every", "at") if one == name)
    tolerance = _TOLERANCE.search(said) if name == "every" else None
    end = tolerance.start() if tolerance else len(said)
    body = _node(said[begun.end() : end], at + begun.end(), names)
    groups = begun.groupdict()
    variable = groups.get("variable") or ""
    if variable:
        _known(variable, at + begun.start("variable"), names)
    return Sentence(
        text=text,
        time=time,
        body=body,
        seconds=seconds(groups["seconds"]) if groups.get("seconds") else 0.0,
        tolerance=float(tolerance["n"]) if tolerance else None,
        variable=variable,
        value=float(groups.get("value") or 0),
    )


def _outside(pattern: re.Pattern[str], said: str, start: int) -> Iterator[re.Match[str]]:
    """Matches that do not lie in quotes."""
    quoted = [found.span() for found in re.finditer(r'"[^"]*"', said)]
    for found in pattern.finditer(said, start):
        if not any(first < found.start() < last for first, last in quoted):
            yield found


def _node(said: str, at: int, names: Sequence[str]) -> Node:
    for group, how in ((1, "any"), (2, "all")):
        cuts = [found for found in _JOIN.finditer(said) if found.group(group)]
        if cuts:
            starts = [0, *(cut.end() for cut in cuts)]
            ends = [*(cut.start() for cut in cuts), len(said)]
            parts = tuple(_node(said[a:b], at + a, names) for a, b in zip(starts, ends, strict=True))
            return Joined("any" if how == "any" else "all", parts)
    trimmed, further = _trimmed(said)
    if trimmed[:4].lower() == "not ":
        return Joined("not", (_node(trimmed[4:], at + further + 4, names),))
    found = _match(CONDITIONS, trimmed, at + further, names)
    if found is None:
        raise NotUnderstoodError("play-sentence", at + further, nearest(trimmed, CONDITIONS, names))
    return found


def _trimmed(text: str) -> tuple[str, int]:
    said = text.translate(_DIGITS)
    return said.strip(), len(said) - len(said.lstrip())


def _match(forms: Iterable[Form], said: str, at: int, names: Sequence[str]) -> Condition | None:
    unknown: NotUnderstoodError | None = None
    for form in forms:
        found = _pattern(form).fullmatch(said)
        if found is None:
            continue
        slots = {name: value.strip() for name, value in found.groupdict().items() if value is not None}
        try:
            for slot in NAMED:
                if slot in slots:
                    besides = BESIDES if slot == "OTHER" else ()
                    _known(slots[slot], at + found.start(slot), names, besides)
        except NotUnderstoodError as trouble:
            unknown = unknown or trouble
            continue
        return Condition(form.name, slots, said)
    if unknown is not None:
        raise unknown
    return None


def _known(word: str, at: int, names: Sequence[str], besides: Sequence[str] = ()) -> None:
    if word.startswith('"') or word in names or word.lower() in (*ANYONE, *besides):
        return
    near = difflib.get_close_matches(word, [*names, *besides, "someone"], n=1, cutoff=0.5)
    raise NotUnderstoodError("play-name", at, near[0] if near else None, word)


@lru_cache(maxsize=128)
def _pattern(form: Form) -> re.Pattern[str]:
    """The form as a pattern; each slot is a group of its name, each choice `choice`, `choice2`."""
    written, choices = "", 0
    for piece in _PIECE.findall(form.words):
        if piece == "[":
            written += "(?:"
        elif piece == "]":
            written += ")?"
        elif piece == "(":
            choices += 1
            written += f"(?P<choice{choices if choices > 1 else ''}>"
        elif piece in ")|":
            written += piece
        elif piece in SLOTS:
            written += f"(?P<{piece}>{SLOTS[piece][0]})"
        else:
            written += r"\s+" if piece.isspace() else re.escape(piece)
    return re.compile(written, re.IGNORECASE)


def nearest(said: str, forms: Iterable[Form], names: Sequence[str]) -> str | None:
    """The sentence that is understood and looks most like this one, with the names and numbers that stand in it."""
    tries = [candidate for form in forms for candidate in _like(form, said, names)]
    found = difflib.get_close_matches(said, tries, n=1, cutoff=0.0)
    return found[0] if found else None


def _like(form: Form, said: str, names: Sequence[str]) -> Iterator[str]:
    words = re.findall(r'"[^"]*"|[^\s",]+', said)
    mine = [word for word in words if word in names or word.startswith('"')]
    if not mine and words:
        mine = [next(iter(difflib.get_close_matches(words[0], names, n=1, cutoff=0.6)), words[0])]
    mine += [word for word in names if word not in mine]
    numbers = re.findall(r"(?<![\w.])-?\d+(?:\.\d+)?", said)
    keys = difflib.get_close_matches(" ".join(words[1:3]), _KEYS, n=1, cutoff=0.5)
    for shape in _shapes(form.words):
        fill = {"name": iter(mine), "number": iter(numbers), "key": iter(keys)}
        written = "".join(_filled(piece, fill, said) for piece in _PIECE.findall(shape))
        if _pattern(form).fullmatch(written):
            yield written


def _filled(  # noqa: PLR0911 - one a slot
    piece: str, fill: dict[str, Iterator[str]], said: str
) -> str:
    if piece not in SLOTS:
        return piece
    if piece in NAMED:
        return next(fill["name"], {"SPRITE": "player", "OTHER": "thing", "VARIABLE": "score"}[piece])
    if piece in {"N", "X", "Y", "SECONDS", "VALUE"}:
        return next(fill["number"], "1")
    if piece in {"TEXT", "TEXTS", "NAME"}:
        quoted = re.search(r'"[^"]*"', said)
        return quoted.group() if quoted else '"hello"'
    if piece == "KEY":
        return next(fill["key"], "space")
    if piece == "DIRECTION":
        found = re.search(r"\b(left|right|up|down)\b", said, re.IGNORECASE)
        return found.group().lower() if found else "right"
    return "#ff0000" if piece == "COLOUR" else "everything stops"


@lru_cache(maxsize=128)
def _shapes(words: str) -> tuple[str, ...]:
    """The form with and without what may be missing, and with each of its choices."""
    parts = [part for part in re.split(r"(\[[^\]]*\]|\([^)]*\))", words) if part]
    ways = [
        ("", *_shapes(part[1:-1]))
        if part.startswith("[")
        else tuple(part[1:-1].split("|"))
        if part.startswith("(")
        else (part,)
        for part in parts
    ]
    return tuple("".join(way) for way in product(*ways))
