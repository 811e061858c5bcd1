"""Pages with style sheets, made from a seed: everything that decides which declaration wins, and slips among it."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

_COLOURS = (
    *("red", "#0a0", "#00f8", "#336699", "#11223344", "rgb(10, 20, 30)", "rgb(10 20 30 / 40%)", "rgba(1,2,3,.25)"),
    *(
        "hsl(120, 50%, 40%)",
        "hsl(200deg 30% 20% / .5)",
        "hwb(90 10% 20%)",
        "transparent",
        "currentcolor",
        "RebeccaPurple",
    ),
    *("inherit", "initial", "unset", "revert", "revert-layer", "var(--a)", "var(--missing, teal)", "var(--loop, navy)"),
    *("ff80ff", "#12", "dark blue", "red;", "rgb(1,2)", "12px", "var(--len)", "canvastext", "linktext"),
)
_LENGTHS = (
    *(
        "0",
        "1px",
        "10px",
        "1.5em",
        "2rem",
        "12pt",
        "1cm",
        "10%",
        "5vw",
        "3vh",
        "2vmin",
        "calc(1em + 4px)",
        "calc(50% - 10px)",
    ),
    *(
        "min(10px, 2em)",
        "max(1rem, 20px)",
        "clamp(10px, 5vw, 40px)",
        "calc(2 * (3px + 1em))",
        "var(--len)",
        "-5px",
        "-1em",
    ),
    *("inherit", "initial", "unset", "revert", "revert-layer", "10", "10 px", "1.5", "10pxx", "auto", "calc(1px+2px)"),
)
_LINES = ("solid", "dashed", "none", "double", "inset", "hidden", "wavy", "inherit", "unset", "revert")
_WEIGHTS = (
    "bold",
    "normal",
    "bolder",
    "lighter",
    "300",
    "650",
    "900",
    "1000",
    "1001",
    "0",
    "inherit",
    "revert",
    "heavy",
)
_SIZES = (
    *("small", "x-large", "larger", "smaller", "medium", "150%", "1.2em", "2rem", "14px", "12pt", "3vw", "0.8em"),
    *("calc(1em + 2px)", "clamp(12px, 2vw, 30px)", "inherit", "initial", "unset", "revert", "12", "big", "var(--len)"),
)
_FAMILIES = (
    *("Arial", "Arial, sans-serif", '"Noto Sans Khmer", serif', "Times New Roman, serif", "monospace", "cursive"),
    *("'Comic Sans MS', cursive", "Courier New, monospace", "inherit", "revert", "system-ui", "Arial sans-serif, 5"),
)
_ALIGNS = ("left", "right", "center", "justify", "start", "end", "centre", "middle", "inherit", "unset", "revert")
_DISPLAYS = (
    *("block", "inline", "inline-block", "flex", "inline-flex", "grid", "inline-grid", "none", "contents", "list-item"),
    *(
        "table",
        "inline-table",
        "table-cell",
        "flow-root",
        "flexx",
        "inherit",
        "unset",
        "revert",
        "block flex",
        "inline grid",
    ),
)
_SIDES = ("top", "right", "bottom", "left")
_LOGICAL = ("block", "inline", "block-start", "block-end", "inline-start", "inline-end")
_TAGS = (
    *(
        "div",
        "p",
        "section",
        "article",
        "span",
        "a",
        "b",
        "strong",
        "em",
        "small",
        "code",
        "h1",
        "h2",
        "h3",
        "ul",
        "ol",
    ),
    *(
        "blockquote",
        "pre",
        "table",
        "button",
        "center",
        "font",
        "dl",
        "figure",
        "img",
        "hr",
        "input",
        "mark",
        "fieldset",
    ),
)
_BLOCKS = frozenset({"div", "section", "article", "blockquote", "center", "figure", "fieldset"})
_INLINE = frozenset({"span", "b", "strong", "em", "small", "code", "font", "mark", "h1", "h2", "h3", "p", "pre"})
_CLASSES = ("a", "b", "c", "card", "menu")
_MEDIA = (
    *("(max-width: 600px)", "(min-width: 601px)", "(width >= 800px)", "(400px <= width < 1300px)", "print", "screen"),
    *("not all and (max-width: 600px)", "only screen and (min-width: 30em)", "(orientation: landscape)", "not print"),
    *(
        "(prefers-color-scheme: dark)",
        "(prefers-reduced-motion: no-preference)",
        "(hover: hover)",
        "(min-resolution: 2dppx)",
    ),
    *("screen, print", "(max-width: 360px) or (min-width: 1200px)", "not (width < 500px)", "(min-aspect-ratio: 1/1)"),
    *("(unheard-of: 3px)", "(min-width)", "(width > 20em) and (height < 700px)", "(pointer: fine)", "speech"),
)
_SUPPORTS = (
    *(
        "(display: grid)",
        "(display: nothing)",
        "not (display: grid)",
        "(color: red) and (gap: 1px)",
        "selector(:has(a))",
    ),
    *("(colour: red) or (margin: 1px)", "(width: calc(1px + 2%))", "not ((display: flex) and (display: x))"),
)


class _Maker:
    """One page. Everything is drawn from one source of chance."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - the same page every time
        self.layers: list[str] = []

    def one(self, things: Sequence[str]) -> str:
        return self.random.choice(things)

    def often(self, share: float) -> bool:
        return self.random.random() < share

    # Style sheets

    def colour(self) -> str:
        return self.one(_COLOURS)

    def length(self) -> str:
        return self.one(_LENGTHS)

    def border(self) -> str:
        parts = [self.one(("1px", "2px", "thin", "thick", "0", "0.4px", "2.7px", "3"))] if self.often(0.8) else []
        parts += [self.one(_LINES[:6])] if self.often(0.8) else []
        parts += [self.colour()] if self.often(0.6) else []
        self.random.shuffle(parts)
        return " ".join(parts) or "none"

    def font(self) -> str:
        style = self.one(("", "italic ", "bold ", "italic bold ", "small-caps 300 "))
        return f"{style}{self.one(_SIZES[:12])}{self.one(('', '/1.5', '/ 20px'))} {self.one(_FAMILIES)}"

    def declaration(self) -> str:
        side, way = self.one(_SIDES), self.one(_LOGICAL)
        made = self.random.choice(
            (
                lambda: ("color", self.colour()),
                lambda: ("background-color", self.colour()),
                lambda: (
                    "background",
                    self.one((self.colour(), f"{self.colour()} url(x.png) no-repeat center / cover", "none")),
                ),
                lambda: ("font-size", self.one(_SIZES)),
                lambda: ("font-family", self.one(_FAMILIES)),
                lambda: ("font-weight", self.one(_WEIGHTS)),
                lambda: ("font", self.font()),
                lambda: ("text-align", self.one(_ALIGNS)),
                lambda: ("display", self.one(_DISPLAYS)),
                lambda: (
                    self.one(("margin", "padding")),
                    " ".join(self.length() for _ in range(self.random.randint(1, 4))),
                ),
                lambda: (f"{self.one(('margin', 'padding'))}-{side}", self.length()),
                lambda: (f"{self.one(('margin', 'padding'))}-{way}", self.length()),
                lambda: (self.one(("border", f"border-{side}", f"border-{way}")), self.border()),
                lambda: (f"border-{side}-width", self.one(("1px", "thin", "0.5em", "2.6px", "-1px", "inherit", "5"))),
                lambda: (self.one(("border-style", f"border-{side}-style")), self.one(_LINES)),
                lambda: (self.one(("border-color", f"border-{side}-color")), self.colour()),
                lambda: ("position", self.one(("absolute", "fixed", "relative", "static", "sticky", "abs"))),
                lambda: ("float", self.one(("left", "right", "none", "middle"))),
                lambda: (
                    self.one(("all", "colour", "--a", "--len", "-webkit-box-flex")),
                    self.one(("initial", "red", "7px")),
                ),
            )
        )()
        if made[0] == "all":
            made = ("all", self.one(("unset", "initial", "revert")))
        return f"{made[0]}: {made[1]}{' !important' if self.often(0.08) else ''}"

    def declarations(self, most: int = 5) -> str:
        return "; ".join(self.declaration() for _ in range(self.random.randint(1, most)))

    def simple(self) -> str:
        return self.one(
            (
                *(
                    self.one(_TAGS),
                    f".{self.one(_CLASSES)}",
                    f"{self.one(_TAGS)}.{self.one(_CLASSES)}",
                    "*",
                    ":root",
                    "li",
                    "td",
                ),
                *(
                    f"#i{self.random.randint(0, 30)}",
                    f"{self.one(_TAGS)}:first-child",
                    f":nth-child({self.random.randint(1, 3)}n)",
                ),
                *(
                    f":is({self.one(_TAGS)}, .{self.one(_CLASSES)})",
                    f":where(.{self.one(_CLASSES)})",
                    "[title]",
                    "a:hover",
                ),
                *(
                    f":not({self.one(_TAGS)})",
                    f"{self.one(_TAGS)}:has(> {self.one(_TAGS)})",
                    '[title="x" i]',
                    "p::before",
                ),
                *(
                    "::selection",
                    "a:-moz-odd",
                    "body",
                    "html",
                    f"{self.one(_TAGS)}:last-of-type",
                    ":only-child",
                    "a:link",
                ),
            )
        )

    def selector(self) -> str:
        parts = [self.simple()]
        while self.often(0.35) and len(parts) < 3:
            parts += [self.one((" ", " > ", " + ", " ~ ")), self.simple()]
        text = "".join(parts)
        return f"{text}, {self.simple()}" if self.often(0.15) else text

    def rule(self, depth: int = 0) -> str:
        inner = self.declarations()
        if depth < 2 and self.often(0.2):
            head = self.one(
                ("& .a", "&.b", "> p", "span", ".c &", "&:hover", "& + &", "@media (max-width: 600px)", "p, & em")
            )
            inner += f"; {head} {{ {self.declarations(2)} }} {self.declarations(2)}"
        return f"{self.selector()} {{ {inner} }}"

    def rules(self, number: int) -> str:
        return "\n".join(self.group() if self.often(0.25) else self.rule() for _ in range(number))

    def group(self) -> str:
        kind = self.random.random()
        inner = "\n".join(self.rule() for _ in range(self.random.randint(1, 3)))
        if kind < 0.4:
            return f"@media {self.one(_MEDIA)} {{ {inner} }}"
        if kind < 0.6:
            return f"@supports {self.one(_SUPPORTS)} {{ {inner} }}"
        if kind < 0.9:
            return f"@layer {self.one(('base', 'theme', 'base.inner', ''))} {{ {inner} }}"
        return self.one(
            (
                "@layer theme, base;",
                "@font-face { font-family: X; src: url(x) }",
                "@charset 'x';",
                "@page { margin: 0 }",
            )
        )

    # Pages

    def attributes(self, tag: str) -> str:
        found = []
        if self.often(0.5):
            found.append(f'class="{" ".join(self.random.sample(_CLASSES, self.random.randint(1, 2)))}"')
        if self.often(0.3):
            found.append(f'id="i{self.random.randint(0, 30)}"')
        if self.often(0.1):
            found.append('title="X"')
        if self.often(0.2):
            found.append(f'style="{self.declarations(3).replace(chr(34), chr(39))}"')
        if self.often(0.15):
            found.append(
                self.one(("align=center", "align=right", "bgcolor=#fc0", "bgcolor=khmer", "hidden", "width=50%"))
            )
        extra = {
            "font": ("size=+2", "size=1", "color=green face=Arial", "color=f0f", "size=7 color=#12"),
            "img": ("src=x.png width=10 height=20", "src=x.png border=3", "src=x.png hspace=5 vspace=7 align=left"),
            "a": ("href=x", "href=y", "name=z"),
            "hr": ("noshade", "size=5 color=red", "width=50 align=left", ""),
            "input": ("type=checkbox", "type=submit", "disabled", "type=hidden", ""),
            "ul": ("type=square", ""),
            "ol": ("type=a", ""),
        }
        if tag in extra:
            found.append(self.one(extra[tag]))
        return "".join(f" {one}" for one in found if one)

    def element(self, depth: int) -> str:
        tag = self.one(_TAGS)
        attributes = self.attributes(tag)
        if tag in {"img", "hr", "input"}:
            return f"<{tag}{attributes}>"
        if tag in {"ul", "ol"}:
            items = "".join(f"<li{self.attributes('li')}>{self.inline()}" for _ in range(2))
            nested = f"<ul><li>{self.inline()}</ul>" if self.often(0.3) else ""
            return f"<{tag}{attributes}>{items}{nested}</{tag}>"
        if tag == "dl":
            return f"<dl{attributes}><dt>x<dd>{self.inline()}</dl>"
        if tag == "table":
            border = self.one(
                ("", " border", " border=2 cellpadding=4", " cellspacing=3", " cellpadding=0 bgcolor=red")
            )
            row = (
                f"<tr{self.one(('', ' align=right', ' bgcolor=blue'))}><th>x<td{self.attributes('td')}>{self.inline()}"
            )
            return f"<table{border}{attributes}><caption>c</caption>{row}<tbody>{row}</table>"
        if tag in _BLOCKS and depth < 4:
            return f"<{tag}{attributes}>{self.elements(depth + 1)}</{tag}>"
        return f"<{tag}{attributes}>{self.inline()}</{tag}>"

    def inline(self) -> str:
        if self.often(0.3):
            tag = self.one(("span", "b", "em", "small", "code", "font", "mark"))
            return f"x <{tag}{self.attributes(tag)}>y</{tag}>"
        return "x"

    def elements(self, depth: int = 0) -> str:
        return "\n".join(self.element(depth) for _ in range(self.random.randint(1, 4)))

    def site(self) -> dict[str, str]:
        doctype = "<!DOCTYPE html>" if self.often(0.7) else ""
        root = ":root { --a: #123456; --len: 7px; --loop: var(--loop2); --loop2: var(--loop) }\n"
        imports = self.one(
            ("", '@import "b.css";\n', "@import url(b.css) screen;\n", '@import "b.css" layer(theme);\n')
        )
        body = self.one(("", "", " bgcolor=#eee text=maroon link=lime", ' class="menu" marginwidth=3'))
        media = self.one(("", " media=print", ' media="(min-width: 500px)"'))
        return {
            "index.html": f'{doctype}<title>x</title><link rel="stylesheet" href="a.css">'
            f"<style{media}>{root}{self.rules(8)}</style>"
            f"<body{body}>\n{self.elements()}\n{self.elements()}\n{self.elements()}\n",
            "a.css": imports + self.rules(12),
            "b.css": self.rules(5),
        }


def styled_page(seed: int) -> dict[str, str]:
    """The files of a small site with one page."""
    return _Maker(seed).site()
