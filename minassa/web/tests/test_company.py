from __future__ import annotations

import io
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from minassa.events.models import Event
from minassa.people.models import Company
from minassa.testing.cast import Cast, client_of

SETTINGS = {
    "name": "نور",
    "language": "ar",
    "zone": "Africa/Cairo",
    "currency": "EGP",
    "weekend": ["4"],
    "first_weekday": "6",
    "digits": "arab",
    "hijri": "on",
    "late_after": "15",
}


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 300)) -> bytes:
    kept = io.BytesIO()
    Image.new("RGB", size, (0, 90, 110)).save(kept, kind)
    return kept.getvalue()


def save(cast: Cast, **fields: Any) -> Any:
    return client_of(cast.omar).post("/c/noor/settings/", SETTINGS | fields)


@pytest.fixture(autouse=True)
def _media(settings: LazySettings, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_settings_are_saved(cast: Cast) -> None:
    assert save(cast).status_code == 302
    kept = Company.objects.get(slug="noor")
    assert (kept.name, kept.zone, kept.currency, kept.weekend, kept.first_weekday, kept.digits, kept.hijri) == (
        "نور",
        "Africa/Cairo",
        "EGP",
        [4],
        6,
        "arab",
        True,
    )
    assert kept.late_after.total_seconds() == 900


def test_saving_what_is_there_already_changes_nothing(cast: Cast) -> None:
    Company.objects.filter(slug="noor").update(weekend=[5, 4])
    save(cast, weekend=["4", "5"])
    before = Event.objects.count()
    save(cast, weekend=["5", "4"])
    assert Event.objects.count() == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""},
        {"zone": "Mars"},
        {"currency": "XXXX"},
        {"weekend": ["9"]},
        {"first_weekday": "x"},
        {"digits": "roman"},
        {"late_after": "0"},
        {"late_after": "-5"},
        {"late_after": "99999999999999999999"},
        {"language": "fr"},
    ],
)
def test_a_wrong_setting_saves_nothing(cast: Cast, wrong: dict[str, Any]) -> None:
    assert save(cast, **wrong).status_code == 422
    assert Company.objects.get(slug="noor").name == "Noor"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_drawn_anew_and_shown_to_the_company_only(cast: Cast, kind: str) -> None:
    assert save(cast, logo=SimpleUploadedFile("../../evil.html", picture(kind), "text/html")).status_code == 302
    url = Company.objects.get(slug="noor").logo_url
    shown = client_of(cast.huda).get(url)
    assert shown.headers["Content-Type"] == "image/png" and "evil" not in url
    assert Image.open(io.BytesIO(b"".join(shown.streaming_content))).size == (512, 171)  # type: ignore[attr-defined]
    assert client_of(cast.sami).get(url).status_code == 404
    assert save(cast, remove_logo="on").status_code == 302
    assert Company.objects.get(slug="noor").logo_url == ""
    assert client_of(cast.huda).get(url).status_code == 404


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<html><script>alert(1)</script></html>",
        b"\x89PNG\r\n\x1a\n" + b"\x00" * 100,
        picture("GIF"),
        picture()[:200],
        picture(size=(7000, 7000)),
        b"x" * 2_000_001,
    ],
    ids=["svg", "html", "broken", "gif", "cut", "huge picture", "huge file"],
)
def test_what_is_no_logo_is_refused(cast: Cast, content: bytes) -> None:
    answer = save(cast, logo=SimpleUploadedFile("logo.png", content, "image/png"))
    assert answer.status_code in {400, 413, 422}
    assert not Company.objects.get(slug="noor").logo
