"""URLs of the roll."""

from thidua.common.http.routes import form, page, sees
from thidua.meetings.policies import meetings as policies
from thidua.meetings.views import records, roll

urlpatterns = [
    page("hoi-nghi/<int:pk>/thanh-phan/", roll.show_roll, name="roll", policy=sees(policies.meetings_visible_to)),
    form(
        "hoi-nghi/<int:pk>/diem-danh/",
        roll.mark,
        name="mark_roll",
        policy=sees(policies.meetings_visible_to, policies.may_edit_meeting),
    ),
    form(
        "hoi-nghi/<int:pk>/thanh-phan/them/",
        roll.add,
        name="add_attendee",
        policy=sees(policies.meetings_visible_to, policies.may_edit_meeting),
    ),
    form(
        "hoi-nghi/thanh-phan/<int:pk>/sua/",
        roll.edit,
        name="edit_attendee",
        policy=sees(policies.attendances_visible_to, policies.may_edit_part),
    ),
    form(
        "hoi-nghi/thanh-phan/<int:pk>/bo/",
        records.remove,
        name="remove_attendee",
        policy=sees(policies.attendances_visible_to, policies.may_edit_part),
    ),
    form(
        "hoi-nghi/thanh-phan/<int:pk>/tra-loi/",
        roll.answer_for,
        name="answer_invitation",
        policy=sees(policies.attendances_visible_to, policies.may_answer_invitation),
    ),
]
