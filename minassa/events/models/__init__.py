from minassa.events.models.event import Event

__all__ = ["Event"]
