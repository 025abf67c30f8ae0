"""Things of a bloc's year for the permission crawl: one of each of bloc I, one of bloc II."""

from collections.abc import Sequence
from datetime import date

from tests.cast import YEAR
from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.cycles import make_cycle
from tests.factories.organisations import add_members
from thidua.campaigns.enums import MailState, MovementKind, MovementLevel, RuleKind, StepKind
from thidua.campaigns.models import (
    CompensatoryDay,
    Cycle,
    CycleMovement,
    LegalText,
    Movement,
    Reminder,
    RuleComment,
    RuleVersion,
    Step,
    TextCitation,
    Theme,
)
from thidua.campaigns.services.calendars import decide_day
from thidua.campaigns.services.legal_texts import TextWords, add_legal_text, cite_text
from thidua.campaigns.services.movements import MovementWords, launch_movement
from thidua.campaigns.services.rules import comment_on_rules, draft_rules, open_for_comments
from thidua.campaigns.services.themes import add_theme
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.organisations.models import Agency, Bloc, Unit


def standing(world: World) -> Actor:
    """The standing office, which may make everything."""
    return world.cast.standing.actor()


def both_years(world: World, year: int, *, our_units: Sequence[Unit] | None = None) -> tuple[Cycle, Cycle]:
    """Another year of each bloc, made once: of bloc I with its six members (or with `our_units`), of bloc II with its
    one."""
    cast = world.cast
    ours, theirs = (
        Cycle.objects.filter(bloc=bloc, year=year).select_related("agency", "bloc__agency").first()
        or _make_year(world, bloc, units, year)
        for bloc, units in ((cast.bloc, our_units or cast.units), (cast.other_bloc, [cast.other_unit]))
    )
    return ours, theirs


def _make_year(world: World, bloc: Bloc, units: Sequence[Unit], year: int) -> Cycle:
    add_members(bloc, year, list(units))
    return make_cycle(world.cast, year=year, bloc=bloc)


@own_and_other(Cycle)
def cycles(world: World) -> tuple[Cycle, Cycle]:
    """The year of each bloc."""
    cast = world.cast
    return make_cycle(cast), make_cycle(cast, bloc=cast.other_bloc)


@own_and_other(Step)
def steps(world: World) -> tuple[Step, Step]:
    """The step under way in each."""
    ours, theirs = world.both(Cycle)
    found = [Step.objects.get(cycle=cycle, kind=StepKind.PLAN) for cycle in (ours, theirs)]
    return found[0], found[1]


@own_and_other(Theme)
def themes(world: World) -> tuple[Theme, Theme]:
    """Themes belong to the ministry, so both blocs see them."""
    first = add_theme(actor=standing(world), agency=world.cast.agency, text="Đoàn kết, kỷ cương", since_year=YEAR)
    return first, add_theme(actor=standing(world), agency=world.cast.agency, text="Đổi mới, sáng tạo")


@own_and_other(Movement)
def movements(world: World) -> tuple[Movement, Movement]:
    """A movement that each bloc launched itself."""
    words = MovementWords(name="Cơ quan xanh", kind=MovementKind.THEMATIC, level=MovementLevel.BLOC)
    made = [
        launch_movement(actor=standing(world), agency=world.cast.agency, words=words, cycle=cycle)
        for cycle in world.both(Cycle)
    ]
    return made[0], made[1]


@own_and_other(CycleMovement)
def movement_links(world: World) -> tuple[CycleMovement, CycleMovement]:
    """The same movements as taken up in the years."""
    found = [CycleMovement.objects.get(movement=movement) for movement in world.both(Movement)]
    return found[0], found[1]


@own_and_other(RuleVersion)
def rules(world: World) -> tuple[RuleVersion, RuleVersion]:
    """A version on which each bloc is asking its members."""
    made = []
    for cycle in world.both(Cycle):
        rule = draft_rules(
            actor=standing(world),
            cycle=cycle,
            kind=RuleKind.WORKING_REGULATION,
            title="Quy chế",
            text="Điều 1. Mục đích",
        )
        made.append(
            open_for_comments(
                actor=standing(world), rule=rule, version=rule.version, until=date(YEAR, 6, 30), now=clock.now()
            )
        )
    return made[0], made[1]


@own_and_other("compare_rules")
def rule_pairs(world: World) -> tuple[Kwargs, Kwargs]:
    """The open version of each bloc beside a newer one, which is still a draft and so the secretary's alone."""
    pairs: list[Kwargs] = []
    for rule in world.both(RuleVersion):
        newer = draft_rules(
            actor=standing(world),
            cycle=rule.cycle,
            kind=RuleKind.WORKING_REGULATION,
            title="Quy chế sửa đổi",
            text="Điều 1. Mục đích, yêu cầu",
        )
        pairs.append({"pk": rule.pk, "other": newer.pk})
    return pairs[0], pairs[1]


@own_and_other(RuleComment)
def comments(world: World) -> tuple[RuleComment, RuleComment]:
    """What a unit of each bloc said."""
    cast = world.cast
    said = [
        comment_on_rules(actor=member.actor(), rule=rule, unit=unit, text="Nên ghi rõ thời hạn.", now=clock.now())
        for rule, member, unit in zip(
            world.both(RuleVersion), (cast.officer, cast.stranger), (cast.unit, cast.other_unit), strict=True
        )
    ]
    return said[0], said[1]


@own_and_other(LegalText)
def legal_texts(world: World) -> tuple[LegalText, LegalText]:
    """Texts belong to the ministry, so both blocs see them."""
    made = [
        add_legal_text(actor=standing(world), agency=world.cast.agency, words=TextWords(title="Luật", number=number))
        for number in ("06/2022/QH15", "98/2023/NĐ-CP")
    ]
    return made[0], made[1]


@own_and_other(TextCitation)
def citations(world: World) -> tuple[TextCitation, TextCitation]:
    """Each bloc's rules rest on the same text."""
    text = world.own(LegalText)
    made = [cite_text(actor=standing(world), text=text, rule=rule) for rule in world.both(RuleVersion)]
    return made[0], made[1]


@own_and_other(CompensatoryDay)
def days(world: World) -> tuple[CompensatoryDay, CompensatoryDay]:
    """Days belong to the ministry."""
    made = [
        decide_day(
            actor=standing(world), agency=world.cast.agency, day=date(YEAR, 6, day), is_working=False, name="Nghỉ bù"
        )
        for day in (17, 18)
    ]
    return made[0], made[1]


@own_and_other("step_patterns")
def pattern_agencies(world: World) -> tuple[Kwargs, Kwargs]:
    """The ministry, and an agency beside it."""
    beside = Agency.objects.exclude(pk=world.cast.agency.pk).first() or Agency.add_root(
        code="co-quan-khac", name="Cơ quan khác", search_key="co quan khac", sort_key="co quan khac"
    )
    return {"pk": world.cast.agency.pk}, {"pk": beside.pk}


@own_and_other(Reminder)
def reminders(world: World) -> tuple[Reminder, Reminder]:
    """One for the officer, one for the stranger."""
    made = [
        Reminder.objects.create(
            agency=world.cast.agency,
            user=member.user,
            url="/",
            title="Góp ý dự thảo",
            deadline=date(YEAR, 6, 30),
            days_before=5,
            made_at=clock.now(),
            mail=MailState.SENT,
        )
        for member in (world.cast.officer, world.cast.stranger)
    ]
    return made[0], made[1]
