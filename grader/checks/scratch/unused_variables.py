"""Finds variables and lists that no block uses.

## What it looks for

A variable or list that nothing sets, changes, shows, hides or reads. One place a variable or list.

## Why it matters

It was made for something that is still to come, or its name was typed twice in two ways: one is in use, one is not.

## Limits

A use in loose blocks counts. `[score] of [Cat]` is no use, and what stands in the monitor on the stage is none either.
The ready-made `my variable` is left alone, in every language. A list in use hides a variable of the same name, and the
other way round. The published tool LitterBox looks for names, and for those of all sprites in a stage that is called
Stage. Where a variable is in use by its id, or its name is looked for elsewhere, or the use stands in a block
that it does not know, we report it with the quirk `in-use`, and it never counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import LIST_BLOCKS, VARIABLE_BLOCKS
from grader.scratch.program.names import Declared
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot, VariableKey

NAMES_DATA = VARIABLE_BLOCKS | LIST_BLOCKS
HIDDEN_LOOP = "control_for_each"  # no palette shows it any more; it counts in a variable
# What Scratch calls the first variable, in small letters: npm scratch-l10n 3.18.357 (see NOTICE), without Hindi.
DEFAULTS = frozenset(
    {
        "a minha variável", "a miña variábel", "abubuwa masu canzawa na", "an caochladair agam", "az én változóm",
        "biến của tôi", "değişkenim", "fy newidyn", "guheroka min", "hukniraqni", "i-variable yam", "i-variable yami",
        "kibadilika changu", "la meva variable", "la mia variabile", "la mio variable", "lo mío variable",
        "m'athróg", "ma variabla", "ma variable", "mano kintamasis", "mans mainīgais", "meine variable",
        "mening o'zgaruvchim", "mi variable", "mia variablo", "mijn variabele", "min variabel", "minha variável",
        "minu muutuja", "moja spremenljivka", "moja varijabla", "moja zmienna", "moje proměnná", "muuttujani",
        "my variable", "my veranderlike", "myn fariabele", "nire aldagaia", "phapanyo ya ka", "pharologanyo ya me",
        "premenná", "taku taurangi", "toʾoku variable", "variabel saya", "variabila mea", "variable ko",
        "varyab mwen la", "η μεταβλητή μου", "исхатәу аҽеиҭак", "мая зменная", "менің айнымалым",
        "миний хувьсагч", "моя змінна", "моя переменная", "моята променлива", "моја променљива",
        "իմ փոփոխականը", "המשתנה שלי", "متغيري", "متغیر من", "گۆڕاوەکەم", "আমার ভ্যারিয়েবল", "ମୋ ଭେରିଏବଲ୍",
        "ตัวแปรของฉัน", "ჩემი ცვლადი", "អថេរខ្ញុំ", "へんすう", "変数", "我的变量", "나의 변수",
    }
)  # fmt: skip


class UnusedVariablesParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UnusedVariablesParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every variable and list that nothing uses."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    made = [it for it in program.declared if not _ready_made(it)]
    unused = {it.owned for it in made}
    for spot in _spots(program.index):
        if not unused:
            break
        unused.discard(program.owned(spot) or ("", ""))
    if unused:
        whole = program.whole
        in_use = {whole.variable(spot) for spot in _spots(whole, HIDDEN_LOOP)}
        for found in (it for it in made if it.owned in unused):
            owner = None if found.target.stage else found.target.name
            quirk = "in-use" if VariableKey(owner, found.variable.name, found.kind) in in_use else None
            yield program.declared_place(found, quirk=quirk)


def _spots(index: ScratchIndex, *more: str) -> Iterator[Spot]:
    for opcode in (*NAMES_DATA, *more):
        yield from index.by_opcode.get(opcode, ())


def _ready_made(found: Declared) -> bool:
    return found.kind == "variable" and found.variable.name.lower() in DEFAULTS


CHECK = Check(
    title=N_("Variables that nobody uses"),
    kind="problem",
    severity="high",
    params=UnusedVariablesParams,
    observe=observe,
    words=Words(
        praise=N_("You use every variable that you made."),
        next=N_("In {where}: no block uses this variable yet."),
        hints=(
            N_("What did you make this variable for?"),
            N_("Compare the names in {category:variables}: are two alike?"),
            N_("Use it in {block:data_setvariableto}, or delete it."),
        ),
        measured=N_("Variables and lists that nobody uses: {count}."),
    ),
    examples=(
        Example(
            shows="Made, and not used yet",
            project="""
                stage
                variable lives = 3

                sprite "Cat"
                variable speed = 0
                list names

                when green flag clicked
                show
            """,
            amount=3,
            places=("lives", "speed", "names"),
            looked_at=1,
        ),
        Example(
            shows="Set, read, shown: in use",
            project="""
                stage
                variable lives = 3

                sprite "Cat"
                variable speed = 0
                list names

                when green flag clicked
                set [lives v] to (3)
                move (speed) steps
                show list [names v]
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="The ready-made variable is left alone, in any language",
            project="""
                stage
                variable "my variable" = 0
                variable "អថេរខ្ញុំ" = 0

                sprite "Cat"

                when green flag clicked
                show
            """,
            amount=0,
        ),
        Example(
            shows="A list has no ready-made name, and a name with digits is her own",
            project="""
                stage
                variable "my variable2" = 0

                sprite "Cat"
                list "my variable"

                when green flag clicked
                show
            """,
            amount=2,
        ),
        Example(
            shows="Of one name in two sprites each is its own",
            project="""
                sprite "Cat"
                variable speed = 0

                when green flag clicked
                set [speed v] to (3)

                sprite "Mango"
                variable speed = 0
            """,
            amount=1,
        ),
        Example(
            shows="What another sprite asks for is no use",
            project="""
                sprite "Cat"
                variable speed = 0

                sprite "Mango"

                when green flag clicked
                say ([speed v] of (Cat v))
            """,
            amount=1,
        ),
        Example(
            shows="Loose blocks, loose reporters and own blocks count as use",
            project="""
                sprite "Cat"
                variable speed = 0
                variable lives = 0
                variable score = 0

                (speed)

                hide variable [lives v]

                define win
                change [score v] by (1)
            """,
            amount=0,
        ),
    ),
)
