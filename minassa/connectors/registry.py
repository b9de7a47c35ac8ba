"""Which platforms there are. Adding one is a folder beside this file and a word in KINDS."""

from __future__ import annotations

from functools import cache
from importlib import import_module

from minassa.connectors.base import Connector

KINDS = ["bluesky", "mastodon", "telegram", "handoff", "rehearsal"]


@cache
def connector_class(kind: str) -> type[Connector]:
    """The class `Platform` in `connectors/<kind>/connector.py`. KeyError when there is no such kind."""
    if kind not in KINDS:
        raise KeyError(kind)
    found: type[Connector] = import_module(f"minassa.connectors.{kind}.connector").Platform
    return found
