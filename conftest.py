"""What every test may use. Nothing outside this machine is reached, by this process or one it starts."""

import os
from collections import Counter
from pathlib import Path

import pytest

os.environ["MINASSA_OUTSIDE"] = "off"

pytest_plugins = [
    "minassa.testing.bluesky",
    "minassa.testing.cast",
    "minassa.testing.browser",
    "minassa.testing.keys",
    "minassa.testing.mail",
    "minassa.testing.mastodon",
    "minassa.testing.telegram",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that may take longest come first, those of many tests before the others: no process is left alone with one
    of them at the end, nor has two in hand at the beginning."""
    longest, count = dict[Path, float](), Counter(item.path for item in items)
    for item in items:
        allowed = item.get_closest_marker("timeout")
        longest[item.path] = max(longest.get(item.path, 0), float(allowed.args[0]) if allowed else 0)
    items.sort(key=lambda item: (-longest[item.path], -count[item.path] if longest[item.path] else 0))
