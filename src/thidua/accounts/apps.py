from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "thidua.accounts"

    def ready(self) -> None:
        import_module("thidua.accounts.doors").open_doors()
