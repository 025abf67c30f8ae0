"""Plans for the permission crawl: a row of each kind in the plan of each bloc's activity, and templates."""

from typing import TypeVar

from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.plans import make_foreign_template, make_plan_item, make_template
from thidua.activities.enums import Flow, RiskKind
from thidua.activities.models import (
    Activity,
    Equipment,
    MoneyLine,
    PlanItem,
    PlanRow,
    PlanTemplate,
    PlanTemplateLine,
    PlanZone,
    Risk,
)
from thidua.activities.services import EquipmentWords, MoneyWords, RiskWords, RowWords, ZoneWords, add_to_plan

Row = TypeVar("Row", bound=PlanRow)


def both(world: World, words: RowWords[Row]) -> tuple[Row, Row]:
    """The same row in the plans of both activities."""
    actor = world.cast.standing.actor()
    ours, theirs = (add_to_plan(actor=actor, activity=activity, words=words) for activity in world.both(Activity))
    return ours, theirs


@own_and_other(PlanItem)
def items(world: World) -> tuple[PlanItem, PlanItem]:
    """A line of each that nobody was given."""
    ours, theirs = (make_plan_item(world.cast, activity) for activity in world.both(Activity))
    return ours, theirs


@own_and_other(Equipment)
def equipment(world: World) -> tuple[Equipment, Equipment]:
    """Gloves of each."""
    return both(world, EquipmentWords("Găng tay"))


@own_and_other(MoneyLine)
def money(world: World) -> tuple[MoneyLine, MoneyLine]:
    """Something that each buys."""
    return both(world, MoneyWords("Mua bao", Flow.OUT))


@own_and_other(Risk)
def risks(world: World) -> tuple[Risk, Risk]:
    """The tide of each."""
    return both(world, RiskWords(RiskKind.TIDE))


@own_and_other(PlanZone)
def zones(world: World) -> tuple[PlanZone, PlanZone]:
    """A zone of each."""
    return both(world, ZoneWords("Khu A"))


@own_and_other(PlanTemplate)
def templates(world: World) -> tuple[PlanTemplate, PlanTemplate]:
    """One of the ministry, one of an agency where nobody of the cast works."""
    return make_template(world.cast, world.own(Activity)), make_foreign_template()


@own_and_other(PlanTemplateLine)
def template_lines(world: World) -> tuple[PlanTemplateLine, PlanTemplateLine]:
    """A line of each."""
    ours, theirs = (template.lines.all()[0] for template in world.both(PlanTemplate))
    return ours, theirs


@own_and_other("shipped_plan_template")
def shipped(world: World) -> tuple[Kwargs, Kwargs]:
    """One that comes with the product, and one that does not."""
    return {"code": "don-bien"}, {"code": "khong-co"}
