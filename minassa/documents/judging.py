"""What may be opened as a workbook at all: judged by its bytes and the sizes of its parts, before anything reads it."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib

from django.utils.translation import gettext as _
from openpyxl.utils.exceptions import InvalidFileException

from minassa.core.errors import Sorry

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
LARGEST_UNPACKED = 60 * MEGABYTE
LARGEST_STRINGS = 30 * MEGABYTE  # of the parts that are read whole
MOST_PARTS = 2_000
MOST_CELLS = 300_000  # each takes half a kilobyte and ten microseconds, even an empty one
MOST_TAGS = 500_000  # of the parts that are no sheets
MOST_SHEET_TAGS = 2_000_000

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the old Excel, and what a password makes of the new one
PASSWORD = "EncryptedPackage".encode("utf-16-le")
ENCODING = re.compile(rb"""^\s*<\?xml[^>]*?\bencoding\s*=\s*["']([^"']*)["']""")
COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)

# What openpyxl and what lies under it raise over a file that is not as it should be.
BROKEN = (
    InvalidFileException, zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, SyntaxError, EOFError,
    OSError, LookupError, ValueError, TypeError, AttributeError, AssertionError, NotImplementedError, ArithmeticError,
    RecursionError,
)  # fmt: skip


class Unreadable(Sorry):
    code = "unreadable_file"


def judge(file: bytes) -> None:
    if len(file) > LARGEST_FILE:
        raise Unreadable(
            _("The file has %(size)s MB; the most is %(most)s MB. Take pictures and unneeded sheets out of it.")
            % {"size": -(-len(file) // MEGABYTE), "most": LARGEST_FILE // MEGABYTE}
        )
    if file.startswith(COMPOUND):
        raise Unreadable(
            _("The file has a password. Save it without one.")
            if PASSWORD in file
            else _("This is an old Excel file (.xls). Open it in a spreadsheet and save it as .xlsx.")
        )
    if not file:
        raise Unreadable(_("The file is empty."))
    try:
        with zipfile.ZipFile(io.BytesIO(file)) as packed:
            _judge_parts(packed)
    except BROKEN:
        raise Unreadable(
            _("This is not an Excel file (.xlsx). Open it in a spreadsheet and save it as .xlsx.")
        ) from None


def _judge_parts(packed: zipfile.ZipFile) -> None:
    """By the sizes that the file itself declares; no part is ever unpacked beyond them."""
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        raise Unreadable(_("This is not an Excel file (.xlsx). Open it in a spreadsheet and save it as .xlsx."))
    whole = sum(part.file_size for part in parts if not part.filename.startswith("xl/worksheets/sheet"))
    if (
        len(parts) > MOST_PARTS
        or len(names) != len(parts)
        or sum(part.file_size for part in parts) > LARGEST_UNPACKED
        or whole > LARGEST_STRINGS
    ):
        raise Unreadable(too_large())
    for part in parts:
        if part.flag_bits & 0x1:
            raise Unreadable(_("The file has a password. Save it without one."))
    _judge_contents(packed, [part for part in parts if part.filename.endswith((".xml", ".rels", ".vml"))])


def _judge_contents(packed: zipfile.ZipFile, parts: list[zipfile.ZipInfo]) -> None:
    cells = tags = sheet_tags = 0
    for part in parts:
        is_sheet = part.filename.startswith("xl/worksheets/")
        with packed.open(part) as opened:
            chunk = opened.read(MEGABYTE)
            _judge_start(chunk[:4096])
            while chunk:
                if is_sheet:
                    cells += sum(chunk.count(one) for one in (b"<c ", b"<c>", b"<c/", b":c ", b":c>", b":c/"))
                    sheet_tags += chunk.count(b"<")
                else:
                    tags += chunk.count(b"<")
                chunk = opened.read(MEGABYTE)
        if cells > MOST_CELLS or tags > MOST_TAGS or sheet_tags > MOST_SHEET_TAGS:
            raise Unreadable(too_large())


def _judge_start(start: bytes) -> None:
    """Every spreadsheet writes UTF-8 without a document type; anything else could hide what is not counted."""
    encoding = ENCODING.match(start.removeprefix(b"\xef\xbb\xbf"))
    if (
        b"\0" in start
        or not start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")
        or (encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"))
        or b"<!" in COMMENT.sub(b"", start).replace(b"<![CDATA[", b"")
    ):
        raise Unreadable(damaged())


def too_large() -> str:
    return _("Unpacked, the file is far larger than a plan of action can be. Copy the plan into a new workbook.")


def damaged() -> str:
    return _(
        "The file is damaged, or not a workbook that a spreadsheet saved. Open it, save it as .xlsx, and try again."
    )
