"""Builders of workshops and of what follows activities, by the services that people use."""

from datetime import date, time
from typing import Any

from tests.cast import Cast
from tests.factories.activities import make_activity
from thidua.activities.enums import ActivityKind, LessonKind
from thidua.activities.models import Activity, Lesson, ProgrammeLine, Proposal, Revisit
from thidua.activities.services import (
    LessonWords,
    ProgrammeWords,
    ProposalWords,
    RevisitWords,
    add_lesson,
    add_proposal,
    add_to_plan,
    plan_revisit,
)


def make_workshop(cast: Cast, title: str = "Hội thảo chuyển đổi số", **words: Any) -> Activity:
    """A workshop that bloc I held."""
    return make_activity(cast, title, kind=ActivityKind.WORKSHOP, **words)


def make_programme_line(cast: Cast, activity: Activity, topic: str = "Báo cáo đề dẫn") -> ProgrammeLine:
    """An entry at eight."""
    words = ProgrammeWords(topic, time(8, 0), time(8, 30), "Bà Lê Thị Nói")
    return add_to_plan(actor=cast.standing.actor(), activity=activity, words=words)


def make_proposal(cast: Cast, activity: Activity, text: str = "Dùng chung một bộ dữ liệu", **words: Any) -> Proposal:
    """A proposal that the standing office wrote down."""
    return add_proposal(actor=cast.standing.actor(), activity=activity, words=ProposalWords(text, **words))


def make_lesson(
    cast: Cast, activity: Activity, text: str = "Mang thêm cân treo", kind: LessonKind = LessonKind.NEXT_TIME
) -> Lesson:
    """One line of whoever keeps the record."""
    return add_lesson(actor=cast.standing.actor(), activity=activity, words=LessonWords(kind, text))


def make_revisit(cast: Cast, activity: Activity, due_on: date, **words: Any) -> Revisit:
    """A visit that whoever keeps the record planned."""
    return plan_revisit(actor=cast.standing.actor(), activity=activity, words=RevisitWords(due_on, **words))
