from importlib import import_module

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "thidua.activities"

    def ready(self) -> None:
        import_module("thidua.activities.doors").open_doors()
