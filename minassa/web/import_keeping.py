"""A file between its upload and the word to take it: in the storage under a name nobody can guess, known only to the
session of who sent it, and swept away after a day."""

from __future__ import annotations

import secrets
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from typing import Any, cast

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from minassa.core.clock import now
from minassa.documents.cells import DateOrder
from minassa.documents.f01.reading import ColumnMap
from minassa.planning.models import Cycle
from minassa.web.doors import MemberRequest

SESSION = "plan-imports"
LONGEST_STAY = timedelta(days=1)


@dataclass(frozen=True)
class Kept:
    """One for each cycle; a new upload takes the place of the one before."""

    path: str
    name: str
    mapping: dict[str, Any] | None = None
    skips_unknown: bool = False

    def content(self) -> bytes | None:
        """None when it was swept away meanwhile."""
        try:
            with default_storage.open(self.path, "rb") as file:
                return bytes(file.read())
        except OSError:
            return None

    @property
    def column_map(self) -> ColumnMap | None:
        if self.mapping is None:
            return None
        columns = tuple((str(key), str(letter)) for key, letter in self.mapping["columns"])
        order = cast("DateOrder", self.mapping["date_order"])
        return ColumnMap(str(self.mapping["sheet"]), int(self.mapping["head_row"]), columns, order)


def keep(request: MemberRequest, cycle: Cycle, content: bytes, name: str) -> None:
    forget(request, cycle)
    folder = f"imports/{request.company.pk}"
    _sweep(folder)
    path = default_storage.save(f"{folder}/{secrets.token_hex(20)}.xlsx", ContentFile(content))
    _write(request, cycle, Kept(path, name[:200]))


def kept(request: MemberRequest, cycle: Cycle) -> Kept | None:
    found = request.session.get(SESSION, {}).get(str(cycle.pk))
    return Kept(**found) if found else None


def map_columns(request: MemberRequest, cycle: Cycle, one: Kept, mapping: ColumnMap, *, skips_unknown: bool) -> None:
    _write(request, cycle, replace(one, mapping=asdict(mapping), skips_unknown=skips_unknown))


def forget(request: MemberRequest, cycle: Cycle) -> None:
    one = kept(request, cycle)
    if one is not None:
        default_storage.delete(one.path)
        every = request.session.get(SESSION, {})
        every.pop(str(cycle.pk), None)
        request.session[SESSION] = every


def _write(request: MemberRequest, cycle: Cycle, one: Kept) -> None:
    request.session[SESSION] = request.session.get(SESSION, {}) | {str(cycle.pk): asdict(one)}


def _sweep(folder: str) -> None:
    try:
        _folders, files = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        path = f"{folder}/{name}"
        try:
            if default_storage.get_modified_time(path) < now() - LONGEST_STAY:
                default_storage.delete(path)
        except FileNotFoundError:
            continue  # another upload swept it just now
