"""Finds sprites with the name that the editor gave them.

## What it looks for

A sprite whose name, without the digits at its end, is what the editor calls a new sprite (`Sprite1`, `តួអង្គ 2`, in
every language of Scratch), or is the name of an earlier sprite (`Star` and `Star2`).

## Why it matters

`Mango` and `Basket` say who does what. With `Sprite1` and `Sprite2` everybody has to look it up.

## Limits

Names such as `abc` are not judged. The first of a group that look alike is not reported. Names that are digits and
nothing else all look alike to the published tool LitterBox; we report these with the quirk `digits`, and they never
count. Khmer digits at the end are part of the name.
"""

from __future__ import annotations

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import her_running_scripts
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Target

# What Scratch calls a sprite, in small letters: npm scratch-l10n 3.18.357 (see NOTICE), without Hindi.
DEFAULTS = frozenset(
    {
        "анагӡаҩ", "sprite", "ገፀ-ባህርይ", "obchecto", "الكائن", "personaxe", "sprayt", "спрайт", "স্প্রাইট",
        "personatge", "تەن", "postava", "ciplun", "figur", "αντικείμενο", "rolulo", "objeto", "sprait",
        "pertsonaia", "شکلک", "hahmo", "sprid", "sprìd", "figura", "דמות", "lik", "aktè", "szereplő",
        "կերպար", "teikning", "スプライト", "სპრაიტი", "តួអង្គ", "스프라이트", "pêlîstik", "veikėjas", "gariņš",
        "parehe", "дүрс", "motšeakarolo", "ସ୍ପ୍ରାଇଟ", "duszek", "ator", "actor", "spriti", "personaj",
        "лик", "sprajt", "kihusika", "สไปรต์", "kukla", "nhân vật", "i-sprite", "角色", "umlingisi",
    }
)  # fmt: skip
DIGITS = "0123456789"
BLANKS = " \t\n\r\f\v"


class SpriteNamingParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: SpriteNamingParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every sprite with such a name."""
    worked_in = {script.target for script in index.scripts if script.hers}
    places: list[BlockPlace] = []
    seen: set[str] = set()
    for target in index.project.targets:
        name = _cleaned(target.name)
        if name.lower() in DEFAULTS or name in seen:
            quirk = None if name else "digits"
            places.append(index.sprite_place(target).but(hers=_hers(index, target, worked_in), quirk=quirk))
        seen.add(name)
    return Observation(tuple(places), looked_at=her_running_scripts(index))


def _cleaned(name: str) -> str:
    """Without blanks around, and without the digits and blanks at its end."""
    return name.strip(BLANKS).rstrip(DIGITS + BLANKS)


def _hers(index: ScratchIndex, target: Target, worked_in: set[Target]) -> bool:
    """Hers are sprites she added and, without a starter, the cat that she gave code to; a starter's names are not."""
    return index.hers_target(target) or (not index.has_starter and target in worked_in)


CHECK = Check(
    title=N_("Names that the editor gave"),
    kind="problem",
    severity="high",
    params=SpriteNamingParams,
    observe=observe,
    words=Words(
        praise=N_("Your sprites have names that say who they are."),
        next=N_("Give these sprites a name of their own: {where}."),
        hints=(
            N_("What would you call this sprite when you talk about it?"),
            N_("Look at the name above your list of sprites."),
            N_("Click the name, then type a new one."),
        ),
        measured=N_("Sprites without a name of their own: {count}."),
    ),
    examples=(
        Example(
            shows="The names that the editor gave",
            project="""
                sprite "Sprite1"

                when green flag clicked
                show

                sprite "តួអង្គ 2"

                when green flag clicked
                show
            """,
            amount=2,
            places=("Sprite1", "តួអង្គ 2"),
            looked_at=2,
        ),
        Example(
            shows="A second one that looks like the first",
            project="""
                sprite "Star"

                when green flag clicked
                show

                sprite "Star2"

                when green flag clicked
                show
            """,
            amount=1,
            places=("Star2",),
        ),
        Example(
            shows="Names of her own",
            project="""
                sprite "Mango"

                when green flag clicked
                show

                sprite "MySprite"

                when green flag clicked
                show
            """,
            amount=0,
        ),
        Example(
            shows="Digits alone look alike to the published tool, and never count",
            project="""
                sprite "1"

                when green flag clicked
                show

                sprite "2"

                when green flag clicked
                show
            """,
            amount=0,
        ),
    ),
)
