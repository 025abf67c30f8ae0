from importlib import import_module

from django.apps import AppConfig
from django.core import checks


class ActivitiesConfig(AppConfig):
    name = "thidua.activities"

    def ready(self) -> None:
        import_module("thidua.activities.doors").open_doors()
        checks.register(import_module("thidua.activities.facts.sorting").check_province)
