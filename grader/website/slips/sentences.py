"""What each slip in a style sheet is called: a sentence for a child."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from grader.language import N_

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        # signs that are missing
        "css-semicolon-missing": N_("A semicolon is missing behind {before}."),
        "css-colon-missing": N_("A colon is missing behind {name}."),
        "css-brace-missing": N_("A {sign} is missing behind {selector}."),
        "css-end-missing": N_("The rule {selector} is not closed. A {sign} is missing."),
        "css-brace-extra": N_("This {sign} closes nothing. There is one too many."),
        "css-semicolon-extra": N_("Between rules no semicolon is needed. It spoils the next rule."),
        "css-lost-words": N_("These words belong to no rule."),
        "css-comment-open": N_("This comment does not end. Write */ behind it."),
        "css-slashes": N_("CSS does not know //. A comment stands in /* and */."),
        "css-quote-open": N_("This quote is opened and not closed in its line."),
        "css-selector": N_("{selector} is no selector that browsers can read."),
        # names
        "css-property": N_("CSS has no property {name}."),
        "css-property-guess": N_("CSS has no property {name}. Did you mean {guess}?"),
        # values
        "css-value-odd": N_("{name} cannot be {value} (value)."),
        "css-value-empty": N_("{name} has no value yet."),
        "css-value-space": N_("No space before a unit. Write {guess} for {name}."),
        "css-value-unit": N_("{name} needs a unit. Write {guess}."),
        "css-value-hash": N_("A colour of numbers begins with #. Write {guess}."),
        "css-value-hex": N_("{hex} is no colour. Behind # stand 3 or 6 signs."),
        "css-value-word": N_("{name} does not know {value}. Did you mean {guess}?"),
        "css-value-important": N_("It is spelt !important, at the end of the value."),
        # signs of other kinds
        "css-curly-quotes": N_("{sign} is a curly quote. In CSS type {plain}."),
        "css-full-width": N_("{sign} is a sign of full width. In CSS type {plain}."),
        "css-tag": N_("{tag} is HTML. It does not belong in CSS."),
        # rules
        "css-unused": N_("{selector} matches nothing on your pages."),
        "css-unused-guess": N_("{selector} matches nothing. Did you mean {guess}?"),
        "css-rule-twice": N_("{selector} has two rules. They can be one."),
        "css-property-twice": N_("{name} stands two times in {selector}. The last one counts."),
    }
)
