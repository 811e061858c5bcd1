"""What a mentor reads when a `page:` criterion cannot be read yet: sentences by key, mistakes with places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from grader.language import N_

SENTENCES: Final[Mapping[str, str]] = {
    "selector": N_("This is not a selector that CSS knows."),
    "selector-empty": N_("A selector must stand here."),
    "selector-moment": N_("This part of a selector is there at moments. Leave it out."),
    "element-unknown": N_("There is no element called {name}."),
    "property-unknown": N_("There is no property called {name}."),
    "test-unknown": N_("{name} is not known here."),
    "value-not-taken": N_("Browsers do not take {text} for {property}."),
    "value-inside": N_("{text} depends on the page. Write what it must be."),
    "unit-unknown": N_("There is no unit called {name}."),
    "family-unknown": N_("There is no family of colours called {name}."),
    "test-elsewhere": N_("{test} cannot be asked of {property}."),
    "needs-true": N_("This needs true, or leave it out."),
    "needs-size": N_("This needs a number, or a length such as 16px."),
    "needs-ratio": N_("This needs a number from 1 to 21, or aa."),
    "needs-value": N_("This needs a value or a list of values."),
    "needs-words": N_("This needs words in quotes, or a list of them."),
    "needs-keys": N_("This needs keys with values."),
    "needs-whole": N_("This needs a whole number, 0 or more."),
    "needs-bool": N_("This needs true or false."),
    "needs-count": N_("This needs a number, or {{min: 2, max: 5}}."),
    "needs-share": N_("This needs any, all, at least 2, or 80 %."),
    "needs-width": N_("This needs a width: {{width: 360}}."),
    "width-odd": N_("A window is {least} to {most} wide."),
    "more-than-most": N_("The smallest number is more than the biggest."),
    "key-unknown": N_("The key {name} is not known here."),
    "word-unknown": N_("{text} is not known here."),
    "attribute-unknown": N_("There is no attribute called {name}."),
    "nothing-asked": N_("This key needs something in it."),
    "form-needs-style": N_("{name} needs `style` beside it."),
    "share-at-most": N_("{name} does not go with `at_most`."),
}


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake. `path` leads from the criterion to the key or value; `at` is how far into the text of a value."""

    path: tuple[str | int, ...]
    key: str
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    guess: str | None = None
    allowed: tuple[str, ...] = ()
    on_key: bool = False
    at: int = 0


class QuestionError(ValueError):
    """The keys are no question yet. `mistakes` holds all of them."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        self.mistakes = mistakes
        super().__init__(mistakes)
