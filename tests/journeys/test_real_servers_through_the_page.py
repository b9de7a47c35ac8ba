"""Channels are connected, and a post is written, approved and scheduled, all through the pages; the servers are real."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from minassa.media.models import Asset, Rendition
from minassa.people.models import User
from minassa.people.signing_in import make_link
from minassa.posts.models import Delivery
from minassa.testing.acting import add_picture, choose, delivery, enter, fill, follow, press, write
from minassa.testing.bluesky import Account, Bluesky
from minassa.testing.browser import Opener, Seen, Site, drawing
from minassa.testing.browser import arabic as ar
from minassa.testing.cast import Cast, make_cast
from minassa.testing.connecting import connect_bluesky
from minassa.testing.mastodon import Mastodon

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.timeout(300)]

FACET = "app.bsky.richtext.facet"


@pytest.fixture
def cast(site: Site) -> Cast:
    """They read Arabic."""
    made = make_cast()
    User.objects.update(language="ar")
    return made


def photograph() -> bytes:
    """Too heavy for Bluesky as it is: a rendition must be made."""
    kept = BytesIO()
    Image.effect_noise((1800, 1200), 90).convert("RGB").save(kept, "PNG")
    return kept.getvalue()


def test_a_scheduled_post_reaches_the_real_server_as_it_was_approved(
    site: Site, window: Opener, cast: Cast, bluesky: Bluesky, seen: Seen
) -> None:
    account, other = (bluesky.create_account(f"{name}{secrets.token_hex(4)}") for name in ("noor", "friend"))
    text = f"☕️ أهلًا @{other.handle}، دعوة إلى تذوّق Arabica\nالتفاصيل: https://noor.example/دعوة?من=هنا\n#قهوة_مختصة #Riyadh"
    pictures = [("كيس.png", drawing(), "كيس قهوة على طاولة"), ("معرض.png", photograph(), "زوّار في المعرض")]

    omar = enter(window("desk"), make_link(cast.omar.user))
    connect_bluesky(omar, bluesky, account)
    seen(omar, "1-connected")

    huda = enter(window("phone"), make_link(cast.huda.user))
    follow(huda, "New post")
    if not huda.get_by_role("checkbox", name=account.handle).is_checked():  # the only channel is chosen already
        choose(huda, account.handle)
    write(huda, text)
    for picture in pictures:
        add_picture(huda, *picture)
    press(huda, "Submit for approval")
    expect(huda.locator(".page-head")).to_contain_text(ar("Waiting for approval"))
    seen(huda, "2-submitted")

    omar.goto(huda.url)
    press(omar, "Approve")
    with site.worker:
        at = schedule(omar, cast)
        seen(omar, "3-scheduled")
        assert bluesky.records(account.did) == []
        expect(delivery(omar, account.handle)).to_contain_text(ar("Published"), timeout=90_000)
    seen(omar, "4-published")

    [record] = bluesky.records(account.did)
    published = Delivery.objects.get()
    assert record["uri"] == published.remote_id
    assert published.send_at == at
    assert at <= datetime.fromisoformat(record["value"]["createdAt"]) < at + timedelta(seconds=20)
    equals_what_was_approved(record["value"], text, other, [alt for _name, _content, alt in pictures])
    assert [bluesky.blob(account.did, cid) for cid in blobs(record["value"])] == frozen(published)
    rkey = record["uri"].rpartition("/")[2]
    there = f"https://bsky.app/profile/{account.handle}/post/{rkey}"
    expect(omar.get_by_role("link", name=ar("Open the post"))).to_have_attribute("href", there)


def schedule(page: Page, cast: Cast) -> datetime:
    """For the next full minute, by the fields of the page, in the company's own time."""
    at = datetime.now(ZoneInfo(cast.company.zone)).replace(second=0, microsecond=0) + timedelta(minutes=1)
    if at - datetime.now(at.tzinfo) < timedelta(seconds=30):  # the page takes a moment
        at += timedelta(minutes=1)
    fill(page, "Date", at.strftime("%Y-%m-%d"))
    fill(page, "Time", at.strftime("%H:%M"))
    press(page, "Schedule")
    expect(page.locator(".page-head")).to_contain_text(ar("Scheduled"))
    return at


def equals_what_was_approved(value: dict[str, Any], text: str, other: Account, alts: list[str]) -> None:
    assert value["text"] == text
    assert value["langs"] == ["ar"]
    raw = text.encode()
    cut = [
        (raw[facet["index"]["byteStart"] : facet["index"]["byteEnd"]].decode(), facet["features"])
        for facet in sorted(value["facets"], key=lambda facet: int(facet["index"]["byteStart"]))
    ]
    link = "https://noor.example/دعوة?من=هنا"
    assert cut == [
        (f"@{other.handle}", [{"$type": f"{FACET}#mention", "did": other.did}]),
        (link, [{"$type": f"{FACET}#link", "uri": link}]),
        ("#قهوة_مختصة", [{"$type": f"{FACET}#tag", "tag": "قهوة_مختصة"}]),
        ("#Riyadh", [{"$type": f"{FACET}#tag", "tag": "Riyadh"}]),
    ]
    assert [image["alt"] for image in value["embed"]["images"]] == alts


def blobs(value: dict[str, Any]) -> list[str]:
    return [image["image"]["ref"]["$link"] for image in value["embed"]["images"]]


def frozen(published: Delivery) -> list[bytes]:
    """The bytes that were approved; at least one of them was made to the platform's limits."""
    media = published.frozen["media"]
    assert any(kept["rendition"] for kept in media)
    files = [
        Rendition.objects.get(pk=kept["rendition"]) if kept["rendition"] else Asset.objects.get(pk=kept["asset"])
        for kept in media
    ]
    read = []
    for one in files:
        with one.file.open("rb") as file:
            read.append(file.read())
    return read


def test_signing_in_at_a_mastodon_server_connects_it(
    site: Site, window: Opener, cast: Cast, mastodon: Mastodon, seen: Seen
) -> None:
    name = f"noor{secrets.token_hex(4)}"
    mastodon.account(name)
    page = enter(window("phone"), make_link(cast.omar.user))
    page.goto("/c/noor/channels/new/mastodon/")
    fill(page, "Server", mastodon.url)
    press(page, "Continue to sign in")
    seen(page, "1-leave")
    page.get_by_role("link", name=mastodon.url.partition("//")[2]).click()
    page.locator(f"button[value={name}]").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name, timeout=30_000)
    assert "/c/noor/channels/" in page.url
    seen(page, "2-connected")
