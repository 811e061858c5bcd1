"""LitterBox's statistics of a project, under their published names: numbers for mentors and researchers.

`numbers.metrics(program)` is the way in. Facts of LitterBox 50ea106, in our own words. Left out are
`avg_script_width_count` and `stacked_statement_count`: the first is the length of a text, the second a counter that is
never set back, so neither says what its name does.
"""
