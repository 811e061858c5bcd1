"""What a rubric wants from a browser, for a whole batch: looked at once, by this process, before anything is graded.

The children of a batch have bounds in which no browser starts; what was seen goes to them as plain data.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import TYPE_CHECKING, Any

import click

from grader.language import N_, say

if TYPE_CHECKING:
    from grader.inputs import Item
    from grader.live.browser import Browser
    from grader.rubric.loaded import LoadedRubric
    from grader.rubric.trial import Record

Recordings = Mapping[str, Mapping[str, Any]]  # by the name of the item

LEFT_UNCHECKED = N_("Goals that need a browser are left unchecked. {why}")
NOT_TRIED = N_("Goals that need a browser are not tried. {why}")
LOOKING = N_("Looking at pages")


def look(items: Sequence[Item], loaded: LoadedRubric, language: str) -> Recordings:
    """What a browser sees of every website; nothing where the rubric asks for none, or there is none."""
    from grader.live.browser import NoBrowserError
    from grader.live.rendering.wanted import wanted

    if not items or not wanted(loaded):
        return {}
    from grader.live.browser import Browser

    found: dict[str, Mapping[str, Any]] = {}
    try:
        with Browser() as browser, _progress(items, language) as bar:
            for item in bar:
                seen = _look(browser, item, loaded)
                if seen:
                    found[item.name] = seen
    except NoBrowserError as trouble:
        click.echo(say(LEFT_UNCHECKED, language, why=say(trouble.sentence, language)), err=True)
    return found


def record(loaded: LoadedRubric, language: str = "en") -> tuple[Browser, Record] | None:
    """A browser, and how the trial of a rubric asks it; None where the rubric asks for none, or there is none.

    That there is none is said.
    """
    from grader.live.rendering.wanted import wanted

    if not wanted(loaded):
        return None
    from grader.live.browser import Browser, NoBrowserError, status

    found = status()
    if found.browser is None:
        click.echo(say(NOT_TRIED, language, why=say(found.missing, language)), err=True)
        return None
    browser = Browser()

    def see(project: Any) -> Mapping[str, Any]:
        try:
            return browser.recordings(project, loaded) if hasattr(project, "pages") else {}
        except NoBrowserError:
            return {}

    return browser, see


def _look(browser: Browser, item: Item, loaded: LoadedRubric) -> Mapping[str, Any]:
    from grader.inputs import read
    from grader.live.browser import NoBrowserError

    try:
        project: Any = read(item)
        return browser.recordings(project, loaded) if hasattr(project, "pages") else {}
    except NoBrowserError:
        raise
    except Exception:  # noqa: BLE001 - why it cannot be read is told by the child that grades it
        return {}


def _progress(items: Sequence[Item], language: str) -> AbstractContextManager[Iterable[Item]]:
    """A bar on stderr while a person is watching."""
    if sys.stderr.isatty() and len(items) > 1:
        return click.progressbar(items, label=say(LOOKING, language), file=sys.stderr)
    return nullcontext(items)
