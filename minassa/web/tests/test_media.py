from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import Settings

from minassa.media.models import Asset
from minassa.media.tests import made
from minassa.media.uploading import upload
from minassa.people.models import Membership
from minassa.testing.cast import Cast, client_of


@pytest.fixture(autouse=True)
def media_folder(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def picture(cast: Cast) -> Asset:
    return upload(cast.huda, file=ContentFile(made.saved(made.picture())), name="نخلة.jpg")


@pytest.fixture
def film(cast: Cast) -> Asset:
    return upload(cast.huda, file=ContentFile(made.film()), name="film.mp4")


def place(asset: Asset, name: str = "media:show") -> str:
    return reverse(name, args=[asset.company.slug, asset.pk])


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content)


def seen(who: Membership, url: str, data: dict[str, str] | None = None) -> Any:
    """The answer, read to its end."""
    response = client_of(who).get(url, data or {})
    body(response)
    return response


def test_a_picture_is_given_as_what_it_is_and_cannot_run(cast: Cast, picture: Asset) -> None:
    response = client_of(cast.huda).get(place(picture))
    assert response.status_code == 200
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert "immutable" in response["Cache-Control"]
    assert "private" in response["Cache-Control"]
    assert response["Content-Disposition"].startswith("inline")
    content = body(response)
    assert len(content) == int(response["Content-Length"]) == picture.size


def test_it_can_be_saved_under_its_own_name(cast: Cast, picture: Asset) -> None:
    response = seen(cast.huda, place(picture), {"download": ""})
    assert response["Content-Disposition"].startswith("attachment")
    assert "%D9%86" in response["Content-Disposition"]


def test_a_thumb_is_small(cast: Cast, picture: Asset) -> None:
    response = client_of(cast.huda).get(place(picture, "media:thumb"))
    assert response["Content-Type"] == "image/webp"
    assert max(Image.open(BytesIO(body(response))).size) == 480


def test_a_film_has_a_sign_for_a_thumb(cast: Cast, film: Asset) -> None:
    response = client_of(cast.huda).get(place(film, "media:thumb"))
    assert response["Content-Type"] == "image/svg+xml"


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=100-", 206, slice(100, None)),
        ("bytes=-20", 206, slice(-20, None)),
        ("bytes=5-999999999", 206, slice(5, None)),
        ("bytes=999999999-", 416, None),
        ("bytes=-", 200, slice(None)),
        ("bytes=9-5", 416, None),
        ("bytes=0-1,4-5", 200, slice(None)),
        ("lines=1-2", 200, slice(None)),
    ],
)
def test_a_player_asks_for_parts_of_a_film(
    cast: Cast, film: Asset, asked: str, status: int, part: slice[Any, Any, Any] | None
) -> None:
    with film.file.open("rb") as file:
        whole = bytes(file.read())
    response = client_of(cast.huda).get(place(film), headers={"Range": asked})
    assert response.status_code == status
    if part is not None:
        content = body(response)
        assert content == whole[part]
        assert int(response["Content-Length"]) == len(content)
    if status == 206:
        assert response["Content-Range"].endswith(f"/{film.size}")


def test_what_the_browser_has_is_not_sent_again(cast: Cast, picture: Asset) -> None:
    tag = seen(cast.huda, place(picture))["ETag"]
    again = client_of(cast.huda).get(place(picture), headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["media:show", "media:thumb"])
def test_only_people_of_the_company_see_it(cast: Cast, picture: Asset, name: str) -> None:
    url = place(picture, name)
    assert client_of(cast.sami).get(url).status_code == 404
    assert client_of(cast.sami).get(reverse(name, args=[cast.other.slug, picture.pk])).status_code == 404
    assert client_of(cast.rana).get(url).status_code == 403
    assert seen(cast.nabil, url).status_code == 200
    assert client_of(cast.huda).post(url).status_code == 405


def test_signed_out_leads_to_the_door(client: Client, picture: Asset) -> None:
    assert client.get(place(picture)).status_code == 302


def test_a_file_that_is_gone_is_not_found(cast: Cast, picture: Asset) -> None:
    picture.file.storage.delete(str(picture.file.name))
    assert client_of(cast.huda).get(place(picture)).status_code == 404
