"""Turns away an upload by the size it announces, before a byte of it is kept."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from minassa.media.judging import FILM_BYTES

MOST = FILM_BYTES + 5_000_000  # the form around the file


class Bounded(FileUploadHandler):
    """Stands first among the upload handlers, for every form of the product."""

    def handle_raw_input(self, input_data: Any, meta: Any, content_length: int, *_: Any) -> None:
        if content_length > MOST:
            raise RequestDataTooBig("The upload is larger than any file that is taken.")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
