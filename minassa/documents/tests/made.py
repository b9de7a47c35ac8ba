"""A plan as a wholesale company might write it, for the tests of its papers."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from PIL import Image, ImageDraw

from minassa.documents.f01.plan import Activity, Content, Cost, Effort, Initiative, Objective, Plan
from minassa.documents.letterhead import Letterhead, Signed

FIRST = date(2026, 1, 1)
NAMES_AR = ["تصوير ٣٠ منتجًا للحساب @nakheel_foods وإعداد مقاطع Reels 🎉", "إعلان ممول لأصحاب المطاعم والبقالات في الرياض وجدة", "الرد على استفسارات الجملة خلال ساعتين", "سلسلة «من المزرعة إلى المستودع» على TikTok وSnapchat"]  # fmt: skip
NAMES_EN = ["Photograph 30 products for @nakheel_foods, with Reels 🎉", "Sponsored advertisement for restaurants and grocers", "Answer wholesale enquiries within two hours", "The series “من المزرعة إلى المستودع” on TikTok and Snapchat"]  # fmt: skip
LONG_AR = "يُصوَّر كل منتج على خلفية بيضاء ثم في مطبخ حقيقي، ويُكتب له وصف قصير بالعربية والإنجليزية (Product copy, 2 lines)، ثم يُراجع من قسم المبيعات قبل النشر. " * 4  # fmt: skip
LONG_EN = "Each product is photographed on white and then in a real kitchen, described in Arabic (وصف قصير) and English, and read by the sales team before it goes out. " * 4  # fmt: skip


def a_plan(rows: int = 40, *, arabic: bool = True, logo: bytes = b"", signed: bool = True) -> Plan:
    per = 9
    groups = [range(first, min(first + per, rows + 1)) for first in range(1, rows + 1, per)]
    titles = (
        ["حملة رمضان للبيع بالجملة", "التعريف بالعلامة لدى المطاعم", "خدمة العملاء على المنصات", "شراكات الموردين مع Almarai و Nadec", "محتوى دائم"]
        if arabic
        else ["Ramadan campaign for wholesale buyers", "Make the brand known to restaurants", "Customer care on the platforms", "Supplier partnerships with Almarai and Nadec", "Evergreen content"]
    )  # fmt: skip
    initiatives = tuple(
        Initiative(
            f"{titles[at % len(titles)]}{'' if at < len(titles) else f' {at + 1}'}",
            tuple(an_activity(number, arabic=arabic) for number in group),
            objective=at % 3 + 1,
        )
        for at, group in enumerate(groups)
    )
    return Plan(
        head=Letterhead(
            company="شركة نخيل الشرق للأغذية" if arabic else "Nakheel Al Sharq Foods",
            starts_on=FIRST,
            ends_on=date(2026, 6, 30),
            prepared_by="عمر الحربي" if arabic else "Omar Al Harbi",
            prepared_on=date(2025, 12, 18),
            state="معتمدة" if arabic else "Approved",
            code="F-01",
            revision="3",
            logo=logo,
        ),
        content=Content(objectives(arabic=arabic), initiatives),
        signatures=(
            Signed(
                "مسؤول التسويق" if arabic else "Marketing officer",
                "عمر الحربي" if arabic else "Omar Al Harbi",
                date(2025, 12, 20),
                "0193e0a2-7c41-7d0a-9f2e-1f6f0f3c2b11",
            ),
            Signed("المدير العام" if arabic else "General manager"),
        )
        if signed
        else (),
        id=UUID(int=77),
    )


def objectives(*, arabic: bool = True) -> tuple[Objective, ...]:
    return (
        Objective("زيادة متابعي @nakheel_foods من أصحاب المطاعم" if arabic else "More followers of @nakheel_foods who run restaurants", "followers", Decimal(1200), Decimal(5000), date(2026, 6, 30), 3, UUID(int=1)),
        Objective("رفع معدل التفاعل إلى أكثر من 4.5%" if arabic else "An engagement rate above 4.5%", "engagement_rate", Decimal("2.1"), Decimal("4.5"), date(2026, 5, 31), 2, UUID(int=2)),
        Objective("طلبات جملة عبر الرسائل المباشرة" if arabic else "Wholesale orders by direct message", "طلبات WhatsApp" if arabic else "WhatsApp orders", None, None, None, 1, UUID(int=3)),
    )  # fmt: skip


def an_activity(number: int, *, arabic: bool = True) -> Activity:
    names, long = (NAMES_AR, LONG_AR) if arabic else (NAMES_EN, LONG_EN)
    starts = FIRST + timedelta(days=4 * (number % 30))
    money = Decimal(number * 250) + Decimal("0.50")
    return Activity(
        number=number,
        name=names[number % 4],
        platforms=(("instagram", "x"), ("tiktok", "snapchat", "youtube"), ("bluesky",))[number % 3],
        responsible=("سارة العتيبي", "عمر الحربي", "استوديو لقطة")[number % 3] if arabic else ("Sara Al Otaibi", "Omar Al Harbi", "Laqta Studio")[number % 3],
        efforts=(
            Effort("هدى (مصممة)" if arabic else "Huda (designer)", Decimal(20)),
            Effort("مصوّر" if arabic else "Photographer", Decimal("7.5"), 2),
        )[: number % 3],
        costs=(
            Cost("إعلانات" if arabic else "Advertisements", money, money if number % 4 == 0 else Decimal("0.00"), "instagram"),
            Cost("استوديو وإضاءة" if arabic else "Studio and light", Decimal("1800.00"), party="استوديو لقطة" if arabic else "Laqta Studio"),
        )[: (number + 1) % 3],
        starts_on=starts,
        deadline=starts + timedelta(days=21),
        expected=long.strip() if number % 11 == 0 else ("الوصول إلى 15,000 صاحب مطعم قبل 2026-03-31" if arabic else "Reach 15,000 restaurant owners before 2026-03-31"),
        rank=number if number % 5 else None,
        state=("planned", "under_way", "done")[number % 3],
        approval=("approved", "asked", "draft", "postponed")[number % 4],
        kind=("content", "advertising", "production")[number % 3],
        depends_on=(number - 1,) if number % 6 == 5 else (),
        needs_no_money=number % 3 == 2,
        impact=number % 5 + 1 if number % 2 else None,
        urgency=3 if number % 2 else None,
        effort=2 if number % 2 else None,
        rank_reason="طلب المدير" if arabic and number % 7 == 0 else "",
        id=UUID(int=1000 + number),
    )  # fmt: skip


def a_logo() -> bytes:
    picture = Image.new("RGB", (900, 400), "#0f5c63")
    ImageDraw.Draw(picture).ellipse((300, 50, 600, 350), fill="#f2c14e")
    made = io.BytesIO()
    picture.save(made, "PNG")
    return made.getvalue()
