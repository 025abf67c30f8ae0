"""A plan begins from a template and can become one; templates are kept by the agency."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.enums import PartyRole, PartyState, PlanGroup
from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, ActivityParty, PlanItem, PlanTemplate, PlanTemplateLine
from thidua.activities.policies import may_keep_template, may_plan
from thidua.activities.policies.parties import is_home
from thidua.activities.queries.shipped import TemplateLine
from thidua.activities.services.activities import lock
from thidua.activities.services.plan_words import FURTHEST, same_text
from thidua.activities.services.rows import next_position
from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.core.vietnam.names import normalise


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of lines put into a plan or a template: how many are new, how many were there already."""

    added: int
    left: int


@transaction.atomic
def apply_template(*, actor: Actor, activity: Activity, lines: Sequence[TemplateLine], name: str) -> Applied:
    """Put the lines of a template into the plan; what says the same already is left alone.

    A line goes to the first party of its role that takes part; what an organiser does, without one, to the party that
    keeps the record. Where there is none the line keeps the role as a hint.
    """
    activity = lock(activity)
    require(may_plan(actor, activity))
    present = {same_text(text) for text in activity.planitem_rows.values_list("text", flat=True)}
    parties = list(activity.parties.exclude(state=PartyState.DECLINED))
    for party in parties:
        party.activity = activity
    position = next_position(activity.planitem_rows.all())
    fresh = _not_in(present, lines)
    PlanItem.objects.bulk_create(
        PlanItem(
            agency_id=activity.agency_id,
            activity=activity,
            position=position + number,
            text=normalise(line.text)[:300],
            group=line.group,
            party=_of_role(parties, line.role),
            usual_role=line.role or "",
            offset=line.offset,
        )
        for number, line in enumerate(fresh)
    )
    applied = Applied(len(fresh), len(lines) - len(fresh))
    if fresh:
        audit.record(
            actor,
            "activity.plan_template_applied",
            activity,
            agency=activity.agency_id,
            after={"plan_template": name, "added": applied.added, "left_alone": applied.left},
        )
    return applied


@transaction.atomic
def save_as_template(*, actor: Actor, activity: Activity, name: str, now: datetime, note: str = "") -> PlanTemplate:
    """Keep the lines of a plan as a new template of its agency. A line due on a day of its own loses its term.

    Raises `ActivityError` for an empty plan and for a name that the agency has already.
    """
    activity = lock(activity)
    require(may_plan(actor, activity))
    lines = lines_of_plan(activity)
    if not lines:
        raise ActivityError(
            _("Kế hoạch chưa có việc nào nên chưa lưu thành mẫu được. Thêm việc trước."), code="no_items", field="name"
        )
    template = PlanTemplate(
        agency_id=activity.agency_id,
        created_by_id=actor.user if isinstance(actor, PersonActor) else None,
        created_at=now,
    )
    _put_name(template, name, note)
    template.save()
    _add_lines(template, lines, first=0)
    audit.record(
        actor,
        "plan_template.saved",
        template,
        agency=template.agency_id,
        after=_facts(template) | {"lines": len(lines)},
    )
    return template


@transaction.atomic
def add_to_template(*, actor: Actor, template: PlanTemplate, lines: Sequence[TemplateLine]) -> Applied:
    """Put further lines into a template, from a plan or from what people want to do next time; what says the same
    already is left alone.
    """
    template = _lock(template)
    require(may_keep_template(actor, template))
    present = {same_text(line.text) for line in template.lines.all()}
    fresh = _not_in(present, lines)
    for line in fresh:
        _require_line(line)
    _add_lines(template, fresh, first=next_position(template.lines.all()))
    if fresh:
        template.version += 1
        template.save()
        texts = [line.text for line in fresh]
        audit.record(actor, "plan_template.lines_added", template, agency=template.agency_id, after={"text": texts})
    return Applied(len(fresh), len(lines) - len(fresh))


@transaction.atomic
def rename_template(*, actor: Actor, template: PlanTemplate, version: int, name: str, note: str = "") -> PlanTemplate:
    """Change how a template is called and what is said of it."""
    template = _lock(template)
    require(may_keep_template(actor, template))
    require_version(template, version)
    before = _facts(template)
    _put_name(template, name, note)
    template.save()
    audit.record(
        actor, "plan_template.changed", template, agency=template.agency_id, before=before, after=_facts(template)
    )
    return template


@transaction.atomic
def change_template_line(
    *, actor: Actor, line: PlanTemplateLine, version: int, words: TemplateLine
) -> PlanTemplateLine:
    """Change one line of a template."""
    template = _lock(line.template)
    require(may_keep_template(actor, template))
    line = PlanTemplateLine.objects.select_for_update(no_key=True).get(pk=line.pk)
    require_version(line, version)
    before = _facts_of_line(line)
    _require_line(words)
    others = template.lines.exclude(pk=line.pk)
    if same_text(words.text) in {same_text(other.text) for other in others}:
        raise ActivityError(
            _("Việc “%(text)s” đã có trong mẫu.") % {"text": words.text}, code="line_twice", field="text"
        )
    _put_line(line, words)
    line.save()
    template.version += 1
    template.save()
    audit.record(
        actor,
        "plan_template.line_changed",
        template,
        agency=template.agency_id,
        before=before,
        after=_facts_of_line(line),
    )
    return line


@transaction.atomic
def remove_template_line(*, actor: Actor, line: PlanTemplateLine) -> None:
    """Take a line out of a template."""
    template = _lock(line.template)
    require(may_keep_template(actor, template))
    if template.lines.filter(pk=line.pk).delete()[0]:
        template.version += 1
        template.save()
        before = _facts_of_line(line)
        audit.record(actor, "plan_template.line_removed", template, agency=template.agency_id, before=before)


@transaction.atomic
def remove_template(*, actor: Actor, template: PlanTemplate) -> None:
    """Take a template out of the list; plans that began with it stay as they are, history keeps its lines."""
    template = _lock(template)
    require(may_keep_template(actor, template))
    before = _facts(template) | {"text": [line.text for line in template.lines.all()]}
    audit.record(actor, "plan_template.removed", template, agency=template.agency_id, before=before)
    template.delete()


def lines_of_plan(activity: Activity) -> list[TemplateLine]:
    """What the plan says, for a template: the owner as the role that it has."""
    rows = activity.planitem_rows.select_related("party").order_by("position", "pk")
    return [
        TemplateLine(
            item.text,
            PlanGroup(item.group),
            item.offset,
            _role(item.party.role if item.party is not None else item.usual_role),
        )
        for item in rows
    ]


def lines_of_template(template: PlanTemplate) -> list[TemplateLine]:
    """The lines of a template of an agency."""
    return [
        TemplateLine(line.text, PlanGroup(line.group), line.offset, _role(line.usual_role))
        for line in template.lines.all()
    ]


def _not_in(present: set[str], lines: Iterable[TemplateLine]) -> list[TemplateLine]:
    seen, fresh = set(present), []
    for line in lines:
        if (text := same_text(line.text)) not in seen:
            seen.add(text)
            fresh.append(line)
    return fresh


def _of_role(parties: Iterable[ActivityParty], role: PartyRole | None) -> ActivityParty | None:
    of_role = next((party for party in parties if role is not None and party.role == role), None)
    if of_role is None and role == PartyRole.ORGANISER:
        return next(filter(is_home, parties), None)
    return of_role


def _role(code: str) -> PartyRole | None:
    return PartyRole(code) if code else None


def _lock(template: PlanTemplate) -> PlanTemplate:
    rows = PlanTemplate.objects.select_for_update(of=("self",), no_key=True).select_related("agency")
    return rows.get(pk=template.pk)


def _add_lines(template: PlanTemplate, lines: Iterable[TemplateLine], *, first: int) -> None:
    for number, words in enumerate(lines):
        line = PlanTemplateLine(agency_id=template.agency_id, template=template, position=first + number)
        _put_line(line, words)
        line.save()


def _put_line(line: PlanTemplateLine, words: TemplateLine) -> None:
    line.text = normalise(words.text)[:300]
    line.group = words.group
    line.offset = words.offset
    line.usual_role = words.role or ""


def _require_line(words: TemplateLine) -> None:
    if not normalise(words.text):
        raise ActivityError(_("Anh/chị chưa nhập việc cần làm."), code="empty", field="text")
    if words.offset is not None and abs(words.offset) > FURTHEST:
        raise ActivityError(
            _("Hạn không xa ngày tổ chức quá %(most)s ngày làm việc.") % {"most": FURTHEST},
            code="too_far",
            field="days",
        )


def _put_name(template: PlanTemplate, name: str, note: str) -> None:
    clean = normalise(name)[:200]
    if not clean:
        raise ActivityError(_("Anh/chị chưa đặt tên mẫu."), code="no_name", field="name")
    same = PlanTemplate.objects.filter(agency=template.agency_id, name=clean).exclude(pk=template.pk)
    if same.exists():
        raise ActivityError(
            _("Cơ quan đã có mẫu “%(name)s”. Đặt tên khác, hoặc chọn thêm việc vào mẫu ấy.") % {"name": clean},
            code="template_twice",
            field="name",
        )
    template.name = clean
    template.note = normalise(note)[:300]


def _facts(template: PlanTemplate) -> dict[str, Any]:
    return {"name": template.name, "note": template.note}


def _facts_of_line(line: PlanTemplateLine) -> dict[str, Any]:
    return {"text": line.text, "group": line.group, "offset": line.offset, "usual_role": line.usual_role}
