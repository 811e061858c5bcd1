"""Rubrics in the browser: a text that is checked, tried, compared and put into use."""
