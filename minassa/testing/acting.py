"""What people do on the pages, by the words they read there."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, Locator, Page, expect

from minassa.testing.browser import arabic as ar


def enter(context: BrowserContext, link: str) -> Page:
    """Signs in by a link as the console prints it."""
    page = context.new_page()
    page.goto(link)
    press(page, "Sign in")
    expect(page).to_have_url(re.compile(r"/c/[a-z0-9-]+/$"))
    return page


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=ar(words), exact=True).click()


def follow(page: Page, words: str) -> None:
    page.get_by_role("link", name=ar(words), exact=True).first.click()


def fill(page: Page, label: str, words: str) -> None:
    """The field with this label; a field that may stay empty says so in its label."""
    page.get_by_label(re.compile(rf"^\s*{re.escape(ar(label))}")).fill(words)


def choose(page: Page, channel: str) -> None:
    """Ticks the channel in the composer."""
    page.locator(".chip-choice").filter(has=page.get_by_text(channel, exact=True)).click()


def write(page: Page, text: str) -> None:
    page.get_by_placeholder(ar("What do you want to say?")).fill(text)


def add_picture(page: Page, name: str, content: bytes, alt: str) -> None:
    """By the real file field; `alt` goes to the picture that came last."""
    shots = page.locator(".shot")
    before = shots.count()
    file = {"name": name, "mimeType": "application/octet-stream", "buffer": content}  # its type is found in its bytes
    page.locator("file-drop input[type=file]").set_input_files(file)  # type: ignore[arg-type]
    expect(shots).to_have_count(before + 1, timeout=30_000)
    shots.last.locator("textarea").fill(alt)


def delivery(page: Page, channel: str) -> Locator:
    """Where a post stands on this channel."""
    return page.locator(".delivery").filter(has=page.get_by_text(channel, exact=True))
