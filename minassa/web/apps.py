from django.apps import AppConfig


class Web(AppConfig):
    name = "minassa.web"

    def ready(self) -> None:
        from minassa.web import record_sentences  # noqa: F401  # says its sentences
