"""The console command: its words by locale, its exit codes, and how little it loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import minassa
from minassa.house.tests.living import environment

LOCALE = Path(minassa.__file__).parent / "locale/ar/LC_MESSAGES/django.mo"
COMMANDS = [
    "up",
    "web",
    "worker",
    "migrate",
    "company create",
    "invite",
    "signin-link",
    "demo",
    "doctor",
    "keys rotate",
]


def call(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "minassa", *arguments]
    return subprocess.run(command, env=environment(**more), capture_output=True, text=True, check=False)


def test_it_tells_its_version() -> None:
    assert call("version").stdout == f"{minassa.__version__}\n"


def test_every_command_explains_itself() -> None:
    script = (
        "import contextlib, io\n"
        "from minassa.house.cli import main\n"
        f"for words in {COMMANDS!r}:\n"
        "    said = io.StringIO()\n"
        "    with contextlib.redirect_stdout(said), contextlib.suppress(SystemExit):\n"
        "        main([*words.split(), '--help'])\n"
        "    assert f'minassa {words}' in said.getvalue(), words\n"
    )
    subprocess.run([sys.executable, "-c", script], env=environment(), check=True)


@pytest.mark.skipif(not LOCALE.exists(), reason="the Arabic catalogue is not compiled: bin/setup.py does it")
def test_it_speaks_arabic_to_an_arabic_locale() -> None:
    arabic = call("up", "--help", LANG="ar_SA.UTF-8").stdout
    assert "شغّل" in arabic or "تشغيل" in arabic
    assert "usage:" not in arabic
    assert "show this help" not in arabic
    assert "usage:" in call("up", "--help", LANG="en_US.UTF-8").stdout


def test_a_wrong_word_is_refused_with_the_usage() -> None:
    done = call("publish")
    assert done.returncode == 2
    assert "usage:" in done.stderr


@pytest.mark.parametrize("module", ["cli", "supervisor", "postgres", "doorway"])
def test_what_runs_all_the_time_loads_no_django(module: str) -> None:
    heavy = "[name for name in ('django', 'psutil', 'psycopg', 'ssl', 'granian') if name in sys.modules]"
    script = f"import sys, minassa.house.{module}; print({heavy})"
    done = subprocess.run([sys.executable, "-c", script], env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_web_and_worker_alone_ask_for_a_database(tmp_path: Path) -> None:
    for name in ("web", "worker"):
        done = call(name, *(["--port", "0"] if name == "web" else []), MINASSA_VAR=str(tmp_path))
        assert done.returncode == 1
        assert "minassa up" in done.stderr


@pytest.mark.parametrize("port", ["65536", "-1"])
def test_an_impossible_port_is_refused_in_words(tmp_path: Path, port: str) -> None:
    done = call("up", "--port", port, MINASSA_VAR=str(tmp_path))
    assert done.returncode == 1
    assert "is not a port" in done.stderr


def test_a_port_that_is_no_number_is_refused_in_words(tmp_path: Path) -> None:
    assert "is not a port" in call("up", MINASSA_VAR=str(tmp_path), MINASSA_PORT="eight").stderr


def test_an_address_of_another_machine_is_refused_in_words(tmp_path: Path) -> None:
    assert "no address 192.0.2.1" in call("up", "--host", "192.0.2.1", MINASSA_VAR=str(tmp_path)).stderr


def test_an_unknown_database_server_is_said_in_words(tmp_path: Path) -> None:
    address = f"postgresql://nobody@%2F{str(tmp_path).strip('/').replace('/', '%2F')}/none"
    done = call("doctor", MINASSA_VAR=str(tmp_path), DATABASE_URL=address)
    assert done.returncode == 1
    assert "Check DATABASE_URL" in done.stdout
