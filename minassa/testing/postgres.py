"""Every process of a test run has a PostgreSQL of its own, in a folder of its own, gone afterwards.

Loaded by `-p minassa.testing.postgres`, so that it is there before Django reads its settings.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from minassa.house.postgres import Embedded

# A test database need not survive a power cut; killed with -9 it still keeps what it committed.
HASTY = {"fsync": "off", "full_page_writes": "off"}


class OwnPostgres:
    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="minassa-test-"))
        self.folder.chmod(0o755)  # the database may run as another account
        self.server = Embedded(self.folder, HASTY)
        os.environ["DATABASE_URL"] = self.server.start()

    def pytest_unconfigure(self) -> None:
        self.server.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    os.environ.setdefault("MINASSA_TESTING", "1")
    own: OwnPostgres | None = None
    is_several = bool(early_config.known_args_namespace.numprocesses)  # with pytest-xdist: each of them, not the first
    if "DATABASE_URL" not in os.environ and (not is_several or "PYTEST_XDIST_WORKER" in os.environ):
        own = OwnPostgres()
        os.environ.setdefault("MINASSA_VAR", str(own.folder))
        early_config.pluginmanager.register(own, "own-postgres")
    try:
        yield
    except BaseException:
        if own is not None:
            own.pytest_unconfigure()
        raise


@pytest.fixture(autouse=True)
def _empty_queue(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Django empties its own tables after a test that commits; the queue is none of them."""
    yield
    if "transactional_db" in request.fixturenames or _commits(request.node):
        with django_db_blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("DELETE FROM pgqueuer")


def _commits(test: pytest.Item) -> bool:
    marked = test.get_closest_marker("django_db")
    return marked is not None and bool(marked.kwargs.get("transaction"))
