"""URLs of reviews."""

from thidua.common.http.routes import action, asks, form, page, sees
from thidua.records.policies import reviews as policies
from thidua.records.views import reviews as views

REVIEWS = policies.reviews_visible_to

urlpatterns = [
    form("ra-soat/", views.list_reviews, name="reviews", policy=asks(policies.may_review_somewhere)),
    page("ra-soat/<int:pk>/", views.show_review, name="review", policy=sees(REVIEWS)),
    page("ra-soat/<int:pk>/tien-do/", views.show_progress, name="review_progress", policy=sees(REVIEWS)),
    page("ra-soat/<int:pk>/csv/", views.download_csv, name="review_csv", policy=sees(REVIEWS)),
    page("ra-soat/<int:pk>/excel/", views.download_workbook, name="review_workbook", policy=sees(REVIEWS)),
    action("ra-soat/<int:pk>/dung/", views.stop, name="stop_review", policy=sees(REVIEWS, policies.may_stop_review)),
    action("ra-soat/<int:pk>/lai/", views.again, name="review_again", policy=sees(REVIEWS, policies.may_stop_review)),
]
