"""What a mentor reads when a rubric cannot be used yet: every mistake at once, each with its place and a way on."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from grader.language import N_, SOURCE_LANGUAGE, say
from grader.rubric.nodes import Spot

PATTERN = "pattern:"  # before the key of a sentence that is said of a pattern
OF_PAGE = "page:"  # and of what is asked of a page
OF_PLAY = "play:"  # and of a play
SENTENCES: Mapping[str, str] = {
    # the file
    "file-missing": N_("There is no file here."),
    "file-not-text": N_("This file is not text."),
    "file-empty": N_("This file is empty."),
    "file-too-big": N_("This file is too big for a rubric."),
    "rubric-unknown": N_("There is no rubric called {name}."),
    # YAML
    "tab": N_("A tab stands here. Use spaces."),
    "curly-quote": N_("Curly quotes stand here. Use straight ones."),
    "alias": N_("`&` and `*` names do not work here. Write it out, or use quotes."),
    "tag": N_("`!` types do not work here. Use quotes."),
    "directive": N_("A line with `%` in front has no use here."),
    "two-documents": N_("A second document starts here. One file is one rubric."),
    "key-twice": N_("The key {name} stands here twice."),
    "key-not-a-word": N_("A key must be one word or number."),
    "colour-empty": N_("YAML reads {text} as a note. Put it in quotes."),
    "quote-open": N_("A quote opens here and never closes."),
    "bracket-open": N_("A bracket opens here and never closes."),
    "colon-missing": N_("This line needs a `:` after its key."),
    "colon-too-many": N_("A second `:` stands here. Put the words in quotes."),
    "start-with-quote": N_("Words cannot start with {text}. Use quotes."),
    "escape": N_("A backslash stands here. Use single quotes around the words."),
    "comma": N_("A comma splits these words. Put them in quotes."),
    "indent": N_("This line starts at an unexpected place. Check the spaces before it."),
    "yaml": N_("YAML cannot read on from here."),
    "too-deep": N_("Too many brackets lie inside each other."),
    "hidden-character": N_("A hidden character stands in this name."),
    # keys and values
    "key-unknown": N_("The key {name} is not known here."),
    "key-missing": N_("The key {name} is missing."),
    "key-elsewhere": N_("{name} belongs to {source}."),
    "value-empty": N_("Nothing stands behind {name}."),
    "value-unknown": N_("{text} is not known here."),
    "needs-text": N_("This needs words in quotes."),
    "needs-texts": N_("This needs words by language: {{en: ...}}."),
    "needs-whole": N_("This needs a whole number."),
    "needs-number": N_("This needs a number."),
    "needs-bool": N_("This needs true or false."),
    "needs-list": N_("This needs a list: [one, two]."),
    "needs-keys": N_("This needs keys with values."),
    "too-small": N_("The smallest number here is {least}."),
    "too-big": N_("The biggest number here is {most}."),
    "too-few": N_("At least one thing must stand here."),
    "id-form": N_("A name has small letters, digits and hyphens."),
    "language-form": N_("This is not a language code such as en or km."),
    "value": N_("This does not fit here: {text}."),
    # the meaning
    "format-newer": N_("This rubric needs a newer Kru."),
    "id-folder": N_("The id must be the folder's name, {name}."),
    "id-twice": N_("The id {name} is used twice."),
    "id-reserved": N_("{name} has a meaning of its own. Choose another id."),
    "source-missing": N_("Say who checks this: a check or a person."),
    "sources-many": N_("Choose one of these: {names}."),
    "points-sum": N_("The criteria give {sum} points. The rubric says {points}."),
    "check-unknown": N_("There is no check called {name}."),
    "param-unknown": N_("{check} has no parameter {name}."),
    "criterion-unknown": N_("There is no criterion called {name}."),
    "after-itself": N_("These wait for each other: {names}."),
    "levels-amounts": N_("A check needs amounts here: {{good: 1, great: 2}}."),
    "levels-words": N_("A person needs words here, for start, good and great."),
    "levels-order-up": N_("great must be more than good."),
    "levels-order-down": N_("great must be less than good."),
    "levels-zero": N_("An amount of 0 would be a present. Start with 1."),
    "problem-at-most": N_("This check finds problems, so fewer is always better."),
    "person-at-most": N_("A person decides here. This key has no use."),
    "gate-problem": N_("This check finds problems. A gate needs something to find."),
    "placeholder-unknown": N_("The placeholder {name} is not known."),
    "placeholder-here": N_("No placeholder can stand here."),
    "opcode-unknown": N_("There is no block called {name}."),
    "category-unknown": N_("There is no group of blocks called {name}."),
    "level-unknown": N_("{name} is not a level."),
    "starter-missing": N_("There is no file {name} beside this rubric."),
    "path-outside": N_("The file must lie beside the rubric."),
    "pack-missing": N_("There is no pack called {name}."),
    "pack-name": N_("The pack must be called {name}, as its file is."),
    "texts-missing": N_("The pack {name} has no texts."),
    # warnings
    "language-missing": N_("The words in {language} are missing here."),
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake and its place. Line and column from 1; line 0: the file as a whole."""

    file: str
    line: int
    column: int
    source_line: str
    message_key: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    guess: str | None = None
    allowed: tuple[str, ...] = ()

    def say(self, language: str) -> str:
        """One line in that language: what it is, what is allowed, and a guess."""
        parts = [say(_sentence(self.message_key), language, **self.values)]
        if self.guess is not None:
            parts.append(say(N_("Did you mean {guess}?"), language, guess=self.guess))
        elif self.allowed:
            parts.append(say(N_("Possible here: {names}."), language, names=", ".join(self.allowed)))
        return " ".join(parts)

    def show(self, language: str = SOURCE_LANGUAGE) -> str:
        """`file:line:column`, the sentence, the line of the file and a caret."""
        if not self.line:
            return f"{self.file}: {self.say(language)}"
        head = f"{self.file}:{self.line}:{self.column}: {self.say(language)}"
        return f"{head}\n    {self.source_line}\n    {_pad(self.source_line[: self.column - 1])}^"

    def __str__(self) -> str:
        return self.show()


def _sentence(key: str) -> str:
    if key.startswith(OF_PAGE):
        from grader.website.criterion.words import SENTENCES as OF_PAGES

        return OF_PAGES[key.removeprefix(OF_PAGE)]
    if key.startswith(OF_PLAY):
        from grader.live.play.read import SENTENCES as OF_PLAYS

        return OF_PLAYS[key.removeprefix(OF_PLAY)]
    if not key.startswith(PATTERN):
        return SENTENCES[key]
    from grader.scratch.pattern.words import SENTENCES as OF_PATTERNS

    return OF_PATTERNS[key.removeprefix(PATTERN)]


class RubricError(Exception):
    """A rubric that cannot be used yet; `problems` holds all its mistakes in the order of the file."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(self.problems)

    def show(self, language: str = SOURCE_LANGUAGE) -> str:
        """All problems, each with its line and caret."""
        return "\n".join(problem.show(language) for problem in self.problems)

    def __str__(self) -> str:
        return self.show()


class SourceFile:
    """A file's name and lines; collects its problems, and those of the packs it uses."""

    def __init__(self, name: str, text: str = "", *, pack: bool = False) -> None:
        self.name = name
        self.text = text
        self.pack = name if pack else ""
        self.packs: dict[str, SourceFile] = {}
        self.problems: list[Problem] = []

    @cached_property
    def lines(self) -> list[str]:
        """Without line ends; only the ends that YAML knows are ends."""
        return self.text.replace("\r\n", "\n").replace("\r", "\n").split("\n")

    def spot(self, line: int, column: int) -> Spot:
        """A place in this file."""
        return Spot(line, column, self.pack)

    @staticmethod
    def at(spot: Spot, further: int) -> Spot:
        """So many characters further in the same line."""
        return Spot(spot.line, spot.column + further, spot.pack)

    def line(self, number: int) -> str:
        """A line by its number from 1, "" behind the last."""
        return self.lines[number - 1] if 0 < number <= len(self.lines) else ""

    def note(
        self, spot: Spot, key: str, *, guess: str | None = None, allowed: Iterable[str] = (), **values: str | float
    ) -> None:
        """Add a problem."""
        self.problems.append(self.problem(spot, key, guess=guess, allowed=allowed, **values))

    def problem(
        self, spot: Spot, key: str, *, guess: str | None = None, allowed: Iterable[str] = (), **values: str | float
    ) -> Problem:
        """A problem at that spot, not added yet."""
        owner = self.packs.get(spot.pack, self)
        return Problem(owner.name, spot.line, spot.column, owner.line(spot.line), key, values, guess, tuple(allowed))

    def sorted_problems(self) -> tuple[Problem, ...]:
        """In the order of the file, packs behind it; two ways to find one mistake at one place give it once."""
        once = {(p.file, p.line, p.column, p.message_key): p for p in reversed(self.problems)}
        return tuple(sorted(once.values(), key=lambda p: (p.file != self.name, p.file, p.line, p.column)))

    def raise_if_any(self) -> None:
        """RubricError with all problems."""
        if self.problems:
            raise RubricError(self.sorted_problems())


_ALIKE = 0.65  # below that a guess confuses more than it helps


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like it."""
    names = tuple(known)
    found = difflib.get_close_matches(word, names, 1, _ALIKE)
    if not found:
        folded = {name.casefold().replace("_", "-"): name for name in names}
        alike = difflib.get_close_matches(word.casefold().replace("_", "-"), folded, 1, _ALIKE)
        return folded[alike[0]] if alike else None
    return found[0]


def _pad(before: str) -> str:
    # Marks above and below letters (Khmer has many) take no room of their own; wide letters take two.
    room = 0
    for character in before:
        if unicodedata.category(character) not in {"Mn", "Me", "Cf"}:
            room += 2 if unicodedata.east_asian_width(character) in "WF" else 1
    return " " * room
