"""URLs of common."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
