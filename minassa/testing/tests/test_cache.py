from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from minassa.testing.cache import NotInstalled, cache_folder, node, npm_packages

NPM = """#!/bin/sh
echo run >> runs
sleep 0.2
exit {code}
"""


@pytest.fixture
def manifest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A lock file, an empty cache, and no program on the path but what a test puts there."""
    folder = tmp_path / "manifest"
    folder.mkdir()
    for part in ("package.json", "package-lock.json", ".npmrc"):
        (folder / part).write_text("{}")
    (tmp_path / "programs").mkdir()
    monkeypatch.setenv("MINASSA_TEST_CACHE", str(tmp_path / "cache"))
    monkeypatch.setenv("PATH", f"{tmp_path / 'programs'}")
    return folder


def npm(manifest: Path, *, code: int = 0) -> None:
    program = manifest.parent / "programs" / "npm"
    program.write_text(NPM.format(code=code).replace("sleep", "/bin/sleep"))
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def runs(folder: Path) -> int:
    return len((folder / "runs").read_text().splitlines())


def test_packages_are_installed_once_even_by_two_runs_at_a_time(manifest: Path) -> None:
    npm(manifest)
    with ThreadPoolExecutor(2) as threads:
        one, other = threads.map(lambda _: npm_packages("x", manifest), range(2))
    assert one == other
    assert one.parent == cache_folder()
    assert runs(one) == 1


def test_a_failed_install_is_tried_again_by_the_next_run(manifest: Path) -> None:
    npm(manifest, code=1)
    with pytest.raises(NotInstalled):
        npm_packages("x", manifest)
    npm(manifest)
    assert runs(npm_packages("x", manifest)) == 2


def test_another_lock_file_is_another_folder(manifest: Path) -> None:
    npm(manifest)
    first = npm_packages("x", manifest)
    (manifest / "package-lock.json").write_text('{"changed": true}')
    assert npm_packages("x", manifest) != first


def test_a_missing_program_is_a_named_reason(manifest: Path) -> None:
    with pytest.raises(NotInstalled, match="npm is not installed"):
        npm_packages("x", manifest)
    with pytest.raises(NotInstalled, match=r"Node\.js is not installed"):
        node()
