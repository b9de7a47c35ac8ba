from django.apps import AppConfig


class Posts(AppConfig):
    name = "minassa.posts"

    def ready(self) -> None:
        from minassa.posts import demo, figures, jobs, listening  # noqa: F401  each registers itself where it is asked
