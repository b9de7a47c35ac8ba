"""Step 8: a choice that both have settled, and one that still waits for the general manager's scores."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from minassa.people.models import Membership
from minassa.planning import choosing, signing
from minassa.planning.choosing import CriterionOf, OptionOf
from minassa.planning.demo.story import TODAY, Story
from minassa.planning.models import Decision
from minassa.planning.models.signature import Act

AGENCY, INSIDE, FREELANCE = "وكالة أفق", "يوسف من داخل الشركة", "مستقل بعقد شهري"
TIKTOK, SHORTS, SNAP = "تيك توك", "يوتيوب شورتس", "سناب شات"


def choose(story: Story) -> None:
    maha, salem = story.maha, story.salem
    decision = choosing.open_decision(
        story.cycle,
        by=maha,
        question="من يدير إعلانات إنستغرام هذا الربع؟",
        requirements="لا تتجاوز الأتعاب 7,000 ريال، وتقرير كل أسبوع، وملكية حساب الإعلانات تبقى للشركة.",
        due_on=story.day(10),
        options=[
            OptionOf(AGENCY, "تعمل معنا منذ سنة وتعرف أصنافنا.", Decimal(6000)),
            OptionOf(INSIDE, "بلا أتعاب، لكن من ساعات الرد على العملاء.", Decimal(0)),
            OptionOf(FREELANCE, "خبرة في إعلانات المطاعم، ولم نجرّبه.", Decimal(4500)),
        ],
        criteria=[
            CriterionOf("طلبات أكثر", objective=story.objectives["leads"]),
            CriterionOf("لا يتأخر الرد على العملاء", objective=story.objectives["response"]),
            CriterionOf("التكلفة", 15),
        ],
    )
    _score(decision, maha, {AGENCY: (4, 5, 3), INSIDE: (3, 2, 5), FREELANCE: (4, 4, 4)})
    _score(decision, salem, {AGENCY: (5, 4, 3), INSIDE: (2, 2, 5), FREELANCE: (3, 4, 4)})
    choosing.choose(
        decision,
        by=maha,
        option=decision.options.get(name=AGENCY),
        reason="الأعلى في مجموع الدرجات، وتترك ليوسف وقت الرد على العملاء.",
    )
    for person in (maha, salem):
        signing.sign(story.cycle, Act.DECISION, by=person, subject=decision)


def ask(story: Story) -> None:
    decision = choosing.open_decision(
        story.cycle,
        by=story.maha,
        question="على أي منصة نبدأ الفيديو القصير؟",
        requirements="مقطعان في الأسبوع على الأقل دون موظف إضافي، وجمهور من أصحاب المحلات لا من الأسر.",
        due_on=story.day(TODAY + 9),
        options=[
            OptionOf(TIKTOK, "الأوسع انتشارًا، ويحتاج إلى حضور يومي.", Decimal(9000)),
            OptionOf(SHORTS, "يبقى المقطع في نتائج البحث أشهرًا.", Decimal(5500)),
            OptionOf(SNAP, "قريب من تجار الرياض وجدة، وقصير العمر.", Decimal(7000)),
        ],
        criteria=[
            CriterionOf("الوصول إلى تجار التجزئة", objective=story.objectives["reach"]),
            CriterionOf("طلبات عروض الأسعار", objective=story.objectives["leads"]),
            CriterionOf("الجهد الأسبوعي", 20),
        ],
    )
    _score(decision, story.maha, {TIKTOK: (5, 3, 2), SHORTS: (3, 4, 4), SNAP: (4, 3, 3)})


def _score(decision: Decision, by: Membership, given: Mapping[str, Sequence[int]]) -> None:
    criteria = list(decision.criteria.all())
    options = {one.name: one for one in decision.options.all()}
    choosing.score(
        decision,
        by=by,
        scores={
            (options[name].pk, criterion.pk): value
            for name, values in given.items()
            for criterion, value in zip(criteria, values, strict=True)
        },
    )
