"""Step 5: resources approved by the company's own rules, the plan signed, and what was added to it later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from minassa.people.abilities import Role
from minassa.planning import approving, budgeting, rules, signing
from minassa.planning.approving import Verdict
from minassa.planning.demo.plan import GROUPS, LATER
from minassa.planning.demo.story import TODAY, Story
from minassa.planning.demo.work import add
from minassa.planning.models import ApprovalRequest
from minassa.planning.models.activity import Kind
from minassa.planning.models.signature import Act
from minassa.planning.rules import RuleOf

CEILING, OFFICER_ALONE = Decimal(120_000), Decimal(5000)


@dataclass(frozen=True)
class Last:
    """What the last turn said; the turns before it approved."""

    verdict: Verdict = Verdict.APPROVE
    words: str = ""
    amount: Decimal | None = None
    postponed_to: date | None = None


def decide(story: Story) -> None:
    budgeting.set_ceiling(story.cycle, by=story.salem, budget=CEILING)
    rules.set_rules(
        by=story.salem,
        rules=[
            RuleOf(kind=Kind.ADVERTISING, role=Role.MANAGER),
            RuleOf(up_to=OFFICER_ALONE, role=Role.OFFICER),
            RuleOf(role=Role.MANAGER),
        ],
    )
    rules.stand_in(
        by=story.salem,
        stands_for=story.salem,
        who=story.maha,
        starts_on=story.day(TODAY + 18),
        ends_on=story.day(TODAY + 25),
    )
    verdicts = _verdicts(story)
    for row in (row for group in GROUPS for row in group.rows):
        by = story.people[row.responsible]
        request = approving.ask(story.activities[row.key], by=by, why=WHY.get(row.key, ""))
        _pass(story, request, verdicts.get(row.key, Last()))
    for person in (story.maha, story.salem):
        signing.sign(story.cycle, Act.PLAN, by=person)


WHY = {
    "ads": "نتائج الربع الماضي: كل طلب عرض سعر كلّفنا 128 ريالًا دون صفحة مخصصة.",
    "shifts": "ثلث الرسائل يصل بعد الخامسة مساءً.",
    "linkedin_ads": "تجربة أولى مع مديري المشتريات.",
    "fair": "زوار المعرض في العام الماضي أكثر من تسعة آلاف تاجر.",
    "baskets": "طلبت ثلاث شركات كتيّبًا لهدايا موظفيها هذا الشهر.",
}


def _verdicts(story: Story) -> dict[str, Last]:
    return {
        "film": Last(Verdict.LESS, "اكتفوا بصوت يوسف للتعليق، ونعيد النظر في الفيديو الثاني.", Decimal(6000)),
        "linkedin_ads": Last(
            Verdict.POSTPONE,
            "نبدأ بعد أن نرى نتائج إعلانات إنستغرام وصفحة الطلب.",
            postponed_to=story.day(TODAY + 16),
        ),
        "cooks": Last(Verdict.REJECT, "جمهور الطهاة من الأسر لا من التجار. لا يخدم أهداف هذا الربع."),
        "fair": Last(words="معتمد، وأرجو جناحًا قريبًا من مدخل الموردين."),
    }


def _pass(story: Story, request: ApprovalRequest, last: Last) -> None:
    """From turn to turn, as the company's rules laid them out."""
    turns = list(request.steps.all())
    for turn in turns:
        said = last if turn is turns[-1] else Last()
        approving.decide(
            request,
            verdict=said.verdict,
            by=story.salem if turn.role == Role.MANAGER else story.maha,
            words=said.words,
            amount=said.amount,
            postponed_to=said.postponed_to,
        )


def add_later(story: Story) -> None:
    """One waits for the general manager, the officer having approved it; one was sent back by the officer."""
    add(story, LATER)
    waiting = approving.ask(story.activities["baskets"], by=story.people["reem"], why=WHY["baskets"])
    approving.decide(waiting, verdict=Verdict.APPROVE, by=story.maha, words="السعر معقول والطلب موجود.")
    back = approving.ask(story.activities["live"], by=story.people["yousef"])
    approving.decide(
        back,
        verdict=Verdict.SEND_BACK,
        by=story.maha,
        words="من الضيف؟ ومن يتابع الأسئلة أثناء البث؟ أضيفوا ذلك إلى النتيجة المتوقعة ثم أعيدوا الطلب.",
    )
