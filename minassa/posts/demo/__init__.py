"""The demo company's channels and posts: a wholesaler's two weeks, in every state a post can be in."""

from __future__ import annotations

from datetime import datetime, time, timedelta

from minassa.channels import connecting
from minassa.channels.models import Channel
from minassa.core.clock import as_of, now
from minassa.media.models import Asset
from minassa.people.abilities import Role
from minassa.people.demo import step
from minassa.people.models import Company, Membership, Party
from minassa.planning.demo.progress import report  # and with it the cycle, whose gate these posts pass
from minassa.planning.demo.story import again
from minassa.posts import approving, handing, scheduling, sending, writing
from minassa.posts.demo.ahead import AHEAD
from minassa.posts.demo.before import BEFORE
from minassa.posts.demo.launch import launch
from minassa.posts.demo.pictures import draw
from minassa.posts.demo.written import CHANNELS, LINKS, PICTURES, POSTS, Written
from minassa.posts.models import Post
from minassa.posts.models.delivery import State
from minassa.posts.writing import Draft


@step
def channels_and_posts(company: Company) -> None:
    people = {role: _person(company, role) for role in (Role.OFFICER, Role.MEMBER, Role.OUTSIDE)}
    officer = people[Role.OFFICER]
    channels = {name: connecting.connect(officer, kind, answers) for name, (kind, answers) in CHANNELS.items()}
    agency = Party.objects.filter(company=company, kind=Party.Kind.OUTSIDE).first()
    Channel.objects.filter(pk=channels["instagram"].pk).update(party=agency)
    pictures = {name: draw(people[Role.MEMBER], name) for name in PICTURES}
    for written in BEFORE:
        with as_of(_at(company, written)):
            _write(written, people[written.by], officer, channels, pictures)
    for written in (*POSTS, *AHEAD):
        _write(written, people[written.by], officer, channels, pictures)
    launch(people[Role.MEMBER], channels)
    report(again(company))


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
        wanted_at=_at(author.company, written) if written.days > 0 else None,
        pictures=[(pictures[written.picture].pk, PICTURES[written.picture][0])] if written.picture else [],
        pillar=written.pillar,
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
    if written.becomes in ("published", "posted"):
        scheduling.publish_now(Post.objects.get(pk=post.pk), by=officer)
    if written.becomes == "posted":
        _post_by_hand(post, author)


def _post_by_hand(post: Post, by: Membership) -> None:
    """As the worker hands it over, and as a person then brings back its link."""
    for number, delivery in enumerate(post.deliveries.select_related("channel", "company")):
        sending.conclude(delivery, State.HANDED)
        url = LINKS[delivery.channel.platform].format(number=1820 + len(post.text) + number)
        handing.done(delivery, by=by, url=url)


def _person(company: Company, role: Role) -> Membership:
    found = Membership.objects.filter(company=company, role=role).select_related("company", "user", "party")
    return found.order_by("created_at")[0]


def _at(company: Company, written: Written) -> datetime:
    day = (now() + timedelta(days=written.days)).astimezone(company.zoneinfo).date()
    at, _note = scheduling.moment(company, day, time(written.hour))
    return at
