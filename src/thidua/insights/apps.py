from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext as _

from thidua.common.http.navigation import Tab, register_tab


class InsightsConfig(AppConfig):
    name = "thidua.insights"

    def ready(self) -> None:
        import_module("thidua.insights.help.topics").register_topics()
        register_tab(
            Tab(
                order=10,
                url_name="home",
                label=lambda: _("Việc cần làm"),
                icon="clipboard-check",
                shown_to=lambda actor: True,
                prefixes=("/viec-da-lam/",),
                count_url_name="home_count",
            )
        )
