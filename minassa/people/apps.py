from django.apps import AppConfig


class People(AppConfig):
    name = "minassa.people"

    def ready(self) -> None:
        from minassa.people import jobs  # noqa: F401  # the jobs are known by name in every process
