"""Likeness of projects in a class: whose scripts share more than chance explains. A reason to talk, never a proof."""

from __future__ import annotations

from grader.similar.pairs import Likeness, Pair, Stretch, alike
from grader.similar.tokens import Sequence, sequence, sequences

__all__ = ["Likeness", "Pair", "Sequence", "Stretch", "alike", "sequence", "sequences"]
