"""URLs of activities; those of plans, facts, figures, people and the field in files of their own."""

from thidua.activities import policies
from thidua.activities.urls import confirmations, facts, field, follow_up, impact, people, publishing
from thidua.activities.urls.plans import urlpatterns as plans
from thidua.activities.views import activities, parties, parts
from thidua.common.http.routes import action, asks, finds, form, page, sees, signed_in

urlpatterns = [
    page("hoat-dong/", activities.list_activities, name="activities", policy=signed_in()),
    form("hoat-dong/moi/", activities.record, name="record_activity", policy=asks(policies.may_record_somewhere)),
    page(
        "hoat-dong/<int:pk>/",
        activities.show_activity,
        name="activity",
        policy=sees(policies.activities_visible_to),
    ),
    form(
        "hoat-dong/<int:pk>/sua/",
        activities.change,
        name="change_activity",
        policy=sees(policies.activities_visible_to, policies.may_keep_activity),
    ),
    form(
        "hoat-dong/<int:pk>/da-to-chuc/",
        activities.hold,
        name="hold_activity",
        policy=sees(policies.activities_visible_to, policies.may_hold_activity),
    ),
    form(
        "hoat-dong/<int:pk>/huy/",
        activities.cancel,
        name="cancel_activity",
        policy=sees(policies.activities_visible_to, policies.may_cancel_activity),
    ),
    action(
        "hoat-dong/<int:pk>/ghi-nhan/<int:cycle>/",
        activities.credit,
        name="credit_activity",
        policy=finds(policies.find_crediting, policies.may_credit),
    ),
    action(
        "hoat-dong/<int:pk>/thoi-ghi-nhan/<int:cycle>/",
        activities.uncredit,
        name="uncredit_activity",
        policy=finds(policies.find_crediting, policies.may_credit),
    ),
    form(
        "hoat-dong/<int:pk>/ben-tham-gia/",
        parties.add_a_party,
        name="add_party",
        policy=sees(policies.activities_visible_to, policies.may_keep_activity),
    ),
    action(
        "hoat-dong/ben-tham-gia/<int:pk>/bo/",
        parties.remove_a_party,
        name="remove_party",
        policy=sees(policies.parties_visible_to, policies.may_remove_party),
    ),
    action(
        "hoat-dong/ben-tham-gia/<int:pk>/xac-nhan/",
        parties.confirm,
        name="confirm_party",
        policy=sees(policies.parties_visible_to, policies.may_confirm_party),
    ),
    form(
        "hoat-dong/ben-tham-gia/<int:pk>/khong-tham-gia/",
        parties.decline,
        name="decline_party",
        policy=sees(policies.parties_visible_to, policies.may_decline_party),
    ),
    form(
        "hoat-dong/ben-tham-gia/<int:pk>/theo-giay-to/",
        parties.put_on_paper,
        name="put_party_on_paper",
        policy=sees(policies.parties_visible_to, policies.may_put_on_paper),
    ),
    form(
        "hoat-dong/<int:pk>/phat-bieu/",
        parts.name_a_speaker,
        name="name_speaker",
        policy=sees(policies.activities_visible_to, policies.may_keep_activity),
    ),
    action(
        "hoat-dong/phat-bieu/<int:pk>/bo/",
        parts.remove_a_speaker,
        name="remove_speaker",
        policy=sees(policies.speakers_visible_to, policies.may_keep_speaker),
    ),
    form(
        "hoat-dong/<int:pk>/ket-qua/",
        parts.add_an_output,
        name="add_output",
        policy=sees(policies.activities_visible_to, policies.may_keep_activity),
    ),
    form(
        "hoat-dong/ket-qua/<int:pk>/sua/",
        parts.change_an_output,
        name="change_output",
        policy=sees(policies.outputs_visible_to, policies.may_keep_output),
    ),
    action(
        "hoat-dong/ket-qua/<int:pk>/bo/",
        parts.remove_an_output,
        name="remove_output",
        policy=sees(policies.outputs_visible_to, policies.may_keep_output),
    ),
    *plans,
    *facts.urlpatterns,
    *impact.urlpatterns,
    *publishing.urlpatterns,
    *follow_up.urlpatterns,
    *people.urlpatterns,
    *confirmations.urlpatterns,
    *field.urlpatterns,
]
