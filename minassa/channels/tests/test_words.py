from __future__ import annotations

import pytest
from django.utils import translation

from minassa.channels import words
from minassa.connectors.base import Code, Rules


@pytest.mark.parametrize("code", list(Code))
def test_every_code_has_a_sentence_of_its_own(code: Code) -> None:
    with translation.override("en"):
        said = words.sentence(code, {}, "", "Bluesky")
    assert len(said) > 40
    assert "%(" not in said
    assert said.endswith(".")
    others = [words.sentence(other, {}, "", "Bluesky") for other in Code if other != code]
    assert said not in others


@pytest.mark.parametrize(
    ("code", "facts", "part"),
    [
        (Code.TEXT_TOO_LONG, {"over": 1, "limit": 300, "length": 301}, "1 character too long"),
        (Code.TEXT_TOO_LONG, {"over": 12, "limit": 300}, "12 characters too long"),
        (Code.MEDIA_REJECTED, {"why": "too_many", "limit": 4, "count": 9}, "at most 4"),
        (Code.MEDIA_REJECTED, {"why": "alt_too_long", "limit": 100}, "at most 100 characters"),
        (Code.MEDIA_REJECTED, {"why": "shape", "number": 2}, "Picture 2"),
        (Code.MEDIA_REJECTED, {"why": "media_required"}, "without a picture"),
        (Code.MEDIA_REJECTED, {"why": "mixed"}, "not both"),
        (Code.MEDIA_REJECTED, {"why": "unheard of"}, "does not take one"),
        (Code.MEDIA_TOO_LARGE, {"limit": 50_000_000}, "50 MB"),
        (Code.THROTTLED, {"seconds": 61}, "2 minutes"),
        (Code.REJECTED, {"field": "host"}, "address of a server"),
        (Code.REJECTED, {"field": "unheard of"}, "refused"),
        (Code.REJECTED, {"limit": "nonsense"}, "refused"),
    ],
)
def test_facts_are_in_the_sentence(code: Code, facts: dict[str, object], part: str) -> None:
    with translation.override("en"):
        assert part in words.sentence(code, facts, "", "Bluesky")


def test_the_platforms_own_words_are_quoted_and_kept_apart() -> None:
    said = words.sentence(Code.REJECTED, {}, "<b>no</b> 100%", "Bluesky")
    assert said.splitlines()[-1].endswith("“\u2068<b>no</b> 100%\u2069”")


def test_a_code_nobody_knows_still_has_words() -> None:
    assert "Bluesky" in words.sentence("a code of the future", {}, "", "Bluesky")


def test_rights_are_said_granted_and_missing() -> None:
    rights = {"publish": True, "upload": False, "unheard of": False}
    assert len(words.granted(rights)) == 1
    assert len(words.missing(rights)) == 1


def test_limits_are_said() -> None:
    with translation.override("en"):
        said = words.limits(Rules(text_limit=300, media_limit=4, caption_limit=100))
    assert said[0] == "A text of up to 300 characters."
    assert "No films." in said
