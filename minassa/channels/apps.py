from django.apps import AppConfig


class Channels(AppConfig):
    name = "minassa.channels"
