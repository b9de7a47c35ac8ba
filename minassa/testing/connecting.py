"""Connecting a channel on its page, to a real server."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from minassa.testing.acting import fill, press
from minassa.testing.bluesky import Account, Bluesky


def connect_bluesky(page: Page, bluesky: Bluesky, account: Account) -> None:
    page.goto("/c/noor/channels/new/")
    page.get_by_role("link", name="Bluesky").first.click()
    fill(page, "Server", bluesky.url)
    fill(page, "Account name", f"@{account.handle}")
    fill(page, "App password", account.app_password)
    press(page, "Connect")
    expect(page.get_by_role("heading", level=1)).to_contain_text(account.handle, timeout=30_000)
