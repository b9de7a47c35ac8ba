"""Which currency an amount names, in the words and signs of the region."""

from __future__ import annotations

import re

SIGNS = {
    "SAR": ("ر.س.", "ر.س", "ريال سعودي", "ريالا سعوديا", "ريال", "ريالا", "ريالات", "SAR", "SR", "﷼", "\u20c1"),
    "QAR": ("ر.ق.", "ر.ق", "ريال قطري", "ريال", "QAR", "QR", "﷼"),
    "OMR": ("ر.ع.", "ر.ع", "ريال عماني", "ريال", "OMR", "﷼"),
    "YER": ("ر.ي.", "ر.ي", "ريال يمني", "ريال", "YER", "﷼"),
    "AED": ("د.إ.", "د.إ", "درهم إماراتي", "درهم", "دراهم", "AED", "Dhs", "DH"),
    "MAD": ("د.م.", "درهم مغربي", "درهم", "MAD"),
    "KWD": ("د.ك.", "د.ك", "دينار كويتي", "دينار", "KWD", "KD"),
    "BHD": ("د.ب.", "د.ب", "دينار بحريني", "دينار", "BHD", "BD"),
    "JOD": ("د.أ.", "د.أ", "دينار أردني", "دينار", "JOD", "JD"),
    "IQD": ("د.ع.", "د.ع", "دينار عراقي", "دينار", "IQD"),
    "TND": ("د.ت.", "دينار تونسي", "دينار", "TND", "DT"),
    "DZD": ("د.ج.", "دينار جزائري", "دينار", "DZD", "DA"),
    "EGP": ("ج.م.", "ج.م", "جنيه مصري", "جنيه", "جنيها", "EGP", "LE", "E£"),
    "LBP": ("ل.ل.", "ليرة لبنانية", "ليرة", "LBP"),
    "SYP": ("ل.س.", "ليرة سورية", "ليرة", "SYP"),
    "USD": ("دولار أمريكي", "دولار", "USD", "US$", "$"),
    "EUR": ("يورو", "EUR", "€"),
    "GBP": ("جنيه إسترليني", "GBP", "£"),
    "TRY": ("ليرة تركية", "TRY", "₺"),
}
_MEANS: dict[str, set[str]] = {}
for _code, _signs in SIGNS.items():
    for _sign in _signs:
        _MEANS.setdefault(_sign.casefold(), set()).add(_code)
_ANY = "|".join(re.escape(sign) for sign in sorted(_MEANS, key=len, reverse=True))
_BEFORE = re.compile(rf"^\s*({_ANY})\s*(?=[\d(.+-])", re.IGNORECASE)
_AFTER = re.compile(rf"(?<=[\d).])\s*({_ANY})\s*$", re.IGNORECASE)
_CODE = re.compile(r"^\s*([A-Za-z]{3})\s*(?=[\d(+-])|(?<=[\d)])\s*([A-Za-z]{3})\s*$")


def currency_in(said: str) -> tuple[frozenset[str], str]:
    """The currencies that the sign beside the figure may mean (none without a sign), and the figure alone."""
    for sign in (_BEFORE, _AFTER):
        if found := sign.search(said):
            return frozenset(_MEANS[found[1].casefold()]), sign.sub("", said, count=1)
    if found := _CODE.search(said):
        return frozenset({(found[1] or found[2]).upper()}), _CODE.sub("", said, count=1)
    return frozenset(), said
