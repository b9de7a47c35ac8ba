"""What people type as a name, made fit to keep; and an address in Latin letters from an Arabic name."""

from __future__ import annotations

import secrets
import unicodedata

from minassa.core.text import strip_for_platform

# Marks that turn the direction of what follows; in a name they only serve to disguise it.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])

_LATIN = {
    "ا": "a", "أ": "a", "إ": "i", "آ": "a", "ٱ": "a", "ب": "b", "ت": "t", "ث": "th", "ج": "j", "ح": "h", "خ": "kh",
    "د": "d", "ذ": "th", "ر": "r", "ز": "z", "س": "s", "ش": "sh", "ص": "s", "ض": "d", "ط": "t", "ظ": "z", "ع": "a",
    "غ": "gh", "ف": "f", "ق": "q", "ك": "k", "ل": "l", "م": "m", "ن": "n", "ه": "h", "ة": "a", "و": "w", "ؤ": "o",
    "ي": "y", "ى": "a", "ئ": "e", "ء": "", "پ": "p", "چ": "ch", "ڤ": "v", "گ": "g", "ک": "k", "ی": "y",
    **{digit: str(number) for number, digit in enumerate("٠١٢٣٤٥٦٧٨٩")},
    **{digit: str(number) for number, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")},
}  # fmt: skip
_LEGAL_FORM = {"شركة", "مؤسسة", "company", "the"}


def one_line(text: str) -> str:
    """Composed, without control or turning marks, outer space or line breaks."""
    return " ".join(strip_for_platform(text).translate(_TURNING).split())


def address_of(name: str) -> str:
    """Lower-case Latin letters, digits and hyphens, at most 32; a short random one when nothing of the name is left."""
    words = [word for word in one_line(name).lower().split() if word not in _LEGAL_FORM]
    spelled = ("".join(_latin(letter) for letter in unicodedata.normalize("NFKC", word)) for word in words)
    address = "-".join(word for word in spelled if word)[:32].strip("-")
    return address if len(address) > 1 else f"c-{secrets.token_hex(3)}"


def _latin(letter: str) -> str:
    if letter in _LATIN:
        return _LATIN[letter]
    plain = unicodedata.normalize("NFD", letter)[0]
    return plain if plain.isascii() and plain.isalnum() else ""
