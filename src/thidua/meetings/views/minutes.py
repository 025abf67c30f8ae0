"""Minutes: reading, building, writing, sending round, signing, adopting, giving back, their versions."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.components.pages import Confirmation, Conflict, Effect
from thidua.common.errors import DomainError, StaleVersionError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest
from thidua.common.views.asking import show_confirmation, show_conflict
from thidua.common.views.pressing import posted_version, press
from thidua.common.views.saving import save
from thidua.meetings.enums import AmendmentState, MinutesState
from thidua.meetings.facts.differences import differences
from thidua.meetings.facts.minutes_paper import is_intact
from thidua.meetings.facts.minutes_text import build_lines
from thidua.meetings.facts.sources import source_anchor
from thidua.meetings.forms.minutes import OpenForm, ReturnForm, SectionForm
from thidua.meetings.models import Meeting, Minutes, MinutesLine, MinutesVersion
from thidua.meetings.policies import minutes as policies
from thidua.meetings.policies.places import SLUG_OF_SECTION, SectionPlace
from thidua.meetings.queries.minutes import amendments_of, lines_of, sections_of
from thidua.meetings.queries.records import records_of
from thidua.meetings.services.adoption import adopt_minutes, return_minutes, sign_minutes
from thidua.meetings.services.minutes import build_minutes, edit_minutes, open_for_amendment, refresh_minutes


def build(request: ActorRequest, meeting: Meeting) -> HttpResponse:
    """Draft the minutes; where there are some already, go there."""
    existing = Minutes.objects.filter(meeting=meeting).first()
    if existing is not None:
        return redirect("minutes", existing.pk)
    made: list[Minutes] = []
    answer = press(
        request,
        lambda: made.append(build_minutes(actor=request.actor, meeting=meeting, now=clock.now())),
        back_url=reverse("meeting", args=[meeting.pk]),
        done=_("Đã dựng biên bản từ hồ sơ cuộc họp."),
    )
    return redirect("minutes", made[0].pk) if made else answer


def show_minutes(request: ActorRequest, minutes: Minutes) -> HttpResponse:
    """The text with, for each sentence, the record it tells; beside it state, amendments, versions."""
    lines = lines_of(minutes.pk)
    may_edit = policies.may_edit_minutes(request.actor, minutes)
    amendments = amendments_of(minutes.pk)
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "sections": [
            (part.section, SLUG_OF_SECTION[part.section], [(line, source_anchor(line)) for line in part.lines])
            for part in sections_of(lines)
        ],
        "outdated": _outdated(minutes, lines) if may_edit else 0,
        "waiting": [each for each in amendments if each.state == AmendmentState.PROPOSED],
        "decided": [each for each in amendments if each.state != AmendmentState.PROPOSED],
        "versions": minutes.versions.defer("text"),
        "is_intact": is_intact(minutes) if minutes.state == MinutesState.ADOPTED else None,
        "may_edit": may_edit,
        "may_propose": policies.may_propose_amendment(request.actor, minutes),
        "may_sign": policies.may_sign_minutes(request.actor, minutes),
        "may_adopt": policies.may_adopt_minutes(request.actor, minutes),
        "runs": bool(policies.may_run_minutes(request.actor, minutes)),
        "chairs": bool(policies.may_chair_minutes(request.actor, minutes)),
    }
    return render(request, "meetings/minutes.html", context)


def refresh(request: ActorRequest, minutes: Minutes) -> HttpResponse:
    """Take over what changed in the records."""
    return press(
        request,
        lambda: refresh_minutes(actor=request.actor, minutes=minutes, now=clock.now()),
        back_url=reverse("minutes", args=[minutes.pk]),
        done=_("Đã cập nhật từ hồ sơ. Câu anh/chị đã sửa tay vẫn giữ nguyên."),
    )


def edit_section(request: ActorRequest, place: SectionPlace) -> HttpResponse:
    """Write in one part; sentences that somebody else changed meanwhile are shown in both versions."""
    minutes = place.minutes
    lines = _lines(minutes, place)
    form = SectionForm(request.POST or None, lines=lines)
    back = f"{reverse('minutes', args=[minutes.pk])}#{SLUG_OF_SECTION[place.section]}"
    if request.method == "POST" and form.is_valid():
        try:
            edit_minutes(
                actor=request.actor,
                minutes=minutes,
                edits=form.edits,
                added=[(place.section, form.cleaned_data["added"])],
                now=clock.now(),
            )
        except StaleVersionError:
            stored = _lines(minutes, place)
            conflict = Conflict(form.conflict_rows(stored), form.fields_for(stored), request.path, back)
            return show_conflict(request, conflict)
        except DomainError as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("Đã lưu biên bản."))
            return redirect(back)
    context = {
        "minutes": minutes,
        "meeting": minutes.meeting,
        "section": place.section,
        "form": form,
        "back_url": back,
    }
    return render(request, "meetings/minutes_section.html", context)


def open_round(request: ActorRequest, minutes: Minutes) -> HttpResponse:
    """Send the draft to those who attended."""
    initial = {
        "amend_until": minutes.amend_until,
        "is_read_back": minutes.is_read_back,
        "version": minutes.version,
    }
    form = OpenForm(request.POST or None, initial=initial)
    back = reverse("minutes", args=[minutes.pk])

    def deed() -> None:
        given = form.cleaned_data
        open_for_amendment(
            actor=request.actor,
            minutes=minutes,
            amend_until=given["amend_until"],
            is_read_back=given["is_read_back"],
            version=form.read,
            now=clock.now(),
        )

    done = _("Đã gửi dự thảo. Người dự họp thấy biên bản và đề nghị sửa được.")
    if answer := save(request, form, deed, back_url=back, done=done, stored=_open_values):
        return answer
    context = {
        "meeting": minutes.meeting,
        "form": form,
        "back_url": back,
        "title": _("Gửi dự thảo biên bản lấy ý kiến"),
        "verb": _("Gửi dự thảo"),
        "effects": [
            Effect(_("Mọi người xem được cuộc họp đều đọc được dự thảo."), "eye"),
            Effect(_("Chỉ người và đơn vị được ghi có mặt đề nghị sửa được."), "message"),
            Effect(_("Thư ký vẫn sửa được cho đến khi ký."), "pencil"),
        ],
    }
    return render(request, "meetings/with_effects.html", context)


def sign(request: ActorRequest, minutes: Minutes) -> HttpResponse:
    """Sign as secretary, after saying what locks."""
    back = reverse("minutes", args=[minutes.pk])
    if request.method == "POST":
        version = posted_version(request)
        return press(
            request,
            lambda: sign_minutes(actor=request.actor, minutes=minutes, version=version, now=clock.now()),
            back_url=back,
            done=_("Đã ký. Biên bản chờ chủ trì thông qua."),
        )
    chair = str(minutes.meeting.chair or _("chủ trì"))
    confirmation = Confirmation(
        title=_("Ký biên bản với tư cách thư ký"),
        verb=_("Ký biên bản"),
        effects=[
            Effect(_("Biên bản và hồ sơ cuộc họp khóa lại."), "lock"),
            Effect(_("%(chair)s được báo để thông qua.") % {"chair": chair}, "bell"),
            Effect(_("Chủ trì trả lại thì sửa được tiếp; chữ ký của anh/chị khi đó không còn."), "arrow-back-up"),
        ],
        back_url=back,
        chosen=minutes.meeting.title,
        chosen_label=_("Biên bản"),
        fields={"version": str(minutes.version)},
        answer=policies.may_sign_minutes(request.actor, minutes),
    )
    return show_confirmation(request, confirmation)


def adopt(request: ActorRequest, minutes: Minutes) -> HttpResponse:
    """Adopt as chair, after saying what is frozen."""
    back = reverse("minutes", args=[minutes.pk])
    if request.method == "POST":
        version = posted_version(request)
        return press(
            request,
            lambda: adopt_minutes(actor=request.actor, minutes=minutes, version=version, now=clock.now()),
            back_url=back,
            done=_("Đã thông qua biên bản."),
        )
    confirmation = Confirmation(
        title=_("Thông qua biên bản với tư cách chủ trì"),
        verb=_("Thông qua biên bản"),
        effects=[
            Effect(_("Biên bản và hồ sơ cuộc họp không sửa được nữa, kể cả bởi quản trị."), "lock"),
            Effect(_("Toàn văn được tính mã băm; ai cũng đối chiếu được về sau."), "shield-check"),
            Effect(_("Mốc của nhật ký hệ thống lúc này được in vào biên bản."), "history"),
            Effect(_("Mọi người xem được cuộc họp đều đọc được biên bản."), "eye"),
        ],
        back_url=back,
        chosen=minutes.meeting.title,
        chosen_label=_("Biên bản do %(who)s ký") % {"who": minutes.signed_by or _("thư ký")},
        fields={"version": str(minutes.version)},
        answer=policies.may_adopt_minutes(request.actor, minutes),
    )
    return show_confirmation(request, confirmation)


def give_back(request: ActorRequest, minutes: Minutes) -> HttpResponse:
    """Give signed minutes back to the secretary."""
    form = ReturnForm(request.POST or None, initial={"version": minutes.version})
    back = reverse("minutes", args=[minutes.pk])

    def deed() -> None:
        return_minutes(actor=request.actor, minutes=minutes, reason=form.cleaned_data["reason"], version=form.read)

    done = _("Đã trả lại thư ký.")
    if answer := save(request, form, deed, back_url=back, done=done):
        return answer
    context = {
        "meeting": minutes.meeting,
        "form": form,
        "back_url": back,
        "title": _("Trả lại biên bản cho thư ký"),
        "verb": _("Trả lại thư ký"),
        "effects": [
            Effect(_("Chữ ký của thư ký không còn."), "signature"),
            Effect(_("Thư ký sửa được biên bản và hồ sơ, rồi ký lại."), "pencil"),
        ],
    }
    return render(request, "meetings/with_effects.html", context)


def show_version(request: ActorRequest, version: MinutesVersion) -> HttpResponse:
    """One version of the whole text, and what changed since the one before."""
    earlier = MinutesVersion.objects.filter(minutes=version.minutes_id, number=version.number - 1).first()
    context = {
        "version": version,
        "minutes": version.minutes,
        "meeting": version.minutes.meeting,
        "changes": differences(earlier.text, version.text) if earlier else None,
    }
    return render(request, "meetings/minutes_version.html", context)


def _lines(minutes: Minutes, place: SectionPlace) -> list[MinutesLine]:
    return [line for line in lines_of(minutes.pk) if line.section == place.section]


def _outdated(minutes: Minutes, lines: list[MinutesLine]) -> int:
    """How many sentences the records would tell differently now."""
    built = {line.slot: line.text for line in build_lines(records_of(minutes.meeting_id))}
    known = {line.slot: line.built_text for line in lines if line.slot}
    return sum(built.get(slot) != known.get(slot) for slot in built.keys() | known.keys())


def _open_values(minutes: Minutes) -> dict[str, object]:
    return {"amend_until": minutes.amend_until, "is_read_back": minutes.is_read_back}
