"""URLs of audit."""

from thidua.audit import policies
from thidua.audit.views.history import list_history, list_own_history, show_entry
from thidua.common.http.routes import asks, page, sees, signed_in

urlpatterns = [
    page("nhat-ky/", list_history, name="history", policy=asks(policies.may_read_history)),
    page("nhat-ky/<int:pk>/", show_entry, name="history_entry", policy=sees(policies.entries_visible_to)),
    page("viec-da-lam/", list_own_history, name="own_history", policy=signed_in()),
]
