"""What of a post is its content: exactly that is approved, frozen and sent. Times are not content."""

from __future__ import annotations

from hashlib import sha256
from json import dumps
from typing import Any

from minassa.posts.models import Post


def content(post: Post) -> dict[str, Any]:
    """The content as plain data, the same however it was loaded."""
    return {
        "link": post.link,
        "pictures": [
            {"asset": picture.asset.digest, "alt": picture.alt} for picture in post.pictures.select_related("asset")
        ],
        "variants": [
            {"channel": str(variant.channel_id), "text": variant.text, "options": variant.options}
            for variant in post.variants.order_by("channel_id")
        ],
    }


def digest(post: Post) -> str:
    return sha256(dumps(content(post), sort_keys=True, ensure_ascii=False).encode()).hexdigest()
