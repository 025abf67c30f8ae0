"""URLs of minutes and of amendments to them."""

from thidua.common.http.routes import action, finds, form, page, sees
from thidua.meetings.policies import meetings as meeting_policies
from thidua.meetings.policies import minutes as policies
from thidua.meetings.policies import places
from thidua.meetings.views import amendments, minutes

urlpatterns = [
    action(
        "hoi-nghi/<int:pk>/bien-ban/",
        minutes.build,
        name="build_minutes",
        policy=sees(meeting_policies.meetings_visible_to, meeting_policies.may_run_meeting),
    ),
    page("hoi-nghi/bien-ban/<int:pk>/", minutes.show_minutes, name="minutes", policy=sees(policies.minutes_visible_to)),
    action(
        "hoi-nghi/bien-ban/<int:pk>/cap-nhat/",
        minutes.refresh,
        name="refresh_minutes",
        policy=sees(policies.minutes_visible_to, policies.may_run_minutes),
    ),
    form(
        "hoi-nghi/bien-ban/<int:pk>/sua/<slug:section>/",
        minutes.edit_section,
        name="edit_minutes",
        policy=finds(places.find_section, places.may_edit_section),
    ),
    form(
        "hoi-nghi/bien-ban/<int:pk>/lay-y-kien/",
        minutes.open_round,
        name="open_minutes",
        policy=sees(policies.minutes_visible_to, policies.may_open_for_amendment),
    ),
    form(
        "hoi-nghi/bien-ban/<int:pk>/ky/",
        minutes.sign,
        name="sign_minutes",
        policy=sees(policies.minutes_visible_to, policies.may_run_minutes),
    ),
    form(
        "hoi-nghi/bien-ban/<int:pk>/thong-qua/",
        minutes.adopt,
        name="adopt_minutes",
        policy=sees(policies.minutes_visible_to, policies.may_chair_minutes),
    ),
    form(
        "hoi-nghi/bien-ban/<int:pk>/tra-lai/",
        minutes.give_back,
        name="return_minutes",
        policy=sees(policies.minutes_visible_to, policies.may_return_minutes),
    ),
    page(
        "hoi-nghi/bien-ban/<int:pk>/ban/<int:number>/",
        minutes.show_version,
        name="minutes_version",
        policy=finds(places.find_version),
    ),
    form(
        "hoi-nghi/bien-ban/cau/<int:pk>/de-nghi/",
        amendments.propose_for_line,
        name="propose_for_line",
        policy=sees(policies.lines_visible_to, policies.may_propose_for_line),
    ),
    form(
        "hoi-nghi/bien-ban/<int:pk>/de-nghi/<slug:section>/",
        amendments.propose_addition,
        name="propose_addition",
        policy=finds(places.find_section, places.may_propose_in_section),
    ),
    page(
        "hoi-nghi/bien-ban/de-nghi/<int:pk>/",
        amendments.show_amendment,
        name="amendment",
        policy=sees(policies.amendments_visible_to),
    ),
    action(
        "hoi-nghi/bien-ban/de-nghi/<int:pk>/tiep-thu/",
        amendments.accept,
        name="accept_amendment",
        policy=sees(policies.amendments_visible_to, policies.may_run_amendment),
    ),
    form(
        "hoi-nghi/bien-ban/de-nghi/<int:pk>/khong-tiep-thu/",
        amendments.reject,
        name="reject_amendment",
        policy=sees(policies.amendments_visible_to, policies.may_decide_amendment),
    ),
    action(
        "hoi-nghi/bien-ban/de-nghi/<int:pk>/rut/",
        amendments.withdraw,
        name="withdraw_amendment",
        policy=sees(policies.amendments_visible_to),
    ),
]
