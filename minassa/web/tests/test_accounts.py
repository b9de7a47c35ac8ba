"""Signing in, as allauth does it and as this product dresses it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from minassa.channels import keys, sealing
from minassa.core import crypto
from minassa.people.models import Membership, User
from minassa.testing.cast import Cast, client_of
from minassa.testing.mail import MailServer

PASSWORD = "Kahf-Nakhla-91"
PHONE = "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36"


def visitor() -> Client:
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def huda(cast: Cast) -> Membership:
    cast.huda.user.set_password(PASSWORD)
    cast.huda.user.save()
    return cast.huda


def sign_in(password: str = PASSWORD, email: str = "huda@example.com", browser: Client | None = None) -> Any:
    return (browser or visitor()).post("/accounts/login/", {"login": email, "password": password})


def proved(huda: Membership) -> Client:
    """A browser in which the password was asked for a second time, as before every change of the ways to sign in."""
    browser = visitor()
    sign_in(browser=browser)
    assert browser.get("/accounts/2fa/webauthn/add/").status_code == 302
    browser.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return browser


def test_a_password_signs_in(huda: Membership) -> None:
    browser = visitor()
    assert sign_in(browser=browser).status_code == 302
    assert browser.get("/").headers["Location"] == "/c/noor/"


def test_the_sixth_wrong_password_is_refused_in_words_even_when_it_is_right(huda: Membership) -> None:
    for _ in range(5):
        answer = sign_in("wrong")
        assert answer.status_code == 422 and "is wrong" in answer.content.decode()
    for password in ("wrong", PASSWORD):
        answer = sign_in(password)
        assert answer.status_code == 422
        assert "Too many wrong passwords. Wait five minutes" in answer.content.decode()


def test_a_stranger_learns_nothing_about_who_has_an_account(huda: Membership) -> None:
    known, unknown = sign_in("wrong"), sign_in("wrong", "nobody@example.com")
    assert known.status_code == unknown.status_code == 422
    assert "is wrong" in unknown.content.decode()


def test_sign_in_leads_back_to_where_one_wanted_to_go_and_nowhere_else(huda: Membership) -> None:
    given = {"login": "huda@example.com", "password": PASSWORD}
    inside = visitor().post("/accounts/login/", given | {"next": "/c/noor/people/"})
    assert inside.headers["Location"] == "/c/noor/people/"
    outside = visitor().post("/accounts/login/", given | {"next": "https://evil.example/"})
    assert "evil" not in outside.headers["Location"]


@pytest.mark.parametrize("path", ["signup/", "email/", "confirm-email/", "confirm-email/x/", "login/code/confirm/"])
def test_nobody_signs_up(cast: Cast, path: str) -> None:
    assert visitor().get(f"/accounts/{path}").status_code == 404
    assert client_of(cast.huda).post(f"/accounts/{path}").status_code == 404


def test_without_a_mail_server_no_new_password_is_promised(huda: Membership) -> None:
    for email in ("huda@example.com", "nobody@example.com"):
        answer = visitor().post("/accounts/password/reset/", {"email": email})
        assert answer.status_code == 422 and "No mail server is set up" in answer.content.decode()


def test_a_mail_server_that_refuses_is_no_success(huda: Membership, mail_server: MailServer) -> None:
    mail_server.answer = "451 later"
    answer = visitor().post("/accounts/password/reset/", {"email": "huda@example.com"})
    assert answer.status_code == 422 and "did not take the message" in answer.content.decode()


def test_a_forgotten_password_is_set_anew_by_mail(huda: Membership, mail_server: MailServer) -> None:
    browser = visitor()
    assert browser.post("/accounts/password/reset/", {"email": "huda@example.com"}).status_code == 302
    [mail] = mail_server.taken
    path = "/accounts/" + mail.get_content().partition("/accounts/")[2].split()[0]
    form = browser.get(path, follow=True)
    new = {"password1": "Nakhla-Kahf-19", "password2": "Nakhla-Kahf-19"}
    browser.post(form.request["PATH_INFO"], new)
    assert User.objects.get(pk=huda.user.pk).check_password("Nakhla-Kahf-19")
    assert visitor().get(path, follow=True).status_code in {200, 410}  # used: the page says so
    assert "no longer works" in visitor().get(path, follow=True).content.decode()


def _rotated(secret: str) -> None:
    """The newest key alone opens it after a rotation."""
    keys.rotate()
    newest = crypto.Keys(sealing.held()[:1])
    assert newest.unseal(Authenticator.objects.get(type="totp").data["secret"]) == secret
    assert newest.unseal(Authenticator.objects.get(type="recovery_codes").data["seed"])


def test_a_second_step_by_an_authenticator_app(huda: Membership, own_keys: Path) -> None:
    browser = proved(huda)
    page = browser.get("/accounts/2fa/totp/activate/")
    assert "data:image/svg+xml" in page.content.decode()
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    assert browser.post("/accounts/2fa/totp/activate/", {"code": "000000"}).status_code == 422
    assert browser.post("/accounts/2fa/totp/activate/", {"code": code}).status_code == 302
    assert secret not in str(Authenticator.objects.get(type="totp").data)  # sealed at rest
    _rotated(secret)

    other = visitor()
    assert sign_in(browser=other).headers["Location"] == "/accounts/2fa/authenticate/"
    assert other.get("/c/noor/").status_code == 302  # half signed in is not in
    assert other.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 422
    recovery = Authenticator.objects.get(user=huda.user, type="recovery_codes").wrap().get_unused_codes()[0]
    assert other.post("/accounts/2fa/authenticate/", {"code": recovery}).status_code == 302
    assert other.get("/c/noor/").status_code == 200


def test_an_account_is_changed_and_its_language_at_once(cast: Cast) -> None:
    browser = client_of(cast.huda)
    given = {"name": "هدى", "phone": "+966 5", "language": "ar", "theme": "dark"}
    answer = browser.post("/me/", given, follow=True)
    assert '<html lang="ar" dir="rtl" data-theme="dark"' in answer.content.decode()
    assert User.objects.get(pk=cast.huda.user.pk).name == "هدى"


@pytest.mark.parametrize("wrong", [{"name": ""}, {"language": "fr"}, {"theme": "neon"}, {"phone": "1" * 31}])
def test_a_wrong_account_is_not_kept(cast: Cast, wrong: dict[str, str]) -> None:
    given = {"name": "Other", "phone": "", "language": "en", "theme": "system"} | wrong
    assert client_of(cast.huda).post("/me/", given).status_code == 422
    assert User.objects.get(pk=cast.huda.user.pk).name == "Huda"


def test_the_language_is_kept_with_the_person(cast: Cast) -> None:
    client_of(cast.huda).post("/language/", {"language": "ar", "next": "/c/noor/people/"})
    page = client_of(User.objects.get(pk=cast.huda.user.pk)).get("/c/noor/").content.decode()
    assert '<html lang="ar" dir="rtl"' in page


def test_before_sign_in_the_language_is_kept_on_the_device(cast: Cast) -> None:
    browser = Client()
    assert 'lang="ar" dir="rtl"' in browser.get("/accounts/login/").content.decode()
    assert 'lang="en"' in browser.get("/accounts/login/", headers={"accept-language": "en-GB"}).content.decode()
    browser.post("/language/", {"language": "en"})
    assert 'lang="en" dir="ltr"' in browser.get("/accounts/login/").content.decode()


@pytest.mark.parametrize(("cookie", "seen"), [(None, "dark"), ("light", "light"), ("system", None)])
def test_a_new_device_looks_as_the_account_does_until_it_chooses(
    cast: Cast, cookie: str | None, seen: str | None
) -> None:
    User.objects.filter(pk=cast.huda.user.pk).update(theme="dark")
    browser = client_of(cast.huda)
    if cookie:
        browser.cookies["minassa_theme"] = cookie
    page = browser.get("/me/").content.decode()
    assert (
        (f'data-theme="{seen}"' in page) if seen else ("<html" in page and "data-theme=" not in page.split("<head>")[0])
    )


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "javascript:alert(1)", "\\\\evil"])
def test_the_switch_leads_nowhere_else(cast: Cast, back: str) -> None:
    answer = Client().post("/language/", {"language": "en", "next": back})
    assert answer.headers["Location"] == "/"
    assert Client().post("/language/", {"language": "xx"}).status_code == 400


@pytest.mark.parametrize(
    "name",
    [
        "account_logout", "account_change_password", "account_set_password", "mfa_index", "mfa_activate_totp",
        "mfa_list_webauthn", "mfa_add_webauthn", "usersessions_list", "account:show",
    ],
)  # fmt: skip
@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_page_of_ones_account_opens_in_both_languages(huda: Membership, name: str, language: str) -> None:
    User.objects.filter(pk=huda.user.pk).update(language=language)
    browser = proved(huda)
    page = browser.get(reverse(name), follow=name == "account_set_password")
    assert page.status_code == 200 and f'<html lang="{language}"' in page.content.decode()


def test_a_device_that_was_let_in_by_a_link_is_listed(cast: Cast) -> None:
    from minassa.people.signing_in import make_link

    browser = visitor()
    browser.post("/sign-in/" + make_link(cast.huda.user).partition("/sign-in/")[2], headers={"user-agent": PHONE})
    assert "Chrome on Android" in browser.get("/accounts/sessions/").content.decode()
