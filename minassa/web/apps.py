from django.apps import AppConfig


class Web(AppConfig):
    name = "minassa.web"

    def ready(self) -> None:
        from minassa.web import record_sentences, second_factors  # noqa: F401  # say and seal what is theirs
