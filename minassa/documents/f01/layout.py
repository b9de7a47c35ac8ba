"""How our own workbook of F-01 is laid out: what the writer puts down and the reader looks for.

Each table has a hidden row of keys above its headings, so that it is known in any language, and with its columns moved.
"""

from __future__ import annotations

from minassa.documents.f01 import words

VERSION = "1"
NAME = "Minassa_F01"  # the defined name that marks the file as ours
PROPERTIES = {"form": "Minassa form", "version": "Minassa layout", "plan": "Minassa plan"}

MARK = "minassa"
END = f"{MARK}:end"  # in the id column of the row that follows a table
KEY_ROW, HEAD_ROW, FIRST_ROW = 2, 3, 4

OBJECTIVES, PLAN, COSTS = "objectives", "plan", "costs"
TABLES = {
    OBJECTIVES: [*words.OBJECTIVE_COLUMNS, "id"],
    PLAN: [*words.COLUMNS, *words.FURTHER_COLUMNS, "id"],
    COSTS: [*words.COST_COLUMNS, "id"],
}


def mark(table: str, key: str) -> str:
    return f"{MARK}:{table}:{key}"


def marked(value: object) -> tuple[str, str] | None:
    """The table and key that a cell of a hidden row names."""
    parts = value.split(":") if isinstance(value, str) else []
    if len(parts) == 3 and parts[0] == MARK and parts[2] in TABLES.get(parts[1], ()):
        return parts[1], parts[2]
    return None


TIMES = " × "


def effort_line(who: str, people: int, hours: str) -> str:
    """`who × hours`, with the number of people between when there are several, or when the name itself has the sign."""
    if people == 1 and "×" not in who:
        return f"{who}{TIMES}{hours}"
    return f"{who}{TIMES}{people}{TIMES}{hours}"
