"""Taking a picture or film in: judged by its content, cleaned, kept once a company."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
import unicodedata
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import IO

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from minassa.events.recording import record
from minassa.media import refusals, storing
from minassa.media.cleaning import clean_film, clean_picture
from minassa.media.judging import UNREADABLE, Judged, judge
from minassa.media.models import Asset
from minassa.media.refusals import NotAccepted
from minassa.people.models import Membership


@dataclass(frozen=True, slots=True)
class Cleaned:
    content: File[bytes]
    mime: str
    width: int
    height: int
    size: int
    digest: str


def upload(member: Membership, *, file: File[bytes], name: str, is_paper: bool = False) -> Asset:
    """The asset this file is for the member's company: a new one, or the one it already is. Raises NotAccepted."""
    judged = judge(file, file.size)
    if judged.picture is not None:
        return keep(member, _cleaned_picture(judged), name, is_paper=is_paper)
    with tempfile.TemporaryFile() as copy:
        return keep(member, _cleaned_film(judged, file, copy), name, is_paper=is_paper)


def _cleaned_picture(judged: Judged) -> Cleaned:
    assert judged.picture is not None
    try:
        content, mime, (width, height) = clean_picture(judged.picture, judged.mime)
    except UNREADABLE as broken:
        raise NotAccepted(refusals.BROKEN) from broken
    return Cleaned(ContentFile(content), mime, width, height, len(content), hashlib.sha256(content).hexdigest())


def _cleaned_film(judged: Judged, file: IO[bytes], copy: IO[bytes]) -> Cleaned:
    file.seek(0)
    shutil.copyfileobj(file, copy, 1 << 20)
    size = copy.tell()
    clean_film(copy, size)
    copy.seek(0)
    digest = hashlib.file_digest(copy, "sha256").hexdigest()  # type: ignore[arg-type]  # a binary file it is
    copy.seek(0)
    return Cleaned(File(copy), judged.mime, judged.width, judged.height, size, digest)


def keep(member: Membership, cleaned: Cleaned, name: str, *, is_paper: bool = False) -> Asset:
    """Once for what posts show and once for papers: the same picture may be both, seen by others each time."""
    same = {"company": member.company, "digest": cleaned.digest, "is_paper": is_paper}
    known = Asset.objects.filter(**same).first()
    if known is not None:
        return known
    with ExitStack() as undo:
        stored = storing.keep(member.company.pk, cleaned.content, cleaned.mime)
        undo.callback(storing.discard, stored)  # unless a record points at it
        try:
            asset = _create(member, cleaned, name, stored, is_paper=is_paper)
        except IntegrityError:  # the same picture came twice at once
            return Asset.objects.get(**same)
        undo.pop_all()
    return asset


@transaction.atomic
def _create(member: Membership, cleaned: Cleaned, name: str, stored: str, *, is_paper: bool) -> Asset:
    asset = Asset.objects.create(
        company=member.company,
        name=readable_name(name),
        file=stored,
        mime=cleaned.mime,
        size=cleaned.size,
        width=cleaned.width,
        height=cleaned.height,
        digest=cleaned.digest,
        is_paper=is_paper,
        uploaded_by=member.user,
    )
    record("asset.uploaded", company=member.company, subject=asset.pk, by=member.user, name=asset.name, mime=asset.mime)
    return asset


def readable_name(name: str) -> str:
    """The last part of what the device called it, without control and direction characters."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    shown = "".join(letter for letter in last if unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    return shown.strip()[-200:] or "file"
