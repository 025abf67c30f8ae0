from importlib import import_module

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "thidua.publishing"

    def ready(self) -> None:
        import_module("thidua.publishing.editing.bridge").keep_photos_apart()
        import_module("thidua.publishing.doors").open_doors()
        import_module("thidua.publishing.editing.opening").open_editing(self)
