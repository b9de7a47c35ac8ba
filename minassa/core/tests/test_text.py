import pytest

from minassa.core import text as t

FAMILY = "👨‍👩‍👧‍👦"


@pytest.mark.parametrize(
    ("text", "graphemes", "utf16", "utf8"),
    [
        ("", 0, 0, 0),
        ("منصّة", 4, 5, 10),
        ("مُحَمَّدٌ", 4, 9, 18),
        (FAMILY, 1, 11, 25),
        ("e\u0301", 1, 2, 3),
        ("a\nب", 3, 3, 4),
        ("\r\n", 1, 2, 2),
    ],
)
def test_lengths_are_those_of_the_platforms(text: str, graphemes: int, utf16: int, utf8: int) -> None:
    assert (t.graphemes(text), t.utf16_length(text), t.utf8_length(text)) == (graphemes, utf16, utf8)


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("سلام", 4),
        ("https://example.com/" + "x" * 100, 23),
        ("انظر https://a.example/x، ثم", 5 + 23 + 4),
        ("@layla@long.server.example مرحبا", 6 + 6),
        ("@layla مرحبا", 12),
        ("لـ@layla@s.example", 2 + 6),
    ],
)
def test_mastodon_shortens_links_and_mentions(text: str, length: int) -> None:
    assert t.mastodon_length(text) == length


def test_every_measure_has_its_function() -> None:
    assert {name: measure("سلام") for name, measure in t.MEASURES.items()} == dict.fromkeys(
        ("graphemes", "utf16", "mastodon"), 4
    )


@pytest.mark.parametrize(
    ("text", "first", "most"),
    [
        ("Minassa منصة للتواصل", "ltr", "rtl"),
        ("منصة for social media", "rtl", "ltr"),
        ("123 !", None, None),
        ("12 سلام", "rtl", "rtl"),
        ("\u200fMinassa", "rtl", "ltr"),
        ("אב ab", "rtl", "rtl"),
    ],
)
def test_direction_is_found_both_ways(text: str, first: str | None, most: str | None) -> None:
    assert (t.first_strong(text), t.by_count(text)) == (first, most)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("زوروا https://a.example/مسار، اليوم", ["https://a.example/مسار"]),
        ("(https://a.example/x_(y))", ["https://a.example/x_(y)"]),
        ("https://a.example/?q=1؟ نعم", ["https://a.example/?q=1"]),
        ("https://a.example.", ["https://a.example"]),
        ("«https://a.example/x»؛", ["https://a.example/x"]),
        ("HTTPS://A.example/x!", ["HTTPS://A.example/x"]),
        ("https://a.example\u200f ثم http://b.example", ["https://a.example", "http://b.example"]),
        ("لا رابط https:// هنا ولا ftp://a.example", []),
        ("https://a.example/x،وبعدها", ["https://a.example/x"]),
    ],
)
def test_links_end_where_the_sentence_goes_on(text: str, found: list[str]) -> None:
    assert [link.value for link in t.links(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("نشرنا #منصة_العمل، اليوم", ["منصة_العمل"]),
        ("#مُنَصّة", ["مُنَصّة"]),
        ("#كـتـاب", ["كتاب"]),
        ("#\u200fرمضان\u200f 1448", ["رمضان"]),
        ("#رمضان١٤٤٨ #2026 #٢٠٢٦", ["رمضان١٤٤٨"]),
        ("a#b &#1234; ##x https://a.example/#top", []),
        ("＃عيد", ["عيد"]),
        ("#می‌خواهم", ["می‌خواهم"]),
        ("(#a)(#b)", ["a", "b"]),
    ],
)
def test_hashtags_are_words_of_any_script(text: str, found: list[str]) -> None:
    assert [tag.value for tag in t.hashtags(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("شكرًا @layla.bsky.social.", ["layla.bsky.social"]),
        ("لـ@omar@masto.example، مرحبًا", ["omar@masto.example"]),
        ("mail a@b.example", []),
        ("https://a.example/@omar", []),
        ("@omar_1", ["omar_1"]),
        ("@ @. @-", []),
    ],
)
def test_mentions_are_names_and_not_mail(text: str, found: list[str]) -> None:
    assert [mention.value for mention in t.mentions(text)] == found


def test_positions_cut_the_words_out_of_the_text() -> None:
    text = "👋 #منصة https://a.example/ب، @omar@b.example"
    cut = [text[one.start : one.end] for find in (t.hashtags, t.links, t.mentions) for one in find(text)]
    assert cut == ["#منصة", "https://a.example/ب", "@omar@b.example"]


def test_what_platforms_refuse_is_taken_out() -> None:
    assert t.strip_for_platform(" \ufeffأ\r\nب\x00\ud800\tج\x85 ") == "أ\nب\tج"
    assert t.strip_for_platform("ا\u0653") == "آ"


def test_hostile_text_takes_no_time() -> None:
    for text in ("#" * 50_000, "@" * 50_000, "https://" * 10_000, "#" + "ا\u200f" * 30_000, "@a." * 20_000):
        for find in (t.links, t.hashtags, t.mentions):
            find(text)
        t.mastodon_length(text)
