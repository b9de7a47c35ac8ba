from minassa.channels.models.app_registration import AppRegistration
from minassa.channels.models.channel import Channel
from minassa.channels.models.credential import Credential

__all__ = ["AppRegistration", "Channel", "Credential"]
