"""Each file below puts its views on the one blueprint."""

from __future__ import annotations

from web.lead import certificates, jobs, promise, showcase, survey, webhooks
from web.lead.pages import blueprint

__all__ = ["blueprint", "certificates", "jobs", "promise", "showcase", "survey", "webhooks"]
