"""People: who they are, where they belong and which posts they hold, each with its dates."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from thidua.audit.services import record
from thidua.common.actor import Actor
from thidua.common.policy import require
from thidua.core.vietnam.dates import format_date
from thidua.core.vietnam.names import normalise
from thidua.organisations import policies
from thidua.organisations.enums import Gender
from thidua.organisations.errors import NamesakeError, OrganisationError
from thidua.organisations.models import Agency, Person, Post, Unit, UnitMembership
from thidua.organisations.models.keys import person_search_key_of, person_sort_key_of
from thidua.organisations.services.histories import told
from thidua.organisations.services.papers import UNKNOWN_PAPER, Paper, clean_paper, put_paper, take_paper
from thidua.organisations.services.rows import day_before, lock, lock_version, require_alive, require_order, take_off

_FACTS = ("full_name", "gender", "born_on", "born_year", "staff_code", "email")


@transaction.atomic
def create_person(
    *,
    actor: Actor,
    agency: Agency,
    full_name: str,
    gender: Gender | None = None,
    born_on: date | None = None,
    born_year: int | None = None,
    staff_code: str = "",
    email: str = "",
    unit: Unit | None = None,
    department: str = "",
    since: date | None = None,
    title: str = "",
    heads_unit: bool = False,
    paper: Paper = UNKNOWN_PAPER,
    is_another: bool = False,
    is_illustrative: bool = False,
) -> Person:
    """Note a person, with the unit and the post if they are given; both then rest on `paper`.

    Raises `NamesakeError` when the agency knows somebody of that name whose birth does not tell them apart, unless
    `is_another` says that it is another person.
    """
    require(policies.may_keep_organisations(actor, agency))
    agency = lock(agency)
    person = build_person(agency, full_name, gender, born_on, born_year, staff_code, email)
    person.is_illustrative = is_illustrative
    if not is_another:
        _refuse_namesake(person)
    _refuse_staff_code(person)
    person.save()
    paper = clean_paper(paper) if unit is not None else UNKNOWN_PAPER
    if unit is not None:
        _require_unit(agency, unit, since)
        _join(person, unit, department, since, None, paper)
        if title:
            _give(person, unit, title, heads_unit, since, paper=paper)
    after = {**told(person, *_FACTS), "unit": unit.pk if unit else None, "title": title, **_told_paper(paper)}
    record(actor, "person.created", person, agency=agency.pk, after=after)
    return person


def build_person(
    agency: Agency,
    full_name: str,
    gender: str | None,
    born_on: date | None,
    born_year: int | None,
    staff_code: str,
    email: str,
) -> Person:
    """A person with keys, not yet saved."""
    full_name = normalise(full_name)
    return Person(
        agency=agency,
        full_name=full_name,
        gender=gender,
        born_on=born_on,
        born_year=born_on.year if born_on else born_year,
        staff_code=normalise(staff_code),
        email=email.strip().lower(),
        search_key=person_search_key_of(full_name),
        sort_key=person_sort_key_of(full_name),
    )


@transaction.atomic
def edit_person(
    *,
    actor: Actor,
    person: Person,
    full_name: str,
    gender: Gender | None,
    born_on: date | None,
    born_year: int | None,
    staff_code: str,
    email: str,
    version: int,
) -> Person:
    """Correct who the person is."""
    require(policies.may_keep_person(actor, person))
    person = lock_version(person, version)
    before = told(person, *_FACTS)
    built = build_person(person.agency, full_name, gender, born_on, born_year, staff_code, email)
    for name in (*_FACTS, "search_key", "sort_key"):
        setattr(person, name, getattr(built, name))
    _refuse_staff_code(person)
    person.save()
    record(actor, "person.edited", person, agency=person.agency_id, before=before, after=told(person, *_FACTS))
    return person


@transaction.atomic
def join_unit(
    *,
    actor: Actor,
    person: Person,
    unit: Unit,
    department: str = "",
    since: date | None = None,
    until: date | None = None,
    paper: Paper = UNKNOWN_PAPER,
) -> UnitMembership:
    """The person belongs to the unit from `since`, by the decision `paper`; beside other units he belongs to."""
    require(policies.may_keep_person(actor, person))
    person = lock(person)
    paper = take_paper(actor, person, paper)
    _require_unit(person.agency, unit, since)
    membership = _join(person, unit, department, since, until, paper)
    after = {
        **told(membership, "since", "until", "department"),
        "unit": unit.pk,
        "unit_name": unit.name,
        **_told_paper(paper),
    }
    record(actor, "person.joined_unit", person, agency=person.agency_id, after=after)
    return membership


@transaction.atomic
def leave_unit(*, actor: Actor, membership: UnitMembership, until: date, because: str = "") -> UnitMembership:
    """The person belongs to the unit until `until`, included; posts held there end too."""
    require(policies.may_keep_person(actor, membership.person))
    lock(membership.person)
    membership = lock(membership)
    before = told(membership, "until")
    _leave(actor, membership, until, because)
    after = {"unit": membership.unit_id, "until": until.isoformat()}
    record(
        actor,
        "person.left_unit",
        membership.person,
        agency=membership.person.agency_id,
        before=before,
        after=after,
        reason=because,
    )
    return membership


@transaction.atomic
def transfer_person(
    *,
    actor: Actor,
    membership: UnitMembership,
    to: Unit,
    on: date,
    department: str = "",
    title: str = "",
    heads_unit: bool = False,
    paper: Paper = UNKNOWN_PAPER,
    because: str = "",
) -> UnitMembership:
    """The person leaves the unit of `membership` and belongs to `to` from `on`, with a new post if one is given.

    `paper`: the decision that the new membership and the new post rest on.
    """
    person = membership.person
    require(policies.may_keep_person(actor, person))
    person = lock(person)
    membership = lock(membership)
    if to.pk == membership.unit_id:
        raise OrganisationError(_("Chọn đơn vị khác với đơn vị hiện nay."), code="same_unit", field="to")
    paper = take_paper(actor, person, paper)
    _require_unit(person.agency, to, on, "to")
    reason = because or _("Chuyển về {unit}").format(unit=to.name)
    _leave(actor, membership, day_before(on), reason)
    joined = _join(person, to, department, on, None, paper)
    if title:
        _give(person, to, title, heads_unit, on, paper=paper)
    record(
        actor,
        "person.transferred",
        person,
        agency=person.agency_id,
        before={"unit": membership.unit_id},
        after={"unit": to.pk, "on": on.isoformat(), "title": title, **_told_paper(paper)},
        reason=reason,
    )
    return joined


@transaction.atomic
def give_post(
    *,
    actor: Actor,
    person: Person,
    unit: Unit,
    title: str,
    heads_unit: bool = False,
    since: date | None = None,
    until: date | None = None,
    paper: Paper = UNKNOWN_PAPER,
) -> Post:
    """The person holds a post in the unit, by the decision `paper`. A unit has one head at a time."""
    require(policies.may_keep_person(actor, person))
    person = lock(person)
    lock(unit)
    paper = take_paper(actor, person, paper)
    _require_unit(person.agency, unit, since)
    post = _give(person, unit, title, heads_unit, since, until, paper)
    after = {**told(post, "title", "heads_unit", "since", "until"), "unit": unit.pk, **_told_paper(paper)}
    record(actor, "person.post_given", person, agency=person.agency_id, after=after)
    return post


@transaction.atomic
def end_post(*, actor: Actor, post: Post, until: date) -> Post:
    """The post is held until `until`, included. A last day that somebody wrote down already stands."""
    require(policies.may_keep_person(actor, post.person))
    lock(post.person)
    post = lock(post)
    require_order(post.since, until)
    if post.until is not None:
        raise OrganisationError(
            _("Đã ghi ngày cuối giữ chức vụ này là {day}.").format(day=format_date(post.until)),
            code="ended_already",
            field="until",
        )
    before = told(post, "title", "until")
    post.until = until
    post.save()
    after = {"title": post.title, "unit": post.unit_id, "until": until.isoformat()}
    record(actor, "person.post_ended", post.person, agency=post.person.agency_id, before=before, after=after)
    return post


def _refuse_namesake(person: Person) -> None:
    alike = Person.objects.filter(agency=person.agency, search_key=person.search_key)
    for other in alike:
        if other.full_name.casefold() == person.full_name.casefold() and may_be_same_birth(other, person):
            born = format_date(other.born_on) if other.born_on else other.born_year or _("chưa biết ngày sinh")
            raise NamesakeError(
                _("Đã có {name} ({born}). Nếu là người khác, đánh dấu “Là người khác”.").format(
                    name=other.full_name, born=born
                ),
                field="full_name",
            )


def may_be_same_birth(one: Person, other: Person) -> bool:
    """Whether nothing known of their births tells the two apart."""
    if one.born_on is not None and other.born_on is not None:
        return one.born_on == other.born_on
    return one.born_year is None or other.born_year is None or one.born_year == other.born_year


def _refuse_staff_code(person: Person) -> None:
    if not person.staff_code:
        return
    same = Person.objects.filter(agency=person.agency, staff_code=person.staff_code).exclude(pk=person.pk).first()
    if same is not None:
        raise OrganisationError(
            _("Mã cán bộ này đã ghi cho {name}.").format(name=same.full_name), code="staff_code", field="staff_code"
        )


def _require_unit(agency: Agency, unit: Unit, since: date | None, field: str = "unit") -> None:
    if not unit.agency.is_within(agency):
        raise OrganisationError(
            _("{unit} không thuộc {agency}.").format(unit=unit.name, agency=agency.name),
            code="other_agency",
            field=field,
        )
    if since is not None:
        require_alive(unit.ended_on, since, unit.name, field)


def _told_paper(paper: Paper) -> dict[str, str]:
    return paper.told() if paper else {}


def _join(
    person: Person, unit: Unit, department: str, since: date | None, until: date | None, paper: Paper
) -> UnitMembership:
    require_order(since, until)
    for other in person.memberships.filter(unit=unit):
        if other.overlaps(since, until):
            raise OrganisationError(
                _("{name} đã thuộc {unit} trong thời gian này.").format(name=person.full_name, unit=unit.name),
                code="member_already",
                field="unit",
            )
    membership = UnitMembership(
        agency_id=unit.agency_id,
        person=person,
        unit=unit,
        department=normalise(department),
        since=since,
        until=until,
    )
    put_paper(membership, paper)
    membership.save()
    return membership


def _leave(actor: Actor, membership: UnitMembership, until: date, because: str) -> None:
    require_order(membership.since, until)
    if membership.until is not None and membership.until <= until:
        raise OrganisationError(
            _("Người này đã rời đơn vị ngày {day}.").format(day=format_date(membership.until)),
            code="left_already",
            field="until",
        )
    membership.until, membership.left_because = until, because
    membership.save()
    posts = Post.objects.filter(person_id=membership.person_id, unit_id=membership.unit_id, until=None)
    take_off(actor, posts.filter(since__gt=until))
    posts.update(until=until)


def _give(
    person: Person,
    unit: Unit,
    title: str,
    heads_unit: bool,
    since: date | None,
    until: date | None = None,
    paper: Paper = UNKNOWN_PAPER,
) -> Post:
    require_order(since, until)
    if heads_unit:
        for other in Post.objects.filter(unit=unit, heads_unit=True).exclude(person=person).select_related("person"):
            if other.overlaps(since, until):
                raise OrganisationError(
                    _("{name} đang là thủ trưởng {unit}. Ghi ngày thôi giữ chức vụ đó trước.").format(
                        name=other.person.full_name, unit=unit.name
                    ),
                    code="two_heads",
                    field="heads_unit",
                )
    post = Post(
        agency_id=unit.agency_id,
        person=person,
        unit=unit,
        title=normalise(title),
        heads_unit=heads_unit,
        since=since,
        until=until,
    )
    put_paper(post, paper)
    post.save()
    return post
