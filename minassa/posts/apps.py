from django.apps import AppConfig


class Posts(AppConfig):
    name = "minassa.posts"

    def ready(self) -> None:
        from minassa.posts import jobs, listening  # noqa: F401  registers the jobs and hears what is recorded
