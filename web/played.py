"""What a project looked like while it was played: for her page and for her mentor's."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import abort, send_file
from werkzeug.wrappers import Response

from web import kru
from worker.store.live_pictures import PictureView
from worker.store.views import SubmissionView

GIF = b"GIF8"


@dataclass(frozen=True, slots=True)
class Playing:
    """The stage a second after the flag, three seconds that move, and a strip for each goal that is played.

    `waits`: it is still to be played, and this page fills in.
    """

    still: PictureView | None = None
    film: PictureView | None = None
    strips: Mapping[str, tuple[PictureView, ...]] = field(default_factory=dict)
    waits: bool = False


def playing(submission: SubmissionView, grading: int) -> Playing:
    """Everything of that submission."""
    if submission.kind != "sb3":
        return Playing()
    pictures = kru().store.live_pictures.of(submission.id)
    goals = dict.fromkeys(one.criterion for one in pictures if one.what == "play")
    return Playing(
        still=next((one for one in pictures if one.what == "start"), None),
        film=next((one for one in pictures if one.what == "film"), None),
        strips={goal: tuple(one for one in pictures if one.criterion == goal) for goal in goals},
        waits=kru().store.live.waits(grading),
    )


def picture(submission: SubmissionView, number: int) -> Response:
    """One of its pictures; 404 for any other."""
    data = kru().store.live_pictures.bytes_of(submission.id, number)
    if data is None:
        abort(404)
    return send_file(io.BytesIO(data), mimetype="image/gif" if data.startswith(GIF) else "image/png")
