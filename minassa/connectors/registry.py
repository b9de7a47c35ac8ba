"""Which platforms there are. Adding one is a folder beside this file and a word in KINDS."""

from __future__ import annotations

import os
from functools import cache
from importlib import import_module

from minassa.connectors.base import Connector

KINDS = ["bluesky", "mastodon", "telegram", "handoff", "rehearsal"]

# Tests and benchmarks bring platforms of their own ("instant=minassa.testing.instant:Platform"), by environment
# so that a worker started as a process apart knows them too. They are never offered to a person.
EXTRA_KINDS = "MINASSA_EXTRA_KINDS"


@cache
def connector_class(kind: str) -> type[Connector]:
    """The class `Platform` in `connectors/<kind>/connector.py`. KeyError when there is no such kind."""
    if kind in KINDS:
        found: type[Connector] = import_module(f"minassa.connectors.{kind}.connector").Platform
        return found
    module, _, name = _extra_kinds()[kind].partition(":")
    extra: type[Connector] = getattr(import_module(module), name or "Platform")
    return extra


def title_of(platform: str) -> str:
    """The name that people call a platform by, also one that is only posted to by hand."""
    from minassa.connectors.handoff.table import PLATFORMS

    if platform in PLATFORMS:
        return PLATFORMS[platform].title
    return connector_class(platform).title


def can(kind: str, ability: type) -> bool:
    """Whether the platform has an ability of base.py: its class has the methods, or it does not."""
    return isinstance(connector_class(kind), ability)


def _extra_kinds() -> dict[str, str]:
    pairs = (pair.partition("=") for pair in os.environ.get(EXTRA_KINDS, "").split(",") if pair)
    return {kind: path for kind, _, path in pairs}
