from django.apps import AppConfig


class Planning(AppConfig):
    name = "minassa.planning"
