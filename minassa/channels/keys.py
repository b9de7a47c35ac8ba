"""Changing the key that seals the secrets."""

from __future__ import annotations

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _

from minassa.channels import sealing
from minassa.channels.models import AppRegistration, Credential, PendingSignIn
from minassa.core import crypto
from minassa.core.errors import Sorry
from minassa.people import second_factors

SEALED = (Credential, AppRegistration, PendingSignIn)
_ROTATION = 0x4B455953  # advisory lock "KEYS": one rotation at a time


class KeysElsewhere(Sorry):
    code = "keys_elsewhere"


class CannotReseal(Sorry):
    code = "cannot_reseal"


def rotate() -> int:
    """Seals every secret anew with a new key, or changes nothing; returns how many.

    The old keys stay behind the new one: running processes and backups still need them to open what they hold.
    Where the keys come from the environment, the operator puts the new one first there and this seals with it.
    """
    old = sealing.held()
    if settings.SEALING_KEYS and len(old) < 2:
        raise KeysElsewhere(
            _(
                "The keys come from MINASSA_SEALING_KEYS, and only one is there. Put a new key in front of it, "
                "separated by a space, restart Minassa, and run this again. A new key: %(key)s"
            )
            % {"key": crypto.new_key()}
        )
    new = old if settings.SEALING_KEYS else [crypto.new_key(), *old]
    with transaction.atomic():
        count = _reseal_all(crypto.Keys(new))
        if not settings.SEALING_KEYS:
            sealing.replace_file(new)  # before the commit: a new key too many does no harm, one too few would
    crypto.configure(new, again=sealing.held)
    return count


def _reseal_all(keys: crypto.Keys) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ROTATION])
    count = 0
    for model in SEALED:
        for row in model._default_manager.select_for_update().order_by("pk").iterator():
            try:
                row.sealed = keys.reseal(row.sealed)
            except crypto.CannotOpen as lost:
                words = _(
                    "Nothing was changed: no key opens %(what)s. Put the missing key back, or remove it, and try again."
                )
                raise CannotReseal(words % {"what": row}) from lost
            row.save(update_fields=["sealed"])
            count += 1
    return count + second_factors.reseal(keys)
