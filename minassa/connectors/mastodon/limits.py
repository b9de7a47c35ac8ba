"""What an instance accepts, from its own description of itself."""

from __future__ import annotations

from math import isqrt
from typing import Any

from minassa.connectors.base import Json, Rules

_IMAGES = ("image/jpeg", "image/png", "image/webp", "image/gif")
_FILMS = ("video/mp4", "video/webm", "video/quicktime")


def limits_of(instance: Json) -> dict[str, Any]:
    """From /api/v2/instance, or from the older /api/v1/instance, in which some servers say it in their own way."""
    configuration = _part(instance, "configuration")
    statuses = _part(configuration, "statuses")
    media = _part(configuration, "media_attachments")
    version = str(instance.get("version", ""))
    found = {
        "version": version,
        "max_characters": statuses.get("max_characters") or instance.get("max_toot_chars"),  # Pleroma's and Akkoma's
        "max_media": statuses.get("max_media_attachments") or instance.get("max_media_attachments"),
        "link_length": statuses.get("characters_reserved_per_url"),
        "image_bytes": media.get("image_size_limit") or _part(instance, "upload_limit_by_kind").get("image"),
        "image_pixels": media.get("image_matrix_limit"),
        "video_bytes": media.get("video_size_limit") or instance.get("upload_limit"),
        "description_limit": media.get("description_limit") or instance.get("description_limit"),
        "types": media.get("supported_mime_types"),
        "media_required": "pixelfed" in version.lower() or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def rules_of(limits: Json) -> Rules:
    types = limits.get("types") or (*_IMAGES[:3], *_FILMS)
    side = isqrt(_number(limits, "image_pixels", 33_177_600))
    return Rules(
        text_limit=_number(limits, "max_characters", 500),
        measure="mastodon",
        link_length=_number(limits, "link_length", 23),
        media_limit=_number(limits, "max_media", 4),
        media_required=bool(limits.get("media_required")),
        image_types=tuple(kind for kind in _IMAGES if kind in types),
        image_bytes=_number(limits, "image_bytes", 16_777_216),
        image_side=min(side, 4096),
        video_types=tuple(kind for kind in _FILMS if kind in types),
        video_bytes=_number(limits, "video_bytes", 103_809_024),
        alt_limit=_number(limits, "description_limit", 1500),
    )


def _number(limits: Json, name: str, default: int) -> int:
    value = limits.get(name)
    return value if isinstance(value, int) and value > 0 else default


def _part(whole: Json, name: str) -> Json:
    part = whole.get(name)
    return part if isinstance(part, dict) else {}
