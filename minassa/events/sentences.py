"""What the trail says of each verb: one whole sentence, in the reader's language.

    say("post.approved", _("%(actor)s approved a post: %(text)s."))
    say("membership.started", _("%(actor)s joined as %(role)s."), role=lambda code: Role(code).label)

A room says its own when it starts. `actor` is who did it; every other name is a fact of the event, said by its
reader when it has one. A verb that nobody said, or a fact that is missing, is shown plainly and never breaks the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from minassa.events.models import Event

Reader = Callable[[Any], object]
ABSENT = "—"


@dataclass(frozen=True)
class Saying:
    sentence: str | Promise
    readers: Mapping[str, Reader]


SAYINGS: dict[str, Saying] = {}


def say(verb: str, sentence: str | Promise, **readers: Reader) -> None:
    SAYINGS[verb] = Saying(sentence, readers)


def sentence_of(event: Event) -> SafeString:
    """Safe for a page: what people wrote is escaped and stands apart from the sentence's own direction."""
    saying = SAYINGS.get(event.verb)
    facts = _Facts(event, saying.readers if saying else {})
    if saying is None:
        return mark_safe(conditional_escape(_("%(actor)s: %(verb)s")) % facts)  # noqa: S308  # escaped here
    return mark_safe(conditional_escape(str(saying.sentence)) % facts)  # noqa: S308


class _Facts(dict[str, SafeString]):
    def __init__(self, event: Event, readers: Mapping[str, Reader]) -> None:
        self._event, self._readers = event, readers

    def __missing__(self, name: str) -> SafeString:
        return format_html("<bdi>{}</bdi>", self._said(name))

    def _said(self, name: str) -> object:
        match name:
            case "actor":
                return self._event.by.name if self._event.by else _("Minassa")
            case "verb":
                return self._event.verb
        fact = self._event.facts.get(name)
        if fact is None or fact == "":
            return ABSENT
        reader = self._readers.get(name)
        try:
            return reader(fact) if reader else fact
        except (ValueError, KeyError, TypeError, AttributeError):  # an older release wrote the fact another way
            return fact
