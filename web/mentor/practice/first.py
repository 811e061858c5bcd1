"""Practice before marking, where a lead of the club says so: the desk sends her here, kindly."""

from __future__ import annotations

from flask import flash, redirect, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from grader.rubric.practice import NAME
from web import kru
from web.language import say
from web.mentor import own
from web.mentor.practice.agreement import works_of
from web.mentor.practice.works import shelves


def left() -> int:
    """How many works she still compares before she marks; 0 for leads, and where nobody asks for it."""
    me = own.mentor()
    if me.role != "mentor":
        return 0
    wanted = kru().store.practice.required(me.club)
    if not wanted:
        return 0
    done = works_of(kru().store.practice.answers(me.id))
    if len(done) >= wanted:
        return 0
    there = {(one.rubric, one.item) for shelf in shelves() for one in shelf.works}
    return max(0, min(wanted - len(done), len(there - done)))  # never more than there is


def practise() -> Response | None:
    """The way to practice while some is left, else None."""
    count = left()
    if not count:
        return None
    flash(say(N_("Your club practises first. Works to compare: {count}."), count=count))
    return redirect(url_for("practice.index"))


def suggest() -> bool:
    """Whether her first page suggests it: she has neither practised nor marked, and there is something."""
    store, me = kru().store, own.mentor()
    return not store.practice.answers(me.id) and not store.practice.has_marked(me.id) and _something()


def _something() -> bool:
    """Whether there is anything to practise on; no file is read for it."""
    beside = (loaded.folder / NAME for loaded in kru().shelf.all())
    return any(path.is_file() for path in beside) or bool(kru().store.practice.works(own.mentor().club))
