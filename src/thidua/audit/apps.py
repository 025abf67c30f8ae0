from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext as _

from thidua.common.actor import Role
from thidua.common.http.navigation import Tab, register_account_link


class AuditConfig(AppConfig):
    name = "thidua.audit"

    def ready(self) -> None:
        register_account_link(Tab(20, "own_history", lambda: _("Việc đã làm"), "list-check", lambda actor: True))
        register_account_link(
            Tab(
                30,
                "history",
                lambda: _("Nhật ký cơ quan"),
                "history",
                lambda actor: bool(actor.agencies_as(Role.STANDING_OFFICE)),
            )
        )
        import_module("thidua.audit.doors").open_doors()
