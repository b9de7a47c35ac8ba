"""A passkey in a real browser, under the content policy: added, and signed in with."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from minassa.people.signing_in import make_link
from minassa.testing.browser import Opener, Site
from minassa.testing.cast import make_cast

pytestmark = pytest.mark.browser


def give_a_key(page: Page) -> None:
    """The device has a fingerprint reader that always says yes."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    kind = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {"options": kind | {"isUserVerified": True, "automaticPresenceSimulation": True}},
    )


def test_a_passkey_is_added_and_signs_in(site: Site, window: Opener) -> None:
    huda = make_cast().huda
    here = site.url.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, not to a number
    page = window("phone").new_page()
    give_a_key(page)
    page.goto(make_link(huda.user).replace("127.0.0.1", "localhost"))
    page.click("main button")
    page.goto(f"{here}/accounts/2fa/webauthn/add/")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")
    assert page.locator(".codes li").count() == 10

    page.goto(f"{here}/accounts/logout/")
    page.click("main form button")
    page.goto(f"{here}/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_url("**/c/noor/")
    assert page.locator("main h1").inner_text() == "Noor"


def test_a_device_without_one_is_told_so(site: Site, window: Opener) -> None:
    make_cast()
    page = window("phone").new_page()
    page.add_init_script("navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError') }")
    page.goto(f"{site.url}/accounts/login/")
    page.click("#passkey_login")
    page.wait_for_selector("passkey-trouble:not([hidden])")
