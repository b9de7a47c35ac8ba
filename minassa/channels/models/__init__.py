from minassa.channels.models.app_registration import AppRegistration
from minassa.channels.models.channel import Channel
from minassa.channels.models.credential import Credential
from minassa.channels.models.pending_sign_in import PendingSignIn

__all__ = ["AppRegistration", "Channel", "Credential", "PendingSignIn"]
