"""What the permission crawl asks for in the yearbook."""

import json
from datetime import UTC, datetime

from tests.crawl_objects import World, own_and_other
from tests.meetings.crawl_ballots import counted_rounds
from thidua.accounts.models import User
from thidua.campaigns.models import Cycle
from thidua.common.models import Job, JobState
from thidua.organisations.models import Agency
from thidua.yearbook.jobs import pack_folder
from thidua.yearbook.policies import PACK

MANIFEST = {"documents": [{"kind": "plan", "file": "ke-hoach.docx"}]}


def _pack(cycle: Cycle, maker: User) -> Job:
    """A pack that is ready, with its manifest and one paper on the disk."""
    job = Job.objects.create(
        agency_id=cycle.agency_id,
        kind=PACK,
        subject_id=cycle.pk,
        asked_at=datetime(2026, 1, 1, tzinfo=UTC),
        asked_by_user=maker.pk,
        state=JobState.DONE,
        result=MANIFEST,
    )
    folder = pack_folder(job.pk)
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    (folder / "ke-hoach.docx").write_bytes(b"")
    return job


@own_and_other(Job)
def jobs(world: World) -> tuple[Job, Job]:
    """The secretary asked for the pack of bloc I, the standing office for that of bloc II: to each his own."""
    ours, theirs = world.both(Cycle)
    return _pack(ours, world.cast.secretary.user), _pack(theirs, world.cast.standing.user)


@own_and_other("pack_file")
def pack_files(world: World) -> tuple[dict[str, object], dict[str, object]]:
    """A file of each pack."""
    ours, theirs = world.both(Job)
    return {"pk": ours.pk, "name": "manifest.json"}, {"pk": theirs.pk, "name": "manifest.json"}


def _of_year(world: World, kind: str) -> tuple[dict[str, object], dict[str, object]]:
    ours, theirs = world.both(Cycle)
    return {"pk": ours.pk, "kind": kind}, {"pk": theirs.pk, "kind": kind}


@own_and_other("report")
def reports(world: World) -> tuple[dict[str, object], dict[str, object]]:
    """The year-end report of each year."""
    return _of_year(world, "year_report")


@own_and_other("number_paper")
def numbers(world: World) -> tuple[dict[str, object], dict[str, object]]:
    """The plan of each year."""
    return _of_year(world, "plan")


def _agencies(world: World) -> tuple[Agency, Agency]:
    """The cast's ministry and one that nobody of the cast serves."""
    other = world.other(Agency)
    return world.cast.agency, other


@own_and_other("templates")
def agencies(world: World) -> tuple[dict[str, object], dict[str, object]]:
    """The templates of each ministry."""
    ours, theirs = _agencies(world)
    return {"pk": ours.pk}, {"pk": theirs.pk}


def _template(world: World) -> tuple[dict[str, object], dict[str, object]]:
    ours, theirs = _agencies(world)
    return {"pk": ours.pk, "kind": "plan"}, {"pk": theirs.pk, "kind": "plan"}


for _name in ("download_template", "replace_template", "drop_template"):
    own_and_other(_name)(_template)


@own_and_other("number_tally_sheet")
@own_and_other("tally_sheet")
def tally_sheets(world: World) -> tuple[dict[str, object], dict[str, object]]:
    """The sheets of rounds that were counted."""
    return counted_rounds(world)
