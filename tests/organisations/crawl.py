"""Things of organisations for the permission crawl."""

from datetime import UTC, datetime

from tests.crawl_objects import World, own_and_other
from thidua.common.models import ImportRun
from thidua.organisations.models import Bloc


@own_and_other(Bloc)
def blocs(world: World) -> tuple[Bloc, Bloc]:
    """Bloc I and bloc II."""
    return world.cast.bloc, world.cast.other_bloc


@own_and_other("import_upload")
def import_targets(world: World) -> tuple[dict[str, object], dict[str, object]]:
    """The table of members of bloc I and of bloc II."""
    kind = "thanh-vien-khoi"
    return {"kind": kind, "subject": world.cast.bloc.pk}, {"kind": kind, "subject": world.cast.other_bloc.pk}


own_and_other("import_template")(import_targets)
own_and_other("export_table")(import_targets)


@own_and_other("import_run")
def import_runs(world: World) -> tuple[dict[str, object], dict[str, object]]:
    """An import into each of them."""

    def run(bloc: Bloc) -> dict[str, object]:
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


for _name in ("answer_import", "apply_import", "undo_import", "import_faults", "import_same_layout"):
    own_and_other(_name)(import_runs)
