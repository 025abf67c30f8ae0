from importlib import import_module

from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "thidua.access"

    def ready(self) -> None:
        import_module("thidua.access.doors").open_doors()
