"""URLs of the law library."""

from thidua.common.http.routes import finds, page, signed_in
from thidua.records.policies import law as policies
from thidua.records.views import law_library as views

urlpatterns = [
    page("phap-luat/", views.show_library, name="law_library", policy=signed_in()),
    page("phap-luat/tieu-chuan/", views.list_awards, name="law_awards", policy=signed_in()),
    page(
        "phap-luat/tieu-chuan/<slug:slug>/<slug:subject>/",
        views.show_award,
        name="law_award",
        policy=finds(policies.find_law_award),
    ),
    page("phap-luat/con-so/", views.list_figures, name="law_figures", policy=signed_in()),
    page("phap-luat/quy-tac-chung/", views.list_rules, name="law_rules", policy=signed_in()),
    page("phap-luat/van-ban/<slug:slug>/", views.show_text, name="law_text", policy=finds(policies.find_law_text)),
]
