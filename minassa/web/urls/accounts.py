"""Signing in and the person's own account, as allauth has them."""

from django.urls import include, path

urlpatterns = [path("accounts/", include("allauth.urls"))]
