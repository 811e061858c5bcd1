"""Pages of 5, 50 and 500 KB and a page saved from a site builder, with every check for websites.

The floor is the parse that any such program has to do: bs4 with html5lib, in the same run. A warm Nu server needs 40,
196 and 813 ms for pages of the three sizes (measured once, elsewhere; it is no part of this run).

On a site builder's page the checks of what the builder wrote are left out, as grading leaves them out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from _measure import Figure, arguments, show, typical
from bs4 import BeautifulSoup

from grader import catalogue
from grader.upload import UploadError
from grader.website.index import index
from grader.website.read import read

SIZES = (5_000, 50_000, 500_000)
AIM, BUILDER_AIM = 2.0, 6.0  # floors
GROWTH = 1.25  # ten times the page: at most so much more than ten times the time
STYLE = """\
body { font-family: "Noto Sans Khmer", sans-serif; color: #222; background: white; margin: 0 }
h1, h2 { color: purple } .card { background: #eef; padding: 1em } .card p { color: #333 }
nav a { color: #06c } nav a:hover { color: #048 } @media (max-width: 600px) { .card { padding: .5em } }
"""


def main() -> None:
    """Measure generated pages, and the sites of `--inputs`."""
    words = arguments(__doc__)
    figures: list[Figure] = []
    times: list[float] = []
    for size in SIZES:
        found = measure(f"page of {size // 1000} KB", site(size), AIM)
        times.append(found[-1].seconds)
        figures += found
    figures += [
        Figure(
            what=f"from {few // 1000} to {many // 1000} KB",
            seconds=large,
            floor=small * many / few,
            floor_is=f"{many // few} times the smaller one",
            aim_ratio=GROWTH,
        )
        for few, many, small, large in zip(SIZES, SIZES[1:], times, times[1:], strict=False)
    ]
    figures += measure("builder page of 1 MB", builder_page(), BUILDER_AIM)
    for folder in sites_in(words.inputs) if words.inputs else ():
        files = {
            str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
        }
        try:
            figures += measure(folder.name, files)
        except UploadError:
            continue
    show("website", figures, words.form)


def sites_in(folder: Path) -> Iterator[Path]:
    """The folder itself, or each folder in it, where a page lies in it."""
    for path in (folder, *sorted(path for path in folder.iterdir() if path.is_dir())):
        if any(file.suffix in {".html", ".htm"} for file in path.iterdir()):
            yield path


def measure(name: str, files: Mapping[str, bytes], aim: float | None = None) -> list[Figure]:
    """Our parse, and everything, each against the floor."""
    pages = [content for path, content in files.items() if path.endswith((".html", ".htm"))]
    every_check = [catalogue.entry(name).check for name in catalogue.ids() if name.startswith("website.")]
    builder = read(files).builder
    checks = [check for check in every_check if check.is_hers_to_answer(builder)]
    left_out = len(every_check) - len(checks)
    asked = f"{len(checks)} checks" + (f" ({left_out} are not hers to answer for)" if left_out else "")

    def everything() -> None:
        project = index(read(files))
        for check in checks:
            check.observe(project, check.unset())

    floor = typical(lambda: [BeautifulSoup(page, "html5lib") for page in pages])
    parse = typical(lambda: read(files))
    every = typical(everything)
    return [
        Figure(f"{name}: parse", parse, floor, "bs4 + html5lib"),
        Figure(f"{name}: parse and {asked}", every, floor, "bs4 + html5lib", aim_ratio=aim),
    ]


def site(size: int) -> Mapping[str, bytes]:
    """A page about a woman who inspires, with cards until it is that large, and its style sheet."""
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>An inspiring woman</title>\n'
        '<link rel="stylesheet" href="style.css">\n</head>\n<body>\n<nav><a href="index.html">Home</a></nav>\n'
        "<h1>An inspiring woman</h1>\n"
    )
    cards: list[str] = []
    held = len(head)
    while held < size:
        number = len(cards)
        card = (
            f'<section class="card" id="card-{number}">\n<h2>Chapter {number}</h2>\n'
            f'<p>She <em>kept going</em> when it was hard, and <a href="#card-{number}">wrote it down</a>. '
            f'នាងបានសរសេរ <strong>កូដ</strong> រៀងរាល់ថ្ងៃ។</p>\n<img src="photo.png" alt="Her at work, {number}">\n'
            f'<ul><li>One</li><li style="color: #444">Two</li></ul>\n</section>\n'
        )
        cards.append(card)
        held += len(card.encode())
    page = head + "".join(cards) + "</body>\n</html>\n"
    return {"index.html": page.encode(), "style.css": STYLE.encode(), "photo.png": b"\x89PNG\r\n\x1a\n"}


def builder_page() -> Mapping[str, bytes]:
    """A page that Wix made, saved complete: 1 MB, 600 elements, 20 style blocks with 2,000 selectors."""
    sys.path.insert(0, str(Path(__file__).parent.parent))
    from tests.kit import saved

    return saved.complete(saved.wix())


if __name__ == "__main__":
    main()
