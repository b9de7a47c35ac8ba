"""A progress report as the team of a wholesale company might write it, for the tests of its papers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from minassa.documents.letterhead import Letterhead, Signed
from minassa.documents.progress.report import (
    Challenge,
    Figure,
    Line,
    ProgressPaper,
    Published,
    Received,
    Spent,
)
from minassa.documents.tests.made import LONG_AR, LONG_EN, NAMES_AR, NAMES_EN


def a_report(rows: int = 12, *, arabic: bool = True, logo: bytes = b"", money: bool = True) -> ProgressPaper:
    def said(in_arabic: str, in_english: str) -> str:
        return in_arabic if arabic else in_english

    return ProgressPaper(
        head=Letterhead(
            company=said("شركة نخيل الشرق للأغذية", "Nakheel Al Sharq Foods"),
            starts_on=date(2026, 2, 1),
            ends_on=date(2026, 2, 28),
            prepared_by=said("سارة العتيبي", "Sara Al Otaibi"),
            prepared_on=date(2026, 3, 2),
            state=said("مستلم", "Received"),
            logo=logo,
        ),
        plan=said("خطة النصف الأول 2026", "The plan of the first half of 2026"),
        summary=said(
            "سار العمل كما خُطط له، وتأخر تصوير المنتجات أسبوعًا بسبب المورد Nadec.\nارتفع التفاعل على @nakheel_foods إلى 4.8%، ونوصي بزيادة مقاطع Reels.",
            "The work went as planned, but for the photographs, which the supplier Nadec (ندك) held up for a week.\nEngagement on @nakheel_foods rose to 4.8%; we propose more Reels.",
        ),
        lines=tuple(a_line(number, arabic=arabic) for number in range(1, rows + 1)),
        published=(Published("instagram", 14, 16), Published("bluesky", 9, 8), Published("tiktok", 3)),
        spent=(
            Spent(said("حملة رمضان للبيع بالجملة", "Ramadan campaign for wholesale buyers"), Decimal(12000), Decimal("8250.75")),
            Spent(said("شراكات الموردين مع Almarai و Nadec", "Supplier partnerships"), Decimal(5000), Decimal(5400)),
        )
        if money
        else None,
        figures=(
            Figure("followers", Decimal(2140), Decimal(5000), measured_on=date(2026, 2, 28)),
            Figure("engagement_rate", Decimal("4.8"), Decimal("4.5"), "percent", date(2026, 2, 28)),
            Figure(said("طلبات WhatsApp", "WhatsApp orders"), Decimal(37), None),
            Figure("response_time", Decimal(45), Decimal(60), "minutes"),
        ),
        challenges=(
            Challenge(
                said("تأخر المورد Nadec في إرسال العينات", "The supplier sent the samples late"),
                (
                    said("التصوير من المستودع مباشرة", "Photograph in the warehouse"),
                    said("الاتفاق على موعد ثابت قبل 2026-03-10", "Agree on a fixed day before 2026-03-10"),
                ),
                1,
            ),
            Challenge(said("ضعف الوصول على X", "Little reach on X"), (said("تجربة أوقات نشر أخرى", "Try other posting times"),)),
        ),
        received=Received(said("عمر الحربي", "Omar Al Harbi"), date(2026, 3, 3)),
        signatures=(
            Signed(said("كاتب التقرير", "Written by"), said("سارة العتيبي", "Sara Al Otaibi"), date(2026, 3, 2), "0193e0a2-7c41-7d0a-9f2e-1f6f0f3c2b12"),
            Signed(said("مسؤول التسويق", "Marketing officer")),
        ),
    )  # fmt: skip


def a_line(number: int, *, arabic: bool) -> Line:
    names, long = (NAMES_AR, LONG_AR) if arabic else (NAMES_EN, LONG_EN)
    state = ("planned", "under_way", "done")[number % 3]
    return Line(
        number,
        names[number % 4],
        state,
        {"planned": 0, "under_way": 45, "done": 100}[state],
        long.strip() if number % 7 == 0 else ("صُوِّر 12 منتجًا من 30 (Batch A)" if arabic else "12 products of 30 were photographed"),
        is_late=number % 6 == 1,
    )  # fmt: skip
