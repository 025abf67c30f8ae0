"""URLs of handovers."""

from thidua.campaigns.policies import cycles_visible_to
from thidua.common.http.routes import finds, form, page, sees
from thidua.decisions.policies import handovers as policies
from thidua.decisions.views import handovers

urlpatterns = [
    form(
        "ban-giao/them/<int:pk>/",
        handovers.start,
        name="start_handover",
        policy=sees(cycles_visible_to, policies.may_start_handover),
    ),
    page("ban-giao/<int:pk>/", handovers.show_handover, name="handover", policy=sees(policies.handovers_visible_to)),
    form(
        "ban-giao/<int:pk>/sua/",
        handovers.edit,
        name="edit_handover",
        policy=sees(policies.handovers_visible_to, policies.may_change_parties),
    ),
    form(
        "ban-giao/<int:pk>/them/",
        handovers.add,
        name="add_handover_item",
        policy=sees(policies.handovers_visible_to, policies.may_edit_handover),
    ),
    form(
        "ban-giao/<int:pk>/tinh-trang/",
        handovers.settle,
        name="settle_handover",
        policy=sees(policies.handovers_visible_to, policies.may_edit_handover),
    ),
    form(
        "ban-giao/muc/<int:pk>/sua/",
        handovers.change,
        name="edit_handover_item",
        policy=sees(policies.items_visible_to, policies.may_edit_item),
    ),
    form(
        "ban-giao/muc/<int:pk>/bo/",
        handovers.remove,
        name="remove_handover_item",
        policy=sees(policies.items_visible_to, policies.may_edit_item),
    ),
    form(
        "ban-giao/<int:pk>/ky/<slug:side>/",
        handovers.sign,
        name="sign_handover",
        policy=finds(policies.find_signing, policies.may_sign_side),
    ),
    form(
        "ban-giao/<int:pk>/khep/",
        handovers.close,
        name="close_handover",
        policy=sees(policies.handovers_visible_to, policies.may_run_handover),
    ),
]
