"""A verb's refusal, put beside the form that asked for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import BaseForm

from minassa.core.errors import Sorry


@contextmanager
def refusals(form: BaseForm) -> Iterator[None]:
    """with refusals(form): verb(…); return redirect(…). Afterwards the form carries why it was refused."""
    try:
        yield
    except Sorry as no:
        form.add_error(None, str(no))
