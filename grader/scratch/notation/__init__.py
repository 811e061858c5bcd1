r"""Block text: scripts and whole projects in the notation of the Scratch forums, in English and Khmer.

    when green flag clicked
    forever
      if <touching (edge v)?> then
        change [score v] by (1)
      end
    end

Words are the editor's. `(10)` is a number, `[hello]` a text, `[score v]` and `(space v)` are menus, `<...>` and `(...)`
hold reporters; `(score)` is a variable, `(names :: list)` a list. `else` and `end` as in the forums; what is open
closes at an empty line, which also starts another script. `define jump (height) <fast>` makes a block, `:: warp`
behind it lets it run at once. A backslash takes the next character as it is. `// ...` is a comment.

Names (sprites, variables, messages, custom blocks) are never translated, choices of menus are. A mark behind `::` tells
apart what looks alike: blocks with the same words by category or opcode (`:: operators`), a variable called like a
block (`(timer :: variables)`), a sprite called like a choice (`(edge v :: name)`), a call of a block that is not here
(`:: custom`), a parameter outside its block (`:: custom-arg`), a value of another kind (`[10 :: text]`), a slot that
holds not even an empty text (`(:: empty)`). What no words can say is written by its opcode (`odd`). So a project comes
back from its text as it was, but for ids, places on the canvas and what does nothing. Whole projects: see `project`.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from grader.scratch.notation.project import read_project, write_project
    from grader.scratch.notation.read import read_scripts
    from grader.scratch.notation.words import SENTENCES, NotationError
    from grader.scratch.notation.write import write_block, write_script

__all__ = ["SENTENCES", "NotationError", "read_project", "read_scripts", "write_block", "write_project", "write_script"]

# Each is loaded when it is asked for: a batch writes the blocks it found, and reads none.
_HOMES: Final = {
    "SENTENCES": "words",
    "NotationError": "words",
    "read_project": "project",
    "read_scripts": "read",
    "write_block": "write",
    "write_project": "project",
    "write_script": "write",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
