"""URLs of pledges, targets, tasks, check visits and practices."""

from thidua.campaigns.policies import cycles_visible_to
from thidua.campaigns.policies import monitoring as monitoring_policies
from thidua.campaigns.policies import pledges as pledge_policies
from thidua.campaigns.policies import practices as practice_policies
from thidua.campaigns.policies import targets as target_policies
from thidua.campaigns.policies import tasks as task_policies
from thidua.campaigns.views import monitoring, pledges, practices, results, signing, targets, tasks
from thidua.common.http.routes import finds, form, page, sees, signed_in
from thidua.organisations.policies import agencies_visible_to

_pledges = pledge_policies.pledges_visible_to
_part = pledge_policies.find_signing
_targets = target_policies.targets_visible_to
_tasks = task_policies.tasks_visible_to
_visits = monitoring_policies.visits_visible_to
_follow_ups = monitoring_policies.follow_ups_visible_to
_practices = practice_policies.practices_visible_to

pledge_urls = [
    page(
        "giao-uoc/nam/<int:pk>/",
        pledges.show_pledge_of_year,
        name="pledge_of_year",
        policy=sees(cycles_visible_to),
    ),
    form(
        "giao-uoc/nam/<int:pk>/soan/",
        pledges.draft,
        name="draft_pledge",
        policy=sees(cycles_visible_to, pledge_policies.may_draft_pledge),
    ),
    page("giao-uoc/<int:pk>/", pledges.show_pledge, name="pledge", policy=sees(_pledges)),
    page("giao-uoc/<int:pk>/don-vi/<int:unit_pk>/", pledges.show_unit_part, name="pledge_unit", policy=finds(_part)),
    form(
        "giao-uoc/<int:pk>/sua/",
        pledges.edit,
        name="edit_pledge",
        policy=sees(_pledges, pledge_policies.may_edit_pledge),
    ),
    form(
        "giao-uoc/<int:pk>/mo-ky/",
        signing.open_for_signing,
        name="open_signing",
        policy=sees(_pledges, pledge_policies.may_open_signing),
    ),
    form(
        "giao-uoc/<int:pk>/ky/<int:unit_pk>/",
        signing.sign,
        name="sign_pledge",
        policy=finds(_part, pledge_policies.is_head_for),
    ),
    form(
        "giao-uoc/<int:pk>/ky-giay/",
        signing.record_paper,
        name="record_paper_signature",
        policy=sees(_pledges, pledge_policies.may_record_paper),
    ),
    form(
        "giao-uoc/<int:pk>/chot/",
        signing.close,
        name="close_signing",
        policy=sees(_pledges, pledge_policies.may_close_signing),
    ),
    form(
        "giao-uoc/<int:pk>/ve-ban-soan/",
        signing.take_back,
        name="return_to_draft",
        policy=sees(_pledges, pledge_policies.may_return_to_draft),
    ),
    form(
        "giao-uoc/<int:pk>/chi-tieu/them/",
        targets.add_to_bloc,
        name="add_bloc_target",
        policy=sees(_pledges, pledge_policies.may_edit_pledge),
    ),
    form(
        "giao-uoc/<int:pk>/don-vi/<int:unit_pk>/chi-tieu/them/",
        targets.add_to_unit,
        name="add_unit_target",
        policy=finds(_part, target_policies.may_add_unit_target),
    ),
    form(
        "giao-uoc/<int:pk>/ket-qua/",
        results.state,
        name="state_results",
        policy=sees(_pledges, target_policies.may_state_results),
    ),
    form(
        "giao-uoc/<int:pk>/don-vi/<int:unit_pk>/ket-qua/",
        results.report,
        name="report_results",
        policy=finds(_part, target_policies.may_report_for),
    ),
]

target_urls = [
    page("chi-tieu/<int:pk>/", targets.show_target, name="target", policy=sees(_targets)),
    form(
        "chi-tieu/<int:pk>/sua/",
        targets.edit,
        name="edit_target",
        policy=sees(_targets, target_policies.may_edit_target),
    ),
    form(
        "chi-tieu/<int:pk>/bo/",
        targets.remove,
        name="remove_target",
        policy=sees(_targets, target_policies.may_edit_target),
    ),
    form(
        "chi-tieu/ket-qua/<int:pk>/sua/",
        results.correct,
        name="correct_result",
        policy=sees(target_policies.results_visible_to, target_policies.may_correct_result),
    ),
    page("chi-tieu/danh-muc/", targets.list_indicators, name="indicators", policy=signed_in()),
    form(
        "chi-tieu/danh-muc/co-quan/<int:pk>/them/",
        targets.add_to_library,
        name="add_indicator",
        policy=sees(agencies_visible_to, target_policies.may_keep_indicators),
    ),
    form(
        "chi-tieu/danh-muc/<int:pk>/sua/",
        targets.edit_in_library,
        name="edit_indicator",
        policy=sees(target_policies.indicators_visible_to, target_policies.may_edit_indicator),
    ),
]

task_urls = [
    page("nhiem-vu/nam/<int:pk>/", tasks.list_tasks, name="tasks", policy=sees(cycles_visible_to)),
    form(
        "nhiem-vu/nam/<int:pk>/them/",
        tasks.add,
        name="add_task",
        policy=sees(cycles_visible_to, task_policies.may_add_task),
    ),
    page("nhiem-vu/<int:pk>/", tasks.show_task, name="task", policy=sees(_tasks)),
    form("nhiem-vu/<int:pk>/sua/", tasks.edit, name="edit_task", policy=sees(_tasks, task_policies.may_edit_task)),
    form(
        "nhiem-vu/<int:pk>/tien-do/",
        tasks.progress,
        name="report_progress",
        policy=sees(_tasks, task_policies.may_note_task),
    ),
]

monitoring_urls = [
    page("kiem-tra/nam/<int:pk>/", monitoring.list_visits, name="visits", policy=sees(cycles_visible_to)),
    form(
        "kiem-tra/nam/<int:pk>/them/",
        monitoring.plan,
        name="plan_visit",
        policy=sees(cycles_visible_to, monitoring_policies.may_plan_visit),
    ),
    page("kiem-tra/<int:pk>/", monitoring.show_visit, name="visit", policy=sees(_visits)),
    form(
        "kiem-tra/<int:pk>/sua/",
        monitoring.edit,
        name="edit_visit",
        policy=sees(_visits, monitoring_policies.may_edit_visit),
    ),
    form(
        "kiem-tra/<int:pk>/ghi/",
        monitoring.record,
        name="record_visit",
        policy=sees(_visits, monitoring_policies.may_record_visit),
    ),
    form(
        "kiem-tra/<int:pk>/khong-to-chuc/",
        monitoring.call_off,
        name="call_off_visit",
        policy=sees(_visits, monitoring_policies.may_edit_visit),
    ),
    form(
        "kiem-tra/<int:pk>/viec-hua/them/",
        monitoring.add_promise,
        name="add_promise",
        policy=sees(_visits, monitoring_policies.may_record_visit),
    ),
    form(
        "kiem-tra/viec-hua/<int:pk>/bao-cao/",
        monitoring.report,
        name="report_follow_up",
        policy=sees(_follow_ups, monitoring_policies.may_report_follow_up),
    ),
    form(
        "kiem-tra/viec-hua/<int:pk>/xac-nhan/",
        monitoring.close,
        name="close_follow_up",
        policy=sees(_follow_ups, monitoring_policies.may_close_follow_up),
    ),
]

practice_urls = [
    page(
        "kinh-nghiem/nam/<int:pk>/",
        practices.list_practices,
        name="practices",
        policy=sees(cycles_visible_to),
    ),
    form(
        "kinh-nghiem/nam/<int:pk>/them/",
        practices.share,
        name="share_practice",
        policy=sees(cycles_visible_to, practice_policies.may_share_practice),
    ),
    page("kinh-nghiem/<int:pk>/", practices.show_practice, name="practice", policy=sees(_practices)),
    form(
        "kinh-nghiem/<int:pk>/sua/",
        practices.edit,
        name="edit_practice",
        policy=sees(_practices, practice_policies.may_edit_practice),
    ),
    form(
        "kinh-nghiem/<int:pk>/hoc-theo/",
        practices.adopt,
        name="adopt_practice",
        policy=sees(_practices, practice_policies.may_adopt),
    ),
    form(
        "kinh-nghiem/hoc-theo/<int:pk>/sua/",
        practices.follow,
        name="edit_adoption",
        policy=sees(practice_policies.adoptions_visible_to, practice_policies.may_edit_adoption),
    ),
]

urlpatterns = [*pledge_urls, *target_urls, *task_urls, *monitoring_urls, *practice_urls]
