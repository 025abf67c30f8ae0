from importlib import import_module

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "thidua.organisations"

    def ready(self) -> None:
        import_module("thidua.organisations.doors").open_doors()
