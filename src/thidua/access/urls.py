"""URLs of access."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
