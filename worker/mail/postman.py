"""Writes to who asked for it: once to confirm an address, then in the morning what waits, when anything does."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from zoneinfo import ZoneInfo

from grader.language import N_, translations
from worker.mail import smtp
from worker.mail.links import link
from worker.sentences import CATALOGUES
from worker.settings import Settings
from worker.store import Store
from worker.store.database import now
from worker.store.glance import Stand
from worker.store.mail import WishView
from worker.store.views import MentorView

log = logging.getLogger("kru.mail")

MORNING = 6  # o'clock in the club's time
LOOK_SECONDS = 300.0  # between two looks at who is to get a letter
PAUSE_SECONDS = 300.0  # after a letter that was not taken
HERE = "http://127.0.0.1:8000"


@dataclass(slots=True)
class Postman:
    """Goes round. The row is written before a letter goes: two who send at once send it once."""

    store: Store
    settings: Settings
    post: Callable[[str, EmailMessage], None] = smtp.post
    moment: Callable[[], datetime] = now
    clock: Callable[[], float] = time.monotonic
    _look: float = field(default=float("-inf"))
    _pause: float = field(default=float("-inf"))

    def round(self) -> int:
        """Send what is to be sent; how many letters that were."""
        at = self.clock()
        if self.settings.smtp_url is None or at < self._pause:
            return 0
        sent = sum(self._ask(wish) for wish in self.store.mail.to_ask())
        if at >= self._look:
            self._look = at + LOOK_SECONDS
            sent += sum(self._tell(wish) for wish in self.store.mail.daily())
        return sent

    def _ask(self, wish: WishView) -> bool:
        mentor = self.store.people.mentor(wish.mentor)
        if mentor is None or not self.store.mail.asked(wish, sent=True):
            return False
        say = _Say(mentor.language)
        lines = (
            say(N_("Somebody wants letters from Kru at this address.")),
            say(N_("Is it you? Open this link and say yes:")),
            self._link("confirm", wish),
            "",
            say(N_("If not, do nothing. Nothing more will come.")),
        )
        if self._send(wish, say(N_("Kru: is this your address?")), lines):
            return True
        self.store.mail.asked(wish, sent=False)
        return False

    def _tell(self, wish: WishView) -> bool:
        mentor = self.store.people.mentor(wish.mentor)
        club = self.store.people.club(mentor.club) if mentor else None
        if mentor is None or club is None:
            return False
        at = self.moment()
        here = at.astimezone(ZoneInfo(club.time_zone))
        today = wish.sent is not None and wish.sent.astimezone(here.tzinfo).date() >= here.date()
        if today or here.hour < MORNING or not self.store.mail.turn(wish, wish.sent, at):
            return False
        lines = self._lines(mentor)
        if not lines:
            return False  # nothing waits: no letter today
        say = _Say(mentor.language)
        text = (
            say(N_("This waits for you in Kru:")),
            "",
            *lines,
            say(N_("No more letters? Open this link:")),
            self._link("stop", wish),
        )
        if self._send(wish, say(N_("Kru: what waits for you")), text, stop=self._link("stop", wish)):
            return True
        self.store.mail.turn(wish, at, wish.sent)
        return False

    def _lines(self, mentor: MentorView) -> tuple[str, ...]:
        """For each class in which something waits the numbers and a link; a name of a class may tell of a person."""
        say = _Say(mentor.language)
        lines: list[str] = []
        for room in self.store.people.classrooms(mentor.id):
            questions = len(self.store.marks.questions(room.id))
            glance = self.store.glances.classroom(room.id)
            closed = {one.id for one in glance.assignments if one.closed}
            works = sum(_waits(stand) for (_, given), stand in glance.stands.items() if given not in closed)
            if questions:
                lines.append(say(N_("Questions: {count}"), count=questions))
            if works:
                lines.append(say(N_("Works that wait for a person: {count}"), count=works))
            if questions or works:
                lines += [f"{self.settings.public_url or HERE}/mentor/class/{room.id}", ""]
        return tuple(lines)

    def _link(self, purpose: str, wish: WishView) -> str:
        url, key = self.settings.public_url or HERE, self.settings.secret_key
        return link(key, url, "stop" if purpose == "stop" else "confirm", wish.mentor, wish.stamp)

    def _send(self, wish: WishView, subject: str, lines: tuple[str, ...], *, stop: str = "") -> bool:
        made = smtp.letter(self.settings.mail_from, wish.address, subject, "\n".join(lines) + "\n", stop=stop)
        try:
            self.post(self.settings.smtp_url or "", made)
        except smtp.RefusedError:
            log.warning("an address of mail was refused")
        except smtp.MailError as trouble:
            log.warning("the mail server did not take a letter: %s", trouble)
            self._pause = self.clock() + PAUSE_SECONDS
            return False
        return True


def _waits(stand: Stand) -> bool:
    """Whether a person is to look: no worker could finish it, or a level of hers is missing."""
    counts = stand.counting.look if stand.counting else None
    return stand.newest.state == "stuck" or bool(counts and counts.waits)


@dataclass(frozen=True, slots=True)
class _Say:
    """Sentences in a mentor's language."""

    language: str

    def __call__(self, sentence: str, **values: object) -> str:
        return translations(self.language, CATALOGUES).gettext(sentence).format(**values)
