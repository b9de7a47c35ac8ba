"""Why something did not work, in the reader's words: what happened, why, and what to do. One place for all of them."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from minassa.connectors.base import Code, Rules

_PLAIN: dict[str, Promise] = {
    Code.THROTTLED: gettext_lazy(
        "%(platform)s asked to slow down, because too much came from this account or this server. "
        "Nothing was lost: wait a few minutes and try again."
    ),
    Code.WORKER_DIED: gettext_lazy(
        "Minassa was interrupted in the middle of publishing, so it is not known whether the post is on %(platform)s. "
        "Look at the account there and say what you see."
    ),
    Code.GATE_CLOSED: gettext_lazy(
        "The manual kept publishing on %(platform)s closed for a whole day after this post's time, "
        "so it did not go out. When its steps are done, publish it, or give it a new time."
    ),
    Code.NO_CONNECTION: gettext_lazy(
        "Minassa could not reach %(platform)s: its server is away, or the address is wrong. "
        "Check the address, and if it is right try again in a few minutes."
    ),
    Code.TIMED_OUT: gettext_lazy(
        "%(platform)s did not answer in time. Try again in a few minutes; "
        "if it goes on, look whether the platform is down."
    ),
    Code.ANSWER_DROPPED: gettext_lazy(
        "The connection to %(platform)s broke before its answer arrived. "
        "Look at the account there before you repeat anything; otherwise try again in a few minutes."
    ),
    Code.SERVER_ERROR: gettext_lazy(
        "%(platform)s has a fault of its own at the moment. Nothing on your side is wrong: try again in a few minutes."
    ),
    Code.UNREADABLE_ANSWER: gettext_lazy(
        "What answered is not %(platform)s, or it answered in a way Minassa does not understand. "
        "Check the server's address; if it is right, try again later."
    ),
    Code.ADDRESS_BLOCKED: gettext_lazy(
        "This address leads inside a private network, and Minassa goes only to servers on the internet. "
        "Type a public address, or ask who runs Minassa to allow this server."
    ),
    Code.WRONG_CREDENTIALS: gettext_lazy(
        "%(platform)s did not accept this sign-in: the name, password or token is wrong, or was withdrawn. "
        "Make a new one at %(platform)s and type it again."
    ),
    Code.GRANT_EXPIRED: gettext_lazy(
        "The permission that %(platform)s gave has run out. Reconnect the channel, and Minassa may act for it again."
    ),
    Code.GRANT_REVOKED: gettext_lazy(
        "%(platform)s no longer lets Minassa act for this account: the permission was withdrawn "
        "or the password changed. Reconnect the channel."
    ),
    Code.RIGHT_MISSING: gettext_lazy(
        "%(platform)s does not let Minassa do this, because a right is missing. "
        "Give that right to the account or bot at %(platform)s, then check the channel again."
    ),
    Code.ACCOUNT_SUSPENDED: gettext_lazy(
        "%(platform)s has suspended or closed this account. Settle it with %(platform)s, then reconnect the channel."
    ),
    Code.TARGET_GONE: gettext_lazy(
        "The account, group or page was not found at %(platform)s: it was renamed, deleted or hidden "
        "from this sign-in. Check its name there."
    ),
    Code.TEXT_TOO_LONG: gettext_lazy(
        "The text is too long for %(platform)s. Shorten it, or write a text of its own for this channel."
    ),
    Code.TEXT_EMPTY: gettext_lazy("There is nothing to publish on %(platform)s yet. Write a text or add a picture."),
    Code.MEDIA_REJECTED: gettext_lazy(
        "%(platform)s does not take one of the pictures or films. Replace it by another, or save it as JPEG or MP4."
    ),
    Code.MEDIA_TOO_LARGE: gettext_lazy("A picture or film is larger than %(platform)s takes. Choose a smaller one."),
    Code.MEDIA_NOT_READY: gettext_lazy(
        "%(platform)s was still working on a picture or film and did not finish in time. "
        "Try again; if it goes on, choose a smaller file."
    ),
    Code.REJECTED: gettext_lazy(
        "%(platform)s refused this. What it said, if anything, is below: change what it names and try again."
    ),
}

_FIELDS: dict[str, Promise] = {
    "host": gettext_lazy(
        "This is not the address of a server. Type it as in example.social, without anything after it."
    ),
    "handle": gettext_lazy(
        "This account name is not complete. Type it as it stands in the address of the account's page."
    ),
    "chat": gettext_lazy(
        "This channel or group was not found. Type its public name as in @company, "
        "or its number, and see that the bot is an administrator there."
    ),
    "url": gettext_lazy("This is not a web address. Type it from https:// on, or leave the field empty."),
    "platform": gettext_lazy("Choose one of the platforms in the list."),
    "name": gettext_lazy("Give it a name, so that people know which one it is."),
}

_MEDIA: dict[str, Promise] = {
    "media_required": gettext_lazy("%(platform)s takes no post without a picture or film. Add one."),
    "no_video": gettext_lazy("%(platform)s takes no films here. Remove the film, or leave this channel out."),
    "mixed": gettext_lazy(
        "%(platform)s takes either pictures or one film, not both in one post. Remove one or the other."
    ),
    "gone": gettext_lazy("A picture of this post is no longer kept, so %(platform)s was sent nothing. Add it again."),
    "one_video": gettext_lazy("%(platform)s takes one film in a post. Keep one and remove the others."),
}


def sentence(code: object, facts: Mapping[str, object], said: str, platform: str) -> str:
    """The sentence for one of `Code`; on a second line the platform's own words, as a quotation."""
    name = isolated(platform)
    words = _sentence(str(code), facts, name)
    if said:
        quoted = _("%(platform)s said: “%(words)s”") % {"platform": name, "words": isolated(said)}
        words = f"{words}\n{quoted}"
    return words


def isolated(text: str) -> str:
    """A name or quotation of either direction, kept apart from the sentence around it."""
    return f"\u2068{text}\u2069"


def _sentence(code: str, facts: Mapping[str, object], name: str) -> str:
    if code in (Code.REJECTED, Code.TARGET_GONE) and facts.get("field") in _FIELDS:
        return str(_FIELDS[str(facts["field"])])
    if code == Code.MEDIA_REJECTED:
        return _about_media(facts, name)
    if code == Code.TEXT_TOO_LONG and _number(facts, "over"):
        return _too_long(facts, name)
    if code == Code.MEDIA_TOO_LARGE and _number(facts, "limit"):
        size = max(1, _number(facts, "limit") // 1_000_000)
        words = _("A picture or film is larger than the %(size)d MB that %(platform)s takes. Choose a smaller one.")
        return words % {"size": size, "platform": name}
    if code == Code.THROTTLED and _number(facts, "seconds"):
        return _throttled(-(-_number(facts, "seconds") // 60), name)
    return str(_PLAIN.get(code, _PLAIN[Code.REJECTED])) % {"platform": name}


def _about_media(facts: Mapping[str, object], name: str) -> str:
    why, limit = str(facts.get("why", "")), _number(facts, "limit")
    if why == "too_many":
        words = ngettext(
            "%(platform)s takes %(limit)d picture or film in a post. Remove the others.",
            "%(platform)s takes at most %(limit)d pictures or films in a post. Remove some.",
            limit,
        )
        return words % {"platform": name, "limit": limit}
    if why == "alt_too_long":
        words = ngettext(
            "%(platform)s takes a picture's description of at most %(limit)d character. Shorten it.",
            "%(platform)s takes a picture's description of at most %(limit)d characters. Shorten it.",
            limit,
        )
        return words % {"platform": name, "limit": limit}
    if why == "shape":
        words = _("Picture %(number)d is too long and narrow, or too large, for %(platform)s. Crop it.")
        return words % {"platform": name, "number": _number(facts, "number")}
    return str(_MEDIA.get(why, _PLAIN[Code.MEDIA_REJECTED])) % {"platform": name}


def _too_long(facts: Mapping[str, object], name: str) -> str:
    over = _number(facts, "over")
    words = ngettext(
        "The text is %(over)d character too long for %(platform)s, which takes %(limit)d. "
        "Shorten it, or write a text of its own for this channel.",
        "The text is %(over)d characters too long for %(platform)s, which takes %(limit)d. "
        "Shorten it, or write a text of its own for this channel.",
        over,
    )
    return words % {"over": over, "limit": _number(facts, "limit"), "platform": name}


def _throttled(minutes: int, name: str) -> str:
    words = ngettext(
        "%(platform)s asked to slow down for %(minutes)d minute, because too much came "
        "from this account or this server. Nothing was lost: try again after that.",
        "%(platform)s asked to slow down for %(minutes)d minutes, because too much came "
        "from this account or this server. Nothing was lost: try again after that.",
        minutes,
    )
    return words % {"minutes": minutes, "platform": name}


def _number(facts: Mapping[str, object], name: str) -> int:
    value = facts.get(name)
    return value if isinstance(value, int) else 0


# ── Rights ───────────────────────────────────────────────────────────────────────────────────────

_GRANTED: dict[str, Promise] = {
    "publish": gettext_lazy("May publish posts."),
    "upload": gettext_lazy("May upload pictures and films."),
    "look_up": gettext_lazy("May read the account's own posts, to see whether one is live."),
}
_MISSING: dict[str, Promise] = {
    "publish": gettext_lazy("May not publish posts. Nothing can go out on this channel until this right is given."),
    "upload": gettext_lazy("May not upload pictures and films. Posts with media will be refused."),
    "look_up": gettext_lazy("May not read the account's own posts. After a broken connection a person has to look."),
}


def granted(rights: Mapping[str, bool]) -> list[str]:
    """What the grant may do, a sentence each."""
    return [str(_GRANTED[right]) for right, has in rights.items() if has and right in _GRANTED]


def missing(rights: Mapping[str, bool]) -> list[str]:
    """What it lacks, and what that means."""
    return [str(_MISSING[right]) for right, has in rights.items() if not has and right in _MISSING]


# ── Limits ───────────────────────────────────────────────────────────────────────────────────────


def limits(rules: Rules) -> list[str]:
    """What the account accepts, a sentence each."""
    said = [_text_limit(rules.text_limit)]
    if rules.caption_limit is not None and rules.caption_limit != rules.text_limit:
        words = ngettext(
            "With pictures, a text of up to %(limit)d character.",
            "With pictures, a text of up to %(limit)d characters.",
            rules.caption_limit,
        )
        said.append(words % {"limit": rules.caption_limit})
    words = ngettext("Up to %(limit)d picture in a post.", "Up to %(limit)d pictures in a post.", rules.media_limit)
    said.append(words % {"limit": rules.media_limit})
    if rules.media_required:
        said.append(_("Every post needs a picture or film."))
    if rules.video_types:
        said.append(_("Films of up to %(size)d MB.") % {"size": rules.video_bytes // 1_000_000})
    else:
        said.append(_("No films."))
    return said


def _text_limit(limit: int) -> str:
    words = ngettext("A text of up to %(limit)d character.", "A text of up to %(limit)d characters.", limit)
    return words % {"limit": limit}
