from __future__ import annotations

from collections.abc import AsyncIterator

import httpx
import pytest

from minassa.core import safe_http


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
async def http() -> AsyncIterator[httpx.AsyncClient]:
    async with safe_http.client(allow=["127.0.0.1"]) as client:
        yield client
