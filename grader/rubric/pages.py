"""What a criterion asks of a page must read; every mistake is told at its word in the rubric's file."""

from __future__ import annotations

from typing import Any

from grader.check import Check
from grader.rubric import nodes, patterns
from grader.rubric.nodes import Scalar, Spot
from grader.rubric.problems import OF_PAGE, Problem, SourceFile
from grader.rubric.sense import Part


def look(file: SourceFile, part: Part) -> Check[Any, Any]:
    """Note what keeps the keys of a page from being read; gives the check that asks them."""
    from grader.website.criterion.check import CHECK
    from grader.website.criterion.read import read
    from grader.website.criterion.words import Mistake, QuestionError

    def note(mistake: Mistake) -> None:
        node, key = nodes.follow(part.node, mistake.path)
        if not mistake.on_key and isinstance(node, Scalar) and not node.text and not node.quoted:
            return  # an empty value has been named
        owner = file.packs.get(node.spot.pack, file)
        spot = _place(owner, node, key if mistake.on_key else None, mistake.at)
        line = owner.line(spot.line)
        file.problems.append(
            Problem(
                owner.name,
                spot.line,
                spot.column,
                line,
                f"{OF_PAGE}{mistake.key}",
                dict(mistake.values),
                mistake.guess,
                mistake.allowed,
            )
        )

    try:
        read(part.value.page_keys, at_most=bool(part.value.at_most))
    except QuestionError as error:
        for mistake in error.mistakes:
            note(mistake)
    return CHECK


def _place(owner: SourceFile, node: nodes.Node, key: Scalar | None, at: int) -> Spot:
    """The key, or so far into the value; where the value begins when YAML has changed it."""
    if key is not None:
        return key.spot
    return patterns.place(owner, node, 1, at + 1) if isinstance(node, Scalar) else node.spot
