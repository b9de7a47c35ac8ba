"""A logo as it is uploaded: judged by what it is, and drawn anew so that nothing else travels with it."""

from __future__ import annotations

import hashlib
import io
import warnings
from typing import Any

from django import forms
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

LARGEST = 2_000_000  # bytes
MOST_PIXELS = 40_000_000
SIDE = 512
KINDS = ("PNG", "JPEG", "WEBP")


class LogoField(forms.FileField):
    widget = forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"})

    def clean(self, data: Any, initial: Any = None) -> ContentFile[bytes] | None:
        upload = super().clean(data, initial)
        return logo_of(upload) if upload else None


def logo_of(upload: UploadedFile[bytes]) -> ContentFile[bytes]:
    if (upload.size or 0) > LARGEST:
        raise forms.ValidationError(_("The logo is larger than 2 MB. Choose a smaller file."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(upload, formats=KINDS) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    raise forms.ValidationError(_("The logo has too many pixels. Choose a smaller picture."))
                drawn = ImageOps.exif_transpose(picture).convert("RGBA")
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise forms.ValidationError(
            _("This is not a picture that can be read. Choose a PNG, JPEG or WebP file.")
        ) from error
    drawn.thumbnail((SIDE, SIDE))
    kept = io.BytesIO()
    drawn.save(kept, "PNG", optimize=True)
    content = kept.getvalue()
    return ContentFile(content, name=f"{hashlib.sha256(content).hexdigest()[:16]}.png")
