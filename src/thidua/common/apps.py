from importlib import import_module

from django.apps import AppConfig
from django.core import checks


class CommonConfig(AppConfig):
    name = "thidua.common"

    def ready(self) -> None:
        checks.register(import_module("thidua.common.database").check_postgresql, checks.Tags.database)
