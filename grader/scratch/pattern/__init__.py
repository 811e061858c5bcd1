r"""Patterns: block text with wildcards, in English or Khmer, and the search for them.

    when green flag clicked
    forever
      if <touching (_)?> then
        change [_ v] by (_)

Lines match in order; other blocks may stand between, and a line may lie deeper. `_` is anything, `$name` the same thing
everywhere; slots may be left out (`repeat`). An empty line or a hat starts another script, which must be there too.
`* ` marks the line that counts, `not: ` one that must not stand there, ` ?` one that may be missing, `{a | b}` is one
of several. All of it with examples: `docs/patterns.md`.

The parts, in the order they work: `choices`, `line` and `read` make a Pattern of a text; `plan` says what to look for;
`view` is the project as it reads, calls unfolded; `fits` finds the blocks of each line; `chains` finds what of them
stands together; `search` puts scripts and names together; `near` tells what almost matches; `check` is what a rubric
asks.
"""
