"""Where pictures and films are kept: in a folder, or in an S3 bucket that all hosts share."""

from __future__ import annotations

import os
from typing import Any

from minassa.config.environment import text


def media_storage() -> dict[str, Any]:
    """Django's setting. The bucket stays closed: Minassa looks who is asking and gives the file out itself."""
    bucket = text("MINASSA_S3_BUCKET")
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    # Servers that are compatible but not Amazon's often know none of the newer checksums.
    os.environ.setdefault("AWS_REQUEST_CHECKSUM_CALCULATION", "when_required")
    os.environ.setdefault("AWS_RESPONSE_CHECKSUM_VALIDATION", "when_required")
    endpoint = text("MINASSA_S3_ENDPOINT")
    return {
        "BACKEND": "storages.backends.s3.S3Storage",  # imported on the first file, not before
        "OPTIONS": {
            "bucket_name": bucket,
            "location": text("MINASSA_S3_PREFIX"),
            "endpoint_url": endpoint or None,  # none: Amazon's own
            "addressing_style": "path" if endpoint else None,
            "region_name": text("MINASSA_S3_REGION") or None,
            "access_key": text("MINASSA_S3_KEY") or None,  # none: what the machine itself is allowed
            "secret_key": text("MINASSA_S3_SECRET") or None,
        },
    }
