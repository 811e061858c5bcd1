"""Every metric of a project, by its published name."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from grader.scratch.metrics.complexity import complexity
from grader.scratch.metrics.counts import CATEGORIES, EIGHT, PartCounts, counts
from grader.scratch.metrics.halstead import halstead
from grader.scratch.metrics.names import average_length, names
from grader.scratch.program.grammar import C_BLOCKS
from grader.scratch.program.program import Program
from grader.scratch.skills import litterbox
from grader.scratch.skills.rules import measure

_SCORES: Final = {
    "Abstraction": "abstraction",
    "DataRepresentation": "data_representation",
    "FlowControl": "flow_control",
    "Logic": "logic",
    "Parallelization": "parallelization",
    "Synchronization": "synchronization",
    "UserInteractivity": "user_interactivity",
}
_LOGICAL: Final = ("operator_and", "operator_or", "operator_not")

Metrics = dict[str, int | float]


def metrics(program: Program) -> Metrics:
    """All of them. Whole numbers where they count something."""
    parts = counts(program)
    found: Metrics = {
        **_sizes(program, parts),
        **_categories(program, parts),
        **_complexities(program, parts),
        **_halstead(program),
        **_names(program),
        **_scores(program),
    }
    return dict(sorted(found.items()))


def _sizes(program: Program, parts: Sequence[PartCounts]) -> Metrics:
    blocks = sum(part.blocks for part in parts)
    statements = sum(part.statements for part in parts)
    targets = program.targets
    return {
        "block_count": blocks,
        "statement_count": statements,
        "avg_block_statement_count": blocks / statements if statements else 0.0,
        "script_count": sum(not part.loose_reporter for part in parts if not part.part.definition),
        "hat_count": sum(part.part.event is not None for part in parts),
        "procedure_count": len(program.definitions),
        "sprite_count": sum(not target.stage for target in targets),
        "costume_count": sum(len(target.costumes) for target in targets if not target.stage),
        "backdrop_count": sum(len(target.costumes) for target in targets if target.stage),
        "undefined_block_count": sum(part.unknown for part in parts),
        "length_longest_script": max((part.length for part in parts), default=0),
        "nested_block_count": max((spot.depth + 1 for spot in program.of(*C_BLOCKS)), default=0),
    }


def _categories(program: Program, parts: Sequence[PartCounts]) -> Metrics:
    found: Metrics = {f"{name}_block_count": sum(part.categories.get(name, 0) for part in parts) for name in CATEGORIES}
    return found | {
        "boolean_operation_count": len(program.of(*_LOGICAL)),
        "variables_block_count_only_direct_variable": len(program.of("data_variable")),
        "list_block_count_only_direct_list": len(program.of("data_listcontents")),
        "using_pen": int(found["pen_block_count"] > 0),
    }


def _complexities(program: Program, parts: Sequence[PartCounts]) -> Metrics:
    methods = [part.decisions + 1 for part in parts]
    return {
        "weighted_method_count": sum(methods),
        "weighted_method_count_strict": sum(
            method for method, part in zip(methods, parts, strict=True) if not part.part.loose
        ),
        "most_complex_script": max(methods, default=0),
        "cohesion": math.fsum(sum(map(bool, _eight(part.categories))) / part.blocks for part in parts if part.blocks),
        "category_entropy": math.fsum(_entropy(part) for part in parts),
        "interprocedural_cyclomatic_complexity": complexity(program),
    }


def _eight(categories: Mapping[str, int]) -> Sequence[int]:
    return [categories.get(name, 0) for name in EIGHT]


def _entropy(part: PartCounts) -> float:
    """Of one part. The shares need not make 1: some blocks are of none of the eight, and drop-downs weigh too."""
    shares = [count / part.blocks for count in _eight(part.categories) if count > 0]
    return -math.fsum(share * math.log2(share) for share in shares)


def _halstead(program: Program) -> Metrics:
    found = halstead(program)
    return {
        "halstead_length": found.length,
        "halstead_size": found.size,
        "halstead_volume": found.volume,
        "halstead_difficulty": found.difficulty,
        "halstead_effort": found.effort,
    }


def _names(program: Program) -> Metrics:
    found = names(program)
    return {"variable_count": len(found), "avg_variable_length_count": average_length(found)}


def _scores(program: Program) -> Metrics:
    skills = measure(litterbox.DIMENSIONS, litterbox.Code(program), litterbox.MOST)
    found: Metrics = {f"ct_score_{name}": skills[dimension].level for dimension, name in _SCORES.items()}
    total = sum(skill.level for skill in skills.values())
    return found | {"ct_score": total, "ct_score_average": total / len(skills)}
