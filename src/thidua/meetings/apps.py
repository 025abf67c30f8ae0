from importlib import import_module

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "thidua.meetings"

    def ready(self) -> None:
        import_module("thidua.meetings.doors").open_doors()
