from __future__ import annotations

import stat
from pathlib import Path

import pytest
from pytest_django import Settings

from minassa.channels import keys, sealing
from minassa.channels.connecting import connect
from minassa.channels.granting import grant
from minassa.channels.keys import CannotReseal, KeysElsewhere
from minassa.channels.models import AppRegistration, Channel, Credential
from minassa.core import crypto
from minassa.testing.cast import Cast


@pytest.fixture
def channel(cast: Cast, own_keys: Path) -> Channel:
    channel = connect(cast.omar, "rehearsal", {"name": "stage", "platform": "x"})
    channel.credential.keep({"name": "stage"})
    return channel


def test_the_first_start_makes_a_key_only_its_owner_reads(own_keys: Path) -> None:
    assert stat.S_IMODE(own_keys.stat().st_mode) == 0o600
    assert len(own_keys.read_text().split()) == 1
    assert sealing.held() == own_keys.read_text().split()


def test_rotating_seals_everything_with_a_new_key(channel: Channel, own_keys: Path) -> None:
    AppRegistration.objects.create(
        kind="mastodon", host="https://a.example", redirect_uri="x", sealed=crypto.seal("{}")
    )
    before = sealing.held()
    assert keys.rotate() == 2
    after = sealing.held()
    assert after[1:] == before
    assert stat.S_IMODE(own_keys.stat().st_mode) == 0o600
    newest = crypto.Keys(after[:1])
    assert "stage" in newest.unseal(Credential.objects.get().sealed)
    assert newest.unseal(AppRegistration.objects.get().sealed) == "{}"
    assert grant(Channel.objects.get()).secrets["name"] == "stage"


def test_a_running_process_learns_of_the_new_key(channel: Channel) -> None:
    running = crypto._keys
    keys.rotate()
    crypto._keys = running  # as in a process that started before
    assert grant(Channel.objects.get()).secrets["name"] == "stage"


def test_one_damaged_secret_changes_nothing(channel: Channel, own_keys: Path) -> None:
    AppRegistration.objects.create(kind="mastodon", host="https://a.example", redirect_uri="x", sealed="damaged")
    before, sealed = own_keys.read_text(), Credential.objects.get().sealed
    with pytest.raises(CannotReseal, match="mastodon at"):
        keys.rotate()
    assert own_keys.read_text() == before
    assert Credential.objects.get().sealed == sealed


def test_keys_from_the_environment_are_the_operators_to_change(channel: Channel, settings: Settings) -> None:
    old = sealing.held()
    settings.SEALING_KEYS = old
    with pytest.raises(KeysElsewhere, match="MINASSA_SEALING_KEYS"):
        keys.rotate()
    settings.SEALING_KEYS = [crypto.new_key(), *old]
    assert keys.rotate() == 1
    assert "stage" in crypto.Keys(settings.SEALING_KEYS[:1]).unseal(Credential.objects.get().sealed)
