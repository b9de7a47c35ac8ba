from django.apps import AppConfig


class Media(AppConfig):
    name = "minassa.media"

    def ready(self) -> None:
        from PIL import Image

        from minassa.media.judging import PIXELS

        Image.MAX_IMAGE_PIXELS = PIXELS  # a second bound below our own, wherever a picture is opened
