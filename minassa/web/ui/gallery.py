"""Every shared part in every state on one page, for whoever builds or mends one. Served in DEBUG only."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from minassa.web.ui.states import STATES


class SampleForm(forms.Form):
    title = forms.CharField(label="عنوان المنشور", help_text="يظهر لفريق العمل فقط، لا للجمهور.")
    body = forms.CharField(label="النص", widget=forms.Textarea, required=False)
    link = forms.URLField(label="الرابط", required=False, assume_scheme="https")
    handle = forms.CharField(label="اسم الحساب")
    password = forms.CharField(label="كلمة المرور", widget=forms.PasswordInput)
    at = forms.DateTimeField(label="موعد النشر", widget=forms.DateTimeInput(attrs={"type": "datetime-local"}))
    zone = forms.ChoiceField(label="المنطقة الزمنية", choices=[("Asia/Riyadh", "الرياض"), ("Africa/Cairo", "القاهرة")])
    logo = forms.FileField(label="الشعار", required=False)
    digits = forms.ChoiceField(
        label="الأرقام", choices=[("latn", "123"), ("arab", "١٢٣")], widget=forms.RadioSelect, initial="latn"
    )
    weekend = forms.MultipleChoiceField(
        label="أيام العطلة",
        choices=[("4", "الخميس"), ("5", "الجمعة"), ("6", "السبت")],
        widget=forms.CheckboxSelectMultiple,
        initial=["5", "6"],
    )
    hijri = forms.BooleanField(label="التاريخ الهجري", help_text="يظهر بجانب الميلادي.", required=False)


def show(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/gallery.html", sample())


def sample() -> dict[str, Any]:
    now = timezone.now()
    wrong = SampleForm({"title": "", "link": "minassa", "digits": "latn"})
    wrong.add_error(None, "لم يُحفظ شيء: الموعد قد مضى. اختر موعداً بعد الآن.")
    return {
        "form": SampleForm(),
        "wrong": wrong,
        "states": list(STATES),
        "tones": ["", "plain", "accent", "info", "success", "warning", "danger"],
        "callouts": ["info", "success", "warning", "danger"],
        "platforms": ["bluesky", "mastodon", "telegram", "handoff", "rehearsal", "instagram", "x", "snapchat"],
        "names": ["ليلى الحربي", "د. عمر بن عبد الله السقاف", "Huda Al-Sayed", "سامي", "Yousef", "@nakheel"],
        "moments": [now + delta for delta in (timedelta(minutes=5), timedelta(hours=2), -timedelta(days=1))]
        + [now + timedelta(days=11), now - timedelta(days=400)],
        "ways": ["datetime", "date", "day", "time", "month", "relative", "full"],
        "tabs": [
            {"label": "الكل", "url": "#", "count": 128, "current": True},
            {"label": "بانتظار الاعتماد", "url": "#", "count": 3},
            {"label": "Scheduled", "url": "#", "count": None},
        ],
        "steps": [
            {
                "number": 1,
                "title": "تحديد الأهداف المتوقع تحقيقها",
                "who": "المدير العام ومسؤول التسويق",
                "state": "done",
            },
            {"number": 2, "title": "تحويل الأهداف إلى آليات عمل", "who": "مسؤول التسويق", "state": "late", "due": now},
            {
                "number": 3,
                "title": "إعداد المحتوى واستدامته",
                "who": "فريق العمل",
                "state": "now",
                "note": "12 منشوراً مجدولاً",
                "url": "#",
                "action": {"label": "كتابة منشور", "url": "#", "tone": "primary"},
            },
            {"number": 4, "title": "Launch on the platforms", "who": "فريق العمل", "state": "todo"},
        ],
        "page_obj": Paginator(range(95), 10).page(3),
        "long_text": "خصم ٢٠٪ على مستلزمات الجملة حتى الخميس\nاطلب من https://nakheel.example/offers 🌴 #عروض_الجملة",
    }
