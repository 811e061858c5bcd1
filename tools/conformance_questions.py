"""The questions that the tables of HTML are read off from: which pages to ask about, and what the answers mean."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path

from conformance_samples import (
    ADDRESSES,
    ALONE,
    AROUND,
    BAD_VALUE,
    BELOW,
    FOR_MACHINES,
    HEADED,
    INPUTS,
    NO_OPINION,
    NOT_ALLOWED,
    NOT_OURS,
    PAST_ATTRIBUTE,
    SAMPLES,
    VOID,
)
from nu import Probe, ask

from grader.website.conformance.kinds import KINDS


@dataclass(frozen=True, slots=True)
class Asked:
    """What the file holds."""

    known: tuple[str, ...]
    obsolete: tuple[str, ...]
    attributes: Mapping[str, str]
    past: Mapping[str, str]
    inputs: Mapping[str, str]
    required: Mapping[str, str]
    values: Mapping[str, str]
    groups: Mapping[str, str]
    children: Mapping[str, str]
    textless: tuple[str, ...]
    below: Mapping[str, str]
    parts: Mapping[str, str]


def everything(jar: Path, names: Mapping[str, tuple[str, ...]]) -> Asked:
    """Ask all of it, about half a million lines."""
    known, obsolete = elements(jar, names["elements"])
    allowed, past = attributes(jar, known, names["attributes"])
    # What nearly every element may have is everybody's: <br> has not all of it, and nobody minds.
    often = Counter(one for found in allowed.values() for one in found)
    common = frozenset(one for one, times in often.items() if times > 0.9 * len(known))
    aria = {name for name in names["attributes"] if name.startswith("aria-")}
    own = {name: allowed[name] - common - aria for name in known}
    inputs = per_input(jar, own["input"])
    shared = frozenset.intersection(*inputs.values())
    children, textless = content(jar, known)
    groups = {"flow": children["div"], "phrasing": children["span"]}
    return Asked(
        known=known,
        obsolete=obsolete,
        attributes={"*": spaced(common - aria), "aria": spaced(aria)}
        | {name: spaced(found) for name, found in own.items() if found},
        past={name: spaced(found) for name, found in past.items() if found},
        inputs={kind: spaced(found - shared) for kind, found in inputs.items()},
        required=required(jar, known),
        values=values(jar, own, common - aria, inputs, names["words"]),
        groups={name: spaced(found) for name, found in groups.items()},
        children={name: grouped(found, groups) for name, found in children.items() if found},
        textless=textless,
        below=below(jar, known),
        parts=parts(jar, known),
    )


def spaced(names: Iterable[str]) -> str:
    """Sorted, in one line."""
    return " ".join(sorted(names))


def grouped(found: frozenset[str], groups: Mapping[str, frozenset[str]]) -> str:
    """A list of elements by the group that says it shortest."""
    forms = [spaced(found)]
    for name, group in groups.items():
        more, less = found - group, group - found
        forms.append(" ".join([f"@{name}", *(f"+{one}" for one in sorted(more)), *(f"-{one}" for one in sorted(less))]))
    return min(forms, key=len)


def markup(name: str, attributes: str = "", inside: str = "") -> str:
    """An element of XHTML in the surroundings it needs."""
    return AROUND.get(name, "{}").format(f"<{name}{attributes}>{inside}</{name}>")


def placed(key: tuple[str, ...], name: str, attributes: str = "") -> Probe:
    """The question about one element of HTML with attributes."""
    if name in ALONE:
        return Probe(key, in_html(ALONE[name].format(attributes)), "page", html=True)
    return Probe(key, in_html(markup(name, attributes)), "head" if name in HEADED else "body", html=True)


def in_html(text: str) -> str:
    """The same markup as HTML wants it: void elements without an end tag, all others with one."""
    text = re.sub(r"<([a-z0-9]+)([^<>]*)/>", r"<\1\2></\1>", text.replace(" xmlns='http://www.w3.org/1999/xhtml'", ""))
    return re.sub(r"</([a-z0-9]+)>", lambda found: "" if found[1] in VOID else found[0], text)


def elements(jar: Path, names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The elements that may be used, and the obsolete ones."""
    candidates = [name for name in names if name not in NOT_OURS]
    answers = ask(
        jar,
        (
            Probe((name,), ALONE[name].format(""), "page")
            if name in ALONE
            else Probe((name,), markup(name), "head" if name in HEADED else "body")
            for name in candidates
        ),
    )
    known, obsolete = ["noscript"], []
    for name in candidates:
        said = " ".join(answers[(name,)])
        if name == "noscript":
            continue
        if "element is obsolete" in said:
            obsolete.append(name)
        elif "completely-unknown" not in said and f"Element “{name}” not allowed" not in said:
            known.append(name)
    return tuple(sorted(known)), tuple(obsolete)


def attributes(
    jar: Path, known: tuple[str, ...], names: tuple[str, ...]
) -> tuple[dict[str, frozenset[str]], dict[str, frozenset[str]]]:
    """The attributes each element may have, and those of the past it may no longer have."""
    probes = [
        placed((name, one), name, f" {one}='x'") for name in known for one in names if (name, one) != ("html", "lang")
    ]
    # an attribute may depend on the context: <source> in <picture>, <li> in <ol>, the kinds of <input>
    probes += [
        Probe(("source", one, "picture"), in_html(f"<picture><source {one}='x'/><img/></picture>"), html=True)
        for one in names
    ]
    probes += [Probe(("li", one, "ol"), in_html(f"<ol><li {one}='x'/></ol>"), html=True) for one in names]
    probes += [
        Probe(("input", one, kind), f"<input type='{kind}' {one}='x'>", html=True)
        for one in names
        for kind in INPUTS
        if one != "type"
    ]
    probes += [
        Probe(("meta", one, other), f"<meta {other}='x' {one}='x'>", "head", html=True)
        for one in names
        for other in ("name", "http-equiv", "property", "itemprop")
        if one != other
    ]
    allowed: dict[str, set[str]] = {name: set() for name in known}
    past: dict[str, set[str]] = {name: set() for name in known}
    for (name, one, *_), said in ask(jar, probes).items():
        text = " ".join(said)
        if one in PAST_ATTRIBUTE.findall(text):
            past[name].add(one)
        elif not any(one in found.groups() for found in NOT_ALLOWED.finditer(text)):
            allowed[name].add(one)
    allowed["html"].add("lang")
    return (
        {name: frozenset(found) for name, found in allowed.items()},
        {name: frozenset(found - allowed[name]) for name, found in past.items()},
    )


def per_input(jar: Path, names: frozenset[str]) -> dict[str, frozenset[str]]:
    """The attributes of each type of <input>."""
    probes = [
        Probe((kind, one), f"<input type='{kind}' {one}='x'>", html=True)
        for kind in INPUTS
        for one in names
        if one != "type"
    ]
    found: dict[str, set[str]] = {kind: set() for kind in INPUTS}
    for (kind, one), said in ask(jar, probes).items():
        if not any(one in seen.groups() for seen in NOT_ALLOWED.finditer(" ".join(said))):
            found[kind].add(one)
    return {kind: frozenset(seen) for kind, seen in found.items()}


def required(jar: Path, known: tuple[str, ...]) -> dict[str, str]:
    """The attributes an element cannot do without."""
    found = {}
    for (name,), said in ask(jar, (placed((name,), name) for name in known if name not in {"html", "head"})).items():
        wanted: set[str] = set()
        for text in said:
            one = re.search(rf"[Ee]lement “{name}” (?:is missing required|must have) attribute “([\w-]+)”", text)
            several = re.search(
                rf"[Ee]lement “{name}” is missing one or more of the following attributes: (.*)\.", text
            )
            if one is not None:
                wanted.add(one[1])
            if several is not None:
                wanted.add("|".join(sorted(re.findall(r"“([\w-]+)”", several[1]))))
        if wanted:
            found[name] = spaced(wanted)
    return found


def content(jar: Path, known: tuple[str, ...]) -> tuple[dict[str, frozenset[str]], tuple[str, ...]]:
    """Which elements may stand directly in each, and in which no text may."""
    # <noscript> is HTML's alone: it stands where <span> may, and in the head, and holds what is around it may hold.
    inside = [name for name in known if name not in {"html", "head", "body", "noscript"}]
    outer = [name for name in known if name != "noscript"]
    probes = [_inner((name, child), name, f"<{child}/>") for name in outer for child in inside]
    probes += [_inner((name, "#text"), name, "<summary/>x" if name == "details" else "x") for name in outer]
    answers = ask(jar, probes)
    children: dict[str, set[str]] = {name: set() for name in known}
    textless = set()
    for (name, child), said in answers.items():
        whole = " ".join(said)
        if child == "#text":
            if f"Text not allowed in element “{name}”" in whole:
                textless.add(name)
        elif f"Element “{child}” not allowed as child of element “{name}”" not in whole:
            children[name].add(child)
    for found in children.values():
        if "span" in found:
            found.add("noscript")
    children["head"].add("noscript")
    raw = {"script", "style", "textarea", "title"} | VOID  # what stands in them is text, whatever it looks like
    return (
        {name: frozenset(found) for name, found in children.items() if name not in raw},
        tuple(sorted(textless - VOID)),
    )


def _inner(key: tuple[str, str], name: str, inside: str) -> Probe:
    """The question what stands in an element."""
    if name in ALONE:
        page = _page(name, inside)
        return Probe(key, page.replace("<title>x</title>", "", 1) if key[1] == "title" else page, "page")
    return Probe(key, markup(name, "", inside), "head" if name in HEADED else "body")


def _page(name: str, inside: str) -> str:
    made = {"head": "<head><title>x</title>{}</head><body/>", "body": "<head><title>x</title></head><body>{}</body>"}
    made |= {"html": "<head><title>x</title></head><body/>{}", "title": "<head><title>{}</title></head><body/>"}
    made |= {"base": "<head><title>x</title><base href='x'>{}</base></head><body/>"}
    return f"<html xmlns='http://www.w3.org/1999/xhtml' lang='en'>{made[name].format(inside)}</html>"


def below(jar: Path, known: tuple[str, ...]) -> dict[str, str]:
    """Which elements must not stand anywhere in each."""
    outer = [name for name in known if name not in {*ALONE, *HEADED, "noscript"}]
    probes = []
    for name in outer:
        for inner in outer:
            core = AROUND.get(inner, "{}").format(f"<{inner}/>")
            probes.append(
                Probe((name, inner, "ins"), markup(name, " href='x'" if name == "a" else "", f"<ins>{core}</ins>"))
            )
            probes.append(
                Probe((name, inner, "div"), markup(name, " href='x'" if name == "a" else "", f"<div>{core}</div>"))
            )
    found: dict[str, set[str]] = {name: set() for name in known}
    for (name, inner, _), said in ask(jar, probes).items():
        for text in said:
            seen = BELOW.search(text)
            if seen is not None and (seen[1], seen[2]) == (inner, name):
                found[name].add(inner)
    return {name: spaced(seen) for name, seen in found.items() if seen}


def parts(jar: Path, known: tuple[str, ...]) -> dict[str, str]:
    """Which elements must stand in one."""
    found = {}
    asked = [name for name in known if name not in {"html", "head", "noscript"}]
    for (name,), said in ask(jar, (placed((name,), name) for name in asked)).items():
        wanted: set[str] = set()
        for text in said:
            one = re.search(rf"Element “{name}” is missing a required instance of child element “([\w-]+)”", text)
            several = re.search(
                rf"Element “{name}” is missing a required instance of one or more of the following child "
                r"elements: (.*)\.",
                text,
            )
            if one is not None:
                wanted.add(one[1])
            if several is not None:
                wanted.add("|".join(sorted(re.findall(r"“([\w-]+)”", several[1]))))
        if wanted:
            found[name] = spaced(wanted)
    return found


def values(
    jar: Path,
    own: Mapping[str, frozenset[str]],
    common: frozenset[str],
    inputs: Mapping[str, frozenset[str]],
    words: tuple[str, ...],
) -> dict[str, str]:
    """What the value of each attribute must be."""
    asked = _attributes_to_ask(own, common, inputs)
    first = ask(
        jar,
        (
            placed((key, sample), name, f"{before} {one}={quoted(sample)}")
            for key, (name, before, one) in asked.items()
            for sample in SAMPLES
        ),
    )
    taken = {key: {one for one in SAMPLES if not any(map(BAD_VALUE.search, first[key, one]))} for key in asked}
    # Where numbers or addresses are taken no list of words is meant, but for the few attributes that say 1.
    closed = [
        key for key in asked if "zqx" not in taken[key] and not {"100000", "a.html", "0.5", "#zqx", "en"} & taken[key]
    ]
    second = ask(
        jar,
        (
            placed((key, word), asked[key][0], f"{asked[key][1]} {asked[key][2]}={quoted(word)}")
            for key in closed
            for word in {*words, asked[key][2]}
        ),
    )
    found: dict[str, str] = {}
    for key in asked:
        right = {
            word.lower()
            for word in {*words, asked[key][2]}
            if key in closed and not any(map(BAD_VALUE.search, second[key, word]))
        }
        right |= {word for word in ("", "true", "false") if key in closed and word in taken[key]}
        # A list of words explains all that is taken. Else a kind: it may let slips pass, never refuse what is right.
        if right and all(sample.lower() in right for sample in taken[key]):
            found[key] = " ".join(["=", *sorted(word or '""' for word in right)])
            continue
        refused = {
            kind: sum(not test(sample) for sample in SAMPLES)
            for kind, test in KINDS.items()
            if all(test(value) for value in (*taken[key], *right))
            and (ADDRESSES.get(kind, set()) <= taken[key] != set())
        }
        best = max(refused, key=lambda kind: refused[kind], default="")
        if best and refused[best]:
            found[key] = best
    return found


def _attributes_to_ask(
    own: Mapping[str, frozenset[str]], common: frozenset[str], inputs: Mapping[str, frozenset[str]]
) -> dict[str, tuple[str, str, str]]:
    """By the key in the file: the element, the attributes before it, the attribute."""
    asked = {f"*.{one}": ("div", "", one) for one in sorted(common - FOR_MACHINES - NO_OPINION)}
    for name, found in own.items():
        asked |= {f"{name}.{one}": (name, "", one) for one in sorted(found - FOR_MACHINES - NO_OPINION)}
    for one in ("value", "min", "max", "step"):
        asked.pop(f"input.{one}", None)
        asked |= {f"input[{kind}].{one}": ("input", f" type='{kind}'", one) for kind in INPUTS if one in inputs[kind]}
    asked["script.src"] = ("script", "", "src")
    return {key: value for key, value in asked.items() if not value[2].startswith("on")}


def quoted(value: str) -> str:
    """A value as it stands in a tag."""
    return '"' + escape(value) + '"'
