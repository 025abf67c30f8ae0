from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext as _

from thidua.common.http.navigation import Tab, register_shared_link
from thidua.common.parents import register_keeper


class DocumentsConfig(AppConfig):
    name = "thidua.documents"

    def ready(self) -> None:
        register_keeper(import_module("thidua.documents.services.evidence").let_go)
        register_shared_link(Tab(56, "evidence_list", lambda: _("Kho minh chứng"), "archive", lambda actor: True))
