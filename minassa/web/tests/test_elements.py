"""The page's own elements in a real browser, under the policy the product sends; no server is needed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from playwright.sync_api import Browser, Page, Route, expect, sync_playwright

from minassa.web.forms.mechanisms import PillarForm
from minassa.web.forms.rows import Rows
from minassa.web.middleware import POLICY

BUNDLE = Path(__file__).resolve().parents[1] / "static/minassa"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ORIGIN = "https://minassa.test"
FRAME = '{% extends "base.html" %}{% load ui %}{% block content %}{{ inside }}{% endblock %}'

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.skipif(
        not (BUNDLE / "app.js").exists(), reason="the front end is not bundled yet: node assets/build.mjs"
    ),
]

Opener = Callable[..., Page]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opener]:
    """`opened("{% button … %}", answers={"/save": (status, body)})`: the page, with what its requests are told."""
    context = browser.new_context(viewport={"width": 1200, "height": 800}, timezone_id="Europe/London")
    troubles: list[str] = []
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=ORIGIN)

    def opened(source: str, answers: dict[str, tuple[int, str]] | None = None, **words: Any) -> Page:
        page = context.new_page()
        told = answers if answers is not None else {}

        def answer(route: Route) -> None:
            path = route.request.url.removeprefix(ORIGIN)
            if path.startswith("/static/minassa/"):
                route.fulfill(path=BUNDLE / path.removeprefix("/static/minassa/"))
            elif path in told:
                status, body = told[path]
                route.fulfill(status=status, body=body, content_type="text/html")
            elif path == "/":
                html = written(source, words)
                route.fulfill(body=html, content_type="text/html", headers={"Content-Security-Policy": POLICY})
            else:
                route.fulfill(status=404, body="")

        page.route("**/*", answer)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.goto(ORIGIN + "/")
        return page

    yield opened
    context.close()
    assert troubles == []


def written(source: str, words: dict[str, Any]) -> str:
    with translation.override("en"):
        request = RequestFactory().get("/")
        inside = Template("{% load ui %}" + source).render(Context({"request": request, **words}))
        return Template(FRAME).render(Context({"request": request, "inside": inside, "csrf_token": "token"}))


def test_a_press_copies_and_says_so(opened: Opener) -> None:
    page = opened("{% copy_field text label='Link' %}", text="https://nakheel.example/دعوة")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == "https://nakheel.example/دعوة"


def test_the_count_follows_the_keys_and_marks_what_is_over(opened: Opener) -> None:
    page = opened('<textarea id="t"></textarea>{% text_count for_="t" limit=5 %}')
    counter = page.locator("text-count")
    page.locator("#t").fill("مُحَمَّد")
    expect(counter).to_contain_text("4 / 5")
    expect(counter).not_to_have_attribute("over", "")
    page.locator("#t").fill("مرحبا بكم")
    expect(counter).to_have_attribute("over", "")


def test_the_preview_takes_its_platforms_direction(opened: Opener) -> None:
    page = opened(
        '<textarea id="t">Sale: خصم كبير على كل شيء #عرض</textarea>'
        '<post-preview id="a" for="t" by="first_strong"></post-preview><post-preview id="b" for="t" by="count"></post-preview>'
    )
    expect(page.locator("#a")).to_have_attribute("dir", "ltr")
    expect(page.locator("#b")).to_have_attribute("dir", "rtl")
    expect(page.locator("#a .post-link")).to_have_text("#عرض")


AUTO_SAVE = """<auto-save wait="20"><form action="/save"><input name="version" value="3"><textarea id="t" name="text"></textarea>
{% save_state %}</form></auto-save>"""


def test_what_is_written_is_saved_by_itself(opened: Opener) -> None:
    page = opened(AUTO_SAVE, {"/save": (200, '{"version": 4}')})
    page.locator("#t").fill("مرحبا")
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()
    expect(page.locator("[name=version]")).to_have_value("4")


def test_someone_elses_newer_text_is_never_overwritten(opened: Opener) -> None:
    page = opened(AUTO_SAVE, {"/save": (409, "")})
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.locator("#t").fill("مرحبا")
    expect(page.get_by_text("Someone else changed this")).to_be_visible()
    page.locator("#t").fill("مرحبا بكم")
    page.wait_for_timeout(100)
    assert len(sent) == 1
    expect(page.locator("#t")).to_have_value("مرحبا بكم")


def test_no_connection_is_said_while_the_text_stays(opened: Opener) -> None:
    page = opened(AUTO_SAVE, {"/save": (503, "")})
    page.locator("#t").fill("مرحبا")
    expect(page.get_by_text("Not saved: no connection")).to_be_visible()


def test_an_answer_that_is_no_save_is_not_called_one(opened: Opener) -> None:
    page = opened(AUTO_SAVE, {"/save": (200, "<h1>Sign in</h1>")})
    with page.expect_response("**/save"):
        page.locator("#t").fill("مرحبا")
    expect(page.get_by_text("Not saved yet")).to_be_visible()
    expect(page.get_by_text("Saved", exact=True)).to_be_hidden()


def test_a_destructive_press_waits_for_its_answer(opened: Opener) -> None:
    page = opened(
        '<form action="/gone">{% button "Delete" confirm="Delete this post?" confirm_yes="Delete it" %}</form>'
    )
    page.get_by_role("button", name="Delete").click()
    page.get_by_role("alertdialog", name="Delete this post?").get_by_role("button", name="Cancel").click()
    assert page.url == ORIGIN + "/"
    page.get_by_role("button", name="Delete").click()
    with page.expect_request("**/gone*"):
        page.get_by_role("button", name="Delete it").click()


def test_a_dialog_opens_closes_and_gives_the_focus_back(opened: Opener) -> None:
    page = opened(
        '{% button "Open" opens="d" %}{% dialog "d" title="Later" %}{% dialog_close "Leave" %}{% enddialog %}'
    )
    page.get_by_role("button", name="Open").click()
    expect(page.get_by_role("dialog", name="Later")).to_be_visible()
    page.get_by_role("button", name="Leave").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Open")).to_be_focused()


def test_a_form_that_came_back_with_errors_keeps_its_dialog_open(opened: Opener) -> None:
    page = opened('{% dialog "d" title="Later" open=True %}No.{% enddialog %}')
    expect(page.get_by_role("dialog", name="Later")).to_be_visible()


def test_a_menu_is_walked_with_the_arrows(opened: Opener) -> None:
    page = opened('{% menu "Acts" %}{% menu_item "One" href="#1" %}{% menu_item "Two" href="#2" %}{% endmenu %}')
    page.get_by_role("button", name="Acts").press("Enter")
    expect(page.get_by_role("link", name="One")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="Two")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("link", name="One")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="One")).to_be_hidden()


def test_the_chosen_theme_is_kept_for_the_next_page(opened: Opener) -> None:
    page = opened(
        '<theme-switch><button data-theme-choice="dark">Dark<i data-chosen hidden></i></button></theme-switch>'
    )
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert [one.get("value") for one in page.context.cookies(ORIGIN) if one.get("name") == "minassa_theme"] == ["dark"]


def test_good_news_goes_by_itself_and_bad_news_stays(opened: Opener) -> None:
    page = opened(
        '<toast-item after="50"><p>Saved.</p></toast-item>{% include "ui/_toast.html" with text="No." tone="error" %}'
    )
    expect(page.get_by_text("Saved.")).to_have_count(0)
    page.get_by_role("button", name="Dismiss").click()
    expect(page.get_by_text("No.")).to_have_count(0)


def test_a_live_part_asks_until_the_server_is_done(opened: Opener) -> None:
    answers = {"/state": (200, "<b>Sending</b>")}
    page = opened('<live-part src="/state" every="30"><b>Waiting</b></live-part>', answers)
    expect(page.get_by_text("Sending")).to_be_visible()
    answers["/state"] = (200, "<b>Published</b>")
    expect(page.get_by_text("Published")).to_be_visible()


DROP = """<file-drop url="/upload" target="#shown"><label class="drop"><input type="file" class="sr-only" aria-label="Pictures"></label>
<div class="drop__list"></div></file-drop><div id="shown"></div>"""


def test_a_file_goes_up_and_its_answer_is_shown(opened: Opener) -> None:
    page = opened(DROP, {"/upload": (200, "<b>palm.png is here</b>")})
    with page.expect_request("**/upload") as sent:
        page.get_by_label("Pictures").set_input_files({"name": "palm.png", "mimeType": "image/png", "buffer": b"x"})
    assert sent.value.headers["x-csrftoken"] == "token"
    expect(page.get_by_text("palm.png is here")).to_be_visible()


def test_a_refused_file_says_why_and_its_words_are_never_markup(opened: Opener) -> None:
    page = opened(DROP, {"/upload": (422, "<p>This is not a picture.</p><img src=x>")})
    page.get_by_label("Pictures").set_input_files({"name": "palm.exe", "mimeType": "image/png", "buffer": b"x"})
    expect(page.get_by_role("alert")).to_contain_text("This is not a picture.")
    expect(page.locator(".drop__list img")).to_have_count(0)


def test_a_time_in_the_companys_zone_is_told_on_the_readers_clock(opened: Opener) -> None:
    page = opened(
        '<input type="datetime-local" id="at" value="2026-03-12T14:30">'
        '<local-time for="at" zone="Asia/Riyadh">On your clock: {time}</local-time>'
        '<local-time for="at" zone="Europe/London" id="same">On your clock: {time}</local-time>'
    )
    expect(page.locator("local-time").first).to_contain_text("11:30")
    expect(page.locator("#same")).to_be_hidden()


def test_a_failed_request_says_so(opened: Opener) -> None:
    page = opened("")
    page.evaluate("document.dispatchEvent(new CustomEvent('htmx:sendError'))")
    expect(page.get_by_role("status").get_by_text("No connection.")).to_be_visible()


PILLARS = """<form class="form"><share-sum digits="latn"><row-list least="2">
  <div data-rows>{% for row in rows %}{% include "mechanisms/_pillar.html" %}{% endfor %}
    {% for row in rows.spares %}{% include "mechanisms/_pillar.html" with spare=True %}{% endfor %}</div>
  <template>{% include "mechanisms/_pillar.html" with row=rows.empty %}</template>
  {% button "Add" type="button" data_add=True %}</row-list>
  <svg data-bar></svg><output data-state=""><bdi data-sum></bdi></output></share-sum></form>"""


def test_lines_come_and_go_and_their_shares_are_summed_as_they_are_typed(opened: Opener) -> None:
    page = opened(PILLARS, rows=Rows(PillarForm, "pillar", spare=4))
    lines, total, state = page.locator("[data-row]"), page.locator("[data-sum]"), page.locator("output")
    expect(lines).to_have_count(2)  # the spare ones are for browsers without script
    lines.nth(0).get_by_label("Share").fill("60")
    lines.nth(1).get_by_label("Share").fill("٢٥")
    expect(total).to_have_text("85")
    expect(state).to_have_attribute("data-state", "short")
    page.get_by_role("button", name="Add").click()
    expect(lines.nth(2).get_by_label("Content pillar")).to_be_focused()
    lines.nth(2).get_by_label("Share").fill("15")
    expect(state).to_have_attribute("data-state", "whole")
    expect(page.locator("rect")).to_have_count(3)
    lines.nth(0).get_by_role("button").click()
    expect(total).to_have_text("40")
    expect(lines.nth(0).get_by_label("Content pillar")).to_be_focused()
    ids = page.eval_on_selector_all("input", "all => all.map(one => one.id)")
    assert len(set(ids)) == len(ids) == 4


def test_enter_in_a_line_goes_on_to_the_next(opened: Opener) -> None:
    page = opened(PILLARS, rows=Rows(PillarForm, "pillar", spare=4))
    lines = page.locator("[data-row]")
    for place in range(3):
        lines.nth(place).get_by_label("Content pillar").press("Enter")
        expect(lines.nth(place + 1).get_by_label("Content pillar")).to_be_focused()
    expect(lines).to_have_count(4)
