from __future__ import annotations

import random
import time
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image

from minassa.media import judging, refusals
from minassa.media.cleaning import clean_film
from minassa.media.judging import judge
from minassa.media.refusals import NotAccepted
from minassa.media.tests import made


def judged(content: bytes) -> judging.Judged:
    return judge(BytesIO(content), len(content))


def refusal(content: bytes) -> object:
    with pytest.raises(NotAccepted) as raised:
        judged(content)
    return raised.value.message


@pytest.mark.parametrize(
    ("content", "mime"),
    [
        (made.saved(made.picture(), "JPEG"), "image/jpeg"),
        (made.saved(made.picture(mode="CMYK"), "JPEG"), "image/jpeg"),
        (made.saved(made.picture(mode="RGBA"), "PNG"), "image/png"),
        (made.saved(made.picture(mode="P"), "PNG"), "image/png"),
        (made.saved(made.picture(), "WEBP"), "image/webp"),
        (made.saved(made.picture(), "WEBP", lossless=True), "image/webp"),
        (made.saved(made.picture(mode="P"), "GIF"), "image/gif"),
        (made.film(b"mp42"), "video/mp4"),
        (made.film(b"qt  "), "video/quicktime"),
    ],
)
def test_it_is_what_is_inside_it(content: bytes, mime: str) -> None:
    assert judged(content).mime == mime


def test_a_heic_is_seen_upright() -> None:
    seen = judged(made.HEIC)
    assert (seen.mime, seen.width, seen.height) == ("image/heif", 48, 64)


def test_a_film_filmed_sideways_has_its_sides_as_seen() -> None:
    seen = judged(made.film(turned=True))
    assert (seen.width, seen.height) == (180, 320)


@pytest.mark.parametrize(
    "content",
    [
        b"<?php system($_GET['c']); ?>",
        b"<!doctype html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b"%PDF-1.7",
        b"BM" + bytes(100),
        b"PK\x03\x04" + bytes(100),
        b"\x00\x00\x00\x18ftypavif" + bytes(100),
        b"\x00\x00\x00\x10ftypevil" + bytes(4),
        b"#!/bin/sh",
    ],
)
def test_anything_else_is_refused_whatever_its_name(content: bytes) -> None:
    assert refusal(content) == refusals.UNKNOWN


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"") == refusals.EMPTY


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
@pytest.mark.parametrize("part", [0.1, 0.5, 0.9])
def test_a_picture_cut_short_is_refused(kind: str, part: float) -> None:
    mode = "P" if kind == "GIF" else "RGB"
    whole = made.saved(made.noise(90, 90).convert(mode), kind)
    assert refusal(whole[: int(len(whole) * part)]) == refusals.BROKEN


def test_a_heic_cut_short_is_refused() -> None:
    assert refusal(made.HEIC[:500]) == refusals.BROKEN


def test_a_heic_that_crashes_its_decoder_takes_nothing_with_it() -> None:
    damaged = bytearray(made.HEIC)
    damaged[179] = 243
    assert refusal(bytes(damaged)) == refusals.BROKEN


def test_a_heic_above_the_bound_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(judging, "PIXELS", 1000)
    assert refusal(made.HEIC) == refusals.TOO_MANY_PIXELS


@pytest.mark.parametrize("cut", [30, 200, 700])
def test_a_film_cut_short_is_refused(cut: int) -> None:
    assert refusal(made.film()[:-cut]) == refusals.BROKEN


def test_a_film_of_sound_alone_is_refused() -> None:
    assert refusal(made.film(handler=b"soun")) == refusals.FILM_WITHOUT_PICTURE


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    begun = time.monotonic()
    assert refusal(made.bomb()) == refusals.TOO_MANY_PIXELS
    assert refusal(made.bomb(9_000, 9_000)) == refusals.TOO_MANY_PIXELS
    assert time.monotonic() - begun < 1


def test_a_webp_bomb_is_refused_before_its_decoder_takes_memory() -> None:
    canvas = b"VP8X" + (10).to_bytes(4, "little") + bytes(4) + (16_000).to_bytes(3, "little") * 2
    assert refusal(b"RIFF" + (4 + len(canvas)).to_bytes(4, "little") + b"WEBP" + canvas) == refusals.TOO_MANY_PIXELS


def test_an_endless_animation_is_refused() -> None:
    assert refusal(made.animation(judging.FRAMES + 1)) == refusals.TOO_MANY_FRAMES
    assert judged(made.animation(20)).mime == "image/gif"


def test_files_above_the_bounds_are_refused_unread() -> None:
    jpeg = made.saved(made.picture())
    for content, size, sentence in (
        (jpeg, judging.PICTURE_BYTES + 1, refusals.PICTURE_TOO_LARGE),
        (made.film(), judging.FILM_BYTES + 1, refusals.FILM_TOO_LARGE),
    ):
        with pytest.raises(NotAccepted) as raised:
            judge(BytesIO(content), size)
        assert raised.value.message == sentence


@pytest.mark.filterwarnings("ignore::UserWarning")  # Pillow's, about the metadata that is thrown away
@pytest.mark.parametrize("seed", range(40))
def test_a_damaged_file_is_taken_or_refused_and_nothing_else(seed: int) -> None:
    chance = random.Random(seed)
    for whole in (made.from_a_phone(), made.saved(made.picture(mode="P"), "GIF"), made.film(), made.HEIC):
        damaged = bytearray(whole)
        for _ in range(12):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        with suppress(NotAccepted):
            seen = judged(bytes(damaged))
            if seen.picture is None:
                clean_film(BytesIO(damaged), len(damaged))


def test_pillow_itself_is_bounded() -> None:
    assert Image.MAX_IMAGE_PIXELS == judging.PIXELS
