"""Relations between records point down the house too; an import check cannot see a `"people.User"`."""

from __future__ import annotations

import tomllib
from pathlib import Path

from django.apps import apps
from django.db.models import Model

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def rooms() -> dict[str, int]:
    """Each room with its floor; rooms on one floor may not know each other."""
    contracts = tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))["tool"]["importlinter"]["contracts"]
    [layers] = [contract["layers"] for contract in contracts if contract["type"] == "layers"]
    floors = enumerate(reversed(layers))
    return {room.strip().removeprefix("minassa."): floor for floor, names in floors for room in names.split("|")}


def room(model: type[Model]) -> str:
    return model.__module__.split(".")[1]


def test_every_relation_points_down_or_stays_in_its_room() -> None:
    floor = rooms()
    ours = [model for model in apps.get_models() if model.__module__.startswith("minassa.")]
    assert ours
    wrong = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in ours
        for field in model._meta.get_fields()
        if field.is_relation and not field.auto_created and isinstance(field.related_model, type)
        if field.related_model in ours and room(field.related_model) != room(model)
        if floor[room(field.related_model)] >= floor[room(model)]
    ]
    assert wrong == []


def test_every_app_has_its_floor() -> None:
    named = {config.name.split(".")[1] for config in apps.get_app_configs() if config.name.startswith("minassa.")}
    assert named <= set(rooms())
