from __future__ import annotations

import itertools

import pytest

from minassa.connectors.bluesky.facets import facets, handles
from minassa.connectors.bluesky.tid import new_tid


def cut(text: str, dids: dict[str, str] | None = None) -> list[str]:
    raw = text.encode()
    return [raw[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode() for facet in facets(text, dids or {})]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("👨‍👩‍👧‍👦 #عائلة https://a.example/١", ["#عائلة", "https://a.example/١"]),
        ("https://a.example/#top #قمة", ["https://a.example/#top", "#قمة"]),
        ("#a#b", ["#a"]),
        ("لا شيء", []),
        ("#" + "ط" * 65, []),
    ],
)
def test_facets_cut_whole_words_out_of_the_bytes(text: str, parts: list[str]) -> None:
    assert cut(text) == parts


def test_facets_never_overlap_and_follow_the_text() -> None:
    text = "@a.example #وسم https://b.example/@a.example/#وسم @a.example"
    edges = [(one["index"]["byteStart"], one["index"]["byteEnd"]) for one in facets(text, {"a.example": "did:plc:a"})]
    assert len(edges) == 4
    assert all(end <= start for (_, end), (start, _) in itertools.pairwise(edges))


def test_only_names_that_could_be_handles_are_asked_for() -> None:
    assert handles("@Layla.example @layla.example @omar @a@b.example") == ["layla.example"]
    assert cut("مع @Layla.example", {"layla.example": "did:plc:a"}) == ["@Layla.example"]


def test_keys_sort_by_time() -> None:
    keys = [new_tid() for _ in range(50)]
    assert {len(key) for key in keys} == {13}
    assert [key[:10] for key in keys] == sorted(key[:10] for key in keys)
