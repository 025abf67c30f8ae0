"""URLs of activities and of their plans."""

from thidua.activities import policies
from thidua.activities.urls import facts, impact
from thidua.activities.urls.plans import urlpatterns as plans
from thidua.activities.views import activities, field, parties, parts, people, teams
from thidua.common.http.routes import action, asks, finds, form, in_field, page, put, sees, signed_in

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
    form(
        "hoat-dong/<int:pk>/to-hien-truong/",
        teams.show_teams,
        name="field_teams",
        policy=sees(policies.activities_visible_to, policies.may_issue_pass),
    ),
    action(
        "hoat-dong/to-hien-truong/<int:pk>/thu-hoi/",
        teams.revoke,
        name="revoke_pass",
        policy=sees(policies.passes_visible_to, policies.may_revoke_pass),
    ),
    action(
        "hoat-dong/may-hien-truong/<int:pk>/khoa/",
        teams.block,
        name="block_phone",
        policy=sees(policies.phones_visible_to, policies.may_block_phone),
    ),
    page(
        "hoat-dong/<int:pk>/nguoi-tham-gia/",
        people.show_people,
        name="people_of_activity",
        policy=sees(policies.listed_activities),
    ),
    form(
        "hoat-dong/<int:pk>/nguoi-tham-gia/them/",
        people.add_people,
        name="add_people",
        policy=sees(policies.listed_activities, policies.may_list_people),
    ),
    form(
        "hoat-dong/<int:pk>/nguoi-tham-gia/them-tre-em/",
        people.add_child,
        name="add_child",
        policy=sees(policies.listed_activities, policies.may_list_people),
    ),
    page(
        "hoat-dong/<int:pk>/nguoi-tham-gia/ve/",
        people.print_tickets,
        name="tickets",
        policy=sees(policies.listed_activities),
    ),
    page(
        "hoat-dong/<int:pk>/nguoi-tham-gia/danh-sach-ky/",
        people.print_sheet,
        name="sign_in_sheet",
        policy=sees(policies.listed_activities),
    ),
    action(
        "hoat-dong/nguoi-tham-gia/<int:pk>/doi/",
        people.set_state,
        name="set_participant",
        policy=sees(policies.participants_visible_to, policies.may_change_participant),
    ),
    action(
        "hoat-dong/nguoi-tham-gia/<int:pk>/bo/",
        people.drop,
        name="drop_participant",
        policy=sees(policies.participants_visible_to, policies.may_change_participant),
    ),
    page(
        "hien-truong/nhiem-vu/",
        field.show_assignment,
        name="field_assignment",
        policy=in_field(policies.find_field_activity),
    ),
    put(
        "hien-truong/phieu/<uuid:code>/",
        field.put_fact,
        name="put_fact",
        policy=in_field(policies.find_sending),
    ),
    put(
        "hien-truong/anh/<uuid:code>/",
        field.put_photo,
        name="put_photo",
        policy=in_field(policies.find_sending),
    ),
    *plans,
    *facts.urlpatterns,
    *impact.urlpatterns,
]
