"""The wheel, installed in an empty environment, works in an empty folder without Node."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from minassa.house.tests.living import ROOT, Up, environment

pytestmark = [pytest.mark.server, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def wheel() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="minassa-wheel-") as name:
        build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", name, str(ROOT)]
        done = subprocess.run(build, env=environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        yield next(Path(name).glob("minassa-*.whl"))


def test_it_carries_what_would_need_node_and_nothing_for_tests(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as opened:
        names = opened.namelist()
    assert {"minassa/web/static/minassa/app.css", "minassa/web/static/minassa/app.js"} <= set(names)
    assert any(name.endswith(".woff2") for name in names)
    catalogues = [name.replace(".po", ".mo") for name in names if name.endswith(".po")]
    assert set(catalogues) <= set(names)
    assert [name for name in names if "/tests/" in name or "/testing/" in name] == []


def test_installed_in_an_empty_environment_up_serves_the_sign_in_page(wheel: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="minassa-empty-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        venv.create(folder / "env", with_pip=True)
        # The same versions as tested; the wheel itself names ranges.
        pip = [str(folder / "env/bin/python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        limits = folder / "limits.txt"
        limits.write_text(_without_hashes(ROOT / "requirements/base.txt"), encoding="utf-8")
        subprocess.run([*pip, "--constraint", str(limits), str(wheel)], check=True, env=environment(), cwd=folder)
        (folder / "empty").mkdir()
        up = Up(folder / "empty", command=[str(folder / "env/bin/minassa")], PATH=_path_without_node(folder))
        try:
            up.start()
            status, page = up.get()
            assert status == 200
            assert 'dir="rtl"' in page
            assert "<form" in page
            assert up.get("/static/minassa/app.css")[0] == 200
            assert up.stop() == 0
            assert up.family() == []
        finally:
            up.end()


def _without_hashes(locked: Path) -> str:
    lines = locked.read_text(encoding="utf-8").splitlines()
    return "\n".join(line.rstrip("\\ ") for line in lines if not line.lstrip().startswith("--hash")) + "\n"


def _path_without_node(folder: Path) -> str:
    """Only what the system's shell needs."""
    programs = folder / "programs"
    programs.mkdir()
    for name in ("sh", "env", "ps", "cat"):
        if found := shutil.which(name):
            (programs / name).symlink_to(found)
    assert shutil.which("node", path=str(programs)) is None
    return os.fspath(programs)
