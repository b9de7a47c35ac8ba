from django.apps import AppConfig


class Channels(AppConfig):
    name = "minassa.channels"

    def ready(self) -> None:
        from minassa.channels import jobs, sealing  # noqa: F401  # the jobs are known by name in every process

        sealing.load()
