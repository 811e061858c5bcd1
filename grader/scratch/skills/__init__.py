"""The published skill rubrics, each under its own name: what `kru show` says to mentors and researchers.

`cards.cards(index)` is the way in. No rubric of Kru and no student's page uses these totals; `docs/skills.md` says why.
"""
