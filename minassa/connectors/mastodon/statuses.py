"""A post as a status, and a status known again as a post."""

from __future__ import annotations

from typing import Any

from minassa.connectors.base import Code, Json, Outgoing, Refused, Sent
from minassa.connectors.mastodon.reading import says


def body_of(post: Outgoing) -> dict[str, Any]:
    body: dict[str, Any] = {
        "status": post.text,
        "visibility": post.options.get("visibility", "public"),
        "language": post.language,
        # Accounts at GoToSocial and Pleroma may be set to write Markdown; approved words are sent as they are.
        "content_type": "text/plain",
    }
    if post.prepared and post.prepared["media_ids"]:
        body["media_ids"] = list(post.prepared["media_ids"])
    if post.options.get("spoiler_text"):
        body["spoiler_text"] = post.options["spoiler_text"]
    if post.options.get("sensitive"):
        body["sensitive"] = True
    return body


def sent_as(status: Json) -> Sent | None:
    if not status.get("id"):
        return None
    return Sent(remote_id=str(status["id"]), url=str(status.get("url") or status.get("uri") or ""))


def is_ours(status: Json, post: Outgoing) -> bool:
    theirs = {str(medium.get("id")) for medium in status.get("media_attachments") or ()}
    ours = {str(media_id) for media_id in (post.prepared or {}).get("media_ids", ())}
    if theirs & ours:
        return True
    # Some servers give media a new id in the status, so equal words beside as many media count too.
    return len(theirs) == len(post.media) and bool(post.text.strip()) and says(str(status.get("content")), post.text)


def is_newer(status_id: str, after: str) -> bool:
    """Ids are text that sorts by age: numbers that may grow a digit, or codes of one length."""
    return (len(status_id), status_id) > (len(after), after)


def is_about_media(refusal: Refused, post: Outgoing) -> bool:
    return bool(post.media) and refusal.code in (Code.MEDIA_REJECTED, Code.TARGET_GONE)
