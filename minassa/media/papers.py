"""A receipt or another paper: a picture, or a PDF. It is shown through its own record only; a PDF is kept as it came,
never opened here, only given out to be saved."""

from __future__ import annotations

import hashlib

from django.core.files import File
from django.core.files.base import ContentFile

from minassa.media import refusals, uploading
from minassa.media.models import Asset
from minassa.media.models.asset import PDF
from minassa.media.refusals import NotAccepted
from minassa.people.models import Membership

PAPER_BYTES = 15_000_000
_HEAD, _TAIL = 1024, 2048  # where readers look for a PDF's first and last mark


def upload_paper(member: Membership, *, file: File[bytes], name: str) -> Asset:
    """The asset this paper is for the member's company. Raises NotAccepted."""
    if file.size > PAPER_BYTES:
        raise NotAccepted(refusals.PAPER_TOO_LARGE)
    file.seek(0)
    content = file.read()
    if b"%PDF-" in content[:_HEAD]:
        if b"%%EOF" not in content[-_TAIL:]:
            raise NotAccepted(refusals.BROKEN)
        kept = uploading.Cleaned(ContentFile(content), PDF, 0, 0, len(content), hashlib.sha256(content).hexdigest())
        return uploading.keep(member, kept, name, is_paper=True)
    try:
        asset = uploading.upload(member, file=file, name=name, is_paper=True)
    except NotAccepted as no:
        raise NotAccepted(refusals.NO_PAPER) if no.message is refusals.UNKNOWN else no from None
    if asset.is_video:
        raise NotAccepted(refusals.NO_PAPER)
    return asset
