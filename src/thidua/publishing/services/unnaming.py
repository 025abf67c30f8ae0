"""People's names go out of the published awards of an agency that names nobody any more, and with them the achievements
that name them; history says which awards lost theirs, so that they may be told anew.

Nothing named is shown or found from the moment of the choice. The names themselves are erased at once where there are
few; of many a worker erases so many at a time, and `thidua publish` goes on where a worker died.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from thidua.audit import services as audit
from thidua.common.actor import Actor, SystemActor
from thidua.common.jobs import Progress, is_dead, queue
from thidua.common.models import Job
from thidua.organisations.models import Agency
from thidua.publishing.enums import HonouredKind
from thidua.publishing.models import PublicSettings, PublishedAward
from thidua.publishing.models.honours import forget_names, know_no_lost_names
from thidua.publishing.queries import names_its_person

JOB, KIND = "thidua.publishing.jobs.erase_names", "UNNAMING"
ROUND = SystemActor("erase_names")
AT_ONCE = 2_000
"""So many names go in the transaction of the choice: in less than a second."""
BEFORE_ALL = -1
"""Below the number of every record."""
PART = 5_000
"""So many go in one transaction of the worker, each with its entry in history."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Of how many awards the name is gone, and of which records the achievement, too."""

    names: int
    achievements: list[int]

    @property
    def told(self) -> dict[str, object]:
        """As history says it."""
        return {"unnamed": self.names} | ({"untold": self.achievements} if self.achievements else {})


def unname_people(actor: Actor, settings: PublicSettings, now: datetime) -> Gone | None:
    """Within the transaction that holds the agency and has chosen that nobody is named: erase the names, or mark that
    they are being erased and hand them to a worker (None). The awards stand on, with unit, title and year.
    """
    some = _some(settings.agency_id, AT_ONCE + 1, above=BEFORE_ALL)
    if len(some) > AT_ONCE:
        settings.is_unnaming = True
        settings.save(update_fields=["is_unnaming"])
        queue(JOB, actor=actor, agency=settings.agency_id, kind=KIND, subject=settings.agency_id, now=now)
        return None
    gone = _erase(some)
    know_no_lost_names()
    return gone


def erase_the_rest(agency: Agency, progress: Progress | None = None, *, says: str = "") -> int:
    """Erase all names that are left, part by part; safe to begin again. How many."""
    gone, total, last = 0, _named(agency.pk).count() if progress is not None else 0, BEFORE_ALL
    while (part := _erase_part(agency, last)) is not None:
        number, last = part
        gone += number
        if progress is not None and number:
            progress.says(says, done=gone, total=max(total, gone))
    return gone


def go_on_erasing(now: datetime) -> int:
    """One round: the names of agencies whose worker is dead. How many."""
    waiting = PublicSettings.objects.filter(is_unnaming=True).select_related("agency").order_by("pk")
    return sum(erase_the_rest(each.agency) for each in waiting if not _has_a_worker(each.agency_id, now))


def job_of(agency: int) -> Job | None:
    """The last work of erasing names that was asked for an agency."""
    return Job.objects.filter(agency_id=agency, kind=KIND, subject_id=agency).order_by("-pk").first()


def _has_a_worker(agency: int, now: datetime) -> bool:
    job = job_of(agency)
    return job is not None and job.finished_at is None and not is_dead(job, now)


@transaction.atomic
def _erase_part(agency: Agency, last: int) -> tuple[int, int] | None:
    """The names of one part of the awards whose records are numbered above `last`: how many, and the last of these
    numbers. None once no name is left.
    """
    Agency.objects.select_for_update(no_key=True).get(pk=agency.pk)
    settings = PublicSettings.objects.filter(agency=agency, is_unnaming=True)
    if not settings.exists():
        return None
    some = _some(agency.pk, PART, above=last)
    if some:
        audit.record(ROUND, "honour.unnamed", None, agency=agency.pk, after=_erase(some).told)
        return len(some), some[-1].source
    if last != BEFORE_ALL and _named(agency.pk).exists():
        return 0, BEFORE_ALL
    know_no_lost_names()
    settings.update(is_unnaming=False)
    audit.record(ROUND, "honour.all_unnamed", None, agency=agency.pk)
    return None


def _named(agency: int) -> QuerySet[PublishedAward]:
    rows = PublishedAward.objects.filter(agency=agency, kind=HonouredKind.PERSON, withdrawn_at=None)
    return rows.exclude(name="")


def _some(agency: int, most: int, *, above: int) -> list[PublishedAward]:
    rows = _named(agency).filter(source__gt=above).order_by("source")
    return list(rows.only("source", "name", "achievement")[:most])


def _erase(awards: list[PublishedAward]) -> Gone:
    """Names first, which holds the awards: whoever writes words anew (`services/words.py`) is waited for, and what he
    wrote goes too. Nobody writes names or achievements meanwhile: who publishes holds the agency.
    """
    all_of_them, telling = [each.pk for each in awards], [each for each in awards if names_its_person(each)]
    PublishedAward.objects.filter(pk__in=all_of_them).update(name="")
    if telling:
        PublishedAward.objects.filter(pk__in=[each.pk for each in telling]).update(achievement="")
    forget_names(all_of_them)
    return Gone(len(awards), [each.source for each in telling])
