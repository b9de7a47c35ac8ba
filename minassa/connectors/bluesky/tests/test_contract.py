from __future__ import annotations

from datetime import UTC, datetime

import httpx

from minassa.connectors.base import Grant, Outgoing
from minassa.connectors.bluesky.connector import Platform
from minassa.connectors.testing import ConnectorContract

DID = "did:plc:ewvi7nxzyoun6zhxrhs64oiz"
RECORD = {"$type": "app.bsky.feed.post", "text": "سلام", "createdAt": "2026-03-01T12:00:00.000Z", "langs": ["ar"]}
SESSION = {"did": DID, "handle": "layla.test", "active": True}


class TestContract(ConnectorContract):
    connector = Platform
    grant = Grant(
        DID,
        "https://pds.example",
        {"access": "access-jwt", "refresh": "refresh-jwt", "app_password": "abcd-efgh-ijkl-mnop"},
    )
    post = Outgoing(
        key="018f",
        text="سلام",
        send_at=datetime(2026, 3, 1, 12, tzinfo=UTC),
        prepared={"rkey": "3lejqkzsqm22a", "record": RECORD, "handle": "layla.test"},
    )

    def answer(self, request: httpx.Request) -> httpx.Response:
        match request.url.path.removeprefix("/xrpc/"):
            case "com.atproto.server.getSession":
                return httpx.Response(200, json=SESSION)
            case "com.atproto.server.refreshSession":
                return httpx.Response(200, json={**SESSION, "accessJwt": "new", "refreshJwt": "new"})
            case "com.atproto.repo.putRecord":
                return httpx.Response(200, json={"uri": f"at://{DID}/app.bsky.feed.post/3lejqkzsqm22a", "cid": "bafy"})
            case _:
                return httpx.Response(400, json={"error": "RecordNotFound", "message": "Could not locate record"})

    def publishes(self, request: httpx.Request) -> bool:
        return request.url.path.endswith("putRecord")
