"""The decision behind a membership or a post: taken with it, corrected afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.components.texts import short_date
from thidua.common.policy import require
from thidua.core.vietnam.names import normalise
from thidua.core.vietnam.partial_dates import PartialDate
from thidua.organisations import policies
from thidua.organisations.errors import OrganisationError
from thidua.organisations.models import Bloc, BlocMembership, Person, Post, UnitMembership
from thidua.organisations.models.papers import DecidedModel
from thidua.organisations.services.histories import told
from thidua.organisations.services.rows import lock, lock_version

PAPER = ("decision_number", "decided_on", "issuer")
Held = TypeVar("Held", UnitMembership, Post)


@dataclass(frozen=True, slots=True)
class Paper:
    """Number, day and issuer of a decision; empty: not known."""

    decision_number: str = ""
    decided_on: PartialDate = field(default_factory=PartialDate)
    issuer: str = ""

    def __bool__(self) -> bool:
        """Whether anything of it is known."""
        return bool(self.decision_number or self.decided_on.code or self.issuer)

    def told(self) -> dict[str, str]:
        """What history keeps of it: nothing of what is not known."""
        return {"decision_number": self.decision_number, "decided_on": self.decided_on.code, "issuer": self.issuer}


UNKNOWN_PAPER = Paper()


def paper_of(row: DecidedModel) -> Paper:
    """The decision that a row rests on."""
    return Paper(row.decision_number, row.decided_on, row.issuer)


def clean_paper(paper: Paper, today: date | None = None) -> Paper:
    """The paper as it is stored. Raises `OrganisationError` at its field for a day that has not come (`today`: by
    the clock where it is not given).
    """
    earliest = paper.decided_on.earliest
    if earliest is not None and earliest > (today or clock.today()):
        raise OrganisationError(
            _("Ngày quyết định {day} còn ở phía trước. Xem lại ngày.").format(day=short_date(paper.decided_on)),
            code="decided_in_future",
            field="decided_on",
        )
    return Paper(normalise(paper.decision_number)[:80], paper.decided_on, normalise(paper.issuer)[:250])


def take_paper(actor: Actor, person: Person, paper: Paper) -> Paper:
    """The paper that a deed about a person brings, as it is stored. Raises `OrganisationError` at its field where the
    actor would write of himself, or the day has not come.
    """
    answer = policies.may_write_papers_of(actor, person)
    if paper and not answer:
        raise OrganisationError(answer.reason, code="own_paper", field="decision_number")
    return clean_paper(paper)


def put_paper(row: DecidedModel, paper: Paper) -> None:
    """Let the row rest on `paper`; the caller saves it."""
    for name in PAPER:
        setattr(row, name, getattr(paper, name))


@transaction.atomic
def correct_membership_paper(
    *, actor: Actor, membership: UnitMembership, paper: Paper, version: int, now: datetime
) -> UnitMembership:
    """Say on what decision a person belongs to a unit, or belonged to it."""
    require(policies.may_write_membership_paper(actor, membership))
    return _correct(actor, "person.membership_paper_noted", membership, paper, version, now)


@transaction.atomic
def correct_post_paper(*, actor: Actor, post: Post, paper: Paper, version: int, now: datetime) -> Post:
    """Say on what decision a post is held, or was held."""
    require(policies.may_write_post_paper(actor, post))
    return _correct(actor, "person.post_paper_noted", post, paper, version, now)


def _correct(actor: Actor, act: str, row: Held, paper: Paper, version: int, now: datetime) -> Held:
    person = lock(row.person)
    row = lock_version(row, version)
    where: dict[str, Any] = {"unit": row.unit_id}
    if isinstance(row, Post):
        where["title"] = row.title
    before = where | paper_of(row).told()
    put_paper(row, clean_paper(paper, timezone.localtime(now).date()))
    row.save()
    record(actor, act, person, agency=person.agency_id, before=before, after=where | paper_of(row).told())
    return row


def shared_paper(rows: Iterable[BlocMembership]) -> Paper:
    """The decision that names the members of a year: what more than half of those listed from its beginning rest on.
    What fewer rest on is their own.
    """
    papers = Counter(paper_of(row) for row in rows if row.joined_on is None)
    return next((paper for paper, count in papers.items() if 2 * count > papers.total()), UNKNOWN_PAPER)


@transaction.atomic
def note_members_paper(
    *, actor: Actor, bloc: Bloc, year: int, paper: Paper, version: int, now: datetime
) -> list[BlocMembership]:
    """Say what decision names the members of a year. Who joined within the year, or rests on another decision, keeps
    his own.
    """
    require(policies.may_keep_bloc(actor, bloc))
    bloc = lock_version(bloc, version)
    paper = clean_paper(paper, timezone.localtime(now).date())
    rows = BlocMembership.objects.filter(agency_id=bloc.agency_id, bloc=bloc, year=year).select_related("unit")
    listed = [row for row in rows.order_by("position", "pk") if row.joined_on is None]
    if not listed:
        raise OrganisationError(
            _("{bloc} chưa có thành viên nào trong danh sách đầu năm {year}.").format(bloc=bloc.name, year=year),
            code="no_members",
        )
    shared = shared_paper(listed)
    named = [row for row in listed if paper_of(row) in (UNKNOWN_PAPER, shared)]
    for row in named:
        put_paper(row, paper)
    BlocMembership.objects.bulk_update(named, PAPER)
    bloc.save()
    record(
        actor,
        "bloc.members_paper_noted",
        bloc,
        agency=bloc.agency_id,
        before={"year": year, **shared.told()},
        after={"year": year, **paper.told(), "members": [row.unit.name for row in named]},
    )
    return named


@transaction.atomic
def correct_bloc_membership_paper(
    *, actor: Actor, membership: BlocMembership, paper: Paper, version: int, now: datetime
) -> BlocMembership:
    """Say on what decision one unit belongs to a bloc in a year. `version`: the bloc's."""
    require(policies.may_keep_bloc_membership(actor, membership))
    bloc = lock_version(membership.bloc, version)
    membership = lock(membership)
    before = told(membership, "year") | {"unit": membership.unit_id} | paper_of(membership).told()
    put_paper(membership, clean_paper(paper, timezone.localtime(now).date()))
    membership.save()
    bloc.save()
    after = told(membership, "year") | {"unit": membership.unit_id} | paper_of(membership).told()
    record(actor, "bloc.member_paper_noted", bloc, agency=bloc.agency_id, before=before, after=after)
    return membership
