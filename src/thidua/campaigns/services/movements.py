"""Movements are launched, corrected, and taken up into a year."""

from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.campaigns.enums.movements import MovementKind, MovementLevel
from thidua.campaigns.errors.cycles import AlreadyThereError, DateOutOfYearError
from thidua.campaigns.models import Cycle, CycleMovement, Movement
from thidua.campaigns.policies.cycles import may_plan_cycle, may_run_bloc
from thidua.campaigns.policies.library import may_change_movement, may_keep_agency_rules, movements_visible_to
from thidua.campaigns.services.cycles import lock_cycle
from thidua.campaigns.services.reasons import required_line
from thidua.campaigns.services.words import check_lengths, clean, clean_lines
from thidua.common.actor import Actor
from thidua.common.errors import NotVisibleError
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations.models import Agency

UNKNOWN_DAY = PartialDate()


@dataclass(frozen=True, slots=True)
class MovementWords:
    """What a movement says of itself; empty text and unknown dates where nobody knows."""

    name: str
    kind: MovementKind = MovementKind.REGULAR
    level: MovementLevel = MovementLevel.SECTOR
    slogan: str = ""
    launch_number: str = ""
    launch_issuer: str = ""
    launched_on: PartialDate = UNKNOWN_DAY
    aim: str = ""
    scope: str = ""
    content: str = ""
    criteria: str = ""
    starts_on: PartialDate = UNKNOWN_DAY
    ends_on: PartialDate = UNKNOWN_DAY


@transaction.atomic
def launch_movement(
    *,
    actor: Actor,
    agency: Agency,
    words: MovementWords,
    cycle: Cycle | None = None,
    parent: Movement | None = None,
) -> Movement:
    """Record a movement. With `cycle` it is that bloc's own and is taken up into the year; without, the agency's.

    `parent` is the movement above that it answers. Raises `AlreadyThereError` when the same name runs already in the
    same years.
    """
    _require_may_launch(actor, agency, cycle)
    if cycle is not None:
        cycle = lock_cycle(cycle)
        _require_may_launch(actor, agency, cycle)
        agency = cycle.agency
    agency = Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    if parent is not None:
        _require_visible(actor, parent)
    movement = Movement(agency=agency, bloc=cycle.bloc if cycle else None, parent=parent)
    _fill(movement, words)
    movement.save()
    if cycle is not None:
        CycleMovement.objects.create(agency=agency, cycle=cycle, movement=movement)
    record(actor, "movement.launched", movement, agency=agency.pk, after=_shown(movement))
    return movement


@transaction.atomic
def change_movement(
    *, actor: Actor, movement: Movement, version: int, words: MovementWords, parent: Movement | None = None
) -> Movement:
    """Correct what is recorded of a movement."""
    require(may_change_movement(actor, movement))
    movement = (
        Movement.objects.select_for_update(of=("self",), no_key=True)
        .select_related("agency", "bloc")
        .get(pk=movement.pk)
    )
    require_version(movement, version)
    if parent is not None:
        _require_visible(actor, parent)
        _require_no_circle(movement, parent)
    before = _shown(movement)
    movement.parent = parent
    _fill(movement, words)
    movement.save()
    record(actor, "movement.changed", movement, agency=movement.agency_id, before=before, after=_shown(movement))
    return movement


@transaction.atomic
def inherit_movement(*, actor: Actor, cycle: Cycle, movement: Movement, note: str = "") -> CycleMovement:
    """Take a movement up into the year. One taken up already stays as it is."""
    require(may_plan_cycle(actor, cycle))
    cycle = lock_cycle(cycle)
    require(may_plan_cycle(actor, cycle))
    _require_visible(actor, movement)
    link, is_new = CycleMovement.objects.get_or_create(
        agency=cycle.agency, cycle=cycle, movement=movement, defaults={"note": clean(note)}
    )
    if is_new:
        record(actor, "cycle.movement_taken_up", cycle, agency=cycle.agency_id, after={"movement": movement.name})
    return link


@transaction.atomic
def drop_movement(*, actor: Actor, link: CycleMovement) -> None:
    """Take a movement out of the year; the movement itself stays."""
    cycle = link.cycle
    require(may_plan_cycle(actor, cycle))
    cycle = lock_cycle(cycle)
    require(may_plan_cycle(actor, cycle))
    CycleMovement.objects.filter(pk=link.pk).delete()
    record(actor, "cycle.movement_dropped", cycle, agency=cycle.agency_id, before={"movement": link.movement.name})


def _require_may_launch(actor: Actor, agency: Agency, cycle: Cycle | None) -> None:
    if cycle is None:
        require(may_keep_agency_rules(actor, agency))
    else:
        require(may_run_bloc(actor, cycle.bloc))
        require(may_plan_cycle(actor, cycle))


def _require_visible(actor: Actor, movement: Movement) -> None:
    if not movements_visible_to(actor).filter(pk=movement.pk).exists():
        raise NotVisibleError(_("Không tìm thấy phong trào này."))


def _require_no_circle(movement: Movement, parent: Movement) -> None:
    above: Movement | None = parent
    while above is not None:
        if above.pk == movement.pk:
            raise AlreadyThereError(
                _("Phong trào không thể hưởng ứng chính nó hoặc phong trào hưởng ứng nó."), field="parent"
            )
        above = above.parent


def _fill(movement: Movement, words: MovementWords) -> None:
    name = required_line(words.name, _("Anh/chị chưa nhập tên phong trào."), field="name").strip('“”"')
    first, last = words.starts_on.earliest, words.ends_on.latest
    if first is not None and last is not None and last < first:
        raise DateOutOfYearError(_("Ngày kết thúc phải sau ngày bắt đầu."), field="ends_on")
    same = Movement.objects.filter(agency=movement.agency, bloc=movement.bloc, name=name).exclude(pk=movement.pk)
    if any(each.starts_on == words.starts_on for each in same):
        raise AlreadyThereError(
            _("Phong trào này đã có. Nếu là đợt khác, ghi ngày bắt đầu để phân biệt."), field="name"
        )
    movement.name, movement.kind, movement.level = name, words.kind, words.level
    for field in ("slogan", "launch_number", "launch_issuer"):
        setattr(movement, field, clean(getattr(words, field)))
    for field in ("aim", "scope", "content", "criteria"):
        setattr(movement, field, clean_lines(getattr(words, field)))
    movement.launched_on, movement.starts_on, movement.ends_on = words.launched_on, words.starts_on, words.ends_on
    check_lengths(movement)


def _shown(movement: Movement) -> dict[str, object]:
    return {
        "name": movement.name,
        "kind": str(movement.kind),
        "level": str(movement.level),
        "parent": movement.parent_id,
        "bloc": movement.bloc_id,
        "slogan": movement.slogan,
        "launch": f"{movement.launch_number} {movement.launched_on.code} {movement.launch_issuer}".strip(),
        "aim": movement.aim,
        "scope": movement.scope,
        "content": movement.content,
        "criteria": movement.criteria,
        "starts_on": movement.starts_on.code,
        "ends_on": movement.ends_on.code,
    }
