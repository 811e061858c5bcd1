"""How feedback looks: block pictures, lines of files, level dots, templates and the one style sheet.

The HTML report and the web draw with the same templates. `tools(language)` gives a template everything it asks for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from markupsafe import Markup, escape

from grader.check import Place
from grader.language import ENGINE_CATALOGUES, translations
from grader.page.aids import draw_aids
from grader.page.evidence import evidence
from grader.page.reviewed import is_reviewed
from grader.page.rich import language_of, named, rich
from grader.page.source import Source
from grader.scratch.model import ScratchProject
from grader.words.aids import Aids
from grader.words.sentence import Sentence

TEMPLATES = Path(__file__).parent / "templates"
STYLE_SHEET = Path(__file__).parent / "kru.css"
PLAYED_SHEET = Path(__file__).parent / "played.css"  # for pages that show pictures of a project


def tools(
    language: str,
    *,
    catalogues: tuple[Path, ...] = (ENGINE_CATALOGUES,),
    project: ScratchProject | None = None,
    source: Source | None = None,
) -> Mapping[str, Any]:
    """What the templates of this folder call: `_` says a sentence of ours, `rich` draws a `Sentence`, and more.

    Made anew for every page: it remembers what the page has shown.
    """
    above: set[str] = set()  # of this one page

    def say_rich(sentence: Sentence) -> Markup:
        return rich(sentence, language)

    def draw(places: Iterable[Place], *, look: bool = False, most: int = 3) -> Markup:
        return evidence(places, language, look=look, most=most, project=project, source=source, above=above)

    def help_to_see(found: Aids, places: Iterable[Place] = ()) -> Markup:
        return draw_aids(found, tuple(places), language, source)

    def her(text: str) -> Markup:
        return named(text, language)

    return {
        "language": language,
        "draft": not is_reviewed(language),
        "_": _translator(language, catalogues),
        "rich": say_rich,
        "evidence": draw,
        "aids": help_to_see,
        "named": her,
        "language_of": language_of,
    }


def _translator(language: str, catalogues: tuple[Path, ...]) -> Callable[..., str]:
    def t(sentence: str, /, **values: Any) -> str:
        text = translations(language, catalogues).gettext(sentence)
        if any(isinstance(value, Markup) for value in values.values()):
            return escape(text).format(**values)  # a name marked with its language stays marked, all else is escaped
        return text.format(**values) if values else text

    return t
