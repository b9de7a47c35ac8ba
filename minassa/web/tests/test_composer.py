"""The composer in a real browser: it saves by itself, never over somebody else, and shows what each channel gets."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Page, expect

from minassa.channels.models import Channel
from minassa.posts import writing
from minassa.posts.models import Post
from minassa.testing.browser import Opener, Site, backstage, drawing
from minassa.testing.cast import Cast, make_cast
from minassa.web.tests.posting import by_hand, stage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
SAVED = '.save-state[data-now="saved"]'


@pytest.fixture
def people(site: Site) -> Cast:
    with backstage():
        return make_cast()


@pytest.fixture
def channels(people: Cast) -> list[Channel]:
    with backstage():
        return [stage(people.company, name="Stage"), by_hand(people.company, name="Xtra")]


@pytest.fixture
def page(site: Site, window: Opener, people: Cast, channels: list[Channel]) -> Page:
    opened = site.page_of(window("desk"), people.huda)
    opened.goto("/c/noor/posts/new/")
    for name in ("Stage", "Xtra"):
        opened.locator(".chip-choice", has_text=name).click()
    return opened


def test_it_saves_by_itself_and_takes_the_posts_address(page: Page) -> None:
    page.fill("#id_text", "مرحبا")
    expect(page.locator(SAVED)).to_be_visible()
    with backstage():
        post = Post.objects.get()
    expect(page).to_have_url(f"/c/noor/posts/{post.pk}/edit/")
    page.fill("#id_text", "مرحبا بكم")
    expect(page.locator(SAVED)).to_be_visible()
    page.reload()
    expect(page.locator("#id_text")).to_have_value("مرحبا بكم")
    with backstage():
        assert Post.objects.count() == 1


def test_words_that_the_browsers_back_brings_again_do_not_go_over_newer_ones(page: Page, people: Cast) -> None:
    page.fill("#id_text", "mine")
    expect(page.locator(SAVED)).to_be_visible()
    with backstage():
        post = Post.objects.get()
        writing.edit(post, writing.Draft(text="theirs"), version=post.version, by=people.omar)
    page.fill("#id_text", "mine and longer")
    expect(page.locator(".conflict")).to_be_visible()
    page.goto("/c/noor/posts/")
    page.go_back()
    page.wait_for_timeout(500)
    if page.locator("#id_text").input_value() != "theirs":  # the browser put the old words into the fresh page
        page.fill("#id_text", "mine and longer still")
        expect(page.locator(".conflict")).to_be_visible()
    with backstage():
        assert Post.objects.get().text == "theirs"


def test_somebody_elses_newer_edit_is_shown_and_mine_is_kept(page: Page, people: Cast) -> None:
    page.fill("#id_text", "mine")
    expect(page.locator(SAVED)).to_be_visible()
    with backstage():
        post = Post.objects.get()
        writing.edit(post, writing.Draft(text="theirs"), version=post.version, by=people.omar)
    page.fill("#id_text", "mine and longer")
    expect(page.locator(".conflict")).to_contain_text("Omar")
    expect(page.locator("#id_text")).to_have_value("mine and longer")
    page.locator("[data-keep]").click()
    expect(page.locator("#id_text")).to_have_value("theirs")
    expect(page.locator("#kept-text")).to_have_text("mine and longer")
    with backstage():
        assert Post.objects.get().text == "theirs"


def test_a_channel_has_its_own_text_until_it_shares_again(page: Page, channels: list[Channel]) -> None:
    page.fill("#id_text", "for all")
    tab = page.locator(f"#tab-{channels[1].pk}")
    tab.click()
    panel = page.locator(f"#write-{channels[1].pk}")
    expect(panel.locator("textarea")).to_have_value("for all")
    expect(panel.locator("textarea")).not_to_be_editable()
    panel.locator(".writer__differs").click()
    panel.locator("textarea").fill("for X")
    seen = page.locator(f"#seen-{channels[1].pk} post-preview")
    expect(seen).to_have_text("for X")
    page.locator("#tab-shared").click()
    page.fill("#id_text", "for all, longer")
    expect(seen).to_have_text("for X")
    tab.click()
    panel.locator(".writer__differs").click()
    expect(seen).to_have_text("for all, longer")


def test_pictures_keep_their_order_and_their_words(page: Page) -> None:
    page.fill("#id_text", "two")
    for name, colour in (("first.png", "#c81e1e"), ("second.png", "#143cc8")):
        file = FilePayload(name=name, mimeType="image/png", buffer=drawing(colour))
        page.locator("file-drop input[type=file]").set_input_files(file)
        expect(page.locator(".drop__file")).to_have_count(0)
    shots = page.locator(".shot")
    expect(shots).to_have_count(2)
    shots.nth(0).locator("textarea").fill("red")
    shots.nth(1).locator("textarea").fill("blue")
    shots.nth(1).locator("[data-move='-1']").click()
    expect(shots.nth(0).locator("textarea")).to_have_value("blue")
    expect(page.locator(SAVED)).to_be_visible()
    with backstage():
        assert [one.alt for one in Post.objects.get().pictures.all()] == ["blue", "red"]
    shots.nth(1).locator("[data-remove]").click()
    expect(page.locator(".seen__picture:visible")).to_have_count(1)


def test_what_a_platform_would_refuse_is_said_while_writing(page: Page) -> None:
    page.fill("#id_text", "م" * 301)
    expect(page.locator(".check--bad")).to_contain_text(["Stage", "Xtra"])
    expect(page.locator("#write-shared text-count[over]").first).to_be_visible()
    page.fill("#id_text", "short")
    expect(page.locator(".check--bad")).to_have_count(0)
