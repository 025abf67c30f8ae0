"""The after-action review: lines of the parties, closed by whoever keeps the record; “next time” enters templates."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.activities.enums import LessonKind, PlanGroup
from thidua.activities.errors import ActivityError
from thidua.activities.models import Activity, Lesson, PlanTemplate, Review
from thidua.activities.policies import (
    may_add_lesson,
    may_change_lesson,
    may_close_review,
    may_hold_back_lesson,
    may_release_lesson,
    may_reopen_review,
    may_take_lessons,
    review_of,
    speaks_for,
)
from thidua.activities.policies.activities import may_record_for
from thidua.activities.queries.shipped import TemplateLine
from thidua.activities.services.activities import lock
from thidua.activities.services.follow_rows import put_again, put_new, take_out
from thidua.activities.services.follow_words import LessonWords
from thidua.activities.services.plan_templates import Applied, add_to_template, save_as_template
from thidua.audit import services as audit
from thidua.common import clock
from thidua.common.actor import Actor, PersonActor
from thidua.common.policy import require
from thidua.common.versions import require_version
from thidua.publishing.enums import SnapshotKind, TextRole
from thidua.publishing.services import Text, take_text_off


@transaction.atomic
def add_lesson(*, actor: Actor, activity: Activity, words: LessonWords) -> Lesson:
    """Say one thing. Raises `ActivityError` for one that is there already."""
    activity = lock(activity)
    require(may_add_lesson(actor, activity))
    _require_own(actor, activity, words)
    return put_new(actor, activity, Lesson(), words)


@transaction.atomic
def change_lesson(*, actor: Actor, lesson: Lesson, version: int, words: LessonWords) -> Lesson:
    """Say it otherwise; what a template took up stays as it is, what was released is released no more."""
    activity = lock(lesson.activity)
    lesson.activity = activity
    require(may_change_lesson(actor, lesson))
    _require_own(actor, activity, words)
    told = (lesson.kind, lesson.text)
    lesson = put_again(actor, activity, lesson, version, words)
    lesson.activity = activity
    if lesson.released_at is not None and (lesson.kind, lesson.text) != told:
        _hold_back(actor, lesson, clock.now())
    return lesson


@transaction.atomic
def remove_lesson(*, actor: Actor, lesson: Lesson) -> None:
    """Take a line out; history keeps what it said."""
    activity = lock(lesson.activity)
    lesson.activity = activity
    require(may_change_lesson(actor, lesson))
    take_out(actor, activity, lesson, LessonWords.stem)
    take_text_off(actor, SnapshotKind.IMPACT, activity.pk, lesson.pk, clock.now())


@transaction.atomic
def release_lesson(*, actor: Actor, lesson: Lesson, version: int, now: datetime) -> Lesson:
    """Let these words go to the public page: the next version of it shows them, without saying whose they are."""
    lesson = _locked(lesson)
    require(may_release_lesson(actor, lesson))
    require_version(lesson, version)
    lesson.released_at = now
    lesson.released_by_name = actor.name if isinstance(actor, PersonActor) else ""
    lesson.save()
    _record(actor, "activity.lesson_released", lesson)
    return lesson


@transaction.atomic
def hold_back_lesson(*, actor: Actor, lesson: Lesson, now: datetime) -> Lesson:
    """Take these words back: they leave the page that is published at once."""
    lesson = _locked(lesson)
    require(may_hold_back_lesson(actor, lesson))
    _hold_back(actor, lesson, now)
    return lesson


def texts_for_page(activity: Activity) -> list[Text]:
    """The lines of the review that the next version of the public page takes on: what did not work first."""
    rows = list(Lesson.objects.filter(activity=activity, released_at__isnull=False))
    return [Text(row.pk, role, row.text) for role in TextRole for row in rows if row.kind == role.value]


@transaction.atomic
def close_review(*, actor: Actor, activity: Activity, now: datetime) -> Review:
    """Close the review: no line is added or changed any more. One without a line is closed too: nothing was learned."""
    activity = lock(activity)
    require(may_close_review(actor, activity))
    name = actor.name if isinstance(actor, PersonActor) else ""
    review = Review.objects.create(agency_id=activity.agency_id, activity=activity, closed_at=now, closed_by_name=name)
    lines = Lesson.objects.filter(activity=activity).count()
    audit.record(actor, "activity.review_closed", activity, agency=activity.agency_id, after={"lines": lines})
    return review


@transaction.atomic
def reopen_review(*, actor: Actor, activity: Activity) -> None:
    """Open the review again."""
    activity = lock(activity)
    require(may_reopen_review(actor, activity))
    review = review_of(activity)
    assert review is not None
    review.delete()
    audit.record(actor, "activity.review_reopened", activity, agency=activity.agency_id)


@transaction.atomic
def take_lessons(
    *,
    actor: Actor,
    activity: Activity,
    lessons: Collection[Lesson],
    template: PlanTemplate | None,
    group: PlanGroup,
    now: datetime,
    name: str = "",
) -> tuple[PlanTemplate, Applied]:
    """Put lines for next time into a template of the agency, which counts its version up; without one the plan of the
    activity becomes a new template (`name`) with them.

    Raises `ActivityError` for no line, for lines of another activity or kind, an empty plan, a name that is taken.
    """
    activity = lock(activity)
    require(may_take_lessons(actor, activity))
    chosen = {lesson.pk for lesson in lessons}
    found = list(
        Lesson.objects.select_for_update(no_key=True)
        .filter(pk__in=chosen, activity=activity, kind=LessonKind.NEXT_TIME)
        .order_by("position", "pk")
    )
    if not found or len(found) != len(chosen):
        raise ActivityError(_("Chọn ít nhất một dòng “lần sau làm khác”."), code="no_lesson", field="lessons")
    if template is not None and template.agency_id != activity.agency_id:
        raise ActivityError(_("Chọn mẫu của cơ quan giữ hồ sơ này."), code="other_agency", field="template")
    if template is None:
        template = save_as_template(actor=actor, activity=activity, name=name, now=now)
    lines = [TemplateLine(lesson.text, group) for lesson in found]
    applied = add_to_template(actor=actor, template=template, lines=lines)
    template = PlanTemplate.objects.get(pk=template.pk)
    for lesson in found:
        lesson.taken_into, lesson.taken_name = template, template.name
        lesson.version += 1
        lesson.save()
    audit.record(
        actor,
        "activity.lessons_taken",
        activity,
        agency=activity.agency_id,
        after={"plan_template": template.name, "titles": [lesson.text for lesson in found]},
    )
    return template, applied


def _locked(lesson: Lesson) -> Lesson:
    """The line as stored now, with its activity locked."""
    activity = lock(lesson.activity)
    rows = Lesson.objects.select_for_update(no_key=True, of=("self",))
    found = rows.select_related("party__bloc", "party__unit", "party__partner_agency").get(pk=lesson.pk)
    found.activity = activity
    return found


def _hold_back(actor: Actor, lesson: Lesson, now: datetime) -> None:
    lesson.released_at, lesson.released_by_name = None, ""
    lesson.save()
    _record(actor, "activity.lesson_held_back", lesson)
    take_text_off(actor, SnapshotKind.IMPACT, lesson.activity_id, lesson.pk, now)


def _record(actor: Actor, action: str, lesson: Lesson) -> None:
    after = {"kind": lesson.kind, "text": lesson.text}
    audit.record(actor, action, lesson.activity, agency=lesson.agency_id, after=after)


def _require_own(actor: Actor, activity: Activity, words: LessonWords) -> None:
    """Nobody speaks for another party; who keeps the record writes down what any of them said."""
    if may_record_for(actor, activity.home):
        return
    if words.party is None or not speaks_for(actor, words.party):
        raise ActivityError(_("Chọn bên mà anh/chị thay mặt."), code="not_own_party", field="party")
