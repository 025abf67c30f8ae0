"""URLs of pledges, targets, tasks, check visits and practices."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
