"""URLs of the list of people of an activity."""

from thidua.activities import policies
from thidua.activities.views import people
from thidua.common.http.routes import action, form, page, sees

urlpatterns = [
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
]
