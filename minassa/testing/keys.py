"""Keys of a test's own, so that a rotation meets nobody else's secrets."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytest_django import Settings

from minassa.channels import sealing
from minassa.core import crypto


@pytest.fixture
def keys_file(settings: Settings, tmp_path: Path) -> Path:
    """Keys of the test's own, in a file that is not there yet."""
    settings.SEALING_KEYS = []
    settings.SEALING_KEYS_FILE = tmp_path / "keys" / "sealing_keys"
    return tmp_path / "keys" / "sealing_keys"


@pytest.fixture
def own_keys(keys_file: Path, request: pytest.FixtureRequest) -> Path:
    before = crypto._keys, crypto._again
    sealing.load()
    request.addfinalizer(lambda: _put_back(before))
    return keys_file


def _put_back(before: object) -> None:
    crypto._keys, crypto._again = before  # type: ignore[misc]
