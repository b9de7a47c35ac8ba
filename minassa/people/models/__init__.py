from minassa.people.models.company import Company
from minassa.people.models.invitation import Invitation
from minassa.people.models.membership import Membership
from minassa.people.models.party import Party
from minassa.people.models.sign_in_link import SignInLink
from minassa.people.models.user import User

__all__ = ["Company", "Invitation", "Membership", "Party", "SignInLink", "User"]
