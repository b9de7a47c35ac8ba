from django.apps import AppConfig


class Events(AppConfig):
    name = "minassa.events"

    def ready(self) -> None:
        from minassa.events import people_sentences  # noqa: F401  # says its sentences
        from minassa.events.recording import record
        from minassa.people.telling import on_record

        on_record(record)
