"""What is shown of a play: three moments of a run, whom it is about outlined, and what is said under them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from grader.live.compare import short
from grader.live.play.cast import number
from grader.live.play.hands import Words
from grader.live.play.model import Play, Sentence
from grader.live.play.outcome import Picture, Said
from grader.live.play.see import View
from grader.live.play.spoken import spoken
from grader.live.play.telling import CAPTIONS
from grader.live.play.verdict import Span, Verdict

BESIDE = 10  # frames between the pictures
MOMENTS: tuple[Literal["before", "at", "after"], ...] = ("before", "at", "after")


@dataclass(frozen=True)
class Take:
    """One run of a play, and how each sentence came out in it."""

    view: View
    span: Span
    verdicts: tuple[Verdict, ...]
    seed: int
    blocked: tuple[tuple[str, Mapping[str, str]], ...] = ()


@dataclass(frozen=True)
class Shown:
    """The sentence of a play that is shown, and the run that shows it."""

    play: Play
    take: Take
    at: int

    @property
    def sentence(self) -> Sentence:
        """That sentence."""
        return self.play.then[self.at]

    @property
    def words(self) -> Words:
        """Whom it is about."""
        seen = self.sentence.seen()
        return tuple(
            dict.fromkeys(one.slots[slot] for one in seen for slot in ("SPRITE", "OTHER") if slot in one.slots)
        )

    def counts(self) -> tuple[int, int, int]:
        """After how many frames the pictures are taken; two may be equal at the ends of a run."""
        verdict, span = self.take.verdicts[self.at], self.take.span
        before = min(span.start, verdict.at - BESIDE) if verdict.held is False else verdict.at - BESIDE
        return max(1, before), verdict.at + 1, min(span.last + 1, verdict.at + 1 + BESIDE)

    def pictures(self, taken: Mapping[tuple[int, Words], bytes]) -> tuple[Picture, ...]:
        """The strip: at most three, each moment once."""
        found = dict(zip(self.counts(), MOMENTS, strict=True))
        return tuple(
            Picture(
                moment,
                self.take.seed,
                round(self.take.view.frames[count - 1].second, 2),
                self._caption(moment, count - 1),
                taken[count, self.words],
            )
            for count, moment in found.items()
            if (count, self.words) in taken
        )

    def _caption(self, moment: str, at: int) -> tuple[Said, ...]:
        view = self.take.view
        frame = view.frames[at]
        said = [Said(CAPTIONS[moment], {"second": short(frame.second)})]
        if moment == "at":
            said += spoken(self.sentence, view.cast)
        for word in self.words:
            said += [
                Said(CAPTIONS["where"], {"sprite": one.name, "x": short(one.x), "y": short(one.y)})
                for one in view.cast.of(word, frame)[:1]
                if word.startswith('"') or word in view.cast.sprites
            ]
        for word in dict.fromkeys(one.slots["VARIABLE"] for one in self.sentence.seen() if "VARIABLE" in one.slots):
            value = view.cast.value(word, frame)
            label = view.cast.variables[word][1] if word in view.cast.variables else word.strip('"')
            as_number = number(value)
            shown = short(as_number) if as_number is not None else str(value)
            said.append(Said(CAPTIONS["value"], {"name": label, "value": shown}))
        return tuple(said)


def wanted(of: Sequence[Shown]) -> Mapping[int, tuple[Words, ...]]:
    """The pictures of all of these, which share a run: after how many frames, with whom outlined."""
    found: dict[int, tuple[Words, ...]] = {}
    for one in of:
        for count in one.counts():
            found[count] = tuple(dict.fromkeys((*found.get(count, ()), one.words)))
    return found
