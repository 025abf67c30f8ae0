"""URLs of decisions."""

from thidua.common.http.routes import action, finds, form, page, sees, signed_in
from thidua.decisions.policies import recognitions as policies
from thidua.decisions.views import recognitions

urlpatterns = [
    page("quyet-dinh/", recognitions.list_decisions, name="decisions", policy=signed_in()),
    form(
        "quyet-dinh/them/<int:pk>/<int:year>/",
        recognitions.record,
        name="record_decision",
        policy=finds(policies.find_bloc_year, policies.may_record_decision),
    ),
    page(
        "quyet-dinh/<int:pk>/",
        recognitions.show_decision,
        name="decision",
        policy=sees(policies.decisions_visible_to),
    ),
    action(
        "quyet-dinh/<int:pk>/cong-bo/",
        recognitions.publish,
        name="publish_decision",
        policy=sees(policies.decisions_visible_to, policies.may_publish_decision),
    ),
    form(
        "quyet-dinh/<int:pk>/thoi-cong-bo/",
        recognitions.withdraw,
        name="withdraw_decision",
        policy=sees(policies.decisions_visible_to, policies.may_withdraw_decision),
    ),
    action(
        "quyet-dinh/<int:pk>/viet-tin/",
        recognitions.draft,
        name="draft_decision_news",
        policy=sees(policies.decisions_visible_to, policies.may_draft_news),
    ),
    form(
        "quyet-dinh/<int:pk>/sua/",
        recognitions.edit,
        name="edit_decision",
        policy=sees(policies.decisions_visible_to, policies.may_edit_decision),
    ),
]
