"""What was promised and spent of the approved money; one expense was entered twice and taken back."""

from __future__ import annotations

from decimal import Decimal

from minassa.planning import budgeting
from minassa.planning.demo.story import Story

# activity, cost line, what for, amount, day, number of the receipt
SPENT = [
    ("shoot", "أجر مصوّر ليومين", "تصوير المستودع، يومان", "3600", 12, "INV-2291"),
    ("shoot", "استئجار إضاءة وخلفيات", "إضاءة وخلفيات من محل البيان", "2650", 9, "7740"),
    ("templates", "اشتراك مكتبة خطوط وأيقونات", "اشتراك سنوي", "949.50", 6, "R-88213"),
    ("landing", "برمجة الصفحة وربطها بنظام المبيعات", "دفعة أولى", "2400", 10, "1042"),
    ("landing", "برمجة الصفحة وربطها بنظام المبيعات", "دفعة أخيرة بعد التسليم", "2400", 25, "1057"),
    ("inbox", "اشتراك ثلاثة أشهر", "اشتراك الفريق، ثلاثة مستخدمين", "2400", 15, "SUB-5519"),
    ("ads", "رصيد الإعلانات", "شحن رصيد، الدفعة الأولى", "5000", 16, "FB-10238811"),
    ("ads", "رصيد الإعلانات", "شحن رصيد، الدفعة الثانية", "4200", 33, "FB-10461907"),
    ("film", "تصوير ومونتاج", "يوم تصوير في المستودع", "2100", 29, "INV-2310"),
    ("shifts", "بدل مناوبات مسائية", "مناوبات الشهر الأول", "1500", 42, "HR-311"),
]


def spend(story: Story) -> None:
    maha = story.maha
    for key, line, what, amount, day, reference in SPENT:
        budgeting.spend(
            story.line(key, line),
            by=maha,
            what=what,
            amount=Decimal(amount),
            on=story.day(day),
            reference=reference,
        )
    fee = budgeting.commit(
        story.line("ads", "أتعاب إدارة الحملة"),
        by=maha,
        what="عقد إدارة إعلانات إنستغرام مع وكالة أفق",
        amount=Decimal(6000),
        on=story.day(12),
        party=story.agency,
    )
    budgeting.spend(
        story.line("ads", "أتعاب إدارة الحملة"),
        by=maha,
        what="أتعاب الشهر الأول",
        amount=Decimal(2000),
        on=story.day(43),
        reference="UFUQ-078",
        commitment=fee,
    )
    budgeting.commit(
        story.line("fair", "إيجار الجناح وتجهيزه"),
        by=maha,
        what="حجز الجناح لدى منظم المعرض",
        amount=Decimal(12500),
        on=story.day(38),
    )
    cards = budgeting.commit(
        story.line("samples", "طباعة البطاقات"),
        by=maha,
        what="طباعة ألف بطاقة لدى مطبعة السلام",
        amount=Decimal(1200),
        on=story.day(31),
    )
    budgeting.release(cards, by=maha)
    samples = story.line("samples", "أصناف العيّنات")
    budgeting.spend(
        samples,
        by=maha,
        what="أصناف الدفعة الأولى من مستودعنا بسعر التكلفة",
        amount=Decimal(4100),
        on=story.day(36),
        reference="WH-4471",
    )
    twice = budgeting.spend(
        samples,
        by=maha,
        what="أصناف الدفعة الأولى من مستودعنا",
        amount=Decimal(4100),
        on=story.day(37),
        reference="WH-4471",
    )
    budgeting.void(twice, by=maha, why="سُجّل الإيصال نفسه مرتين، مرة من المستودع ومرة من المحاسبة.")
