"""What stands on a certificate, in two languages, for a page, for paper and for whoever asks for its code."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date
from flask import render_template, request, url_for
from markupsafe import Markup, escape

from grader.language import N_, translations
from grader.page import STYLE_SHEET
from grader.page.rich import named
from web import kru, pictures
from web.language import CATALOGUES, zone
from web.mentor import cards
from web.style import STATIC
from worker.store.certificates import CertificateView
from worker.store.views import SubmissionView

LANGUAGES = ("km", "en")
MANY = 12  # works that a sheet holds in large
Twice = tuple[tuple[str, str], ...]
Picture = Callable[[SubmissionView], str]  # where a page finds the picture of a work

HEADING = N_("Certificate")
MADE = N_("made these works with code:")
BY = N_("at {club}, {day}")


@dataclass(frozen=True, slots=True)
class Piece:
    """One work: its name in two languages, its picture, or its piece of cloth where there is none."""

    titles: Twice
    picture: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of it. `name` is empty where she writes it by hand."""

    heading: Twice
    name: str
    made: Twice
    pieces: tuple[Piece, ...]
    where: Twice
    mentor: str
    code: str
    address: str
    square: Markup

    @property
    def many(self) -> bool:
        """Whether pieces must be small to stay on one sheet."""
        return len(self.pieces) > MANY


def sheet(view: CertificateView, picture: Picture, *, name: str) -> Sheet:
    """The certificate, its pictures where `picture` says."""
    people = kru().store.people
    room = people.classroom(view.classroom)
    club = people.club(room.club) if room else None
    mentor = people.mentor(view.mentor) if view.mentor else None
    address = check_address(view.code)
    on = view.at.astimezone(zone()).date()
    return Sheet(
        twice(HEADING),
        name,
        twice(MADE),
        tuple(
            Piece(
                _titles(one.titles),
                _picture(one.submission, view.student, picture),
                one.levels,
            )
            for one in view.made
        ),
        tuple(
            (code, escape(text).format(club=named(club.name if club else "", code), day=_day(on, code)))
            for code, text in twice(BY)
        ),
        mentor.name if mentor else "",
        view.code,
        cards.shown(address),
        cards.picture(address, view.code),
    )


def twice(sentence: str) -> Twice:
    """A sentence in both languages, Khmer first."""
    return tuple((code, translations(code, CATALOGUES).gettext(sentence)) for code in LANGUAGES)


def _titles(titles: Mapping[str, str]) -> Twice:
    """A work's name in the languages that it has, each said to be what it is."""
    return tuple((code, titles[code]) for code in LANGUAGES if titles.get(code)) or tuple(titles.items())[:1]


def check_address(code: str) -> str:
    """Where anyone can ask for a code."""
    base = kru().settings.public_url or request.url_root.rstrip("/")
    return base + url_for("certificate.check", code=code)


def name_on(view: CertificateView) -> str:
    """The name that she chose; her nickname while she has not."""
    return view.nickname if view.name is None else view.name


def in_itself(work: SubmissionView) -> str:
    """The picture of a work inside the page: paper asks nobody for it."""
    answer = pictures.shown(kru().store.submissions.file(work.id))
    answer.direct_passthrough = False
    return f"data:{answer.mimetype};base64,{base64.b64encode(answer.get_data()).decode()}"


def page(made: Sheet) -> str:
    """The sheet as one file that needs nothing else."""
    style = "".join(path.read_text("utf-8") for path in (STYLE_SHEET, STATIC / "path.css"))
    return render_template("certificate/paper.html", sheet=made, style=Markup(style))  # noqa: S704 - our own files


def _picture(submission: int, student: int, picture: Picture) -> str:
    work = kru().store.submissions.submission(submission)
    if work is None or work.student != student or work.kind != "picture":
        return ""
    try:
        can = pictures.can_show(kru().store.submissions.file(work.id))
    except OSError:  # files go some time after a term; what was made stays written
        can = False
    return picture(work) if can else ""


def _day(on: date, code: str) -> str:
    return str(format_date(on, "d MMMM y", locale=code))
