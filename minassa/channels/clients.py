"""The way out for connectors: guarded, with the operator's own servers allowed."""

from __future__ import annotations

import httpx
from django.conf import settings

from minassa.core import safe_http


def http_for(kind: str) -> httpx.AsyncClient:
    """A client for one platform, for the event loop it is first used in. Close it when done."""
    return safe_http.client(allow=settings.ALLOWED_INSIDE_HOSTS)
