"""URLs of clearances; they come before those of books, whose first word they share."""

from thidua.common.http.routes import asks, form, page, sees
from thidua.records.policies import clearances as policies
from thidua.records.views import clearances as views

_ALL = "so-thanh-tich/xac-nhan-chung/"
_SEEN = policies.clearances_visible_to

urlpatterns = [
    page(_ALL, views.list_clearances, name="clearances", policy=asks(policies.may_clear_somewhere)),
    form(f"{_ALL}moi/", views.say, name="say_clear", policy=asks(policies.may_clear_somewhere)),
    page(f"{_ALL}<int:pk>/", views.show, name="clearance", policy=sees(_SEEN)),
    form(
        f"{_ALL}<int:pk>/rut/",
        views.withdraw,
        name="withdraw_clearance",
        policy=sees(_SEEN, policies.may_withdraw_clearance),
    ),
]
