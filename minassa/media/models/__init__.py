from minassa.media.models.asset import Asset
from minassa.media.models.rendition import Rendition

__all__ = ["Asset", "Rendition"]
