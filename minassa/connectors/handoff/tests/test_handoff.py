from __future__ import annotations

from datetime import UTC, datetime

import pytest

from minassa.connectors.base import Checks, Finds, Grant, Handed, Outgoing, Prepares, Refused, Repeats
from minassa.connectors.handoff.connector import Platform
from minassa.connectors.handoff.table import PLATFORMS
from minassa.connectors.testing import BareContract, nowhere
from minassa.core.text import MEASURES

pytestmark = pytest.mark.anyio
POST = Outgoing(key="018f", text="صورة اليوم", send_at=datetime(2026, 3, 1, 12, tzinfo=UTC))


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class TestContract(BareContract):
    connector = Platform
    grant = Grant("instagram:minassa", "", {"url": "https://www.instagram.com/minassa/"})
    post = POST


async def test_it_hands_the_post_to_a_person_and_sends_nothing() -> None:
    connector = Platform(nowhere())
    connected = await connector.connect({"platform": "instagram", "handle": "@minassa", "url": ""})
    assert connected.profile.handle == "minassa"
    assert connected.profile.url == "https://www.instagram.com/minassa/"
    assert connected.profile.rights == {"publish": True}
    grant = Grant(connected.profile.account, connected.profile.host, connected.secrets)
    assert await connector.profile(grant) == connected.profile
    assert await connector.publish(grant, POST) == Handed()
    assert not isinstance(connector, Prepares | Finds | Repeats | Checks)


async def test_an_account_may_have_an_address_of_its_own() -> None:
    answers = {"platform": "linkedin", "handle": "منصة", "url": " https://linkedin.com/company/7 "}
    connected = await Platform(nowhere()).connect(answers)
    assert connected.profile.url == "https://linkedin.com/company/7"


async def test_a_name_is_safe_inside_an_address() -> None:
    connected = await Platform(nowhere()).connect({"platform": "x", "handle": "a/../b?c{handle}", "url": ""})
    assert connected.profile.url == "https://x.com/a%2F..%2Fb%3Fc%7Bhandle%7D"


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        ({"platform": "myspace", "handle": "minassa"}, "platform"),
        ({"platform": "x", "handle": " @ "}, "handle"),
        ({"platform": "x", "handle": "minassa", "url": "javascript:alert(1)"}, "url"),
    ],
)
async def test_wrong_answers_name_their_field(answers: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        await Platform(nowhere()).connect(answers)
    assert refusal.value.facts == {"field": field}


def test_the_rules_are_those_of_the_chosen_platform() -> None:
    assert Platform.rules({"platform": "x"}).text_limit == 280
    assert Platform.rules({"platform": "instagram"}).media_required
    assert Platform.rules({"platform": "gone"}) == Platform.rules({})


@pytest.mark.parametrize("platform", PLATFORMS)
def test_every_row_of_the_table_makes_sense(platform: str) -> None:
    row = PLATFORMS[platform]
    assert row.title or platform == "other"
    assert row.rules.measure in MEASURES
    assert bool(row.rules.image_types) == bool(row.rules.image_bytes)
    assert bool(row.rules.video_types) == bool(row.rules.video_bytes)
    assert row.profile_url.count("{handle}") == (1 if row.profile_url else 0)
