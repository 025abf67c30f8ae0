"""The year itself: members, who leads, theme, movements, steps, texts it rests on."""

from datetime import date
from typing import Any

from thidua.campaigns.enums import StepState
from thidua.campaigns.models import Cycle, CycleMovement, CycleTheme, Movement, Step, TextCitation
from thidua.common.references import Reference, describe
from thidua.core.vietnam.dates import format_date
from thidua.core.vietnam.partial_dates import Precision
from thidua.organisations.enums import LeadRole
from thidua.organisations.models import BlocLeadership, BlocMembership
from thidua.organisations.queries import leadership_of, member_rows
from thidua.yearbook.facts.wording import day_words, due_words

MEMBER = "Thành viên"


def year_facts(cycle: Cycle) -> dict[str, Any]:
    """Everything about the year that is not promised, done or said."""
    leading = leadership_of(cycle.bloc_id, cycle.year)
    roles = {row.unit_id: LeadRole(row.role).label for row in (leading.deputy, leading.lead) if row is not None}
    themes = [link.theme.text for link in CycleTheme.objects.filter(cycle=cycle).select_related("theme")]
    return {
        "bloc": cycle.bloc.name,
        "year": cycle.year,
        "next_year": cycle.year + 1,
        "agency": cycle.agency.name,
        "council": cycle.agency.council_name or None,
        "theme": "; ".join(themes) or None,
        "lead": _leader(leading.lead),
        "deputy": _leader(leading.deputy),
        "members": [_member(row, roles) for row in member_rows(cycle.bloc_id, cycle.year)],
        "movements": [_movement(link.movement) for link in _movements(cycle)],
        "legal_bases": _legal_bases(cycle),
        "steps": _steps(cycle),
    }


def last_day(cycle: Cycle, until: date | None = None) -> date:
    """The day on which a paper counts who belongs to the year: `until`, else the last of the year."""
    return until or date(cycle.year, 12, 31)


def _member(row: BlocMembership, roles: dict[int, Any]) -> dict[str, Any]:
    """Everybody who was a member; whoever came or went within the year with the day."""
    role = str(roles.get(row.unit_id, MEMBER))
    days = [f"từ {format_date(row.joined_on)}"] if row.joined_on else []
    days += [f"đến hết {format_date(row.left_on)}"] if row.left_on else []
    return {
        "name": row.unit.name,
        "role": f"{role} ({', '.join(days)})" if days else role,
        "stays": row.left_on is None,
    }


def _leader(row: BlocLeadership | None) -> dict[str, Any]:
    if row is None:
        return {"unit": None, "person": None}
    return {"unit": row.unit.name, "person": row.representative.full_name if row.representative else None}


def _movements(cycle: Cycle) -> list[CycleMovement]:
    return list(CycleMovement.objects.filter(cycle=cycle).select_related("movement"))


def _movement(movement: Movement) -> dict[str, Any]:
    launch = [movement.launch_number, movement.launch_issuer]
    if movement.launched_on.precision != Precision.UNKNOWN:
        launch.append(str(movement.launched_on))
    return {
        "name": movement.name,
        "slogan": movement.slogan or None,
        "launch": ", ".join(part for part in launch if part) or "chưa rõ văn bản phát động",
        "aim": movement.aim or None,
        "content": movement.content or None,
    }


def _legal_bases(cycle: Cycle) -> list[str]:
    """Texts that the year's rules and movements cite, each once, in the order of their days of effect."""
    rules = TextCitation.objects.filter(rule__cycle=cycle)
    movements = TextCitation.objects.filter(movement__cycle_links__cycle=cycle)
    cited = {row.text_id: row.text for row in (rules | movements).distinct().select_related("text")}
    ordered = sorted(cited.values(), key=lambda text: (text.effective_since is None, text.effective_since, text.pk))
    return [f"{text.get_kind_display()} {text.number} {text.title}".replace("  ", " ").strip() for text in ordered]


def _steps(cycle: Cycle) -> list[dict[str, Any]]:
    steps = list(Step.objects.filter(cycle=cycle))
    pointed = {
        step.pk: Reference(step.satisfied_by_kind, step.satisfied_by_id)
        for step in steps
        if step.satisfied_by_id is not None
    }
    cards = describe(pointed.values())
    rows = []
    for step in steps:
        card = cards.get(pointed[step.pk]) if step.pk in pointed else None
        note = card.title if card else step.note or step.paper
        done = step.state == StepState.DONE
        rows.append(
            {
                "name": str(step.get_kind_display()),
                "state": str(step.get_state_display()),
                "when": day_words(step.done_on) if done else due_words(step.deadline),
                "note": note,
            }
        )
    return rows
