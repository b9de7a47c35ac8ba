"""The demo company's channels and posts: a wholesaler's week, in every state a post can be in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from minassa.channels import connecting
from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.media.models import Asset
from minassa.media.uploading import upload
from minassa.people.abilities import Role
from minassa.people.demo import step
from minassa.people.models import Company, Membership, Party
from minassa.posts import approving, scheduling, writing
from minassa.posts.models import Post
from minassa.posts.writing import Draft


@dataclass(frozen=True)
class Written:
    """A post of the demo. `days` and `hour` are from today, in the company's zone; 0 days is now."""

    by: Role
    text: str
    on: tuple[str, ...]  # names of CHANNELS
    becomes: str  # draft | returned | submitted | approved | planned | published
    days: int = 0
    hour: int = 19
    picture: str = ""  # a key of PICTURES


CHANNELS = {
    "bluesky": ("rehearsal", {"name": "نور الخليج", "platform": "bluesky"}),
    "mastodon": ("rehearsal", {"name": "نور الخليج للجملة", "platform": "mastodon"}),
    "instagram": ("handoff", {"platform": "instagram", "handle": "noor.wholesale", "url": ""}),
    "linkedin": ("handoff", {"platform": "linkedin", "handle": "noor-gulf-foods", "url": ""}),
}

PICTURES = {
    "dates": ("صناديق تمر سكري مرصوصة في مستودع مبرّد", ("#7a4a21", "#c58b4e", "#f4e3c8")),
    "rice": ("أكياس أرز بسمتي على منصات التحميل", ("#2f5d50", "#d9c38a", "#f6f1e1")),
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
    ),
    Written(
        Role.MEMBER,
        "نصيحة لتجار التجزئة: رتّبوا أكياس الأرز بحسب تاريخ الإنتاج، الأقدم في الأمام. "
        "خطوة صغيرة تقلّل الهدر وتحفظ جودة الصنف.\n#نصائح_المخزون",
        ("instagram", "bluesky"),
        "published",
        picture="rice",
    ),
    Written(
        Role.MEMBER,
        "عروض نهاية الشهر على زيت الزيتون البكر الممتاز: خصم خاص لطلبات أكثر من 50 كرتونًا.\n"
        "اطلبوا عرض السعر: https://noor.example/olive-oil",
        ("bluesky", "linkedin"),
        "planned",
        days=1,
        picture="oil",
    ),
    Written(
        Role.MEMBER,
        "نبحث عن موزّعين معتمدين في المنطقة الشرقية. شروط ميسّرة ودعم تسويقي كامل.\n#فرص_أعمال",
        ("linkedin", "mastodon"),
        "planned",
        days=3,
        hour=10,
    ),
    Written(
        Role.MEMBER,
        "كيف نحافظ على سلسلة التبريد من الميناء حتى باب متجركم؟ جولة قصيرة داخل مستودعنا المبرّد.",
        ("instagram", "bluesky"),
        "submitted",
        days=4,
        picture="dates",
    ),
    Written(
        Role.OUTSIDE,
        "شركاؤنا في قطاع المطاعم: قائمة أسعار ديسمبر أصبحت جاهزة. راسلونا لتصلكم النسخة المحدثة.",
        ("instagram",),
        "submitted",
        days=5,
        hour=13,
        picture="oil",
    ),
    Written(
        Role.MEMBER,
        "جودة نعرف مصدرها: كل شحنة أرز تُفحص في المختبر قبل أن تدخل المستودع.",
        ("bluesky", "linkedin"),
        "returned",
        days=6,
        picture="rice",
    ),
    Written(Role.MEMBER, "مسودة: أسئلة شائعة عن الحد الأدنى للطلب", ("bluesky",), "draft"),
]


@step
def channels_and_posts(company: Company) -> None:
    people = {role: _person(company, role) for role in (Role.OFFICER, Role.MEMBER, Role.OUTSIDE)}
    officer = people[Role.OFFICER]
    channels = {name: connecting.connect(officer, kind, answers) for name, (kind, answers) in CHANNELS.items()}
    agency = Party.objects.filter(company=company, kind=Party.Kind.OUTSIDE).first()
    Channel.objects.filter(pk=channels["instagram"].pk).update(party=agency)
    pictures = {name: _picture(people[Role.MEMBER], name) for name in PICTURES}
    for written in POSTS:
        _write(written, people[written.by], officer, channels, pictures)


def _write(
    written: Written,
    author: Membership,
    officer: Membership,
    channels: dict[str, Channel],
    pictures: dict[str, Asset],
) -> None:
    draft = Draft(
        text=written.text,
        channels=[channels[name].pk for name in written.on],
        wanted_at=_at(author.company, written) if written.days else None,
        pictures=[(pictures[written.picture].pk, PICTURES[written.picture][0])] if written.picture else [],
    )
    post = writing.start(author, draft)
    if written.becomes == "draft":
        return
    post = approving.submit(post, by=author)
    if written.becomes == "submitted":
        return
    if written.becomes == "returned":
        approving.send_back(post, by=officer, note="نص جيد. أضيفوا اسم المختبر ورقم الشهادة ثم أعيدوا الإرسال.")
        return
    approving.approve(post, version=post.version, by=officer)
    if written.becomes == "published":
        scheduling.publish_now(Post.objects.get(pk=post.pk), by=officer)


def _person(company: Company, role: Role) -> Membership:
    found = Membership.objects.filter(company=company, role=role).select_related("company", "user", "party")
    return found.order_by("created_at")[0]


def _at(company: Company, written: Written) -> datetime:
    day = (now() + timedelta(days=written.days)).astimezone(company.zoneinfo).date()
    at, _note = scheduling.moment(company, day, time(written.hour))
    return at


def _picture(member: Membership, name: str) -> Asset:
    """A drawing in the colours of the goods: rows of boxes on shelves."""
    alt, (dark, middle, light) = PICTURES[name]
    image = Image.new("RGB", (1200, 900), light)
    draw = ImageDraw.Draw(image)
    for shelf in range(3):
        top = 120 + shelf * 250
        draw.rectangle((80, top + 180, 1120, top + 200), fill=dark)
        for box in range(6):
            left, drop = 100 + box * 170, (box * 37 + shelf * 53) % 60
            draw.rounded_rectangle((left, top + drop, left + 145, top + 178), 18, fill=middle if box % 2 else dark)
            draw.rounded_rectangle((left + 30, top + drop + 40, left + 115, top + drop + 72), 8, fill=light)
    kept = BytesIO()
    image.save(kept, "PNG")
    return upload(member, file=ContentFile(kept.getvalue()), name=f"{alt}.png")
