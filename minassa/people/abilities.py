"""What each of the manual's roles may do. Pages, doors and verbs all ask here."""

from __future__ import annotations

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """The manual's people."""

    MANAGER = "manager", _("General manager")
    OFFICER = "officer", _("Marketing officer")
    MEMBER = "member", _("Work team member")
    OUTSIDE = "outside", _("Outside party")
    EXPERT = "expert", _("Technical expert")


class Ability(StrEnum):
    SEE_HOME = "see_home"
    SEE_POSTS = "see_posts"
    WRITE_POSTS = "write_posts"
    APPROVE_POSTS = "approve_posts"
    SCHEDULE_POSTS = "schedule_posts"  # times of approved posts, publish now, cancel, settle doubts
    HAND_OFF = "hand_off"  # post by hand and bring back the link
    SEE_CHANNELS = "see_channels"
    MANAGE_CHANNELS = "manage_channels"
    SEE_PEOPLE = "see_people"
    MANAGE_PEOPLE = "manage_people"
    MANAGE_COMPANY = "manage_company"
    SEE_STATUS = "see_status"
    SEE_TRAIL = "see_trail"
    SEE_PLAN = "see_plan"
    SEE_MONEY = "see_money"  # fees, costs, budgets
    WRITE_PLAN = "write_plan"  # cycles, mechanisms, team, meetings, F-01, priorities
    SET_OBJECTIVES = "set_objectives"
    SIGN_AS_MANAGER = "sign_as_manager"
    SIGN_AS_OFFICER = "sign_as_officer"
    APPROVE_BUDGET = "approve_budget"  # where the company's rules name this person
    SET_RULES = "set_rules"  # of approval: who approves up to which amount
    NAME_STAND_INS = "name_stand_ins"  # also for somebody else
    SPEND = "spend"  # commitments and expenses within what was approved
    DO_WORK = "do_work"  # say how one's activities go, finish one's action items
    WRITE_REPORTS = "write_reports"
    RECEIVE_REPORTS = "receive_reports"
    VOTE = "vote"  # on options
    LAUNCH = "launch"
    OVERRIDE_GATE = "override_gate"
    CLOSE_CYCLE = "close_cycle"


_MANAGERS_OWN = frozenset({Ability.SIGN_AS_MANAGER, Ability.SET_RULES})
_OFFICERS_OWN = frozenset({Ability.SIGN_AS_OFFICER, Ability.OVERRIDE_GATE})
_MANAGER = frozenset(Ability) - _OFFICERS_OWN
_OFFICER = frozenset(Ability) - _MANAGERS_OWN
_MEMBER = frozenset(
    {
        Ability.SEE_HOME,
        Ability.SEE_POSTS,
        Ability.WRITE_POSTS,
        Ability.HAND_OFF,
        Ability.SEE_CHANNELS,
        Ability.SEE_PEOPLE,
        Ability.SEE_STATUS,
        Ability.SEE_PLAN,
        Ability.DO_WORK,
        Ability.WRITE_REPORTS,
        Ability.LAUNCH,
    }
)
_OUTSIDE = frozenset({Ability.SEE_HOME, Ability.SEE_POSTS, Ability.WRITE_POSTS, Ability.HAND_OFF, Ability.SEE_CHANNELS})

MAY: dict[str, frozenset[Ability]] = {
    Role.MANAGER: _MANAGER,
    Role.OFFICER: _OFFICER,
    Role.MEMBER: _MEMBER,
    Role.OUTSIDE: _OUTSIDE,
    Role.EXPERT: frozenset({Ability.SEE_HOME}),
}
