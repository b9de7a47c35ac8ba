from __future__ import annotations

import psycopg
import pytest
from django.db import connection

from minassa.jobs.queue import database_url


def test_connections_beside_djangos_keep_its_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    options = {"sslmode": "verify-full", "sslrootcert": "/etc/ca.pem", "connect_timeout": 3}
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "p@ss word")
    given = psycopg.conninfo.conninfo_to_dict(database_url())
    assert given["password"] == "p@ss word"
    assert given["sslmode"] == "verify-full"
    assert given["sslrootcert"] == "/etc/ca.pem"


@pytest.mark.django_db
def test_they_reach_the_same_database() -> None:
    with psycopg.connect(database_url()) as other:
        row = other.execute("SELECT current_database()").fetchone()
    assert row == (connection.settings_dict["NAME"],)
