"""One address, several acts: GET shows, POST does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

Act = Callable[..., HttpResponseBase]


def resource(**by_method: Act) -> Act:
    """resource(get=new, post=create). HEAD is answered as GET; every other method by 405."""
    acts = {method.upper(): act for method, act in by_method.items()}

    def act(request: HttpRequest, *args: Any, **ids: Any) -> HttpResponseBase:
        method = "GET" if request.method == "HEAD" else request.method or ""
        if method not in acts:
            return HttpResponseNotAllowed(sorted(acts))
        return acts[method](request, *args, **ids)

    act.acts = acts  # type: ignore[attr-defined]  # for the test that visits every address
    return act
