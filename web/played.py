"""What a project looked like while it was played, or looked at: for her page and for her mentor's."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask import abort, send_file
from werkzeug.wrappers import Response

from web import kru
from worker.store.live_pictures import PictureView
from worker.store.views import SubmissionView

KINDS = {b"GIF8": "image/gif", b"RIFF": "image/webp"}  # by how the file begins; else a PNG
SITES = frozenset({"website", "builder"})
SCREENS = ("phone", "laptop")


@dataclass(frozen=True, slots=True)
class Playing:
    """The stage a second after the flag, three seconds that move, and a strip for each goal that is played.

    Of a website: its pages on a phone and on a laptop, and a picture for each goal that a browser answered.
    `waits`: it is still to be played or looked at, and this page fills in.
    """

    still: PictureView | None = None
    film: PictureView | None = None
    strips: Mapping[str, tuple[PictureView, ...]] = field(default_factory=dict)
    views: tuple[PictureView, ...] = ()
    waits: bool = False
    of_site: bool = False


def playing(submission: SubmissionView, grading: int) -> Playing:
    """Everything of that submission."""
    of_site = submission.kind in SITES
    if submission.kind != "sb3" and not of_site:
        return Playing()
    pictures = kru().store.live_pictures.of(submission.id)
    goals = dict.fromkeys(one.criterion for one in pictures if one.criterion)
    return Playing(
        still=next((one for one in pictures if one.what == "start"), None),
        film=next((one for one in pictures if one.what == "film"), None),
        strips={goal: tuple(one for one in pictures if one.criterion == goal) for goal in goals},
        views=tuple(one for one in pictures if one.what in SCREENS),
        waits=kru().store.live.waits(grading),
        of_site=of_site,
    )


def picture(submission: SubmissionView, number: int) -> Response:
    """One of its pictures; 404 for any other."""
    data = kru().store.live_pictures.bytes_of(submission.id, number)
    if data is None:
        abort(404)
    return send_file(io.BytesIO(data), mimetype=KINDS.get(data[:4], "image/png"))
