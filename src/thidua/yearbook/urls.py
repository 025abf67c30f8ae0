"""URLs of yearbook."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
