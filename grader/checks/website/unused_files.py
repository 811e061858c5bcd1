"""Files that nothing uses.

## What it looks for

Files of the upload that no page and no style sheet names, and what a computer leaves behind (`.DS_Store`, `Thumbs.db`).
Pages, readme files and what servers and browsers look for by name (`favicon.ico`, `robots.txt`) are left aside.

## Why it matters

A picture that nobody shows may be one that she forgot to put on a page. The rest makes the site heavy.

## Limits

A name that stands in a script is taken as a use. Pages that nobody links are for
`website.pages-reach-each-other`.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.junk import is_junk
from grader.website.uses import used_files

_BY_NAME = ("readme", "license", "licence", "notice", "copying", "changelog", "credits", "robots.txt", "humans.txt")
_OF_SERVERS = ("favicon", "apple-touch-icon", "sitemap", "cname", ".nojekyll", ".htaccess", "site.webmanifest")
_KEPT_ENDINGS = (".html", ".htm", ".xhtml", ".mhtml", ".mht", ".md", ".license", ".map")
_OF_TOOLS = (".git", ".editorconfig", ".prettier", ".eslint", ".stylelint", "package.json", "package-lock.json")


class UnusedFilesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: UnusedFilesParams) -> Observation:
    """Every file that nothing uses; `name` is the first."""
    used = index.once(used_files)
    places: list[FilePlace] = []
    looked_at = 0
    for path, data in index.site.files.items():
        name = path.rpartition("/")[2].lower()
        if not data or name.startswith((*_BY_NAME, *_OF_SERVERS, *_OF_TOOLS)) or name.endswith(_KEPT_ENDINGS):
            continue
        looked_at += index.file_hers(path)
        if path not in used or is_junk(path):
            places.append(index.file_place(path))
    first = next((place.file for place in places if place.hers), None)
    values: dict[str, str | int | float] = {"name": first.rpartition("/")[2]} if first is not None else {}
    return Observation(tuple(places), looked_at, values=values)


CHECK = Check(
    title=N_("Files that nothing uses"),
    kind="problem",
    severity="advice",
    source=True,
    params=UnusedFilesParams,
    observe=observe,
    words=Words(
        praise=N_("Every file of your site is used."),
        next=N_("No page uses {name} yet. Show it, or take it out."),
        hints=(
            N_("Why did you put this file here?"),
            N_("Look for {name} in your pages."),
            N_("Use it in a page, or delete the file."),
        ),
        measured=N_("Files that nothing uses: {count}."),
    ),
    examples=(
        Example(
            shows="A picture that nobody shows, and what a Mac leaves",
            project={"index.html": '<img src="a.png" alt="A">', "a.png": "x", "b.png": "y", ".DS_Store": "z"},
            amount=2,
            looked_at=3,
            places=("b.png", ".DS_Store"),
        ),
        Example(
            shows="Used in the page, in the style sheet, in a font, in a script",
            project={
                "index.html": '<link rel=stylesheet href="css/a.css">'
                '<img srcset="a.png 1x, b.png 2x" src="a.png" alt="">'
                '<script>show("images/c.png")</script><a href="cv.pdf">CV</a>',
                "css/a.css": "@font-face { font-family: Cat; src: url(../cat.woff2) }"
                " body { background: url('../d.png') }",
                "a.png": "1",
                "b.png": "2",
                "images/c.png": "3",
                "d.png": "4",
                "cat.woff2": "5",
                "cv.pdf": "6",
            },
            amount=0,
            looked_at=7,
        ),
        Example(
            shows="Found by their names",
            project={"index.html": "<p>Hi</p>", "README.md": "x", "favicon.ico": "y", "about.html": "<p>Ho</p>"},
            amount=0,
            looked_at=0,
        ),
        Example(
            shows="A style sheet that no page links",
            project={"index.html": "<p>Hi</p>", "style.css": "p { margin: 0 }"},
            amount=1,
        ),
    ),
)
