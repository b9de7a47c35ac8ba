"""Signing in at a platform, through the pages, against the Mastodon emulator."""

from __future__ import annotations

import re
from html import unescape
from secrets import token_hex
from urllib.parse import parse_qsl, urlsplit

import httpx
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from minassa.channels.models import Channel
from minassa.testing.cast import Cast, client_of
from minassa.testing.mastodon import Mastodon

pytestmark = pytest.mark.server


@pytest.fixture(autouse=True)
def own_servers(settings: Settings) -> None:
    settings.ALLOWED_INSIDE_HOSTS = ["127.0.0.1"]


@pytest.fixture
def back(cast: Cast, mastodon: Mastodon) -> str:
    """Where the instance sends Omar back to after he allowed it."""
    name = f"noor{token_hex(4)}"
    mastodon.account(name)
    url = reverse("connections:new", args=[cast.company.slug, "mastodon"])
    page = client_of(cast.omar).post(url, {"host": mastodon.url}).content.decode()
    leave = unescape(next(iter(re.findall(rf'href="({re.escape(mastodon.url)}[^"]+)"', page))))
    asked = dict(parse_qsl(urlsplit(leave).query))
    form = {key: asked[key] for key in ("redirect_uri", "client_id", "scope", "state")}
    answer = httpx.post(leave.partition("?")[0], data={**form, "username": name}, timeout=30)
    there = urlsplit(answer.headers["location"])
    return f"{there.path}?{there.query}"


def test_a_person_signs_in_there_and_has_a_channel_here(cast: Cast, back: str) -> None:
    response = client_of(cast.omar).get(back, follow=True)
    channel = Channel.objects.get()
    assert response.status_code == 200
    assert channel.handle in response.content.decode()
    again = client_of(cast.omar).get(back)
    assert again.status_code == 422
    assert Channel.objects.count() == 1


def test_nobody_else_comes_back_in_their_place(cast: Cast, back: str) -> None:
    for member in (cast.layla, cast.huda, cast.sami):
        assert client_of(member).get(back).status_code == 422
    assert Client().get(back).status_code == 302
    assert not Channel.objects.exists()


def test_who_declines_is_told_that_nothing_happened(cast: Cast, back: str) -> None:
    state = dict(parse_qsl(urlsplit(back).query))["state"]
    url = reverse("callbacks:show", args=["mastodon"])
    response = client_of(cast.omar).get(url, {"error": "access_denied", "state": state})
    assert response.status_code == 422
    assert "not confirmed" in response.content.decode()
    assert client_of(cast.omar).get(back).status_code == 422


@pytest.mark.parametrize("query", [{}, {"state": "x", "code": "y"}, {"state": "x" * 100_000}, {"state": "\x00"}])
def test_a_made_up_return_is_refused(cast: Cast, query: dict[str, str]) -> None:
    client = client_of(cast.omar)
    assert client.get(reverse("callbacks:show", args=["mastodon"]), query).status_code == 422
    assert client.get(reverse("callbacks:show", args=["myspace"]), query).status_code == 404
