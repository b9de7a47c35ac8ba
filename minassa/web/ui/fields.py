"""How one field of a Django form is drawn, told by its widget."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

LEFT_TO_RIGHT = (
    forms.URLInput,
    forms.EmailInput,
    forms.PasswordInput,
    forms.NumberInput,
    forms.DateInput,
    forms.TimeInput,
    forms.DateTimeInput,
)


@dataclass(frozen=True, slots=True)
class Drawn:
    kind: str
    widget: SafeString


def draw(bound: BoundField, direction: str, describedby: str, more: dict[str, Any]) -> Drawn:
    widget = bound.field.widget
    kind = _kind(widget)
    attrs: dict[str, Any] = {"aria-describedby": describedby or None, **more}
    if kind == "input":
        attrs["class"] = " ".join(filter(None, [_classes(widget), str(widget.attrs.get("class", ""))]))
        attrs["dir"] = direction or _direction(widget)
        attrs["autocapitalize"] = "none" if attrs["dir"] == "ltr" else None
    kept = {name: value for name, value in attrs.items() if value is not None}
    return Drawn(kind, bound.as_widget(attrs=kept))


def _kind(widget: forms.Widget) -> str:
    match widget:
        case forms.RadioSelect() | forms.CheckboxSelectMultiple():
            return "choices"
        case forms.CheckboxInput():
            return "check"
        case _ if widget.is_hidden:
            return "hidden"
        case _:
            return "input"


def _classes(widget: forms.Widget) -> str:
    match widget:
        case forms.Textarea():
            return "input input--area"
        case forms.Select():
            return "input input--select"
        case forms.ClearableFileInput() | forms.FileInput():
            return "input input--file"
        case _:
            return "input"


def _direction(widget: forms.Widget) -> str | None:
    if isinstance(widget, LEFT_TO_RIGHT):
        return "ltr"
    return "auto" if isinstance(widget, forms.TextInput | forms.Textarea) else None
