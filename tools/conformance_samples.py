"""What the tables of HTML are asked with: surroundings, sorts of elements, sample values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType

# Where an element may stand, so that only what is asked about can be amiss.
AROUND: Mapping[str, str] = MappingProxyType(
    {
        "area": "<map name='m'>{}</map>",
        "caption": "<table>{}<tr><td/></tr></table>",
        "col": "<table><colgroup>{}</colgroup><tr><td/></tr></table>",
        "colgroup": "<table>{}<tr><td/></tr></table>",
        "dd": "<dl><dt/>{}</dl>",
        "dt": "<dl>{}<dd/></dl>",
        "figcaption": "<figure>{}</figure>",
        "legend": "<fieldset>{}</fieldset>",
        "li": "<ul>{}</ul>",
        "optgroup": "<select>{}</select>",
        "option": "<select>{}</select>",
        "rb": "<ruby>{}<rt/></ruby>",
        "rp": "<ruby>x{}<rt/></ruby>",
        "rt": "<ruby>x{}</ruby>",
        "rtc": "<ruby>x{}</ruby>",
        "source": "<video>{}</video>",
        "summary": "<details>{}</details>",
        "tbody": "<table>{}</table>",
        "td": "<table><tr>{}</tr></table>",
        "tfoot": "<table>{}</table>",
        "th": "<table><tr>{}</tr></table>",
        "thead": "<table>{}</table>",
        "tr": "<table>{}</table>",
        "track": "<video>{}</video>",
    }
)
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"})
# Attributes of data for machines, that no beginner writes: they may stand, their values are not looked at.
FOR_MACHINES = frozenset(
    {
        "itemid",
        "itemprop",
        "itemref",
        "itemscope",
        "itemtype",
        "prefix",
        "property",
        "resource",
        "typeof",
        "vocab",
        "about",
        "datatype",
        "inlist",
        "role",
        "content",
        "rev",
    }
)
# Values with a grammar of their own, of which words and kinds tell half: no opinion.
NO_OPINION = frozenset(
    {
        "autocomplete",
        "command",
        "sizes",
        "coords",
        "sandbox",
        "allow",
        "rel",
        "srcset",
        "imagesrcset",
        "imagesizes",
        "media",
        "integrity",
        "is",
        "scope",
    }
)
ALONE: Mapping[str, str] = MappingProxyType(
    {
        "html": "<html xmlns='http://www.w3.org/1999/xhtml' lang='en'{}><head><title>x</title></head><body/></html>",
        "head": "<html xmlns='http://www.w3.org/1999/xhtml' lang='en'><head{}><title>x</title></head><body/></html>",
        "body": "<html xmlns='http://www.w3.org/1999/xhtml' lang='en'><head><title>x</title></head><body{}/></html>",
        "title": "<html xmlns='http://www.w3.org/1999/xhtml' lang='en'><head><title{}>x</title></head><body/></html>",
        "base": "<html xmlns='http://www.w3.org/1999/xhtml' lang='en'><head><title>x</title><base{}/></head>"
        "<body/></html>",
    }
)
HEADED = frozenset({"link", "meta", "style"})
INPUTS = (
    "button",
    "checkbox",
    "color",
    "date",
    "datetime-local",
    "email",
    "file",
    "hidden",
    "image",
    "month",
    "number",
    "password",
    "radio",
    "range",
    "reset",
    "search",
    "submit",
    "tel",
    "text",
    "time",
    "url",
    "week",
)
NOT_OURS = frozenset({"math", "svg", "its", "span2"})
NOT_ALLOWED = re.compile(r"Attribute “([\w-]+)” not allowed on element|Attribute “([\w-]+)” is only allowed when")
PAST_ATTRIBUTE = re.compile(r"The “([\w-]+)” attribute on the “[\w-]+” element is obsolete")
BAD_VALUE = re.compile(r"Bad value “|^The value of the “")
BELOW = re.compile(
    r"[Tt]he (?:element )?“([\w-]+)”(?: element)? must not appear as a descendant of the “([\w-]+)” element"
)
# An attribute takes addresses when it takes these; what it refuses then is a slip in one.
ADDRESSES = MappingProxyType(
    {
        "address": {"a.html", "http://a.example/"},
        "filled-address": {"a.html", "http://a.example/"},
        "absolute-address": {"http://a.example/"},
    }
)
# One of each sort a kind tells apart. The answers to all of them choose the kind.
SAMPLES = (
    "", " ", "zqx", "ZQX", "zq zx", "0", "1", "01", "-1", "+1", "-0", "0.5", "-0.5", ".5", "5.", "1e3", "1000",
    "1001", "100000", "1px", "100%", "50 ", " 50", "#", "#zqx", "#1", "#ff0000", "#FF0000", "#f00", "ff0000",
    "red", "rgb(0,0,0)", "en", "km", "en-US", "km-KH", "english", "e", "en_US", "zz-1", "123", "2026-02-28",
    "2026-02-30", "2026-2-28", "28/02/2026", "2026-02", "2026-13", "2026-W09", "2026-W60", "09:30", "9:30",
    "09:30:10", "25:00", "2026-02-28T09:30", "2026-02-28 09:30", "text/css", "text", "text/",
    "text/html; charset=utf-8", "utf-8", "UTF-8", "utf8", "_blank", "_new", "blank", "a.html", "a b.html",
    "a\\b", "http://a.example/", "http:/a.example", "http//a", "https://a.example/x?y=1#z", "mailto:a@b.example",
    "C:\\a", "%zz", "a.png 2x", "a.png 100w", "a.png 2", "a.png 2x, b.png", "true", "false", "x", "ក", "a,b",
    "a|b", "2026", "02-28", "P1D", "2h 5m", "2026-02-28T09:30Z", "2026-02-28T09:30+07:00", "2026-02-28 09:30:10",
    "+07:00", "Z", "km-Khmr", "khm", "khmer", "mul", "x-a", "#a b", "a b", "_a", "1,2,3", "0,0,9,9", "screen",
    "print", "(min-width: 30em)", "screen and (max-width:600px)", "100vw", "50vw, 100vw", "auto", ".png",
    "image/*", ".png, image/*", "image/png", "text/html, a", "noopener", "nofollow noopener", "stylesheet",
    "icon", "preload", "a#b#c", "a?b?c", "tel:012 345", "tel:+855", "javascript:void(0)", "data:,x",
    "//a.example/x", "http://a.example:x/", "a.html#ក", "ឆ្មា.html", "file:///C:/a", "file:a", "http://a b/",
    "http://", "a\tb",
)  # fmt: skip
