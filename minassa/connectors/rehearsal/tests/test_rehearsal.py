from __future__ import annotations

from datetime import UTC, datetime

import pytest

from minassa.connectors.base import Grant, Outgoing, Refused, Repeats, Sent
from minassa.connectors.handoff.table import PLATFORMS
from minassa.connectors.registry import connector_class
from minassa.connectors.rehearsal.connector import IMITATED, Platform
from minassa.connectors.testing import BareContract, nowhere

pytestmark = pytest.mark.anyio
POST = Outgoing(key="018f", text="تجربة", send_at=datetime(2026, 3, 1, 12, tzinfo=UTC))


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class TestContract(BareContract):
    connector = Platform
    grant = Grant("telegram:المسرح", "", {})
    post = POST


async def test_a_post_is_live_at_once_inside_the_product_and_only_once() -> None:
    connector = Platform(nowhere())
    assert isinstance(connector, Repeats)
    connected = await connector.connect({"name": "المسرح", "platform": "telegram"})
    assert (connected.profile.name, connected.profile.limits) == ("المسرح", {"platform": "telegram"})
    grant = Grant(connected.profile.account, connected.profile.host, connected.secrets)
    assert await connector.profile(grant) == connected.profile
    assert await connector.publish(grant, POST) == Sent("018f", "")
    assert await connector.publish(grant, POST) == Sent("018f", "")


@pytest.mark.parametrize("platform", IMITATED)
def test_it_has_the_rules_of_the_platform_it_imitates(platform: str) -> None:
    own = PLATFORMS[platform].rules if platform in PLATFORMS else connector_class(platform).rules({})
    assert Platform.rules({"platform": platform}) == own


def test_an_unknown_platform_is_as_any_other_place() -> None:
    assert Platform.rules({"platform": "rehearsal"}) == Platform.rules({}) == PLATFORMS["other"].rules


@pytest.mark.parametrize(
    ("answers", "field"),
    [({"name": "x", "platform": "handoff"}, "platform"), ({"name": " ", "platform": "telegram"}, "name")],
)
async def test_wrong_answers_name_their_field(answers: dict[str, str], field: str) -> None:
    with pytest.raises(Refused) as refusal:
        await Platform(nowhere()).connect(answers)
    assert refusal.value.facts == {"field": field}
