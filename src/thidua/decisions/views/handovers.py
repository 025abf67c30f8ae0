"""Handovers: beginning one, its list, both signatures, its end."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.campaigns.models import Cycle
from thidua.common import clock
from thidua.common.components.pages import Confirmation, Conflict, Effect
from thidua.common.errors import DomainError, StaleVersionError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest
from thidua.common.references import Reference
from thidua.common.views.asking import show_confirmation, show_conflict
from thidua.common.views.pressing import press
from thidua.common.views.saving import save
from thidua.decisions.enums import HandoverState, ItemKind, ItemState, Side
from thidua.decisions.facts.handover_text import digest_of
from thidua.decisions.facts.states import pending
from thidua.decisions.forms.handovers import HandoverForm, ItemForm, SettleForm
from thidua.decisions.models import Handover, HandoverItem
from thidua.decisions.policies import handovers as policies
from thidua.decisions.queries.handovers import handover_of, handover_record, parties_of
from thidua.decisions.services.handovers import (
    add_item,
    close_handover,
    current_text,
    edit_handover,
    edit_item,
    remove_item,
    settle_items,
    sign_handover,
    start_handover,
)
from thidua.documents.queries import evidence_of
from thidua.meetings.queries.choices import people_choices
from thidua.organisations.models import Unit
from thidua.organisations.queries import members_of


def start(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Begin the handover of a year; where there is one already, go there."""
    existing = handover_of(cycle.pk)
    if existing is not None:
        return redirect("handover", existing.pk)
    giver, receiver = parties_of(cycle)
    initial = {
        "giver": giver.unit,
        "giver_representative": giver.representative,
        "receiver": receiver.unit,
        "receiver_representative": receiver.representative,
    }
    units = _units(cycle)
    form = HandoverForm(request.POST or None, initial=initial, units=units, people=people_choices(cycle.bloc, units))
    made: list[Handover] = []

    def deed() -> None:
        made.append(start_handover(actor=request.actor, cycle=cycle, facts=form.facts, now=clock.now()))

    back = reverse("meetings")
    done = _("Đã lập bàn giao với các mục thường có và việc còn dở của năm.")
    if answer := save(request, form, deed, back_url=back, done=done):
        return redirect("handover", made[0].pk) if made else answer
    return render(request, "decisions/handover_form.html", {"cycle": cycle, "form": form, "back_url": back})


def show_handover(request: ActorRequest, handover: Handover) -> HttpResponse:
    """The list, its state, both signatures."""
    whole = handover_record(handover.pk)
    here = Reference("handover", handover.pk)
    sides = [
        (
            side,
            policies.SLUG_OF_SIDE[side],
            unit,
            person,
            whole.signatures.get(side),
            policies.may_sign_side(request.actor, (whole.handover, side)),
            policies.may_sign_handover(request.actor, (whole.handover, side)),
        )
        for side, unit, person in (
            (Side.GIVER, whole.handover.giver, whole.handover.giver_representative),
            (Side.RECEIVER, whole.handover.receiver, whole.handover.receiver_representative),
        )
    ]
    frozen = whole.handover.state != HandoverState.DRAFT
    context = {
        "handover": whole.handover,
        "items": whole.items,
        "pending": pending(whole.items),
        "sides": sides,
        "papers": evidence_of([here])[here],
        "is_intact": digest_of(whole.handover.text) == whole.handover.digest if frozen else None,
        "may_run": policies.may_run_handover(request.actor, handover),
        "may_edit": policies.may_edit_handover(request.actor, whole.handover),
        "may_close": policies.may_close_handover(request.actor, whole.handover),
    }
    return render(request, "decisions/handover.html", context)


def edit(request: ActorRequest, handover: Handover) -> HttpResponse:
    """Change who, when and where."""
    whole = handover_record(handover.pk).handover
    units = _units(handover.cycle)
    form = HandoverForm(
        request.POST or None,
        initial=HandoverForm.values_of(whole),
        units=units,
        people=people_choices(handover.bloc, units),
    )
    back = reverse("handover", args=[handover.pk])

    def deed() -> None:
        edit_handover(actor=request.actor, handover=handover, facts=form.facts, version=form.read, now=clock.now())

    done = _("Đã lưu thông tin bàn giao.")
    if answer := save(request, form, deed, back_url=back, done=done, stored=HandoverForm.values_of):
        return answer
    context = {"cycle": handover.cycle, "handover": handover, "form": form, "back_url": back}
    return render(request, "decisions/handover_form.html", context)


def add(request: ActorRequest, handover: Handover) -> HttpResponse:
    """One more thing on the list."""
    initial = {"kind": ItemKind.PAPERS, "state": ItemState.PENDING}
    form = ItemForm(request.POST or None, initial=initial)
    back = reverse("handover", args=[handover.pk])

    def deed() -> None:
        add_item(actor=request.actor, handover=handover, facts=form.facts)

    if answer := save(request, form, deed, back_url=back, done=_("Đã thêm mục bàn giao.")):
        return answer
    context = {
        "handover": handover,
        "form": form,
        "back_url": back,
        "title": _("Thêm mục bàn giao"),
        "verb": _("Thêm mục"),
    }
    return render(request, "decisions/item_form.html", context)


def change(request: ActorRequest, item: HandoverItem) -> HttpResponse:
    """Change a thing on the list."""
    form = ItemForm(request.POST or None, initial=ItemForm.values_of(item))
    back = reverse("handover", args=[item.handover_id])

    def deed() -> None:
        edit_item(actor=request.actor, item=item, facts=form.facts, version=form.read)

    if answer := save(request, form, deed, back_url=back, done=_("Đã lưu mục này."), stored=ItemForm.values_of):
        return answer
    context = {
        "handover": item.handover,
        "form": form,
        "back_url": back,
        "title": _("Sửa mục bàn giao"),
        "verb": _("Lưu mục này"),
        "remove_url": reverse("remove_handover_item", args=[item.pk]),
    }
    return render(request, "decisions/item_form.html", context)


def remove(request: ActorRequest, item: HandoverItem) -> HttpResponse:
    """Take a thing off the list, after saying what stays."""
    back = reverse("handover", args=[item.handover_id])
    if request.method == "POST":
        return press(
            request,
            lambda: remove_item(actor=request.actor, item=item),
            back_url=back,
            done=_("Đã bỏ khỏi danh mục."),
        )
    confirmation = Confirmation(
        title=_("Bỏ khỏi danh mục bàn giao"),
        verb=_("Bỏ mục này"),
        effects=[
            Effect(_("Mục này không còn trong danh mục."), "trash"),
            Effect(_("Không có thứ ấy thì nên ghi “Không có” thay vì bỏ."), "info-circle"),
            Effect(_("Chữ ký đã có không còn hiệu lực; lịch sử vẫn giữ mục đã bỏ."), "history"),
        ],
        back_url=back,
        chosen=item.title,
        destructive=True,
    )
    return show_confirmation(request, confirmation)


def settle(request: ActorRequest, handover: Handover) -> HttpResponse:
    """What became of each thing, on one page."""
    items = handover_record(handover.pk).items
    form = SettleForm(request.POST or None, items=items)
    back = reverse("handover", args=[handover.pk])
    if request.method == "POST" and form.is_valid():
        try:
            changed = settle_items(actor=request.actor, handover=handover, marks=form.marks)
        except StaleVersionError:
            stored = handover_record(handover.pk).items
            conflict = Conflict(form.conflict_rows(stored), form.fields_for(stored), request.path, request.path)
            return show_conflict(request, conflict)
        except DomainError as error:
            put_on_form(form, error)
        else:
            says = ngettext("Đã lưu, đổi %(count)s mục.", "Đã lưu, đổi %(count)s mục.", changed)
            messages.success(request, says % {"count": changed})
            return redirect(back)
    context = {"handover": handover, "form": form, "back_url": back}
    return render(request, "decisions/settle.html", context)


def sign(request: ActorRequest, signing: policies.Signing) -> HttpResponse:
    """Sign for one side what stands on the page."""
    handover, side = signing
    back = reverse("handover", args=[handover.pk])
    if request.method == "POST":
        digest = request.POST.get("digest", "")
        return press(
            request,
            lambda: sign_handover(actor=request.actor, handover=handover, side=side, digest=digest, now=clock.now()),
            back_url=back,
            done=_("Đã ký bàn giao."),
        )
    text, digest = current_text(handover)
    unit = handover.giver if side == Side.GIVER else handover.receiver
    confirmation = Confirmation(
        title=_("Ký bàn giao: %(side)s") % {"side": side.label},
        verb=_("Ký bàn giao"),
        effects=[
            Effect(_("Anh/chị ký thay mặt %(unit)s đúng danh mục trên đây.") % {"unit": unit}, "signature"),
            Effect(_("Danh mục đổi thì chữ ký không còn hiệu lực và phải ký lại."), "refresh"),
            Effect(_("Khi cả hai bên đã ký, danh mục khóa lại và được tính mã băm."), "lock"),
        ],
        back_url=back,
        chosen=text,
        chosen_label=_("Danh mục bàn giao"),
        fields={"digest": digest},
        answer=policies.may_sign_handover(request.actor, signing),
    )
    return show_confirmation(request, confirmation)


def close(request: ActorRequest, handover: Handover) -> HttpResponse:
    """Record that the handover is over."""
    back = reverse("handover", args=[handover.pk])
    if request.method == "POST":
        return press(
            request,
            lambda: close_handover(actor=request.actor, handover=handover, now=clock.now()),
            back_url=back,
            done=_("Đã khép bàn giao."),
        )
    confirmation = Confirmation(
        title=_("Khép bàn giao"),
        verb=_("Khép bàn giao"),
        effects=[
            Effect(_("Bước Bàn giao của năm %(year)s được ghi là đã xong.") % {"year": handover.cycle.year}, "check"),
            Effect(_("Biên bản bàn giao in được đúng như hai bên đã ký."), "printer"),
        ],
        back_url=back,
        chosen=f"{handover.giver} → {handover.receiver}",
        chosen_label=_("Bàn giao"),
        answer=policies.may_close_handover(request.actor, handover),
    )
    return show_confirmation(request, confirmation)


def _units(cycle: Cycle) -> list[Unit]:
    """The members of the year and of the next one."""
    now, then = members_of(cycle.bloc_id, cycle.year), members_of(cycle.bloc_id, cycle.year + 1)
    known = {unit.pk for unit in now}
    return [*now, *(unit for unit in then if unit.pk not in known)]
