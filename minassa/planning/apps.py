from django.apps import AppConfig


class Planning(AppConfig):
    name = "minassa.planning"

    def ready(self) -> None:
        from minassa.planning import jobs, listening, sentences  # noqa: F401  each registers itself where it is asked
