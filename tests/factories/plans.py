"""Builders of plans, by the services that people use."""

from datetime import date

from tests.cast import Cast
from tests.factories.organisations import make_agency
from thidua.activities.enums import PlanGroup
from thidua.activities.models import Activity, ActivityParty, PlanItem, PlanTemplate, PlanTemplateLine
from thidua.activities.queries.shipped import shipped_templates
from thidua.activities.services import Applied, ItemWords, add_to_plan, apply_template, save_as_template
from thidua.common import clock


def make_plan_item(
    cast: Cast,
    activity: Activity,
    text: str = "Gửi công văn xin phép phường",
    *,
    party: ActivityParty | None = None,
    words: str = "",
    offset: int | None = None,
    due_on: date | None = None,
) -> PlanItem:
    """A line of the plan, written by the standing office."""
    item = ItemWords(text, PlanGroup.PERMISSION, party, words, None, due_on, offset)
    return add_to_plan(actor=cast.standing.actor(), activity=activity, words=item)


def begin_with(cast: Cast, activity: Activity, code: str = "don-bien") -> Applied:
    """The plan begun with a template that comes with the product."""
    template = shipped_templates()[code]
    return apply_template(actor=cast.standing.actor(), activity=activity, lines=template.lines, name=template.name)


def make_template(cast: Cast, activity: Activity, name: str = "Dọn biển của Khối") -> PlanTemplate:
    """The plan of the activity kept as a template by the standing office."""
    make_plan_item(cast, activity, f"Việc để lập mẫu {name}", offset=-3)
    return save_as_template(actor=cast.standing.actor(), activity=activity, name=name, now=clock.now())


def make_foreign_template() -> PlanTemplate:
    """A template of an agency in which nobody of the cast has a role."""
    agency = make_agency("tinh-khac", "Tỉnh khác", is_illustrative=True)
    template = PlanTemplate.objects.create(agency=agency, name="Mẫu của tỉnh khác", created_at=clock.now())
    PlanTemplateLine.objects.create(agency=agency, template=template, text="Việc của tỉnh khác")
    return template
