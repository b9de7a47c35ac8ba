"""What the platforms without a connector accept, as one table. Checked November 2026.

These limits are what a person meets in the platform's own app; where a platform counts in a way of its own, the
nearest measure that never counts too little is used. X counts an Arabic letter 1 and an emoji 2, as UTF-16 does.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from minassa.connectors.base import Rules

_PICTURES = ("image/jpeg", "image/png")
_FILMS = ("video/mp4", "video/quicktime")


@dataclass(frozen=True, slots=True)
class ByHand:
    """A platform as its own app takes a post."""

    title: str
    rules: Rules
    profile_url: str = ""  # where an account is found, with {handle}
    compose_url: str = ""  # where a person begins a post
    also: tuple[str, ...] = ()  # further sites on which its posts are linked to

    def is_of(self, host: str) -> bool:
        """Whether a link to this host may be a post there. Any host may, where the platform is not known."""
        known = {_site(url) for url in (self.profile_url, self.compose_url) if url} | set(self.also)
        return not known or any(host == one or host.endswith(f".{one}") for one in known)


def _site(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")


PLATFORMS: dict[str, ByHand] = {
    "instagram": ByHand(
        "Instagram",
        Rules(
            text_limit=2200,
            measure="utf16",
            media_limit=10,
            media_required=True,
            image_types=("image/jpeg",),
            image_bytes=8_000_000,
            image_side=1440,
            video_types=_FILMS,
            video_bytes=300_000_000,
            mixes_video=True,
            alt_limit=100,
        ),
        "https://www.instagram.com/{handle}/",
        "https://www.instagram.com/",
        also=("instagr.am",),
    ),
    "facebook": ByHand(
        "Facebook",
        Rules(
            text_limit=63_206,
            measure="utf16",
            media_limit=10,
            image_types=_PICTURES,
            image_bytes=10_000_000,
            video_types=_FILMS,
            video_bytes=1_000_000_000,
        ),
        "https://www.facebook.com/{handle}",
        "https://www.facebook.com/",
        also=("fb.com", "fb.watch", "fb.me"),
    ),
    "x": ByHand(
        "X",
        Rules(
            text_limit=280,
            measure="utf16",
            link_length=23,
            media_limit=4,
            image_types=(*_PICTURES, "image/webp"),
            image_bytes=5_000_000,
            video_types=_FILMS,
            video_bytes=512_000_000,
            mixes_video=True,
            alt_limit=1000,
        ),
        "https://x.com/{handle}",
        "https://x.com/compose/post",
        also=("twitter.com", "t.co"),
    ),
    "linkedin": ByHand(
        "LinkedIn",
        Rules(
            text_limit=3000,
            measure="utf16",
            media_limit=20,
            image_types=_PICTURES,
            image_bytes=5_000_000,
            image_side=6000,
            video_types=("video/mp4",),
            video_bytes=500_000_000,
            alt_limit=4086,
        ),
        "https://www.linkedin.com/company/{handle}/",
        "https://www.linkedin.com/feed/",
        also=("lnkd.in",),
    ),
    "tiktok": ByHand(
        "TikTok",
        Rules(
            text_limit=2200,
            measure="utf16",
            media_limit=35,
            media_required=True,
            image_types=("image/jpeg",),
            image_bytes=20_000_000,
            image_side=1920,
            video_types=(*_FILMS, "video/webm"),
            video_bytes=4_000_000_000,
        ),
        "https://www.tiktok.com/@{handle}",
        "https://www.tiktok.com/upload",
    ),
    "snapchat": ByHand(
        "Snapchat",
        Rules(
            text_limit=160,
            measure="utf16",
            media_limit=1,
            media_required=True,
            image_types=_PICTURES,
            image_bytes=20_000_000,
            video_types=("video/mp4",),
            video_bytes=500_000_000,
        ),
        "https://www.snapchat.com/add/{handle}",
        "https://my.snapchat.com/",
        also=("snapchat.com",),
    ),
    "youtube": ByHand(
        "YouTube",
        Rules(
            text_limit=5000,
            measure="utf16",
            byte_limit=5000,
            media_limit=1,
            media_required=True,
            image_types=(),
            image_bytes=0,
            video_types=(*_FILMS, "video/webm"),
            video_bytes=256_000_000_000,
        ),
        "https://www.youtube.com/@{handle}",
        "https://studio.youtube.com/",
        also=("youtu.be",),
    ),
    "whatsapp": ByHand(
        "WhatsApp",
        Rules(
            text_limit=4096,
            measure="utf16",
            caption_limit=1024,
            media_limit=10,
            image_types=_PICTURES,
            image_bytes=5_000_000,
            video_types=("video/mp4",),
            video_bytes=16_000_000,
            mixes_video=True,
        ),
        "https://whatsapp.com/channel/{handle}",
        "https://web.whatsapp.com/",
        also=("wa.me",),
    ),
    "pinterest": ByHand(
        "Pinterest",
        Rules(
            text_limit=800,
            measure="utf16",
            media_limit=5,
            media_required=True,
            image_types=_PICTURES,
            image_bytes=20_000_000,
            video_types=_FILMS,
            video_bytes=1_000_000_000,
            alt_limit=500,
        ),
        "https://www.pinterest.com/{handle}/",
        "https://www.pinterest.com/pin-creation-tool/",
        also=("pin.it",),
    ),
    "threads": ByHand(
        "Threads",
        Rules(
            text_limit=500,
            measure="utf16",
            media_limit=20,
            image_types=_PICTURES,
            image_bytes=8_000_000,
            image_side=1440,
            video_types=_FILMS,
            video_bytes=1_000_000_000,
            mixes_video=True,
            alt_limit=1000,
        ),
        "https://www.threads.net/@{handle}",
        "https://www.threads.net/",
        also=("threads.com",),
    ),
    "google_business": ByHand(
        "Google Business Profile",
        Rules(text_limit=1500, measure="utf16", media_limit=1, image_types=_PICTURES, image_bytes=5_000_000),
        "",
        "https://business.google.com/posts",
        also=("google.com", "goo.gl", "g.co", "g.page"),
    ),
    "other": ByHand(
        "",  # the page says "another place" in the reader's language
        Rules(
            text_limit=10_000,
            media_limit=20,
            image_types=_PICTURES,
            image_bytes=10_000_000,
            video_types=_FILMS,
            video_bytes=500_000_000,
            mixes_video=True,
        ),
    ),
}
