"""A page of 50 KB with every check for websites, beside its own parse, and that beside bs4 with html5lib."""

from __future__ import annotations

from collections.abc import Mapping

from _measure import Figure, arguments, show, typical
from bs4 import BeautifulSoup

from grader import catalogue
from grader.website.index import index
from grader.website.read import read

SIZE = 50_000
AIM = 2.0  # parses
STYLE = """\
body { font-family: "Noto Sans Khmer", sans-serif; color: #222; background: white; margin: 0 }
h1, h2 { color: purple } .card { background: #eef; padding: 1em } .card p { color: #333 }
nav a { color: #06c } nav a:hover { color: #048 } @media (max-width: 600px) { .card { padding: .5em } }
"""


def main() -> None:
    """Measure a generated page, and the sites of `--inputs`."""
    words = arguments(__doc__)
    figures = measure("page of 50 KB", site())
    for folder in sorted(path for path in words.inputs.iterdir() if path.is_dir()) if words.inputs else ():
        files = {
            str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
        }
        if any(name.endswith((".html", ".htm")) for name in files):
            figures += measure(folder.name, files)
    show("website", figures, words.form)


def measure(name: str, files: Mapping[str, bytes]) -> list[Figure]:
    """Parse against its floor, then everything against the parse."""
    pages = [content for path, content in files.items() if path.endswith((".html", ".htm"))]
    checks = [catalogue.entry(name).check for name in catalogue.ids() if name.startswith("website.")]

    def everything() -> None:
        project = index(read(files))
        for check in checks:
            check.observe(project, check.params())

    parse = typical(lambda: read(files))
    floor = typical(lambda: [BeautifulSoup(page, "html5lib") for page in pages])
    every = typical(everything)
    return [
        Figure(f"{name}: parse", parse, floor, "bs4 + html5lib"),
        Figure(f"{name}: parse and {len(checks)} checks", every, parse, "our parse", aim_ratio=AIM),
    ]


def site() -> Mapping[str, bytes]:
    """A page about a woman who inspires, with cards until it is large, and its style sheet."""
    head = (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>An inspiring woman</title>\n'
        '<link rel="stylesheet" href="style.css">\n</head>\n<body>\n<nav><a href="index.html">Home</a></nav>\n'
        "<h1>An inspiring woman</h1>\n"
    )
    cards = []
    size = len(head)
    while size < SIZE:
        number = len(cards)
        card = (
            f'<section class="card" id="card-{number}">\n<h2>Chapter {number}</h2>\n'
            f'<p>She <em>kept going</em> when it was hard, and <a href="#card-{number}">wrote it down</a>. '
            f'នាងបានសរសេរ <strong>កូដ</strong> រៀងរាល់ថ្ងៃ។</p>\n<img src="photo.png" alt="Her at work, {number}">\n'
            f'<ul><li>One</li><li style="color: #444">Two</li></ul>\n</section>\n'
        )
        cards.append(card)
        size += len(card.encode())
    page = head + "".join(cards) + "</body>\n</html>\n"
    return {"index.html": page.encode(), "style.css": STYLE.encode(), "photo.png": b"\x89PNG\r\n\x1a\n"}


if __name__ == "__main__":
    main()
