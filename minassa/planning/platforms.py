"""The platforms a plan may name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from minassa.connectors.registry import title_of
from minassa.people.companies import NotValid


def known(platform: str) -> str:
    """Its title. Raises NotValid."""
    try:
        return title_of(platform)
    except KeyError as unknown:
        raise NotValid(_("There is no platform “%(platform)s”.") % {"platform": platform}) from unknown
