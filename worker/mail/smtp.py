"""Hand one letter to the operator's mail server."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formatdate, make_msgid
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

SECONDS = 20.0
SUBMISSION, SMTPS = 587, 465


class MailError(Exception):
    """The letter was not taken; the sentence says why."""


class RefusedError(MailError):
    """This address takes no letter: another try today would be no use."""


def letter(sender: str, to: str, subject: str, text: str, *, stop: str = "") -> EmailMessage:
    """A letter of plain text. `stop` is the link that ends them, also for the mail program's own key."""
    made = EmailMessage(policy=SMTP)
    made["From"], made["To"], made["Subject"] = f"Kru <{sender}>", to, subject
    made["Date"], made["Message-ID"] = formatdate(), make_msgid(domain=sender.rpartition("@")[2])
    made["Auto-Submitted"] = "auto-generated"
    if stop:
        made["List-Unsubscribe"] = f"<{stop}>"
        made["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    made.set_content(text)
    return made


def post(url: str, made: EmailMessage) -> None:
    """Give it to the server at that address. MailError when it is not taken."""
    found = urlsplit(url)
    host, secure = found.hostname or "", found.scheme == "smtps"
    port = found.port or (SMTPS if secure else SUBMISSION)
    context = ssl.create_default_context()
    try:
        with (
            smtplib.SMTP_SSL(host, port, timeout=SECONDS, context=context)
            if secure
            else smtplib.SMTP(host, port, timeout=SECONDS)
        ) as server:
            server.ehlo()
            if not secure and server.has_extn("starttls"):
                server.starttls(context=context)
                server.ehlo()
                secure = True
            if found.username:
                if not secure and not _is_here(host):
                    raise MailError("the server offers no encryption, and a password is not sent in the open")
                server.login(unquote(found.username), unquote(found.password or ""))
            server.send_message(made)
    except smtplib.SMTPRecipientsRefused as trouble:
        final = all(code >= 500 for code, _ in trouble.recipients.values())
        raise (RefusedError if final else MailError)("the address was refused") from trouble
    except (OSError, smtplib.SMTPException) as trouble:
        raise MailError(type(trouble).__name__) from trouble  # what a server says may hold an address


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
