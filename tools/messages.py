"""Every sentence for people: has it a Khmer entry, the same placeholders, and kind short words? `--check` fails if not.

Sentences are what stands in `N_("...")` and in the words of a check, in `_()` and `{% trans %}` of templates, and the
texts of the rubrics that ship. Without `--check` the missing entries are printed as they go into a .po file.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HOUSE = Path(__file__).resolve().parent.parent
PACKAGES = ("grader", "worker", "web")
LANGUAGE = "km"
MARKS = frozenset({"N_", "_", "gettext", "lazy_gettext"})
PLACEHOLDER = re.compile(r"%\((\w+)\)s|\{([\w:.-]*)\}")
KHMER = re.compile("[\u1780-\u17ff]")
# Words that judge a person, or make light of what is hard for her.
BANNED = re.compile(
    r"\b(wrong|bad|fail(s|ed|ure|ing)?|errors?|easy|easily|just|only|simply|obviously)\b", re.IGNORECASE
)
MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence and where it stands."""

    text: str
    package: str
    place: str  # file:line


def main() -> int:
    """Print what is amiss, or the entries that are missing; 1 when something is amiss."""
    parser = argparse.ArgumentParser(description="Check the sentences for people.")
    parser.add_argument("--check", action="store_true", help="only say what is amiss")
    arguments = parser.parse_args()
    messages = tuple(all_messages())
    catalogues = {package: read_catalogues(package) for package in PACKAGES}
    if not arguments.check:
        print_missing(messages, catalogues)
        return 0
    troubles = [*_check(messages, catalogues), *check_entries(messages), *check_rubrics(HOUSE / "rubrics")]
    for trouble in troubles:
        print(trouble)
    return 1 if troubles else 0


def _check(messages: tuple[Message, ...], catalogues: Mapping[str, Mapping[str, str]]) -> Iterator[str]:
    seen: set[tuple[str, str]] = set()
    for message in messages:
        if (message.package, message.text) in seen:
            continue
        seen.add((message.package, message.text))
        for trouble in (*check_english(message.text), *check_khmer(message.text, known(message, catalogues))):
            yield f"{message.place}: {trouble}: {message.text!r}"


def known(message: Message, catalogues: Mapping[str, Mapping[str, str]]) -> str:
    """The Khmer of a sentence, from its package's catalogues or the engine's."""
    return catalogues[message.package].get(message.text) or catalogues["grader"].get(message.text, "")


def check_english(text: str) -> Iterator[str]:
    """What a child or a mentor should not have to read."""
    for found in BANNED.finditer(re.sub(r"[{%][^}]*[})]|<[^>]*>|`[^`]*`", " ", text)):
        yield f"the word {found[0]!r}"
    for sentence in re.split(r"[.!?:;]\s|[.!?:;]$|\n", text):
        words = [word for word in sentence.split() if re.search(r"\w", word)]
        if len(words) > MOST_WORDS:
            yield f"a sentence of {len(words)} words"


def check_khmer(text: str, translated: str) -> Iterator[str]:
    """A translation that is missing, in no Khmer, or with other placeholders."""
    if not translated:
        yield "no Khmer"
        return
    if sorted(placeholders(text)) != sorted(placeholders(translated)):
        yield f"other placeholders in Khmer ({translated!r})"
    if re.search(r"[A-Za-z]{3}", PLACEHOLDER.sub("", text)) and not KHMER.search(translated):
        yield f"no Khmer letters ({translated!r})"


def placeholders(text: str) -> set[str]:
    """Names in `{...}` and `%(...)s`."""
    return {found[1] or found[2] for found in PLACEHOLDER.finditer(text)}


# Where sentences stand


def all_messages() -> Iterator[Message]:
    """Every marked sentence of the three packages."""
    for package in PACKAGES:
        for file in sorted((HOUSE / package).rglob("*.py")):
            yield from _in_python(package, file)
        for file in sorted((HOUSE / package).rglob("*")):
            if file.suffix in {".html", ".txt", ".xml"} and "templates" in file.parts:
                yield from _in_template(package, file)


def _in_python(package: str, file: Path) -> Iterator[Message]:
    source = file.read_text(encoding="utf-8")
    is_check = "checks" in file.relative_to(HOUSE).parts
    if not is_check and not any(f"{mark}(" in source for mark in MARKS):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call):
            for text in (*_marked(node), *(_of_a_check(node) if is_check else ())):
                yield Message(text, package, f"{file.relative_to(HOUSE)}:{node.lineno}")


def _marked(call: ast.Call) -> Iterator[str]:
    if _name(call) in MARKS and call.args and isinstance(call.args[0], ast.Constant):
        yield str(call.args[0].value)


def _of_a_check(call: ast.Call) -> Iterator[str]:
    if _name(call) == "Check":
        values: list[ast.expr] = [keyword.value for keyword in call.keywords if keyword.arg == "title"]
    elif _name(call) == "Words":
        values = [*call.args, *(keyword.value for keyword in call.keywords)]
    else:
        return
    for value in values:
        for node in value.elts if isinstance(value, ast.Tuple) else [value]:
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield node.value


def _name(call: ast.Call) -> str:
    function = call.func
    return (
        function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""
    )


def _in_template(package: str, file: Path) -> Iterator[Message]:
    from jinja2.ext import babel_extract

    with file.open("rb") as source:
        for line, _function, found, _comments in babel_extract(
            source, [*MARKS, "ngettext"], [], {"encoding": "utf-8", "newstyle_gettext": "true", "silent": "false"}
        ):
            for text in found if isinstance(found, tuple) else (found,):
                if text:
                    yield Message(text, package, f"{file.relative_to(HOUSE)}:{line}")


def read_catalogues(package: str) -> dict[str, str]:
    """English to Khmer, of every .po file of a package."""
    return {english: khmer for _, english, khmer in entries(package)}


def entries(package: str) -> Iterator[tuple[Path, str, str]]:
    """File, English and Khmer of every entry that is translated."""
    from babel.messages.pofile import read_po

    for file in sorted((HOUSE / package / "locale" / LANGUAGE).glob("*.po")):
        with file.open("rb") as source:
            for message in read_po(source):
                if isinstance(message.id, str) and message.id and message.string:
                    yield file.relative_to(HOUSE), message.id, str(message.string)


def check_entries(messages: tuple[Message, ...]) -> Iterator[str]:
    """Entries that nothing says any more, and sentences that two files translate differently."""
    said = {message.text for message in messages}
    for package in PACKAGES:
        first: dict[str, tuple[Path, str]] = {}
        for file, english, khmer in entries(package):
            if english not in said:
                yield f"{file}: nothing says this any more: {english!r}"
            other, before = first.setdefault(english, (file, khmer))
            if before != khmer:
                yield f"{file}: {other} says it differently: {english!r}"


def print_missing(messages: tuple[Message, ...], catalogues: Mapping[str, Mapping[str, str]]) -> None:
    """Entries as they stand in a .po file, without their translation."""
    missing = {message.text: message.place for message in messages if not known(message, catalogues)}
    for text, place in missing.items():
        escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        print(f'#: {place}\nmsgid "{escaped}"\nmsgstr ""\n')


# Rubrics carry their own languages


def check_rubrics(folder: Path) -> Iterator[str]:
    """Texts of the rubrics that ship: both languages, the same placeholders, the same kind words."""
    from ruamel.yaml import YAML

    for file in sorted(folder.rglob("*.yaml")):
        with file.open(encoding="utf-8") as source:
            whole = YAML(typ="safe").load(source)
        for keys, english, khmer in texts(whole):
            place = f"{file.relative_to(HOUSE)}: {'.'.join(keys)}"
            for trouble in (*check_english(english), *check_khmer(english, khmer)):
                yield f"{place}: {trouble}: {english!r}"


def texts(node: Any, keys: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str, str]]:
    """Every `{en: ..., km: ...}` below a node of YAML."""
    if isinstance(node, dict):
        if isinstance(node.get("en"), str):
            yield keys, node["en"], str(node.get(LANGUAGE) or "")
            return
        for key, value in node.items():
            yield from texts(value, (*keys, str(key)))
    elif isinstance(node, list):
        for number, value in enumerate(node):
            name = value.get("id", number) if isinstance(value, dict) else number
            yield from texts(value, (*keys, str(name)))


if __name__ == "__main__":
    sys.exit(main())
