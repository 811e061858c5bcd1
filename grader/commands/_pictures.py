"""Pictures for the HTML report: of each game a second after the flag, of each site on a phone and on a laptop.

Taken by this process after the grading, where a player and a browser are there; without them the pages have none.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, ExitStack, nullcontext
from typing import TYPE_CHECKING, Any

import click

from grader.language import N_, say
from grader.page.pictures import Pictures, Screen

if TYPE_CHECKING:
    from grader.inputs import Item
    from grader.live.browser import Browser
    from grader.live.player import Player

TAKING = N_("Taking pictures")


def take(items: Sequence[Item | None], language: str, *, off: bool) -> tuple[Pictures, ...]:
    """One for each; empty ones where there is no item, or nothing to see. `off`: games are not played."""
    with ExitStack() as stack:
        camera = _Camera(stack, language, off=off)
        with _progress(items, language) as bar:
            return tuple(Pictures() if item is None else camera.of(item) for item in bar)


class _Camera:
    """Starts a player, or a browser, when the first project wants one."""

    def __init__(self, stack: ExitStack, language: str, *, off: bool) -> None:
        self._stack, self._language = stack, language
        self._player: Player | None = None
        self._browser: Browser | None = None
        self._plays, self._looks = not off, True

    def of(self, item: Item) -> Pictures:
        from grader.inputs import read
        from grader.scratch.model import ScratchProject

        try:
            project: Any = read(item)
            if isinstance(project, ScratchProject):
                return self._game(item, project)
            return self._site(project) if hasattr(project, "pages") else Pictures()
        except Exception:  # noqa: BLE001 - why it cannot be read stands on its page
            return Pictures()

    def _game(self, item: Item, project: Any) -> Pictures:
        from grader.live import film, parts
        from grader.scratch.write import write

        if self._player is None:
            self._plays = self._plays and parts.status().state == "ready"
            if not self._plays:
                return Pictures()
            from grader.live.player import Player

            self._player = self._stack.enter_context(Player())
        saved = item.kind == "file" and item.path.suffix.lower() == ".sb3"
        shots = film.of(self._player, item.path.read_bytes() if saved else write(project))
        return Pictures() if shots is None else Pictures(shots.still, shots.moving)

    def _site(self, site: Any) -> Pictures:
        from grader.live.browser import Browser, NoBrowserError, can_look
        from grader.live.rendering import evidence
        from grader.live.rendering.wanted import Wanted

        self._looks = self._looks and can_look()
        if not self._looks:
            return Pictures()
        if self._browser is None:
            self._browser = self._stack.enter_context(Browser())
        try:
            shots = evidence.views(self._browser.look(site, Wanted(rules=())))
        except NoBrowserError:
            self._looks = False
            return Pictures()
        said = [" ".join(one.say(self._language) for one in shot.caption) for shot in shots]
        return Pictures(
            screens=tuple(Screen(shot.screen, text, shot.image) for shot, text in zip(shots, said, strict=True))
        )


def _progress(items: Sequence[Item | None], language: str) -> AbstractContextManager[Iterable[Item | None]]:
    """A bar on stderr while a person is watching."""
    if sys.stderr.isatty() and len(items) > 1:
        return click.progressbar(items, label=say(TAKING, language), file=sys.stderr)
    return nullcontext(items)
