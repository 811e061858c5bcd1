"""What a browser is told, and how much one account may ask: headers, forms that come from us, gentle limits."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, TypeVar

from flask import Flask, current_app, request, session
from flask_limiter import Limiter
from flask_login import current_user
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response

from worker.settings import Settings

CONTENT = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
FORM_ROOM = 1024 * 1024  # beside the file: the fields of its form
OWN_DEVICE = timedelta(days=60)

# Counted by account, else by device; a room of forty girls is one address, so addresses have generous limits.
ORDINARY = "600 per 5 minutes"
HAND_INS = "30 per 10 minutes"
SIGN_INS = "12 per 5 minutes"
SIGN_INS_OF_A_ROOM = "600 per 5 minutes"

View = TypeVar("View", bound=Callable[..., Any])
_LIMITS = "kru_limits"


@dataclass(frozen=True, slots=True)
class Limit:
    """How often one account (or address) may use a view."""

    amount: str
    by: Callable[[], str]
    refused_only: bool


def limited(amount: str, *, by: Callable[[], str] | None = None, refused_only: bool = False) -> Callable[[View], View]:
    """Limit a view: `30 per 10 minutes`, by account unless `by` says other. It stands under the route."""

    def mark(view: View) -> View:
        limit = Limit(amount, by or account, refused_only)
        setattr(view, _LIMITS, (*getattr(view, _LIMITS, ()), limit))
        return view

    return mark


def apply_limits(app: Flask, limiter: Limiter) -> None:
    """Put every limit that views ask for in front of them; called when all views are known."""
    for endpoint, view in list(app.view_functions.items()):
        guarded: Callable[..., Any] = view
        for limit in getattr(view, _LIMITS, ()):
            counts = _refused if limit.refused_only else None
            guarded = limiter.limit(limit.amount, key_func=limit.by, deduct_when=counts)(guarded)
        app.view_functions[endpoint] = guarded


def configure(app: Flask, settings: Settings) -> None:
    """Cookies, sizes and keys."""
    app.config.update(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=settings.upload_bytes + FORM_ROOM,
        SESSION_COOKIE_NAME="kru",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.secure,
        PERMANENT_SESSION_LIFETIME=OWN_DEVICE,
        SESSION_REFRESH_EACH_REQUEST=False,
        WTF_CSRF_TIME_LIMIT=None,  # as long as the session: a page may stay open over lunch
        WTF_CSRF_SSL_STRICT=False,  # the token is enough; a proxy may take the referrer away
        RATELIMIT_HEADERS_ENABLED=False,
    )


def install(app: Flask, settings: Settings) -> Limiter:
    """Headers on every answer, tokens in every form, limits by account."""
    CSRFProtect(app)
    app.after_request(_headers)
    limiter = Limiter(
        key_func=account,
        app=app,
        default_limits=[ORDINARY],
        storage_uri=_storage(settings.redis_url),
        in_memory_fallback_enabled=True,
        swallow_errors=True,
        key_prefix="kru",
    )
    limiter.request_filter(lambda: request.endpoint in {"static", "style", "health"})
    return limiter


def account() -> str:
    """Whose requests are counted together: the account, else this device."""
    if current_user.is_authenticated:
        return str(current_user.get_id())
    if "device" not in session:
        session["device"] = secrets.token_urlsafe(9)
    return f"device:{session['device']}"


def address() -> str:
    """The network address, for the generous limits of a whole room."""
    return f"room:{request.remote_addr}"


def _refused(response: Response) -> bool:
    # A sign-in counts against its limit only when it did not work.
    return response.status_code >= 400


def _headers(response: Response) -> Response:
    headers = response.headers
    headers.setdefault("Content-Security-Policy", CONTENT)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["X-Frame-Options"] = "DENY"
    headers["Referrer-Policy"] = "same-origin"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=()"
    headers.setdefault("Cache-Control", "no-store")
    if current_app.config["SESSION_COOKIE_SECURE"]:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    return response


def _storage(redis_url: str | None) -> str:
    if not redis_url:
        return "memory://"
    # The counters' library has its own word for a unix socket.
    return f"redis+{redis_url}" if redis_url.startswith("unix:") else redis_url
