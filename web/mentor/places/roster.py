"""A class list, pasted or from a file: who will be added with which language and card, who is passed over and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from grader.language import N_
from web.mentor import names
from web.mentor.places import sheet
from worker.store.codes import CARD_LETTERS, LETTERS, fold_card_code
from worker.store.places import NewStudent

_LANGUAGES: Mapping[str, str] = {
    "en": "en", "english": "en", "អង់គ្លេស": "en", "ភាសាអង់គ្លេស": "en",
    "km": "km", "kh": "km", "khmer": "km", "ខ្មែរ": "km", "ភាសាខ្មែរ": "km",
}  # fmt: skip
_COLUMNS: Mapping[str, str] = {
    "nickname": "nickname", "name": "nickname", "student": "nickname", "ឈ្មោះ": "nickname", "ឈ្មោះហៅក្រៅ": "nickname",
    "language": "language", "lang": "language", "ភាសា": "language",
    "card": "card", "code": "card", "card code": "card", "កាត": "card", "កាតកូដ": "card", "លេខកូដ": "card",
}  # fmt: skip
LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class Unread:
    """A line that adds nobody: its number, what stands in it, and the sentence that says what to change."""

    line: int
    text: str
    why: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a list would do to a class. An empty `code` is a new card."""

    fresh: tuple[NewStudent, ...] = ()
    there: tuple[str, ...] = ()  # names that stand in the class already
    twice: tuple[str, ...] = ()  # names that stand in the list more than once
    unread: tuple[Unread, ...] = ()
    more: int = 0  # lines past the most at once

    @property
    def passed_over(self) -> bool:
        """Something of the list is not added."""
        return bool(self.there or self.twice or self.unread or self.more)

    @property
    def empty(self) -> bool:
        """Nothing at all stands in the list."""
        return not (self.fresh or self.passed_over)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    nickname: str
    language: str
    card: str


def codes(text: str) -> tuple[str, ...]:
    """The cards that a list names, as they are printed: the store knows which of them are taken."""
    return tuple(fold_card_code(one.card) for one in _lines(text) if _is_card(one.card))


def look(text: str, there: Iterable[str], language: str, taken: Iterable[str] = ()) -> Look:
    """What the list adds to a class of that language in which those are; `taken` are cards of somebody."""
    known, cards = {names.key(name) for name in there}, set(taken)
    fresh: dict[str, NewStudent] = {}
    held: list[str] = []
    twice: dict[str, str] = {}
    unread: list[Unread] = []
    lines = _lines(text)
    for line in lines[: names.MOST]:
        name, key = line.nickname, names.key(line.nickname)
        if name and key in known:
            held.append(name)
        elif name and key in fresh:
            twice[key] = name
        elif (why := _why_not(line, cards)) is not None:
            shown = " · ".join(cell[:60] for cell in (name, line.language, line.card) if cell)
            unread.append(Unread(line.number, shown, why))
        else:
            code = fold_card_code(line.card) if line.card else ""
            cards.add(code)
            fresh[key] = NewStudent(name, _language(line.language) or language, code)
    return Look(
        tuple(fresh.values()), tuple(held), tuple(twice.values()), tuple(unread), max(0, len(lines) - names.MOST)
    )


def _why_not(line: _Line, cards: set[str]) -> str | None:
    name, language, card = line.nickname, line.language, line.card
    reasons = (
        (not name, N_("There is no nickname in this line yet.")),
        (LOST in name or not name.strip("? "), N_("Its letters were lost. Save the list as CSV UTF-8.")),
        (len(name) > names.LONGEST, N_("Too long for a card. A nickname has up to 40 letters.")),
        (language and _language(language) is None, N_("Kru does not speak this language yet.")),
        (card and not _is_card(card), N_("A card has 8 letters, like K7QM-4WXC.")),
        (card and fold_card_code(card) in cards, N_("Somebody has this card already.")),
    )
    return next((why for so, why in reasons if so), None)


def _lines(text: str) -> tuple[_Line, ...]:
    """Whoever stands in the list, with the number of the line; a line with nothing in it is nobody."""
    separator = sheet.separator(text, _tells)
    head: Mapping[str, int] | None = None
    found = []
    for number, cells in enumerate(sheet.rows(text, separator), start=1):
        cleaned = [names.clean(cell) for cell in cells]
        if not any(cleaned) or (number == 1 and cleaned[0].casefold().startswith("sep=")):
            continue
        if head is None:
            head = _head(cleaned)
            if head:
                continue
        one = _with_head(number, cleaned, head) if head else _without_head(number, cleaned)
        if one.nickname or one.language or one.card:
            found.append(one)
    return tuple(found)


def _head(cells: list[str]) -> dict[str, int]:
    """Where the columns are, when that line names them."""
    named = {
        _COLUMNS[cell.casefold()]: at for at, cell in reversed(list(enumerate(cells))) if cell.casefold() in _COLUMNS
    }
    return named if "nickname" in named else {}


def _with_head(number: int, cells: list[str], head: Mapping[str, int]) -> _Line:
    nickname, language, card = (
        cells[at] if (at := head.get(column)) is not None and at < len(cells) else ""
        for column in ("nickname", "language", "card")
    )
    return _Line(number, nickname, language, card)


def _without_head(number: int, cells: list[str]) -> _Line:
    """The first cell with letters is the name; what else a spreadsheet says of her stays outside."""
    at = next((at for at, cell in enumerate(cells) if cell and not cell.isdigit()), None)
    if at is None:
        return _Line(number, "", "", "")
    rest = cells[at + 1 :]
    return _Line(
        number,
        cells[at],
        next((cell for cell in rest if _language(cell)), ""),
        next((cell for cell in rest if _is_card(cell)), ""),
    )


def _tells(cells: list[str]) -> bool:
    """Whether they are cells of a class list, and not a name with a comma in it."""
    cleaned = [names.clean(cell) for cell in cells]
    return bool(_head(cleaned)) or any(_language(cell) or _is_card(cell) for cell in cleaned[1:])


def _language(cell: str) -> str | None:
    return _LANGUAGES.get(names.key(cell.strip()))


def _is_card(cell: str) -> bool:
    code = fold_card_code(cell).replace("-", "")
    return len(code) == CARD_LETTERS and set(code) <= set(LETTERS)
