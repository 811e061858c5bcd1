"""What the service says: sentences by key, English here, other languages in `worker/locale`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from grader.language import ENGINE_CATALOGUES, N_, translations

CATALOGUES = (ENGINE_CATALOGUES, Path(__file__).parent / "locale")

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # What people ask of the store
        "assignment-missing": N_("This task is not one of yours. Go back to your work."),
        "assignment-closed": N_("This task is closed now. Ask your mentor to open it again."),
        "assignment-over": N_("This task took files until {until}. Ask your mentor for another day."),
        "term-backwards": N_("A term ends after it begins."),
        "term-overlaps": N_("Some of these days belong to {name} already."),
        "rubric-missing": N_("This task is not ready yet. Your mentor can see why."),
        "no-room": N_("We have no room for your file. Keep it and tell your mentor."),
        "link-used": N_("This link has been used or is too old. Ask for a new one."),
        "login-taken": N_("Somebody has the name {login} already. Choose another one."),
        "password-short": N_("Your password needs {letters} letters or more."),
        "name-missing": N_("Write your name and a name to sign in."),
        "mail-address": N_("Write an address of mail, like srey@example.org."),
        "webhooks-most": N_("A club has {most} addresses at most. Take one away first."),
        "reason-missing": N_("Write a reason. She reads it too."),
        # Showcase, certificate, how she sees coding
        "showcase-no-title": N_("Give your work a name first."),
        "showcase-not-hers": N_("This work is not one of yours. Go back to your work."),
        "certificate-missing": N_("There is no certificate yet. Ask your mentor."),
        "survey-closed": N_("This question is closed now. Thank you for coming."),
        "survey-week": N_("Choose a week from 1 to 52."),
        "survey-counted": N_("The numbers of this week are counted. They stay as they are."),
        # Teams, and students who move
        "team-small": N_("A team needs two girls or more."),
        "team-no-name": N_("A team needs a name."),
        "team-name-taken": N_("There is a team {name} already. Choose another name."),
        "team-other": N_("{name} is in another team. Take her out there first."),
        "team-other-class": N_("This team and this girl do not belong together."),
        "team-size": N_("Choose {low} to {high} girls for a team."),
        "team-nobody": N_("Everybody is in a team already."),
        "move-here": N_("She is in this class already."),
        "move-name": N_("Somebody there is called {name}. Choose another nickname for her."),
        "move-over": N_("She has moved on since. Look at her class first."),
        # Words of classmates, and practice
        "level-missing": N_("Choose the words that fit best."),
        "peer-words": N_("Write one praise and one idea."),
        "peer-over": N_("Your words are on their way already. Thank you."),
        "peer-round": N_("Choose 0 to {most} works, and 1 hour or more."),
        "practice-nothing": N_("Choose a level for one goal or more."),
        "practice-why": N_("Write why beside each level. Others learn from it."),
        # Why a rubric's file is not in use
        "rubric-version": N_("What this rubric scores has changed. Raise `version` to {version}."),
        "rubric-trial-endless": N_("Trying the examples of this rubric took too long and was stopped."),
        "rubric-file-closed": N_("Kru cannot read {file}. Look at who may open it."),
        # What a program asked that no page does
        "no-such-role": N_("There is no role {role}."),
        "counts-unknown": N_("Choose whether the best or the last try counts."),
        "mark-by-unknown": N_("This mark needs a person."),
        "level-unknown": N_("There is no level {level}."),
    }
)

NOT_ACCEPTED = "not-accepted"  # a file that can be read, of a kind that the task does not take


def say(key: str, language: str, values: Mapping[str, Any] | None = None) -> str:
    """The sentence of that key, of the service or of reading a file; KeyError when there is none."""
    filled = dict(values or {})
    if key in SENTENCES:
        return translations(language, CATALOGUES).gettext(SENTENCES[key]).format(**filled)
    # The engine is read when one of its sentences is needed, not for every command.
    if key == NOT_ACCEPTED:
        from grader.grade import NotAccepted

        return NotAccepted(filled["kind"], tuple(filled["accepts"]), filled.get("builder")).say(language)
    from grader.upload import SENTENCES as OF_UPLOADS

    return translations(language, CATALOGUES).gettext(OF_UPLOADS[key]).format(**filled)
