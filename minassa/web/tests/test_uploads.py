from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import Settings

from minassa.media import receiving
from minassa.media.models import Asset
from minassa.media.tests import made
from minassa.testing.cast import Cast, client_of


def test_an_upload_that_announces_too_much_is_turned_away_unread(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, settings: Settings, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(receiving, "MOST", 10_000)
    url = reverse("pictures:create", args=[cast.company.slug])
    small = SimpleUploadedFile("a.png", made.saved(made.picture(20, 20), "PNG"))
    large = SimpleUploadedFile("a.png", made.saved(made.noise(80, 80), "PNG"))
    assert client_of(cast.huda).post(url, {"file": small}).status_code == 201
    assert 400 <= client_of(cast.huda).post(url, {"file": large}).status_code < 500
    assert Asset.objects.count() == 1
