from __future__ import annotations

from minassa.connectors.base import Rules
from minassa.connectors.mastodon.connector import Platform
from minassa.connectors.mastodon.limits import limits_of

MASTODON = {
    "version": "4.5.0",
    "configuration": {
        "statuses": {"max_characters": 1000, "max_media_attachments": 4, "characters_reserved_per_url": 23},
        "media_attachments": {
            "supported_mime_types": ["image/jpeg", "image/png", "image/gif", "video/mp4"],
            "image_size_limit": 16_777_216,
            "image_matrix_limit": 4_000_000,
            "video_size_limit": 103_809_024,
            "description_limit": 1500,
        },
    },
}


def test_an_instance_says_its_own_limits() -> None:
    rules = Platform.rules(limits_of(MASTODON))
    assert (rules.text_limit, rules.measure, rules.link_length) == (1000, "mastodon", 23)
    assert rules.image_types == ("image/jpeg", "image/png", "image/gif")
    assert rules.video_types == ("video/mp4",)
    assert (rules.image_side, rules.alt_limit) == (2000, 1500)


def test_pleroma_says_it_in_its_own_words() -> None:
    pleroma = {"version": "2.7.2 (compatible; Pleroma 2.9.0)", "max_toot_chars": 5000, "description_limit": 5000}
    rules = Platform.rules(limits_of(pleroma))
    assert (rules.text_limit, rules.media_limit, rules.alt_limit) == (5000, 4, 5000)


def test_a_server_of_pictures_wants_a_picture() -> None:
    pixelfed = limits_of({"version": "3.5.3 (compatible; Pixelfed 0.12.4)"})
    assert Platform.rules(pixelfed).media_required
    assert not Platform.rules(limits_of(MASTODON)).media_required


def test_what_is_not_said_or_is_nonsense_is_as_usual() -> None:
    usual = Platform.rules({})
    assert isinstance(usual, Rules)
    assert (usual.text_limit, usual.media_limit, usual.alt_limit) == (500, 4, 1500)
    nonsense: dict[str, object] = {"configuration": [], "version": None, "max_toot_chars": "many"}
    assert Platform.rules(limits_of(nonsense)) == usual
