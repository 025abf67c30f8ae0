"""Facts, figures and merged records for the permission crawl."""

from tests.crawl_objects import Kwargs, World, own_and_other
from tests.factories.activities import make_activity
from thidua.activities.enums import FactKind
from thidua.activities.models import Activity, ActivitySeries, FieldFact, FrozenFigures, MergeRequest
from thidua.activities.services import Note, freeze_figures, merge_activities, note_fact, put_in_series
from thidua.common import clock
from thidua.organisations.models import Bloc


@own_and_other(FieldFact)
def facts(world: World) -> tuple[FieldFact, FieldFact]:
    """A number printed elsewhere of each: it may be corrected, taken back and chosen."""
    note = {"figure": "PEOPLE", "text": "hơn 300", "low": "300"}
    ours, theirs = (
        note_fact(
            actor=world.cast.standing.actor(), activity=activity, note=Note(FactKind.CLAIM, note), now=clock.now()
        ).fact
        for activity in world.both(Activity)
    )
    return ours, theirs


@own_and_other("note_fact_at_desk")
def desks(world: World) -> tuple[Kwargs, Kwargs]:
    """A form for the activity of each."""
    ours, theirs = world.both(Activity)
    return {"pk": ours.pk, "kind": "tui"}, {"pk": theirs.pk, "kind": "tui"}


@own_and_other("year_impact")
def years(world: World) -> tuple[Kwargs, Kwargs]:
    """A year of the ministry, and one of an agency that is not there."""
    return {"pk": world.cast.agency.pk, "year": 2026}, {"pk": 10**9, "year": 2026}


@own_and_other("activity_file")
def open_data(world: World) -> tuple[Kwargs, Kwargs]:
    """The figures of each as a table."""
    ours, theirs = world.both(Activity)
    return {"pk": ours.pk, "file": "so-lieu"}, {"pk": theirs.pk, "file": "so-lieu"}


@own_and_other(FrozenFigures)
def frozen(world: World) -> tuple[FrozenFigures, FrozenFigures]:
    """The figures of each as they stand."""
    actor = world.cast.standing.actor()
    ours, theirs = (
        freeze_figures(actor=actor, activity=activity, now=clock.now()) for activity in world.both(Activity)
    )
    return ours, theirs


@own_and_other(MergeRequest)
def asked(world: World) -> tuple[MergeRequest, MergeRequest]:
    """Each bloc is asked by a unit of the other whether its activity is also theirs."""
    cast, (ours, theirs) = world.cast, world.both(Activity)
    of_theirs, of_ours = (
        make_activity(cast, "Cùng một hoạt động", home=unit, cycles=[]) for unit in (cast.other_unit, cast.unit)
    )
    return (
        merge_activities(actor=cast.stranger.actor(), activity=of_theirs, into=ours, now=clock.now()),
        merge_activities(actor=cast.officer.actor(), activity=of_ours, into=theirs, now=clock.now()),
    )


@own_and_other("tell_apart")
def two_records(world: World) -> tuple[Kwargs, Kwargs]:
    """Each activity beside another of its bloc."""
    made = [
        (activity.pk, make_activity(world.cast, "Hồ sơ bên cạnh", home=bloc, cycles=[world.year_of(bloc)]).pk)
        for activity, bloc in zip(world.both(Activity), world.both(Bloc), strict=True)
    ]
    ours, theirs = ({"pk": one, "other": other} for one, other in made)
    return ours, theirs


@own_and_other("split_activity")
def merged(world: World) -> tuple[Kwargs, Kwargs]:
    """A report of each that was merged into the activity of its bloc."""
    actor, made = world.cast.standing.actor(), []
    for activity, bloc in zip(world.both(Activity), world.both(Bloc), strict=True):
        report = make_activity(world.cast, "Báo cáo thứ hai", home=bloc, cycles=[world.year_of(bloc)])
        merge_activities(actor=actor, activity=report, into=activity, now=clock.now())
        made.append(report)
    return {"pk": made[0].pk}, {"pk": made[1].pk}


@own_and_other("unit_impact")
def unit_years(world: World) -> tuple[Kwargs, Kwargs]:
    """A year of each unit."""
    return {"pk": world.cast.unit.pk, "year": 2026}, {"pk": world.cast.other_unit.pk, "year": 2026}


@own_and_other(ActivitySeries)
def series(world: World) -> tuple[ActivitySeries, ActivitySeries]:
    """A series that each bloc leads."""
    found = []
    for bloc in world.both(Bloc):
        activity = make_activity(world.cast, "Một lần của chuỗi", home=bloc, cycles=[world.year_of(bloc)])
        placed = put_in_series(
            actor=world.cast.standing.actor(),
            activity=activity,
            version=activity.version,
            series=None,
            name="Dọn biển tháng",
            now=clock.now(),
        )
        assert placed.series is not None
        found.append(placed.series)
    return found[0], found[1]
