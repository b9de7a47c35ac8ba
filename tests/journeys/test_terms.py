"""The term of a person from outside ends while their browser is open."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from minassa.people.models import User
from minassa.people.signing_in import make_link
from minassa.testing.acting import enter, follow
from minassa.testing.browser import Opener, Seen, Site
from minassa.testing.browser import arabic as ar
from minassa.testing.cast import make_cast

pytestmark = pytest.mark.browser

SIGN_IN = re.compile(r"/accounts/login/")


def test_the_session_of_an_outside_party_ends_with_the_term(site: Site, window: Opener, seen: Seen) -> None:
    cast = make_cast()
    User.objects.update(language="ar")
    nabil = cast.nabil
    nabil.ends_on = cast.company.local_now().date()
    nabil.save()
    page = enter(window("phone"), make_link(nabil.user))
    follow(page, "Posts")
    expect(page.get_by_role("heading", level=1)).to_have_text(ar("Posts"))

    nabil.ends_on -= timedelta(days=1)  # midnight has passed
    nabil.save()
    follow(page, "Calendar")
    expect(page).to_have_url(SIGN_IN)
    expect(page.get_by_text(ar("Your term has ended or has not begun yet, so you were signed out."))).to_be_visible()
    seen(page, "signed-out")
    page.goto("/c/noor/posts/")
    expect(page).to_have_url(SIGN_IN)


def test_what_is_being_written_is_not_lost_when_the_term_ends(site: Site, window: Opener) -> None:
    """The page would lead to the sign-in; the browser asks first, and who stays can still copy the text."""
    cast = make_cast()
    User.objects.update(language="ar")
    page = enter(window("desk"), make_link(cast.nabil.user))
    page.on("dialog", lambda asked: asked.dismiss())
    page.goto("/c/noor/posts/new/")
    page.get_by_placeholder(ar("What do you want to say?")).click()
    cast.nabil.ends_on = cast.company.local_now().date() - timedelta(days=1)
    cast.nabil.save()
    with page.expect_event("dialog"):
        page.keyboard.type("نص يُكتب عند منتصف الليل")
    expect(page.get_by_placeholder(ar("What do you want to say?"))).to_have_value("نص يُكتب عند منتصف الليل")
    expect(page.locator(".save-state").get_by_text(ar("Not saved yet"), exact=True)).to_be_visible()
