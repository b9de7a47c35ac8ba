"""Making a picture fit a platform: its types, bytes and longest side. The same wish is made once."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from io import BytesIO

from django.core.files.base import ContentFile
from django.utils.translation import gettext_lazy as _
from PIL import Image

from minassa.connectors.base import MediaFile
from minassa.core.errors import Sorry
from minassa.media import storing
from minassa.media.cleaning import on_white
from minassa.media.models import Asset, Rendition

QUALITIES = (90, 82, 74, 64)
SCALES = (1.0, 0.85, 0.7, 0.55, 0.4, 0.28, 0.18, 0.1)
THUMB = 480


class DoesNotFit(Sorry):
    code = "does_not_fit"


FILM_DOES_NOT_FIT = _(
    "This film is larger than the platform takes, or of a kind it does not take. "
    "Save it shorter, at a lower quality or as MP4, and choose that one."
)
PICTURE_DOES_NOT_FIT = _("This picture cannot be made to fit what the platform takes. Choose another picture.")


@dataclass(frozen=True, slots=True)
class Made:
    content: bytes
    mime: str
    width: int
    height: int


def fit(asset: Asset, *, types: Collection[str], max_bytes: int, max_side: int) -> Asset | Rendition:
    """The asset itself when it fits as it is, else its one rendition to this wish. Raises DoesNotFit."""
    if (
        asset.mime in types
        and asset.size <= max_bytes
        and (asset.is_video or max(asset.width, asset.height) <= max_side)
    ):
        return asset
    if asset.is_video:
        raise DoesNotFit(FILM_DOES_NOT_FIT)
    wanted = sorted(one.removeprefix("image/") for one in types if one in ("image/jpeg", "image/png", "image/webp"))
    if not wanted:
        raise DoesNotFit(PICTURE_DOES_NOT_FIT)
    spec = f"{'+'.join(wanted)} {max_side} {max_bytes}"
    return _once(asset, spec, lambda: _fitted(asset, wanted, max_bytes, max_side))


def thumb(asset: Asset) -> Rendition | None:
    """A small picture for lists; None for a film, which nothing here can open."""
    if asset.is_video:
        return None
    return _once(asset, "thumb", lambda: _encoded(_opened(asset, THUMB), "webp", 80))


def media_file(fitted: Asset | Rendition, alt: str) -> MediaFile:
    """What a connector takes."""
    return MediaFile(
        key=str(fitted.pk),
        mime=fitted.mime,
        size=fitted.size,
        width=fitted.width,
        height=fitted.height,
        alt=alt,
        read=lambda: _read(fitted),
    )


def _once(asset: Asset, spec: str, make: Callable[[], Made]) -> Rendition:
    known = Rendition.objects.filter(asset=asset, spec=spec).first()
    if known is not None:
        return known
    made = make()
    stored = storing.keep(asset.company_id, ContentFile(made.content), made.mime)
    facts = {"file": stored, "mime": made.mime, "size": len(made.content), "width": made.width, "height": made.height}
    rendition, is_new = Rendition.objects.get_or_create(asset=asset, spec=spec, defaults=facts)
    if not is_new:  # another process made the same meanwhile; its file is as good
        storing.discard(stored)
    return rendition


def _fitted(asset: Asset, wanted: list[str], max_bytes: int, max_side: int) -> Made:
    """The best that fits: the picture's own type first, then JPEG, lower quality before a smaller size."""
    picture = _opened(asset, max_side)
    own = asset.mime.removeprefix("image/")
    if (own != "jpeg" and own in wanted) or "jpeg" not in wanted:
        kept = own if own in wanted else wanted[0]
        scales = SCALES if "jpeg" not in wanted else SCALES[:1]
        for scale in scales:
            made = _encoded(_scaled(picture, scale), kept, 90)
            if len(made.content) <= max_bytes:
                return made
    if "jpeg" in wanted:
        flat = on_white(picture)
        for scale in SCALES:
            smaller = _scaled(flat, scale)
            for quality in QUALITIES:
                made = _encoded(smaller, "jpeg", quality)
                if len(made.content) <= max_bytes:
                    return made
    raise DoesNotFit(PICTURE_DOES_NOT_FIT)


def _opened(asset: Asset, max_side: int) -> Image.Image:
    """Decoded no larger than needed, never enlarged."""
    picture: Image.Image = Image.open(BytesIO(_read(asset)))
    if picture.mode == "P":
        picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
    picture.thumbnail((max_side, max_side), Image.Resampling.LANCZOS, reducing_gap=3)
    return picture


def _scaled(picture: Image.Image, scale: float) -> Image.Image:
    if scale == 1:
        return picture
    size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)


def _encoded(picture: Image.Image, kind: str, quality: int) -> Made:
    buffer = BytesIO()
    match kind:
        case "jpeg":
            on_white(picture).save(buffer, "JPEG", quality=quality, optimize=True, progressive=True)
        case "png":
            picture.save(buffer, "PNG", optimize=True)
        case _:
            picture.save(buffer, "WEBP", quality=quality, method=4)
    return Made(buffer.getvalue(), f"image/{kind}", picture.width, picture.height)


def _read(fitted: Asset | Rendition) -> bytes:
    with fitted.file.open("rb") as file:
        content: bytes = file.read()
    return content
