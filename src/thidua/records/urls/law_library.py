"""URLs of the law library."""

from thidua.common.http.routes import asks, finds, form, page, sees, signed_in
from thidua.records.policies import law as policies
from thidua.records.policies import readings, rule_files
from thidua.records.views import law_library as views
from thidua.records.views import readings as reading_views
from thidua.records.views import rule_files as rule_views

RULES = rule_files.rule_files_visible_to

urlpatterns = [
    page("phap-luat/", views.show_library, name="law_library", policy=signed_in()),
    page("phap-luat/tieu-chuan/", views.list_awards, name="law_awards", policy=signed_in()),
    page(
        "phap-luat/tieu-chuan/<slug:slug>/<slug:subject>/",
        views.show_award,
        name="law_award",
        policy=signed_in(policies.find_law_award),
    ),
    page("phap-luat/con-so/", views.list_figures, name="law_figures", policy=signed_in()),
    page("phap-luat/quy-tac-chung/", views.list_rules, name="law_rules", policy=signed_in()),
    form(
        "phap-luat/cach-doc/<int:pk>/<slug:code>/",
        reading_views.choose,
        name="choose_reading",
        policy=finds(readings.find_agency_setting, readings.may_choose_agency_setting),
    ),
    page("phap-luat/van-ban/<slug:slug>/", views.show_text, name="law_text", policy=signed_in(policies.find_law_text)),
    page("phap-luat/quy-dinh-rieng/", rule_views.list_rule_files, name="rule_files", policy=signed_in()),
    form(
        "phap-luat/quy-dinh-rieng/moi/",
        rule_views.enter,
        name="enter_rules",
        policy=asks(rule_files.may_enter_rules_somewhere),
    ),
    page("phap-luat/quy-dinh-rieng/<int:pk>/", rule_views.show_rule_file, name="rule_file", policy=sees(RULES)),
    form(
        "phap-luat/quy-dinh-rieng/<int:pk>/ky/",
        rule_views.sign,
        name="sign_rules",
        policy=sees(RULES, rule_files.may_sign_rules),
    ),
    form(
        "phap-luat/quy-dinh-rieng/<int:pk>/rut/",
        rule_views.withdraw,
        name="withdraw_rules",
        policy=sees(RULES, rule_files.may_withdraw_rules),
    ),
]
