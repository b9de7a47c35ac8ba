"""Step 3: the work team and its meetings."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from minassa.planning import meetings, team
from minassa.planning.demo.story import TODAY, Story
from minassa.planning.meetings import Taken
from minassa.planning.models import Meeting, TeamAssignment

_Specialty, _Purpose = TeamAssignment.Specialty, Meeting.Purpose
OUTSOURCED = TeamAssignment.Arrangement.OUTSOURCED
GUEST = ("خالد الدوسري، مدير المبيعات", "sales@noor.example")
PLACE = "قاعة الاجتماعات، المستودع الرئيسي بالرياض"


def form(story: Story) -> None:
    _assign(story)
    _forming(story)


def _assign(story: Story) -> None:
    cycle, maha, who = story.cycle, story.maha, story.people
    hours = {key: Decimal(value) for key, value in {"yousef": 28, "community": 8, "maha": 6, "reem": 20}.items()}
    team.assign(cycle, by=maha, member=who["yousef"], specialty=_Specialty.SOCIAL_MEDIA, weekly_hours=hours["yousef"])
    team.assign(
        cycle,
        by=maha,
        member=who["yousef"],
        specialty=_Specialty.COMMUNITY,
        weekly_hours=hours["community"],
        note="مناوبات الرد مساء الأحد والأربعاء",
    )
    team.assign(cycle, by=maha, member=maha, specialty=_Specialty.ANALYSIS, weekly_hours=hours["maha"])
    team.assign(
        cycle,
        by=maha,
        member=who["reem"],
        specialty=_Specialty.DESIGN,
        arrangement=OUTSOURCED,
        starts_on=story.day(2),
        ends_on=story.day(TODAY + 45),
        fee=Decimal(13500),
        weekly_hours=hours["reem"],
        note="عقد لثلاثة أشهر، تُسلَّم الملفات المفتوحة مع كل تصميم",
    )
    team.assign(
        cycle,
        by=maha,
        member=who["tariq"],
        specialty=_Specialty.ADVERTISING,
        arrangement=OUTSOURCED,
        party=story.agency,
        starts_on=story.day(7),
        ends_on=story.day(TODAY + 10),
        fee=Decimal(6000),
        weekly_hours=Decimal(10),
        note="إدارة إعلانات إنستغرام فقط",
    )


def _forming(story: Story) -> None:
    who = story.people
    meeting = meetings.call(
        story.cycle,
        by=story.maha,
        title="تشكيل فريق العمل وتوزيع المهام",
        purpose=_Purpose.FORMING,
        starts_at=story.at(-9, 10),
        lasts=timedelta(minutes=90),
        place=PLACE,
        agenda="1. عرض الأهداف الستة المعتمدة\n2. من ينفذ ماذا، ومن نستعين به من الخارج\n"
        "3. ساعات الرد على العملاء ومن يتولى التصعيد الفني\n4. موعد تسليم خطة العمل F-01",
        members=[who[key] for key in ("salem", "maha", "yousef", "reem", "tariq")],
        guests=[GUEST],
    )
    present = {one.pk: one.member_id != who["tariq"].pk for one in meeting.attendees.all()}
    meetings.keep_minutes(
        meeting,
        by=story.maha,
        minutes="عرضت مها الأهداف ووافق الحاضرون على توزيعها على المنصات. أوضح خالد أن أكثر أسئلة العملاء تصل بعد"
        " الثامنة مساءً، فاتُّفق على مناوبتين مسائيتين في الأسبوع. تتولى ريم التصميم بعقد خارجي لثلاثة أشهر، وتتولى"
        " وكالة أفق إعلانات إنستغرام. اعتذر طارق عن الحضور وأُرسل إليه المحضر.",
        attended=present,
        decisions=[
            "يوسف مسؤول النشر والرد على المنصات كلها، وريم مسؤولة التصميم.",
            "تحوّل الأسئلة الفنية والشكاوى الصحية إلى م. عبير الزهراني خلال ساعة.",
            "لا يُنشر سعر صنف قبل تأكيده من المبيعات في اليوم نفسه.",
        ],
        actions=[
            Taken(who["yousef"], "كتابة دليل الردود ونبرة الحديث وعرضه على مها", story.day(12)),
            Taken(who["reem"], "تسليم ثلاثة نماذج لقالب المنشور بالهوية الجديدة", story.day(8)),
            Taken(story.maha, "الاتفاق مع المبيعات على قائمة أسعار أسبوعية تصلنا كل أحد", story.day(7)),
            Taken(who["yousef"], "جمع أسئلة العملاء المتكررة من سجل الهاتف", story.day(TODAY - 4)),
        ],
    )
    for action in list(meeting.actions.select_related("person__user", "person__company"))[:3]:
        meetings.finish(action, by=action.person)


def follow(story: Story) -> None:
    who = story.people
    meeting = meetings.call(
        story.cycle,
        by=story.maha,
        title="متابعة الشهر الأول",
        purpose=_Purpose.FOLLOW_UP,
        starts_at=story.at(30, 11),
        place=PLACE,
        link="https://meet.example/noor-marketing",
        agenda="1. ما تأخر ولماذا\n2. نتائج إعلانات إنستغرام\n3. معرض الأغذية بجدة",
        members=[who[key] for key in ("maha", "yousef", "reem", "tariq")],
    )
    meetings.keep_minutes(
        meeting,
        by=story.maha,
        minutes="تأخر فيديو رحلة الكرتون لأن تصريح التصوير في الميناء لم يصدر بعد. عرض طارق نتائج الإعلانات: تكلفة"
        " الطلب الواحد 96 ريالًا وتنخفض مع الإعلان الذي يظهر فيه السعر. اتُّفق على المشاركة في معرض الأغذية بجناح صغير.",
        attended=dict.fromkeys(meeting.attendees.values_list("pk", flat=True), True),
        decisions=[
            "إيقاف الإعلان الذي لا يذكر سعرًا وتحويل رصيده إلى إعلان قائمة الأسعار.",
            "نشارك في معرض الأغذية بجدة بجناح مساحته تسعة أمتار.",
        ],
        actions=[
            Taken(who["yousef"], "متابعة تصريح التصوير مع إدارة الميناء", story.day(TODAY + 2)),
            Taken(who["reem"], "تصميم واجهة الجناح وبطاقات الزوار", story.day(TODAY + 12)),
            Taken(who["yousef"], "إرسال قائمة الأسعار الأسبوعية إلى وكالة أفق", story.day(33)),
        ],
    )
    sent = meeting.actions.get(due_on=story.day(33))
    meetings.finish(sent, by=who["yousef"])


def call(story: Story) -> None:
    meetings.call(
        story.cycle,
        by=story.maha,
        title="اختيار منصة الفيديو القصير",
        purpose=_Purpose.CHOOSING,
        starts_at=story.at(TODAY + 4, 10),
        lasts=timedelta(minutes=45),
        place="مكتب المدير العام",
        agenda="1. عرض الخيارات الثلاثة وتكلفة كل منها\n2. تقييم كل خيار على الأهداف\n3. الاختيار والتوقيع",
        members=[story.people[key] for key in ("salem", "maha", "yousef")],
    )
