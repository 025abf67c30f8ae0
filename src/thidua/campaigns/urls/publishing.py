"""URLs of what the public may read of blocs and movements."""

from thidua.campaigns.policies import publishing as may
from thidua.campaigns.policies.library import movements_visible_to
from thidua.campaigns.views import publishing
from thidua.common.http.routes import action, form, sees
from thidua.organisations.policies import blocs_visible_to

urlpatterns = [
    action(
        "khoi/<int:pk>/cong-bo/",
        publishing.publish_bloc_page,
        name="publish_bloc",
        policy=sees(blocs_visible_to, may.may_publish_bloc),
    ),
    form(
        "khoi/<int:pk>/thoi-cong-bo/",
        publishing.withdraw_bloc_page,
        name="withdraw_bloc",
        policy=sees(blocs_visible_to, may.may_withdraw_bloc),
    ),
    action(
        "phong-trao/<int:pk>/cong-bo/",
        publishing.publish_movement_page,
        name="publish_call",
        policy=sees(movements_visible_to, may.may_publish_call),
    ),
    form(
        "phong-trao/<int:pk>/thoi-cong-bo/",
        publishing.withdraw_movement_page,
        name="withdraw_call",
        policy=sees(movements_visible_to, may.may_withdraw_call),
    ),
]
