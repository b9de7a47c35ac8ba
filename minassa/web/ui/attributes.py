"""Keyword arguments of a tag as HTML attributes: hx_post="…" becomes hx-post="…"."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.html import format_html_join
from django.utils.safestring import SafeString


def attributes(given: Mapping[str, object]) -> SafeString:
    """True stands alone, None and False are left out, a trailing underscore frees a Python word (`for_`)."""
    kept = {name.rstrip("_").replace("_", "-"): value for name, value in given.items()}
    bare = format_html_join("", " {}", ((name,) for name, value in kept.items() if value is True))
    valued = format_html_join(
        "", ' {}="{}"', ((name, value) for name, value in kept.items() if value not in (True, False, None))
    )
    return SafeString(bare + valued)
