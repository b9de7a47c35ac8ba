"""The real Bluesky server for tests: `def test_…(bluesky)`.

It is installed into the cache on first use (two minutes); `python -m minassa.testing.bluesky` does that beforehand.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import select
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from minassa.testing.cache import NotInstalled, node, npm_packages

MANIFEST = Path(__file__).parent / "bluesky_server"
PATIENCE = 60


@dataclass(frozen=True, slots=True)
class Account:
    handle: str
    did: str
    password: str
    app_password: str


class Bluesky:
    """One server with its own empty data. `allow` is what the guard must let through to reach it."""

    def __init__(self, *, rate_limits: bool = False) -> None:
        installed = npm_packages("bluesky", MANIFEST)
        shutil.copy(MANIFEST / "serve.js", installed / "serve.js")
        self.folder = tempfile.mkdtemp(prefix="minassa-bluesky-")
        self._jwt_secret = secrets.token_hex(16)
        self._admin_password = secrets.token_hex(16)
        port = _free_port()
        self.url = f"http://localhost:{port}"
        self.allow = [f"localhost:{port}"]
        options = {
            "port": port,
            "folder": self.folder,
            "rateLimits": rate_limits,
            "jwtSecret": self._jwt_secret,
            "adminPassword": self._admin_password,
            "rotationKey": secrets.token_hex(32),
        }
        with (Path(self.folder) / "errors.log").open("wb") as errors:
            self._process = subprocess.Popen(
                [node(), "serve.js", json.dumps(options)],
                cwd=installed,
                env={"PATH": "/usr/bin:/bin", "LOG_ENABLED": "0", "NODE_ENV": "production"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
            )
        self._http = httpx.Client(base_url=f"{self.url}/xrpc/", trust_env=False, timeout=PATIENCE)
        self._wait_until_ready()

    def create_account(self, handle: str) -> Account:
        """`handle` ends in .test; a plain word gets that ending."""
        full = handle if handle.endswith(".test") else f"{handle}.test"
        password = secrets.token_hex(8)
        email = f"{full.removesuffix('.test')}@example.test"
        made = self.post("com.atproto.server.createAccount", {"handle": full, "email": email, "password": password})
        app = self.post("com.atproto.server.createAppPassword", {"name": "minassa"}, made["accessJwt"])
        return Account(full, made["did"], password, app["password"])

    def records(self, did: str) -> list[dict[str, Any]]:
        """All posts of the account, oldest first, each with `uri`, `cid` and `value`."""
        found: list[dict[str, Any]] = []
        cursor = ""
        while True:
            page = self.get(
                "com.atproto.repo.listRecords",
                repo=did,
                collection="app.bsky.feed.post",
                limit=100,
                reverse=True,
                **({"cursor": cursor} if cursor else {}),
            )
            found += page["records"]
            cursor = page.get("cursor", "")
            if not cursor or not page["records"]:
                return found

    def blob(self, did: str, cid: str) -> bytes:
        return self._checked(self._http.get("com.atproto.sync.getBlob", params={"did": did, "cid": cid})).content

    def deactivate(self, account: Account) -> None:
        token = self.sign_in(account)["accessJwt"]
        self.post("com.atproto.server.deactivateAccount", {}, token)

    def take_down(self, account: Account) -> None:
        basic = base64.b64encode(f"admin:{self._admin_password}".encode()).decode()
        subject = {"$type": "com.atproto.admin.defs#repoRef", "did": account.did}
        self._checked(
            self._http.post(
                "com.atproto.admin.updateSubjectStatus",
                json={"subject": subject, "takedown": {"applied": True}},
                headers={"Authorization": f"Basic {basic}"},
            )
        )

    def sign_in(self, account: Account) -> dict[str, Any]:
        return self.post(
            "com.atproto.server.createSession", {"identifier": account.handle, "password": account.password}
        )

    def expired(self, token: str) -> str:
        """The same token as it is after its time."""
        head, body, _ = token.split(".")
        claims = json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
        claims |= {"iat": int(time.time()) - 7200, "exp": int(time.time()) - 60}
        signed = f"{head}.{_base64(json.dumps(claims).encode())}"
        return f"{signed}.{_base64(hmac.digest(self._jwt_secret.encode(), signed.encode(), hashlib.sha256))}"

    def get(self, name: str, **params: Any) -> dict[str, Any]:
        found: dict[str, Any] = self._checked(self._http.get(name, params=params)).json()
        return found

    def post(self, name: str, body: dict[str, Any], token: str = "") -> dict[str, Any]:
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        answer = self._checked(self._http.post(name, json=body, headers=headers))
        return dict(answer.json()) if answer.content else {}

    def stop(self) -> None:
        self._http.close()
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _wait_until_ready(self) -> None:
        assert self._process.stdout is not None
        ready, _, _ = select.select([self._process.stdout], [], [], PATIENCE)
        said = self._process.stdout.readline() if ready else b""
        if not said:
            errors = (Path(self.folder) / "errors.log").read_text()[-2000:]
            self.stop()
            raise RuntimeError(f"The Bluesky server did not start: {errors}")

    @staticmethod
    def _checked(answer: httpx.Response) -> httpx.Response:
        if answer.is_error:
            raise RuntimeError(f"{answer.request.url.path} answered {answer.status_code}: {answer.text[:500]}")
        return answer


@pytest.fixture(scope="session")
def bluesky() -> Iterator[Bluesky]:
    """One server for the whole run: make an account of your own."""
    try:
        server = Bluesky()
    except NotInstalled as reason:
        pytest.skip(f"The real Bluesky server could not be installed. {reason}")
    yield server
    server.stop()


def pytest_collection_finish(session: pytest.Session) -> None:
    """The install happens before the first test, so that no test's time runs out over it."""
    if session.config.option.collectonly:
        return
    if any("bluesky" in getattr(item, "fixturenames", ()) for item in session.items):
        try:
            npm_packages("bluesky", MANIFEST)
        except NotInstalled:
            return  # the fixture skips, and says why


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _base64(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()


if __name__ == "__main__":
    try:
        print(npm_packages("bluesky", MANIFEST))
    except NotInstalled as refusal:
        sys.exit(str(refusal))
