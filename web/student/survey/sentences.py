"""What is asked, as people read it."""

from __future__ import annotations

from collections.abc import Mapping

from grader.language import N_

SENTENCES: Mapping[str, str] = {
    "for_me": N_("Coding is for people like me."),
    "can_mend": N_("I can fix what does not work yet."),
    "go_on": N_("I want to go on."),
}
STEPS = (1, 2, 3, 4, 5)
