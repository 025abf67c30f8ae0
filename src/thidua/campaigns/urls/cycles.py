"""URLs of years, steps, themes, movements and rules."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
