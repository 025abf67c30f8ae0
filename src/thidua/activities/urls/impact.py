"""URLs of what came of activities."""

from thidua.activities import policies
from thidua.activities.views import exports, frozen, impact, kinship, series
from thidua.campaigns.policies.cycles import cycles_visible_to
from thidua.common.http.routes import action, finds, form, page, sees

urlpatterns = [
    page(
        "hoat-dong/<int:pk>/tac-dong/",
        impact.show_impact,
        name="activity_impact",
        policy=sees(policies.activities_visible_to),
    ),
    action(
        "hoat-dong/<int:pk>/tinh-lai/",
        impact.reckon,
        name="reckon_again",
        policy=sees(policies.activities_visible_to, policies.may_keep_activity),
    ),
    page(
        "hoat-dong/tac-dong/nam-thi-dua/<int:pk>/",
        impact.show_cycle_impact,
        name="cycle_impact",
        policy=sees(cycles_visible_to),
    ),
    page(
        "hoat-dong/tac-dong/nam-thi-dua/<int:pk>/tong/",
        impact.show_cycle_sums,
        name="cycle_sums",
        policy=sees(cycles_visible_to),
    ),
    page(
        "hoat-dong/tac-dong/phong-trao/<int:pk>/",
        impact.show_movement_impact,
        name="movement_impact",
        policy=sees(policies.movements_summed_for),
    ),
    page(
        "hoat-dong/tac-dong/phong-trao/<int:pk>/tong/",
        impact.show_movement_sums,
        name="movement_sums",
        policy=sees(policies.movements_summed_for),
    ),
    page(
        "hoat-dong/tac-dong/co-quan/<int:pk>/<int:year>/",
        impact.show_year_impact,
        name="year_impact",
        policy=finds(policies.find_agency_year),
    ),
    page(
        "hoat-dong/tac-dong/don-vi/<int:pk>/<int:year>/",
        impact.show_unit_impact,
        name="unit_impact",
        policy=finds(policies.find_unit_year),
    ),
    page(
        "hoat-dong/chuoi/<int:pk>/",
        series.show_series,
        name="activity_series",
        policy=sees(policies.series_visible_to),
    ),
    form(
        "hoat-dong/chuoi/<int:pk>/lan-tiep-theo/",
        series.plan_next,
        name="plan_next_time",
        policy=sees(policies.series_visible_to, policies.may_add_to_series),
    ),
    form(
        "hoat-dong/<int:pk>/chuoi/",
        series.place_in_series,
        name="put_in_series",
        policy=sees(policies.activities_visible_to, policies.may_put_in_series),
    ),
    form(
        "hoat-dong/<int:pk>/thuoc/",
        kinship.place,
        name="place_activity",
        policy=sees(policies.activities_visible_to, policies.may_place_activity),
    ),
    form(
        "hoat-dong/<int:pk>/gop/",
        kinship.merge,
        name="merge_activity",
        policy=sees(policies.activities_visible_to, policies.may_ask_merge),
    ),
    action(
        "hoat-dong/<int:pk>/khac-voi/<int:other>/",
        kinship.say_two,
        name="tell_apart",
        policy=finds(policies.find_two_records, policies.may_tell_apart),
    ),
    action(
        "hoat-dong/gop/<int:pk>/dong-y/",
        kinship.agree,
        name="agree_merge",
        policy=sees(policies.merge_requests_visible_to, policies.may_answer_merge),
    ),
    action(
        "hoat-dong/gop/<int:pk>/tu-choi/",
        kinship.refuse,
        name="refuse_merge",
        policy=sees(policies.merge_requests_visible_to, policies.may_answer_merge),
    ),
    action(
        "hoat-dong/<int:pk>/tach/",
        kinship.split,
        name="split_activity",
        policy=sees(policies.activities_visible_to, policies.may_split),
    ),
    page(
        "hoat-dong/<int:pk>/tep/<slug:file>/",
        exports.download,
        name="activity_file",
        policy=sees(policies.activities_visible_to),
    ),
    action(
        "hoat-dong/<int:pk>/chot-so-lieu/",
        frozen.freeze,
        name="freeze_figures",
        policy=sees(policies.activities_visible_to, policies.may_freeze),
    ),
    page(
        "hoat-dong/so-lieu-chot/<int:pk>/",
        frozen.show_frozen,
        name="frozen_figures",
        policy=sees(policies.frozen_visible_to),
    ),
]
