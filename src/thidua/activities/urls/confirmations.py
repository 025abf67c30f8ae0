"""URLs of the papers before an activity, of letters of thanks and confirmations; the last two are for anybody."""

from thidua.activities import policies
from thidua.activities.views import checking, confirmations, drafts
from thidua.common.http.routes import form, page, public, sees

urlpatterns = [
    page(
        "hoat-dong/<int:pk>/van-ban/",
        drafts.list_drafts,
        name="activity_drafts",
        policy=sees(policies.activities_visible_to),
    ),
    form(
        "hoat-dong/<int:pk>/van-ban/<slug:kind>/",
        drafts.draft,
        name="draft_paper",
        policy=sees(policies.activities_visible_to, policies.may_draft_papers),
    ),
    page(
        "hoat-dong/<int:pk>/giay-xac-nhan/",
        confirmations.list_confirmations,
        name="confirmations",
        policy=sees(policies.listed_activities),
    ),
    form(
        "hoat-dong/<int:pk>/giay-xac-nhan/cap/<slug:kind>/",
        confirmations.issue,
        name="issue_confirmations",
        policy=sees(policies.listed_activities, policies.may_issue_confirmations),
    ),
    page(
        "hoat-dong/giay-xac-nhan/<int:pk>/tep/",
        confirmations.download,
        name="confirmation_file",
        policy=sees(policies.confirmations_visible_to),
    ),
    form(
        "hoat-dong/giay-xac-nhan/<int:pk>/thu-hoi/",
        confirmations.withdraw,
        name="withdraw_confirmation",
        policy=sees(policies.confirmations_visible_to, policies.may_withdraw_confirmation),
    ),
    form("giay-xac-nhan/", checking.show_door, name="check_door", policy=public()),
    page("giay-xac-nhan/<str:code>/", checking.show_confirmation, name="check_confirmation", policy=public()),
]
