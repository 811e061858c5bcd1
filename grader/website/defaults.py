"""What browsers set before any style sheet of hers: the part a beginner's page rests on."""

from __future__ import annotations

from functools import lru_cache

from grader.website.css import Rule, SheetReader
from grader.website.model import Lines, Sheet

# Written from the rendering section of the HTML standard.
_SHEET = """
html, body, address, article, aside, blockquote, center, dd, details, dialog, dir, div, dl, dt, fieldset, figcaption,
figure, footer, form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, legend, main, menu, nav, ol, p, pre, search, section,
summary, ul, optgroup, option { display: block }
head, title, meta, link, base, style, script, template, noscript, datalist, area, param, rp, [hidden] { display: none }
li, summary { display: list-item }
table { display: table; border-collapse: separate; text-indent: 0 }
caption { display: table-caption; text-align: center }
thead { display: table-header-group }
tbody { display: table-row-group }
tfoot { display: table-footer-group }
tr { display: table-row }
td, th { display: table-cell; padding: 1px }
th { font-weight: bold; text-align: center }
col { display: table-column }
colgroup { display: table-column-group }
input, select, button { display: inline-block }
textarea, meter, progress, marquee { display: inline-block }
body { margin: 8px }
p, blockquote, figure, dl, ul, ol, menu, pre { margin-top: 1em; margin-bottom: 1em }
blockquote, figure { margin-left: 40px; margin-right: 40px }
dd { margin-left: 40px }
ul, ol, menu { padding-left: 40px }
ul ul, ul ol, ol ul, ol ol, li > ul, li > ol { margin-top: 0; margin-bottom: 0 }
ul, menu { list-style-type: disc }
ol { list-style-type: decimal }
ul ul, ol ul { list-style-type: circle }
h1 { font-size: 2em; margin: 0.67em 0; font-weight: bold }
h2 { font-size: 1.5em; margin: 0.83em 0; font-weight: bold }
h3 { font-size: 1.17em; margin: 1em 0; font-weight: bold }
h4 { margin: 1.33em 0; font-weight: bold }
h5 { font-size: 0.83em; margin: 1.67em 0; font-weight: bold }
h6 { font-size: 0.67em; margin: 2.33em 0; font-weight: bold }
b, strong { font-weight: bolder }
i, em, cite, dfn, var, address { font-style: italic }
u, ins { text-decoration: underline }
s, strike, del { text-decoration: line-through }
small { font-size: smaller }
big { font-size: larger }
sub, sup { font-size: smaller }
code, kbd, samp, tt, pre { font-family: monospace }
pre, textarea { white-space: pre-wrap }
mark { background-color: yellow; color: black }
a:any-link { color: linktext; text-decoration: underline; cursor: pointer }
center { text-align: center }
hr { border: 1px inset; margin: 0.5em auto; color: gray }
fieldset { border: 2px groove; margin: 0 2px; padding: 0.35em 0.75em 0.625em }
input, select, button, textarea {
  color: fieldtext; background-color: field; font-size: 13.3333px; font-weight: 400; text-align: start;
  letter-spacing: normal; line-height: normal }
button, input[type=submit], input[type=reset], input[type=button] {
  color: buttontext; background-color: buttonface; text-align: center }
"""


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """The browser's own rules."""
    sheet = Sheet("", _SHEET, Lines(_SHEET))
    return tuple(SheetReader({}).rules(sheet))
