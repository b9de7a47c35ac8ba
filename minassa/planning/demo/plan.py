"""The rows of F-01 as the team of the demo wrote them. Days are counted from the first of the cycle."""

from __future__ import annotations

from dataclasses import dataclass

from minassa.planning.models.activity import Kind

SHOWN = ("instagram", "linkedin", "x")


@dataclass(frozen=True)
class Cost:
    what: str
    asked: int
    platform: str = ""
    agency: bool = False


@dataclass(frozen=True)
class Row:
    key: str
    name: str
    kind: Kind
    platforms: tuple[str, ...]
    responsible: str
    days: tuple[int, int]  # start and deadline
    expected: str
    hours: tuple[tuple[str, int], ...]  # of whom: a key of the demo's people, or words
    costs: tuple[Cost, ...] = ()
    after: tuple[str, ...] = ()
    rated: tuple[int, int, int] = (3, 3, 3)  # impact, urgency, effort


@dataclass(frozen=True)
class Group:
    name: str
    objective: str
    rows: tuple[Row, ...]


GROUPS = [
    Group(
        "دليل المنتجات المصوّر",
        "reach",
        (
            Row(
                "shoot", "تصوير ستين صنفًا في مستودع الرياض بخلفية موحدة", Kind.PRODUCTION, SHOWN, "reem", (3, 14),
                "ستون صورة جاهزة للنشر مع اسم الصنف ووزن العبوة", (("reem", 24), ("عمّال المستودع", 16)),
                (Cost("أجر مصوّر ليومين", 3600), Cost("استئجار إضاءة وخلفيات", 2800)), rated=(5, 5, 3),
            ),
            Row(
                "templates", "تصميم قوالب المنشورات وقصص العروض", Kind.CONTENT, SHOWN, "reem", (5, 18),
                "اثنا عشر قالبًا بمقاسات المنصات، قابلة للتعديل", (("reem", 36),),
                (Cost("اشتراك مكتبة خطوط وأيقونات", 950),), ("shoot",), (4, 5, 2),
            ),
            Row(
                "film", "فيديو قصير: رحلة الكرتون من الميناء إلى المتجر", Kind.PRODUCTION, ("instagram", "x"), "yousef",
                (20, 40), "فيديو مدته دقيقة، ونسختان من خمس عشرة ثانية", (("yousef", 18), ("reem", 10)),
                (Cost("تصوير ومونتاج", 6500), Cost("تعليق صوتي", 1000)), ("shoot",), (4, 3, 4),
            ),
            Row(
                "catalogue", "كتالوج الأسبوع: صنف وسعر وكمية", Kind.CONTENT, SHOWN, "yousef", (14, 88),
                "منشوران كل أسبوع بأسعار مؤكدة من المبيعات", (("yousef", 60),), (), ("templates",), (5, 4, 2),
            ),
        ),
    ),
    Group(
        "فتح حسابات الجملة للمطاعم والبقالات",
        "leads",
        (
            Row(
                "landing", "صفحة طلب فتح حساب جملة على موقعنا", Kind.TOOLS, (), "maha", (7, 21),
                "نموذج من خمسة حقول تصل طلباته إلى المبيعات مباشرة", (("maha", 8), ("مبرمج الموقع", 20)),
                (Cost("برمجة الصفحة وربطها بنظام المبيعات", 4800),), (), (5, 5, 3),
            ),
            Row(
                "ads", "إعلانات إنستغرام لأصحاب المطاعم في الرياض وجدة", Kind.ADVERTISING, ("instagram",), "yousef",
                (14, 84), "مئتا طلب عرض سعر بتكلفة لا تتجاوز 110 ريالات للطلب", (("yousef", 20), ("وكالة أفق", 60)),
                (
                    Cost("رصيد الإعلانات", 18000, "instagram"),
                    Cost("أتعاب إدارة الحملة", 6000, "instagram", agency=True),
                ),
                ("landing",), (5, 4, 3),
            ),
            Row(
                "linkedin_ads", "إعلانات لينكدإن لمديري المشتريات", Kind.ADVERTISING, ("linkedin",), "yousef", (35, 84),
                "أربعون طلب توريد سنوي من شركات الإعاشة والفنادق", (("yousef", 14),),
                (Cost("رصيد الإعلانات", 15000, "linkedin"),), ("landing",), (3, 2, 3),
            ),
            Row(
                "questions", "سلسلة: عشرة أسئلة يسألها تاجر الجملة", Kind.CONTENT, SHOWN, "yousef", (10, 52),
                "عشرة منشورات تُجمع بعدها في صفحة أسئلة شائعة", (("yousef", 20), ("reem", 12)), (), ("templates",),
                (4, 3, 2),
            ),
            Row(
                "samples", "عيّنات مجانية لخمسين مطعمًا مع بطاقة تقود إلى صفحة الطلب", Kind.EVENT, ("instagram",), "maha",
                (28, 60), "خمسون زيارة، وخمسة عشر حساب جملة جديدًا", (("maha", 12), ("مندوبو المبيعات", 50)),
                (Cost("أصناف العيّنات", 8500), Cost("طباعة البطاقات", 1200), Cost("توصيل داخل المدينة", 1800)),
                ("landing",), (4, 3, 4),
            ),
        ),
    ),
    Group(
        "ردّ أسرع على كل عميل",
        "response",
        (
            Row(
                "guide", "دليل الردود ونبرة الحديث", Kind.CONTENT, (), "yousef", (2, 12),
                "أربعون ردًّا معتمدًا، ومتى نحوّل السؤال إلى الفنيين", (("yousef", 14), ("م. عبير الزهراني", 3)),
                rated=(4, 5, 1),
            ),
            Row(
                "inbox", "صندوق رسائل واحد يجمع المنصات للفريق", Kind.TOOLS, SHOWN, "yousef", (8, 20),
                "لا تبقى رسالة دون رد في يومها", (("yousef", 6),), (Cost("اشتراك ثلاثة أشهر", 2400),), (), (4, 4, 1),
            ),
            Row(
                "shifts", "مناوبات الرد المسائية في أيام الذروة", Kind.OTHER, SHOWN, "yousef", (21, 84),
                "الرد على 90٪ من الأسئلة خلال ساعة حتى العاشرة مساءً", (("yousef", 40),),
                (Cost("بدل مناوبات مسائية", 4500),), ("guide", "inbox"), (3, 3, 2),
            ),
        ),
    ),
    Group(
        "من المزرعة إلى متجركم",
        "rate",
        (
            Row(
                "suppliers", "لقاءات مصوّرة مع ثلاثة من موردي التمر والأرز والزيت", Kind.PRODUCTION,
                ("instagram", "linkedin"), "yousef", (30, 58), "ثلاثة لقاءات قصيرة مكتوبة ومصوّرة",
                (("yousef", 24), ("reem", 12)), (Cost("سفر وإقامة إلى القصيم", 2200), Cost("تصوير ومونتاج", 3400)),
                ("templates",), (3, 2, 4),
            ),
            Row(
                "fair", "جناح في معرض الأغذية بجدة وتغطيته يومًا بيوم", Kind.EVENT, SHOWN, "maha", (60, 72),
                "ثمانون بطاقة زائر مهتم، وتغطية كل يوم على المنصات", (("maha", 24), ("yousef", 24), ("reem", 16)),
                (Cost("إيجار الجناح وتجهيزه", 18000), Cost("سفر الفريق", 3500)), (), (5, 3, 5),
            ),
            Row(
                "cooks", "حملة مع طهاة معروفين في المنطقة الغربية", Kind.ADVERTISING, ("instagram",), "maha", (40, 70),
                "ستة مقاطع طبخ بأصنافنا", (("maha", 10),), (Cost("أجور الطهاة", 20000, "instagram"),), (), (2, 1, 4),
            ),
        ),
    ),
    Group(
        "القياس والتحسين",
        "sales",
        (
            Row(
                "board", "تقرير أرقام أسبوعي من صفحة واحدة للإدارة", Kind.TOOLS, (), "maha", (10, 25),
                "صفحة واحدة كل أحد: ما نُشر، ومن طلب، وكم بعنا", (("maha", 12),), rated=(3, 3, 1),
            ),
            Row(
                "survey", "استطلاع رضا عملاء الجملة عبر القصص", Kind.CONTENT, ("instagram",), "reem", (49, 63),
                "مئتا إجابة نعرف منها ثلاثة أشياء نصلحها", (("reem", 8), ("yousef", 4)),
                (Cost("قسائم شراء للمشاركين", 1500),), (), (3, 2, 2),
            ),
        ),
    ),
]  # fmt: skip

# Added in the middle of the cycle, when the plan had long been decided.
LATER = Group(
    "دليل المنتجات المصوّر",
    "reach",
    (
        Row(
            "baskets", "تصوير سلال الهدايا لطلبات الشركات", Kind.PRODUCTION, ("instagram", "linkedin"), "reem",
            (50, 66), "عشرون صورة وكتيّب من ثماني صفحات لقسم المبيعات", (("reem", 20),),
            (Cost("أجر مصوّر ليوم واحد", 1900), Cost("سلال ومواد تنسيق", 3100), Cost("طباعة الكتيّب", 3200)),
            rated=(4, 4, 3),
        ),
        Row(
            "live", "بث مباشر شهري عن أسعار السوق", Kind.EVENT, ("instagram", "x"), "yousef", (52, 80),
            "بثّان مدة كل منهما نصف ساعة", (("yousef", 10),), (Cost("معدات صوت وإضاءة", 3200),), rated=(3, 3, 3),
        ),
    ),
)  # fmt: skip
