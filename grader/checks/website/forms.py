"""A form with fields.

## What it looks for

Different kinds of fields (`text`, `email`, `checkbox`, `select`, `textarea` ...) that have a `name` and stand in a form
with a button that sends it. Radio buttons count as one, from two with the same name. `kinds` asks for certain ones;
with `different: false` every field counts. `min_required` asks a form to have so many fields with `required`.

## Why it matters

The right kind helps her visitors: a phone shows `@` on the keyboard for `email`, and numbers for `tel`.

## Limits

Whether anything happens with what is sent, the check does not see.
"""

from __future__ import annotations

from collections import Counter

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import Texts
from grader.website.controls import fields, form_of, kind_of, submits
from grader.website.index import SiteIndex
from grader.website.model import Element


class FormsParams(Params):
    """Which fields count, and what their form must have."""

    kinds: Texts = ()
    different: bool = True
    min_required: int = Field(default=0, ge=0)
    submit: bool = True
    names: bool = True


def observe(index: SiteIndex, params: FormsParams) -> Observation:
    """Every field that works; near are those without a name, without a form, or of a form that lacks something."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    wanted = {kind.strip().lower() for kind in params.kinds}
    for page in index.pages:
        by_id = {one.attributes["id"]: one for one in index.named_on(page, "form") if "id" in one.attributes}
        sent = {form_of(one, by_id) for one in index.named_on(page, "button", "input") if submits(one)}
        found = [(one, form_of(one, by_id)) for one in fields(index, page)]
        required = Counter(form for one, form in found if "required" in one.attributes)
        radios = Counter((form, _name(one)) for one, form in found if kind_of(one) == "radio")
        for one, form in found:
            kind, name = kind_of(one), _name(one)
            if wanted and kind not in wanted:
                continue
            good = form is not None and (name or not params.names)
            good = good and (not params.submit or form in sent) and required[form] >= params.min_required
            good = good and (kind != "radio" or (bool(name) and radios[form, name] > 1))
            key = kind if params.different else (kind, name) if kind == "radio" else None
            (places if good else near).append(index.place(one, counts_as=key))
    return Observation(tuple(places), len(places) + len(near), tuple(near))


def _name(field: Element) -> str:
    return str(field.attributes.get("name", "")).strip()


CHECK = Check(
    title=N_("A form with fields"),
    kind="count",
    source=True,
    params=FormsParams,
    observe=observe,
    words=Words(
        praise=N_("Kinds of fields in your form: {count}."),
        next=N_("Add one more field to your form."),
        hints=(
            N_("What would you like to know from your visitors?"),
            N_("Look at your <form>. Has every field a name?"),
            N_('Write <input type="email" name="email"> and a <button>.'),
        ),
        measured=N_("Fields that count: {count}."),
    ),
    examples=(
        Example(
            shows="Three kinds, and a button",
            project={
                "index.html": "<form><input name=who><input type=email name=mail required>"
                "<textarea name=words></textarea>"
                "<input name=also><button>Send</button></form>"
            },
            amount=3,
            looked_at=4,
        ),
        Example(
            shows="No name, and no form",
            project={"index.html": "<form><input><input type=submit></form><input type=email name=mail>"},
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Radio buttons are one field, from two with the same name",
            project={
                "index.html": "<form><input type=radio name=pet value=cat><input type=radio name=pet value=dog>"
                "<input type=radio name=alone><button>Send</button></form>"
            },
            params={"different": False},
            amount=1,
            looked_at=3,
        ),
        Example(
            shows="No button, or one that sends nothing",
            project={"index.html": '<form><input name=who><button type="button">Send</button></form>'},
            amount=0,
        ),
        Example(
            shows="A button elsewhere that names the form",
            project={"index.html": '<form id=f><input name=who></form><button form="f">Send</button>'},
            amount=1,
        ),
        Example(
            shows="Certain kinds, and one that must be filled in",
            project={
                "index.html": "<form><input name=who><input type=email name=m required><button>Send</button></form>"
            },
            params={"kinds": ["email"], "min_required": 1},
            amount=1,
        ),
    ),
)
