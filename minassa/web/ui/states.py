"""Every state a record may wear: its word, its tone and its icon. A state is never told by colour alone."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class State(NamedTuple):
    label: str | Promise
    tone: str = ""
    icon: str = ""


STATES: dict[str, State] = {
    "draft": State(_("Draft"), "plain", "pen-line"),
    "submitted": State(_("Waiting for approval"), "warning", "eye"),
    "returned": State(_("Changes asked for"), "warning", "undo-2"),
    "approved": State(pgettext_lazy("a state", "Approved"), "success", "check"),
    "planned": State(_("Scheduled"), "info", "calendar-clock"),
    "queued": State(_("Waiting its turn"), "info", "timer"),
    "sending": State(_("Being published"), "info", "loader-circle"),
    "sent": State(_("Published"), "success", "check-check"),
    "failed": State(_("Failed"), "danger", "octagon-x"),
    "unsure": State(_("Unsure"), "warning", "circle-help"),
    "handed": State(_("To be posted by hand"), "accent", "hand"),
    "late": State(_("Late"), "danger", "triangle-alert"),
    "cancelled": State(_("Cancelled"), "plain", "ban"),
    "trashed": State(_("In the bin"), "plain", "trash-2"),
    "done": State(_("Done"), "success", "check"),
    "now": State(_("Now"), "accent", "circle-play"),
    "todo": State(_("Not yet"), "plain", "circle-dashed"),
    "connected": State(_("Connected"), "success", "plug-zap"),
    "expiring": State(_("Expires soon"), "warning", "clock"),
    "disconnected": State(_("Disconnected"), "danger", "unplug"),
    "healthy": State(_("Healthy"), "success", "heart-pulse"),
    "active": State(_("Active"), "success", "check"),
    "invited": State(_("Invited"), "info", "mail"),
    "ended": State(_("Ended"), "plain", "ban"),
}


def state_of(name: str, label: str = "") -> State:
    """An unknown state shows its own word rather than nothing."""
    known = STATES.get(name, State(name, "", "circle"))
    return known._replace(label=label) if label else known
