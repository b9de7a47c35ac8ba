"""What every record of planning has. Money is in the company's currency, to the hundredth."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models

from minassa.core.ids import new_id
from minassa.people.models import Company

NOTHING = Decimal("0.00")
MONEY: Any = {"max_digits": 14, "decimal_places": 2}
FIGURE: Any = {"max_digits": 18, "decimal_places": 4}  # what an indicator shows: a count, a percentage, minutes, money


class Kept(models.Model):
    """A row of a company.

    One that also names its `cycle` never changes once that cycle is closed: the database itself refuses.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="+")

    class Meta:
        abstract = True
