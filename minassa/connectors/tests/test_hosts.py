import pytest

from minassa.connectors.base import Unreachable
from minassa.connectors.hosts import origin, typed


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("bsky.social", "https://bsky.social"),
        (" \u202aBsky.Social/\u202c ", "https://bsky.social"),
        ("https://masto.example/@layla?x=1#y", "https://masto.example"),
        ("http://localhost:2583", "http://localhost:2583"),
        ("https://a.example:443", "https://a.example"),
        ("سلام.example", "https://xn--mgbx5cf.example"),
    ],
)
def test_a_server_is_known_however_typed(written: str, expected: str) -> None:
    assert origin(written) == expected


@pytest.mark.parametrize(
    "written", ["", "https://", "ftp://a.example", "https://user:pass@a.example", "http://[::1", "a b:c"]
)
def test_what_is_no_server_cannot_be_reached(written: str) -> None:
    with pytest.raises(Unreachable):
        origin(written)


def test_marks_that_travel_with_a_copied_name_are_dropped() -> None:
    assert typed("\u2068@layla.example\u2069\u200b ") == "@layla.example"
