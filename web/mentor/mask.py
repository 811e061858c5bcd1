"""Work without who made it: blocks and lines in which names, texts and private details are left out.

Nothing of hers stays unless it is known to say nothing of her: blocks, choices of the editor's own menus, short
numbers, tags, attributes and properties that everybody uses. All else becomes a letter or three dots.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache

from markupsafe import Markup

from grader.check import BlockPlace, FilePlace, Place
from grader.page import stack, way
from grader.scratch import opcodes
from grader.scratch.model import Chosen, Procedure, ScratchProject, Script, Typed
from grader.scratch.reworded import Rewording, reworded, too_deep
from grader.website.model import VOID


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


LEFT_OUT = "…"
MOST_LINES = 4
LONGEST = 120  # characters of a line
_NUMBER = re.compile(r"-?\d{0,4}(\.\d{0,3})?")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}")
_SLOT = re.compile(r"%[sbn]")
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>[^<>]*)(?P<close>>|$)|<!--.*?(?:-->|$)|<![^<>]*>?", re.DOTALL
)
_ATTRIBUTE = re.compile(r"(?P<name>[^\s=/\"'<>]+)(?:\s*=\s*(?P<value>\"[^\"]*\"?|'[^']*'?|[^\s\"'<>]+))?")
_DECLARATION = re.compile(r"(?P<name>[a-z-]+)\s*:\s*(?P<value>[^;{}]*)(?P<end>;?)")
_VALUE = re.compile(r"#[0-9a-fA-F]{3,8}\b|-?\d{0,4}\.?\d{1,4}(?:px|em|rem|%|vh|vw|s|fr)?(?![\w#])")
_BETWEEN = re.compile(r"(\s+|[>+~,*])")
_FILE = re.compile(r"\.(html?|css|png|jpe?g|gif|svg|webp)$", re.IGNORECASE)
ELEMENTS = VOID | _set(
    "html head title body header nav main section article aside footer h1 h2 h3 h4 h5 h6 p div span a ul ol li dl dt "
    "dd table thead tbody tfoot tr td th caption figure figcaption picture video audio source iframe form label input "
    "textarea select option button fieldset legend style script strong em b i u s small mark q blockquote pre code "
    "center font details summary time"
)
ATTRIBUTES = _set(
    "href src alt title class id style lang rel type charset name content width height target action method for value "
    "placeholder role colspan rowspan align border bgcolor color face size loading controls autoplay loop"
)
PLAIN = frozenset({"rel", "type", "charset", "width", "height", "target", "method", "colspan", "rowspan", "border"})
_PLAIN_VALUE = re.compile(
    r"stylesheet|icon|text/css|utf-8|_blank|_self|get|post|text|submit|\d{1,4}(?:px|%)?", re.IGNORECASE
)
PROPERTIES = _set(
    "color background background-color background-image font-size font-family font-weight font-style text-align width "
    "height margin padding border border-radius display position top left right bottom float line-height max-width "
    "min-width text-decoration opacity gap flex grid justify-content align-items list-style box-shadow"
)
KEYWORDS = _set(
    "auto none block inline flex grid center left right top bottom bold normal italic solid dashed dotted absolute "
    "relative fixed static sticky transparent inherit black white red green blue yellow orange purple pink brown gray "
    "grey navy teal maroon lime aqua cyan magenta gold silver sans-serif serif monospace underline"
)


def example(place: Place, language: str, *, project: ScratchProject | None = None) -> Markup | None:
    """The place as a picture of blocks or as lines, nothing of hers in it; None when there is nothing to show."""
    if isinstance(place, BlockPlace):
        return _picture(place, language, project)
    if isinstance(place, FilePlace) and place.line is not None:
        return _lines(place)
    return None  # a moment of a play is told in her own words; a whole file is its name


def blocks(script: Script) -> Script | None:
    """The script with letters for names and dots for texts; None when it is deeper than anybody draws."""
    if too_deep(script):
        return None
    words = _rewording(_Names())
    return replace(script, blocks=tuple(reworded(one, words) for one in script.blocks))


def line(text: str, *, css: bool) -> str:
    """A line of a page or of a style sheet without her words."""
    return _css(text) if css else _html(text)


@dataclass(frozen=True, slots=True)
class _Names:
    """A letter for each name, the same one for the same name."""

    known: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str:
        if name not in self.known:
            place = len(self.known)
            self.known[name] = chr(ord("A") + place % 26) + (str(place // 26 + 1) if place >= 26 else "")
        return self.known[name]


def _picture(place: BlockPlace, language: str, project: ScratchProject | None) -> Markup | None:
    if project is not None and place.block:
        for target in project.targets:
            for script in target.scripts if target.name == place.sprite else ():
                if way.find(_alone(target.name, script), place) is None:
                    continue
                hidden = blocks(script)
                return (
                    None
                    if hidden is None
                    else stack.in_project(_alone(target.name, hidden), place, language, look=True)
                )
    from grader.scratch.notation import NotationError, read_scripts

    try:
        scripts = read_scripts(place.text, guess_calls="\n" in place.text) if place.block else ()
    except NotationError:
        return None
    hidden = blocks(scripts[0]) if scripts else None
    return stack.draw(hidden.blocks, language) if hidden else None


def _alone(sprite: str, script: Script) -> ScratchProject:
    from grader.scratch.model import Target

    return ScratchProject((Target(sprite, stage=False, scripts=(script,)),))


def _rewording(names: _Names) -> Rewording:
    def chosen(value: str) -> str:
        return value if value in _fixed() else names.of(value)

    def slot(slot: Typed | Chosen) -> Typed | Chosen:
        if isinstance(slot, Chosen):
            return replace(slot, value=chosen(slot.value))
        plain = _NUMBER.fullmatch(slot.value) or (slot.kind == "colour" and _COLOUR.fullmatch(slot.value))
        return slot if plain else replace(slot, value=LEFT_OUT)

    def procedure(said: Procedure) -> Procedure:
        slots = "".join(f" {slot}" for slot in _SLOT.findall(said.proccode))
        return replace(
            said,
            proccode=names.of(said.proccode) + slots,
            argument_names=tuple(map(names.of, said.argument_names)),
            argument_defaults=tuple("" for _ in said.argument_defaults),
        )

    return Rewording(chosen, slot, procedure)


@lru_cache(maxsize=1)
def _fixed() -> frozenset[str]:
    """Every choice of a menu that is the editor's own."""
    return frozenset(value for values in opcodes.table().options.values() for value in values)


def _lines(place: FilePlace) -> Markup | None:
    css = place.file.lower().endswith(".css") or ("{" in place.text and "<" not in place.text)
    if not css and "<" not in place.text:
        return None  # words alone, or a value alone: nothing of it may stay
    rows = [line(one, css=css)[:LONGEST] for one in place.text.split("\n")[:MOST_LINES]]
    shown = [one for one in rows if one.strip(f" {LEFT_OUT}")]
    if not shown:
        return None
    body = Markup("").join(Markup("<span>{}</span>").format(one) for one in shown)
    return Markup('<pre class="blocks" tabindex="0"><code>{}</code></pre>').format(body)


def _html(text: str) -> str:
    parts: list[str] = []
    end = 0
    for found in _TAG.finditer(text):
        parts.append(_words(text[end : found.start()]))
        end = found.end()
        if found["name"]:
            name = found["name"].lower()
            attributes = "" if found["end"] else "".join(_attributes(found["rest"]))
            parts.append(f"<{found['end']}{name if name in ELEMENTS else LEFT_OUT}{attributes}{found['close']}")
        elif found[0].lower().startswith("<!doctype"):
            parts.append("<!doctype …>")
    parts.append(_words(text[end:]))
    return "".join(parts)


def _words(text: str) -> str:
    return LEFT_OUT if text.strip() else text


def _attributes(text: str) -> list[str]:
    found = []
    for one in _ATTRIBUTE.finditer(text):
        name, value = one["name"].lower(), one["value"]
        if name not in ATTRIBUTES:
            found.append(f" {LEFT_OUT}")
        elif value is None:
            found.append(f" {name}")
        else:
            found.append(f' {name}="{_attribute(name, value.strip(chr(34) + chr(39)))}"')
    return found


def _attribute(name: str, value: str) -> str:
    if not value.strip():
        return ""
    if name == "style":
        return _css(value)
    if name in PLAIN and _PLAIN_VALUE.fullmatch(value):
        return value
    kind = _FILE.search(value) if name in {"href", "src"} else None
    return f"{LEFT_OUT}{kind[0].lower()}" if kind else LEFT_OUT


def _css(text: str) -> str:
    """Selectors keep tags and signs, declarations keep what everybody writes."""
    head, brace, rest = text.partition("{")
    if not brace:
        return _declarations(text)
    return f"{_selector(head)}{{ {_declarations(rest)}"


def _selector(text: str) -> str:
    pieces = _BETWEEN.split(text)
    return "".join(one if one in ELEMENTS or _BETWEEN.fullmatch(one) else _named(one) for one in pieces if one)


def _named(piece: str) -> str:
    """`.red` and `#me` are names of hers: the sign stays."""
    tag = re.match(r"[a-z][a-z0-9]*", piece)
    begin = tag[0] if tag and tag[0] in ELEMENTS else ""
    sign = next((one for one in piece if one in ".#:"), "")
    return f"{begin}{sign}{LEFT_OUT}"


def _declarations(text: str) -> str:
    found = []
    for one in _DECLARATION.finditer(text):
        name = one["name"] if one["name"] in PROPERTIES else LEFT_OUT
        values = (value if _plain(value) else LEFT_OUT for value in one["value"].split())
        found.append(f"{name}: {' '.join(values)}{one['end']}")
    closed = " }" if text.rstrip().endswith("}") else ""
    return " ".join(found) + closed


def _plain(value: str) -> bool:
    bare = value.strip(",")
    return bare in KEYWORDS or bool(_VALUE.fullmatch(bare))
