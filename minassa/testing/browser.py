"""A real Chromium before the real product: `def test_…(site, phone)` or `(site, desk)`.

MINASSA_CHROMIUM names another Chromium than the machine's. With MINASSA_PICTURES=folder every `seen("…")` of a journey
is kept there as a picture. The trace of a test that failed is kept in build/traces; `playwright show-trace` opens it.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
from collections.abc import Callable, Collection, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import connection
from django.utils import translation
from django.utils.translation import gettext
from PIL import Image, ImageDraw
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, sync_playwright

from minassa.people.models import Membership, User
from minassa.testing.cast import client_of
from minassa.testing.site import WebProcess
from minassa.testing.workers import WorkerProcess

BUNDLE = Path(__file__).resolve().parents[1] / "web/static/minassa/app.js"
TRACES = Path("build/traces")
FLAGS = [
    "--no-sandbox",  # root may not have one; only our own pages are opened
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "device_scale_factor": 2,
    "is_mobile": True,
    "has_touch": True,
}
DESK: dict[str, Any] = {"viewport": {"width": 1440, "height": 900}}
SIZES = {"phone": PHONE, "desk": DESK}

FAILED = pytest.StashKey[bool]()


def chromium() -> str:
    """The program; empty when there is none."""
    if named := os.environ.get("MINASSA_CHROMIUM"):
        return named
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome") or ""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One for a module: while it is open its event loop counts as this thread's, and async tests could not run."""
    if not (program := chromium()):
        pytest.skip("Chromium is not installed: apt-get install chromium, or name one with MINASSA_CHROMIUM.")
    if not BUNDLE.exists():
        pytest.skip("The front end is not bundled: node assets/build.mjs")
    # Django sees that loop and would refuse the database, although nothing here is async.
    with pytest.MonkeyPatch.context() as patched, sync_playwright() as playwright:
        patched.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        opened = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield opened
        opened.close()


@contextmanager
def backstage() -> Iterator[None]:
    """For verbs that run async code of their own, as connecting does: puts the browser's event loop aside."""
    loop = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(loop)


@pytest.fixture(scope="session")
def web_process(django_db_setup: None, django_db_blocker: Any) -> Iterator[WebProcess]:
    process = WebProcess()
    yield process.start()
    process.stop()
    # A server that ended is not gone from the database at once, and nothing may be left there when it is dropped.
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


@dataclass
class Site:
    """The running product. `worker` starts on demand and ends with the test."""

    url: str
    worker: WorkerProcess

    def page_of(self, context: BrowserContext, person: Membership | User) -> Page:
        """A page in which this person is signed in already."""
        with backstage():
            cookie = client_of(person).cookies["sessionid"]
        context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": self.url}])
        return context.new_page()


@pytest.fixture
def site(web_process: WebProcess, transactional_db: None, settings: LazySettings) -> Iterator[Site]:
    settings.PUBLIC_URL = web_process.url
    worker = WorkerProcess(MINASSA_URL=web_process.url)
    yield Site(web_process.url, worker)
    worker.__exit__()
    _come_to_rest()


def _come_to_rest() -> None:
    """What a closed page had still asked for comes to its end, or it would stand in the way of emptying the tables."""
    until = monotonic() + 10
    with backstage(), connection.cursor() as cursor:
        while monotonic() < until:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                " AND pid <> pg_backend_pid() AND backend_type = 'client backend' AND state <> 'idle'"
            )
            if cursor.fetchone() == (0,):
                return
            sleep(0.05)


Opener = Callable[..., BrowserContext]


@pytest.fixture
def window(browser: Browser, site: Site, request: pytest.FixtureRequest) -> Iterator[Opener]:
    """`window("phone")` is somebody's own browser in Arabic; what they did is traced, and kept when the test fails.

    A page that reports an error, or that its content policy stops, fails the test.
    """
    opened: list[BrowserContext] = []
    followed: list[BrowserContext] = []
    troubles: list[str] = []
    asked: set[str] = set()  # the pages themselves, whose status the test judges

    def window(size: str = "desk", *, traced: bool = True, **options: Any) -> BrowserContext:
        given = SIZES[size] | {"locale": "ar", "base_url": site.url, "reduced_motion": "reduce"} | options
        context = browser.new_context(**given)
        context.set_default_timeout(15_000)
        if traced:
            context.tracing.start(screenshots=True, snapshots=True)
            followed.append(context)
        context.on("request", lambda sent: asked.add(sent.url) if sent.is_navigation_request() else None)
        context.on("weberror", lambda error: troubles.append(f"{error.page and error.page.url}: {error.error}"))
        context.on("console", lambda said: troubles.append(words(said)) if is_trouble(said, site.url, asked) else None)
        opened.append(context)
        return context

    yield window
    failed = request.node.stash.get(FAILED, False) or bool(troubles)
    for number, context in enumerate(opened, 1):
        if failed and context in followed:
            TRACES.mkdir(parents=True, exist_ok=True)
            name = re.sub(r"[^\w.-]+", "-", request.node.name)
            context.tracing.stop(path=TRACES / f"{name}-{number}.zip")
        context.close()
    assert troubles == [], "The browser's console reported errors."


def is_trouble(said: ConsoleMessage, ours: str, asked: Collection[str]) -> bool:
    """An error on a page of ours. The console repeats also what the test itself judges: the status of the page that was
    asked for, of a part refused to who is signed out, of a newer edit, of a refused form."""
    at = str(said.location.get("url", ""))
    told = re.search(r"status of (403|409|422)", said.text) or at in asked
    return said.type == "error" and at.startswith(ours) and not ("status of" in said.text and told)


def words(said: ConsoleMessage) -> str:
    return f"{said.page and said.page.url}: {said.text} ({said.location.get('url', '')})"


Seen = Callable[[Page, str], None]


@pytest.fixture
def seen(request: pytest.FixtureRequest) -> Seen:
    """`seen(page, "approved")` keeps a picture of the page when MINASSA_PICTURES names a folder."""
    folder = os.environ.get("MINASSA_PICTURES")
    test = re.sub(r"[^\w.-]+", "-", request.node.name.removeprefix("test_"))

    def seen(page: Page, name: str) -> None:
        if folder:
            page.evaluate("scrollTo(0, 0)")
            page.wait_for_timeout(150)
            page.screenshot(path=Path(folder) / f"{test}--{name}.png", full_page=True)

    return seen


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[FAILED] = True
    return report


def arabic(words: str, **facts: object) -> str:
    """What the catalogue says for these words of ours."""
    with translation.override("ar"):
        return gettext(words) % facts if facts else gettext(words)


@cache
def drawing(colour: str = "#7a4a21", width: int = 1200, height: int = 900) -> bytes:
    """A picture large enough to be looked at."""
    image = Image.new("RGB", (width, height), "#f4e3c8")
    draw = ImageDraw.Draw(image)
    draw.ellipse((width // 4, height // 6, width * 3 // 4, height * 5 // 6), fill=colour)
    draw.rectangle((0, height * 5 // 6, width, height), fill="#c58b4e")
    kept = BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()
