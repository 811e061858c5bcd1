"""Which language a page is in, and how it says sentences, days and sizes.

`?lang=km` keeps the page and remembers the choice in the session. A person who has signed in keeps her language.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from flask import Flask, current_app, g, has_request_context, redirect, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from grader.language import ENGINE_CATALOGUES, N_, languages, translations
from grader.page import tools
from grader.words import Sentence
from grader.words.sentence import Part
from worker.sentences import CATALOGUES as SERVICE_CATALOGUES

CATALOGUES = tuple(dict.fromkeys((ENGINE_CATALOGUES, *SERVICE_CATALOGUES, Path(__file__).parent / "locale")))
NAMES = {"en": "English", "km": "ភាសាខ្មែរ"}
PARAMETER = "lang"


def install(app: Flask) -> None:
    """Give every page its language, and templates what they say it with."""
    app.before_request(_switch)
    app.context_processor(_for_templates)


def language() -> str:
    """The language of this page: chosen here, hers, the browser's, the club's."""
    if not has_request_context():
        return "en"
    if "language" not in g:
        g.language = _choose()
    return str(g.language)


def say(sentence: str, /, **values: Any) -> str:
    """A sentence marked with `N_`, in the language of this page."""
    text = translations(language(), CATALOGUES).gettext(sentence)
    return text.format(**values) if values else text


def spoken(sentence: str, /, **values: Any) -> Sentence:
    """As `say`, for a place that takes a `Sentence`: it knows which language it is in."""
    return Sentence((Part(say(sentence, **values)),), language())


def when(moment: datetime) -> str:
    """`today at 16:20`, `Tuesday at 16:20`, `3 November at 16:20`: in the club's time."""
    local = moment.astimezone(zone())
    time = format_time(local, "HH:mm", locale=locale())
    return say(N_("{day} at {time}"), day=day(local), time=time)


def day(moment: datetime) -> str:
    """`today`, `yesterday`, `Tuesday`, `3 November`: in the club's time."""
    local = moment.astimezone(zone())
    today = datetime.now(zone()).date()
    if local.date() == today:
        return say(N_("today"))
    if local.date() == today - timedelta(days=1):
        return say(N_("yesterday"))
    near = timedelta(days=-7) < local.date() - today < timedelta(days=7)
    return _named(local.date(), "EEEE" if near else "d MMMM")


def size(count: int) -> str:
    """`412 KB`, `3.1 MB`: thousands, as phones count, and as the limit of uploads is set."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / 1_000_000:.1f}".removesuffix(".0") + " MB"


def zone() -> ZoneInfo:
    """The club's time zone: of the person's own club, else the operator's setting."""
    if "zone" not in g:
        own = getattr(current_user, "time_zone", None)
        g.zone = ZoneInfo(own or current_app.extensions["kru"].settings.time_zone)
    return g.zone  # type: ignore[no-any-return]


def locale() -> Locale:
    """What Babel knows of the page's language."""
    return _locale(language())


def other_languages() -> tuple[tuple[str, str], ...]:
    """Code and own name of every language but the page's."""
    return tuple((code, NAMES.get(code, code)) for code in languages(CATALOGUES) if code != language())


@lru_cache(maxsize=8)
def _locale(code: str) -> Locale:
    return Locale.parse(code)


def _named(moment: date, pattern: str) -> str:
    return str(format_date(moment, pattern, locale=locale()))


def _choose() -> str:
    known = languages(CATALOGUES)
    wishes = [session.get(PARAMETER), getattr(current_user, "language", None)]
    wishes.append(request.accept_languages.best_match(known))
    wishes.append(current_app.extensions["kru"].settings.language)
    return next((wish for wish in wishes if wish in known), "en")


def _switch() -> Response | None:
    wish = request.args.get(PARAMETER)
    if wish is None or request.method != "GET" or request.endpoint is None:
        return None
    if wish in languages(CATALOGUES):
        session[PARAMETER] = wish
        remember = getattr(current_user, "remember_language", None)
        if remember is not None:
            remember(wish)
    # The same page again, without the wish: what she bookmarks or sends on has no language in it.
    return redirect(_address(request.endpoint))


def _link(code: str) -> str:
    """The address of this page in another language; of a page that only answers a form, the first page's."""
    if request.endpoint is None or request.method not in {"GET", "HEAD"}:
        return f"{url_for('start')}?{PARAMETER}={code}"
    return _address(request.endpoint, {PARAMETER: code})


def _address(endpoint: str, more: dict[str, str] | None = None) -> str:
    rest: dict[str, Any] = {key: request.args.getlist(key) for key in request.args if key != PARAMETER}
    return url_for(endpoint, **{**(request.view_args or {}), **rest, **(more or {})})


def _for_templates() -> dict[str, Any]:
    code = language()

    def in_other_languages(sentences: Iterable[str], **values: Any) -> list[tuple[str, list[str]]]:
        return [
            (other, [translations(other, CATALOGUES).gettext(one).format(**values) for one in sentences])
            for other, _name in other_languages()
        ]

    def plain(sentence: Sentence) -> str:
        return str(sentence)

    return {
        **tools(code, catalogues=CATALOGUES),
        "other_languages": other_languages,
        "language_link": _link,
        "when": when,
        "day": day,
        "size": size,
        "plain": plain,
        "in_other_languages": in_other_languages,
    }
