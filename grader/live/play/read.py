"""Reads what stands under `play:`: all mistakes at once, each with where it is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from grader.language import N_
from grader.live.play.grammar import ANYONE, BESIDES, ROLES, SEEDS
from grader.live.play.model import Joined, Play, Role, Sentence, Step
from grader.live.play.sentence import NotUnderstoodError, read_sentence, read_step

KEYS: Final = ("who", "given", "when", "then", "seeds")
ROLE_KEYS: Final = ("name", "variable", "moved_by", "role", "or")
GROUPS: Final = ("any of", "all of", "not")
SENTENCES: Final = {
    "play-sentence": N_("This sentence is not understood yet."),
    "play-name": N_("{name} does not stand under `who`."),
    "play-consequence": N_("After `whenever` must stand what follows, and within which time."),
    "play-then": N_("A play needs `then`: what must come about."),
    "play-role": N_("Say who this is: its name, its key, or what it does."),
    "play-does": N_("{name} is no role that Kru can find."),
    "play-word": N_("{name} has a meaning of its own. Choose another word."),
    "play-key": N_("{name} is no key. Write space, enter, left arrow, or a letter."),
    "play-line": N_("This needs one sentence a line."),
    "play-seeds": N_("{name} is not known here."),
    "play-levels": N_("This play has {name} `then` sentences, so great is {name} at most."),
}
_NAMED_KEYS = ("space", "enter", "left arrow", "right arrow", "up arrow", "down arrow", "mouse")
Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where in the play: the way to the value, how far into its text; `key` names the sentence."""

    path: Path
    offset: int
    key: str
    name: str = ""
    guess: str | None = None
    allowed: tuple[str, ...] = ()


def play_of(given: Any) -> Play | None:
    """The play; None when anything in it is not understood."""
    found, mistakes = read(given)
    return None if mistakes else found


def sentences(given: Any) -> int:
    """How many `then` sentences there are; at least 1."""
    then = given.get("then") if isinstance(given, Mapping) else None
    return max(1, len(_listed(then)))


def read(given: Any) -> tuple[Play, tuple[Mistake, ...]]:
    """The play and what is not understood in it."""
    mistakes: list[Mistake] = []
    if not isinstance(given, Mapping):
        return Play((), (), (), ()), (Mistake((), 0, "play-then"),)
    given = _spelt(given)
    mistakes.extend(Mistake((key,), -1, "key-unknown", key, allowed=KEYS) for key in given if key not in KEYS)
    who = tuple(_roles(given.get("who", {}), mistakes))
    names = [role.name for role in who]
    steps = {part: tuple(_steps(given.get(part), part, names, mistakes)) for part in ("given", "when")}
    then = tuple(_then(given.get("then"), names, mistakes))
    if not _listed(given.get("then")):
        mistakes.append(Mistake(("then",) if "then" in given else (), 0, "play-then"))
    seeds = given.get("seeds", "most")
    if seeds not in SEEDS:
        mistakes.append(Mistake(("seeds",), 0, "play-seeds", str(seeds), allowed=SEEDS))
    return Play(who, steps["given"], steps["when"], then, seeds), tuple(mistakes)


def _spelt(given: Mapping[Any, Any]) -> dict[str, Any]:
    return {str(key): value for key, value in given.items()}


def _listed(value: Any) -> tuple[Any, ...]:
    if value is None:
        return ()
    return tuple(value) if isinstance(value, Sequence) and not isinstance(value, str) else (value,)


def _roles(who: Any, mistakes: list[Mistake]) -> Iterator[Role]:
    if not isinstance(who, Mapping):
        mistakes.append(Mistake(("who",), 0, "needs-keys"))
        return
    for name, said in who.items():
        path: Path = ("who", name)
        if name in (*ANYONE, *BESIDES, "stage", "sound", "message", "backdrop", "everything", "list"):
            mistakes.append(Mistake(path, -1, "play-word", name))
        role = _role(name, said, path, mistakes)
        if role is not None:
            yield role


def _role(name: str, said: Any, path: Path, mistakes: list[Mistake]) -> Role | None:
    if isinstance(said, str):
        said = {"role": said} if said in ROLES else {"name": said}
        path = path[:-1]
    if not isinstance(said, Mapping):
        mistakes.append(Mistake(path, 0, "play-role"))
        return Role(name)
    unknown = (key for key in said if key not in ROLE_KEYS)
    mistakes.extend(Mistake((*path, key), -1, "key-unknown", key, allowed=ROLE_KEYS) for key in unknown)
    does = said.get("role") or said.get("or") or ""
    if does and does not in ROLES:
        mistakes.append(
            Mistake((*path, "role" if said.get("role") else "or"), 0, "play-does", str(does), allowed=tuple(ROLES))
        )
        does = ""
    keys = tuple(map(str, _listed(said.get("moved_by"))))
    for at, key in enumerate(keys):
        if key.lower() not in _NAMED_KEYS and len(key) != 1:
            where: Path = (
                (*path, "moved_by", at) if isinstance(said["moved_by"], (list, tuple)) else (*path, "moved_by")
            )
            mistakes.append(Mistake(where, 0, "play-key", key, allowed=_NAMED_KEYS))
    role = Role(
        name=name,
        names=tuple(map(str, _listed(said.get("name")))),
        variables=tuple(map(str, _listed(said.get("variable")))),
        moved_by=tuple(key.lower() if len(key) > 1 else key for key in keys),
        does=does,
    )
    if not (role.names or role.variables or role.moved_by or said.get("role") or said.get("or")):
        mistakes.append(Mistake(path, 0, "play-role"))
    return role


def _steps(listed: Any, part: str, names: list[str], mistakes: list[Mistake]) -> Iterator[Step]:
    for path, text in _texts(listed, part, mistakes):
        try:
            yield read_step(text, names)
        except NotUnderstoodError as trouble:
            mistakes.append(_mistake(path, trouble))


def _then(listed: Any, names: list[str], mistakes: list[Mistake]) -> Iterator[Sentence]:
    for at, one in enumerate(_listed(listed)):
        path: Path = ("then", at) if not isinstance(listed, str) else ("then",)
        if isinstance(one, Mapping) and len(one) == 1 and next(iter(one)) in GROUPS:
            yield from _group(one, path, names, mistakes)
        elif isinstance(one, str):
            try:
                yield read_sentence(one, names)
            except NotUnderstoodError as trouble:
                mistakes.append(_mistake(path, trouble))
        else:
            mistakes.append(Mistake(path, 0, "play-line", allowed=GROUPS))


def _group(one: Mapping[str, Any], path: Path, names: list[str], mistakes: list[Mistake]) -> Iterator[Sentence]:
    """`any of: [...]`: sentences, each with a time of its own."""
    how, listed = next(iter(one.items()))
    found: list[Sentence] = []
    for at, text in enumerate(_listed(listed)):
        where: Path = (*path, how, at) if not isinstance(listed, str) else (*path, how)
        if not isinstance(text, str):
            mistakes.append(Mistake(where, 0, "play-line"))
            continue
        try:
            found.append(read_sentence(text, names))
        except NotUnderstoodError as trouble:
            mistakes.append(_mistake(where, trouble))
    if found:
        text = (", or " if how == "any of" else ", and ").join(sentence.text for sentence in found)
        whole: Literal["any", "all", "not"] = "any" if how == "any of" else "all" if how == "all of" else "not"
        body = Joined("any" if whole == "any" else "all", tuple(sentence.body for sentence in found))
        yield Sentence(f"not {text}" if whole == "not" else text, "group", body, how=whole, parts=tuple(found))


def _texts(listed: Any, part: str, mistakes: list[Mistake]) -> Iterator[tuple[Path, str]]:
    for at, text in enumerate(_listed(listed)):
        path: Path = (part, at) if not isinstance(listed, str) else (part,)
        if isinstance(text, str):
            yield path, text
        else:
            mistakes.append(Mistake(path, 0, "play-line"))


def _mistake(path: Path, trouble: NotUnderstoodError) -> Mistake:
    return Mistake(path, trouble.offset, trouble.key, trouble.name, trouble.guess)
