"""What a rubric asks of a page itself: `page:`, a selector, and what must be true of the elements it matches.

`read` turns the keys into a `Question` and finds their mistakes; `judge` holds it against elements after the cascade;
`near` says what almost holds; `check` is the check behind it.
"""
