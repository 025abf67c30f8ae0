"""Pages of signing: opening, signing, papers, closing, taking back. Each says first what will happen."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums import PledgeState
from thidua.campaigns.errors.pledges import AlreadySignedError, TextChangedError
from thidua.campaigns.facts.boards import board_of
from thidua.campaigns.forms.pledges import PaperSignatureForm, ReasonForm
from thidua.campaigns.models import Pledge
from thidua.campaigns.policies import pledges as policies
from thidua.campaigns.queries.choices import units_in
from thidua.campaigns.queries.content import hash_to_sign
from thidua.campaigns.queries.pledges import signing_of, targets_of
from thidua.campaigns.services.pledges import open_signing, return_to_draft
from thidua.campaigns.services.signing import close_signing, record_paper_signature, sign_pledge
from thidua.common import clock
from thidua.common.components.pages import Confirmation, Effect
from thidua.common.components.texts import long_date, short_date
from thidua.common.errors import DomainError, StaleVersionError
from thidua.common.http.routes import ActorRequest
from thidua.common.views.asking import show_confirmation
from thidua.common.views.pressing import posted_version, press
from thidua.common.views.saving import save
from thidua.organisations.models import Unit


def open_for_signing(request: ActorRequest, pledge: Pledge) -> HttpResponse:
    """Say what opening does, then open."""
    back = reverse("pledge", args=[pledge.pk])
    if request.method == "POST":
        version = posted_version(request)
        return press(
            request,
            lambda: open_signing(actor=request.actor, pledge=pledge, version=version, now=clock.now()),
            back_url=back,
            done=_("Đã mở ký giao ước. Thủ trưởng các đơn vị thấy việc cần ký."),
        )
    until = pledge.cycle.signing_until
    without_plan = sum(target.has_figure and target.plan is None for target in targets_of(pledge))
    effects = [
        Effect(_("Lời giao ước và chỉ tiêu chung khóa lại."), "lock"),
        Effect(_("Mỗi đơn vị còn sửa được chỉ tiêu của mình đến khi thủ trưởng ký."), "pencil"),
        Effect(_("Thủ trưởng từng đơn vị thấy việc “Ký giao ước” ở trang Việc cần làm."), "bell"),
        Effect(_("Khi mọi đơn vị đã ký, giao ước tự chốt và in mã băm."), "shield-lock"),
    ]
    if until is None:
        effects.append(Effect(_("Chưa đặt hạn ký. Thư ký khép lại việc ký khi cần."), "calendar"))
    elif clock.today() > until:
        words = _("Hạn ký {until} đã qua: không ai ký được trên hệ thống, chỉ ghi lại được bản giấy.")
        effects.append(Effect(words.format(until=long_date(until)), "alert-triangle"))
    else:
        effects.append(
            Effect(_("Hạn ký là {until}; sau đó không nhận chữ ký.").format(until=long_date(until)), "calendar")
        )
    if without_plan:
        words = _("{count} chỉ tiêu chưa ghi kế hoạch; ký rồi thì không bổ sung được.")
        effects.append(Effect(words.format(count=without_plan), "alert-triangle"))
    confirmation = Confirmation(
        title=_("Mở ký giao ước"),
        verb=_("Mở ký"),
        effects=effects,
        back_url=back,
        chosen=pledge.title,
        fields={"version": str(pledge.version)},
    )
    return show_confirmation(request, confirmation)


def sign(request: ActorRequest, part: tuple[Pledge, Unit]) -> HttpResponse:
    """What is signed and what that does; then the signature, once."""
    pledge, unit = part
    back = reverse("pledge", args=[pledge.pk])
    if request.method == "POST":
        digest = request.POST.get("digest", "")
        try:
            sign_pledge(actor=request.actor, pledge=pledge, unit=unit, digest=digest, now=clock.now())
        except AlreadySignedError as error:
            messages.info(request, error.message)
        except TextChangedError as error:
            messages.warning(request, error.message)
            return redirect(request.path)
        else:
            messages.success(request, _("Đã ký giao ước cho {unit}.").format(unit=unit.name))
        return redirect(back)
    digest = hash_to_sign(pledge, unit)  # before the page is read: what changes in between is asked about, not signed
    board = board_of(pledge, clock.today())
    last = len(board.signing.missing) == 1 and unit.pk not in board.signing.signatures
    effects = [
        Effect(_("Chữ ký ghi tên anh/chị, chức vụ và ngày giờ, mọi đơn vị trong khối đều thấy."), "signature"),
        Effect(_("Chỉ tiêu của đơn vị khóa lại, không sửa được."), "lock"),
        Effect(_("Mỗi đơn vị ký một lần, không rút lại được."), "ban"),
    ]
    if last:
        effects.append(Effect(_("Đây là chữ ký cuối cùng: giao ước chốt ngay."), "shield-lock"))
    context = {
        "confirmation": Confirmation(
            title=_("Ký giao ước cho {unit}").format(unit=unit.name),
            verb=_("Ký giao ước"),
            effects=effects,
            back_url=back,
            back_label=_("Chưa ký"),
            chosen=pledge.title,
            chosen_label=_("Giao ước"),
            fields={"digest": digest},
            answer=policies.may_sign(request.actor, pledge, unit, day=clock.today(), signing=board.signing),
            note=_("Mất mạng giữa chừng thì mở lại trang này: nếu chữ ký chưa ghi, anh/chị ký lại được."),
        ),
        "pledge": pledge,
        "unit": unit,
        "common": [line.target for line in board.common],
        "own": [line.target for line in board.row_of(unit).own],
        "movements": pledge.movements.all(),
    }
    return render(request, "campaigns/sign.html", context)


def record_paper(request: ActorRequest, pledge: Pledge) -> HttpResponse:
    """Record that a unit signed on paper."""
    back = reverse("pledge", args=[pledge.pk])
    signing = signing_of(pledge, clock.today())
    unsigned = units_in(pledge.cycle).exclude(pk__in=signing.signatures.keys())
    form = PaperSignatureForm(request.POST or None, units=unsigned)

    def deed() -> None:
        record_paper_signature(actor=request.actor, pledge=pledge, now=clock.now(), **form.cleaned_data)

    if answer := save(request, form, deed, back_url=back, done=_("Đã ghi chữ ký trên giấy.")):
        return answer
    context = {"pledge": pledge, "cycle": pledge.cycle, "form": form, "back_url": back, "signing": signing}
    return render(request, "campaigns/paper_signature.html", context)


def close(request: ActorRequest, pledge: Pledge) -> HttpResponse:
    """End the signing though not all have signed."""
    signing = signing_of(pledge, clock.today())
    missing = ", ".join(unit.name for unit in signing.missing)
    effects = [
        Effect(_("Giao ước chốt ngay: không sửa, không ký thêm."), "lock"),
        Effect(_("Giao ước in tên các đơn vị chưa ký: {units}.").format(units=missing), "alert-triangle"),
        Effect(_("Mã băm của nội dung được ghi và in kèm."), "shield-lock"),
        Effect(_("Không lùi lại được."), "ban"),
    ]

    def deed(reason: str, version: int) -> None:
        close_signing(actor=request.actor, pledge=pledge, version=version, reason=reason, now=clock.now())

    return _with_reason(request, pledge, _("Chốt giao ước khi chưa đủ chữ ký"), _("Chốt giao ước"), effects, deed)


def take_back(request: ActorRequest, pledge: Pledge) -> HttpResponse:
    """Take an open pledge back to be written on."""
    signing = signing_of(pledge, clock.today())
    effects = [
        Effect(_("Giao ước về bản soạn, sửa được lời và chỉ tiêu."), "pencil"),
        Effect(
            _("{count} chữ ký đã có bị rút, kèm lý do; các đơn vị ký lại từ đầu.").format(count=len(signing.signed)),
            "signature",
        ),
        Effect(_("Lịch sử vẫn giữ chữ ký cũ và bản cũ."), "history"),
    ]

    def deed(reason: str, version: int) -> None:
        return_to_draft(actor=request.actor, pledge=pledge, version=version, reason=reason, now=clock.now())

    return _with_reason(request, pledge, _("Đưa giao ước về bản soạn"), _("Đưa về bản soạn"), effects, deed)


def _with_reason(
    request: ActorRequest,
    pledge: Pledge,
    title: str,
    verb: str,
    effects: list[Effect],
    deed: Callable[[str, int], Any],
) -> HttpResponse:
    """Ask for the reason, then do it. Who read a pledge that changed since sees what would happen now, his reason
    still in its place, and presses again.
    """
    back = reverse("pledge", args=[pledge.pk])
    form = ReasonForm(request.POST or None, initial={"version": pledge.version})
    done = _("Đã xong: {verb}.").format(verb=verb.lower())

    def asked() -> None:
        try:
            deed(form.cleaned_data["reason"], form.cleaned_data["version"] or 0)
        except StaleVersionError as error:
            again = request.POST.copy()
            again["version"] = str(pledge.version)
            form.data = again
            raise DomainError(
                _("Giao ước vừa thay đổi sau khi anh/chị mở trang này. Xem lại những gì sẽ xảy ra rồi bấm lần nữa.")
            ) from error

    if answer := save(request, form, asked, back_url=back, done=done):
        return answer
    context = {
        "title": title,
        "verb": verb,
        "effects": effects,
        "form": form,
        "back_url": back,
        "chosen": pledge.title,
        "is_destructive": True,
        "state": PledgeState(pledge.state).label,
        "until": short_date(pledge.cycle.signing_until),
    }
    return render(request, "campaigns/confirm_with_reason.html", context)
