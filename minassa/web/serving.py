"""Giving out what people uploaded: as what it is, to be looked at and never run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, cast

from django.core.files import File
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from minassa.media.models import Asset, Rendition
from minassa.media.models.asset import PDF

# Opened by itself in a tab it can show itself and do nothing else.
POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'; sandbox"
_RANGE = re.compile(r"bytes=(\d*)-(\d*)")
_PIECE = 256 * 1024


def serve(request: HttpRequest, fitted: Asset | Rendition, name: str) -> HttpResponse:
    """The file; a part of it when the browser asks for one, as players do. Its content never changes."""
    tag = f'"{fitted.pk}"'
    asked = request.headers.get("Range", "")
    response: HttpResponseBase
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    elif asked and request.headers.get("If-Range", tag) == tag:
        response = _part(fitted, asked)
    else:
        response = _whole(fitted)
    disposition = content_disposition_header("download" in request.GET or fitted.mime == PDF, name)
    for header, value in {
        "Content-Disposition": disposition,
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=31536000, immutable",
        "Accept-Ranges": "bytes",
        "ETag": tag,
    }.items():
        response[header] = value or "inline"
    return cast(HttpResponse, response)  # streamed or not: to a view they are the same


def _whole(fitted: Asset | Rendition) -> HttpResponseBase:
    return _stream(fitted, 0, fitted.size - 1, 200)


def _part(fitted: Asset | Rendition, asked: str) -> HttpResponseBase:
    found = _RANGE.fullmatch(asked.strip())
    if found is None or not any(found.groups()):
        return _whole(fitted)  # several parts at once, or another unit: the whole is a right answer too
    first, last = found.groups()
    if first:
        start, end = int(first), min(int(last or fitted.size - 1), fitted.size - 1)
    else:
        start, end = max(0, fitted.size - int(last)), fitted.size - 1
    if start > end:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{fitted.size}"})
    response = _stream(fitted, start, end, 206)
    response["Content-Range"] = f"bytes {start}-{end}/{fitted.size}"
    return response


def _stream(fitted: Asset | Rendition, start: int, end: int, status: int) -> HttpResponseBase:
    try:
        file = fitted.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = StreamingHttpResponse(_Pieces(file, start, end), status=status, content_type=fitted.mime)
    response["Content-Length"] = str(end - start + 1)
    return response


class _Pieces:
    """A part of a file, closed by the response also when nobody reads it."""

    def __init__(self, file: File[Any], start: int, end: int) -> None:
        file.seek(start)
        self._file = file
        self._left = end - start + 1

    def __iter__(self) -> Iterator[bytes]:
        while self._left > 0 and (piece := self._file.read(min(_PIECE, self._left))):
            self._left -= len(piece)
            yield piece
        self.close()

    def close(self) -> None:
        self._file.close()
