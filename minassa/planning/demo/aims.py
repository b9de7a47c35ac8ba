"""Steps 1 and 2: what the platforms are expected to bring, and how each of them serves it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from decimal import Decimal

from minassa.planning import mechanisms, metrics, objectives, overriding, reviewing, signing
from minassa.planning.demo.story import LENGTH, TODAY, Story
from minassa.planning.models import Metric
from minassa.planning.models.signature import Act

SALES = "مبيعات الجملة الواردة من المنصات"
WORKDAYS = [6, 0, 1, 2, 3]  # Sunday to Thursday


@dataclass(frozen=True)
class Aim:
    key: str
    statement: str
    metric: str  # its code, or the name of the company's own
    baseline: str
    target: str
    weight: int
    measured: str = ""  # so far
    due: int = LENGTH


@dataclass(frozen=True)
class Way:
    platform: str
    serves: tuple[str, ...]
    audience: str
    per_week: int
    pillars: tuple[tuple[str, int], ...]
    hours: tuple[int, ...]
    tone: str
    minutes: int  # answered within
    escalated: str
    languages: tuple[str, ...] = ("ar",)
    answers: tuple[int, int] = (9, 17)


AIMS = [
    Aim(
        "followers",
        "زيادة متابعينا من أصحاب البقالات والمطاعم في الرياض وجدة",
        "followers",
        "8400",
        "12000",
        20,
        "9870",
    ),
    Aim(
        "reach",
        "الوصول إلى عدد أكبر من تجار التجزئة في المنطقة الشرقية كل شهر",
        "reach",
        "95000",
        "160000",
        15,
        "121400",
    ),
    Aim("rate", "محتوى يتفاعل معه التجار لا يمرّون عليه", "engagement_rate", "2.1", "3.5", 15, "2.6"),
    Aim("leads", "مضاعفة طلبات عروض الأسعار وفتح حسابات الجملة الواردة من المنصات", "leads", "45", "110", 25, "71"),
    Aim(
        "response",
        "الرد على استفسارات العملاء خلال أقل من ساعة في أوقات العمل",
        "response_time",
        "180",
        "45",
        10,
        "75",
        60,
    ),
    Aim("sales", "رفع مبيعات الجملة التي مصدرها منصات التواصل الاجتماعي", SALES, "180000", "320000", 15),
]

WAYS = [
    Way(
        "instagram",
        ("followers", "reach", "rate", "leads"),
        "أصحاب المطاعم والمقاهي والبقالات، أعمارهم بين 25 و45 سنة، يتصفحون مساءً بعد إغلاق المحل.",
        4,
        (("أصناف وعروض", 40), ("نصائح للتاجر", 25), ("من المستودع", 20), ("قصص عملائنا", 15)),
        (13, 19, 21),
        "ودّي ومباشر، نخاطب التاجر بصيغة الجمع، ولا نبالغ في وصف الصنف.",
        60,
        "أي بلاغ عن جودة صنف أو تاريخ صلاحية أو تأخر شحنة مبرّدة.",
        answers=(9, 22),
    ),
    Way(
        "linkedin",
        ("leads", "sales"),
        "مديرو المشتريات في سلاسل المطاعم والفنادق وشركات الإعاشة.",
        3,
        (("فرص وشراكات", 50), ("جودة وسلامة غذاء", 50)),
        (8, 10),
        "مهني وموجز، بالأرقام والشهادات، بالعربية ثم الإنجليزية.",
        240,
        "طلبات التوريد السنوية وأسئلة المواصفات والشهادات.",
        ("ar", "en"),
    ),
    Way(
        "x",
        ("reach", "response", "sales"),
        "تجار الجملة والموردون ومتابعو أسعار السوق، ومن لديه شكوى ويريد ردًّا سريعًا.",
        3,
        (("أسعار السوق", 40), ("أصناف وعروض", 40), ("نصائح للتاجر", 20)),
        (8, 16, 20),
        "قصير وواضح، نعتذر حين نخطئ ونذكر متى نعود بالجواب.",
        45,
        "الشكاوى التي تذكر التسمم أو التلف أو الجهات الرقابية.",
        answers=(8, 20),
    ),
    Way(
        "bluesky",
        ("reach", "rate"),
        "كتّاب الطعام والمهتمون بسلاسل الإمداد، جمهور صغير نختبره هذا الربع.",
        1,
        (("من المستودع", 60), ("نصائح للتاجر", 40)),
        (19,),
        "هادئ وقريب، حكايات قصيرة من يومنا في المستودع.",
        480,
        "أسئلة المواصفات والشهادات.",
        ("ar", "en"),
    ),
]


def agree(story: Story) -> None:
    overridden = overriding.override(
        story.cycle,
        5,
        reason="وصلت شحنة التمور قبل اعتماد الموازنة، ونحتاج إلى إعلان توفرها هذا الأسبوع دون أي تكلفة.",
        by=story.maha,
    )
    _objectives(story)
    _mechanisms(story)
    overriding.withdraw(overridden, by=story.maha)
    overriding.override(
        story.cycle,
        2,
        reason="نجرّب ماستودون وتيليجرام مع عدد قليل من التجار حتى نهاية الدورة، ثم نكتب آلية عمل لما ينجح منهما.",
        by=story.maha,
    )


def _objectives(story: Story) -> None:
    """Signed once, made more ambitious by the general manager, and signed anew by both."""
    salem, maha = story.salem, story.maha
    metrics.add(by=maha, name=SALES, unit=Metric.Unit.MONEY, note="من تقرير المبيعات: طلبات ذكر صاحبها منصة أو رابطًا")
    known = {one.code or one.own_name: one for one in Metric.objects.filter(company=story.company)}
    for one in AIMS:
        story.objectives[one.key] = objectives.add(
            story.cycle,
            by=maha,
            statement=one.statement,
            metric=known[one.metric],
            baseline=Decimal(one.baseline),
            target=Decimal(90 if one.key == "leads" else one.target),
            weight=one.weight,
            due_on=story.day(one.due),
        )
    signing.sign(story.cycle, Act.OBJECTIVES, by=maha)
    objectives.change(story.objectives["leads"], by=salem, target=Decimal(110))
    for person in (salem, maha):
        signing.sign(story.cycle, Act.OBJECTIVES, by=person)


def measure(story: Story) -> None:
    for one in AIMS:
        if one.measured:
            reviewing.measure(
                story.objectives[one.key], by=story.maha, value=Decimal(one.measured), on=story.day(TODAY - 3)
            )


def _mechanisms(story: Story) -> None:
    for one in WAYS:
        made = mechanisms.add(
            story.cycle,
            one.platform,
            by=story.maha,
            objectives=[story.objectives[key] for key in one.serves],
            audience=one.audience,
            posts_per_week=one.per_week,
            pillars=one.pillars,
            hours=[time(hour) for hour in one.hours],
            languages=list(one.languages),
            tone=one.tone,
            respond_within=timedelta(minutes=one.minutes),
            answers_from=time(one.answers[0]),
            answers_to=time(one.answers[1]),
            answer_days=WORKDAYS,
            escalate_to=story.people["abeer"],
            escalate_what=one.escalated,
        )
        signing.sign(story.cycle, Act.MECHANISM, by=story.maha, subject=made)
