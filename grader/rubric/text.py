"""Words in several languages, as a rubric holds them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import core_schema

from grader.language import SOURCE_LANGUAGE

LANGUAGE_CODE = "^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"


class Text(Mapping[str, str]):
    """A text by language code: `{en: Catch game, km: ...}`. Equal when the words are."""

    __slots__ = ("_words",)

    def __init__(self, words: Mapping[str, str]) -> None:
        self._words = dict(words)

    def __getitem__(self, language: str) -> str:
        return self._words[language]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def __hash__(self) -> int:
        return hash(frozenset(self._words.items()))

    def __repr__(self) -> str:
        return f"Text({self._words!r})"

    def say(self, language: str) -> str:
        """In that language, else in English, else in whatever language there is."""
        return self._words.get(language) or self._words.get(SOURCE_LANGUAGE) or next(iter(self._words.values()), "")

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> core_schema.CoreSchema:
        words = core_schema.dict_schema(
            core_schema.str_schema(pattern=LANGUAGE_CODE),
            core_schema.str_schema(min_length=1),
            min_length=1,
        )
        return core_schema.no_info_after_validator_function(
            cls, words, serialization=core_schema.plain_serializer_function_ser_schema(dict)
        )

    @classmethod
    def __get_pydantic_json_schema__(
        cls, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {
            "type": "object",
            "description": "The words by language: {en: ..., km: ...}",
            "patternProperties": {LANGUAGE_CODE: {"type": "string", "minLength": 1}},
            "additionalProperties": False,
            "minProperties": 1,
        }
