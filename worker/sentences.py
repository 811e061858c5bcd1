"""What the service says: sentences by key, English here, other languages in `worker/locale`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from grader.language import ENGINE_CATALOGUES, N_, translations

CATALOGUES = (ENGINE_CATALOGUES, Path(__file__).parent / "locale")

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # A file of a kind that this week's rubric does not take; {accepts} names what it does take.
        "not-this-week-sb3": N_("This is a Scratch project. This week needs {accepts}."),
        "not-this-week-website": N_("This is a website. This week needs {accepts}."),
        "not-this-week-builder": N_("This page comes from a site builder. This week needs {accepts}."),
        "not-this-week-picture": N_("This is a picture. This week needs {accepts}."),
        # What people ask of the store
        "assignment-missing": N_("This task is not one of yours. Go back to your work."),
        "assignment-closed": N_("This task is closed now. Ask your mentor to open it again."),
        "rubric-missing": N_("This task is not ready yet. Your mentor can see why."),
        "no-room": N_("We have no room for your file. Keep it and tell your mentor."),
        "link-used": N_("This link has been used or is too old. Ask for a new one."),
        "login-taken": N_("Somebody has the name {login} already. Choose another one."),
        "password-short": N_("Your password needs {letters} letters or more."),
        "name-missing": N_("Write your name and a name to sign in."),
        "reason-missing": N_("Write a reason. She reads it too."),
        "no-such-role": N_("There is no role {role}."),
        "counts-unknown": N_("Choose whether the best or the last try counts."),
        "mark-by-unknown": N_("This mark needs a person."),
        "level-unknown": N_("There is no level {level}."),
    }
)

KINDS: Mapping[str, str] = MappingProxyType(
    {
        "sb3": N_("a Scratch project (.sb3)"),
        "website": N_("your website (.html or .zip)"),
        "builder": N_("a page saved from a site builder"),
        "picture": N_("a picture"),
        "nothing": N_("no file"),
    }
)
OR = N_("or")


def say(key: str, language: str, values: Mapping[str, object] | None = None) -> str:
    """The sentence of that key, of the service or of reading a file; KeyError when there is none."""
    from grader.upload import SENTENCES as OF_UPLOADS  # read when a sentence is needed, not for every command

    filled = dict(values or {})
    catalogue = translations(language, CATALOGUES)
    if isinstance(kinds := filled.get("accepts"), (list, tuple)):
        named = [catalogue.gettext(KINDS.get(kind, kind)) for kind in kinds]
        filled["accepts"] = f" {catalogue.gettext(OR)} ".join(named)
    sentence = SENTENCES.get(key) or OF_UPLOADS[key]
    return catalogue.gettext(sentence).format(**filled)
