"""How a sentence gets its language: English stands in the source, other languages in gettext catalogues.

A catalogue is every `*.po` file in `locale/<language>/` beside the package that says the sentence. They are read as
they are, so there is no build step and nothing can be stale.
"""

from __future__ import annotations

import gettext
import io
from functools import lru_cache
from pathlib import Path

SOURCE_LANGUAGE = "en"
ENGINE_CATALOGUES = Path(__file__).parent / "locale"


def N_(sentence: str) -> str:  # noqa: N802 - the name that gettext tools look for
    """Mark a sentence for the catalogue without translating it now."""
    return sentence


def _read(path: Path) -> gettext.GNUTranslations:
    # Babel is imported here: English alone, the usual case on the command line, does not pay for it.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with path.open("rb") as source:
        catalogue = read_po(source)
    for message in catalogue:
        # A machine's first draft is marked unreviewed in reviewed.toml, not fuzzy; a fuzzy entry would be dropped.
        message.flags.discard("fuzzy")
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


@lru_cache(maxsize=32)
def translations(language: str, folders: tuple[Path, ...] = (ENGINE_CATALOGUES,)) -> gettext.NullTranslations:
    """All catalogues of a language, merged; a language without any gives the English of the source."""
    merged = gettext.NullTranslations()
    if language == SOURCE_LANGUAGE:
        return merged
    for folder in folders:
        for path in sorted((folder / language).glob("*.po")):
            found = _read(path)
            found.add_fallback(merged)
            merged = found
    return merged


def languages(folders: tuple[Path, ...] = (ENGINE_CATALOGUES,)) -> tuple[str, ...]:
    """English, then every language that has a catalogue."""
    found = {path.parent.name for folder in folders for path in folder.glob("*/*.po")}
    return (SOURCE_LANGUAGE, *sorted(found - {SOURCE_LANGUAGE}))


def say(sentence: str, language: str, /, **values: object) -> str:
    """The sentence in that language, its `{placeholders}` filled."""
    return translations(language).gettext(sentence).format(**values) if sentence else ""
