"""A project and a rubric -> a Report: asks every check, keeps what it saw, and lets `counting` reckon."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from grader.check import Observation, counting
from grader.counting import Total, exact, level_of, reckon
from grader.language import N_, say
from grader.report import ENGINE, GateResult, Level, Report, Result, kept, kept_values
from grader.rubric.loaded import Asked, LoadedRubric
from grader.rubric.model import Criterion
from grader.scratch.model import Note, ScratchProject

if TYPE_CHECKING:
    from grader.live.play.outcome import PlayOutcome
    from grader.live.rendering.asking import FromBrowser
    from grader.upload import Project

_log = logging.getLogger(__name__)

NOTHING = "nothing"  # a rubric of people alone: no file at all
CRASH = "crash"
PERSON = "person"
PLAYING = "playing"
_LIVE = "website"  # what checks of the family `live` judge, once it was seen in a browser


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """The rubric does not take this kind of project. Nothing is wrong with the file.

    `builder` is the id of the site builder whose page it is.
    """

    kind: str
    accepts: tuple[str, ...]
    builder: str | None = None

    def say(self, language: str) -> str:
        """What it is, what the task asks for, and what to do where that is known."""
        wanted = ", ".join(say(_WANTED[kind], language) for kind in self.accepts)
        said = [self.what(language), say(N_("This task asks for: {wanted}."), language, wanted=wanted)]
        said += [say(sentence, language) for sentence in self._to_do()]
        return " ".join(said)

    def what(self, language: str) -> str:
        """What was handed in."""
        from grader.website.builder.profile import OTHER, profile

        if self.builder == OTHER:
            return say(N_("A browser saved this page from the web."), language)
        name = profile(self.builder).name
        return (
            say(N_("This page was made with {builder}."), language, builder=name)
            if name
            else say(_THIS_IS[self.kind], language)
        )

    def _to_do(self) -> tuple[str, ...]:
        if self.kind == "builder" and "website" in self.accepts:
            return (N_("Send the files you wrote yourself: your .html and .css, in one zip."),)
        if self.kind == "website" and "builder" in self.accepts:
            return (SAVE_WHOLE,)
        return ()


SAVE_WHOLE = N_(
    "Open your published site in the browser and press Ctrl+S. Choose “Web page, complete”. "
    "Then zip the page and its folder together, and send the zip."
)
_THIS_IS = {
    "sb3": N_("This is a Scratch project."),
    "website": N_("This is a website."),
    "builder": N_("This is a page from a site builder."),
    "picture": N_("This is a picture."),
}
_WANTED = {
    "sb3": N_("a Scratch project"),
    "website": N_("a website you wrote"),
    "builder": N_("a saved page of a site builder"),
    "picture": N_("a picture of your work"),
    "nothing": N_("no file; show it to your mentor"),
}


def kind_of(project: Project | None) -> str:
    """`sb3`, `website`, `builder`, `picture`; `nothing` for no project."""
    if project is None:
        return NOTHING
    if isinstance(project, ScratchProject):
        return "sb3"
    from grader.upload import kind

    return kind(project)


def accepts(loaded: LoadedRubric, project: Project) -> NotAccepted | None:
    """None when the rubric takes this kind of project; else what to tell her."""
    kind = kind_of(project)
    wanted = loaded.rubric.accepts
    return None if kind in wanted else NotAccepted(kind, wanted, getattr(project, "builder", None))


def grade(
    project: Project | None,
    loaded: LoadedRubric,
    recordings: Mapping[str, Any] | None = None,
    marks: Mapping[str, Level] | None = None,
    plays: PlayOutcome | None = None,
) -> Report:
    """The report on a project, people's marks included. Never raises for what a check does.

    `recordings` is what was seen while the project ran, by the keys of `grader.live.rendering.wanted.RECORDINGS`;
    `grader.live.rendering.asking.LATER` when a browser will look. `plays` is what came of its plays; without it they
    wait, as `playing`.
    """
    kind = kind_of(project)
    asking = _Asking(project, loaded, recordings, plays)
    gates = tuple(
        asking.gate(gate.check, asked) for gate, asked in zip(loaded.rubric.gates, loaded.gates_asked, strict=True)
    )
    seen = tuple(asking.criterion(criterion) for criterion in loaded.rubric.criteria)
    total = reckon(
        loaded.rubric, loaded.rules, seen, gates_met=all(gate.holds for gate in gates), marks=marks or {}, overrides={}
    )
    return Report(
        rubric=loaded.rubric.id,
        version=loaded.rubric.version,
        score_hash=loaded.score_hash,
        words_hash=loaded.words_hash,
        engine=ENGINE,
        kind=kind,
        points=total.points,
        of=total.of,
        total=exact(loaded.rubric.points),
        band=total.band,
        final=total.final,
        gates=gates,
        results=total.results,
        notes=_notes(project),
    )


def recount(
    report: Report,
    loaded: LoadedRubric,
    marks: Mapping[str, Level] | None = None,
    overrides: Mapping[str, Level] | None = None,
) -> Report:
    """The same observations with other marks and overrides, or thresholds; those the report had are forgotten."""
    total: Total = reckon(
        loaded.rubric,
        loaded.rules,
        report.results,
        gates_met=report.gates_met,
        marks=marks or {},
        overrides=overrides or {},
    )
    return replace(
        report,
        points=total.points,
        of=total.of,
        total=exact(loaded.rubric.points),
        band=total.band,
        final=total.final,
        results=total.results,
    )


def fill(
    report: Report,
    project: Project,
    loaded: LoadedRubric,
    recordings: Mapping[str, Any] | None = None,
    plays: PlayOutcome | None = None,
) -> Report:
    """The report with what a player or a browser has seen since; what was seen without them stays as it was."""
    asking = _Asking(project, loaded, recordings, plays)
    seen = {
        criterion.id: asking.criterion(criterion)
        for criterion in loaded.rubric.criteria
        if criterion.play is not None
        or (criterion.id in loaded.asked and _needs_browser(criterion, loaded.asked[criterion.id]))
    }
    gates = tuple(
        asking.gate(gate.check, asked) if asked is not None and _needs_browser(None, asked) else found
        for gate, asked, found in zip(loaded.rubric.gates, loaded.gates_asked, report.gates, strict=True)
    )
    results = tuple(seen.get(result.id, result) for result in report.results)
    return recount(replace(report, gates=gates, results=results), loaded)


def look(
    project: Project | None,
    loaded: LoadedRubric,
    criterion: Criterion,
    recordings: Mapping[str, Any] | None = None,
    plays: PlayOutcome | None = None,
) -> Result:
    """What the machine sees for one criterion, and the level of that alone: no marks, no `after`, no points."""
    seen = _Asking(project, loaded, recordings, plays).criterion(criterion)
    if seen.seen != "measured":
        return seen
    return replace(seen, level=level_of(loaded.rules[criterion.id], seen.amount or 0, seen.looked_at or 0), reason=None)


def _notes(project: Any) -> tuple[Note, ...]:
    """The project's notes. Those of a website have their English sentence as the key, and name their file."""
    return tuple(
        note if isinstance(note, Note) else Note(note.sentence, {"file": note.file, **note.values})
        for note in getattr(project, "notes", ())
    )


class _Asking:
    """Asks checks about one project. The index is built when the first check needs it."""

    def __init__(
        self,
        project: Project | None,
        loaded: LoadedRubric,
        recordings: Mapping[str, Any] | None,
        plays: PlayOutcome | None,
    ) -> None:
        self._project = project
        self._plays = plays
        self._recordings = recordings
        self._browser: FromBrowser | None = None
        self._loaded = loaded
        self._family = _family(project)
        self._index: Any = None
        self._running_scripts: int | None = None

    def criterion(self, criterion: Criterion) -> Result:
        """What is seen for a criterion, without a level yet."""
        nothing = Result(criterion.id, "waiting", "person", None, Fraction(0))
        if criterion.asks is None or not self._fits(criterion.asks):
            return nothing
        asked = self._loaded.asked.get(criterion.id)
        if asked is not None and criterion.play is not None:
            return self._played(criterion, nothing)
        if asked is not None and self._is_not_hers(asked):
            return replace(nothing, seen="not-hers")
        lacks = f"needs {criterion.asks}" if asked is None else self._lacks(criterion, asked)
        if asked is None or lacks is not None:
            return self._without(lacks, nothing)
        observation = self._observe(criterion.asks, asked, criterion)
        if observation is None:
            return replace(nothing, seen="unchecked", seen_reason=CRASH)
        return self._measured(nothing, asked, observation)

    @staticmethod
    def _without(lacks: str | None, nothing: Result) -> Result:
        """What stands there for what was not seen: a person or a browser looks later, or a part is missing."""
        if lacks == PERSON:
            return nothing
        if lacks == PLAYING:
            return replace(nothing, seen="playing")
        return replace(nothing, seen="unchecked", seen_reason=lacks)

    def _played(self, criterion: Criterion, nothing: Result) -> Result:
        if self._plays is None:
            return replace(nothing, seen="playing")
        played = self._plays.played.get(criterion.id)
        if played is None:  # it was played by an older version of this rubric
            return replace(nothing, seen="playing")
        near, values = kept(played.near), kept_values(played.values)
        if played.state == "unchecked":
            return replace(nothing, seen="unchecked", seen_reason=played.reason)
        if played.state == PERSON:
            return replace(nothing, near=near, values={**values, "why": played.reason or ""})
        return replace(
            nothing,
            seen="measured",
            amount=played.amount,
            looked_at=played.looked_at,
            places=kept(played.places),
            near=near,
            values=values,
        )

    @staticmethod
    def _measured(nothing: Result, asked: Asked, observation: Observation) -> Result:
        if asked.check.needs is not None and not observation.places and not observation.looked_at and observation.near:
            return replace(nothing, near=kept(observation.near))  # nothing is sure: somebody must look
        return replace(
            nothing,
            seen="measured",
            amount=observation.amount,
            looked_at=observation.looked_at,
            places=kept(observation.places),
            near=kept(observation.near),
            values=kept_values(observation.values),
        )

    def gate(self, check: str, asked: Asked | None) -> GateResult:
        """Does a gate hold; not asked where its check does not fit the kind of project."""
        if not self._fits(check):
            return GateResult(check, None)
        if asked is None:
            return GateResult(check, None, reason=f"needs {check}")
        if self._is_not_hers(asked):
            return GateResult(check, None)
        lacks = self._lacks(None, asked)
        if lacks is not None:
            return GateResult(check, None, reason=lacks)
        observation = self._observe(check, asked)
        if observation is None:
            return GateResult(check, None, reason=CRASH)
        return GateResult(check, observation.amount >= 1, kept(observation.places))

    def _fits(self, check: str) -> bool:
        family = check.partition(".")[0]
        return (_LIVE if family == "live" else family) == self._family

    def _is_not_hers(self, asked: Asked) -> bool:
        return not asked.check.is_hers_to_answer(getattr(self._project, "builder", None))

    def _lacks(self, criterion: Criterion | None, asked: Asked) -> str | None:
        """What keeps a browser's question from being answered; None where it can be, and where no browser is asked."""
        if not _needs_browser(criterion, asked):
            return None
        if self._browser is None:
            from grader.live.rendering.asking import FromBrowser

            project: Any = self._project
            self._browser = FromBrowser(project, lambda: _starter(project, self._loaded), self._recordings)
        return self._browser.lacks(criterion, asked)

    def _observe(self, check: str, asked: Asked, criterion: Criterion | None = None) -> Observation | None:
        """What counts of what the check sees; None when it raised, which is ours to answer for, never hers."""
        try:
            observation = self._ask(asked, criterion)
            fewer = criterion is not None and self._loaded.rules[criterion.id].at_most
            if fewer and isinstance(self._project, ScratchProject):
                observation = replace(observation, looked_at=self._scripts_of_hers())
            return counting(asked.check.kind, observation, loose=asked.loose)
        except Exception:  # noqa: BLE001 - whatever a check does, the other criteria still get their levels
            _log.exception("check %s crashed (rubric %s)", check, self._loaded.rubric.id)
            return None

    def _ask(self, asked: Asked, criterion: Criterion | None) -> Observation:
        if self._browser is not None and _needs_browser(criterion, asked):
            return self._browser.observe(criterion, asked)
        if self._index is None:
            self._index = _index(self._project, self._loaded)
        observation: Observation = asked.check.observe(self._index, asked.params)
        return observation

    def _scripts_of_hers(self) -> int:
        # A project in which nothing of hers can run has no problems, and earns nothing for that.
        if self._running_scripts is None:
            self._running_scripts = sum(script.runs and script.hers for script in self._index.scripts)
        return self._running_scripts


def _needs_browser(criterion: Criterion | None, asked: Asked) -> bool:
    of_page = criterion is not None and (criterion.rendered or criterion.scripts)
    return of_page or asked.check.needs is not None


def _family(project: Any) -> str | None:
    """Which checks fit: `scratch`, `website`; None for what the machine cannot look into (a picture)."""
    if isinstance(project, ScratchProject):
        return "scratch"
    return "website" if hasattr(project, "pages") else None


def _index(project: Any, loaded: LoadedRubric) -> Any:
    build: Callable[[Any, Any], Any]
    if isinstance(project, ScratchProject):
        from grader.scratch.index import index as build
    else:
        from grader.website.index import index as build
    return build(project, _starter(project, loaded))


def _starter(project: Any, loaded: LoadedRubric) -> Any:
    # A rubric for both kinds has one starter: it says nothing about the other kind.
    return loaded.starter if isinstance(loaded.starter, type(project)) else None
