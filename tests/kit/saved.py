"""Pages as browsers save them from site builders, made here: of their kind and size, of nobody's site.

`Words` is what a student put in; everything around it is what a builder writes: generator marks, style blocks, hidden
parts, icons, advertisements.
"""

from __future__ import annotations

import base64
import quopri
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.kit.site import PNG

HOME = "https://lina.wixsite.com/sewing"
STYLE_BLOCKS = 20


@dataclass(frozen=True, slots=True)
class Words:
    """What a student wrote and chose."""

    title: str = "Lina sews | School bags from Battambang"
    lang: str = "en"
    headings: Sequence[str] = ("Lina sews", "Our bags", "How we work", "Come and see us")
    paragraphs: Sequence[str] = (
        "We sew school bags from old rice sacks, every Saturday, in the room behind the market.",
        "Each bag has two pockets and a name inside, and it can carry twelve books.",
    )
    pictures: Mapping[str, str] = field(  # file names and alt words
        default_factory=lambda: {"IMG_2041.jpg": "A blue bag with two pockets", "shop.png": "Our table at the market"}
    )
    menu: Mapping[str, str] = field(
        default_factory=lambda: {"Home": HOME, "Our bags": f"{HOME}/bags", "Contact": f"{HOME}/contact"}
    )
    links: Mapping[str, str] = field(default_factory=lambda: {"Follow us": "https://social.example/lina-sews"})
    ink: str = "#2f2e2e"
    soft: str = ""  # of paragraphs, where they have another one
    paper: str = "#ffffff"
    elements: int = 600
    size: int = 1_000_000  # characters, as far as scripts fill them


SMALL = {"elements": 60, "size": 12_000}


def wix(words: Words | None = None, *, address: str | None = HOME, name: str | None = "Home") -> str:
    """A page that Wix made, saved complete; `name` is the page's file name without its ending: None for HTML only."""
    said = words or Words()
    folder = None if name is None else f"./{name}_files"
    body = [
        '<div id="SITE_CONTAINER"><div id="main_MF" class="main_MF"><div id="SCROLL_TO_TOP" tabindex="-1" ',
        'class="Vd6aQZ ignore-focus SCROLL_TO_TOP" role="region" aria-label="top of page"><span class="mHZSwn">top of ',
        'page</span></div><div id="BACKGROUND_GROUP"></div><div id="site-root" class="site-root">',
        '<div id="WIX_ADS" class="TJ8xqo LlFEzT"><a data-testid="linkElement" href="https://www.wix.com/lpviral/en900"',
        ' target="_blank"><span class="ToV3Av"><div data-hook="text" class="gbKpHn">This site was designed with the ',
        '<div class="wixui">.com</div> website builder. Create your website today.</div>',
        "<span>Start Now</span></span></a></div>",
        '<header id="SITE_HEADER" class="xU8fqS SITE_HEADER wixui-header"><nav class="R5fgU9 wixui-horizontal-menu" ',
        'id="comp-lk2menu01" aria-label="Site"><ul class="w6ZBPu">',
        *(
            f'<li id="comp-lk2menu01{number}" class="xZm8"><div><a data-testid="linkElement" href="{link}" '
            f'target="_self" class="uf9Zs0"><div class="kk58Rl"><p class="z4" id="comp-lk2menu01{number}label">{text}'
            "</p></div></a></div></li>"
            for number, (text, link) in enumerate(said.menu.items())
        ),
        '<li id="comp-lk2menu01__more__" aria-hidden="true" style="height:0;position:absolute"><p>More</p>',
        '</li></ul><div id="comp-lk2menu01navContainer-hiddenA11ySubMenuIndication">Use tab to navigate through ',
        "the menu items.</div></nav></header>",
        '<main id="PAGES_CONTAINER" tabindex="-1" data-main-content="true"><div id="SITE_PAGES">',
        '<div data-mesh-id="Containerc1dmpinlineContent" data-testid="inline-content">',
    ]
    rest = max(0, said.elements - 60)
    for number, heading in enumerate(said.headings):
        level = 1 if number == 0 else 2
        body.append(
            f'<section id="comp-lk2s{number:04d}" class="Oqnisf wixui-section"><div id="comp-lk2h{number:04d}" '
            f'class="HcOXKn wixui-rich-text" data-testid="richTextElement"><h{level} class="font_{level} '
            f'wixui-rich-text__text" style="font-size:40px;"><span style="color:inherit;" class="wixui-rich-text__'
            f'text">{heading}</span></h{level}></div></section>'
        )
    for number, paragraph in enumerate(said.paragraphs):
        half = len(paragraph) // 2
        half += paragraph[half:].find(" ") + 1 if " " in paragraph[half:] else 0
        body.append(
            f'<div id="comp-lk2p{number:04d}" class="HcOXKn wixui-rich-text" data-testid="richTextElement"><p class='
            f'"font_8 wixui-rich-text__text"><span class="color_15 wixui-rich-text__text">{paragraph[:half]}</span>'
            f'<span class="color_15">{paragraph[half:]}</span></p></div>'
        )
    for number, (file, alt) in enumerate(said.pictures.items()):
        source = f"{folder}/{file}" if folder else f"https://static.wixstatic.com/media/{file}"
        body.append(
            f'<div id="comp-lk2i{number:04d}" class="MazNVa wixui-image"><div data-testid="linkElement"><wow-image '
            f'id="img_comp-lk2i{number:04d}" class="BI8PVQ"><img src="{source}" alt="{alt}" style="width:300px;height:'
            '200px;object-fit:cover" width="300" height="200" fetchpriority="high"></wow-image></div></div>'
        )
    icon = f"{folder}/icon.png" if folder else "https://static.wixstatic.com/media/icon.png"
    body += [
        '<ul class="qQBx" aria-label="Social Bar" data-testid="linkBar"><li><a href="https://www.facebook.example/wix">',
        f'<img alt="Facebook" src="{icon}"></a></li></ul>',
        *(f'<a data-testid="linkElement" href="{link}"><span>{text}</span></a>' for text, link in said.links.items()),
        '<div class="Oqnisf" data-testid="mesh-container-content"><div class="i1tH8h"></div></div>' * (rest // 2),
        '</div></div></main><div id="SCROLL_TO_BOTTOM" tabindex="-1"><span>bottom of page</span></div>',
        "</div></div></div>",
    ]
    return _page(
        said,
        address,
        '<meta name="generator" content="Wix.com Website Builder">\n<meta id="wixDesktopViewport" name="viewport" '
        'content="width=980"><script src="https://static.parastorage.com/services/wix-thunderbolt/app.js"></script>',
        _wix_styles(said),
        "".join(body),
    )


def google_sites(words: Words | None = None, *, address: str = "https://sites.google.com/view/lina-sews/home") -> str:
    """A page of Google Sites, saved complete."""
    said = words or Words(menu={"Home": address, "Bags": address.replace("home", "bags")})
    body = [
        '<div jscontroller="pc62j" class="fktJzd AKpWA"><div role="search"><input aria-label="Search this site"></div>',
        '<a aria-label="Skip to main content" href="#h.main">Skip to main content</a>',
        '<nav class="JzO0Vc" jsname="ihoMLd">',
        *(f'<a class="aJHbb dk90Ob" data-type="1" href="{link}">{text}</a>' for text, link in said.menu.items()),
        '</nav><div role="main" class="UtePc RCETm"><section class="yaqOZd">',
        *(
            f'<h{1 if number == 0 else 2} dir="ltr" class="CDt4Ke zfr3Q"><span class="C9DxTc">{text}</span>'
            f"</h{1 if number == 0 else 2}>"
            for number, text in enumerate(said.headings)
        ),
        *(f'<div class="tyJCtd mGzaTb"><p class="CDt4Ke zfr3Q">{text}</p></div>' for text in said.paragraphs),
        *(f'<img src="./Home_files/{file}" alt="{alt}" class="CENy8b">' for file, alt in said.pictures.items()),
        "</section></div>",
        '<div aria-label="Site actions"><span>Page updated</span><a href="#">Report abuse</a></div></div>',
    ]
    return _page(said, address, '<meta itemprop="name" content="x">', "", "".join(body))


def canva(words: Words | None = None, *, address: str = "https://lina-sews.my.canva.site/") -> str:
    """A page of Canva, saved complete."""
    said = words or Words(menu={})
    body = [
        '<div id="root"><a aria-label="Skip to content" href="#c">Skip to content</a><section id="page-0">',
        *(
            f"<h{1 if number == 0 else 2}><span>{text}</span></h{1 if number == 0 else 2}>"
            for number, text in enumerate(said.headings)
        ),
        *(f'<p class="_28USrA"><span class="OYPEnA">{text}</span></p>' for text in said.paragraphs),
        *(f'<img src="./Home_files/{file}" alt="{alt}">' for file, alt in said.pictures.items()),
        '</section><a href="https://www.canva.com/">Made with Canva</a></div>',
    ]
    head = '<meta name="app-name" content="x"><link href="https://static.canva.com/web/a.css" rel="stylesheet">'
    return _page(said, address, head, "", "".join(body))


def wordpress(words: Words | None = None, *, address: str = "https://linasews.wordpress.com/") -> str:
    """A page of WordPress, saved complete."""
    said = words or Words(menu={"Home": address, "Bags": f"{address}bags/", "Contact": f"{address}contact/"})
    body = [
        '<a class="skip-link screen-reader-text" href="#content">Skip to content</a>',
        '<nav id="site-navigation"><ul class="menu">',
        *(f'<li class="menu-item"><a href="{link}">{text}</a></li>' for text, link in said.menu.items()),
        '</ul></nav><main id="content">',
        *(
            f'<h{1 if number == 0 else 2} class="wp-block-heading">{text}</h{1 if number == 0 else 2}>'
            for number, text in enumerate(said.headings)
        ),
        *(f"<p>{text}</p>" for text in said.paragraphs),
        *(f'<img src="./Home_files/{file}" alt="{alt}" class="wp-image-12">' for file, alt in said.pictures.items()),
        '<img class="avatar" alt="" src="./Home_files/avatar.png"></main>',
        '<div class="site-info">Proudly powered by WordPress</div>',
    ]
    head = '<meta name="generator" content="WordPress 6.5.2"><link rel="stylesheet" href="./Home_files/style.css">'
    return _page(said, address, head, "", "".join(body))


def complete(page: str, name: str = "Home", folder: str | None = None, **files: bytes) -> dict[str, bytes]:
    """The files of "Web page, complete": the page and its folder, `NAME_files` or another name."""
    written = folder or f"{name}_files"
    page = page.replace("./Home_files/", f"./{written}/")
    held = {"IMG_2041.jpg": PNG, "shop.png": PNG, "icon.png": PNG, **files}
    frame = b"<html><body><h1>A frame</h1><p>What somebody else wrote.</p></body></html>"
    return {
        f"{name}.html": page.encode(),
        **{f"{written}/{file}": data for file, data in held.items()},
        f"{written}/saved_resource.html": frame,
        f"{written}/thunderbolt.min.js.download": b"var x=1;",
    }


def mhtml(page: str, *, address: str = HOME, files: Mapping[str, bytes] | None = None, styles: str = "") -> bytes:
    """A page in one file, as a browser with Blink writes it. `files`: by their full address."""
    edge = "----MultipartBoundary--Kz0aVbQ1kGyXq7PyT5HcqgB8pQKpN2wU9nCjgRrVzE----"
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\n"
        "Subject: =?utf-8?Q?Lina=20sews?=\r\nDate: Sat, 14 Nov 2026 09:12:44 -0000\r\nMIME-Version: 1.0\r\n"
        f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{edge}"\r\n\r\n\r\n'
    )
    parts = [_part("text/html", page.encode(), address, "<frame-1A2B@mhtml.blink>")]
    if styles:
        parts.append(_part("text/css", styles.encode(), "cid:css-77aa@mhtml.blink"))
    for where, data in (files or {}).items():
        parts.append(_part("image/png" if where.endswith(".png") else "image/jpeg", data, where))
    joined = "".join(f"--{edge}\r\n{part}\r\n" for part in parts)
    return f"{head}{joined}--{edge}--\r\n".encode()


def wix_mhtml(words: Words | None = None, *, address: str = HOME) -> bytes:
    """A Wix page in one file: its pictures are parts, called by their full address."""
    said = words or Words()
    page = wix(said, address=None, name=None)
    files = {f"https://static.wixstatic.com/media/{file}": PNG for file in (*said.pictures, "icon.png")}
    return mhtml(page, address=address, files=files)


def _part(kind: str, data: bytes, address: str, name: str | None = None) -> str:
    told = f"Content-ID: {name}\r\n" if name else ""
    if kind.startswith("text/"):
        coding, body = "quoted-printable", quopri.encodestring(data).decode().replace("\n", "\r\n")
    else:
        coding, body = "base64", base64.encodebytes(data).decode().replace("\n", "\r\n")
    head = f"Content-Type: {kind}\r\n{told}Content-Transfer-Encoding: {coding}\r\nContent-Location: {address}\r\n\r\n"
    return head + body


def _page(words: Words, address: str | None, head: str, styles: str, body: str) -> str:
    saved = f"<!-- saved from url=({len(address):04d}){address} -->\n" if address else ""
    start = (
        f'<!DOCTYPE html>\n{saved}<html lang="{words.lang}"><head><meta http-equiv="Content-Type" content="text/html; '
        f'charset=UTF-8">\n{head}\n<title>{words.title}</title>\n{styles}</head>\n<body class="responsive">'
    )
    short = words.size - len(start) - len(body) - 100
    script = f"<script>var data = '{'x' * max(0, short)}';</script>" if short > 0 else ""
    return f"{start}{body}{script}</body></html>"


def _wix_styles(words: Words) -> str:
    """Twenty style blocks, as a Wix page has them: colours as variables of three numbers, rules for every element."""
    ink, paper = (
        ", ".join(str(int(colour[at : at + 2], 16)) for at in (1, 3, 5))
        for colour in (words.soft or words.ink, words.paper)
    )
    first = (
        f"<style>:root {{ --color_11: {paper}; --color_15: {ink}; }} body {{ background-color: {words.paper}; "
        f"font-family: sans-serif; color: {words.ink} }} .color_15 {{ color: rgb(var(--color_15)) }} #site-root, "
        "#SITE_PAGES { background-color: rgb(var(--color_11)) }</style>"
    )
    rules = 100 if words.size > 100_000 else 3
    rest = [
        "<style>"
        + " ".join(
            f'#comp-lk{block:02d}{rule:03d} .HcOXKn[data-part="r"] > p {{ --min-height: {rule}px; width: {rule}% }}'
            for rule in range(rules)
        )
        + "</style>"
        for block in range(STYLE_BLOCKS - 1)
    ]
    return "\n".join([first, *rest])
