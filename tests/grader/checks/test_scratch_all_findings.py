"""All 113 findings that LitterBox publishes are here, each with the severity it has there.

The names and severities are facts of the published tool: 44 bug patterns, 41 smells, 28 perfumes.
"""

from __future__ import annotations

import pytest

from grader.findings import finders

BUGS = {
    "high": """
        comparing-literals endless-recursion expression-as-touching-or-color forever-inside-loop
        hide-without-show key-set-position message-as-literal missing-initialization missing-loop-mouse-position
        missing-loop-sensing no-working-scripts parameter-as-literal position-equals-check variable-as-literal
    """,
    "medium": """
        ambiguous-custom-block-signature ambiguous-parameter-name-used blocking-if-else forever-inside-if
        illegal-parameter-refactor message-never-received message-never-sent missing-ask missing-backdrop-switch
        missing-clone-call missing-pen-down missing-pen-up missing-termination missing-wait-condition
        orphaned-parameter
    """,
    "low": """
        call-without-definition custom-block-with-forever custom-block-with-termination
        immediate-delete-clone-after-broadcast immediate-stop-after-say-think inappropriate-handler-delete-clone
        interrupted-loop-sensing invalid-number-string missing-clone-initialization missing-erase-all
        missing-resource parameter-out-of-scope recursive-cloning terminated-loop type-error
    """,
}
SMELLS = {
    "high": """
        dead-code delete-clone-in-loop duplicate-sprite duplicated-script duplicated-scripts-covering
        empty-project empty-sprite long-script same-variable-different-sprite sprite-naming stuttering-movement
        unnecessary-boolean unnecessary-message unnecessary-stop-script unnecessary-time unused-variables
        useless-blocks useless-wait variable-initialization-race
    """,
    "medium": """
        ambiguous-parameter-name-unused clone-type-1 clone-type-2 clone-type-3 middle-man nested-loops
    """,
    "low": """
        busy-waiting double-if empty-control-body empty-custom-block empty-script message-naming
        multiple-attribute-modifications sequential-actions unnecessary-if unnecessary-if-after-until
        unnecessary-loop unnecessary-move unnecessary-rotation unnecessary-size-change unused-custom-block
        unused-parameter
    """,
}
PERFUMES = {
    "high": """
        list-usage loop-sensing parallelisation say-sound-synchronisation timer used-variables
    """,
    "medium": """
        backdrop-switch collision conditional-inside-loop coordination correct-broadcast directed-motion
        gliding-motion initialisation-of-looks initialisation-of-position mouse-follower movement-in-loop
        nested-conditional-checks nested-loops-perfume object-follower useful-position-check waiting-check-stop
    """,
    "low": """
        ask-and-answer-perfume boolean-expression controlled-broadcast-or-stop custom-block-usage
        matching-parameter valid-termination
    """,
}


def listed(family: dict[str, str]) -> dict[str, str]:
    return {f"scratch.{name}": severity for severity, names in family.items() for name in names.split()}


@pytest.mark.parametrize(
    ("family", "kind", "many"),
    [(BUGS, "problem", 44), (SMELLS, "problem", 41), (PERFUMES, "praise", 28)],
    ids=["bug patterns", "smells", "perfumes"],
)
def test_every_published_finding_has_a_check(family: dict[str, str], kind: str, many: int) -> None:
    wanted = listed(family)
    assert len(wanted) == many
    found = {entry.id: entry.check for entry in finders() if entry.id in wanted}
    assert {name: check.severity for name, check in found.items()} == wanted
    assert {check.kind for check in found.values()} == {kind}


def test_there_are_no_others() -> None:
    assert {entry.id for entry in finders()} == {*listed(BUGS), *listed(SMELLS), *listed(PERFUMES)}
