"""Finds messages with the name that the editor gave them.

## What it looks for

A block that sends or receives a message whose name, without the digits at its end, is what the editor calls the first
message (`message1`, in many languages of Scratch), or is that of another message (`go` and `go2`). One place a block.

## Why it matters

`start the race` says what happens next. With `message1` and `message2` everybody has to look it up.

## Limits

Capitals do not count for the names of the editor, and do for two of her own. A message that is declared and nowhere
used is one of the others, too. The published tool LitterBox keeps the space before the digit of the editor's names: so
`សារ 1`, and that of nine other languages, is not reported until there is a `សារ 2`. Names that are digits and nothing
else all look alike to it; we report these with the quirk `digits`, and they never count.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import RECEIVE, SENDS
from grader.scratch.program.program import Program

# What Scratch calls the first message, in small letters: npm scratch-l10n 3.18.357 (see NOTICE). Names with a space
# before the digit are left out: they equal no name that has lost its blanks.
DEFAULTS = frozenset(
    {
        "ацҳамҭа", "boodskap", "መልእክት", "mensache", "mensaxe", "паведамленне", "съобщение", "বার্তা", "missatge",
        "نامەی", "zpráva", "neges", "besked", "nachricht", "μήνυμα", "message", "mesaĝo", "mensaje", "teade", "mezua",
        "viesti", "mensahe", "berjocht", "teachtaireacht", "teachdaireachd", "saƙon", "poruka", "mesaj", "üzenet",
        "հաղորդագրություն", "pesan", "dæmiumnafnáskilaboðum", "messaggio", "メッセージ", "შეტყობინება", "хабарлама",
        "메시지", "peyam", "žinutė", "ziņa", "karere", "мэссэж", "melding", "bericht", "molaetša", "messatge",
        "wiadomość", "qillqa", "ki hāŋa", "сообщение", "správa", "sporočilo", "порука", "meddelande", "ujumbe",
        "ข้อความ", "haber", "повідомлення", "xabar", "umyalezo", "消息", "umyalezo wokuqala",
    }
)  # fmt: skip
BLANKS = "".join(map(chr, range(33)))
AT_THE_END = "0123456789 \t\n\r\f\v"


class MessageNamingParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MessageNamingParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block with such a message."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    spots = program.of(*SENDS, RECEIVE)
    if not spots:
        return
    alike: dict[str, set[str]] = {}
    for target in program.targets:
        for declared in target.messages:
            alike.setdefault(_cleaned(declared), set()).add(declared)
    known: dict[str | None, tuple[bool, str | None]] = {None: (False, None)}  # of a computed message nothing is said
    for spot in spots:
        message = program.message(spot)
        if message not in known:
            cleaned = _cleaned(message or "")
            found = cleaned.lower() in DEFAULTS or not alike.get(cleaned, set()) <= {message}
            known[message] = (found, None if cleaned else "digits")
        found, quirk = known[message]
        if found:
            yield program.place(spot, quirk=quirk)


def _cleaned(name: str) -> str:
    """Without blanks around, and without the digits and blanks at its end."""
    return name.strip(BLANKS).rstrip(AT_THE_END)


CHECK = Check(
    title=N_("Messages with the name the editor gave"),
    kind="problem",
    severity="low",
    params=MessageNamingParams,
    observe=observe,
    words=Words(
        praise=N_("No message has the name that the editor gave."),
        next=N_("In {where}: give this message a name of its own."),
        hints=(
            N_("What happens when this message is sent?"),
            N_("Look at the names of your messages in {category:events}."),
            N_("Make a new message that says what happens."),
        ),
        measured=N_("Blocks with a message that has no real name: {count}."),
    ),
    examples=(
        Example(
            shows="The name that the editor gave",
            project="""
                when green flag clicked
                broadcast (message1 v)

                when I receive [message1 v]
                show
            """,
            amount=2,
            places=("broadcast (message1 v)", "when I receive [message1 v]"),
            looked_at=2,
        ),
        Example(
            shows="A name of its own",
            project="""
                when green flag clicked
                broadcast (start the race v)

                when I receive [start the race v]
                show
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Two messages, told apart by a digit",
            project="""
                when green flag clicked
                broadcast (go v)
                broadcast (go 2 v) and wait
            """,
            amount=2,
        ),
        Example(
            shows="Another one that is declared and not used",
            project="""
                stage
                message "go 2"

                sprite "Mango"

                when green flag clicked
                broadcast (go v)
            """,
            amount=1,
        ),
        Example(
            shows="One name with a digit has no other to look like",
            project="""
                when green flag clicked
                broadcast (level 2 v)
            """,
            amount=0,
        ),
        Example(
            shows="In other languages, capitals and no digit too",
            project="""
                when green flag clicked
                broadcast (Mensaje v)
                broadcast (メッセージ1 v)
                broadcast (MESSAGE 12 v)
            """,
            amount=3,
        ),
        Example(
            shows="The Khmer name is found when there are two",
            project="""
                when green flag clicked
                broadcast (សារ 1 v)
            """,
            amount=0,
        ),
        Example(
            shows="Two Khmer names",
            project="""
                when green flag clicked
                broadcast (សារ 1 v)
                broadcast (សារ 2 v)
            """,
            amount=2,
        ),
        Example(
            shows="Capitals count when two are alike",
            project="""
                when green flag clicked
                broadcast (go v)
                broadcast (Go2 v)
            """,
            amount=0,
        ),
        Example(
            shows="A computed message has no name; digits alone do not count",
            project="""
                when green flag clicked
                broadcast (join [message] (level))

                when I receive [1 v]
                show

                when I receive [2 v]
                hide
            """,
            amount=0,
        ),
    ),
)
