"""URLs of records."""

from thidua.common.http.routes import asks, form, page, sees, signed_in
from thidua.records import policies, views
from thidua.records.urls import books, clearances, law_library, reviews, tellings
from thidua.records.views import publishing

urlpatterns = [
    *clearances.urlpatterns,
    *tellings.urlpatterns,
    *books.urlpatterns,
    *law_library.urlpatterns,
    *reviews.urlpatterns,
    page("khen-thuong/", views.list_awards, name="awards", policy=signed_in()),
    form("khen-thuong/moi/", views.record, name="record_award", policy=asks(policies.may_record_somewhere)),
    form(
        "khen-thuong/cong-bo/",
        publishing.publish_several,
        name="publish_awards",
        policy=asks(policies.may_publish_awards),
    ),
    form(
        "khen-thuong/<int:pk>/cong-bo/",
        publishing.publish,
        name="publish_award",
        policy=sees(policies.awards_visible_to, policies.may_publish_award),
    ),
    form(
        "khen-thuong/<int:pk>/thoi-cong-bo/",
        publishing.withdraw,
        name="withdraw_award",
        policy=sees(policies.awards_visible_to, policies.may_publish_award),
    ),
    page("khen-thuong/<int:pk>/", views.show_award, name="award", policy=sees(policies.awards_visible_to)),
    form(
        "khen-thuong/<int:pk>/sua/",
        views.correct,
        name="correct_award",
        policy=sees(policies.awards_visible_to, policies.may_correct_award),
    ),
    form(
        "khen-thuong/<int:pk>/bo/",
        views.remove,
        name="remove_award",
        policy=sees(policies.awards_visible_to, policies.may_correct_award),
    ),
]
