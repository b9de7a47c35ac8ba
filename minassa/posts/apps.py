from django.apps import AppConfig


class Posts(AppConfig):
    name = "minassa.posts"
