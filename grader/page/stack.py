"""Scripts as nested HTML that the style sheet draws as blocks: real text, any language, wraps, prints, reads aloud.

A script may be 100,000 blocks long or deep. So nothing here recurses, and what is too long or too deep for a page is
cut with a sentence that says so.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from grader.check import BlockPlace
from grader.language import N_, say
from grader.page.rich import category_class, named
from grader.scratch import opcodes
from grader.scratch.model import Block, Chosen, ScratchProject, Script, Slot, Typed

MOST_BLOCKS = 48  # of one picture, reporters included
DEEPEST = 8  # bodies in bodies: at 14 px each, what still leaves room for words on a phone
DEEPEST_REPORTER = 12
AROUND = 2  # statements shown before and after the one a place is about
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_SLOTS = re.compile(r"%(\d)")
_PROCCODE = re.compile(r"%[sbn]")
_HUE = Markup(
    '<svg class="hue" viewBox="0 0 20 20" role="img" aria-label="{0}"><circle cx="10" cy="10" r="10" fill="{0}"/></svg>'
)
_ICONS = {
    "flag": ("flag", N_("green flag")),
    "clockwise": ("right", N_("clockwise")),
    "counter-clockwise": ("left", N_("counter-clockwise")),
}


@dataclass(frozen=True, slots=True)
class _Work:
    """Something still to draw: statements of a list, or one reporter; depths counted from the top."""

    blocks: Sequence[Block]
    statement: bool
    depth: int


class _Cut:
    """Statements left out here."""


def draw(
    blocks: Iterable[Block | _Cut], language: str, *, look: Collection[str] = (), mark_all: bool = False
) -> Markup:
    """A script (or a stretch of one) as a picture. `look` are the ids of the blocks to outline."""
    return _Drawing(language, frozenset(look), mark_all=mark_all).picture(tuple(blocks))


def from_text(text: str, language: str, *, look: bool = False) -> Markup | None:
    """The picture of block text; None when it is not block text, such as the name of a costume."""
    from grader.scratch.notation import NotationError, read_scripts

    try:
        scripts = read_scripts(text)
    except NotationError:
        return None
    pictures = [draw(script.blocks, language, mark_all=look) for script in scripts[:2]]
    return Markup("").join(pictures) if pictures else None


def in_project(project: ScratchProject, place: BlockPlace, language: str, *, look: bool = False) -> Markup | None:
    """The script that holds the block of a place, cut to what stands around it; None when it is not there."""
    for target in project.targets:
        if target.name != place.sprite:
            continue
        for script in target.scripts:
            index = _top_level(script, place.block)
            if index is not None:
                return draw(_window(script.blocks, index), language, look=(place.block or "",) if look else ())
    return None


def _top_level(script: Script, block: str | None) -> int | None:
    return next((index for index, top in enumerate(script.blocks) if any(b.id == block for b in _within(top))), None)


def _within(top: Block) -> Iterator[Block]:
    todo = [top]
    while todo:
        block = todo.pop()
        yield block
        todo.extend(slot for slot in block.inputs.values() if isinstance(slot, Block))
        for body in block.bodies.values():
            todo.extend(body)


def _window(blocks: Sequence[Block], index: int) -> Iterator[Block | _Cut]:
    first, last = max(1, index - AROUND), min(len(blocks), index + AROUND + 1)
    yield from blocks[: min(first, 1)]
    if first > 1:
        yield _Cut()
    yield from blocks[first:last]
    if last < len(blocks):
        yield _Cut()


class _Drawing:
    """The drawing of one picture: what is written, what is still to do, how much room is left."""

    def __init__(self, language: str, look: frozenset[str], *, mark_all: bool) -> None:
        self.language = language
        self.look = look
        self.mark_all = mark_all
        self.table = opcodes.table()
        self.texts = opcodes.texts(language)
        self.room = MOST_BLOCKS
        self.full = False
        self.out: list[Markup] = []
        self.todo: list[Markup | _Work] = []

    def picture(self, blocks: Sequence[Block | _Cut]) -> Markup:
        self.out.append(Markup('<div class="stack">'))
        for block in blocks:
            if isinstance(block, _Cut):
                self.out.append(self._cut(N_("Here are more blocks.")))
            elif self.room > 0:
                self._run(_Work((block,), statement=True, depth=0))
            else:
                self._statements(_Work((block,), statement=True, depth=0))
                break
        self.out.append(Markup("</div>"))
        return Markup("").join(self.out)

    def _run(self, first: _Work) -> None:
        self.todo.append(first)
        while self.todo:
            work = self.todo.pop()
            if isinstance(work, Markup):
                self.out.append(work)
            elif work.statement:
                self._statements(work)
            else:
                self._push(self._reporter(work.blocks[0], work.depth))

    def _push(self, pieces: Iterable[Markup | _Work]) -> None:
        self.todo.extend(reversed(list(pieces)))

    def _statements(self, work: _Work) -> None:
        if not work.blocks:
            return
        if self.room <= 0:
            if not self.full:  # once is enough, however many lists are still open
                self.out.append(self._cut(N_("Here the script goes on.")))
            self.full = True
            return
        if work.depth > DEEPEST:
            self.out.append(self._cut(N_("Here are more blocks.")))
            return
        block, *rest = work.blocks[: self.room + 1]
        pieces = list(self._statement(block, work.depth))
        if rest:
            pieces.append(_Work(rest, statement=True, depth=work.depth))
        self._push(pieces)

    def _cut(self, sentence: str) -> Markup:
        return Markup('<div class="k cut">{}</div>').format(say(sentence, self.language))

    def _statement(self, block: Block, depth: int) -> Iterator[Markup | _Work]:
        self.room -= 1
        known = self.table.blocks.get(block.opcode)
        shape = known.shape if known else "stack"
        if shape in {"reporter", "boolean", "menu"}:  # it lies on the canvas by itself
            self.room += 1
            yield _Work((block,), statement=False, depth=0)
            return
        rows = self._words(block, known).split("\n")
        kind = category_class(known.category if known else None)
        mark = " look" if self._marked(block, depth) else ""
        bodies = known.bodies if known else tuple(block.bodies)
        if not bodies:
            yield Markup('<div class="k{} {}{}">').format(_shape_class(block, shape), kind, mark)
            yield from self._row(block, known, rows[0])
            yield Markup("</div>")
            return
        yield Markup('<div class="c {}{}">').format(kind, mark)
        for index, body in enumerate(bodies):
            yield Markup('<div class="k{}">').format(" mid" if index else "")
            yield from self._row(block, known, rows[index] if index < len(rows) else "")
            yield Markup('</div><div class="in">')
            yield _Work(block.bodies.get(body, ()), statement=True, depth=depth + 1)
            yield Markup("</div>")
        yield Markup('<div class="end{}"></div></div>').format(" cap" if shape == "c-cap" else "")

    def _reporter(self, block: Block, depth: int) -> Iterator[Markup | _Work]:
        self.room -= 1
        if depth > DEEPEST_REPORTER or self.room < 0:
            yield Markup('<span class="re">…</span>')
            return
        known = self.table.blocks.get(block.opcode)
        kind = category_class(known.category if known else None)
        mark = " look" if block.id in self.look else ""
        round_ = "bo" if known and known.shape == "boolean" else "re"
        yield Markup('<span class="{} {}{}">').format(round_, kind, mark)
        yield from self._row(block, known, self._words(block, known), depth + 1)
        yield Markup("</span>")

    def _marked(self, block: Block, depth: int) -> bool:
        return block.id in self.look or (self.mark_all and depth == 0)

    def _words(self, block: Block, known: opcodes.Opcode | None) -> str:
        if known is None:
            return ""
        # A variable's reporter has no words of its own, it is its name.
        bare = " ".join(f"%{place}" for place in range(1, len(known.args) + 1))
        return self.texts.blocks.get(block.opcode, bare)

    def _row(self, block: Block, known: opcodes.Opcode | None, words: str, depth: int = 0) -> Iterator[Markup | _Work]:
        if block.opcode == "procedures_call" and block.procedure:
            yield from self._call(block, block.procedure.proccode, depth)
            return
        if known is None or not words:
            yield from self._unknown(block, depth)
            return
        end = 0
        for found in _SLOTS.finditer(words):
            yield _said(words[end : found.start()])
            end = found.end()
            place = int(found[1]) - 1
            if place < len(known.args):
                yield from self._arg(block, known, known.args[place], depth)
        yield _said(words[end:])

    def _arg(self, block: Block, known: opcodes.Opcode, arg: opcodes.Arg, depth: int) -> Iterator[Markup | _Work]:
        if arg.kind == "icon":
            yield self._icon(arg.name)
        elif arg.kind == "prototype":
            yield self._prototype(block)
        elif arg.is_field:
            label = self._label(arg.options, block.fields.get(arg.name, ""))
            bare = known.shape in {"reporter", "boolean"} and arg.kind in {"variable", "list", "parameter"}
            yield label if bare else Markup('<span class="m">{}</span>').format(label)
        elif arg.kind != "body":
            yield from self._slot(
                block.inputs.get(arg.name), self.table.options_of(arg), depth, boolean=arg.kind == "boolean"
            )

    def _slot(self, slot: Slot | None, options: str, depth: int, *, boolean: bool) -> Iterator[Markup | _Work]:
        if isinstance(slot, Block):
            yield _Work((slot,), statement=False, depth=depth)
        elif isinstance(slot, Chosen):
            yield Markup('<span class="m">{}</span>').format(self._label(options, slot.value))
        elif isinstance(slot, Typed):
            yield self._typed(slot)
        else:
            yield Markup('<span class="{}"></span>').format("bo none" if boolean else "v")

    def _typed(self, slot: Typed) -> Markup:
        if slot.kind == "colour" and _COLOUR.fullmatch(slot.value):
            return _HUE.format(slot.value)
        return Markup('<span class="v">{}</span>').format(named(_short(slot.value), self.language))

    def _label(self, options: str, value: str) -> Markup:
        label = opcodes.option_label(options, value, self.language) if options else value
        return named(_short(label), self.language)

    def _icon(self, name: str) -> Markup:
        symbol, label = _ICONS.get(name, ("flag", name))
        picture = Markup('<svg class="flag" role="img" aria-label="{}"><use href="#{}"/></svg>')
        return picture.format(say(label, self.language), symbol)

    def _prototype(self, block: Block) -> Markup:
        procedure = block.procedure
        if procedure is None:
            return Markup("")
        names = iter(procedure.argument_names)
        words: list[Markup] = []
        end = 0
        for found in _PROCCODE.finditer(procedure.proccode):
            words.append(named(procedure.proccode[end : found.start()], self.language))
            end = found.end()
            kind = "bo" if found[0] == "%b" else "re"
            words.append(Markup('<span class="{} my">{}</span>').format(kind, named(next(names, ""), self.language)))
        words.append(named(procedure.proccode[end:], self.language))
        return Markup('<span class="re my own">{}</span>').format(Markup(" ").join(words))

    def _call(self, block: Block, proccode: str, depth: int) -> Iterator[Markup | _Work]:
        end = 0
        for index, found in enumerate(_PROCCODE.finditer(proccode)):
            yield named(proccode[end : found.start()], self.language)
            end = found.end()
            yield from self._slot(block.inputs.get(str(index)), "", depth, boolean=found[0] == "%b")
        yield named(proccode[end:], self.language)

    def _unknown(self, block: Block, depth: int) -> Iterator[Markup | _Work]:
        """A block of an extension that the table does not know: its name, and what was put into it."""
        yield escape(block.opcode.replace("_", " "))
        for value in block.fields.values():
            yield Markup('<span class="m">{}</span>').format(named(_short(value), self.language))
        for slot in block.inputs.values():
            yield from self._slot(slot, "", depth, boolean=False)


def _shape_class(block: Block, shape: str) -> str:
    if shape == "hat":
        return " hat"
    # "stop other scripts" is the one cap that something may follow.
    goes_on: Mapping[str, str] = block.fields
    return " cap" if shape == "cap" and not goes_on.get("STOP_OPTION", "").startswith("other") else ""


def _said(words: str) -> Markup:
    words = words.strip()
    return escape(f" {words} ") if words else Markup(" ")


def _short(text: str) -> str:
    return text if len(text) <= 80 else text[:79] + "…"
