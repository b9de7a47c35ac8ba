"""Where files lie: in Django's default storage, under names that nobody can guess."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.core.files import File
from django.core.files.storage import default_storage

ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/gif": "gif",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/quicktime": "mov",
    "application/pdf": "pdf",
}


def keep(company_id: UUID, content: File[bytes], mime: str) -> str:
    return default_storage.save(f"{company_id}/{secrets.token_hex(20)}.{ENDINGS[mime]}", content)


def discard(name: str) -> None:
    default_storage.delete(name)
