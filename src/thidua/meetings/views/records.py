"""What happened at a meeting: agenda, what was said, conclusions, who was chosen."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.components.pages import Confirmation, Effect
from thidua.common.http.routes import ActorRequest
from thidua.common.views.asking import show_confirmation
from thidua.common.views.pressing import press
from thidua.common.views.saving import save
from thidua.meetings.enums import StatementKind
from thidua.meetings.forms.elections import ElectionForm
from thidua.meetings.forms.records import AgendaForm, ConclusionForm, StatementForm, TaskForm
from thidua.meetings.models import AgendaItem, Conclusion, ElectionRecord, Meeting, Statement
from thidua.meetings.policies.places import SLUG_OF_KIND, ElectionPlace, StatementPlace
from thidua.meetings.queries.choices import (
    Choices,
    cycle_choices,
    member_units_of,
    people_choices,
    unit_choices,
    year_of,
)
from thidua.meetings.queries.records import elections_of
from thidua.meetings.services.agenda import add_agenda_item, draft_agenda, edit_agenda_item
from thidua.meetings.services.conclusions import add_conclusion, edit_conclusion, make_task
from thidua.meetings.services.elections import record_election
from thidua.meetings.services.parts import Part, move_part, remove_part
from thidua.meetings.services.statements import add_statement, edit_statement

TITLES = {
    StatementKind.REPORT: (lambda: _("Ghi báo cáo"), lambda: _("Sửa báo cáo")),
    StatementKind.OPINION: (lambda: _("Ghi ý kiến phát biểu"), lambda: _("Sửa ý kiến phát biểu")),
    StatementKind.DIRECTION: (lambda: _("Ghi chỉ đạo của cấp trên"), lambda: _("Sửa chỉ đạo của cấp trên")),
    StatementKind.PRAISE: (lambda: _("Ghi việc được biểu dương"), lambda: _("Sửa việc được biểu dương")),
}


# --- Agenda ---------------------------------------------------------------------------------------------------------


def draft_from_last(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Fill an empty agenda from the last meeting of the same kind."""
    return press(
        request,
        lambda: draft_agenda(actor=request.actor, meeting=meeting),
        back_url=_page(meeting, "chuong-trinh"),
        done=_("Đã soạn chương trình từ mẫu. Anh/chị sửa lại cho đúng lần này."),
    )


def add_item(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """One more item."""
    form = AgendaForm(request.POST or None, **_voices(meeting))
    back = _page(meeting, "chuong-trinh")

    def deed() -> None:
        add_agenda_item(actor=request.actor, meeting=meeting, facts=form.facts, now=clock.now())

    if answer := save(request, form, deed, back_url=back, done=_("Đã thêm vào chương trình.")):
        return answer
    return _form(request, meeting, form, back, _("Thêm nội dung vào chương trình"), _("Thêm nội dung"))


def edit_item(request: ActorRequest, item: AgendaItem) -> HttpResponse:
    """Change an item."""
    meeting = item.meeting
    form = AgendaForm(request.POST or None, initial=AgendaForm.values_of(item), **_voices(meeting))
    back = _page(meeting, f"noi-dung-{item.pk}")

    def deed() -> None:
        edit_agenda_item(actor=request.actor, item=item, facts=form.facts, version=form.read, now=clock.now())

    done = _("Đã lưu nội dung.")
    if answer := save(request, form, deed, back_url=back, done=done, stored=AgendaForm.values_of):
        return answer
    return _form(request, meeting, form, back, _("Sửa nội dung của chương trình"), _("Lưu nội dung"))


# --- What was said --------------------------------------------------------------------------------------------------


def add_said(request: ActorRequest, place: StatementPlace) -> HttpResponse:
    """A report, an opinion, a direction or praise; “Ghi và thêm nữa” keeps the page for the next one."""
    meeting, kind = place.meeting, place.kind
    form = StatementForm(request.POST or None, kind=kind, **_voices(meeting))
    slug = SLUG_OF_KIND[kind]
    again = "more" in request.POST
    back = reverse("add_statement", args=[meeting.pk, slug]) if again else _page(meeting, slug)

    def deed() -> None:
        add_statement(actor=request.actor, meeting=meeting, kind=kind, facts=form.facts, now=clock.now())

    if answer := save(request, form, deed, back_url=back, done=_("Đã ghi.")):
        return answer
    title = TITLES[kind][0]()
    return _form(request, meeting, form, _page(meeting, slug), title, _("Ghi lại"), more=True)


def edit_said(request: ActorRequest, statement: Statement) -> HttpResponse:
    """Change what was recorded as said."""
    meeting, kind = statement.meeting, StatementKind(statement.kind)
    form = StatementForm(
        request.POST or None, initial=StatementForm.values_of(statement), kind=kind, **_voices(meeting)
    )
    back = _page(meeting, f"phat-bieu-{statement.pk}")

    def deed() -> None:
        edit_statement(actor=request.actor, statement=statement, facts=form.facts, version=form.read, now=clock.now())

    if answer := save(request, form, deed, back_url=back, done=_("Đã lưu."), stored=StatementForm.values_of):
        return answer
    return _form(request, meeting, form, back, TITLES[kind][1](), _("Lưu lại"))


# --- Conclusions ----------------------------------------------------------------------------------------------------


def add_decided(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """One more conclusion."""
    form = ConclusionForm(request.POST or None, units=member_units_of(meeting))
    again = "more" in request.POST
    back = reverse("add_conclusion", args=[meeting.pk]) if again else _page(meeting, "ket-luan")

    def deed() -> None:
        add_conclusion(actor=request.actor, meeting=meeting, facts=form.facts)

    if answer := save(request, form, deed, back_url=back, done=_("Đã ghi kết luận.")):
        return answer
    return _form(request, meeting, form, _page(meeting, "ket-luan"), _("Ghi kết luận"), _("Ghi lại"), more=True)


def edit_decided(request: ActorRequest, conclusion: Conclusion) -> HttpResponse:
    """Change a conclusion."""
    meeting = conclusion.meeting
    initial = ConclusionForm.values_of(conclusion)
    form = ConclusionForm(request.POST or None, initial=initial, units=member_units_of(meeting))
    back = _page(meeting, f"ket-luan-{conclusion.pk}")

    def deed() -> None:
        edit_conclusion(actor=request.actor, conclusion=conclusion, facts=form.facts, version=form.read)

    done = _("Đã lưu kết luận.")
    if answer := save(request, form, deed, back_url=back, done=done, stored=ConclusionForm.values_of):
        return answer
    return _form(request, meeting, form, back, _("Sửa kết luận"), _("Lưu kết luận"))


def give_as_task(request: ActorRequest, conclusion: Conclusion) -> HttpResponse:
    """Make a task of a year out of a conclusion."""
    meeting = conclusion.meeting
    cycles = cycle_choices(meeting.bloc)
    initial = {"cycle": cycles[0][1][0][0]} if cycles[0][1] else None
    form = TaskForm(request.POST or None, cycles=cycles, initial=initial)
    back = _page(meeting, f"ket-luan-{conclusion.pk}")

    def deed() -> None:
        make_task(actor=request.actor, conclusion=conclusion, cycle=form.cleaned_data["cycle"])

    if answer := save(request, form, deed, back_url=back, done=_("Đã giao kết luận này thành nhiệm vụ của năm.")):
        return answer
    context = {
        "meeting": meeting,
        "form": form,
        "back_url": back,
        "title": _("Giao kết luận thành nhiệm vụ"),
        "chosen": conclusion.content,
        "verb": _("Giao thành nhiệm vụ"),
        "effects": [
            Effect(_("Nhiệm vụ giữ đơn vị chủ trì, phối hợp và hạn của kết luận."), "users"),
            Effect(_("Đơn vị chủ trì thấy nhiệm vụ trong Việc cần làm."), "bell"),
            Effect(_("Kết luận không bỏ được nữa, chỉ sửa được khi biên bản chưa ký."), "lock"),
        ],
    }
    return render(request, "meetings/with_effects.html", context)


# --- Elections ------------------------------------------------------------------------------------------------------


def elect(request: ActorRequest, place: ElectionPlace) -> HttpResponse:
    """Record who was chosen for a post, or change what was recorded."""
    meeting, role = place.meeting, place.role
    election = next((each for each in elections_of(meeting.pk) if each.role == role), None)
    members = member_units_of(meeting)
    year = year_of(meeting)
    initial = ElectionForm.values_of(election) if election else {"year": year + 1 if year else None}
    people = people_choices(meeting.bloc, members, meeting)
    form = ElectionForm(request.POST or None, initial=initial, role=role, units=members, people=people)
    back = _page(meeting, "bau")

    def deed() -> None:
        version = form.cleaned_data.get("version")
        record_election(actor=request.actor, meeting=meeting, facts=form.facts, version=version)

    done = _("Đã ghi kết quả bầu.")
    if answer := save(request, form, deed, back_url=back, done=done, stored=ElectionForm.values_of):
        return answer
    context = {"meeting": meeting, "form": form, "role": role, "election": election, "back_url": back}
    return render(request, "meetings/election_form.html", context)


# --- All parts ------------------------------------------------------------------------------------------------------


def move(request: ActorRequest, part: AgendaItem | Conclusion | Statement) -> HttpResponse:
    """One place up or down."""
    return press(
        request,
        lambda: move_part(actor=request.actor, part=part, up=request.POST.get("ve") == "len"),
        back_url=_page(part.meeting, _anchor(part)),
    )


def remove(request: ActorRequest, part: Part) -> HttpResponse:
    """Take a part out, after saying what stays."""
    back = _page(part.meeting, _anchor(part))
    if request.method == "POST":
        return press(
            request,
            lambda: remove_part(actor=request.actor, part=part),
            back_url=_page(part.meeting, ""),
            done=_("Đã bỏ khỏi hồ sơ cuộc họp."),
        )
    confirmation = Confirmation(
        title=_("Bỏ khỏi hồ sơ cuộc họp"),
        verb=_("Bỏ khỏi hồ sơ"),
        effects=[
            Effect(_("Nội dung này không còn trong hồ sơ cuộc họp."), "trash"),
            Effect(_("Câu của biên bản dựng từ đây mất theo khi cập nhật biên bản, trừ khi đã sửa tay."), "refresh"),
            Effect(_("Lịch sử vẫn giữ nội dung đã bỏ."), "history"),
        ],
        back_url=back,
        chosen=str(part),
        destructive=True,
    )
    return show_confirmation(request, confirmation)


def _voices(meeting: Meeting) -> dict[str, Choices]:
    members = member_units_of(meeting)
    return {
        "people": people_choices(meeting.bloc, members, meeting),
        "units": unit_choices(meeting.bloc, members),
    }


def _page(meeting: Meeting, anchor: str) -> str:
    address = reverse("meeting", args=[meeting.pk])
    return f"{address}#{anchor}" if anchor else address


def _anchor(part: Part) -> str:
    if isinstance(part, AgendaItem):
        return "chuong-trinh"
    if isinstance(part, Statement):
        return SLUG_OF_KIND[StatementKind(part.kind)]
    return "ket-luan" if isinstance(part, Conclusion) else "bau" if isinstance(part, ElectionRecord) else "diem-danh"


def _form(
    request: ActorRequest,
    meeting: Meeting,
    form: AgendaForm | ConclusionForm | StatementForm,
    back_url: str,
    title: str,
    verb: str,
    *,
    more: bool = False,
) -> HttpResponse:
    context = {"meeting": meeting, "form": form, "back_url": back_url, "title": title, "verb": verb, "more": more}
    return render(request, "meetings/record_form.html", context)
