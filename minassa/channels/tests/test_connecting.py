from __future__ import annotations

import json
import logging
from datetime import timedelta
from unittest.mock import ANY

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import Settings

from minassa.channels.access import channel_for
from minassa.channels.checking import check
from minassa.channels.connecting import CannotConnect, connect
from minassa.channels.granting import grant
from minassa.channels.models import Channel, Credential
from minassa.channels.removing import entrust, remove
from minassa.core.clock import now
from minassa.events.models import Event
from minassa.people.abilities import Ability
from minassa.testing.cast import Cast
from minassa.testing.telegram import TOKEN, FakeTelegram

REHEARSAL = {"name": "التدريب", "platform": "bluesky"}


def verbs(channel: Channel) -> list[str]:
    return list(Event.objects.filter(subject_id=channel.pk).order_by("id").values_list("verb", flat=True))


def test_a_channel_is_connected_after_a_live_check(on_telegram: Channel, cast: Cast, telegram: FakeTelegram) -> None:
    assert (on_telegram.name, on_telegram.handle) == ("أخبار منصّة", "minassa_news")
    assert on_telegram.url == "https://t.me/minassa_news"
    assert on_telegram.state == Channel.State.CONNECTED
    assert on_telegram.rights == {"publish": True, "upload": True}
    assert on_telegram.party == cast.agency
    assert on_telegram.checked_at is not None
    assert verbs(on_telegram) == ["channel.connected"]
    assert grant(on_telegram).secrets == {"bot_token": TOKEN}


def test_secrets_are_sealed_and_told_to_nobody(on_telegram: Channel, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    check(on_telegram)
    assert TOKEN not in Credential.objects.get(channel=on_telegram).sealed
    assert TOKEN not in json.dumps(list(Event.objects.values_list("facts", flat=True)), ensure_ascii=False)
    assert TOKEN not in caplog.text
    assert TOKEN not in repr(grant(on_telegram))


def test_connecting_again_keeps_the_channel(cast: Cast, telegram: FakeTelegram, on_telegram: Channel) -> None:
    telegram.channel.title = "اسم جديد"
    answers = {"bot_token": TOKEN, "chat": "minassa_news", "host": telegram.url}
    again = connect(cast.layla, "telegram", answers)
    assert again == on_telegram
    assert again.name == "اسم جديد"
    assert again.party == cast.agency
    assert verbs(again) == ["channel.connected", "channel.reconnected"]


def test_another_account_does_not_take_a_channels_place(cast: Cast, on_telegram: Channel) -> None:
    with pytest.raises(CannotConnect) as refused:
        connect(cast.omar, "rehearsal", REHEARSAL, again=on_telegram)
    assert "minassa_news" in str(refused.value)
    assert Channel.objects.count() == 1


def test_wrong_credentials_store_nothing(cast: Cast, telegram: FakeTelegram) -> None:
    wrong = {"bot_token": TOKEN.replace("AAF", "AAX"), "chat": "@minassa_news", "host": telegram.url}
    with pytest.raises(CannotConnect) as refused:
        connect(cast.omar, "telegram", wrong)
    assert "did not accept this sign-in" in str(refused.value)
    assert refused.value.__cause__ is None  # its frames hold the token
    assert not Channel.objects.exists()
    assert not Credential.objects.exists()
    assert not Event.objects.exists()


def test_what_is_wrong_is_said_at_its_field(cast: Cast, telegram: FakeTelegram) -> None:
    with pytest.raises(CannotConnect) as refused:
        connect(cast.omar, "telegram", {"bot_token": TOKEN, "chat": "!", "host": telegram.url})
    assert refused.value.field == "chat"


@pytest.mark.parametrize("host", ["http://127.0.0.1:1", "http://10.0.0.1", "http://169.254.169.254", "http://[::1]:80"])
def test_inside_addresses_are_not_reached(cast: Cast, settings: Settings, host: str) -> None:
    settings.ALLOWED_INSIDE_HOSTS = []
    with pytest.raises(CannotConnect) as refused:
        connect(cast.omar, "telegram", {"bot_token": TOKEN, "chat": "@minassa_news", "host": host})
    assert "private network" in str(refused.value)
    with pytest.raises(CannotConnect) as refused:
        connect(cast.omar, "bluesky", {"host": host, "handle": "a.example", "app_password": "aaaa-bbbb-cccc-dddd"})
    assert "private network" in str(refused.value)


def test_only_those_who_may_connect(cast: Cast) -> None:
    for member in (cast.huda, cast.nabil, cast.rana):
        with pytest.raises(PermissionDenied):
            connect(member, "rehearsal", REHEARSAL)


def test_a_check_says_which_right_is_missing(on_telegram: Channel, telegram: FakeTelegram) -> None:
    telegram.channel.member = {"status": "administrator", "can_post_messages": False}
    seen = check(on_telegram)
    assert seen.rights == {"publish": False, "upload": False}
    assert seen.lacks == ["publish", "upload"]
    assert seen.condition == "connected"


def test_a_lost_grant_disconnects_and_a_good_check_brings_it_back(on_telegram: Channel, telegram: FakeTelegram) -> None:
    telegram.channel.member = {"status": "kicked"}
    lost = check(on_telegram)
    assert lost.state == Channel.State.DISCONNECTED
    assert lost.trouble == {"code": "grant_revoked", "said": ANY, "facts": {}} or lost.trouble["code"]
    telegram.channel.member = {"status": "administrator", "can_post_messages": True}
    found = check(lost)
    assert found.state == Channel.State.CONNECTED
    assert found.trouble == {}
    assert verbs(found) == ["channel.connected", "channel.disconnected", "channel.reconnected"]


def test_a_platform_that_is_away_is_a_trouble_and_no_disconnection(
    on_telegram: Channel, telegram: FakeTelegram
) -> None:
    telegram.fail(500, times=None)
    seen = check(on_telegram)
    assert seen.state == Channel.State.CONNECTED
    assert seen.trouble["code"] == "server_error"
    telegram.stop()
    assert check(on_telegram).trouble["code"] == "no_connection"


def test_a_channel_that_expires_soon_says_so(on_telegram: Channel) -> None:
    on_telegram.expires_at = now() + timedelta(days=3)
    assert on_telegram.condition == "expiring"
    on_telegram.expires_at = now() + timedelta(days=30)
    assert on_telegram.condition == "connected"


def test_removing_deletes_the_secrets_and_keeps_the_record(on_telegram: Channel, cast: Cast) -> None:
    remove(on_telegram, by=cast.omar.user)
    remove(on_telegram, by=cast.omar.user)
    on_telegram.refresh_from_db()
    assert on_telegram.state == Channel.State.REMOVED
    assert not Credential.objects.exists()
    assert verbs(on_telegram) == ["channel.connected", "channel.removed"]


def test_a_removed_channel_can_be_connected_anew(on_telegram: Channel, cast: Cast, telegram: FakeTelegram) -> None:
    remove(on_telegram, by=cast.omar.user)
    answers = {"bot_token": TOKEN, "chat": "@minassa_news", "host": telegram.url}
    assert connect(cast.omar, "telegram", answers) != on_telegram


def test_a_check_does_not_bring_back_what_was_removed(on_telegram: Channel, cast: Cast) -> None:
    held = Channel.objects.get(pk=on_telegram.pk)
    credential = Credential.objects.get(channel=on_telegram).secrets()
    remove(on_telegram, by=cast.omar.user)
    Credential(channel=on_telegram).keep(credential)
    assert check(held).state == Channel.State.REMOVED


def test_the_responsible_party_changes_on_record(on_telegram: Channel, cast: Cast) -> None:
    entrust(on_telegram, cast.agency, by=cast.omar.user)
    entrust(on_telegram, None, by=cast.omar.user)
    assert verbs(on_telegram) == ["channel.connected", "channel.entrusted"]


def test_an_outside_party_reaches_only_its_own(on_telegram: Channel, cast: Cast) -> None:
    from django.http import Http404

    other = connect(cast.omar, "rehearsal", REHEARSAL)
    assert channel_for(cast.nabil, on_telegram.pk, to=Ability.SEE_CHANNELS) == on_telegram
    for member in (cast.nabil, cast.sami):
        with pytest.raises(Http404):
            channel_for(member, other.pk, to=Ability.SEE_CHANNELS)
