"""A file to bring a plan in from, and which column of a company's own sheet is which."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from minassa.documents.f01 import words
from minassa.documents.f01.reading import ColumnMap, SeenSheet
from minassa.documents.f01.spellings import SAYS
from minassa.documents.opening import LARGEST_FILE
from minassa.web.forms.numbers import WholeField

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class FileForm(forms.Form):
    file = forms.FileField(label=_("Excel file"), widget=forms.FileInput(attrs={"accept": f".xlsx,{XLSX}"}))

    def clean_file(self) -> UploadedFile[bytes]:
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than 10 MB. Take out its pictures, or split it."))
        return file


class MappingForm(forms.Form):
    head_row = WholeField(label=_("Row of the headings"), least=1, most=20_000)
    date_order = forms.ChoiceField(
        label=_("Dates such as 03/04/2026"),
        required=False,
        choices=[
            ("", pgettext_lazy("order of a date", "As they can be read")),
            ("dmy", _("The day comes first: 3 April")),
            ("mdy", _("The month comes first: March 4")),
        ],
    )
    skips_unknown = forms.BooleanField(
        label=_("Leave the responsible empty where the name is nobody of this company"), required=False
    )

    def __init__(self, data: Any, *, sheet: SeenSheet, mapping: ColumnMap | None = None, skips: bool = False) -> None:
        guess = mapping if mapping is not None and mapping.sheet == sheet.name else sheet.guess
        first = {"head_row": guess.head_row, "date_order": guess.date_order, "skips_unknown": skips}
        guessed = {f"col-{letter}": key for key, letter in guess.columns}
        super().__init__(data, initial=first | guessed)
        self.sheet = sheet
        labels = words.COLUMNS | words.FURTHER_COLUMNS
        none = ("", pgettext_lazy("a column of a file", "Not taken"))
        keys = [none, *((key, words.heading(labels[key])) for key in SAYS)]
        for column in sheet.columns:
            named = {"letter": column.letter}
            label = gettext("Column %(letter)s") % named
            self.fields[f"col-{column.letter}"] = forms.ChoiceField(label=label, choices=keys, required=False)

    @property
    def columns(self) -> list[dict[str, Any]]:
        """What the sheet says under each letter, with its field."""
        return [{"seen": one, "field": self[f"col-{one.letter}"]} for one in self.sheet.columns]

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for column in self.sheet.columns:
            key = found.get(f"col-{column.letter}", "")
            if key in taken:
                said = gettext("Column %(letter)s is taken for the same already.") % {"letter": taken[key]}
                self.add_error(f"col-{column.letter}", said)
            elif key:
                taken[key] = column.letter
        if "name" not in taken:
            self.add_error(None, gettext("Say which column names the activity."))
        self.taken = taken
        return found

    @property
    def mapping(self) -> ColumnMap:
        found = self.cleaned_data
        return ColumnMap(self.sheet.name, found["head_row"], tuple(self.taken.items()), found["date_order"])
