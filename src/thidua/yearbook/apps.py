from importlib import import_module

from django.apps import AppConfig


class YearbookConfig(AppConfig):
    name = "thidua.yearbook"

    def ready(self) -> None:
        import_module("thidua.yearbook.doors").open_doors()
