"""Pictures in a format that browsers show.

## What it looks for

Pictures of the upload whose content is another format than their name says (a `.png` that is a JPEG, a picture with no
bytes of one), and formats that browsers do not show: HEIC of phones, TIFF, PSD. BMP is told too: it is heavy.
`name`, `format` and `better` tell of the first.

## Why it matters

Her phone shows its own HEIC photos. A visitor's browser shows an empty frame.

## Limits

Files that are damaged behind their first bytes look whole to this check.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.junk import is_junk
from grader.website.picture_facts import ALL_ENDINGS, ENDINGS, ON_THE_WEB, ending_of, picture_facts

_NAMES = {"jpeg": "JPEG", "webp": "WebP"}
_BETTER = {"jpeg": "jpg"}


class PictureFormatParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: PictureFormatParams) -> Observation:
    """Every picture that is not what its name says, or that browsers do not show."""
    places: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    looked_at = 0
    for path, data in index.site.files.items():
        ending = ending_of(path)
        facts = picture_facts(data) if data and not is_junk(path) else None
        if not data or is_junk(path) or (ending not in ALL_ENDINGS and (facts is None or facts.format == "svg")):
            continue
        hers = index.file_hers(path)
        looked_at += hers
        kind = facts.format if facts is not None else ""
        if kind in ON_THE_WEB and ending in ENDINGS[kind]:
            continue
        places.append(index.file_place(path))
        if hers and not values:
            shown = _NAMES.get(kind, kind.upper()) or "?"
            better = _BETTER.get(kind, kind) if kind in ON_THE_WEB else "jpg"
            values = {"name": path.rpartition("/")[2], "format": shown, "better": better}
    return Observation(tuple(places), looked_at, values=values)


_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\x06\0\0\0"
_HEIC = b"\0\0\0\x18ftypheic\0\0\0\0"

CHECK = Check(
    title=N_("Pictures in a format that browsers do not show"),
    kind="problem",
    severity="warning",
    params=PictureFormatParams,
    observe=observe,
    words=Words(
        praise=N_("Every browser can show your pictures."),
        next=N_("{name} is {format} inside. Save it as {better}."),
        hints=(
            N_("Where does this picture come from?"),
            N_("Look at {name}. Open it in a browser."),
            N_("Open the picture and save it again as JPEG or PNG."),
        ),
        measured=N_("Pictures that are not what their name says: {count}."),
    ),
    examples=(
        Example(
            shows="A photo of a phone, as it is and renamed",
            project={"index.html": '<img src="a.heic" alt="Cat">', "a.heic": _HEIC, "b.jpg": _HEIC},
            amount=2,
            looked_at=2,
            places=("a.heic", "b.jpg"),
        ),
        Example(
            shows="Another format than the name says",
            project={"index.html": '<img src="a.jpg" alt="Cat">', "a.jpg": _PNG},
            amount=1,
        ),
        Example(
            shows="No picture at all",
            project={"index.html": '<img src="a.png" alt="Cat">', "a.png": "<!DOCTYPE html><p>Not found</p>"},
            amount=1,
        ),
        Example(
            shows="Formats of the web",
            project={
                "index.html": '<img src="a.png" alt="Cat">',
                "a.png": _PNG,
                "b.JPG": b"\xff\xd8\xff\xe0",
                "c.svg": '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"></svg>',
            },
            amount=0,
            looked_at=3,
        ),
    ),
)
