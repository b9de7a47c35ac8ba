"""Every address as a stranger, as a weaker role, signed out, and for what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import LazySettings
from django.test import Client

from minassa.people.abilities import MAY, Ability, Role
from minassa.testing.cast import Cast, client_of
from minassa.web.tests.addresses import Address, addresses, inside, outside
from minassa.web.tests.records import Records, make_records

# Open to everybody, because nobody is signed in yet, or a machine asks. Everything else leads to sign-in.
OPEN = {
    "front:show", "front:icon", "setup:new", "sign_in_links:show", "approval_links:show", "welcome:show", "set_language",
    "health:show", "health:live", "callbacks:show", "closed", "account_login", "account_logout", "account_inactive", "account_signup",
    "account_reset_password", "account_reset_password_done", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_email_verification_sent", "account_confirm_email",
    "account_confirm_login_code", "mfa_authenticate", "mfa_login_webauthn",
}  # fmt: skip

# What a person must be able to do, said once more by hand for the acts that matter most.
NEEDED = {
    ("people:edit", "POST"): Ability.MANAGE_PEOPLE,
    ("people:destroy", "POST"): Ability.MANAGE_PEOPLE,
    ("invitations:new", "POST"): Ability.MANAGE_PEOPLE,
    ("invitations:update", "POST"): Ability.MANAGE_PEOPLE,
    ("company:edit", "POST"): Ability.MANAGE_COMPANY,
    ("trail:index", "GET"): Ability.SEE_TRAIL,
    ("channels:destroy", "POST"): Ability.MANAGE_CHANNELS,
    ("connections:new", "POST"): Ability.MANAGE_CHANNELS,
    ("approvals:create", "POST"): Ability.APPROVE_POSTS,
    ("schedules:create", "POST"): Ability.SCHEDULE_POSTS,
    ("publications:create", "POST"): Ability.SCHEDULE_POSTS,
    ("deliveries:retry", "POST"): Ability.SCHEDULE_POSTS,
    ("doubts:absence", "POST"): Ability.SCHEDULE_POSTS,
    ("posts:edit", "POST"): Ability.WRITE_POSTS,
    ("handoffs:show", "POST"): Ability.HAND_OFF,
    ("budget:show", "GET"): Ability.SEE_MONEY,
    ("approval_rules:index", "POST"): Ability.SET_RULES,
    ("expenses:new", "POST"): Ability.SPEND,
    ("expenses:destroy", "POST"): Ability.SPEND,
    ("receipts:show", "GET"): Ability.SEE_MONEY,
    ("ranks:edit", "POST"): Ability.WRITE_PLAN,
}


@pytest.fixture(autouse=True)
def _media(settings: LazySettings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def records(cast: Cast) -> Records:
    return make_records(cast)


def acts(found: list[Address]) -> Iterator[tuple[Address, str]]:
    for address in found:
        for method in address.acts:
            yield address, method


def ask(browser: Client, method: str, path: str) -> Any:
    answer: Any = browser.generic(method, path)
    if answer.streaming:
        b"".join(answer.streaming_content)  # a picture's file is open until it has been read
    return answer


def everything() -> dict[str, int]:
    """How many rows there are of each kind, sessions apart: looking at a page may start one."""
    kinds = [model for model in apps.get_models() if model._meta.app_label not in {"sessions", "usersessions"}]
    return {model._meta.label: model._default_manager.count() for model in kinds}


def test_every_address_inside_a_company_says_which_ability_it_needs() -> None:
    assert [f"{method} {one.name}" for one, method in acts(inside()) if one.ability(method) is None] == []


def test_the_acts_that_matter_need_what_they_should() -> None:
    found = {(one.name, method): one.ability(method) for one, method in acts(inside())}
    assert {key: found.get(key) for key in NEEDED} == NEEDED


def test_a_stranger_finds_nothing(cast: Cast, records: Records) -> None:
    before, stranger = everything(), client_of(cast.sami)
    found = {f"{method} {one.name}": ask(stranger, method, one.path(records.noor)) for one, method in acts(inside())}
    assert {name: answer.status_code for name, answer in found.items() if answer.status_code != 404} == {}
    assert everything() == before


def test_a_stranger_and_a_ghost_are_the_same(cast: Cast, records: Records) -> None:
    """Nothing in the answer tells a company that is there from one that is not."""
    stranger = client_of(cast.sami)
    for one in inside():
        if "GET" in one.acts:
            real = stranger.get(one.path(records.noor)).content
            ghost = stranger.get(one.path({**records.noor, "company": "nobody"})).content
            assert _bare(real) == _bare(ghost), one.name


def test_another_companys_records_are_not_there(cast: Cast, records: Records) -> None:
    before, officer = everything(), client_of(cast.omar)
    theirs = {**records.safa, "company": "noor"}
    found = {
        f"{method} {one.name}": ask(officer, method, one.path(theirs)).status_code
        for one, method in acts(inside())
        if any(param.endswith("_id") for param in one.params)
    }
    assert {name: status for name, status in found.items() if status != 404} == {}
    assert everything() == before


def test_a_record_that_is_not_there(cast: Cast, records: Records) -> None:
    officer = client_of(cast.omar)
    ghosts = {name: uuid4() if name.endswith("_id") else value for name, value in records.noor.items()}
    for one, method in acts(inside()):
        if any(param.endswith("_id") for param in one.params):
            assert ask(officer, method, one.path(ghosts)).status_code == 404, f"{method} {one.name}"


@pytest.mark.parametrize("bad", ["x", "0", "-1", "00000000-0000-0000-0000", "1;DROP TABLE", "%00", "٣", "a" * 3000])
def test_an_id_that_is_none(cast: Cast, records: Records, bad: str) -> None:
    officer = client_of(cast.omar)
    broken = {name: bad if name.endswith("_id") else value for name, value in records.noor.items()}
    for one, method in acts(inside()):
        if any(param.endswith("_id") for param in one.params):
            assert ask(officer, method, one.path(broken)).status_code == 404, f"{method} {one.name}"


@pytest.mark.parametrize("role", Role.values)
def test_a_weaker_role_is_refused(cast: Cast, records: Records, role: str) -> None:
    before, browser = everything(), client_of(cast.of(role))
    # An outside party or an expert may not even learn that the record is there.
    refused = {403} if role in {Role.MANAGER, Role.OFFICER, Role.MEMBER} else {403, 404}
    for one, method in acts(inside()):
        if one.ability(method) not in MAY[role]:
            status = ask(browser, method, one.path(records.noor)).status_code
            assert status in refused, f"{method} {one.name}: {status}"
    assert everything() == before


@pytest.mark.parametrize("role", Role.values)
def test_who_may_look_can_look(cast: Cast, records: Records, role: str) -> None:
    browser = client_of(cast.of(role))
    opens = {200, 204, 302} if role in {Role.MANAGER, Role.OFFICER, Role.MEMBER} else {200, 204, 302, 404}
    for one in inside():
        if "GET" in one.acts and one.ability("GET") in MAY[role]:
            answer = ask(browser, "GET", one.path(records.noor))
            assert answer.status_code in opens, f"{one.name}: {answer.status_code}"


def test_signed_out_every_address_inside_leads_to_sign_in(cast: Cast, records: Records) -> None:
    before = everything()
    for one, method in acts(inside()):
        answer = ask(Client(), method, one.path(records.noor))
        there = answer.headers.get("Location", "")
        assert answer.status_code == 302 and there.startswith("/accounts/login/?next="), f"{method} {one.name}"
    assert everything() == before


def test_signed_out_only_the_open_addresses_open(cast: Cast, records: Records) -> None:
    for one in outside():
        if one.name in OPEN or "(?P" in one.route:
            continue
        for method in one.acts:
            answer = ask(Client(), method, one.path(records.noor))
            assert answer.status_code in {302, 404, 405}, f"{method} {one.name}: {answer.status_code}"
            assert answer.headers.get("Location", "/accounts/").startswith("/accounts/"), one.name


def test_no_address_breaks(cast: Cast, records: Records) -> None:
    for browser in (Client(), client_of(cast.omar)):
        for one in addresses():
            if "(?P" in one.route:
                continue
            for method in ("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS"):
                answer = ask(browser, method, one.path(records.safa))
                assert answer.status_code < 500 or one.name.startswith("health:"), f"{method} {one.name}"


def _bare(page: bytes) -> bytes:
    """Without what is new on every page: the token against forged forms, and made-up element ids."""
    return re.sub(rb'(csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+|menu-[0-9a-f]{8}|/c/[a-z]+/[^"]*', b"", page)
