"""What every answer passes: the content policy, the reader's language, the end of a term, and refusals in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from minassa.core.errors import Sorry
from minassa.people.access import current_memberships

Answer = Callable[[HttpRequest], HttpResponse]

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "media-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]
)


class ContentPolicy:
    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.setdefault("Content-Security-Policy", POLICY)
        response.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response


class PersonLanguage:
    """The person's own language; before sign-in the one chosen on the page, then the browser's, then Arabic."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with translation.override(_language(request)):
            request.LANGUAGE_CODE = translation.get_language() or "ar"
            response = self.answer(request)
            response.setdefault("Content-Language", request.LANGUAGE_CODE)
        patch_vary_headers(response, ["Cookie", "Accept-Language", "HX-Request"])
        return response


def _language(request: HttpRequest) -> str:
    if request.user.is_authenticated:
        return request.user.language
    known = {code for code, _name in settings.LANGUAGES}
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in known:
        return chosen
    if request.headers.get("Accept-Language"):
        return translation.get_language_from_request(request)
    return settings.LANGUAGE_CODE


class TermEnds:
    """Who is in no company any more is signed out: the session ends with the last term."""

    # Where somebody may be signed in although in no company yet, or no more: to take an invitation, to sign out.
    STILL_OPEN = frozenset({"welcome:show", "account_logout", "set_language"})

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: Any) -> HttpResponse:
        request.memberships = current_memberships(request.user) if request.user.is_authenticated else []
        response = self.answer(request)
        sign_in = resolve_url(settings.LOGIN_URL)
        if request.headers.get("HX-Request") and response.headers.get("Location", "").startswith(sign_in):
            # A part of a page would show the sign-in page inside itself: the whole page goes there instead.
            return HttpResponse(status=403, headers={"HX-Redirect": sign_in})
        return response

    def process_view(self, request: Any, *_view: object) -> None:
        here = request.resolver_match
        if not request.user.is_authenticated or request.memberships or (here and here.view_name in self.STILL_OPEN):
            return
        logout(request)
        messages.warning(request, _("Your term has ended or has not begun yet, so you were signed out."))


class Refusals:
    """A verb's refusal that no view put beside its form is a page of its own, and under htmx a notice."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Sorry):
            return None
        if request.headers.get("HX-Request"):
            notice = render(request, "errors/_sorry.html", {"sorry": error}, status=422)
            notice.headers["HX-Reswap"] = "none"
            return notice
        return render(request, "errors/sorry.html", {"sorry": error}, status=422)

    def process_template_response(self, request: HttpRequest, response: TemplateResponse) -> TemplateResponse:
        """allauth shows a refused form with 200; here every refused form says so in its status."""
        context: dict[str, Any] = response.context_data or {}
        form = context.get("form")
        if request.method == "POST" and response.status_code == 200 and getattr(form, "errors", None):
            response.status_code = 422
        return response
