from __future__ import annotations

import logging
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.utils.log import log_response

from minassa.config.logs import Refusals


@pytest.mark.parametrize(("status", "traced"), [(403, False), (404, False), (500, True)])
def test_only_a_fault_prints_the_way_to_it(status: int, *, traced: bool) -> None:
    logger, said = logging.getLogger(f"django.request.{status}"), StringIO()
    handler = logging.StreamHandler(said)
    handler.addFilter(Refusals())
    logger.addHandler(handler)
    log_response("Said no", response=HttpResponse(status=status), exception=PermissionError("why"), logger=logger)
    logger.removeHandler(handler)
    assert said.getvalue().startswith("Said no") and ("PermissionError: why" in said.getvalue()) is traced


def test_the_products_log_has_it() -> None:
    handlers: Any = settings.LOGGING["handlers"]
    assert handlers["stderr"]["filters"] == ["refusals"]
