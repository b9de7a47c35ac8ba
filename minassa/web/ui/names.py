"""Two letters that stand for a name, in Arabic or Latin."""

from __future__ import annotations

from zlib import crc32

# Words that half of a list shares: doctor, engineer, professor, company, establishment, group.
TITLES = {"د", "م", "أ", "أ.د", "dr", "mr", "mrs", "ms", "eng", "prof", "شركة", "مؤسسة", "مجموعة", "the"}
# A thin space keeps two Arabic letters from joining into a word of their own.
THIN_SPACE = "\u2009"


def initials(name: str, most: int = 2) -> str:
    words = [word for word in name.replace("@", " ").split() if word.strip(".").lower() not in TITLES]
    letters = [letter for word in words if (letter := _first_letter(word))]
    if not letters:
        return "؟" if name.strip() else ""
    chosen = letters[:1] if len(letters) == 1 or most == 1 else [letters[0], letters[-1]]
    return (THIN_SPACE if any("\u0600" <= letter <= "\u06ff" for letter in chosen) else "").join(chosen)


def tint(name: str) -> int:
    """The same name has the same colour on every page."""
    return crc32(name.encode()) % 5


def _first_letter(word: str) -> str:
    bare = word[2:] if word.startswith("ال") and len(word) > 3 else word
    return next((letter.upper() for letter in bare if letter.isalnum()), "")
