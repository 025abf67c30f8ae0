"""Figures of an activity become evidence: a copy that never changes, and that says when the figures have since."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.enums import ActivityState
from thidua.activities.errors import ActivityError
from thidua.activities.facts.figures import figures_now
from thidua.activities.facts.frozen import RECORD, frozen_digest, record_of
from thidua.activities.facts.selections import of_activity
from thidua.activities.models import Activity, FrozenFigures
from thidua.activities.policies import may_freeze
from thidua.activities.queries import FROZEN, KIND
from thidua.activities.services.activities import lock
from thidua.audit import services as audit
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.references import Reference
from thidua.documents.services.evidence import add_evidence

LONGEST_TITLE = 250


@transaction.atomic
def freeze_figures(*, actor: Actor, activity: Activity, now: datetime) -> FrozenFigures:
    """Take the figures as they stand, with day, place and parties, as evidence of the activity. While all stands so, it
    is the same copy.

    Raises `ActivityError` for what was not held and for figures that are being reckoned.
    """
    activity = lock(activity)
    require(may_freeze(actor, activity))
    if activity.state != ActivityState.HELD:
        raise ActivityError(_("Chỉ chốt số liệu của hoạt động đã tổ chức."), code="not_held")
    found = figures_now(of_activity(activity), now)
    if found is None or found.is_old:
        raise ActivityError(
            _("Đã có thay đổi mà số liệu chưa tính lại. Bấm “Tính lại ngay”, rồi chốt."), code="being_reckoned"
        )
    record = record_of(activity)
    digest = frozen_digest(found.digest, record)
    last = FrozenFigures.objects.filter(activity=activity).order_by("-number").first()
    if last is not None and last.digest == digest:
        return last
    frozen = FrozenFigures.objects.create(
        agency_id=activity.agency_id,
        activity=activity,
        number=last.number + 1 if last is not None else 1,
        facts=found.facts,
        reckoned_on=found.reckoned_on,
        digest=digest,
        data={**found.data, RECORD: record},
        frozen_at=now,
        frozen_by_name=actor.name if isinstance(actor, PersonActor) else "",
    )
    after = {"number": frozen.number, "digest": frozen.digest}
    audit.record(actor, "activity.figures_frozen", activity, agency=activity.agency_id, after=after)
    title = _("Số liệu hoạt động “%(title)s”, bản %(number)s") % {"title": activity.title, "number": frozen.number}
    add_evidence(
        actor=actor,
        parent=Reference(KIND, activity.pk),
        agency=activity.agency_id,
        title=title[:LONGEST_TITLE],
        about=Reference(FROZEN, frozen.pk),
        unit=activity.unit_id,
        now=now,
    )
    return frozen
