"""`--nu`: the Nu checker's word on the pages of a batch, asked for once, before anything else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from grader.language import say

if TYPE_CHECKING:
    from grader.inputs import Item
    from grader.output.row import Row
    from grader.second_opinion import Word

Words = Mapping[int, tuple["Word", ...]]  # by the index of the item

option = click.option("--nu", "second", is_flag=True, help="Add the Nu checker's word, where Java and its jar are.")


def ask(items: Sequence[Item], language: str) -> Words:
    """What it says about each item that is a website; a note on stderr when it cannot be asked."""
    from grader.inputs import site_files
    from grader.live import nu

    sites = {index: nu.asked_about(site_files(item)) for index, item in enumerate(items)}
    answers = nu.ask({index: files for index, files in sites.items() if files})
    if answers.note:
        click.echo(say(answers.note, language), err=True)
    return answers.words


def told(rows: Sequence[Row], words: Words) -> list[Row]:
    """The rows, with its words beside their reports."""
    from grader.second_opinion import notes_of

    return [
        replace(row, report=replace(row.report, notes=(*row.report.notes, *notes_of(words[index]))))
        if row.report is not None and index in words
        else row
        for index, row in enumerate(rows)
    ]
