"""URLs of workshops, of reviews and of visits afterwards."""

from thidua.activities import policies
from thidua.activities.views import follow_up, workshop
from thidua.campaigns.policies.cycles import cycles_visible_to
from thidua.common.http.routes import action, finds, form, page, sees

SEEN = sees(policies.activities_visible_to)

urlpatterns = [
    page("hoat-dong/<int:pk>/hoi-thao/", workshop.show_workshop, name="workshop", policy=SEEN),
    form(
        "hoat-dong/<int:pk>/hoi-thao/chuong-trinh/",
        workshop.add_programme_line,
        name="add_programme_line",
        policy=sees(policies.activities_visible_to, policies.may_keep_programme),
    ),
    form(
        "hoat-dong/hoi-thao/chuong-trinh/<int:pk>/sua/",
        workshop.change_programme_line,
        name="change_programme_line",
        policy=sees(policies.programme_visible_to, policies.may_change_programme),
    ),
    action(
        "hoat-dong/hoi-thao/chuong-trinh/<int:pk>/bo/",
        workshop.remove_programme_line,
        name="remove_programme_line",
        policy=sees(policies.programme_visible_to, policies.may_change_programme),
    ),
    form(
        "hoat-dong/<int:pk>/hoi-thao/kien-nghi/",
        workshop.propose,
        name="propose",
        policy=sees(policies.activities_visible_to, policies.may_propose),
    ),
    form(
        "hoat-dong/kien-nghi/<int:pk>/sua/",
        workshop.change_a_proposal,
        name="change_workshop_proposal",
        policy=sees(policies.proposals_visible_to, policies.may_change_proposal),
    ),
    form(
        "hoat-dong/kien-nghi/<int:pk>/ket-qua/",
        workshop.report,
        name="report_proposal",
        policy=sees(policies.proposals_visible_to, policies.may_report_proposal),
    ),
    action(
        "hoat-dong/kien-nghi/<int:pk>/bo/",
        workshop.remove_a_proposal,
        name="remove_workshop_proposal",
        policy=sees(policies.proposals_visible_to, policies.may_change_proposal),
    ),
    page(
        "hoat-dong/kien-nghi/nam-thi-dua/<int:pk>/",
        workshop.list_of_cycle,
        name="cycle_proposals",
        policy=sees(cycles_visible_to),
    ),
    page(
        "hoat-dong/kien-nghi/nam-thi-dua/<int:pk>/excel/",
        workshop.file_of_cycle,
        name="cycle_proposals_file",
        policy=sees(cycles_visible_to),
    ),
    page(
        "hoat-dong/kien-nghi/co-quan/<int:pk>/<int:year>/",
        workshop.list_of_year,
        name="year_proposals",
        policy=finds(policies.find_agency_year),
    ),
    page(
        "hoat-dong/kien-nghi/co-quan/<int:pk>/<int:year>/excel/",
        workshop.file_of_year,
        name="year_proposals_file",
        policy=finds(policies.find_agency_year),
    ),
    page("hoat-dong/<int:pk>/sau-hoat-dong/", follow_up.show_follow_up, name="follow_up", policy=SEEN),
    form(
        "hoat-dong/<int:pk>/gop-y/",
        follow_up.add_a_lesson,
        name="add_lesson",
        policy=sees(policies.activities_visible_to, policies.may_add_lesson),
    ),
    form(
        "hoat-dong/gop-y/<int:pk>/sua/",
        follow_up.change_a_lesson,
        name="change_lesson",
        policy=sees(policies.lessons_visible_to, policies.may_change_lesson),
    ),
    action(
        "hoat-dong/gop-y/<int:pk>/bo/",
        follow_up.remove_a_lesson,
        name="remove_lesson",
        policy=sees(policies.lessons_visible_to, policies.may_change_lesson),
    ),
    action(
        "hoat-dong/gop-y/<int:pk>/cho-cong-bo/",
        follow_up.release_a_lesson,
        name="release_lesson",
        policy=sees(policies.lessons_visible_to, policies.may_release_lesson),
    ),
    action(
        "hoat-dong/gop-y/<int:pk>/thoi-cong-bo/",
        follow_up.hold_back_a_lesson,
        name="hold_back_lesson",
        policy=sees(policies.lessons_visible_to, policies.may_hold_back_lesson),
    ),
    form(
        "hoat-dong/<int:pk>/khep-rut-kinh-nghiem/",
        follow_up.close,
        name="close_review",
        policy=sees(policies.activities_visible_to, policies.may_close_review),
    ),
    action(
        "hoat-dong/<int:pk>/mo-lai-rut-kinh-nghiem/",
        follow_up.reopen,
        name="reopen_review",
        policy=sees(policies.activities_visible_to, policies.may_reopen_review),
    ),
    form(
        "hoat-dong/<int:pk>/gop-y-vao-mau/",
        follow_up.take,
        name="take_lessons",
        policy=sees(policies.activities_visible_to, policies.may_take_lessons),
    ),
    form(
        "hoat-dong/<int:pk>/hen-tro-lai/",
        follow_up.plan_a_revisit,
        name="plan_revisit",
        policy=sees(policies.activities_visible_to, policies.may_plan_revisit),
    ),
    form(
        "hoat-dong/tro-lai/<int:pk>/sua/",
        follow_up.change_a_revisit,
        name="change_revisit",
        policy=sees(policies.revisits_visible_to, policies.may_change_revisit),
    ),
    action(
        "hoat-dong/tro-lai/<int:pk>/bo/",
        follow_up.remove_a_revisit,
        name="remove_revisit",
        policy=sees(policies.revisits_visible_to, policies.may_change_revisit),
    ),
    form(
        "hoat-dong/tro-lai/<int:pk>/ho-so/",
        follow_up.hold_a_revisit,
        name="hold_revisit",
        policy=sees(policies.revisits_visible_to, policies.may_hold_revisit),
    ),
]
