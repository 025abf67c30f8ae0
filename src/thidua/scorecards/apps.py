from importlib import import_module

from django.apps import AppConfig


class ScorecardsConfig(AppConfig):
    name = "thidua.scorecards"

    def ready(self) -> None:
        import_module("thidua.scorecards.doors").open_doors()
