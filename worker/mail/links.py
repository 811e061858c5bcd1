"""Links that work without a sign-in: they say whose mail it is, and are signed with the key of this Kru."""

from __future__ import annotations

from typing import Literal

from itsdangerous import BadData, URLSafeSerializer

Purpose = Literal["confirm", "stop"]


def link(key: str, public_url: str, purpose: Purpose, mentor: int, stamp: str) -> str:
    """The whole address. The address of mail is not in it: links stand in logs."""
    token = URLSafeSerializer(key, salt=f"kru-mail-{purpose}").dumps([mentor, stamp])
    return f"{public_url}/mentor/mail/{purpose}/{token}"


def read(key: str, purpose: Purpose, token: str) -> tuple[int, str] | None:
    """Whose mail it is and the stamp of its address; None for a link that is none of ours."""
    try:
        found = URLSafeSerializer(key, salt=f"kru-mail-{purpose}").loads(token)
    except BadData:
        return None
    match found:
        case [int(mentor), str(stamp)]:
            return mentor, stamp
    return None
