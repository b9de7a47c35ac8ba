"""Habits of the front end that a reader cannot see on one page."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from minassa.core import text
from minassa.web.templatetags.ui import PLACES

ROOT = Path(__file__).resolve().parents[3]
ASSETS = ROOT / "assets"
TEMPLATES = sorted((ROOT / "minassa").rglob("templates/**/*.html"))
STYLES = sorted(ASSETS.glob("css/**/*.css"))

pytestmark = pytest.mark.skipif(not ASSETS.exists(), reason="the front end's source is not in this installation")

PHYSICAL = re.compile(
    r"(?<![\w-])((margin|padding|border|inset)-(left|right|top|bottom)|left|right|(min-|max-)?(width|height)|float)\s*:"
)
SAYINGS = [
    "",
    "خصم ٢٠٪ على مستلزمات الجملة حتى الخميس",
    "مُحَمَّد 🌴👨‍👩‍👧‍👦 e\u0301",
    "اطلب من https://nakheel.example/offers؟ ثم (https://nakheel.example/a_(b)). وداعاً",
    "مرحبا @layla@mastodon.example و@omar و@huda.bsky.social! a@b.example",
    "#عروض_الجملة #sale #123 https://x.example/#tag",
    "https:// http://a.b HTTPS://NAKHEEL.EXAMPLE/",
    "\u200fHello مرحبا",
    "123 ... 🌴",
]


def test_styles_name_the_start_and_the_end_never_left_and_right() -> None:
    guilty = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in STYLES
        for line in path.read_text().splitlines()
        if PHYSICAL.search(re.sub(r"@media[^{]*\{|/\*.*?\*/", "", line))
    ]
    assert guilty == []


def test_every_icon_that_a_template_names_is_in_the_sprite() -> None:
    listed = {line.strip().replace(":", "-") for line in (ASSETS / "icons.txt").read_text().splitlines()}
    named = {
        (name, str(path.relative_to(ROOT)))
        for path in TEMPLATES
        for name in re.findall(r'(?:\{% icon |\bicon=)"([\w-]+)"', path.read_text())
    }
    assert {one for one in named if one[0] not in listed | set(PLACES)} == set()


def test_no_template_carries_style_or_script_of_its_own() -> None:
    inline = re.compile(r"\sstyle=|\son[a-z]+=\"|<style|<script(?![^>]*(\ssrc=|application/json))|hx-on")
    assert [str(path.relative_to(ROOT)) for path in TEMPLATES if inline.search(without_tags(path.read_text()))] == []


def without_tags(template: str) -> str:
    return re.sub(r"\{%.*?%\}", "", template)


def test_the_lock_names_no_registry() -> None:
    lock = json.loads((ASSETS / "package-lock.json").read_text())
    assert [name for name, package in lock["packages"].items() if "resolved" in package] == []


@pytest.mark.skipif(not shutil.which("node"), reason="Node is not on the path to run the page's own measures")
def test_the_page_measures_a_text_as_the_server_does() -> None:
    program = f"""
        import {{ measure, bytes, links, mentions, hashtags, direction }} from {json.dumps(str(ASSETS / "js/text.js"))};
        console.log(JSON.stringify({json.dumps(SAYINGS)}.map((said) => [
            measure(said, "graphemes"), measure(said, "utf16"), measure(said, "mastodon"), bytes(said),
            direction(said, "first_strong"), direction(said, "count"),
            [links, mentions, hashtags].map((find) => find(said).map(({{ start, end }}) => said.slice(start, end))),
        ])));"""
    done = subprocess.run(["node", "--input-type=module", "-e", program], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [
        [
            text.graphemes(said),
            text.utf16_length(said),
            text.mastodon_length(said),
            text.utf8_length(said),
            text.first_strong(said) or "",
            text.by_count(said) or "",
            [[said[one.start : one.end] for one in find(said)] for find in (text.links, text.mentions, text.hashtags)],
        ]
        for said in SAYINGS
    ]
