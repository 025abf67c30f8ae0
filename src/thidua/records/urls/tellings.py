"""URLs of shared tellings and of attesting many; they come before those of books, whose first word they share."""

from thidua.common.http.routes import action, asks, form, page, sees
from thidua.records.policies import books
from thidua.records.policies import tellings as policies
from thidua.records.views import attesting
from thidua.records.views import tellings as views

_ALL = "so-thanh-tich/ghi-du-chung/"
_AGAIN = "so-thanh-tich/ghi-du/xem-lai/"
_SEEN = policies.tellings_visible_to

urlpatterns = [
    page(_ALL, views.list_tellings, name="tellings", policy=asks(policies.may_tell_somewhere)),
    form(f"{_ALL}moi/", views.say, name="tell_many", policy=asks(policies.may_tell_somewhere)),
    page(f"{_ALL}<int:pk>/", views.show, name="telling", policy=sees(_SEEN)),
    form(
        f"{_ALL}<int:pk>/rut/",
        views.withdraw,
        name="withdraw_telling",
        policy=sees(_SEEN, policies.may_withdraw_telling),
    ),
    page(_AGAIN, views.list_reopened, name="reopened_tellings", policy=asks(policies.may_tell_somewhere)),
    action(
        f"{_AGAIN}<int:pk>/",
        views.confirm,
        name="confirm_telling",
        policy=sees(policies.reopened_visible_to, policies.may_confirm_telling),
    ),
    form(
        "so-thanh-tich/xac-nhan-tieu-chuan/<int:pk>/",
        attesting.attest,
        name="attest_many",
        policy=sees(books.units_with_books_visible_to, books.may_attest_people_of),
    ),
]
