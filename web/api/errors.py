"""When a program asks for what cannot be: a key for the program, a sentence for who reads its log."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType

from flask import jsonify, request
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from grader.language import N_
from web.language import language, say, when
from worker import sentences
from worker.store import StoreError

log = logging.getLogger("kru.web")

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "token-missing": N_("Send a token that is in use: `Authorization: Bearer …`."),
        "right-missing": N_("This token may not do that. A lead can make another one."),
        "not-found": N_("There is nothing at this address for this token."),
        "not-understood": N_("We did not understand that. The help page has examples."),
        "method-unknown": N_("This address does not take this method."),
        "file-missing": N_("Send the file as `file`, with its name."),
        "file-too-big": N_("This file is too big for us."),
        "file-not-kept": N_("This file is not kept any more."),
        "student-missing": N_("Nobody in this class has this card or number."),
        "too-many": N_("Many requests came at once. Ask again in a minute."),
        "stopped": N_("Something of ours stopped. Please ask again in a minute."),
    }
)
STATUS: Mapping[str, int] = MappingProxyType(
    {
        "token-missing": 401,
        "right-missing": 403,
        "not-found": 404,
        "student-missing": 404,
        "method-unknown": 405,
        "file-not-kept": 410,
        "file-too-big": 413,
        "too-many": 429,
        "stopped": 500,
        # What the store says
        "assignment-missing": 404,
        "assignment-closed": 409,
        "assignment-over": 409,
        "rubric-missing": 409,
        "no-room": 507,
    }
)
_BY_STATUS: Mapping[int, str] = MappingProxyType(
    {401: "token-missing", 403: "right-missing", 404: "not-found", 405: "method-unknown", 413: "file-too-big",
     429: "too-many"}
)  # fmt: skip


class ApiError(Exception):
    """What a program asked for cannot be; `key` is one of `SENTENCES`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def answer(key: str, sentence: str) -> Response:
    """The answer that says so."""
    response: Response = jsonify(key=key, sentence=sentence)
    response.status_code = STATUS.get(key, 400)
    if response.status_code == 401:
        response.headers["WWW-Authenticate"] = "Bearer"
    if response.status_code == 429:
        response.headers["Retry-After"] = "60"
    return response


def asked(error: ApiError) -> Response:
    """What we said no to."""
    return answer(error.key, say(SENTENCES[error.key]))


def store(error: StoreError) -> Response:
    """What the store said no to; a moment is said in the time of the club."""
    values = {name: when(one) if isinstance(one, datetime) else one for name, one in error.values.items()}
    return answer(error.key, sentences.say(error.key, language(), values))


def known(error: HTTPException) -> Response:
    """What Flask said no to."""
    code = error.code or 500
    key = _BY_STATUS.get(code, "not-understood" if code < 500 else "stopped")
    return answer(key, say(SENTENCES[key]))


def not_kept(_error: FileNotFoundError) -> Response:
    """Files go some time after a term."""
    return answer("file-not-kept", say(SENTENCES["file-not-kept"]))


def unknown(error: Exception) -> Response:
    """A mistake of ours: the log has it, with nothing of what came."""
    log.error("%s %s %s", secrets.token_hex(3).upper(), request.method, request.path, exc_info=error)
    return answer("stopped", say(SENTENCES["stopped"]))
