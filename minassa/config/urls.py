"""All addresses; each noun's own are in `web/urls.py`."""

from django.urls import include, path

urlpatterns = [path("", include("minassa.web.urls"))]
