from django.apps import AppConfig


class Events(AppConfig):
    name = "minassa.events"

    def ready(self) -> None:
        from minassa.events.recording import record
        from minassa.people.telling import on_record

        on_record(record)
