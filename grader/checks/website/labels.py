"""Fields without a label.

## What it looks for

Fields of forms that nothing names: no `<label>` around the field or with its id in `for`, no `aria-label`, no `title`.
A `placeholder` is no label: it is gone when she types.

## Why it matters

A screen reader says the label when a visitor comes to the field. A finger on the label hits the field too.

## Limits

Whether the words of a label fit, the check does not see.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.controls import Labels, fields
from grader.website.index import SiteIndex


class LabelsParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: LabelsParams) -> Observation:
    """Every field without a name."""
    places: list[FilePlace] = []
    looked_at = 0
    for page in index.pages:
        found = fields(index, page)
        if not found:
            continue
        labels = Labels(page)
        looked_at += sum(map(index.hers, found))
        places += [index.place(field) for field in found if not labels.names(field)]
    return Observation(tuple(places), looked_at)


CHECK = Check(
    title=N_("Fields without a label"),
    kind="problem",
    severity="warning",
    source=True,
    params=LabelsParams,
    observe=observe,
    words=Words(
        praise=N_("Every field says what it is for."),
        next=N_("This field has no label yet: {where}."),
        hints=(
            N_("What does a visitor hear when she comes to this field?"),
            N_("Look at {where}. Is there a <label> for it?"),
            N_('Write <label for="name">, and give the field that id.'),
        ),
        measured=N_("Fields without a label: {count}."),
    ),
    examples=(
        Example(
            shows="Words beside the field, and a placeholder",
            project={"index.html": '<p>Name: <input name=a></p><input name=b placeholder="Mail"><input type=submit>'},
            amount=2,
            looked_at=2,
        ),
        Example(
            shows="A label around, a label for it, a name that is heard",
            project={
                "index.html": "<label>Name <input name=a></label><label for=m>Mail</label><input id=m name=b>"
                '<input type=search aria-label="Search"><h2 id=h>Pets</h2><select aria-labelledby=h></select>'
            },
            amount=0,
            looked_at=4,
        ),
        Example(
            shows="A label for another field, and one without words",
            project={"index.html": "<label for=name>Name</label><input id=nam><label> <input name=b></label>"},
            amount=2,
        ),
        Example(
            shows="Hidden fields and buttons need none",
            project={"index.html": "<input type=hidden name=a><button>Send</button>"},
            amount=0,
            looked_at=0,
        ),
    ),
)
