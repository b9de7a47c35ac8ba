"""Freezing: what goes out is fixed when it is scheduled, down to the media's bytes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from minassa.connectors.base import MediaFile, Outgoing
from minassa.core.text import first_strong
from minassa.media.fitting import fit, media_file
from minassa.media.models import Asset, Rendition
from minassa.posts.models import Delivery, Picture, Variant


def freeze(variant: Variant, pictures: list[Picture]) -> dict[str, Any]:
    """The variant as plain data; pictures are made to the platform's limits and named by their renditions."""
    return {
        "text": variant.text,
        "link": variant.post.link,
        "language": "ar" if first_strong(variant.text) == "rtl" else "en",
        "options": variant.options,
        "media": [_freeze_picture(variant, picture) for picture in pictures],
    }


def _freeze_picture(variant: Variant, picture: Picture) -> dict[str, Any]:
    rules, asset = variant.channel.rules, picture.asset
    types, most = (rules.video_types, rules.video_bytes) if asset.is_video else (rules.image_types, rules.image_bytes)
    made = fit(asset, types=types, max_bytes=most, max_side=rules.image_side)
    rendition = str(made.pk) if isinstance(made, Rendition) else None
    return {"asset": str(asset.pk), "alt": picture.alt, "rendition": rendition}


def thaw(deliveries: list[Delivery]) -> dict[UUID, Outgoing]:
    """The deliveries as connectors take them, with two queries for all their media.

    One whose media is gone is left out.
    """
    media = [kept for delivery in deliveries for kept in delivery.frozen["media"]]
    renditions = Rendition.objects.in_bulk([kept["rendition"] for kept in media if kept["rendition"]]) if media else {}
    whole = Asset.objects.in_bulk([kept["asset"] for kept in media if not kept["rendition"]]) if media else {}

    def is_there(kept: dict[str, Any]) -> bool:
        return UUID(kept["rendition"]) in renditions if kept["rendition"] else UUID(kept["asset"]) in whole

    def file(kept: dict[str, Any]) -> MediaFile:
        if kept["rendition"]:
            return media_file(renditions[UUID(kept["rendition"])], kept["alt"])
        return media_file(whole[UUID(kept["asset"])], kept["alt"])

    return {
        delivery.pk: Outgoing(
            key=str(delivery.pk),
            text=delivery.frozen["text"],
            send_at=delivery.send_at,
            language=delivery.frozen["language"],
            media=tuple(file(kept) for kept in delivery.frozen["media"]),
            link=delivery.frozen["link"],
            options=delivery.frozen["options"],
            prepared=delivery.prepared,
        )
        for delivery in deliveries
        if all(is_there(kept) for kept in delivery.frozen["media"])
    }
