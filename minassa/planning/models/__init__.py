from minassa.planning.models.activity import Activity, Dependency, Initiative
from minassa.planning.models.approval import ApprovalLink, ApprovalRequest, ApprovalStep
from minassa.planning.models.approval_rule import ApprovalRule, StandIn
from minassa.planning.models.cycle import Cycle
from minassa.planning.models.decision import Criterion, Decision, Option, Score
from minassa.planning.models.gate import Gate
from minassa.planning.models.launch_item import LaunchItem
from minassa.planning.models.mechanism import Mechanism, Pillar, Service
from minassa.planning.models.meeting import ActionItem, Attendee, Meeting, MeetingDecision
from minassa.planning.models.metric import Metric
from minassa.planning.models.objective import Objective
from minassa.planning.models.override import Override
from minassa.planning.models.progress_report import Challenge, ProgressReport, ReportLine, Solution
from minassa.planning.models.resources import CostLine, Effort
from minassa.planning.models.signature import Signature
from minassa.planning.models.spending import Commitment, Expense
from minassa.planning.models.team_assignment import TeamAssignment

__all__ = [
    "ActionItem",
    "Activity",
    "ApprovalLink",
    "ApprovalRequest",
    "ApprovalRule",
    "ApprovalStep",
    "Attendee",
    "Challenge",
    "Commitment",
    "CostLine",
    "Criterion",
    "Cycle",
    "Decision",
    "Dependency",
    "Effort",
    "Expense",
    "Gate",
    "Initiative",
    "LaunchItem",
    "Mechanism",
    "Meeting",
    "MeetingDecision",
    "Metric",
    "Objective",
    "Option",
    "Override",
    "Pillar",
    "ProgressReport",
    "ReportLine",
    "Score",
    "Service",
    "Signature",
    "Solution",
    "StandIn",
    "TeamAssignment",
]
