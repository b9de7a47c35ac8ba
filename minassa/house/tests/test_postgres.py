"""The embedded database by itself: made whole, found again, healed, and refused in words when it must not be touched."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from minassa.house import binaries, cluster
from minassa.house.accounts import Account, keeper
from minassa.house.cluster import cluster_in
from minassa.house.postgres import Embedded, is_up, url
from minassa.house.processes import command_of, is_alive, until
from minassa.house.words import Stuck
from minassa.testing.postgres import HASTY


@pytest.fixture
def var() -> Iterator[Path]:
    """Open to other accounts: root's database runs as one of them, and pytest's own folders are closed."""
    with tempfile.TemporaryDirectory(prefix="minassa-house-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        yield folder / "var"


@pytest.fixture
def server(var: Path) -> Iterator[Embedded]:
    made = Embedded(var, HASTY)
    yield made
    made.stop()


def ask(address: str, query: str) -> object:
    with psycopg.connect(address) as connection:
        row = connection.execute(query).fetchone()
    return row[0] if row else None


def test_it_answers_and_leaves_nothing_behind(server: Embedded, var: Path) -> None:
    address = server.start()
    assert ask(address, "SHOW listen_addresses") == ""
    assert ask(address, "SELECT upper('é')") == "É"
    pid = server.pid
    server.stop()
    assert not is_alive(pid)
    assert not is_up(var)


def test_what_was_written_is_there_after_a_restart(server: Embedded) -> None:
    with psycopg.connect(server.start()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    server.stop()
    assert ask(server.start(), "SELECT number FROM kept") == 7


def test_it_comes_back_after_kill_9(server: Embedded) -> None:
    address = server.start()
    with psycopg.connect(address) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    os.kill(server.pid, signal.SIGKILL)
    assert until(lambda: not server.is_running(), 5)
    assert server.start() == address
    assert ask(address, "SELECT number FROM kept") == 7


def test_a_running_one_is_adopted_and_stopped(server: Embedded, var: Path) -> None:
    server.start()
    heir = Embedded(var)
    heir.start()
    assert heir.pid == server.pid
    heir.stop()
    assert not server.is_running()


def test_a_pid_file_with_another_programs_number_does_not_stop_it(server: Embedded, var: Path) -> None:
    server.start()
    data = cluster_in(var).data
    note = (data / "postmaster.pid").read_text()
    server.stop()
    with subprocess.Popen(["sleep", "60"]) as stranger:
        (data / "postmaster.pid").write_text(note.replace(note.split()[0], str(stranger.pid), 1))
        assert ask(server.start(), "SELECT 1") == 1
        stranger.kill()


def test_a_half_made_folder_is_moved_aside(server: Embedded, var: Path) -> None:
    half = var / "postgres"
    (half / "base/1").mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    assert ask(server.start(), "SELECT 1") == 1
    assert [path.name.partition(".")[2][:6] for path in var.glob("postgres.*")] == ["broken"]


def test_what_a_killed_set_up_left_is_swept_away(server: Embedded, var: Path) -> None:
    (var / "postgres.new-12345/base").mkdir(parents=True)
    server.start()
    assert not list(var.glob("postgres.new-*"))


def test_a_damaged_folder_with_data_is_never_touched(server: Embedded, var: Path) -> None:
    server.start()
    server.stop()
    (cluster_in(var).data / "global/pg_control").unlink()
    with pytest.raises(Stuck, match="Restore it from a backup"):
        server.start()
    assert (cluster_in(var).data / "base").is_dir()


def test_another_versions_data_is_refused_in_words(server: Embedded, var: Path) -> None:
    server.start()
    server.stop()
    (cluster_in(var).data / "PG_VERSION").write_text("16\n")
    with pytest.raises(Stuck, match="was made by PostgreSQL 16"):
        server.start()


def test_a_long_path_still_has_a_socket(var: Path) -> None:
    deep = var / ("long" * 30)
    deep.mkdir(parents=True)
    server = Embedded(deep, HASTY)
    try:
        assert ask(server.start(), "SELECT 1") == 1
    finally:
        server.stop()


def test_no_room_is_said_before_anything_is_made(server: Embedded, var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_ROOM_TO_START", 10**18)
    with pytest.raises(Stuck, match="is full"):
        server.start()
    assert not (var / "postgres").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk to fill")
def test_a_disk_that_filled_up_is_said_in_words(var: Path) -> None:
    var.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=230m,mode=755", "tmpfs", str(var)], check=True)
    server = Embedded(var, HASTY)
    try:
        server.start()
        server.stop()
        with (var / "filler").open("wb") as filler, pytest.raises(OSError, match="No space"):
            while True:
                filler.write(b"\0" * 1_000_000)
        with pytest.raises(Stuck, match="is full"):
            server.start()
        (var / "filler").unlink()
        assert ask(server.start(), "SELECT 1") == 1
    finally:
        server.stop()
        subprocess.run(["umount", str(var)], check=True)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its files to another account")
def test_root_keeps_data_elsewhere_when_its_folder_is_closed() -> None:
    closed = Path(tempfile.mkdtemp(prefix="minassa-closed-"))
    server = Embedded(closed / "var", HASTY)
    try:
        address = server.start()
        assert ask(address, "SELECT 1") == 1
        home = Path((closed / "var/postgres.at").read_text().strip())
        assert home.owner() != "root"
        closed.chmod(0o755)
        assert url(closed / "var") == address, "opening the folder later must not lose the data"
    finally:
        server.stop()
        shutil.rmtree(home.parent)
        shutil.rmtree(closed)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can meet another account's folder")
def test_a_folder_of_an_ordinary_user_keeps_that_user(server: Embedded, var: Path) -> None:
    server.start()
    server.stop()
    data = cluster_in(var).data
    for path in (data, *data.rglob("*")):
        os.chown(path, 12345, 12345)
    assert ask(server.start(), "SELECT 1") == 1
    assert cluster_in(var).account == Account(12345, 12345, borrowed=True)
    assert "postgres" in command_of(server.pid)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends its files to another account")
def test_programs_in_a_closed_folder_are_copied_to_where_the_account_can_run_them(
    var: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(binaries, "SYSTEM_HOME", var)
    monkeypatch.setattr(Account, "reaches", lambda self, folder: folder.is_relative_to(var))
    found = binaries.programs(keeper())
    assert found.is_relative_to(var)
    said = subprocess.run([found / "initdb", "--version"], capture_output=True, check=True, **keeper().run_as())
    assert b"PostgreSQL" in said.stdout
    assert binaries.programs(keeper()) == found


def test_nobody_may_be_fooled_by_a_socket_folder_of_someone_else(server: Embedded, var: Path) -> None:
    address = server.start()
    server.stop()
    folder = Path(str(psycopg.conninfo.conninfo_to_dict(address)["host"]))
    folder.mkdir(mode=0o777)
    folder.chmod(0o777)
    try:
        with pytest.raises(Stuck, match="TMPDIR"):
            server.start()
    finally:
        folder.rmdir()


def test_the_keeper_is_never_root() -> None:
    assert keeper().uid != 0
