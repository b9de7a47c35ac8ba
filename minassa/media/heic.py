"""Opens HEIC pictures in a process of their own, with bounds of their own.

libheif is a C library that a damaged file can crash (seen with pi-heif 1.4.0: a few changed bytes are enough); then
only this process dies, and the upload is refused as broken. Run as a script it is the decoder, and needs no Django.
"""

from __future__ import annotations

import base64
import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import IO

from PIL import Image

SECONDS = 20
MEMORY = 3 << 30


class Unreadable(OSError):
    """The decoder did not give a picture."""


class TooManyPixels(Exception):
    """The header asks for more than the bound."""


def open_heic(file: IO[bytes], pixels: int) -> Image.Image:
    """The picture, decoded and upright."""
    file.seek(0)
    command = [sys.executable, "-I", str(Path(__file__)), str(pixels)]
    try:
        done = subprocess.run(command, input=file.read(), capture_output=True, timeout=SECONDS + 5, check=False)  # noqa: S603  # our own file
    except subprocess.TimeoutExpired as slow:
        raise Unreadable from slow
    head, _, body = done.stdout.partition(b"\n")
    if done.returncode or not head:
        raise Unreadable
    said = json.loads(head)
    if "size" not in said:
        raise TooManyPixels
    picture = Image.frombytes(said["mode"], tuple(said["size"]), body)
    picture.info["icc_profile"] = base64.b64decode(said["profile"])
    return picture


def _decode(content: bytes, pixels: int) -> None:
    from pi_heif.as_plugin import register_heif_opener

    register_heif_opener(thumbnails=False, depth_images=False, aux_images=False)
    with Image.open(BytesIO(content), formats=["HEIF"]) as picture:
        if picture.width * picture.height > pixels:
            sys.stdout.write("{}\n")
            return
        profile = base64.b64encode(picture.info.get("icc_profile") or b"").decode()
        said = {"mode": picture.mode, "size": picture.size, "profile": profile}
        body = picture.tobytes()
    sys.stdout.buffer.write(json.dumps(said).encode() + b"\n" + body)


def _bound() -> None:
    try:
        import resource
    except ImportError:  # Windows has none
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _bound()
    _decode(sys.stdin.buffer.read(), int(sys.argv[1]))
