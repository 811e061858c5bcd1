"""Asks what only a browser can answer, of the renderings that grading was given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from grader.check import Observation
from grader.live.rendering.model import Rendering
from grader.live.rendering.site import RenderedIndex, RenderedSite
from grader.live.rendering.wanted import RECORDINGS, Wanted, of_asked, with_scripts
from grader.website.index import SiteIndex
from grader.website.model import Website

if TYPE_CHECKING:
    from grader.rubric.loaded import Asked
    from grader.rubric.model import Criterion

BROWSER: Final = "needs a browser"
AXE: Final = "needs axe"
PERSON: Final = "person"
PLAYING: Final = "playing"
# In place of a rendering: a browser will look later, and until then nothing is said.
LATER: Final[Mapping[str, str]] = dict.fromkeys(RECORDINGS.values(), PLAYING)


class FromBrowser:
    """The renderings of one website, each with its index; built when something is asked."""

    def __init__(
        self, site: Website, starter: Callable[[], Website | None], recordings: Mapping[str, Any] | None
    ) -> None:
        self._site, self._starter = site, starter
        self._recordings = recordings or {}
        self._sites: dict[bool, RenderedSite] = {}
        self._indexes: dict[bool, RenderedIndex] = {}

    def lacks(self, criterion: Criterion | None, asked: Asked) -> str | None:
        """Why nothing can be said: a part is missing, a browser or a person will look; None: all is there."""
        if self._recordings.get(RECORDINGS[with_scripts(criterion, asked)]) == PLAYING:
            return PLAYING
        rendering = self._rendering(criterion, asked)
        if rendering is None:
            return BROWSER
        if rendering.cut:
            return PERSON
        wanted = of_asked(criterion, asked)
        if asked.check.needs == "axe" and any(page.axe is None for page in rendering.pages):
            return AXE
        return None if _covers(rendering, wanted) else BROWSER

    def observe(self, criterion: Criterion | None, asked: Asked) -> Observation:
        """What the check sees; `lacks` has said that it can."""
        scripts = with_scripts(criterion, asked)
        rendering = self._rendering(criterion, asked)
        if rendering is None:
            raise ValueError(BROWSER)
        found: Observation
        if asked.check.needs is None:
            if scripts not in self._indexes:
                self._indexes[scripts] = RenderedIndex(self._site, self._starter(), rendering)
            found = asked.check.observe(self._indexes[scripts], asked.params)
        else:
            if scripts not in self._sites:
                self._sites[scripts] = RenderedSite(SiteIndex(self._site, self._starter()), rendering)
            found = asked.check.observe(self._sites[scripts], asked.params)
        return found

    def _rendering(self, criterion: Criterion | None, asked: Asked) -> Rendering | None:
        found = self._recordings.get(RECORDINGS[with_scripts(criterion, asked)])
        return found if isinstance(found, Rendering) else None


def _covers(rendering: Rendering, wanted: Wanted) -> bool:
    """Whether every page was looked at as this question needs it: what nobody measured is no missed goal."""
    for page in rendering.pages:
        for width in wanted.widths:
            view = page.view(width)
            if view is None or any(selector not in view.matched for selector in wanted.selectors):
                return False
    return True
