from importlib import import_module

from django.apps import AppConfig

from thidua.common.http.front import register_front, register_stop


class PortalConfig(AppConfig):
    name = "thidua.portal"

    def ready(self) -> None:
        register_front(import_module("thidua.portal.views.front").show_front)
        register_stop("portal/stop.html")
