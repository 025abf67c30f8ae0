"""URLs of records."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
