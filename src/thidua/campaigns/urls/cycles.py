"""URLs of years, steps, themes, movements, rules, legal texts, working days and reminders."""

from thidua.campaigns.policies import cycles as may
from thidua.campaigns.policies import library, rules, steps
from thidua.campaigns.policies.reminders import reminders_visible_to
from thidua.campaigns.views import calendars as calendar_views
from thidua.campaigns.views import cycles as cycle_views
from thidua.campaigns.views import legal_texts as text_views
from thidua.campaigns.views import movements as movement_views
from thidua.campaigns.views import reminders as reminder_views
from thidua.campaigns.views import rules as rule_views
from thidua.campaigns.views import steps as step_views
from thidua.campaigns.views import themes as theme_views
from thidua.common.http.routes import action, asks, finds, form, page, sees, signed_in

CYCLE = may.cycles_visible_to
STEP = steps.steps_visible_to
MOVEMENT = library.movements_visible_to
RULE = rules.rules_visible_to
TEXT = library.legal_texts_visible_to

years = [
    page("nam/", cycle_views.list_cycles, name="cycles", policy=signed_in()),
    form("nam/chuan-bi/", cycle_views.prepare, name="prepare_cycle", policy=asks(may.may_run_some_bloc)),
    page("nam/<int:pk>/", cycle_views.show_cycle, name="cycle", policy=sees(CYCLE)),
    action("nam/<int:pk>/bat-dau/", cycle_views.begin, name="begin_cycle", policy=sees(CYCLE, may.may_open_cycle)),
    form("nam/<int:pk>/khep-lai/", cycle_views.close, name="close_cycle", policy=sees(CYCLE, may.may_close_cycle)),
    form("nam/<int:pk>/mo-lai/", cycle_views.reopen, name="reopen_cycle", policy=sees(CYCLE, may.may_reopen_cycle)),
    form("nam/<int:pk>/cac-buoc/", step_views.plan, name="plan_cycle", policy=sees(CYCLE, may.may_plan_cycle)),
    form("nam/<int:pk>/chu-de/", cycle_views.choose_theme, name="choose_theme", policy=sees(CYCLE, may.may_plan_cycle)),
]
step_urls = [
    page("nam/buoc/<int:pk>/", step_views.show_step, name="step", policy=sees(STEP)),
    action("nam/buoc/<int:pk>/bat-dau/", step_views.start, name="start_step", policy=sees(STEP, steps.may_start_step)),
    form(
        "nam/buoc/<int:pk>/ket-qua/",
        step_views.satisfy,
        name="satisfy_step",
        policy=sees(STEP, steps.may_satisfy_step),
    ),
    form("nam/buoc/<int:pk>/khong-to-chuc/", step_views.skip, name="skip_step", policy=sees(STEP, steps.may_skip_step)),
    form("nam/buoc/<int:pk>/mo-lai/", step_views.reopen, name="reopen_step", policy=sees(STEP, steps.may_reopen_step)),
    form(
        "nam/buoc/<int:pk>/han/", step_views.deadline, name="step_deadline", policy=sees(STEP, steps.may_set_deadline)
    ),
]
theme_urls = [
    page("chu-de/", theme_views.list_themes, name="themes", policy=signed_in()),
    form("chu-de/moi/", theme_views.add, name="add_theme", policy=asks(library.may_add_somewhere)),
    form(
        "chu-de/<int:pk>/sua/",
        theme_views.change,
        name="change_theme",
        policy=sees(library.themes_visible_to, library.may_change_theme),
    ),
]
movement_urls = [
    page("phong-trao/", movement_views.list_movements, name="movements", policy=signed_in()),
    form(
        "phong-trao/moi/",
        movement_views.launch_for_agency,
        name="launch_movement",
        policy=asks(library.may_keep_some_agency),
    ),
    page("phong-trao/<int:pk>/", movement_views.show_movement, name="movement", policy=sees(MOVEMENT)),
    form(
        "phong-trao/<int:pk>/sua/",
        movement_views.change,
        name="change_movement",
        policy=sees(MOVEMENT, library.may_change_movement),
    ),
    form(
        "phong-trao/<int:pk>/can-cu/",
        movement_views.cite,
        name="cite_for_movement",
        policy=sees(MOVEMENT, library.may_change_movement),
    ),
    page("nam/<int:pk>/phong-trao/", movement_views.of_cycle, name="cycle_movements", policy=sees(CYCLE)),
    form(
        "nam/<int:pk>/phong-trao/moi/",
        movement_views.launch_for_cycle,
        name="launch_bloc_movement",
        policy=sees(CYCLE, may.may_plan_cycle),
    ),
    action(
        "nam/<int:pk>/phong-trao/nhan/",
        movement_views.take_up,
        name="take_up_movement",
        policy=sees(CYCLE, may.may_plan_cycle),
    ),
    action(
        "nam/phong-trao/<int:pk>/bo/",
        movement_views.drop,
        name="drop_movement",
        policy=sees(library.cycle_movements_visible_to, library.may_drop_movement),
    ),
]
rule_urls = [
    page("quy-che/", rule_views.list_rules, name="rules", policy=signed_in()),
    form("nam/<int:pk>/quy-che/soan/", rule_views.draft, name="draft_rules", policy=sees(CYCLE, rules.may_draft_rules)),
    page("quy-che/<int:pk>/", rule_views.show_rule, name="rule", policy=sees(RULE)),
    form("quy-che/<int:pk>/sua/", rule_views.change, name="change_draft", policy=sees(RULE, rules.may_change_draft)),
    form(
        "quy-che/<int:pk>/lay-y-kien/",
        rule_views.open_comments,
        name="open_for_comments",
        policy=sees(RULE, rules.may_open_for_comments),
    ),
    action(
        "quy-che/<int:pk>/rut-ve/", rule_views.take_back, name="take_back_draft", policy=sees(RULE, rules.may_take_back)
    ),
    form("quy-che/<int:pk>/gop-y/", rule_views.comment, name="comment_on_rules", policy=sees(RULE, rules.may_comment)),
    form("quy-che/<int:pk>/thong-qua/", rule_views.adopt, name="adopt_rules", policy=sees(RULE, rules.may_adopt)),
    form("quy-che/<int:pk>/can-cu/", rule_views.cite, name="cite_for_rules", policy=sees(RULE, rules.may_keep_rules)),
    page(
        "quy-che/<int:pk>/so-sanh/<int:other>/",
        rule_views.compare,
        name="compare_rules",
        policy=finds(rules.find_pair),
    ),
    form(
        "quy-che/gop-y/<int:pk>/tra-loi/",
        rule_views.answer_to,
        name="answer_comment",
        policy=sees(rules.comments_visible_to, rules.may_answer_comment),
    ),
]
text_urls = [
    page("can-cu/", text_views.list_texts, name="legal_texts", policy=signed_in()),
    form("can-cu/moi/", text_views.add, name="add_legal_text", policy=asks(library.may_add_somewhere)),
    page("can-cu/<int:pk>/", text_views.show_text, name="legal_text", policy=sees(TEXT)),
    form(
        "can-cu/<int:pk>/sua/",
        text_views.change,
        name="change_legal_text",
        policy=sees(TEXT, library.may_change_legal_text),
    ),
    action(
        "can-cu/trich-dan/<int:pk>/bo/",
        text_views.drop_citation,
        name="drop_citation",
        policy=sees(library.citations_visible_to, library.may_drop_citation),
    ),
]
calendar_urls = [
    page("nam/lich-lam-viec/", calendar_views.list_days, name="working_days", policy=signed_in()),
    form(
        "nam/lich-lam-viec/moi/",
        calendar_views.add_day,
        name="decide_day",
        policy=asks(library.may_keep_some_agency),
    ),
    action(
        "nam/lich-lam-viec/<int:pk>/bo/",
        calendar_views.drop_day,
        name="undecide_day",
        policy=sees(library.days_visible_to, library.may_change_day),
    ),
    form(
        "nam/mau-cac-buoc/<int:pk>/",
        calendar_views.patterns,
        name="step_patterns",
        policy=sees(library.patterned_agencies),
    ),
]
reminder_urls = [
    page("nam/nhac-viec/", reminder_views.list_reminders, name="reminders", policy=signed_in()),
    action(
        "nam/nhac-viec/<int:pk>/mo/",
        reminder_views.open_reminder,
        name="open_reminder",
        policy=sees(reminders_visible_to),
    ),
    action("nam/nhac-viec/da-xem/", reminder_views.read_all, name="read_reminders", policy=signed_in()),
]

urlpatterns = [
    *years,
    *step_urls,
    *theme_urls,
    *movement_urls,
    *rule_urls,
    *text_urls,
    *calendar_urls,
    *reminder_urls,
]
