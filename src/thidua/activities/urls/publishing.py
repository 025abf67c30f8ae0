"""URLs of what the public may read of activities."""

from thidua.activities import policies
from thidua.activities.views import publishing
from thidua.common.http.routes import action, form, sees

urlpatterns = [
    action(
        "hoat-dong/<int:pk>/cong-bo/",
        publishing.publish,
        name="publish_impact",
        policy=sees(policies.activities_visible_to, policies.may_publish_impact),
    ),
    form(
        "hoat-dong/<int:pk>/thoi-cong-bo/",
        publishing.withdraw,
        name="withdraw_impact",
        policy=sees(policies.activities_visible_to, policies.may_withdraw_impact),
    ),
]
