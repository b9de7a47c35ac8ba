from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from pytest_django import Settings

from minassa.media.models import Asset
from minassa.media.uploading import upload
from minassa.people.models import Membership
from minassa.testing.cast import Cast

Upload = Callable[..., Asset]


@pytest.fixture(autouse=True)
def media_folder(settings: Settings, tmp_path: Path) -> Path:
    settings.MEDIA_ROOT = tmp_path / "media"
    return tmp_path / "media"


@pytest.fixture
def take(cast: Cast) -> Upload:
    """Huda uploads, unless somebody else is named."""

    def taken(content: bytes, name: str = "photo.jpg", member: Membership = cast.huda) -> Asset:
        return upload(member, file=ContentFile(content), name=name)

    return taken
