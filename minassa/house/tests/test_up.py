"""`minassa up` as a person meets it: it starts, stops, mends itself, and says in words why it cannot start."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from minassa.house.cluster import cluster_in
from minassa.house.postgres import Embedded
from minassa.house.processes import until
from minassa.house.tests.living import ROOT, Up, environment

pytestmark = [pytest.mark.server, pytest.mark.timeout(300)]

QUICK = 5.0  # seconds a second start may take


@pytest.fixture(scope="module")
def started() -> Iterator[tuple[Path, str]]:
    """A folder that was started once and stopped with Ctrl-C, and what that first start said."""
    with tempfile.TemporaryDirectory(prefix="minassa-first-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        first = Up(folder)
        try:
            first.start()
            status, page = first.get()
            assert (status, 'dir="rtl"' in page) == (200, True), page[:500]
            assert first.stop() == 0, first.said()
            assert first.family() == []
            yield folder, first.said()
        finally:
            first.end()


@pytest.fixture
def house(started: tuple[Path, str]) -> Iterator[Callable[..., Up]]:
    """Makes an `Up` in a copy of the started folder."""
    made: list[Up] = []

    def make(*arguments: str) -> Up:
        folder = Path(tempfile.mkdtemp(prefix="minassa-house-"))
        folder.chmod(0o755)
        subprocess.run(["cp", "-a", started[0] / "var", folder / "var"], check=True)
        made.append(Up(folder, *arguments))
        return made[-1]

    yield make
    for each in made:
        each.end()
        shutil.rmtree(each.folder, ignore_errors=True)


def test_the_first_start_prints_the_address_and_a_link_for_everyone(started: tuple[Path, str]) -> None:
    said = started[1]
    assert "Minassa is ready: http://127.0.0.1:" in said
    assert said.count("http://127.0.0.1:") >= 5
    assert "Traceback" not in said


def test_the_second_start_is_quick_and_makes_no_second_company(house: Callable[..., Up]) -> None:
    up = house()
    seconds = up.start()
    if seconds >= QUICK:  # a busy machine is not a slow start
        assert up.stop() == 0
        seconds = up.start()
    assert seconds < QUICK, up.said()
    assert "signin-link EMAIL" in up.said()
    assert up.get("/health/live")[0] == 200
    assert up.stop(signal.SIGTERM) == 0
    assert up.family() == []


def test_a_second_one_in_the_same_folder_says_where_the_first_is(house: Callable[..., Up]) -> None:
    up = house()
    up.start()
    second = Up(up.folder)
    said = second.fails()
    second.log.unlink()
    assert f"already running in this folder, at http://127.0.0.1:{up.port}" in said
    assert up.get("/health/live")[0] == 200


@pytest.mark.parametrize("victim", ["web", "worker", "postgres"])
def test_whatever_is_killed_comes_back(house: Callable[..., Up], victim: str) -> None:
    up = house()
    up.start()
    before = up.one(victim)
    before.kill()
    until(lambda: not before.is_running(), 5)

    def is_back() -> bool:
        try:
            return up.one(victim).pid != before.pid and up.get("/health")[0] == 200
        except (AssertionError, OSError):
            return False

    assert until(is_back, 30, step=0.2), up.said()
    assert up.stop() == 0
    assert up.family() == []


def test_the_server_process_inside_web_comes_back(house: Callable[..., Up]) -> None:
    up = house()
    up.start()
    [inside] = up.one("web").children()
    inside.kill()

    def is_back() -> bool:
        try:
            return up.get("/health/live")[0] == 200
        except OSError:
            return False

    assert until(is_back, 20, step=0.1), up.said()


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child of its parent's death")
def test_killing_the_supervisor_leaves_no_process(house: Callable[..., Up]) -> None:
    up = house()
    up.start()
    up.stop(signal.SIGKILL)
    assert until(lambda: up.family() == [], 15, step=0.1), up.family()
    assert up.start() < 10


def test_it_recovers_after_everything_was_killed_at_once(house: Callable[..., Up]) -> None:
    up = house()
    up.start()
    for each in up.family():
        each.send_signal(signal.SIGSTOP)  # so that none can tidy up after the others
    for each in up.family():
        each.kill()
    assert up.process is not None
    up.process.wait(10)
    until(lambda: up.family() == [], 10)
    up.start()
    assert up.get("/health/live")[0] == 200


def test_a_taken_port_names_who_holds_it(house: Callable[..., Up]) -> None:
    up = house()
    with socket.socket() as taker:
        taker.bind(("127.0.0.1", up.port))
        taker.listen()
        said = up.fails()
    assert f"Port {up.port} is taken" in said
    assert f"(process {os.getpid()})" in said
    assert "--port" in said


def test_a_half_made_database_is_made_anew(house: Callable[..., Up]) -> None:
    up = house("--no-demo")
    shutil.rmtree(up.folder / "var/postgres/base")
    (up.folder / "var/postgres/PG_VERSION").unlink()
    up.start()
    assert list(up.folder.glob("var/postgres.broken-*"))


def test_a_start_that_was_killed_midway_does_not_stop_the_next(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = Path(tempfile.mkdtemp(prefix="minassa-midway-"))
    folder.chmod(0o755)
    up = Up(folder, "--no-demo")
    try:
        up.begin()
        assert until((folder / "var/postgres").exists, 30)  # it is migrating now
        up.stop(signal.SIGKILL)
        up.start()
        assert up.get("/health/live")[0] == 200
    finally:
        up.end()
        shutil.rmtree(folder, ignore_errors=True)


def test_ctrl_c_during_the_first_start_leaves_nothing() -> None:
    folder = Path(tempfile.mkdtemp(prefix="minassa-early-"))
    folder.chmod(0o755)
    up = Up(folder, "--no-demo")
    try:
        up.begin()
        assert until((folder / "var/postgres").exists, 30)
        assert up.stop() == 0
        assert up.family() == []
    finally:
        up.end()
        shutil.rmtree(folder, ignore_errors=True)


def test_with_a_database_of_ones_own_there_is_no_other(house: Callable[..., Up]) -> None:
    with tempfile.TemporaryDirectory(prefix="minassa-own-") as name:
        Path(name).chmod(0o755)
        server = Embedded(Path(name))
        up = house()
        shutil.rmtree(up.folder / "var")
        try:
            up.environment["DATABASE_URL"] = server.start()
            up.start()
            assert up.get()[0] == 200
            assert not (up.folder / "var/postgres").exists()
            assert up.stop() == 0
            assert server.is_running()
        finally:
            server.stop()


def test_as_an_ordinary_user() -> None:
    with tempfile.TemporaryDirectory(prefix="minassa-user-") as name:
        folder = Path(name)
        up = Up(folder, "--no-demo", command=ordinary(folder), HOME=name, **packages())
        try:
            up.start()
            assert {each.username() for each in up.family()} == {up.one("web").username()}
            assert up.stop() == 0
            assert up.family() == []
        finally:
            up.end()


def test_an_unwritable_folder_is_said_in_words() -> None:
    with tempfile.TemporaryDirectory(prefix="minassa-closed-") as name:
        folder = Path(name)
        command = ordinary(folder)
        os.chown(folder, os.geteuid(), os.getegid())
        folder.chmod(0o555)
        up = Up(folder, command=command, **packages())
        try:
            assert "cannot write in" in up.fails()
        finally:
            up.end()


# setpriv may start what the account itself may not, so it is asked from inside.
RUNS_IN_FULL = "import django, minassa, os, sys; sys.exit(not os.access(os.path.realpath(sys.executable), os.X_OK))"


def ordinary(folder: Path) -> list[str]:
    """How someone who is not root calls minassa in that folder."""
    if os.geteuid() != 0:
        return [sys.executable, "-m", "minassa"]
    drop = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups"]
    shutil.chown(folder, "nobody", "nogroup")
    for python in (sys.executable, f"/usr/bin/python3.{sys.version_info.minor}"):
        tried = subprocess.run(
            [*drop, python, "-c", RUNS_IN_FULL],
            cwd=folder,
            env=environment(**packages()),
            capture_output=True,
            check=False,
        )
        if tried.returncode == 0:
            return [*drop, python, "-m", "minassa"]
    pytest.skip("this Python and this folder are open to root only, and no other Python of its version is there")


def packages() -> dict[str, str]:
    return {"PYTHONPATH": os.pathsep.join([str(ROOT), *(path for path in sys.path if path.endswith("site-packages"))])}


def test_root_in_a_closed_folder_keeps_the_data_elsewhere_and_says_so() -> None:
    if os.geteuid() != 0:
        pytest.skip("only root lends its files to another account")
    folder = Path(tempfile.mkdtemp(prefix="minassa-closed-"))  # closed to everyone but root
    up = Up(folder, "--no-demo")
    try:
        up.start()
        place = cluster_in(folder / "var").data
        assert str(place) in up.said()
        assert psutil.Process(up.one("postgres").pid).username() != "root"
        assert up.stop() == 0
        shutil.rmtree(place.parent)
    finally:
        up.end()
        shutil.rmtree(folder)
