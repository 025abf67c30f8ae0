"""The tab of blocs, units, people and agencies; where workbooks come in and go out."""

from django.utils.translation import gettext as _

from thidua.common.actor import Actor, Role
from thidua.common.http.navigation import Tab, register_shared_link, register_tab

_CONTENT_ROLES = tuple(role for role in Role if role is not Role.ADMINISTRATOR)
_PREFIXES = ("/khoi/", "/don-vi/", "/nguoi/", "/co-quan/", "/nhap-excel/")


def open_doors() -> None:
    """Called once, when the app is ready."""
    register_tab(Tab(80, "blocs", lambda: _("Khối và đơn vị"), "hierarchy", _works_with_content, _PREFIXES))
    register_shared_link(Tab(60, "imports", lambda: _("Nhập và xuất Excel"), "file-spreadsheet", _works_with_content))


def _works_with_content(actor: Actor) -> bool:
    return actor.holds(*_CONTENT_ROLES)
