from importlib import import_module

from django.apps import AppConfig


class CampaignsConfig(AppConfig):
    name = "thidua.campaigns"

    def ready(self) -> None:
        import_module("thidua.campaigns.doors").open_doors()
