"""`kru rubric test`: a rubric's own examples, and the ways in which it could be fooled.

An example comes out as expected. A mutant is a passing example without the blocks or tags it passed with: the level
must drop. A decoy is the same project with those blocks where nothing starts them, or those tags commented out: the
level must not be above the mutant's. Of a `page:` criterion three more: the rule matches nothing, it is beaten, nobody
sees the elements. A new project and the starter earn nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from grader.check import BlockPlace, FilePlace
from grader.grade import grade, look
from grader.language import N_, SOURCE_LANGUAGE, say
from grader.report import Level, Report, Result, shown
from grader.rubric.files import read_project
from grader.rubric.loaded import NONE, LoadedRubric
from grader.rubric.model import Criterion, Example
from grader.scratch.model import ScratchProject

if TYPE_CHECKING:
    from grader.live.play.outcome import PlayOutcome
    from grader.upload import Project

Record = Callable[[Any], Mapping[str, Any]]  # a project -> what was seen of it, as `grade` takes it
Play = Callable[[Any], "PlayOutcome | None"]  # a project -> what came of its plays
Kind = Literal["example", "mutant", "decoy", "untouched"]

_RANK = {"start": 0, "good": 1, "great": 2}
_SENTENCES: Mapping[str, str] = {
    "example": N_("{file}: {what} should be {expected}. It came out as {found}."),
    "unreadable": N_("{file} cannot be read: {found}"),
    "mutant": N_("{file}: without what {what} counts, it is still {found}."),
    "loose": N_("{file}: {what} is {found} with blocks that lie loose."),
    "never-started": N_("{file}: {what} is {found} with blocks that nothing starts."),
    "commented-out": N_("{file}: {what} is {found} with tags in a comment."),
    "matches-nothing": N_("{file}: {what} is {found} with a rule that matches nothing."),
    "beaten": N_("{file}: {what} is {found} with a rule that is beaten."),
    "hidden": N_("{file}: {what} is {found} with parts that nobody sees."),
    "crash": N_("{file}: the check of {what} crashed."),
    "untouched": N_("{file} should earn nothing. {what} came out as {found}."),
}
_NEW = {"sb3": N_("A new project"), "website": N_("An empty page"), "builder": N_("An empty page of a site builder")}


@dataclass(frozen=True, slots=True)
class Outcome:
    """One thing that was tried. `sentence` names what came out otherwise; None when it came out right."""

    kind: Kind
    file: str
    criterion: str | None = None
    sentence: str | None = None
    expected: str = ""
    found: str = ""

    @property
    def passed(self) -> bool:
        """It came out right."""
        return self.sentence is None

    def say(self, language: str) -> str:
        """What came out otherwise; nothing when it came out right."""
        if self.sentence is None:
            return ""
        file = say(self.file, language) if self.kind == "untouched" else self.file
        values = {"what": self.criterion or "", "expected": self.expected, "found": self.found}
        return say(_SENTENCES[self.sentence], language, file=file, **values)


@dataclass(frozen=True, slots=True)
class TrialReport:
    """Everything that was tried, and which levels of which criteria the examples reach."""

    rubric: str
    outcomes: tuple[Outcome, ...]
    covered: tuple[tuple[str, str], ...]  # criterion and level
    missing: tuple[tuple[str, str], ...]

    @property
    def passed(self) -> bool:
        """Nothing came out otherwise. Missing levels are advice."""
        return all(outcome.passed for outcome in self.outcomes)

    def tried(self, kind: Kind) -> int:
        """How many of a kind."""
        return sum(outcome.kind == kind for outcome in self.outcomes)

    def show(self, language: str = SOURCE_LANGUAGE) -> str:
        """A line for each thing that came out otherwise, then how much was tried and reached."""
        lines = [outcome.say(language) for outcome in self.outcomes if not outcome.passed]
        lines.append(
            say(
                N_("Tried: {examples} examples, {mutants} mutants, {decoys} decoys."),
                language,
                examples=self.tried("example"),
                mutants=self.tried("mutant"),
                decoys=self.tried("decoy"),
            )
        )
        every = len(self.covered) + len(self.missing)
        lines.append(say(N_("Levels covered: {covered}/{every}."), language, covered=len(self.covered), every=every))
        if self.missing:
            names = ", ".join(f"{name} {level}" for name, level in self.missing)
            lines.append(say(N_("No example reaches: {names}."), language, names=names))
        return "\n".join(f"{self.rubric}: {line}" for line in lines)

    def __str__(self) -> str:
        return self.show()


class _Eyes:
    """Grades, and shows to a browser what needs one."""

    def __init__(self, loaded: LoadedRubric, record: Record | None, play: Play | None) -> None:
        self.loaded = loaded
        self._play = play
        self._record = record

    def grade(self, project: Any, marks: Mapping[str, Level] | None = None) -> Report:
        return grade(project, self.loaded, self._recordings(project), marks, self._played(project))

    def look(self, project: Any, criterion: Criterion) -> Result:
        asked = self.loaded.asked.get(criterion.id)
        needed = asked is not None and (criterion.rendered or criterion.scripts or asked.check.needs is not None)
        seen = self._recordings(project) if needed else None
        return look(
            project, self.loaded, criterion, seen, self._played(project) if criterion.play is not None else None
        )

    def _played(self, project: Any) -> PlayOutcome | None:
        from grader.live.play.lane import has_plays, without_player

        if project is None or not has_plays(self.loaded):
            return None
        return without_player(self.loaded) if self._play is None else self._play(project)

    def _recordings(self, project: Any) -> Mapping[str, Any] | None:
        return None if self._record is None or project is None else self._record(project)


def test(
    loaded: LoadedRubric,
    record: Record | None = None,  # noqa: PT028 - it tries a rubric
    play: Play | None = None,  # noqa: PT028 - as above
    *,
    only: Collection[str] | None = None,  # noqa: PT028 - as above
) -> TrialReport:
    """Try everything. Raises nothing for what a project or a check does.

    `record` shows a project to a browser; without it what needs one is not tried. `play` plays it. `only`: these
    examples, and nothing else.
    """
    eyes = _Eyes(loaded, record, play)
    outcomes: list[Outcome] = []
    reached: set[tuple[str, str]] = set()
    tried: set[tuple[str, str]] = set()
    for example in loaded.rubric.examples:
        if only is not None and example.file not in only:
            continue
        try:
            project = None if example.file == NONE else read_project(loaded.folder / example.file)
        except Exception as error:  # noqa: BLE001 - whatever keeps an example from being read is the mentor's to know
            outcomes.append(Outcome("example", example.file, sentence="unreadable", found=_reason(error)))
            continue
        report = eyes.grade(project, example.marks)
        outcomes += _compare(example, report)
        reached |= {(result.id, result.level) for result in report.results}
        if project is not None:
            outcomes += _fool(project, eyes, example.file, tried)
    if only is None:
        outcomes += _untouched(eyes)
    asked = [one for one in loaded.rubric.criteria if one.play is None or play is not None]
    every = [(criterion.id, level) for criterion in asked for level in _levels(loaded, criterion)]
    return TrialReport(
        rubric=loaded.rubric.id,
        outcomes=tuple(outcomes),
        covered=tuple(pair for pair in every if pair in reached),
        missing=tuple(pair for pair in every if pair not in reached),
    )


def _levels(loaded: LoadedRubric, criterion: Criterion) -> tuple[str, ...]:
    rule = loaded.rules.get(criterion.id)
    return ("start", "great") if rule is not None and rule.good is None else ("start", "good", "great")


def _reason(error: Exception) -> str:
    sentence = getattr(error, "sentence", None)
    return sentence if isinstance(sentence, str) else str(error) or type(error).__name__


def _compare(example: Example, report: Report) -> Iterator[Outcome]:
    """One outcome an example: the first thing that came out otherwise.

    What this machine cannot check is no mistake of the rubric's, and neither are the sums it is missing from.
    """
    lacking = {result.id for result in report.results if (result.reason or "").startswith("needs ")}
    sums = {"points", "band", "final"} if lacking else set()
    for name, expected in example.expect.items():
        if name in lacking | sums:
            continue
        found = _found(name, report)
        if name == "gate":
            unmet = [gate.check for gate in report.gates if not gate.holds]
            if expected not in unmet:
                yield _otherwise(example, name, expected, ", ".join(unmet) or "-")
                return
        elif found != expected:
            yield _otherwise(example, name, expected, found)
            return
    yield Outcome("example", example.file)


def _found(name: str, report: Report) -> Any:
    if name == "points":
        return shown(report.points)
    if name in {"band", "final"}:
        return getattr(report, name)
    return None if name == "gate" else report.result(name).level


def _otherwise(example: Example, name: str, expected: Any, found: Any) -> Outcome:
    return Outcome("example", example.file, name, "example", expected=_word(expected), found=_word(found))


def _word(value: Any) -> str:
    """As the rubric's file would write it."""
    return {"None": "null", "True": "true", "False": "false"}.get(str(value), str(value))


def _fool(project: Project, eyes: _Eyes, file: str, tried: set[tuple[str, str]]) -> Iterator[Outcome]:
    """Mutants and decoys of each criterion that this example passes; each level of a criterion once."""
    for criterion in eyes.loaded.rubric.criteria:
        rule = eyes.loaded.rules.get(criterion.id)
        if rule is None or rule.at_most or criterion.play is not None:
            continue  # of a play no block is known that could be taken away: its examples are its mutants and decoys
        seen = eyes.look(project, criterion)
        if seen.level not in {"good", "great"} or (criterion.id, seen.level) in tried:
            continue
        tried.add((criterion.id, seen.level))
        yield from _changed(project, eyes, file, criterion, seen)


def _changed(project: Any, eyes: _Eyes, file: str, criterion: Criterion, seen: Result) -> Iterator[Outcome]:
    mutant, decoys = _mutations(project, seen)
    without = eyes.look(mutant, criterion)
    yield _judge("mutant", file, criterion, without, _RANK[seen.level] - 1, "mutant")
    if without.level not in _RANK:
        return
    for sentence, decoy in decoys:
        yield _judge("decoy", file, criterion, eyes.look(decoy, criterion), _RANK[without.level], sentence)
    if criterion.page is not None:
        yield from _without_effect(project, eyes, file, criterion, seen)


def _without_effect(project: Any, eyes: _Eyes, file: str, criterion: Criterion, seen: Result) -> Iterator[Outcome]:
    """Decoys of a `page:` criterion: the same declarations without effect are worth no more than none of them."""
    from grader.rubric import mutate_page as page
    from grader.rubric.mutate_website import without

    places = [place for place in seen.places if isinstance(place, FilePlace)]
    hidden = page.hidden(project, criterion)
    if hidden is not None:
        yield _judge("decoy", file, criterion, eyes.look(hidden, criterion), _RANK["start"], "hidden")
    declared = page.declarations(project, places)
    if not declared:
        return
    bare = eyes.look(without(project, declared), criterion)
    most = _RANK.get(bare.level, 0)
    nothing = page.matching_nothing(project, declared)
    yield _judge("decoy", file, criterion, eyes.look(nothing, criterion), most, "matches-nothing")
    yield _judge("decoy", file, criterion, eyes.look(page.beaten(project, criterion), criterion), most, "beaten")


def _mutations(project: Any, seen: Result) -> tuple[Any, list[tuple[str, Any]]]:
    if isinstance(project, ScratchProject):
        from grader.rubric import mutate_scratch as scratch

        blocks = [place for place in seen.places if isinstance(place, BlockPlace)]
        mutant = scratch.without(project, blocks)
        if any(place.block is None for place in blocks):
            return mutant, []  # a costume or a sprite cannot lie loose
        return mutant, [
            ("loose", scratch.loose(project, blocks)),
            ("never-started", scratch.never_started(project, blocks)),
        ]
    from grader.rubric import mutate_website as website

    stretches = website.with_beside(place for place in seen.places if isinstance(place, FilePlace))
    hidden = website.commented_out(project, stretches)
    return website.without(project, stretches), [("commented-out", hidden)] if hidden is not None else []


def _judge(kind: Kind, file: str, criterion: Criterion, found: Result, most: int, sentence: str) -> Outcome:
    if found.level not in _RANK:
        return Outcome(kind, file, criterion.id, "crash")
    if _RANK[found.level] > most:
        return Outcome(kind, file, criterion.id, sentence, found=found.level)
    return Outcome(kind, file, criterion.id)


def _untouched(eyes: _Eyes) -> Iterator[Outcome]:
    """A new project, an empty page and the starter, whichever the rubric takes."""
    for name, project in _projects_of_nobody(eyes.loaded):
        report = eyes.grade(project)
        earned = [result for result in report.results if result.level in {"good", "great"}]
        if earned:
            yield Outcome("untouched", name, earned[0].id, "untouched", found=earned[0].level)
        else:
            yield Outcome("untouched", name)


def _projects_of_nobody(loaded: LoadedRubric) -> Iterator[tuple[str, Project]]:
    accepts = loaded.rubric.accepts
    if "sb3" in accepts:
        from grader.scratch.starter import new_project

        yield _NEW["sb3"], new_project()
    if "website" in accepts:
        from grader.website.read import read

        yield _NEW["website"], read({"index.html": b""})
    if "builder" in accepts:
        from grader.website.read import read

        made = (
            b'<meta name="generator" content="Wix.com Website Builder"><title>My Site</title><div id="SITE_CONTAINER">'
        )
        yield _NEW["builder"], read({"index.html": made})
    if loaded.rubric.starter is not None:
        try:
            starter = loaded.starter
        except Exception:  # noqa: BLE001 - it is told as an example that cannot be read, when it is one
            return
        if starter is not None:
            yield loaded.rubric.starter, starter
