"""Pictures of a scenario while it is played: three seconds that move, and one picture a check."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Final

from PIL import Image

from grader.live.game import Game
from grader.live.judge import Seen

MOST_BYTES: Final = 300_000  # of a GIF: a phone in the club loads it in a few seconds
WIDTH, HEIGHT = 240, 180
A_SECOND: Final = 10  # pictures
LONGEST: Final = 3 * A_SECOND
WORTH_SEEING: Final = 1.0  # seconds after which games have set themselves up
MOST_LOOKS: Final = 60
# Fewer colours and then fewer pictures, until it fits.
TRIES: Final = ((64, 1), (32, 1), (32, 2), (16, 2), (16, 3), (8, 5))
MOST_IN_STRIP: Final = 6
GAP: Final = 4


@dataclass(frozen=True, slots=True)
class Look:
    """A picture and its moment."""

    second: float
    png: bytes


@dataclass(frozen=True, slots=True)
class StepLook:
    """A picture after a step, what was seen under it."""

    index: int
    passed: bool
    png: bytes


@dataclass(slots=True)
class Film:
    """Takes the pictures that were asked for."""

    moving: bool
    steps: bool
    language: str = "en"
    _looks: list[Look] = field(default_factory=list)
    _steps: list[StepLook] = field(default_factory=list)

    def look(self, game: Game) -> None:
        """Keep a picture, while there are few."""
        if self.moving and len(self._looks) < MOST_LOOKS:
            self._looks.append(_look(game))

    def step(self, game: Game, index: int, seen: Seen) -> None:
        """Keep a picture of what was looked at; the last places are for what did not hold."""
        if self.steps and seen.sentence and (len(self._steps) < MOST_IN_STRIP or not seen.passed):
            head = f"{game.frame.second:.1f} s  {index} {'+' if seen.passed else '-'}"
            png = game.picture(WIDTH / 480, (head, seen.say(self.language)))
            self._steps.append(StepLook(index, seen.passed, png))
        if self.moving and not self._looks:
            self._looks.append(_look(game))

    def gif(self) -> bytes:
        """Three seconds of play, at most 300 KB; its first picture is from after the set-up."""
        looks = [look for look in self._looks if look.second >= WORTH_SEEING] or self._looks
        if len(looks) < LONGEST:
            looks = self._looks[-LONGEST:]
        return gif([look.png for look in looks[:LONGEST]])

    def strip(self) -> bytes:
        """One picture a check, side by side, with its moment and what was seen."""
        kept = [one for one in self._steps if not one.passed][:MOST_IN_STRIP]
        kept += [one for one in self._steps if one.passed][: MOST_IN_STRIP - len(kept)]
        kept.sort(key=lambda one: one.index)
        images = [Image.open(io.BytesIO(one.png)).convert("RGB") for one in kept] or [Image.new("RGB", (WIDTH, HEIGHT))]
        sheet = Image.new("RGB", (len(images) * (WIDTH + GAP) - GAP, max(image.height for image in images)), "#ffffff")
        for place, image in enumerate(images):
            sheet.paste(image, (place * (WIDTH + GAP), 0))
        written = io.BytesIO()
        sheet.save(written, "PNG", optimize=True)
        return written.getvalue()


def _look(game: Game) -> Look:
    return Look(game.frame.second, game.picture(WIDTH / 480))


def gif(pictures: list[bytes]) -> bytes:
    """These pictures as a GIF of at most 300 KB: with fewer colours, then fewer pictures, as far as it takes."""
    images = [Image.open(io.BytesIO(one)).convert("RGB") for one in pictures]
    written = b""
    for colours, every in TRIES:
        written = _encode(images[::every], colours, 1000 // A_SECOND * every)
        if len(written) <= MOST_BYTES:
            break
    return written


def _encode(images: list[Image.Image], colours: int, milliseconds: int) -> bytes:
    # One palette for all: what does not move then is the same bytes in each picture, and packs to nothing.
    sheet = Image.new("RGB", (images[0].width, images[0].height * min(len(images), 8)))
    step = max(1, len(images) // 8)
    for place, image in enumerate(images[::step][:8]):
        sheet.paste(image, (0, place * image.height))
    palette = sheet.quantize(colours, dither=Image.Dither.NONE)
    frames = [image.quantize(palette=palette, dither=Image.Dither.NONE) for image in images]
    written = io.BytesIO()
    frames[0].save(
        written, "GIF", save_all=True, append_images=frames[1:], duration=milliseconds, loop=0, optimize=False
    )
    return written.getvalue()
