"""Step 7: what became of the activities, told in a report every two weeks; the third one is late."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from minassa.planning import activities, reporting
from minassa.planning.demo.story import TODAY, Story
from minassa.planning.models import Activity, ProgressReport
from minassa.planning.reporting import ChallengeOf

UNDER_WAY, DONE = Activity.State.UNDER_WAY, Activity.State.DONE


FORTNIGHT = 14


@dataclass(frozen=True)
class Going:
    percent: int  # 100 is done
    note: str
    on: int | None = None  # the day it was done


@dataclass(frozen=True)
class Hard:
    said: str
    solutions: tuple[str, ...]
    of: str


FIRST = {
    "guide": Going(100, "اعتُمد الدليل بعد ملاحظات م. عبير.", 11),
    "shoot": Going(100, "صُوّر واحد وستون صنفًا في يومين.", 13),
    "templates": Going(60, "سبعة قوالب جاهزة، بقيت قوالب القصص."),
    "inbox": Going(50, "فُتح الاشتراك ونربط الحسابات."),
    "landing": Going(40, "التصميم معتمد والبرمجة بدأت."),
    "board": Going(30, "اتُّفق على الأرقام التي تظهر."),
}
SECOND = {
    "templates": Going(100, "سُلّمت القوالب كلها بملفاتها المفتوحة.", 17),
    "inbox": Going(100, "يعمل الفريق كله من صندوق واحد.", 19),
    "landing": Going(100, "تأخرت ثلاثة أيام لربطها بنظام المبيعات، وتعمل الآن.", 24),
    "board": Going(100, "صدر أول تقرير وأُرسل إلى المدير العام.", 26),
    "film": Going(30, "كُتب النص، وطُلب تصريح التصوير في الميناء."),
    "catalogue": Going(20, "أول أسبوعين بأسعار مؤكدة."),
    "ads": Going(25, "بدأت الإعلانات بثلاثة تصاميم."),
    "questions": Going(35, "نُشرت أربعة أسئلة."),
    "shifts": Going(15, "بدأت مناوبتا الأحد والأربعاء."),
}
SINCE = {
    "film": Going(70, "صُوّرت لقطات المستودع. ننتظر تصريح الميناء للقطة الأخيرة."),
    "catalogue": Going(45, "تصلنا الأسعار صباح كل أحد."),
    "ads": Going(55, "تكلفة الطلب 96 ريالًا."),
    "questions": Going(80, "بقي سؤالان عن المرتجعات والدفع الآجل."),
    "samples": Going(30, "زرنا أربعة عشر مطعمًا، وفُتحت ثلاثة حسابات."),
    "shifts": Going(40, "متوسط الرد في المناوبة 22 دقيقة."),
    "suppliers": Going(20, "اتُّفق مع مورد التمر في القصيم، وبقي موعدان."),
}

TOLD = [
    (
        FIRST,
        "بدأ العمل في موعده. اكتمل دليل الردود وتصوير الأصناف، والقوالب في منتصفها. أهم ما تعلمناه أن الصورة التي يظهر"
        " فيها وزن العبوة تجلب أسئلة أكثر من غيرها.",
        (
            Hard(
                "تصل قائمة الأسعار متأخرة فنؤجل المنشور يومًا أو يومين.",
                ("قائمة أسعار ثابتة تصل كل أحد قبل العاشرة", "ننشر العرض دون سعر ونضع رابط طلب عرض سعر"),
                "catalogue",
            ),
            Hard("الإضاءة في الممرات الخلفية ضعيفة.", ("تصوير هذه الأصناف عند باب التحميل صباحًا",), "shoot"),
        ),
    ),
    (
        SECOND,
        "اكتملت أربعة أنشطة، وتأخرت صفحة الطلب ثلاثة أيام ثم عملت. بدأت إعلانات إنستغرام، والطلبات تصل إلى المبيعات"
        " مباشرة. زمن الرد تحسن بعد صندوق الرسائل الموحد.",
        (
            Hard(
                "تصريح التصوير في الميناء يحتاج إلى ثلاثة أسابيع على الأقل.",
                ("تصوير لقطات المستودع أولًا", "الاستعانة بلقطات من شركة التخليص إن تأخر التصريح"),
                "film",
            ),
            Hard(
                "ثلث الرسائل يصل بعد انتهاء الدوام.",
                ("زيادة مناوبة مساء الخميس", "رد آلي يذكر موعد الجواب في الصباح"),
                "shifts",
            ),
        ),
    ),
]
DRAFTED = "الإعلانات أفضل مما توقعنا، والفيديو متأخر بسبب التصريح. بقي أن أضيف أرقام العيّنات."


def report(story: Story) -> None:
    """Each on the day after its fortnight, received on the next; the third was begun and not sent."""
    yousef = story.people["yousef"]
    for number, (going, summary, hard) in enumerate(TOLD):
        first = FORTNIGHT * number
        with story.on(first + FORTNIGHT, 12):
            _go_on(story, going)
            one = reporting.begin(story.cycle, story.day(first), by=yousef)
            _write(story, one, summary, hard)
            reporting.submit(one, by=yousef)
        with story.on(first + FORTNIGHT + 1, 9):
            reporting.receive(one, by=story.maha)
    with story.on(TODAY - 2):
        _go_on(story, SINCE)
        late = reporting.begin(story.cycle, story.day(FORTNIGHT * len(TOLD)), by=yousef)
        reporting.write(late, by=yousef, summary=DRAFTED)


def _write(story: Story, one: ProgressReport, summary: str, hard: tuple[Hard, ...]) -> None:
    reporting.write(
        one,
        by=story.people["yousef"],
        summary=summary,
        challenges=[ChallengeOf(each.said, each.solutions, story.activities[each.of]) for each in hard],
    )


def _go_on(story: Story, going: Mapping[str, Going]) -> None:
    for key, one in going.items():
        activity = story.activities[key]
        activities.progress(
            activity,
            by=activity.responsible or story.maha,
            state=DONE if one.percent == 100 else UNDER_WAY,
            progress=one.percent,
            note=one.note,
            on=None if one.on is None else story.day(one.on),
        )
