from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from minassa.testing.instant import InstantPlatform

KINDS = ",".join(
    f"{kind}=minassa.testing.instant:{name}"
    for kind, name in {"instant": "Platform", "instant_find": "Finding", "instant_repeat": "Repeating"}.items()
)
os.environ.setdefault("MINASSA_EXTRA_KINDS", KINDS)


@pytest.fixture
def platform() -> Iterator[InstantPlatform]:
    with InstantPlatform() as running:
        yield running
