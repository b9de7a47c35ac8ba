"""From the link that the console prints to a post that is out, in Arabic, on a phone and at a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from minassa.people.demo import create_demo
from minassa.testing.acting import add_picture, choose, delivery, enter, press, write
from minassa.testing.browser import Opener, Seen, Site, backstage, drawing
from minassa.testing.browser import arabic as ar

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]

TEXT = "قهوة Arabica وصلت اليوم ☕ من يريد التذوّق؟\nالموعد 7:30 م في معرض Riyadh Front، والتفاصيل: https://noor.example/qahwa\n#قهوة"
ALT = "كيس قهوة مفتوح وبجانبه فنجان أبيض"
STAGE, BY_HAND = "نور الخليج", "noor.wholesale"
LINK = "https://www.instagram.com/p/DQ1abc/"


@pytest.fixture
def links(site: Site) -> dict[str, str]:
    """The link that `minassa up` prints for each of the demo's people."""
    with backstage():
        return {name: link for name, _role, link in create_demo()}


@pytest.fixture(params=["phone", "desk"])
def size(request: pytest.FixtureRequest) -> Iterator[str]:
    yield request.param


def test_the_way_of_a_post(site: Site, window: Opener, links: dict[str, str], seen: Seen, size: str) -> None:
    yousef = window(size)
    page = enter(yousef, links["يوسف العتيبي"])
    seen(page, "1-home")
    compose(page, seen, size)
    post = page.url
    press(page, "Submit for approval")
    expect(page.locator(".page-head")).to_contain_text(ar("Waiting for approval"))
    expect(page.get_by_role("button", name=ar("Approve"), exact=True)).to_have_count(0)
    seen(page, "4-submitted")

    office = window(size)
    office.grant_permissions(["clipboard-read", "clipboard-write"])
    maha = enter(office, links["مها القحطاني"])
    seen(maha, "5-officer")
    approve_and_publish(maha, seen, post.removesuffix("edit/"))

    with site.worker:
        published_by_itself(maha, seen)
    see_the_rehearsal(maha, seen)
    post_by_hand(maha, seen)

    page.goto(post.removesuffix("edit/"))
    expect(page.locator(".page-head")).to_contain_text(ar("Published"))
    expect(page.get_by_text(LINK)).to_have_count(0)
    expect(page.get_by_role("link", name=ar("Open the post"))).to_have_attribute("href", LINK)
    seen(page, "11-over")


def compose(page: Page, seen: Seen, size: str) -> None:
    page.get_by_role("link", name=ar("New post")).first.click()
    choose(page, STAGE)
    choose(page, BY_HAND)
    write(page, TEXT)
    add_picture(page, "قهوة.png", drawing(), ALT)
    expect(page.locator(".save-state").get_by_text(ar("Saved"), exact=True)).to_be_visible()
    expect(page.locator("#checks").get_by_text(ar("Ready"))).to_have_count(2)
    seen(page, "2-composed")
    if size == "phone":
        press(page, "Preview")
    preview = page.locator(".composer__preview .seen:visible")
    expect(preview).to_contain_text("قهوة Arabica وصلت اليوم")
    expect(preview.locator("post-preview")).to_have_attribute("dir", "rtl")
    expect(preview.get_by_alt_text(ALT)).to_be_visible()
    seen(page, "3-preview")


def approve_and_publish(page: Page, seen: Seen, post: str) -> None:
    asked = page.locator(".act").filter(has_text="قهوة Arabica")
    asked.get_by_role("link").click()
    expect(page).to_have_url(post)
    expect(page.locator(".post__content")).to_contain_text("Riyadh Front")
    seen(page, "6-asked")
    press(page, "Approve")
    expect(page.get_by_role("status").get_by_text(ar("Approved."))).to_be_visible()
    seen(page, "7-approved")
    press(page, "Publish now")
    page.get_by_role("alertdialog").get_by_role("button", name=ar("Publish now")).click()
    expect(page.locator(".page-head")).to_contain_text(ar("Scheduled"))


def published_by_itself(page: Page, seen: Seen) -> None:
    """The page learns it by itself: what was put on its window would not outlive a reload."""
    page.evaluate("window.untouched = true")
    seen(page, "8-going-out")
    expect(delivery(page, STAGE)).to_contain_text(ar("Published"), timeout=30_000)
    expect(delivery(page, BY_HAND)).to_contain_text(ar("To be posted by hand"), timeout=30_000)
    expect(page.locator(".page-head")).to_contain_text(ar("To be posted by hand"))
    assert page.evaluate("window.untouched") is True
    seen(page, "8-published")


def see_the_rehearsal(page: Page, seen: Seen) -> None:
    page.get_by_role("link", name=ar("See it on the stage")).click()
    stage = page.locator(".stage__post")
    assert stage.locator("post-preview").inner_text() == TEXT
    picture = stage.get_by_alt_text(ALT)
    picture.scroll_into_view_if_needed()
    page.wait_for_function("image => image.complete && image.naturalWidth > 0", arg=picture.element_handle())
    seen(page, "9-stage")
    page.get_by_role("link", name=ar("Back to the post")).click()


def post_by_hand(page: Page, seen: Seen) -> None:
    page.get_by_role("link", name=ar("Post by hand")).click()
    seen(page, "10-by-hand")
    press(page, "Copy the text")
    expect(page.get_by_text(ar("Copied")).first).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == TEXT
    with page.expect_download() as saved:
        page.get_by_role("link", name=ar("Save")).click()
    assert saved.value.path().read_bytes()[:8] == drawing()[:8]
    press(page, "It is published")
    expect(page.get_by_role("alert").first).to_be_visible()
    seen(page, "10-without-proof")
    page.get_by_label(ar("Link of the post")).fill(LINK)
    press(page, "It is published")
    expect(page.get_by_text(LINK)).to_be_visible()
    seen(page, "10-done")
