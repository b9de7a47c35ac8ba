from __future__ import annotations

from collections.abc import Mapping

import httpx
import pytest

from minassa.connectors.base import Code, Disconnected, Expired, Grant
from minassa.connectors.bluesky.connector import Platform
from minassa.connectors.renewing import renewing
from minassa.connectors.testing import nowhere

pytestmark = pytest.mark.anyio

OLD = Grant("did:plc:a", "https://pds.example", {"access": "old"})


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


class Renews(Platform):
    async def refresh(self, grant: Grant) -> Mapping[str, str]:
        return {"access": "new"}


async def test_an_expired_grant_is_refreshed_once_and_kept_before_it_is_used() -> None:
    kept: list[Grant] = []

    async def work(grant: Grant) -> str:
        if grant.secrets["access"] == "old":
            raise Expired(Code.GRANT_EXPIRED)
        assert kept == [grant]
        return "done"

    async def keep(grant: Grant) -> None:
        kept.append(grant)

    assert await renewing(Renews(nowhere()), OLD, work, keep) == "done"


async def test_a_grant_that_stays_expired_is_not_refreshed_for_ever() -> None:
    tries = []

    async def work(grant: Grant) -> None:
        tries.append(grant)
        raise Expired(Code.GRANT_EXPIRED)

    async def keep(grant: Grant) -> None:
        pass

    with pytest.raises(Expired):
        await renewing(Renews(nowhere()), OLD, work, keep)
    assert len(tries) == 2


async def test_a_revoked_grant_is_not_refreshed() -> None:
    async def work(grant: Grant) -> None:
        raise Disconnected(Code.GRANT_REVOKED)

    async def keep(grant: Grant) -> None:
        raise AssertionError

    with pytest.raises(Disconnected):
        await renewing(Renews(nowhere()), OLD, work, keep)


def test_the_seam_refuses_when_nothing_is_expected() -> None:
    assert isinstance(nowhere(), httpx.AsyncClient)
