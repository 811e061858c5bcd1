"""What almost holds on a page, as a sentence: "Your rule is there, but style.css, line 9 beats it"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.language import N_
from grader.words.sentence import Part, PartKind, Sentence, tr

_SENTENCES: Mapping[str, str] = {
    # elements
    "no-element": N_("There is no {other} on your pages yet."),
    "class-other": N_("Your page says {there}. Here {other} is looked for."),
    "hidden": N_("Your {there} is there, but nobody can see it."),
    "too-few": N_("There are {found} of {there}. The goal asks for {need}."),
    "too-many": N_("There are {found} of {there}. The goal asks for {need}."),
    "too-few-on-page": N_("{file} has {found}. The goal asks for {need}."),
    "too-many-on-page": N_("{file} has {found}. The goal asks for {need}."),
    "starter": N_("This {there} came with the task. Change it, or add one."),
    "more": N_("One more {there} like this would count too."),
    # words and attributes
    "words-few": N_("Your {there} has {found} words. The goal asks for {need}."),
    "words-many": N_("Your {there} has {found} words. At most {need} fit here."),
    "words-missing": N_("Your {there} is there. Now it needs “{other}”."),
    "no-attribute": N_("Your {there} has no {attribute} yet."),
    "attribute-there": N_("Your {there} still has {attribute}. Take it out."),
    "attribute-empty": N_("The {attribute} of your {there} is still empty."),
    "attribute-other": N_("The {attribute} of your {there} is {found}. Look at it again."),
    "attribute-words-few": N_("The {attribute} of your {there} needs {need} words. It has {found}."),
    "attribute-words-many": N_("The {attribute} of your {there} may have {need} words. It has {found}."),
    "attribute-words-missing": N_("The {attribute} of your {there} needs “{other}”."),
    # a rule that is there and does not count
    "beaten": N_("Your rule is there, but {by} beats it."),
    "rule-class": N_("Your page says {there}. Your rule says {other}."),
    "nowhere": N_("Your rule for {there} is there, but nothing matches it."),
    "unlinked": N_("Your rule is in {file}, but your page does not link it."),
    "not-taken": N_("Browsers do not understand {found} for {there}. Look at {by}."),
    "misspelt": N_("CSS does not know {there}. Did you mean {other}?"),
    "width": N_("This holds at {width} wide. Now make it hold at {need}."),
    # another value
    "no-style": N_("Your {there} has no {property} of its own yet."),
    "as-ever": N_("The {property} of your {there} is as browsers have it."),
    "starter-style": N_("This {property} came with the task. Choose your own."),
    "other-value": N_("The {property} of your {there} is something else yet."),
    "too-small": N_("The {property} of your {there} is {found}. Make it {need} or more."),
    "too-big": N_("The {property} of your {there} is {found}. Make it {need} or less."),
    "same": N_("Your {there} and {other} have the same {property} yet."),
    "unit": N_("The {property} of your {there} has another unit yet."),
    "pale": N_("The contrast of your {there} is {found}. It needs {need}."),
    "unplain": N_("What is behind this text keeps us from measuring it."),
    # how it is written
    "from-external": N_("Your {property} is there. Now move it to a CSS file."),
    "from-style": N_("Your {property} is there. Now move it to <style>."),
    "from-inline": N_("Your {property} is there. Now move it to the tag itself."),
    "via-class": N_("Your {property} is there. Now let a class do it."),
    "via-id": N_("Your {property} is there. Now let an id do it."),
    "via-element": N_("Your {property} is there. Now let the tag's name do it."),
}
_NOTHING = N_("Compare your page with the goal.")
_CODE = ("there", "property", "attribute", "found", "need")
_KINDS: Mapping[str, PartKind] = dict.fromkeys(_CODE, "code")


def nearly(values: Mapping[str, Any], language: str) -> Sentence:
    """The sentence for what a page's observation says is near."""
    source = _SENTENCES.get(str(values.get("near")))
    if source is None:
        return tr(_NOTHING, language)
    filled: dict[str, Any] = {name: _part(name, value) for name, value in values.items() if name != "near"}
    if "other" in values:
        filled["other"] = (Part(str(values["other"]), "name" if "“" in source else "code"),)
    if "file" in values:
        filled["file"] = (Part(str(values["file"]), "file"),)
        filled["by"] = (Part(str(tr(N_("{file}, line {line}"), language, **_where(values))), "file"),)
    return tr(source, language, **filled)


def _part(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return (Part(value, _KINDS.get(name, "text")),)
    return value


def _where(values: Mapping[str, Any]) -> dict[str, Any]:
    return {"file": (Part(str(values["file"]), "file"),), "line": values.get("line", 0)}
