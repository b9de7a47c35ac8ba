"""Every address the product answers, read from its own urlconf, so that a new one is visited without being asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from minassa.people.abilities import Ability


@dataclass(frozen=True)
class Address:
    route: str
    name: str  # "posts:show"; allauth's have no noun
    params: tuple[str, ...]
    view: Callable[..., Any]

    @property
    def acts(self) -> Mapping[str, Callable[..., Any]]:
        """What each method does; a view that says nothing of methods is asked both ways."""
        found: Mapping[str, Callable[..., Any]] = getattr(self.view, "acts", {"GET": self.view, "POST": self.view})
        return found

    def ability(self, method: str) -> Ability | None:
        return getattr(self.acts[method], "ability", None)

    def path(self, ids: Mapping[str, object]) -> str:
        """`ids` by "noun:param" or by "param" alone."""
        filled = "/" + self.route
        for param, converter in _converters(self.route):
            value = ids.get(f"{self.name.partition(':')[0]}:{param}", ids.get(param))
            assert value is not None, f"Say in tests/records.py which {param} the address {self.name} is visited with."
            filled = filled.replace(f"<{converter}:{param}>", str(value))
        return filled


def addresses() -> list[Address]:
    return [*_walk(get_resolver().url_patterns)]


def inside() -> list[Address]:
    """Those that lie under a company's name."""
    return [one for one in addresses() if "company" in one.params]


def outside() -> list[Address]:
    return [one for one in addresses() if "company" not in one.params]


def _walk(patterns: list[Any], route: str = "", nouns: tuple[str, ...] = ()) -> Iterator[Address]:
    for pattern in patterns:
        whole = route + str(pattern.pattern)
        match pattern:
            case URLResolver():
                deeper = (*nouns, pattern.namespace) if pattern.namespace else nouns
                yield from _walk(pattern.url_patterns, whole, deeper)
            case URLPattern():
                params = tuple(param for param, _converter in _converters(whole))
                yield Address(whole, ":".join([*nouns, pattern.name or "closed"]), params, pattern.callback)


def _converters(route: str) -> list[tuple[str, str]]:
    found = []
    for piece in route.split("<")[1:]:
        converter, colon, param = piece.partition(">")[0].partition(":")
        if colon:
            found.append((param, converter))
    return found
