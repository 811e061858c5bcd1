"""Pictures are there.

## What it looks for

Pictures of the page (`<img>`) whose file lies in the upload under exactly that name, and is a picture. The same file
shown twice counts one time. `from_elsewhere: true` counts pictures on other sites too; nobody looks whether those are
there.

## Why it matters

A picture whose name does not fit leaves a torn paper on the page. Small and large letters are different on the web,
even when they are not on her own computer.

## Limits

Pictures of style sheets and of `srcset` are not counted. Whether the picture shows what it should, a person sees.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website import pictures
from grader.website.index import SiteIndex
from grader.website.links import nearest
from grader.website.words import plain


class PicturesFoundParams(Params):
    """Which pictures count."""

    from_elsewhere: bool = False


def observe(index: SiteIndex, params: PicturesFoundParams) -> Observation:
    """Every picture that is there; near are those that are not. `missing` and `nearest` are names for a hint."""
    images = index.named("img")
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    for image in images:
        page = index.page_of(image)
        path = pictures.found(image, page, index.site)
        source = image.attributes.get("src", "").strip()
        if path is not None:
            places.append(index.place(image, counts_as=path))
        elif pictures.is_inline(image) or (params.from_elsewhere and pictures.is_elsewhere(image)):
            places.append(index.place(image, counts_as=plain(source)))
        else:
            near.append(index.place(image))
            if not values and source and not pictures.is_elsewhere(image):
                wanted = pictures.path_of(image, page) or source.replace("\\", "/").rpartition("/")[2]
                close = nearest(wanted, [file for file in index.site.files if file != page.path])
                values = {"missing": source, "nearest": close or ""}
    return Observation(tuple(places), len(images), tuple(near), values)


_PICTURE = b"\x89PNG\r\n\x1a\n"

CHECK = Check(
    title=N_("Pictures are there"),
    kind="count",
    params=PicturesFoundParams,
    observe=observe,
    words=Words(
        praise=N_("Pictures that your visitors can see: {count}."),
        next=N_("Add a picture that your page can find."),
        hints=(
            N_("Which picture do you not see in the browser?"),
            N_("Compare the name in src with the file, letter by letter."),
            N_("Put the picture into the folder and write its name in src."),
        ),
        measured=N_("Pictures found in the upload: {count}."),
    ),
    examples=(
        Example(
            shows="A picture that lies in the upload",
            project={"index.html": '<img src="img/cat.png" alt="A cat">', "img/cat.png": _PICTURE},
            amount=1,
            places=('<img src="img/cat.png" alt="A cat">',),
        ),
        Example(
            shows="Large letters are not small ones",
            project={"index.html": '<img src="cat.png">', "Cat.PNG": _PICTURE},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="One picture shown twice",
            project={"index.html": '<img src="cat.png"><img src="./cat.png">', "cat.png": _PICTURE},
            amount=1,
        ),
        Example(
            shows="A way that only her own computer knows",
            project={"index.html": '<img src="C:\\Users\\me\\cat.png">', "cat.png": _PICTURE},
            amount=0,
        ),
        Example(
            shows="From a page in a folder",
            project={"pages/two.html": '<img src="../cat.png">', "cat.png": _PICTURE},
            amount=1,
        ),
        Example(
            shows="A file that is no picture",
            project={"index.html": '<img src="cat.png">', "cat.png": "<html>not found</html>"},
            amount=0,
        ),
        Example(
            shows="A picture of another site",
            project={"index.html": '<img src="https://example.org/cat.png">'},
            params={"from_elsewhere": True},
            amount=1,
        ),
    ),
)
