from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from minassa.media.fitting import DoesNotFit, fit, media_file, thumb
from minassa.media.models import Asset, Rendition
from minassa.media.tests import made
from minassa.media.tests.conftest import Upload

JPEG = ("image/jpeg",)
BOTH = ("image/jpeg", "image/png")


def opened(fitted: Asset | Rendition) -> Image.Image:
    content = media_file(fitted, "").read()
    assert len(content) == fitted.size
    image = Image.open(BytesIO(content))
    assert image.size == (fitted.width, fitted.height)
    assert Image.MIME[image.format or ""] == fitted.mime
    return image


def test_what_fits_is_left_as_it_is(take: Upload) -> None:
    asset = take(made.saved(made.picture()))
    assert fit(asset, types=BOTH, max_bytes=1_000_000, max_side=2000) == asset
    assert not Rendition.objects.exists()


def test_it_is_made_smaller_and_never_larger(take: Upload) -> None:
    asset = take(made.saved(made.picture(1200, 600), "PNG"))
    small = fit(asset, types=JPEG, max_bytes=1_000_000, max_side=800)
    assert opened(small).size == (800, 400)
    assert opened(fit(asset, types=JPEG, max_bytes=1_000_000, max_side=4000)).size == (1200, 600)


@pytest.mark.parametrize("most", [200_000, 60_000, 8_000])
def test_bytes_are_kept_below_the_limit(take: Upload, most: int) -> None:
    asset = take(made.saved(made.noise(700, 500), quality=95))
    fitted = fit(asset, types=JPEG, max_bytes=most, max_side=2000)
    assert fitted.size <= most
    assert opened(fitted).format == "JPEG"


def test_transparency_becomes_white_where_only_jpeg_is_taken(take: Upload) -> None:
    image = made.picture(mode="RGBA")
    image.putalpha(0)
    asset = take(made.saved(image, "PNG"))
    assert opened(fit(asset, types=JPEG, max_bytes=1_000_000, max_side=2000)).getpixel((9, 9)) == (255, 255, 255)


def test_a_png_stays_one_where_it_may(take: Upload) -> None:
    asset = take(made.saved(made.picture(1200, 600, "RGBA"), "PNG"))
    assert opened(fit(asset, types=BOTH, max_bytes=1_000_000, max_side=600)).format == "PNG"
    noisy = take(made.saved(made.noise(600, 600), "PNG"))
    assert opened(fit(noisy, types=BOTH, max_bytes=400_000, max_side=2000)).format == "JPEG"
    only = fit(noisy, types=("image/png",), max_bytes=300_000, max_side=2000)
    assert opened(only).format == "PNG"
    assert only.size <= 300_000


@pytest.mark.parametrize("mode", ["L", "LA", "P", "1", "I;16"])
def test_every_kind_of_picture_can_become_a_jpeg(take: Upload, mode: str) -> None:
    image = Image.new("I;16", (40, 40), 40_000) if mode == "I;16" else made.picture(40, 40).convert(mode)
    fitted = fit(take(made.saved(image, "PNG")), types=JPEG, max_bytes=90_000, max_side=500)
    if mode == "I;16":
        assert abs(opened(fitted).getpixel((5, 5)) - 156) < 3  # type: ignore[operator]


def test_an_animation_gives_its_first_frame(take: Upload) -> None:
    asset = take(made.animation(4))
    assert opened(fit(asset, types=JPEG, max_bytes=90_000, max_side=500)).format == "JPEG"
    assert fit(asset, types=("image/gif",), max_bytes=90_000, max_side=500) == asset


def test_the_same_wish_is_made_once(take: Upload, media_folder: Path) -> None:
    asset = take(made.saved(made.picture(), "PNG"))
    first = fit(asset, types=BOTH, max_bytes=900_000, max_side=300)
    assert fit(asset, types=BOTH[::-1], max_bytes=900_000, max_side=300) == first
    assert fit(asset, types=BOTH, max_bytes=900_000, max_side=200) != first
    assert len([path for path in media_folder.rglob("*") if path.is_file()]) == 3


def test_two_processes_at_once_keep_one(take: Upload, media_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asset = take(made.saved(made.picture(), "PNG"))
    first = thumb(asset)
    monkeypatch.setattr(Rendition.objects, "filter", lambda **_: Rendition.objects.none())  # did not see it yet
    assert thumb(asset) == first
    assert len([path for path in media_folder.rglob("*") if path.is_file()]) == 2


def test_the_same_picture_gives_the_same_bytes(take: Upload) -> None:
    asset = take(made.saved(made.noise(300, 300), "PNG"))
    first = media_file(fit(asset, types=JPEG, max_bytes=50_000, max_side=500), "").read()
    Rendition.objects.all().delete()
    assert media_file(fit(asset, types=JPEG, max_bytes=50_000, max_side=500), "").read() == first


def test_a_thumb_is_small(take: Upload) -> None:
    small = thumb(take(made.saved(made.picture(3000, 2000))))
    assert small is not None
    assert opened(small).size == (480, 320)


def test_a_film_goes_as_it_is_or_not_at_all(take: Upload) -> None:
    asset = take(made.film())
    assert fit(asset, types=("video/mp4",), max_bytes=10_000, max_side=100) == asset
    assert thumb(asset) is None
    for types, most in ((("video/mp4",), 100), (("video/quicktime",), 10_000)):
        with pytest.raises(DoesNotFit):
            fit(asset, types=types, max_bytes=most, max_side=100)


def test_what_cannot_be_made_to_fit_is_said(take: Upload) -> None:
    asset = take(made.saved(made.noise(300, 300), "PNG"))
    with pytest.raises(DoesNotFit):
        fit(asset, types=JPEG, max_bytes=100, max_side=500)
    with pytest.raises(DoesNotFit):
        fit(asset, types=("image/gif",), max_bytes=100_000, max_side=500)


def test_the_connector_is_given_the_words_with_it(take: Upload) -> None:
    asset = take(made.saved(made.picture()))
    file = media_file(asset, "نخلة أمام البحر")
    assert (file.key, file.alt, file.mime, file.is_video) == (str(asset.pk), "نخلة أمام البحر", "image/jpeg", False)
    assert file.read()[:2] == b"\xff\xd8"
