from importlib import import_module

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    name = "thidua.decisions"

    def ready(self) -> None:
        import_module("thidua.decisions.doors").open_doors()
