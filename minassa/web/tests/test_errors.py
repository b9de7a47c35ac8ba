"""Every error is a page in the reader's language, with DEBUG off."""

from __future__ import annotations

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path

from minassa.core.errors import Sorry
from minassa.people.abilities import Ability
from minassa.testing.cast import Cast, client_of
from minassa.web.doors import MemberRequest, member


def breaks(_request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@member(to=Ability.SEE_HOME)
def refuses(_request: MemberRequest) -> HttpResponse:
    raise Sorry("This cannot be, because of the moon. Wait for another.")


urlpatterns = [
    path("breaks/", breaks),
    path("c/<slug:company>/refuses/", refuses),
    path("", include("minassa.config.urls")),
]

WORDS = {"ar": 'lang="ar" dir="rtl"', "en": 'lang="en" dir="ltr"'}


@pytest.fixture(autouse=True)
def _here(settings: LazySettings) -> None:
    settings.ROOT_URLCONF = __name__
    settings.DEBUG = False


@pytest.mark.parametrize("language", ["ar", "en"])
def test_what_is_not_there(cast: Cast, language: str) -> None:
    answer = Client().get("/nowhere/", headers={"accept-language": language})
    assert answer.status_code == 404 and WORDS[language] in answer.content.decode()


def test_what_is_not_for_the_role_keeps_the_frame_of_the_person(cast: Cast) -> None:
    answer = client_of(cast.huda).get("/c/noor/settings/")
    assert answer.status_code == 403 and WORDS["en"] in answer.content.decode()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_page_that_grew_old(cast: Cast, language: str) -> None:
    browser = Client(enforce_csrf_checks=True)
    answer = browser.post("/accounts/login/", {}, headers={"accept-language": language})
    assert answer.status_code == 403 and WORDS[language] in answer.content.decode()


def test_what_broke_is_said_in_both_languages_and_tells_no_secret(cast: Cast) -> None:
    browser = Client(raise_request_exception=False)
    answer = browser.get("/breaks/")
    page = answer.content.decode()
    assert answer.status_code == 500 and "حدث خلل" in page and "Something broke" in page
    assert "ZeroDivisionError" not in page and "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_refusal_is_said_in_its_own_words(cast: Cast) -> None:
    browser = client_of(cast.huda)
    answer = browser.get("/c/noor/refuses/")
    assert answer.status_code == 422 and "because of the moon" in answer.content.decode()


def test_under_htmx_a_refusal_is_a_notice_and_moves_nothing(cast: Cast) -> None:
    answer = client_of(cast.huda).get("/c/noor/refuses/", headers={"HX-Request": "true"})
    assert answer.status_code == 422 and answer.headers["HX-Reswap"] == "none"
    assert 'hx-swap-oob="beforeend:#toasts"' in answer.content.decode() and "<html" not in answer.content.decode()


@pytest.mark.parametrize("path", ["/", "/nowhere/", "/accounts/login/", "/c/noor/"])
def test_every_answer_carries_the_content_policy(cast: Cast, path: str) -> None:
    policy = Client().get(path).headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy


def test_too_large_a_body_is_refused(cast: Cast) -> None:
    answer = client_of(cast.huda).post("/me/", {"name": "x" * 2_100_000})
    assert answer.status_code in {400, 413} and WORDS["en"] in answer.content.decode()
