"""What browsers set before any style sheet of hers: the part a beginner's page rests on."""

from __future__ import annotations

from functools import lru_cache
from itertools import product

from grader.website.css import Rule
from grader.website.model import Lines, Sheet
from grader.website.sheet_reader import SheetReader

# Written from the rendering section of the HTML standard, and where it leaves a choice, as Chromium chooses.
_SHEET = """
html, body, address, article, aside, blockquote, center, dd, details, dialog, dir, div, dl, dt, fieldset, figcaption,
figure, footer, form, h1, h2, h3, h4, h5, h6, header, hgroup, hr, legend, main, menu, nav, ol, p, pre, search, section,
ul, optgroup, option, listing, plaintext, xmp, frameset, frame { display: block }
head, title, meta, link, base, style, script, template, noscript, datalist, area, param, rp, noembed, noframes, source,
track, dialog:not([open]) { display: none }
input[type=hidden i] { display: none !important }
audio:not([controls]) { display: none }
summary { display: block }
li, details > summary:first-of-type { display: list-item }
slot { display: contents }
ruby { display: ruby }
ruby > rt { display: ruby-text; font-size: 50%; text-align: start }
table { display: table; border-collapse: separate; text-indent: 0; border-spacing: 2px; box-sizing: border-box }
caption { display: table-caption; text-align: -webkit-center }
thead { display: table-header-group; vertical-align: middle; border-color: inherit }
tbody { display: table-row-group; vertical-align: middle; border-color: inherit }
tfoot { display: table-footer-group; vertical-align: middle; border-color: inherit }
tr { display: table-row; vertical-align: inherit; border-color: inherit }
td, th { display: table-cell; padding: 1px; vertical-align: inherit }
th { font-weight: bold; text-align: -internal-center }
col { display: table-column }
colgroup { display: table-column-group }
input, select, button, textarea, meter, progress, marquee { display: inline-block }
body { margin: 8px }
p, blockquote, figure, dl, ul, ol, menu, dir, pre, listing, plaintext, xmp { margin-top: 1em; margin-bottom: 1em }
blockquote, figure { margin-left: 40px; margin-right: 40px }
dd { margin-left: 40px }
ul, ol, menu, dir { padding-left: 40px }
LISTS-IN-LISTS { margin-top: 0; margin-bottom: 0 }
ul, menu, dir { list-style-type: disc }
ol { list-style-type: decimal }
DOTS-IN-LISTS { list-style-type: circle }
DOTS-IN-LISTS-IN-LISTS { list-style-type: square }
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
sub { vertical-align: sub }
sup { vertical-align: super }
code, kbd, samp, tt, pre, listing, plaintext, xmp { font-family: monospace }
pre, listing, plaintext, xmp { white-space: pre }
textarea { white-space: pre-wrap }
nobr { white-space: nowrap }
mark { background-color: yellow; color: black }
a:any-link, area:any-link { color: linktext; text-decoration: underline; cursor: pointer }
center { text-align: -webkit-center }
hr { border: 1px inset; margin: 0.5em auto; color: gray; overflow: hidden }
fieldset { border: 2px groove threedface; margin: 0 2px; padding: 0.35em 0.75em 0.625em; min-width: min-content }
legend { padding: 0 2px }
optgroup { font-weight: bolder }
option { font-weight: normal; padding: 0 2px 1px }
optgroup option { padding-left: 20px }
iframe { border: 2px inset }
dialog { position: absolute; margin: auto; border: solid; padding: 1em; background-color: canvas; color: canvastext }
input, select, button, textarea {
  margin: 0; font: 400 13.3333px Arial; color: fieldtext; background-color: field; text-align: start;
  text-indent: 0; text-transform: none; letter-spacing: normal; word-spacing: normal;
  line-height: normal; text-shadow: none }
input { border: 2px inset #767676; padding: 1px 2px }
textarea { border: 1px solid #767676; padding: 2px; font-family: monospace }
select { border: 1px solid #767676; box-sizing: border-box; white-space: pre; background-color: buttonface }
select:is([multiple], [size]:not([size="0"], [size="1"])) { background-color: field }
button, input:is([type=submit i], [type=reset i], [type=button i]) {
  color: buttontext; background-color: buttonface; text-align: center; border: 2px outset buttonborder;
  padding: 1px 6px; box-sizing: border-box; cursor: default }
input:is([type=checkbox i], [type=radio i]) {
  margin: 3px 3px 3px 4px; padding: 0 !important; border: medium none black !important;
  background-color: transparent; box-sizing: border-box }
input[type=radio i] { margin: 3px 3px 0 5px }
input[type=range i] { margin: 2px; padding: 0; border: medium none; color: #9d968e }
input:is([type=date i], [type=time i], [type=month i], [type=week i], [type=datetime-local i]) {
  font-family: monospace; padding: 0 0 0 1px }
input[type=color i] { padding: 1px 2px; border: 1px solid buttonborder; background-color: buttonface;
  color: buttontext }
input[type=file i] { padding: 0; border: medium none; background-color: transparent; color: inherit }
input[type=image i] { padding: 0; border: medium none; background-color: transparent; color: inherit; cursor: pointer }
input[type=hidden i] { padding: 0; border: medium none; background-color: transparent }
select:disabled { color: graytext; border-color: rgba(118, 118, 118, 0.3) }
input:disabled, textarea:disabled {
  color: #545454; background-color: rgba(239, 239, 239, 0.3); border-color: rgba(118, 118, 118, 0.3) }
button:disabled, input:is([type=submit i], [type=reset i], [type=button i]):disabled {
  color: rgba(16, 16, 16, 0.3); background-color: rgba(239, 239, 239, 0.3); border-color: rgba(118, 118, 118, 0.3) }
meter, progress { box-sizing: border-box }
[dir=rtl i] { direction: rtl }
[dir=ltr i] { direction: ltr }
"""
# Written out, because what asks for names alone is found by its last name, and `:is()` is asked of every element.
_LISTS, _DOTS = ("ul", "ol", "menu", "dir"), ("ul", "menu", "dir")
_WRITTEN_OUT = (
    ("DOTS-IN-LISTS-IN-LISTS", product(_LISTS, _LISTS, _DOTS)),
    ("DOTS-IN-LISTS", product(_LISTS, _DOTS)),
    ("LISTS-IN-LISTS", product(_LISTS, (*_LISTS, "dl"))),
)
_QUIRKS = """
table { font-weight: normal; font-size: medium; font-style: normal; color: -internal-quirk-inherit; text-align: start;
  font-variant: normal; line-height: normal; white-space: normal }
form { margin-bottom: 1em }
"""


@lru_cache(maxsize=2)
def rules(*, quirks: bool = False) -> tuple[Rule, ...]:
    """The browser's own rules; in quirks mode with those that old pages rest on."""
    text = _SHEET + _QUIRKS if quirks else _SHEET
    for word, names in _WRITTEN_OUT:
        text = text.replace(word, ", ".join(map(" ".join, names)))
    return tuple(SheetReader({}).rules(Sheet("", text, Lines(text))))
