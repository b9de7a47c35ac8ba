"""What the headings of a company's own sheet may say for each column of the form, the likeliest first."""

from __future__ import annotations

_SAYS = {
    "number": ("م | رقم | الرقم | ت | مسلسل | تسلسل | no | no. | # | s/n | sn | number | item no"),
    "initiative": (
        "المبادرة | المبادرات | البرنامج | المشروع | المحور | الحملة | initiative | initiatives | "
        "programme | program | project | campaign | workstream | theme"
    ),
    "name": (
        "النشاط | الأنشطة | المهمة | المهام | العمل | الإجراء | وصف النشاط | اسم النشاط | activity | "
        "activities | task | tasks | action | action item | activity name | deliverable"
    ),
    "platforms": (
        "المنصات | المنصة | منصات التواصل | منصات التواصل الاجتماعي | القناة | القنوات | platforms | "
        "platform | channel | channels | social media"
    ),
    "responsible": (
        "المسؤول | المسئول | المسؤولية | مسؤول التنفيذ | الشخص المسؤول | الجهة المسؤولة | المنفذ | "
        "المكلف | responsible | owner | assignee | assigned to | person in charge | lead | who"
    ),
    "efforts": (
        "الموارد البشرية | الموارد البشرية المطلوبة | الكوادر | الفريق | فريق العمل | human resources | "
        "people | team | resources | manpower | staff | hours"
    ),
    "asked": (
        "الموارد المالية | الموارد المالية المطلوبة | الميزانية | الموازنة | التكلفة | "
        "التكلفة التقديرية | المبلغ | القيمة | financial resources | budget | cost | estimated cost | "
        "amount | price | total cost"
    ),
    "starts_on": (
        "تاريخ البدء | البدء | البداية | تاريخ البداية | من | من تاريخ | start | start date | starts | "
        "from | begin | begins"
    ),
    "deadline": (
        "الموعد النهائي | الموعد النهائي المتوقع | تاريخ الانتهاء | النهاية | تاريخ النهاية | "
        "الاستحقاق | إلى | إلى تاريخ | موعد التسليم | deadline | due | due date | end | end date | "
        "finish | to | until | expected deadline"
    ),
    "expected": (
        "النتيجة المتوقعة | النتائج المتوقعة | المخرجات | النتيجة | الأثر المتوقع | expected result | "
        "expected results | result | results | outcome | output | outputs"
    ),
    "rank": ("الأولوية | الاولوية | ترتيب الأولوية | priority | rank"),
    "state": ("الحالة | حالة التنفيذ | الوضع | حالة النشاط | state | status | progress status"),
    "kind": ("النوع | نوع النشاط | التصنيف | kind | type | category"),
    "depends_on": ("يعتمد على | الاعتمادية | depends on | dependency | dependencies | predecessor | predecessors"),
}
SAYS = {key: tuple(said.split(" | ")) for key, said in _SAYS.items()}
