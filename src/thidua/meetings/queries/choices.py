"""What the forms of a meeting let one choose from, each in a constant number of queries."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from thidua.access.models import RoleGrant
from thidua.campaigns.models import Cycle
from thidua.meetings.models import Attendance, Meeting
from thidua.organisations.models import Bloc, Person, Post, Unit
from thidua.organisations.models.dated import LATEST_FIRST
from thidua.organisations.queries import members_of

Choices = list[tuple[str, list[tuple[Person | Unit | Cycle, str]]]]


def year_of(meeting: Meeting) -> int | None:
    """The bloc's year that the meeting belongs to: its cycle's, else the year in which it is held."""
    return meeting.cycle.year if meeting.cycle is not None else meeting.held_on.year


def electable_units(meeting: Meeting, year: int) -> set[int]:
    """Who may be chosen for a post of a year: its members, or those of the meeting's own while it has none; empty where
    neither year has members.
    """
    own_year = year_of(meeting)
    members = members_of(meeting.bloc_id, year) or (members_of(meeting.bloc_id, own_year) if own_year else [])
    return {unit.pk for unit in members}


def member_units_of(meeting: Meeting) -> list[Unit]:
    """The member units of the meeting's year in the bloc's own order."""
    year = year_of(meeting)
    return members_of(meeting.bloc_id, year) if year is not None else []


def unit_choices(bloc: Bloc, members: Iterable[Unit]) -> Choices:
    """The members first, then the other units of the agency."""
    own = list(members)
    others = Unit.objects.filter(agency=bloc.agency_id, ended_on=None).exclude(pk__in=[unit.pk for unit in own])
    groups: Choices = [
        (_("Đơn vị thành viên"), [(unit, unit.name) for unit in own]),
        (_("Đơn vị khác"), [(unit, unit.name) for unit in others]),
    ]
    return [group for group in groups if group[1]]


def people_choices(bloc: Bloc, members: Iterable[Unit], meeting: Meeting | None = None) -> Choices:
    """People who may speak at a meeting: holders of posts in the members, of roles over the bloc, and the roll."""
    units = [unit.pk for unit in members]
    wanted = Q(posts__unit__in=units) | Q(
        user__in=RoleGrant.objects.filter(Q(bloc=bloc) | Q(agency=bloc.agency_id, bloc=None, unit=None)).values("user")
    )
    if meeting is not None:
        wanted |= Q(pk__in=Attendance.objects.filter(meeting=meeting).values("person"))
        wanted |= Q(pk__in=[pk for pk in (meeting.chair_id, meeting.secretary_id) if pk is not None])
    return _by_unit(wanted)


def people_of(unit: Unit, chosen: Person | None) -> Choices:
    """Who may stand for a unit: holders of posts in it, and whom it named before."""
    wanted = Q(posts__unit=unit)
    if chosen is not None:
        wanted |= Q(pk=chosen.pk)
    return _by_unit(wanted)


def _by_unit(wanted: Q) -> Choices:
    """People by the unit of the first post they hold, those of no unit last."""
    people = list(Person.objects.filter(wanted).distinct().order_by("sort_key", "pk"))
    posts: dict[int, Post] = {}
    for post in Post.objects.filter(person__in=people).select_related("unit").order_by("-heads_unit", *LATEST_FIRST):
        posts.setdefault(post.person_id, post)
    groups: Choices = []
    by_unit: dict[str, list[tuple[Person | Unit | Cycle, str]]] = {}
    for person in people:
        held = posts.get(person.pk)
        label = f"{person.full_name}, {held.title}" if held else person.full_name
        by_unit.setdefault(held.unit.name if held else "", []).append((person, label))
    for name in sorted(by_unit, key=lambda name: (not name, name)):
        groups.append((name or _("Người khác"), by_unit[name]))
    return groups


def cycle_choices(bloc: Bloc) -> Choices:
    """The bloc's years, the newest first."""
    years = Cycle.objects.filter(bloc=bloc).order_by("-year")
    return [("", [(cycle, _("Năm %(year)s") % {"year": cycle.year}) for cycle in years])]


def earliest_year(bloc_id: int, today: date) -> int:
    """The first year from which meetings of the bloc are shown in the filter."""
    first = Meeting.objects.filter(bloc=bloc_id).exclude(held_on="").order_by("held_on").first()
    return first.held_on.year or today.year if first is not None else today.year
