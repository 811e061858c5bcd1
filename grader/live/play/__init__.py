"""Plays: the sentences of a rubric about a running project, and how they are tried."""
