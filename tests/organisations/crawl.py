"""Things of organisations for the permission crawl."""

from datetime import UTC, date, datetime

from tests.crawl_objects import World, own_and_other
from thidua.common.models import ImportRun
from thidua.organisations.enums import LeadRole, MassOrganisationKind
from thidua.organisations.models import (
    Agency,
    AgencyAlias,
    Alias,
    Bloc,
    BlocLeadership,
    BlocMembership,
    MassOrganisation,
    Person,
    Post,
    Unit,
    UnitMembership,
)

Kwargs = dict[str, object]


@own_and_other(AgencyAlias)
def agency_aliases(world: World) -> tuple[AgencyAlias, AgencyAlias]:
    """Another name of each."""
    ours, theirs = world.both(Agency)
    return tuple(AgencyAlias.objects.create(agency=agency, text="Tên khác") for agency in (ours, theirs))  # type: ignore[return-value]


@own_and_other(Unit)
def units(world: World) -> tuple[Unit, Unit]:
    """The unit of the officer, and one of bloc II."""
    return world.cast.unit, world.cast.other_unit


@own_and_other(Alias)
def aliases(world: World) -> tuple[Alias, Alias]:
    """Another name of each."""
    ours, theirs = world.both(Unit)
    return tuple(Alias.objects.create(agency=unit.agency, unit=unit, text="Tên khác") for unit in (ours, theirs))  # type: ignore[return-value]


@own_and_other(MassOrganisation)
def bodies(world: World) -> tuple[MassOrganisation, MassOrganisation]:
    """A union of each."""
    ours, theirs = world.both(Unit)
    return tuple(  # type: ignore[return-value]
        MassOrganisation.objects.create(
            agency=unit.agency, unit=unit, kind=MassOrganisationKind.TRADE_UNION, name="Công đoàn"
        )
        for unit in (ours, theirs)
    )


@own_and_other(Person)
def people(world: World) -> tuple[Person, Person]:
    """The head, and the stranger."""
    ours, theirs = world.cast.head.person, world.cast.stranger.person
    assert ours is not None
    assert theirs is not None
    return ours, theirs


@own_and_other(UnitMembership)
def unit_memberships(world: World) -> tuple[UnitMembership, UnitMembership]:
    """Where each belongs."""
    ours, theirs = world.both(Person)
    return ours.memberships.get(), theirs.memberships.get()


@own_and_other(Post)
def posts(world: World) -> tuple[Post, Post]:
    """A post of each."""
    ours, theirs = world.both(Person)
    unit = theirs.memberships.get().unit
    return (
        ours.posts.get(),
        Post.objects.create(agency=unit.agency, unit=unit, person=theirs, title="Chuyên viên", since=date(2020, 1, 1)),
    )


@own_and_other(Bloc)
def blocs(world: World) -> tuple[Bloc, Bloc]:
    """Bloc I and bloc II."""
    return world.cast.bloc, world.cast.other_bloc


@own_and_other(BlocMembership)
def bloc_memberships(world: World) -> tuple[BlocMembership, BlocMembership]:
    """The present year of a unit in each."""
    ours, theirs = world.both(Bloc)
    rows = BlocMembership.objects.filter(year=2026)
    return rows.get(bloc=ours, unit=world.cast.unit), rows.get(bloc=theirs, unit=world.cast.other_unit)


@own_and_other(BlocLeadership)
def leaderships(world: World) -> tuple[BlocLeadership, BlocLeadership]:
    """The head of each."""
    ours, theirs = world.both(Bloc)
    rows = BlocLeadership.objects.filter(year=2026, role=LeadRole.LEAD)
    return rows.get(bloc=ours), rows.get(bloc=theirs)


@own_and_other("set_members")
def bloc_years(world: World) -> tuple[Kwargs, Kwargs]:
    """The present year of each."""
    return {"pk": world.cast.bloc.pk, "year": 2026}, {"pk": world.cast.other_bloc.pk, "year": 2026}


for _name in ("join_bloc", "leave_bloc", "carry_members", "set_leader", "members_paper"):
    own_and_other(_name)(bloc_years)


@own_and_other("import_upload")
def import_targets(world: World) -> tuple[Kwargs, Kwargs]:
    """The table of members of bloc I and of bloc II."""
    kind = "thanh-vien-khoi"
    return {"kind": kind, "subject": world.cast.bloc.pk}, {"kind": kind, "subject": world.cast.other_bloc.pk}


own_and_other("import_template")(import_targets)
own_and_other("export_table")(import_targets)


@own_and_other("import_run")
def import_runs(world: World) -> tuple[Kwargs, Kwargs]:
    """An import into each of them."""

    def run(bloc: Bloc) -> Kwargs:
        made = ImportRun.objects.create(
            agency_id=bloc.agency_id,
            kind="thanh-vien-khoi",
            subject_id=bloc.pk,
            file_name="thanh-vien.xlsx",
            made_at=datetime(2026, 6, 15, tzinfo=UTC),
            made_by={"name": "Phạm Văn Thường"},
        )
        return {"pk": made.pk}

    return run(world.cast.bloc), run(world.cast.other_bloc)


for _name in (
    "answer_import",
    "apply_import",
    "import_progress",
    "stop_import",
    "import_again",
    "undo_import",
    "import_faults",
    "import_same_layout",
):
    own_and_other(_name)(import_runs)
