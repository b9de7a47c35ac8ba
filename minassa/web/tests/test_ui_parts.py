"""The shared parts, each used as a page uses it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from minassa.web.ui import gallery

NOON = datetime(2026, 3, 12, 9, 5, tzinfo=UTC)


def drawn(source: str, company: Any = None, **words: Any) -> str:
    request = RequestFactory().get("/posts/?state=draft")
    request.company = company  # type: ignore[attr-defined]
    return Template("{% load ui %}" + source).render(Context(words | {"request": request}))


def company(**more: Any) -> SimpleNamespace:
    return SimpleNamespace(**({"digits": "latn", "hijri": False, "zone": "Asia/Riyadh"} | more))


class SampleForm(forms.Form):
    name = forms.CharField(label="Name", help_text="As on the sign.")
    link = forms.URLField(label="Link", required=False, assume_scheme="https")
    days = forms.MultipleChoiceField(label="Days", choices=[("5", "Friday")], widget=forms.CheckboxSelectMultiple)
    sure = forms.BooleanField(label="Sure")


def test_a_button_keeps_its_words_and_carries_what_htmx_needs() -> None:
    html = drawn(
        '{% button words tone="primary" icon="check" hx_post="/x" disabled=True name="a" value="" %}', words="<Save>"
    )
    assert "&lt;Save&gt;" in html
    assert 'class="button button--primary"' in html
    assert 'hx-post="/x"' in html
    assert " disabled" in html
    assert 'value=""' in html


def test_a_button_without_words_is_still_named() -> None:
    assert 'aria-label="Edit"' in drawn('{% button "Edit" icon="pen-line" icon_only=True %}')


def test_a_destructive_button_asks_first() -> None:
    html = drawn('{% button "Delete" confirm="Delete this post?" %}')
    assert '<confirm-submit question="Delete this post?" yes="Delete">' in html


def test_a_field_says_its_label_help_and_error_to_every_reader() -> None:
    form = SampleForm({"link": "x y"})
    html = drawn("{% field form.name %}", form=form)
    assert '<label class="field__label" for="id_name">Name</label>' in html
    assert 'aria-describedby="id_name_error id_name_help"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error"' in html
    assert 'id="id_name_help">As on the sign.' in html


def test_what_people_write_finds_its_own_direction_and_addresses_run_left_to_right() -> None:
    form = SampleForm()
    assert 'dir="auto"' in drawn("{% field form.name %}", form=form)
    assert 'dir="ltr"' in drawn("{% field form.link %}", form=form)
    assert 'dir="ltr"' in drawn('{% field form.name dir="ltr" prefix="@" %}', form=form)


def test_several_choices_are_one_named_group() -> None:
    html = drawn('{% field form.days style="row" %}', form=SampleForm())
    assert "<fieldset" in html
    assert "<legend" in html
    assert "choices--row" in html


def test_a_form_that_is_fine_shows_no_errors() -> None:
    assert drawn("{% form_errors form %}", form=SampleForm()).strip() == ""


def test_a_form_that_is_refused_says_why() -> None:
    form = SampleForm({})
    form.add_error(None, "The time has passed.")
    html = drawn("{% form_errors form %}", form=form)
    assert 'role="alert"' in html
    assert "The time has passed." in html


@pytest.mark.parametrize("name", gallery.sample()["states"])
def test_a_state_has_a_word_and_an_icon_beside_its_colour(name: str) -> None:
    html = drawn("{% state name %}", name=name)
    assert "<use href=" in html
    assert re.search(r"<span>[^<]+</span>", html)


def test_an_unknown_state_shows_its_own_word() -> None:
    assert "sleeping" in drawn('{% state "sleeping" %}')


def test_a_moment_is_told_in_the_companys_zone() -> None:
    with translation.override("en"):
        html = drawn("{% when at %}", company(), at=NOON)
    assert 'datetime="2026-03-12T09:05:00+00:00"' in html
    assert re.search(r"12:05\sPM", html)


def test_a_moment_wears_the_companys_digits_and_the_hijri_day() -> None:
    with translation.override("ar"):
        html = drawn('{% when at how="date" %}', company(digits="arab", hijri=True), at=NOON)
    assert "١٢" in html
    assert "رمضان" in html
    assert "12" not in html.partition(">")[2].partition("<")[0]


def test_arabic_digits_stay_out_of_english_pages() -> None:
    with translation.override("en"):
        assert "12,400" in drawn("{% figure 12400 %}", company(digits="arab"))


@pytest.mark.parametrize(
    ("ahead", "said"),
    [
        (timedelta(seconds=10), "now"),
        (timedelta(minutes=5, seconds=5), "in 5 minutes"),
        (timedelta(hours=2, seconds=5), "in 2 hours"),
        (-timedelta(hours=3, seconds=5), "3 hours ago"),
        (timedelta(days=3, seconds=5), "in 3 days"),
    ],
)
def test_a_near_moment_is_told_by_its_distance(ahead: timedelta, said: str) -> None:
    with translation.override("en"):
        html = drawn('{% when at how="relative" %}', company(), at=datetime.now(UTC) + ahead)
    assert said in html.replace("\u00a0", " ")


def test_no_moment_is_a_dash() -> None:
    assert drawn("{% when nothing %}", nothing=None) == "—"


@pytest.mark.parametrize(
    ("name", "letters"),
    [("ليلى الحربي", "ل\u2009ح"), ("د. سامي", "س"), ("Huda Al-Sayed", "HA"), ("@nakheel", "N"), ("", ""), ("🌴", "؟")],
)
def test_a_name_has_its_initials(name: str, letters: str) -> None:
    assert f"<bdi>{letters}</bdi>" in drawn("{% avatar name %}", name=name)


def test_pages_keep_what_was_asked() -> None:
    from django.core.paginator import Paginator

    html = drawn("{% pager page %}", page=Paginator(range(30), 10).page(2))
    assert "?state=draft&amp;page=1" in html
    assert "?state=draft&amp;page=3" in html


def test_what_people_wrote_is_never_markup() -> None:
    sly = '<img src=x onerror="alert(1)">'
    parts = [
        "{% person sly %}{{ sly|bdi }}{% avatar sly %}{% copy_field sly label=sly %}{% badge sly %}",
        "{% stat sly sly note=sly %}{% empty sly text=sly %}{% endempty %}{% callout title=sly %}{{ sly }}{% endcallout %}",
        '{% menu sly %}{% menu_item sly href=sly %}{% endmenu %}{% dialog "d" title=sly %}{{ sly }}{% enddialog %}',
        '{% account "bluesky" sly %}{% state sly %}{% table caption=sly %}{% endtable %}{% icon "x" label=sly %}',
    ]
    for part in parts:
        assert "<img" not in drawn(part, sly=sly)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_gallery_shows_every_part_under_a_strict_policy(language: str) -> None:
    with translation.override(language):
        html = Template('{% include "ui/gallery.html" %}').render(
            Context(gallery.sample() | {"request": RequestFactory().get("/")})
        )
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html
    assert " style=" not in html
    assert not re.search(r"\son[a-z]+=", html)
    assert not re.search(r"<script(?![^>]*(\ssrc=|application/json))", html)
