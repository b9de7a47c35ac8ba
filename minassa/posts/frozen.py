"""The pictures of a delivery as they were frozen, for people to see and save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from minassa.media.models import Asset
from minassa.posts.models import Delivery


@dataclass(frozen=True)
class FrozenPicture:
    asset: Asset
    alt: str


def frozen_pictures(delivery: Delivery) -> Sequence[FrozenPicture]:
    kept = delivery.frozen["media"]
    assets = Asset.objects.in_bulk([UUID(one["asset"]) for one in kept]) if kept else {}
    return [FrozenPicture(assets[UUID(one["asset"])], one["alt"]) for one in kept]
