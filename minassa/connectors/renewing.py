"""Working with a grant whose access token may have run out meanwhile."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from minassa.connectors.base import Connector, Expired, Grant, Refreshes

T = TypeVar("T")


async def renewing(
    connector: Connector,
    grant: Grant,
    work: Callable[[Grant], Awaitable[T]],
    keep: Callable[[Grant], Awaitable[None]],
) -> T:
    """`work(grant)`; when the grant has expired, refresh it, `keep` the new one, and work once more.

    `keep` stores the new secrets before they are used: the old ones are dead by then.
    """
    try:
        return await work(grant)
    except Expired:
        if not isinstance(connector, Refreshes):
            raise
    renewed = replace(grant, secrets=await connector.refresh(grant))
    await keep(renewed)
    return await work(renewed)
