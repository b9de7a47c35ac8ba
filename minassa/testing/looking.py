"""A careful eye on a page: what is cut off, what scrolls sideways, what axe finds, what is left in English."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

EYE = Path(__file__).with_name("looking.js").read_text(encoding="utf-8")
AXE = Axe()
# Chromium keeps some inherited colours of light-dark() when the scheme is switched under an open page.
DRAW_ANEW = """() => new Promise((drawn) => {
  document.documentElement.hidden = true;
  document.documentElement.getBoundingClientRect();
  document.documentElement.hidden = false;
  requestAnimationFrame(() => requestAnimationFrame(drawn));
})"""
GRAVE = {"serious", "critical"}
ALL_RULES: dict[str, Any] = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS: dict[str, Any] = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
# Names that stay as they are in every language.
NAMES = (
    "Bluesky", "Mastodon", "Telegram", "Instagram", "Facebook", "LinkedIn", "TikTok", "Snapchat", "YouTube", "WhatsApp",
    "Pinterest", "Threads", "Google Business Profile", "English", "SM-P1", "SM-P2", "Pleroma", "Akkoma", "GoToSocial",
    "Pixelfed", "BotFather", "Bot API", "WebP", "https", "localhost", "Ctrl+Enter", "minassa worker",
    "Excel", "Word", "Ctrl", "Alt", "Shift", "Tab", "Enter", "Escape", "Delete",
    "Settings", "Privacy and security", "App passwords", "Minassa",
)  # fmt: skip


def laid_out(page: Page, width: int, *, arabic: bool, known: Sequence[str] = ()) -> list[str]:
    """`known` is what people typed: names and words that no catalogue translates."""
    longest_first = sorted({*known, *NAMES} - {""}, key=len, reverse=True)
    found: list[str] = page.evaluate(EYE, {"width": width, "arabic": arabic, "known": longest_first})
    return found


def accessible(page: Page, options: dict[str, Any]) -> list[str]:
    """The serious and critical findings of axe."""
    return _grave(AXE.run(page, options=options).response["violations"])


def still_accessible(page: Page, options: dict[str, Any]) -> list[str]:
    """Once more on the same page, after it was drawn anew."""
    page.evaluate(DRAW_ANEW)
    return _grave(page.evaluate("async (options) => (await axe.run(document, options)).violations", options))


def _grave(violations: list[dict[str, Any]]) -> list[str]:
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:160]} — {_why(node)}"
        for one in violations
        if one["impact"] in GRAVE
        for node in one["nodes"]
    ]


def _why(node: dict[str, Any]) -> str:
    return " ".join(str(node.get("failureSummary", "")).split())[:200]
