"""What the standing office (and, for representatives, the secretary) does with a bloc."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.http.routes import ActorRequest
from thidua.common.views.pressing import press
from thidua.organisations.enums import BlocKind, LeadRole
from thidua.organisations.forms import blocs as forms
from thidua.organisations.forms.fields import lines_of
from thidua.organisations.forms.people import PaperForm
from thidua.organisations.models import Agency, Bloc, BlocLeadership, BlocMembership, Person, Unit
from thidua.organisations.queries import member_rows
from thidua.organisations.services import bloc_leaders, bloc_members, papers
from thidua.organisations.services import blocs as services
from thidua.organisations.views.acting import FormPage, posted, run_form
from thidua.organisations.views.papers import stored_paper

BlocYear = tuple[Bloc, int]


def add(request: ActorRequest, agency: Agency) -> HttpResponse:
    """A new bloc or cluster of the agency's council."""
    page = FormPage(
        title=_("Thêm khối, cụm thi đua"),
        subject=str(agency),
        verb=_("Thêm khối, cụm"),
        done=_("Đã thêm khối, cụm."),
        back_url=reverse("blocs"),
    )

    def deed(data: dict[str, Any]) -> str:
        data["kind"] = BlocKind(data["kind"])
        made = services.create_bloc(actor=request.actor, agency=agency, **data)
        return reverse("bloc", args=[made.pk])

    return run_form(request, forms.BlocForm(posted(request)), page, deed)


def edit(request: ActorRequest, bloc: Bloc) -> HttpResponse:
    """Name, number, kind and dates."""
    page = _page(bloc, None, _("Sửa thông tin khối, cụm"), _("Lưu"), _("Đã lưu thông tin."), stored=_facts)
    form = forms.BlocFactsForm(posted(request), initial={**_facts(bloc), "version": bloc.version})

    def deed(data: dict[str, Any]) -> None:
        data["kind"] = BlocKind(data["kind"])
        services.edit_bloc(actor=request.actor, bloc=bloc, **data)

    return run_form(request, form, page, deed)


def set_members(request: ActorRequest, bloc_year: BlocYear) -> HttpResponse:
    """The list of a year, a unit a line."""
    bloc, year = bloc_year
    page = _page(
        bloc,
        year,
        _("Thành viên năm {year}").format(year=year),
        _("Lưu danh sách"),
        _("Đã lưu danh sách thành viên."),
        effects=[
            _("Đơn vị không còn trong danh sách được coi như không tham gia năm này."),
            _("Đơn vị rời Khối giữa năm: đừng xóa dòng, hãy ghi ngày rời ở trang của Khối."),
        ],
        stored=lambda row: {"units": lines_of(_staying(row, year))},
    )
    form = forms.MembersForm(
        posted(request),
        units=_units(bloc),
        initial={"units": lines_of(_staying(bloc, year)), "version": bloc.version},
    )

    def deed(data: dict[str, Any]) -> None:
        bloc_members.set_members(actor=request.actor, bloc=bloc, year=year, **data)

    return run_form(request, form, page, deed)


def join(request: ActorRequest, bloc_year: BlocYear) -> HttpResponse:
    """A unit that joins within the year."""
    bloc, year = bloc_year
    page = _page(
        bloc,
        year,
        _("Đơn vị vào Khối giữa năm {year}").format(year=year),
        _("Ghi vào Khối"),
        _("Đã ghi đơn vị vào Khối."),
        stored=lambda _row: {},
    )
    inside = [row.unit_id for row in member_rows(bloc.pk, year)]
    form = forms.JoinBlocForm(
        posted(request), units=_units(bloc).exclude(pk__in=inside), initial={"version": bloc.version}
    )

    def deed(data: dict[str, Any]) -> None:
        bloc_members.join_bloc(actor=request.actor, bloc=bloc, year=year, **form.values())

    return run_form(request, form, page, deed)


def members_paper(request: ActorRequest, bloc_year: BlocYear) -> HttpResponse:
    """The decision that names the members of a year."""
    bloc, year = bloc_year
    page = _page(
        bloc,
        year,
        _("Quyết định về thành viên năm {year}").format(year=year),
        _("Lưu"),
        _("Đã ghi quyết định."),
        effects=[
            _("Ghi cho mọi đơn vị trong danh sách đầu năm."),
            _("Đơn vị vào giữa năm, đơn vị đã ghi quyết định khác thì giữ quyết định riêng."),
        ],
        stored=lambda row: _shared_paper(row, year),
    )
    form = PaperForm(posted(request), initial={**_shared_paper(bloc, year), "version": bloc.version})

    def deed(data: dict[str, Any]) -> None:
        papers.note_members_paper(actor=request.actor, bloc=bloc, year=year, now=clock.now(), **form.values())

    return run_form(request, form, page, deed)


def member_paper(request: ActorRequest, membership: BlocMembership) -> HttpResponse:
    """The decision by which one unit belongs to the bloc in a year."""
    bloc = membership.bloc
    page = _page(
        bloc,
        membership.year,
        _("Quyết định về {unit}, năm {year}").format(unit=membership.unit.name, year=membership.year),
        _("Lưu"),
        _("Đã ghi quyết định."),
        stored=lambda _row: stored_paper(BlocMembership.objects.get(pk=membership.pk)),
    )
    form = PaperForm(posted(request), initial={**stored_paper(membership), "version": bloc.version})

    def deed(data: dict[str, Any]) -> None:
        papers.correct_bloc_membership_paper(
            actor=request.actor, membership=membership, now=clock.now(), **form.values()
        )

    return run_form(request, form, page, deed)


def leave(request: ActorRequest, bloc_year: BlocYear) -> HttpResponse:
    """A unit that leaves within the year."""
    bloc, year = bloc_year
    page = _page(
        bloc,
        year,
        _("Đơn vị rời Khối giữa năm {year}").format(year=year),
        _("Ghi rời Khối"),
        _("Đã ghi đơn vị rời Khối."),
        effects=[
            _("Việc đã làm trong năm vẫn là của đơn vị ấy."),
            _("Nếu đang là Khối trưởng, Khối phó thì vai trò kết thúc cùng ngày."),
        ],
        stored=lambda _row: {},
    )
    staying = {row.unit_id: row for row in member_rows(bloc.pk, year) if row.left_on is None}
    form = forms.LeaveBlocForm(
        posted(request), units=_units(bloc).filter(pk__in=staying), initial={"version": bloc.version}
    )

    def deed(data: dict[str, Any]) -> None:
        bloc_members.leave_bloc(
            actor=request.actor,
            membership=staying[data["unit"].pk],
            left_on=data["left_on"],
            because=data["because"],
            version=data["version"],
        )

    return run_form(request, form, page, deed)


def carry(request: ActorRequest, bloc_year: BlocYear) -> HttpResponse:
    """Take over the members of the year before."""
    bloc, year = bloc_year
    return press(
        request,
        lambda: bloc_members.carry_members(actor=request.actor, bloc=bloc, from_year=year - 1, to_year=year),
        back_url=_bloc_url(bloc, year),
        done=_("Đã chép thành viên từ năm {year}.").format(year=year - 1),
    )


def set_leader(request: ActorRequest, bloc_year: BlocYear) -> HttpResponse:
    """Which unit holds a role of the year."""
    bloc, year = bloc_year
    page = _page(
        bloc,
        year,
        _("Khối trưởng, Khối phó năm {year}").format(year=year),
        _("Ghi vai trò"),
        _("Đã ghi vai trò."),
        effects=[_("Nếu vai trò đang có đơn vị khác, đơn vị đó thôi giữ từ ngày trước ngày ghi ở đây.")],
        stored=lambda _row: {},
    )
    form = forms.LeaderForm(posted(request), units=_member_units(bloc, year), initial={"version": bloc.version})

    def deed(data: dict[str, Any]) -> None:
        data["role"] = LeadRole(data["role"])
        bloc_leaders.set_leader(actor=request.actor, bloc=bloc, year=year, **data)

    return run_form(request, form, page, deed)


def change_representative(request: ActorRequest, leadership: BlocLeadership) -> HttpResponse:
    """Another person represents the leading unit."""
    bloc = leadership.bloc
    page = _page(
        bloc,
        leadership.year,
        _("Đổi người đại diện của {unit}").format(unit=leadership.unit.name),
        _("Đổi người đại diện"),
        _("Đã đổi người đại diện."),
        stored=lambda _row: {},
    )
    people = Person.objects.filter(memberships__unit=leadership.unit_id).distinct().order_by("sort_key", "pk")
    form = forms.RepresentativeForm(posted(request), people=people, initial={"version": bloc.version})

    def deed(data: dict[str, Any]) -> None:
        bloc_leaders.change_representative(actor=request.actor, leadership=leadership, **data)

    return run_form(request, form, page, deed)


def correct_leadership(request: ActorRequest, leadership: BlocLeadership) -> HttpResponse:
    """Correct what was written down wrongly."""
    page = _page(
        leadership.bloc,
        leadership.year,
        _("Sửa bản ghi {role} năm {year}").format(role=leadership.get_role_display(), year=leadership.year),
        _("Lưu"),
        _("Đã lưu."),
        note=_("Chỉ dùng khi ghi nhầm. Thay người giữa năm thì dùng “Đổi người đại diện”."),
        stored=_leadership,
    )
    form = forms.LeadershipForm(
        posted(request),
        units=_member_units(leadership.bloc, leadership.year),
        initial={**_leadership(leadership), "unit": leadership.unit_id, "version": leadership.version},
    )

    def deed(data: dict[str, Any]) -> None:
        bloc_leaders.correct_leadership(actor=request.actor, leadership=leadership, **data)

    return run_form(request, form, page, deed)


def _units(bloc: Bloc) -> "QuerySet[Unit]":
    units = Unit.objects.filter(agency__path__startswith=bloc.agency.path)
    return units.select_related("parent").order_by("sort_key", "pk")


def _member_units(bloc: Bloc, year: int) -> "QuerySet[Unit]":
    members = BlocMembership.objects.filter(bloc=bloc, year=year).values("unit")
    return _units(bloc).filter(pk__in=members)


def _staying(bloc: Bloc, year: int) -> list[Unit]:
    return [row.unit for row in member_rows(bloc.pk, year) if row.left_on is None]


def _facts(bloc: Bloc) -> dict[str, Any]:
    return {"kind": bloc.kind, "number": bloc.number, "name": bloc.name, "since": bloc.since, "until": bloc.until}


def _leadership(row: BlocLeadership) -> dict[str, Any]:
    return {
        "unit": row.unit,
        "representative": row.representative.full_name if row.representative else "",
        "since": row.since,
        "until": row.until,
        "basis": row.basis,
    }


def _bloc_url(bloc: Bloc, year: int | None) -> str:
    url = reverse("bloc", args=[bloc.pk])
    return url if year is None else f"{url}?nam={year}"


def _page(bloc: Bloc, year: int | None, title: str, verb: str, done: str, **more: Any) -> FormPage:
    return FormPage(title=title, subject=bloc.name, verb=verb, done=done, back_url=_bloc_url(bloc, year), **more)


def _shared_paper(bloc: Bloc, year: int) -> dict[str, Any]:
    return stored_paper(papers.shared_paper(member_rows(bloc.pk, year)))
