"""From what a paper says to its pages, by Typst. What people wrote is handed over as data, never as markup."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import typst

from minassa.documents.isolating import MARKS
from minassa.documents.text_layer import readable

HERE = Path(__file__).parent
FONTS = HERE / "fonts"


class NoFonts(RuntimeError):
    """The fonts are made with the front end, so a source folder that was never set up has none."""


def typeset(form: str, said: Mapping[str, Any], cells: Iterable[str]) -> bytes:
    """`form` is a template beside this file, such as "f01/form.typ"; `cells` is what its tables say, in order."""
    compiler = typst.Compiler(input=str(HERE / form), root=str(HERE), font_paths=_fonts())
    made = compiler.compile(format="pdf", sys_inputs={"said": json.dumps(said, ensure_ascii=False)})
    if not isinstance(made, bytes):
        raise TypeError(f"Typst made no single file of {form}.")
    return readable(made, [MARKS.sub("", cell) for cell in cells])


@cache
def _fonts() -> typst.Fonts:
    if not any(FONTS.glob("*.ttf")):
        raise NoFonts(f"There are no fonts in {FONTS}. Run bin/setup.py, which puts them there.")
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
