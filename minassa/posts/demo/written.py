"""What the demo company writes in two weeks, in every state a post can be in."""

from __future__ import annotations

from dataclasses import dataclass

from minassa.people.abilities import Role

# The content pillars of the plan.
OFFERS, ADVICE, STORE, STORIES = "أصناف وعروض", "نصائح للتاجر", "من المستودع", "قصص عملائنا"
CHANCES, QUALITY, PRICES = "فرص وشراكات", "جودة وسلامة غذاء", "أسعار السوق"


@dataclass(frozen=True)
class Written:
    """A post of the demo. `days` and `hour` are from today, in the company's zone; 0 days is now, and fewer were
    lived already."""

    by: Role
    text: str
    on: tuple[str, ...]  # names of CHANNELS
    becomes: str  # draft | returned | submitted | planned | published | posted (by hand, with its link)
    days: int = 0
    hour: int = 19
    picture: str = ""  # a key of PICTURES
    pillar: str = ""


CHANNELS = {
    "bluesky": ("rehearsal", {"name": "نور الخليج", "platform": "bluesky"}),
    "mastodon": ("rehearsal", {"name": "نور الخليج للجملة", "platform": "mastodon"}),
    "instagram": ("handoff", {"platform": "instagram", "handle": "noor.wholesale", "url": ""}),
    "linkedin": ("handoff", {"platform": "linkedin", "handle": "noor-gulf-foods", "url": ""}),
    "x": ("handoff", {"platform": "x", "handle": "noorgulf", "url": ""}),
}

PICTURES = {
    "dates": ("صناديق تمر سكري مرصوصة في مستودع مبرّد", ("#7a4a21", "#c58b4e", "#f4e3c8")),
    "rice": ("أكياس أرز بسمتي على منصات التحميل", ("#2f5d50", "#d9c38a", "#f6f1e1")),
    "spices": ("أكياس بهارات شفافة مفتوحة على طاولة الفرز", ("#8c2f1b", "#d98e2b", "#faeedd")),
    "cans": ("علب معجون طماطم مغلّفة على منصة خشبية", ("#7d1f2a", "#c9a227", "#f5ece4")),
    "oil": ("عبوات زيت زيتون مصفوفة على الرفوف", ("#556b2f", "#b7a93b", "#f3f1dc")),
}

POSTS = [
    Written(
        Role.MEMBER,
        "وصلت دفعة تمر السكري الجديدة إلى مستودعاتنا في الرياض وجدة 🌴\n"
        "عبوات الجملة من 3 كجم إلى 10 كجم، والتوصيل خلال 48 ساعة.\n#تمر #تجارة_الجملة",
        ("bluesky", "mastodon"),
        "published",
        picture="dates",
        pillar=OFFERS,
    ),
    Written(
        Role.MEMBER,
        "نصيحة لتجار التجزئة: رتّبوا أكياس الأرز بحسب تاريخ الإنتاج، الأقدم في الأمام. "
        "خطوة صغيرة تقلّل الهدر وتحفظ جودة الصنف.\n#نصائح_المخزون",
        ("instagram", "bluesky"),
        "published",
        picture="rice",
        pillar=ADVICE,
    ),
    Written(
        Role.MEMBER,
        "عروض نهاية الشهر على زيت الزيتون البكر الممتاز: خصم خاص لطلبات أكثر من 50 كرتونًا.\n"
        "اطلبوا عرض السعر: https://noor.example/olive-oil",
        ("bluesky", "linkedin"),
        "planned",
        days=1,
        picture="oil",
        pillar=CHANCES,
    ),
    Written(
        Role.MEMBER,
        "نبحث عن موزّعين معتمدين في المنطقة الشرقية. شروط ميسّرة ودعم تسويقي كامل.\n#فرص_أعمال",
        ("linkedin", "mastodon"),
        "planned",
        days=3,
        hour=10,
        pillar=CHANCES,
    ),
    Written(
        Role.MEMBER,
        "كيف نحافظ على سلسلة التبريد من الميناء حتى باب متجركم؟ جولة قصيرة داخل مستودعنا المبرّد.",
        ("instagram", "bluesky"),
        "submitted",
        days=4,
        picture="dates",
        pillar=STORE,
    ),
    Written(
        Role.OUTSIDE,
        "شركاؤنا في قطاع المطاعم: قائمة أسعار ديسمبر أصبحت جاهزة. راسلونا لتصلكم النسخة المحدثة.",
        ("instagram",),
        "submitted",
        days=5,
        hour=13,
        picture="oil",
        pillar=OFFERS,
    ),
    Written(
        Role.MEMBER,
        "جودة نعرف مصدرها: كل شحنة أرز تُفحص في المختبر قبل أن تدخل المستودع.",
        ("bluesky", "linkedin"),
        "returned",
        days=6,
        picture="rice",
        pillar=QUALITY,
    ),
    Written(Role.MEMBER, "مسودة: أسئلة شائعة عن الحد الأدنى للطلب", ("bluesky",), "draft", pillar=ADVICE),
]

# Where each platform shows what a person posted there by hand.
LINKS = {
    "instagram": "https://www.instagram.com/p/DQ{number}noor/",
    "linkedin": "https://www.linkedin.com/feed/update/urn:li:share:73{number}0418827/",
    "x": "https://x.com/noorgulf/status/19{number}55301887",
}
