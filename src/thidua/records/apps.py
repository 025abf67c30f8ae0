from importlib import import_module

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "thidua.records"

    def ready(self) -> None:
        import_module("thidua.records.doors").open_doors()
