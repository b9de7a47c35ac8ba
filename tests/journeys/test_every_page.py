"""Every page, in both languages, light and dark, on a phone and at a desk: whole, legible, and open to everybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pytest
from playwright.sync_api import Error as PlaywrightError
from playwright.sync_api import Page, ViewportSize, expect

from minassa.people.models import User
from minassa.testing.browser import Opener, Seen, Site
from minassa.testing.looking import ALL_RULES, COLOURS, accessible, laid_out, still_accessible
from minassa.testing.scenery import set_scenery
from minassa.web.tests.addresses import addresses

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]

DESK, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=390, height=844)
EXPECTED = {"/health": 503}  # no worker runs here, and it says so
FOR_THE_AGENCY = ["", "posts/", "calendar/", "handoffs/", "channels/", "people/", "nowhere/"]


class Look:
    """Looks at page after page, at both sizes, and keeps what it finds wrong."""

    def __init__(self, language: str, typed: Sequence[str], seen: Seen) -> None:
        self.is_arabic, self.typed, self.seen = language == "ar", typed, seen
        self.found: dict[str, list[str]] = defaultdict(list)

    def along(self, page: Page, paths: Sequence[str], *, mostly_shut: bool = False) -> None:
        """`mostly_shut`: nearly all of them lead to one page, which is asked for before it is drawn again."""
        been: set[str] = set()
        for path in dict.fromkeys(paths):
            if mostly_shut and self.leads_to(page, path) in been:
                continue
            page.set_viewport_size(DESK)
            page.emulate_media(color_scheme="light")
            if not self.opens(page, path):
                continue
            there = _without_next(page.url)
            if there not in been:
                been.add(there)
                self.at(page, path)

    def leads_to(self, page: Page, path: str) -> str:
        answer = page.request.get(path)
        if answer.status >= 500 and path not in EXPECTED:
            self.found[f"status {answer.status}"].append(path)
        return _without_next(answer.url)

    def opens(self, page: Page, path: str) -> bool:
        """Whether there is a page; a file is saved instead, and a part of a page is not one."""
        try:
            answer = page.goto(path)
        except PlaywrightError as error:
            if "Download is starting" in error.message:
                return False
            raise
        if answer is not None and answer.status != EXPECTED.get(path, answer.status):
            self.found[f"status {answer.status} instead of {EXPECTED[path]}"].append(path)
        elif answer is not None and answer.status >= 500 and path not in EXPECTED:
            self.found[f"status {answer.status}"].append(path)
        if answer is None or "text/html" not in answer.headers.get("content-type", ""):
            return False
        expect(page.locator(".htmx-request")).to_have_count(0)  # what loads later is looked at too
        return bool(page.evaluate("document.doctype !== null"))

    def at(self, page: Page, path: str) -> None:
        """What axe finds is the same in both languages, but for their lengths: all of it is asked in Arabic."""
        name = path.strip("/").replace("/", "_")[-60:] or "root"
        self.keep(page, "desk", self.laid_out(page, DESK) + accessible(page, ALL_RULES))
        self.seen(page, name)
        if self.is_arabic:
            page.emulate_media(color_scheme="dark")
            self.keep(page, "desk, dark", still_accessible(page, COLOURS))
            page.emulate_media(color_scheme="light")
        page.set_viewport_size(PHONE)
        self.keep(
            page, "phone", self.laid_out(page, PHONE) + (still_accessible(page, ALL_RULES) if self.is_arabic else [])
        )
        self.seen(page, f"{name}_phone")

    def laid_out(self, page: Page, size: ViewportSize) -> list[str]:
        return laid_out(page, size["width"], arabic=self.is_arabic, known=self.typed)

    def keep(self, page: Page, where: str, found: Sequence[str]) -> None:
        for wrong in found:
            self.found[f"{where}: {wrong}"].append(page.url)

    def report(self) -> str:
        return "\n".join(f"{wrong}\n    {len(pages)}× {pages[0]}" for wrong, pages in self.found.items())


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_is_whole_and_accessible(site: Site, window: Opener, seen: Seen, language: str) -> None:
    look = Look(language, [], seen)
    look.along(_nobodys(site, window, language), ["/setup/"])
    scenery = set_scenery()
    User.objects.update(language=language)
    look.typed = scenery.typed()
    every = [one.path(scenery.ids) for one in addresses() if "GET" in one.acts]
    look.along(_nobodys(site, window, language), ["/c/noor/", *every], mostly_shut=True)
    officer = site.page_of(window(traced=False), scenery.officer)
    look.along(officer, [*every, *scenery.also])
    agency = site.page_of(window(traced=False), scenery.outside)
    look.along(agency, [f"/c/noor/{path}" for path in FOR_THE_AGENCY])
    assert not look.found, look.report()


def _without_next(url: str) -> str:
    return url.partition("?next=")[0]


def _nobodys(site: Site, window: Opener, language: str) -> Page:
    context = window(traced=False, locale=language)
    context.add_cookies([{"name": "django_language", "value": language, "url": site.url}])
    return context.new_page()
