"""The secrets of second factors, sealed anew together with the others when the keys are rotated."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext as _

from minassa.core.crypto import CannotOpen, Keys
from minassa.core.errors import Sorry

SEALED = ("secret", "seed")  # of an app that makes codes, and of recovery codes


class FactorLost(Sorry):
    code = "factor_lost"


def reseal(keys: Keys) -> int:
    """Of how many people's factors. Raises FactorLost; the caller's transaction takes everything back."""
    count = 0
    for factor in Authenticator.objects.select_for_update().select_related("user").order_by("pk").iterator():
        names = [name for name in SEALED if name in factor.data]
        try:
            factor.data |= {name: keys.reseal(factor.data[name]) for name in names}
        except CannotOpen as lost:
            words = _("Nothing was changed: no key opens the second factor of %(name)s. Put the missing key back.")
            raise FactorLost(words % {"name": factor.user.name}) from lost
        factor.save(update_fields=["data"])
        count += bool(names)
    return count
