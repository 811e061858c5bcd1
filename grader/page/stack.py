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
from grader.page import pieces, way
from grader.page.rich import category_class, named
from grader.page.way import Cut, Focus
from grader.scratch import opcodes
from grader.scratch.model import Block, Chosen, ScratchProject, Script, Slot, Typed
from grader.words.sentence import Part, Sentence

MOST_BLOCKS = 48  # of one picture, reporters included
DEEPEST = 8  # bodies in bodies: at 14 px each, what still leaves room for words on a phone
DEEPEST_REPORTER = 12
MOST_IN_FOCUS = 120  # where much is left out already
EXTENSION = category_class(None)
# Reporters that are their name and nothing else.
_NAMES = frozenset(
    {"data_variable", "data_listcontents", "argument_reporter_boolean", "argument_reporter_string_number"}
)
_SLOTS = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class _List:
    """Statements still to draw."""

    blocks: Sequence[Block | Cut]
    depth: int  # bodies around it


@dataclass(frozen=True, slots=True)
class _Slot:
    """A reporter still to draw."""

    block: Block
    depth: int  # slots around it


_Work = _List | _Slot


def draw(
    blocks: Iterable[Block | Cut],
    language: str,
    *,
    look: Collection[str] = (),
    mark_all: bool = False,
    most: int = MOST_BLOCKS,
) -> Markup:
    """A script (or a stretch of one) as a picture of at most `most` blocks. `look` are the ids of those to outline."""
    return _Drawing(language, frozenset(look), mark_all=mark_all, most=most).picture(tuple(blocks))


def from_text(text: str, language: str, *, look: bool = False) -> Markup | None:
    """The picture of block text; None when it is not block text, such as the name of a costume."""
    scripts = _scripts(text)
    pictures = [draw(script.blocks, language, mark_all=look) for script in scripts[:2]]
    return Markup("").join(pictures) if pictures else None


def in_project(project: ScratchProject, place: BlockPlace, language: str, *, look: bool = False) -> Markup | None:
    """The script that holds the block of a place, cut to what stands around it; None when it is not there."""
    found = way.find(project, place)
    if found is None:
        return None
    marked = frozenset((place.block or "",) if look else ())
    first = found.steps[0]
    if len(found.steps) > DEEPEST:  # so deep that what is around it would leave it no room
        steps = found.steps[1 - DEEPEST :]
        drawing = _Drawing(language, marked, most=MOST_IN_FOCUS, focus=way.focus(steps))
        return drawing.picture((Cut(), *way.window(steps[0])))
    if way.more_than(MOST_BLOCKS, (first.block,)):
        drawing = _Drawing(language, marked, most=MOST_IN_FOCUS, focus=way.focus(found.steps))
    else:
        drawing = _Drawing(language, marked)
    return drawing.picture(tuple(way.window(first)))


def name_in_project(project: ScratchProject, place: BlockPlace, language: str) -> Sentence | None:
    """What the editor calls the block of a place; None when it is not there."""
    found = way.find(project, place)
    return None if found is None else name(found.block, language)


def name_in_text(text: str, language: str) -> Sentence | None:
    """What the editor calls the first block of a text; None when it is not block text."""
    scripts = _scripts(text)
    return name(scripts[0].blocks[0], language) if scripts else None


def _scripts(text: str) -> tuple[Script, ...]:
    """What the text of a place holds; nothing when it is not block text.

    Her own blocks are defined elsewhere. A line alone that nobody knows is rather the name of a costume than a call.
    """
    from grader.scratch.notation import NotationError, read_scripts

    try:
        return read_scripts(text, guess_calls="\n" in text)
    except NotationError:
        return ()


def name(block: Block, language: str) -> Sentence:
    """What the editor calls a block, its slots as `_`, in the colour of its group."""
    if block.opcode in {"procedures_call", "procedures_definition"} and block.procedure:
        text = pieces.PROCCODE.sub("_", block.procedure.proccode)
    elif block.opcode in opcodes.texts(language).blocks:
        text = opcodes.block_name(block.opcode, language)
    else:  # a variable is its name
        text = next(iter(block.fields.values()), block.opcode.replace("_", " "))
    return Sentence((Part(pieces.short(text), "block", opcodes.category(block.opcode)),), language)


class _Drawing:
    """The drawing of one picture: what is written, what is still to do, how much room is left."""

    def __init__(
        self,
        language: str,
        look: frozenset[str],
        *,
        mark_all: bool = False,
        most: int = MOST_BLOCKS,
        focus: Focus | None = None,
    ) -> None:
        self.language = language
        self.look = look
        self.mark_all = mark_all
        self.table = opcodes.table()
        self.texts = opcodes.texts(language)
        self.room = most
        self.focus = focus
        self.full = False
        self.out: list[Markup] = []
        self.todo: list[Markup | _Work] = []

    def picture(self, blocks: Sequence[Block | Cut]) -> Markup:
        self.out.append(Markup('<div class="stack">'))
        for block in blocks:
            if isinstance(block, Cut):
                self.out.append(self._cut(N_("Here are more blocks.")))
            elif self.room > 0:
                self._run(_List((block,), depth=0))
            else:
                self._statements(_List((block,), depth=0))
                break
        self.out.append(Markup("</div>"))
        return Markup("").join(self.out)

    def _run(self, first: _List) -> None:
        self.todo.append(first)
        while self.todo:
            work = self.todo.pop()
            if isinstance(work, Markup):
                self.out.append(work)
            elif isinstance(work, _Slot):
                self._push(self._reporter(work.block, work.depth))
            else:
                self._statements(work)

    def _push(self, parts: Iterable[Markup | _Work]) -> None:
        self.todo.extend(reversed(list(parts)))

    def _statements(self, work: _List) -> None:
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
        if isinstance(block, Cut):
            parts: list[Markup | _Work] = [self._cut(N_("Here are more blocks."))]
        else:
            parts = list(self._statement(block, work.depth))
        if rest:
            parts.append(_List(rest, depth=work.depth))
        self._push(parts)

    def _cut(self, sentence: str) -> Markup:
        return Markup('<div class="k cut">{}</div>').format(say(sentence, self.language))

    def _statement(self, block: Block, depth: int) -> Iterator[Markup | _Work]:
        self.room -= 1
        known = self.table.blocks.get(block.opcode)
        shape = known.shape if known else "stack"
        if shape in {"reporter", "boolean", "menu"}:  # it lies on the canvas by itself
            self.room += 1
            yield _Slot(block, depth=0)
            return
        rows = self._words(block, known).split("\n")
        kind = _kind(known)
        marked = self._marked(block, depth)
        mark = " look" if marked else ""
        bodies = known.bodies if known else tuple(block.bodies)
        if not bodies:
            yield Markup('<div class="k{} {}{}">').format(_shape_class(block, shape), kind, mark)
            yield from self._head(known, marked=marked)
            yield from self._row(block, known, rows[0])
            yield from self._comment(block)
            yield Markup("</div>")
            return
        yield Markup('<div class="c {}{}">').format(kind, mark)
        for index, body in enumerate(bodies):
            yield Markup('<div class="k{}">').format(" mid" if index else "")
            if not index:
                yield from self._head(known, marked=marked)
            yield from self._row(block, known, rows[index] if index < len(rows) else "")
            if not index:
                yield from self._comment(block)
            yield Markup('</div><div class="in">')
            yield _List(self._body(block, body), depth=depth + 1)
            yield Markup("</div>")
        yield Markup('<div class="end{}"></div></div>').format(" cap" if shape == "c-cap" else "")

    def _body(self, block: Block, name: str) -> Sequence[Block | Cut]:
        held = block.bodies.get(name, ())
        return held if self.focus is None else self.focus.body(held)

    def _reporter(self, block: Block, depth: int) -> Iterator[Markup | _Work]:
        self.room -= 1
        if depth > DEEPEST_REPORTER or self.room < 0:
            yield Markup('<span class="re">…</span>')
            return
        known = self.table.blocks.get(block.opcode)
        kind = _kind(known)
        marked = block.id in self.look if depth else self._marked(block, depth)
        round_ = "bo" if known and known.shape == "boolean" else "re"
        yield Markup('<span class="{} {}{}">').format(round_, kind, " look" if marked else "")
        yield from self._head(known, marked=marked)
        yield from self._row(block, known, self._words(block, known), depth + 1)
        yield from self._comment(block)
        yield Markup("</span>")

    def _marked(self, block: Block, depth: int) -> bool:
        return block.id in self.look or (self.mark_all and depth == 0)

    def _head(self, known: opcodes.Opcode | None, *, marked: bool) -> Iterator[Markup]:
        """What stands before the words: whose block it is, and that it is the one to look at."""
        if marked:
            yield pieces.here(self.language)
        if known is not None and category_class(known.category) == EXTENSION:
            yield pieces.group(known.category, self.language)

    def _comment(self, block: Block) -> Iterator[Markup]:
        if block.comment and block.comment.strip():
            yield pieces.comment(block.comment, self.language)

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
            yield pieces.said(words[end : found.start()])
            end = found.end()
            place = int(found[1]) - 1
            if place < len(known.args):
                yield from self._arg(block, known.args[place], depth)
        yield pieces.said(words[end:])

    def _arg(self, block: Block, arg: opcodes.Arg, depth: int) -> Iterator[Markup | _Work]:
        if arg.kind == "icon":
            yield pieces.icon(arg.name, self.language)
        elif arg.kind == "prototype":
            yield pieces.head_of_own(block.procedure, self.language)
        elif arg.is_field:
            label = pieces.label(arg.options, block.fields.get(arg.name, ""), self.language)
            yield label if block.opcode in _NAMES else pieces.field(label)
        elif arg.kind != "body":
            options = self.table.options_of(arg)
            yield from self._slot(block.inputs.get(arg.name), options, depth, boolean=arg.kind == "boolean")

    def _slot(self, slot: Slot | None, options: str, depth: int, *, boolean: bool) -> Iterator[Markup | _Work]:
        if isinstance(slot, Block):
            yield _Slot(slot, depth=depth)
        elif isinstance(slot, Chosen):
            yield pieces.chosen(slot, options, self.language)
        elif isinstance(slot, Typed):
            yield pieces.typed(slot, self.language)
        else:
            yield pieces.empty(boolean=boolean)

    def _call(self, block: Block, proccode: str, depth: int) -> Iterator[Markup | _Work]:
        for place, (words, slot) in enumerate(pieces.cut(proccode)):
            yield named(words, self.language)
            if slot:
                yield from self._slot(block.inputs.get(str(place)), "", depth, boolean=slot == "%b")

    def _unknown(self, block: Block, depth: int) -> Iterator[Markup | _Work]:
        """A block of an extension that the table does not know: its name, and what was put into it."""
        yield escape(block.opcode.replace("_", " "))
        for value in block.fields.values():
            yield pieces.field(named(pieces.short(value), self.language))
        for slot in block.inputs.values():
            yield from self._slot(slot, "", depth, boolean=False)


def _kind(known: opcodes.Opcode | None) -> str:
    """The classes of its group; lists have a colour of their own, as in the editor."""
    kind = category_class(known.category if known else None)
    return f"{kind} li" if known is not None and any(arg.kind == "list" for arg in known.args) else kind


def _shape_class(block: Block, shape: str) -> str:
    if shape == "hat":
        return " hat"
    # "stop other scripts" is the one cap that something may follow.
    goes_on: Mapping[str, str] = block.fields
    return " cap" if shape == "cap" and not goes_on.get("STOP_OPTION", "").startswith("other") else ""
