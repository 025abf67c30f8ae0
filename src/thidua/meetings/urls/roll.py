"""URLs of the roll. Those that change it keep the tries they refused: a roll may be frozen, or somebody else's."""

from thidua.common.http.routes import form, page, sees
from thidua.meetings.policies import meetings as policies
from thidua.meetings.views import records, roll

CHANGE = "roll.change"

urlpatterns = [
    page("hoi-nghi/<int:pk>/thanh-phan/", roll.show_roll, name="roll", policy=sees(policies.meetings_visible_to)),
    form(
        "hoi-nghi/<int:pk>/diem-danh/",
        roll.mark,
        name="mark_roll",
        policy=sees(policies.meetings_visible_to, policies.may_keep_roll, keeps=CHANGE),
    ),
    form(
        "hoi-nghi/<int:pk>/thanh-phan/them/",
        roll.add,
        name="add_attendee",
        policy=sees(policies.meetings_visible_to, policies.may_keep_roll, keeps=CHANGE),
    ),
    form(
        "hoi-nghi/thanh-phan/<int:pk>/sua/",
        roll.edit,
        name="edit_attendee",
        policy=sees(policies.attendances_visible_to, policies.may_edit_part, keeps=CHANGE),
    ),
    form(
        "hoi-nghi/thanh-phan/<int:pk>/bo/",
        records.remove,
        name="remove_attendee",
        policy=sees(policies.attendances_visible_to, policies.may_edit_part, keeps=CHANGE),
    ),
    form(
        "hoi-nghi/thanh-phan/<int:pk>/tra-loi/",
        roll.answer_for,
        name="answer_invitation",
        policy=sees(policies.attendances_visible_to, policies.may_answer_invitation, keeps=CHANGE),
    ),
]
