"""Lines of one kind inside a form, as many as a person needs: each column is sent once per line.

Without script a few empty lines stand ready, and a line that is emptied is gone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

Make = Callable[..., forms.Form]


class Rows:
    """`make` is the form of one line; it takes what forms take. `{% for row in rows %}{% field row.name %}`."""

    def __init__(
        self,
        make: Make,
        prefix: str,
        data: QueryDict | None = None,
        *,
        initial: Sequence[Mapping[str, Any]] = (),
        spare: int = 3,
    ) -> None:
        self._make, self.prefix, self._spare = make, prefix, spare
        self.empty = make(prefix=prefix, auto_id="id_new_%s")
        self._filled = [*self._given(initial)] if data is None else [*self._typed(data)]

    def is_valid(self) -> bool:
        return not sum(
            not row.is_valid() for row in self._filled
        )  # each says what is wrong with it, not the first only

    @property
    def cleaned(self) -> list[dict[str, Any]]:
        return [row.cleaned_data for row in self._filled]

    def __iter__(self) -> Iterator[forms.Form]:
        yield from self._filled

    @property
    def spares(self) -> list[forms.Form]:
        first = len(self._filled)
        return [self._make(prefix=self.prefix, auto_id=f"id_{place}_%s") for place in range(first, first + self._spare)]

    def _given(self, initial: Sequence[Mapping[str, Any]]) -> Iterator[forms.Form]:
        for place, values in enumerate(initial):
            yield self._make(prefix=self.prefix, auto_id=f"id_{place}_%s", initial=values)

    def _typed(self, data: QueryDict) -> Iterator[forms.Form]:
        names = {name: self.empty.add_prefix(name) for name in self.empty.fields}
        columns = {name: data.getlist(sent) for name, sent in names.items()}
        place = 0
        for at in range(max(map(len, columns.values()), default=0)):
            line = {name: column[at] if at < len(column) else "" for name, column in columns.items()}
            if any(value.strip() for name, value in line.items() if name != "id"):
                sent = {names[name]: value for name, value in line.items()}
                yield self._make(sent, prefix=self.prefix, auto_id=f"id_{place}_%s")
                place += 1
