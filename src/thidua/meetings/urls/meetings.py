"""URLs of a meeting as a whole."""

from thidua.common.http.routes import action, form, page, sees, signed_in
from thidua.meetings.policies import meetings as policies
from thidua.meetings.views import meetings, news
from thidua.organisations.policies import blocs_visible_to

urlpatterns = [
    page("hoi-nghi/", meetings.list_meetings, name="meetings", policy=signed_in()),
    form(
        "hoi-nghi/them/<int:pk>/",
        meetings.plan,
        name="plan_meeting",
        policy=sees(blocs_visible_to, policies.may_plan_meeting),
    ),
    page("hoi-nghi/<int:pk>/", meetings.show_meeting, name="meeting", policy=sees(policies.meetings_visible_to)),
    form(
        "hoi-nghi/<int:pk>/sua/",
        meetings.edit,
        name="edit_meeting",
        policy=sees(policies.meetings_visible_to, policies.may_edit_meeting, keeps="meeting.edit"),
    ),
    form(
        "hoi-nghi/<int:pk>/da-hop/",
        meetings.hold,
        name="hold_meeting",
        policy=sees(policies.meetings_visible_to, policies.may_run_meeting),
    ),
    form(
        "hoi-nghi/<int:pk>/khong-hop/",
        meetings.cancel,
        name="cancel_meeting",
        policy=sees(policies.meetings_visible_to, policies.may_cancel, keeps="meeting.cancel"),
    ),
    action(
        "hoi-nghi/<int:pk>/bao-truoc/",
        news.announce,
        name="publish_conference",
        policy=sees(policies.meetings_visible_to, policies.may_publish_conference),
    ),
    form(
        "hoi-nghi/<int:pk>/thoi-bao-truoc/",
        news.withdraw_announcement,
        name="withdraw_conference",
        policy=sees(policies.meetings_visible_to, policies.may_withdraw_conference),
    ),
    action(
        "hoi-nghi/<int:pk>/viet-tin/",
        news.draft,
        name="draft_meeting_news",
        policy=sees(policies.meetings_visible_to, policies.may_draft_news),
    ),
    action(
        "hoi-nghi/<int:pk>/ghi-buoc/",
        meetings.credit,
        name="credit_step",
        policy=sees(policies.meetings_visible_to, policies.may_run_meeting),
    ),
]
