"""The pages of Kru. `create_app` receives its collaborators; nothing is opened at import, nothing is global.

To add a journey: a folder with `blueprint.py` that holds `blueprint = Blueprint(NAME, __name__, ...)`, its templates in
`templates/NAME/`, its views marked with `web.access.allow`, and its line in `JOURNEYS`. A page extends `base.html` (its
blocks: `title`, `head`, `styles`, `shape`, `nav`, `page`, `foot`) and takes parts from `_forms.html`, and from the
templates of `grader.page`: `_parts.html`, `_feedback.html`. Sentences are marked `_("...")` in templates and
`N_("...")` in Python; their Khmer goes into a .po file in `web/locale/km/`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol

from flask import Flask, current_app, jsonify, redirect, render_template, url_for
from flask_limiter import Limiter
from flask_login import current_user
from jinja2 import ChoiceLoader, FileSystemLoader, StrictUndefined
from werkzeug.wrappers import Response

from grader.page import TEMPLATES
from web import access, compress, errors, language, security, style
from worker.metrics import TYPE, metrics
from worker.rubrics import Shelf
from worker.settings import Settings
from worker.store import Store

JOURNEYS = (
    "student",
    "mentor",
    "catalogue",
    "guides",
    "lead",
    "student.path",
    "student.showcase",
    "student.certificate",
    "student.survey",
    "student.peers",
    "mentor.practice",
    "api",
    "api.page",
    "mentor.sheet",
    "mentor.teams",
)


class Health(Protocol):
    """How the service does, as `worker.health` reckons it; pages do not import what it asks."""

    @property
    def ok(self) -> bool: ...  # noqa: D102
    def to_json(self) -> dict[str, Any]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Kru:
    """What pages work with: `current_app.extensions["kru"]`, or `web.kru()`."""

    store: Store
    shelf: Shelf
    enqueue: Callable[[int], object]
    settings: Settings
    health: Callable[[], Health]
    limiter: Limiter


def create_app(
    store: Store,
    shelf: Shelf,
    enqueue: Callable[[int], object],
    settings: Settings,
    health: Callable[[], Health],
) -> Flask:
    """The web application around these collaborators.

    `enqueue` is called with a grading's id after its row is committed. `health` is `worker.health.health` with its
    store and settings in place.
    """
    app = Flask(__name__, static_folder=None)
    security.configure(app, settings)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    own = app.jinja_loader
    app.jinja_loader = ChoiceLoader([*([own] if own else []), FileSystemLoader(TEMPLATES)])
    app.url_map.strict_slashes = False
    access.install(app)
    language.install(app)
    limiter = security.install(app, settings)
    app.extensions["kru"] = Kru(store, shelf, enqueue, settings, health, limiter)
    style.install(app)
    compress.install(app)
    errors.install(app)
    app.add_url_rule("/", "start", access.allow("anyone")(_start))
    app.add_url_rule("/health", "health", access.allow("anyone")(_health))
    app.add_url_rule("/metrics", "metrics", access.allow("anyone")(_metrics))
    app.add_url_rule("/private", "private", access.allow("anyone")(_private))
    for journey in JOURNEYS:
        name = f"web.{journey}.blueprint"
        if find_spec(f"web.{journey}") and find_spec(name):
            app.register_blueprint(import_module(name).blueprint)
    security.apply_limits(app, limiter)
    return app


def kru() -> Kru:
    """The collaborators of this application."""
    found: Kru = current_app.extensions["kru"]
    return found


def _start() -> Response:
    """To her work, to the mentors' pages, or to the door."""
    if current_user.is_authenticated and current_user.role != "student" and "mentor.home" in current_app.view_functions:
        return redirect(url_for("mentor.home"))
    return redirect(url_for("student.work" if current_user.is_authenticated else "student.sign_in"))


def _health() -> tuple[Response, int]:
    """Whether all is well here, for machines that watch."""
    state = kru().health()
    return jsonify(state.to_json()), 200 if state.ok else 503


def _metrics() -> Response:
    """Numbers for machines that watch; none of them tells of a person."""
    parts = kru().health().to_json()["parts"]
    return Response(metrics(kru().store, {name: part["state"] for name, part in parts.items()}), content_type=TYPE)


def _private() -> str:
    """What is kept of her, and for how long."""
    return render_template("private.html")
