from __future__ import annotations

from typing import Any

from django import forms

from minassa.people.models import User


class ProfileForm(forms.Form):
    """Drawn from the person's fields; the verb decides what is kept."""

    def __init__(self, *args: Any, instance: User | None = None, **given: Any) -> None:
        own = ("name", "phone", "language", "theme")
        if instance is not None:
            given["initial"] = {field: getattr(instance, field) for field in own}
        super().__init__(*args, **given)
        for name in own:
            field = User._meta.get_field(name).formfield()  # type: ignore[union-attr]
            assert field is not None
            self.fields[name] = field
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["phone"].widget = forms.TextInput(
            {"type": "tel", "autocomplete": "tel", "dir": "ltr", "maxlength": 30}
        )
        for name in ("language", "theme"):
            choices: Any = User._meta.get_field(name).choices  # type: ignore[union-attr]
            self.fields[name].widget = forms.RadioSelect(choices=choices)
