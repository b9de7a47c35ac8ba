"""A row of the priorities is moved by mouse, by keyboard and by finger, and each time a reason is asked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from minassa.planning import priorities
from minassa.planning.models import Cycle
from minassa.testing.browser import Opener, Site
from minassa.testing.cast import Cast, make_cast
from minassa.testing.planned import an_activity, open_cycle

pytestmark = pytest.mark.browser


def rated(cast: Cast) -> Cycle:
    cycle = open_cycle(cast)
    for name, impact in (("First", 5), ("Second", 4), ("Third", 3), ("Fourth", 2)):
        priorities.rate(an_activity(cast, cycle, name), by=cast.omar, impact=impact, urgency=3, effort=3)
    return cycle


def shown(page: Page) -> list[str]:
    return [one.strip() for one in page.locator(".priority__name").all_inner_texts()]


def keep(page: Page, reason: str) -> None:
    page.locator("#move-reason").fill(reason)
    with page.expect_navigation():
        page.locator("#move-dialog form button.button--primary").click()


def drag(page: Page, row: int, onto: int, *, drop: bool = True) -> None:
    grip, target = (page.locator("[data-grip]").nth(one).bounding_box() for one in (row, onto))
    assert grip is not None and target is not None
    page.mouse.move(grip["x"] + 10, grip["y"] + 10)
    page.mouse.down()
    below = target["height"] if onto > row else -target["height"]
    page.mouse.move(grip["x"] + 10, target["y"] + target["height"] / 2 + below, steps=25)
    if drop:
        page.mouse.up()


def test_a_row_is_moved_by_mouse_and_by_keyboard_with_a_reason(site: Site, window: Opener) -> None:
    cast = make_cast()
    cycle = rated(cast)
    page = site.page_of(window("desk"), cast.omar)
    page.goto(f"/c/noor/cycles/{cycle.pk}/priorities/")
    assert shown(page) == ["First", "Second", "Third", "Fourth"]

    drag(page, 0, 2)
    expect(page.locator("#move-dialog")).to_be_visible()
    page.keyboard.press("Escape")
    assert shown(page) == ["First", "Second", "Third", "Fourth"]  # without a reason it is put back

    drag(page, 0, 2)
    keep(page, "The store is closed until January")
    assert shown(page) == ["Second", "Third", "First", "Fourth"]
    assert page.get_by_text("The store is closed until January").is_visible()

    page.locator("[data-grip]").nth(3).focus()
    for key in ("Enter", "ArrowUp", "ArrowUp", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    keep(page, "The fair is next week")
    assert shown(page)[0] == "Fourth"
    assert [one.name for one in priorities.ranked(cycle)] == shown(page)


def test_a_row_is_moved_by_finger_on_a_phone(site: Site, window: Opener) -> None:
    cast = make_cast()
    cycle = rated(cast)
    page = site.page_of(window("phone"), cast.omar)
    page.goto(f"/c/noor/cycles/{cycle.pk}/priorities/")
    first, second = (page.locator("[data-grip]").nth(one) for one in (0, 1))
    second.scroll_into_view_if_needed()
    start, end = first.bounding_box(), second.bounding_box()
    assert start is not None and end is not None
    x, y, last = start["x"] + 10, start["y"] + 10, end["y"] + 250
    touch = page.context.new_cdp_session(page)
    touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for step in range(1, 16):
        at = {"x": x, "y": y + (last - y) * step / 15}
        touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator("#move-dialog")).to_be_visible()
    keep(page, "It waits for the designer")
    assert shown(page).index("First") > 0
