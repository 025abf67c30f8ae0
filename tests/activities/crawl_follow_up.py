"""Workshops, reviews and visits afterwards for the permission crawl."""

from datetime import date

from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.activities import make_activity
from tests.factories.follow_up import make_lesson, make_programme_line, make_proposal, make_revisit
from thidua.activities.enums import ActivityKind
from thidua.activities.models import Activity, Lesson, ProgrammeLine, Proposal, Revisit
from thidua.activities.services import close_review, release_lesson
from thidua.common import clock
from thidua.organisations.models import Bloc


def workshops(world: World, title: str) -> tuple[Activity, Activity]:
    """A workshop that each bloc held, which counts for its year."""
    ours, theirs = (
        make_activity(world.cast, title, home=bloc, kind=ActivityKind.WORKSHOP, cycles=[world.year_of(bloc)])
        for bloc in world.both(Bloc)
    )
    return ours, theirs


@own_and_other(ProgrammeLine)
def programmes(world: World) -> tuple[ProgrammeLine, ProgrammeLine]:
    """An entry of each programme."""
    ours, theirs = (make_programme_line(world.cast, each) for each in workshops(world, "Hội thảo có chương trình"))
    return ours, theirs


@own_and_other(Proposal)
def proposals(world: World) -> tuple[Proposal, Proposal]:
    """A proposal of each that nobody else was given."""
    ours, theirs = (make_proposal(world.cast, each) for each in workshops(world, "Hội thảo có kiến nghị"))
    return ours, theirs


@own_and_other("propose")
def proposing(world: World) -> tuple[Kwargs, Kwargs]:
    """A workshop of each."""
    ours, theirs = workshops(world, "Hội thảo chờ kiến nghị")
    return {"pk": ours.pk}, {"pk": theirs.pk}


own_and_other("add_programme_line")(proposing)


@own_and_other("year_proposals")
def years(world: World) -> tuple[Kwargs, Kwargs]:
    """A year of the ministry, and one of an agency that is not there."""
    return {"pk": world.cast.agency.pk, "year": 2026}, {"pk": 10**9, "year": 2026}


own_and_other("year_proposals_file")(years)


@own_and_other(Lesson)
def lessons(world: World) -> tuple[Lesson, Lesson]:
    """Something for next time of each, said by whoever keeps the record."""
    ours, theirs = (make_lesson(world.cast, activity) for activity in world.both(Activity))
    return ours, theirs


@own_and_other("reopen_review")
def closed(world: World) -> tuple[Kwargs, Kwargs]:
    """A closed review of each."""
    made = []
    for bloc in world.both(Bloc):
        activity = make_activity(world.cast, "Đã rút kinh nghiệm", home=bloc, cycles=[world.year_of(bloc)])
        close_review(actor=world.cast.standing.actor(), activity=activity, now=clock.now())
        made.append(activity)
    return {"pk": made[0].pk}, {"pk": made[1].pk}


@own_and_other(Revisit)
def revisits(world: World) -> tuple[Revisit, Revisit]:
    """A visit planned after the activity of each."""
    ours, theirs = (make_revisit(world.cast, activity, date(2026, 12, 20)) for activity in world.both(Activity))
    return ours, theirs


@own_and_other("hold_back_lesson")
def released(world: World) -> tuple[Kwargs, Kwargs]:
    """Something of each that may go to the public page."""
    actor, made = world.cast.standing.actor(), []
    for activity in world.both(Activity):
        lesson = make_lesson(world.cast, activity, "Cho công bố")
        made.append(release_lesson(actor=actor, lesson=lesson, version=lesson.version, now=clock.now()))
    return {"pk": made[0].pk}, {"pk": made[1].pk}
