from django.apps import AppConfig


class Channels(AppConfig):
    name = "minassa.channels"

    def ready(self) -> None:
        from minassa.channels import sealing

        sealing.load()
