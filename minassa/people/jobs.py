from __future__ import annotations

from minassa.core.crypto import unseal
from minassa.jobs.face import job
from minassa.people import mailing
from minassa.people.models import Invitation


@job
def mail_invitation(invitation_id: str, sealed_token: str) -> None:
    mailing.mail(Invitation.objects.select_related("company", "invited_by").get(pk=invitation_id), unseal(sealed_token))
