"""Pictures with words for everyone.

## What it looks for

Pictures (`<img>`) with words in `alt` that tell what they show. An empty `alt`, a word such as "image", or the name of
a file ("IMG_2041.jpg") does not. A picture that comes back on every page with the same words counts one time. With
`ignore_decoration` pictures that say they are decoration (an empty `alt`) are left aside; with
`ignore_file_names: false` a file's name is taken as words. `min_words` asks for longer descriptions. On a page of a
site builder its own icons and the words it writes itself ("Facebook", "Image by ...") do not count.

## Why it matters

A blind visitor hears these words in place of the picture. On a slow line everyone reads them first.

## Limits

The check does not see the picture, so it cannot tell whether the words fit. Pictures that are not found count too.
"""

from __future__ import annotations

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website import pictures
from grader.website.index import SiteIndex
from grader.website.words import plain


class PicturesDescribedParams(Params):
    """Which words are a description."""

    ignore_decoration: bool = True
    ignore_file_names: bool = True
    min_words: int = Field(default=1, ge=1)


def observe(index: SiteIndex, params: PicturesDescribedParams) -> Observation:
    """Every picture with a description; near are those without."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    looked_at = 0
    for image in index.named("img"):
        if params.ignore_decoration and "alt" in image.attributes and pictures.is_decoration(image):
            continue
        looked_at += 1
        words, source = image.attributes.get("alt", ""), image.attributes.get("src", "")
        described = pictures.describes(
            words, source, min_words=params.min_words, file_names=not params.ignore_file_names
        )
        if described and not index.builder.wrote_alt(words):
            places.append(index.place(image, counts_as=(source.rpartition("/")[2], plain(words))))
        else:
            near.append(index.place(image))
    return Observation(tuple(places), looked_at, tuple(near))


CHECK = Check(
    title=N_("Pictures with words for everyone"),
    kind="count",
    params=PicturesDescribedParams,
    observe=observe,
    words=Words(
        praise=N_("Pictures with words: {count}. Blind visitors enjoy them too."),
        next=N_("Describe a picture for someone who cannot see it."),
        hints=(
            N_("What would you say about the picture on the phone?"),
            N_("Look at your <img> tags. Do they have alt?"),
            N_('Write what the picture shows, inside alt="...".'),
        ),
        measured=N_("Pictures with words: {count}."),
    ),
    examples=(
        Example(
            shows="Words that tell what there is to see",
            project={"index.html": '<img src="a.jpg" alt="My aunt on a ladder with cables">'},
            amount=1,
            places=('<img src="a.jpg" alt="My aunt on a ladder with cables">',),
        ),
        Example(
            shows="The name of a file is no description",
            project={"index.html": '<img src="IMG_2041.jpg" alt="IMG_2041.jpg"><img src="b.png" alt="IMG 2041">'},
            amount=0,
            looked_at=2,
        ),
        Example(shows="No alt", project={"index.html": '<img src="cat.png">'}, amount=0, looked_at=1),
        Example(shows="A word that fits everything", project={"index.html": '<img src="a.png" alt="image">'}, amount=0),
        Example(
            shows="A line for decoration is left aside",
            project={"index.html": '<img src="line.png" alt=""><img src="cat.png" alt="A grey cat">'},
            amount=1,
            looked_at=1,
        ),
        Example(
            shows="One logo on every page",
            project={
                "index.html": '<img src="logo.png" alt="Logo of our club">',
                "two.html": '<img src="logo.png" alt="Logo of our club">',
            },
            amount=1,
        ),
        Example(
            shows="Khmer words",
            project={"index.html": '<img src="a.png" alt="មីងរបស់ខ្ញុំនៅលើជណ្តើរ">'},
            amount=1,
        ),
        Example(
            shows="Longer words are asked for",
            project={"index.html": '<img src="a.png" alt="Cat">'},
            params={"min_words": 3},
            amount=0,
        ),
    ),
)
