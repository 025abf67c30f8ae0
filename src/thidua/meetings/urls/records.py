"""URLs of what happened at a meeting."""

from thidua.common.http.routes import action, finds, form, sees
from thidua.meetings.policies import meetings as policies
from thidua.meetings.policies import places
from thidua.meetings.views import records

urlpatterns = [
    action(
        "hoi-nghi/<int:pk>/chuong-trinh/mau/",
        records.draft_from_last,
        name="draft_agenda",
        policy=sees(policies.meetings_visible_to, policies.may_run_meeting),
    ),
    form(
        "hoi-nghi/<int:pk>/chuong-trinh/them/",
        records.add_item,
        name="add_agenda_item",
        policy=sees(policies.meetings_visible_to, policies.may_edit_meeting),
    ),
    form(
        "hoi-nghi/chuong-trinh/<int:pk>/sua/",
        records.edit_item,
        name="edit_agenda_item",
        policy=sees(policies.agenda_visible_to, policies.may_edit_part),
    ),
    action(
        "hoi-nghi/chuong-trinh/<int:pk>/chuyen/",
        records.move,
        name="move_agenda_item",
        policy=sees(policies.agenda_visible_to, policies.may_edit_part),
    ),
    form(
        "hoi-nghi/chuong-trinh/<int:pk>/bo/",
        records.remove,
        name="remove_agenda_item",
        policy=sees(policies.agenda_visible_to, policies.may_edit_part),
    ),
    form(
        "hoi-nghi/<int:pk>/phat-bieu/<slug:kind>/",
        records.add_said,
        name="add_statement",
        policy=finds(places.find_statement_place, places.may_add_at),
    ),
    form(
        "hoi-nghi/phat-bieu/<int:pk>/sua/",
        records.edit_said,
        name="edit_statement",
        policy=sees(policies.statements_visible_to, policies.may_edit_statement),
    ),
    action(
        "hoi-nghi/phat-bieu/<int:pk>/chuyen/",
        records.move,
        name="move_statement",
        policy=sees(policies.statements_visible_to, policies.may_edit_statement),
    ),
    form(
        "hoi-nghi/phat-bieu/<int:pk>/bo/",
        records.remove,
        name="remove_statement",
        policy=sees(policies.statements_visible_to, policies.may_edit_statement),
    ),
    form(
        "hoi-nghi/<int:pk>/ket-luan/them/",
        records.add_decided,
        name="add_conclusion",
        policy=sees(policies.meetings_visible_to, policies.may_edit_meeting),
    ),
    form(
        "hoi-nghi/ket-luan/<int:pk>/sua/",
        records.edit_decided,
        name="edit_conclusion",
        policy=sees(policies.conclusions_visible_to, policies.may_edit_part),
    ),
    action(
        "hoi-nghi/ket-luan/<int:pk>/chuyen/",
        records.move,
        name="move_conclusion",
        policy=sees(policies.conclusions_visible_to, policies.may_edit_part),
    ),
    form(
        "hoi-nghi/ket-luan/<int:pk>/bo/",
        records.remove,
        name="remove_conclusion",
        policy=sees(policies.conclusions_visible_to, policies.may_edit_part),
    ),
    form(
        "hoi-nghi/ket-luan/<int:pk>/nhiem-vu/",
        records.give_as_task,
        name="make_task",
        policy=sees(policies.conclusions_visible_to, policies.may_make_task),
    ),
    form(
        "hoi-nghi/<int:pk>/bau/<slug:role>/",
        records.elect,
        name="record_election",
        policy=finds(places.find_election_place, places.may_record_election_at),
    ),
    form(
        "hoi-nghi/bau/<int:pk>/bo/",
        records.remove,
        name="remove_election",
        policy=sees(policies.elections_visible_to, policies.may_edit_part),
    ),
]
