"""URLs of facts and figures of activities."""

from thidua.activities import policies
from thidua.activities.views import facts, sheets
from thidua.common.http.routes import form, page, sees

urlpatterns = [
    page(
        "hoat-dong/<int:pk>/so-lieu/",
        facts.list_facts,
        name="activity_facts",
        policy=sees(policies.activities_visible_to),
    ),
    form(
        "hoat-dong/<int:pk>/to-giay/",
        sheets.enter,
        name="enter_sheet",
        policy=sees(policies.activities_visible_to, policies.may_note_facts),
    ),
    form(
        "hoat-dong/<int:pk>/so-lieu/<slug:kind>/",
        facts.note_one,
        name="note_fact_at_desk",
        policy=sees(policies.activities_visible_to, policies.may_note_facts),
    ),
    page("hoat-dong/so-lieu/<int:pk>/", facts.show_fact, name="fact", policy=sees(policies.facts_visible_to)),
    form(
        "hoat-dong/so-lieu/<int:pk>/sua/",
        facts.correct,
        name="correct_fact",
        policy=sees(policies.facts_visible_to, policies.may_correct_fact),
    ),
    form(
        "hoat-dong/so-lieu/<int:pk>/rut/",
        facts.take_back,
        name="take_back_fact",
        policy=sees(policies.facts_visible_to, policies.may_withdraw_fact),
    ),
    form(
        "hoat-dong/so-lieu/<int:pk>/chon/",
        facts.choose,
        name="choose_claim",
        policy=sees(policies.facts_visible_to, policies.may_choose_claim),
    ),
    form(
        "hoat-dong/<int:pk>/can-mau/",
        facts.sampling,
        name="set_sampling",
        policy=sees(policies.activities_visible_to, policies.may_keep_activity),
    ),
]
