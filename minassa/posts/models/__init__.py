from minassa.posts.models.approval import PostApproval
from minassa.posts.models.delivery import Delivery
from minassa.posts.models.lane import Lane
from minassa.posts.models.picture import Picture
from minassa.posts.models.post import Post
from minassa.posts.models.variant import Variant

__all__ = ["Delivery", "Lane", "Picture", "Post", "PostApproval", "Variant"]
