from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageCms

from minassa.events.models import Event
from minassa.media.models import Asset
from minassa.media.refusals import NotAccepted
from minassa.media.tests import made
from minassa.media.tests.conftest import Upload
from minassa.media.uploading import readable_name
from minassa.testing.cast import Cast

RED, BLUE = (200, 30, 30), (20, 60, 200)


def kept(asset: Asset) -> bytes:
    with asset.file.open("rb") as file:
        return bytes(file.read())


def is_near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 40 for a, b in zip(pixel[:3], colour, strict=True))


def test_a_phone_photo_is_turned_upright_and_forgets_where_it_was_taken(take: Upload) -> None:
    asset = take(made.from_a_phone(orientation=6))
    content = kept(asset)
    with Image.open(BytesIO(content)) as image:
        assert (asset.width, asset.height) == image.size == (480, 640)
        assert not image.getexif()
        assert not image.getexif().get_ifd(made.PLACE)
        assert is_near(image.getpixel((470, 10)), RED)  # the corner went along with the turn
        assert is_near(image.getpixel((10, 10)), BLUE)
    for secret in (b"SecretPhone", b"SecretComment", b"SecretTail", b"Exif"):
        assert secret not in content
    assert asset.mime == "image/jpeg"
    assert asset.size == len(content)


@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_other_pictures_forget_too(take: Upload, kind: str) -> None:
    exif = Image.Exif()
    exif[made.MAKE] = "SecretPhone"
    asset = take(made.saved(made.picture(), kind, exif=exif.tobytes()), "a")
    assert b"SecretPhone" not in kept(asset)
    assert asset.mime == f"image/{kind.lower()}"


def test_a_heic_becomes_a_jpeg(take: Upload) -> None:
    asset = take(made.HEIC, "IMG_0001.HEIC")
    content = kept(asset)
    assert asset.mime == "image/jpeg"
    with Image.open(BytesIO(content)) as image:
        assert image.format == "JPEG"
        assert image.size == (48, 64)
        assert not image.getexif()
    assert b"Phone" not in content


def test_an_animation_still_moves(take: Upload) -> None:
    asset = take(made.animation(5), "a.gif")
    with Image.open(BytesIO(kept(asset))) as image:
        assert getattr(image, "n_frames", 1) == 5
        assert image.info["duration"] == 80


def test_transparency_is_kept(take: Upload) -> None:
    image = made.picture(mode="RGBA")
    image.putalpha(90)
    asset = take(made.saved(image, "PNG"), "a.png")
    with Image.open(BytesIO(kept(asset))) as seen:
        assert seen.convert("RGBA").getpixel((0, 0)) == (*RED, 90)


def test_colours_are_brought_to_srgb(take: Upload) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    asset = take(made.saved(made.picture(), icc_profile=profile))  # a profile that does not fit is passed over
    with Image.open(BytesIO(kept(asset))) as seen:
        assert "icc_profile" not in seen.info
        assert seen.mode == "RGB"
    cmyk = take(made.saved(made.picture(mode="CMYK")))
    with Image.open(BytesIO(kept(cmyk))) as seen:
        assert seen.mode == "RGB"


def test_a_film_forgets_where_it_was_filmed_and_is_else_untouched(take: Upload) -> None:
    whole = made.film()
    asset = take(whole, "film.mp4")
    content = kept(asset)
    for secret in (b"+24.7000", b"location", b"\xa9xyz", b"GPS-TRACK", b"\xe0\x00\x00\x01"):
        assert secret not in content
    assert len(content) == len(whole)
    assert content.count(b"PIXELS") == whole.count(b"PIXELS")
    assert (asset.mime, asset.width, asset.height) == ("video/mp4", 320, 180)


def test_the_same_picture_is_kept_once_a_company(take: Upload, cast: Cast, media_folder: Path) -> None:
    first, second = take(made.from_a_phone()), take(made.from_a_phone(), "again.jpg")
    assert first == second
    assert Event.objects.filter(verb="asset.uploaded", subject_id=first.pk).count() == 1
    assert take(made.from_a_phone(), member=cast.sami) != first
    assert len([path for path in media_folder.rglob("*") if path.is_file()]) == 2


def test_its_place_cannot_be_guessed_and_says_nothing(take: Upload) -> None:
    asset = take(made.saved(made.picture()), "../../etc/passwd\u202egpj.php")
    place = Path(asset.file.name or "")
    assert place.suffix == ".jpg"
    assert "passwd" not in str(place)
    assert len(place.stem) >= 40
    assert asset.name == "passwdgpj.php"


@pytest.mark.parametrize(
    ("given", "name"),
    [("C:\\photos\\نخلة.jpg", "نخلة.jpg"), ("", "file"), ("\x00\n", "file"), ("a" * 900, "a" * 200)],
)
def test_names_are_made_readable(given: str, name: str) -> None:
    assert readable_name(given) == name


def test_nothing_is_kept_of_a_refused_file(take: Upload, media_folder: Path) -> None:
    for content in (b"", b"<?php", made.bomb(), made.from_a_phone()[:2000]):
        with pytest.raises(NotAccepted):
            take(content)
    assert not Asset.objects.exists()
    assert not media_folder.exists() or not any(path.is_file() for path in media_folder.rglob("*"))


def test_a_failed_record_leaves_no_file(take: Upload, media_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("minassa.media.uploading.record", fail)
    with pytest.raises(RuntimeError):
        take(made.saved(made.picture()))
    assert not any(path.is_file() for path in media_folder.rglob("*"))
