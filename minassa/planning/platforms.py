"""The platforms a plan may name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from minassa.connectors.handoff.table import PLATFORMS
from minassa.connectors.registry import KINDS, title_of
from minassa.people.companies import NotValid


def known(platform: str) -> str:
    """Its title. Raises NotValid."""
    try:
        return title_of(platform)
    except KeyError as unknown:
        raise NotValid(_("There is no platform “%(platform)s”.") % {"platform": platform}) from unknown


def offered() -> list[tuple[str, str]]:
    """What a plan may name, each with its title: those with a connector of their own, then those posted to by hand."""
    apart = ("handoff", "rehearsal")  # ways of posting, not platforms
    codes = [*(kind for kind in KINDS if kind not in apart), *PLATFORMS]
    return [(code, title_of(code)) for code in codes]
