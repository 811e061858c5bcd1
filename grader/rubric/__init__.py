"""Rubrics: what mentors write, checked so that every mistake has a place."""
