"""Every form that stands on a page, filled with what no browser of ours would send."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote_plus

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from minassa.people.models import User
from minassa.testing.cast import Cast, client_of
from minassa.web.tests.addresses import inside
from minassa.web.tests.records import Records, make_records

# Filled wholly with one of these, no form of ours can be valid.
NEVER = {
    "nulls": "\x00\x00",
    "a megabyte": "x" * 1_000_000,
    "half a letter": "\ud800",
}
# These may be somebody's text; where a form takes them, it takes them as text.
PERHAPS = {
    "long": "س" * 5000,
    "turned around": "\u202eexe.gpj\u2066",
    "sql": "'; DROP TABLE people_user; --",
    "markup": "<script>alert(1)</script>{{ 7*7 }}{% now 'Y' %}",
    "negative": "-9999999999999999999999",
    "no id": "00000000-0000-0000-0000-00000000000g",
    "a path": "../../../../etc/passwd",
    "a list": "[]",
    "not a number": "NaN",
    "a long day": "99999-99-99",
    "format": "%s%n{0}%(actor)s",
}


@dataclass
class Form:
    action: str
    method: str
    fields: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


class Forms(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.page, self.found, self.named = page, list[Form](), dict[str, Form]()
        self.open: Form | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.open = Form(given.get("action") or self.page, (given.get("method") or "get").lower())
            self.found.append(self.open)
            self.named[given.get("id") or ""] = self.open
        elif tag in {"input", "textarea", "select", "button"} and given.get("name"):
            form = self.named.get(given.get("form") or "") if given.get("form") else self.open
            if form is not None and given["name"] != "csrfmiddlewaretoken":
                (form.files if given.get("type") == "file" else form.fields).add(str(given["name"]))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


def read_out(answer: Any) -> None:
    b"".join(answer.streaming_content)  # a picture's file is open until it has been read


def forms_on(browser: Client, path: str) -> Iterator[Form]:
    answer = browser.get(path, follow=True)
    if not answer.streaming and "html" in answer.headers.get("Content-Type", ""):
        reader = Forms(answer.request["PATH_INFO"])
        reader.feed(answer.content.decode())
        yield from (form for form in reader.found if form.method == "post")
    elif answer.streaming:
        read_out(answer)


def every_form(browser: Client, paths: list[str]) -> list[Form]:
    """By where it is sent; what several pages show of it is one form."""
    found: dict[str, Form] = {}
    for path in paths:
        for form in forms_on(browser, path):
            address = form.action.partition("?")[0]
            known = found.setdefault(address, Form(address, "post"))
            known.fields |= form.fields
            known.files |= form.files
    # What takes no words cannot be filled wrongly; sign-out and the language are tried where they belong.
    return [form for form in found.values() if (form.fields or form.files) and "/logout/" not in form.action]


def everything() -> dict[str, int]:
    quiet = {"sessions", "usersessions"}
    return {
        one._meta.label: one._default_manager.count() for one in apps.get_models() if one._meta.app_label not in quiet
    }


@pytest.fixture(autouse=True)
def _media(settings: LazySettings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def records(cast: Cast) -> Records:
    return make_records(cast)


def send(browser: Client, form: Form, value: str) -> int:
    browser.raise_request_exception = False
    if form.files:
        clean = value.encode("utf-8", "replace").decode()
        files = {name: SimpleUploadedFile("x.png", clean.encode()) for name in form.files}
        return browser.post(form.action, dict.fromkeys(form.fields, clean) | files).status_code
    body = "&".join(f"{name}={quote_plus(value.encode('utf-8', 'surrogatepass'))}" for name in sorted(form.fields))
    return browser.generic("POST", form.action, body, "application/x-www-form-urlencoded").status_code


def company_forms(browser: Client, records: Records) -> list[Form]:
    return every_form(browser, [one.path(records.noor) for one in inside() if "GET" in one.acts])


def test_the_forms_are_found(cast: Cast, records: Records) -> None:
    found = {form.action for form in company_forms(client_of(cast.omar), records)}
    for known in ("people", "invitations/new", "parties/new", "settings", "posts/new"):
        assert any(f"/c/noor/{known}" in action or known == "posts/new" for action in found), (known, found)


def test_what_cannot_be_meant_changes_nothing(cast: Cast, records: Records) -> None:
    browser = client_of(cast.omar)
    found = company_forms(browser, records)
    before = everything()
    statuses = {(form.action, name): send(browser, form, value) for form in found for name, value in NEVER.items()}
    assert {sent: status for sent, status in statuses.items() if not 400 <= status < 500} == {}
    assert everything() == before


def test_what_might_be_meant_breaks_nothing(cast: Cast, records: Records) -> None:
    browser = client_of(cast.omar)
    found = company_forms(browser, records)
    statuses = {(form.action, name): send(browser, form, value) for form in found for name, value in PERHAPS.items()}
    assert {sent: status for sent, status in statuses.items() if status >= 500} == {}
    assert User.objects.filter(pk=cast.omar.user.pk).exists()


def test_markup_that_was_taken_is_shown_as_text(cast: Cast, records: Records) -> None:
    browser = client_of(cast.omar)
    for form in company_forms(browser, records):
        send(browser, form, PERHAPS["markup"])
    for one in inside():
        if "GET" in one.acts:
            answer = browser.get(one.path(records.noor))
            if answer.streaming:
                read_out(answer)
            else:
                assert answer.status_code < 500 and b"<script>alert(1)</script>" not in answer.content, one.name


def test_the_door_takes_none_of_it(cast: Cast, records: Records) -> None:
    """Signing in, a new password, taking an invitation, choosing a language."""
    browser, welcome = Client(), f"/invitations/{records.noor['welcome:token']}/"
    found = every_form(browser, ["/accounts/login/", "/accounts/password/reset/", welcome])
    assert len(found) >= 4
    before = everything()
    for form in found:
        for name, value in (NEVER | PERHAPS).items():
            if form.action == welcome and name in PERHAPS:
                continue  # anything may be a password, and these may be names
            status = send(browser, form, value)
            # A passkey that is none leads back to the page of sign-in, which says so.
            assert 400 <= status < 500 or "/webauthn/login/" in form.action, (form.action, name, status)
    assert everything() == before and "_auth_user_id" not in browser.session


def test_ones_own_account_takes_none_of_it(cast: Cast) -> None:
    browser = client_of(cast.huda)
    before = everything()
    for form in every_form(browser, ["/me/", "/accounts/password/set/", "/accounts/2fa/totp/activate/"]):
        for name, value in NEVER.items():
            assert 400 <= send(browser, form, value) < 500, (form.action, name)
    assert everything() == before and User.objects.get(pk=cast.huda.user.pk).name == "Huda"
