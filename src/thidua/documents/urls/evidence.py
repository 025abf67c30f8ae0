"""URLs of evidence."""

from thidua.common.http.routes import action, finds, form, page, signed_in
from thidua.documents import policies
from thidua.documents.views import evidence

urlpatterns = [
    page("minh-chung/", evidence.list_evidence, name="evidence_list", policy=signed_in()),
    page("minh-chung/<int:pk>/", evidence.show_evidence, name="evidence", policy=finds(policies.find_evidence)),
    form(
        "minh-chung/<int:pk>/sua/",
        evidence.correct,
        name="evidence_correct",
        policy=finds(policies.find_evidence, policies.may_correct_evidence),
    ),
    form(
        "minh-chung/<int:pk>/thay/",
        evidence.replace,
        name="evidence_replace",
        policy=finds(policies.find_evidence, policies.may_replace_file),
    ),
    form(
        "minh-chung/them/<slug:kind>/<int:parent>/",
        evidence.add_to_parent,
        name="evidence_add",
        policy=finds(policies.find_parent, policies.may_attach_to),
    ),
    action(
        "minh-chung/<int:pk>/dung/<slug:kind>/<int:parent>/",
        evidence.use_again,
        name="evidence_use",
        policy=finds(policies.find_bond, policies.may_use_again),
    ),
    form(
        "minh-chung/<int:pk>/bo/<slug:kind>/<int:parent>/",
        evidence.unlink,
        name="evidence_unlink",
        policy=finds(policies.find_evidence_link, policies.may_unlink),
    ),
]
