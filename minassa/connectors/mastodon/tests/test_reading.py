from __future__ import annotations

import pytest

from minassa.connectors.mastodon.reading import plain, says

SENT = "أخبارٌ جديدة من @minassa@social.example\n\nاقرأ: https://minassa.example/a-long-path/خبر?x=1&y=2 #منصّة 👩‍👩‍👧"
MASTODON = (
    '<p>أخبارٌ جديدة من <span class="h-card" translate="no"><a href="https://social.example/@minassa" '
    'class="u-url mention">@<span>minassa</span></a></span></p><p>اقرأ: <a href="https://minassa.example/a-long-path/'
    'خبر?x=1&amp;y=2" target="_blank" rel="nofollow noopener"><span class="invisible">https://</span><span '
    'class="ellipsis">minassa.example/a-long-path/</span><span class="invisible">خبر?x=1&amp;y=2</span></a> '
    '<a href="https://social.example/tags/x" class="mention hashtag" rel="tag">#<span>منصّة</span></a> 👩‍👩‍👧</p>'
)
SHORTENED = (
    "<p>أخبارٌ جديدة من @minassa@social.example<br><br>اقرأ: "
    '<a href="https://minassa.example/a-long-path/خبر?x=1&amp;y=2">minassa.example/a-lo…</a> #منصّة 👩‍👩‍👧</p>'
)


@pytest.mark.parametrize("content", [MASTODON, SHORTENED, SENT.replace("\n", "<br/>").replace("&", "&amp;")])
def test_what_servers_make_of_a_text_is_known_again(content: str) -> None:
    assert says(content, SENT)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>نصّ</p>", " نصّ\u200f "),
        ("<p>caf\u0065\u0301</p>", "café"),
        ("<p>a &lt;b&gt; &amp; c</p>", "a <b> & c"),
        ('<p>مرحبا <img alt=":wave:" src="x"></p>', "مرحبا :wave:"),
        ("", ""),
    ],
)
def test_only_what_servers_change_is_overlooked(content: str, text: str) -> None:
    assert says(content, text)


@pytest.mark.parametrize("other", [SENT + ".", SENT.replace("x=1", "x=2"), SENT.replace("ٌ", ""), SENT[1:], ""])
def test_another_text_is_another_text(other: str) -> None:
    assert not says(MASTODON, other)


def test_the_lines_of_a_status_are_read() -> None:
    assert plain("<p>أ<br>ب</p><p>ج</p>") == "أ\nب\nج"
