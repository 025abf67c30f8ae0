"""A unit's card: its tree with derivations, filling an item, and every step on the card's way."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.components.pages import Confirmation, Effect
from thidua.common.http.routes import ActorRequest
from thidua.common.policy import Answer, refused
from thidua.common.views.asking import show_confirmation
from thidua.common.views.pressing import posted_version, press
from thidua.common.views.saving import save
from thidua.organisations.policies import IN_UNIT
from thidua.scorecards.enums import STAGES_OF, ChangeKind, Layer, Stage
from thidua.scorecards.facts.answers import load_answer
from thidua.scorecards.facts.peers import aside_on, peer_items
from thidua.scorecards.facts.results import result_of
from thidua.scorecards.facts.sheet import Sheet, sheet_of
from thidua.scorecards.facts.signing import capacity_in_words, signatures_of
from thidua.scorecards.facts.why import Why, findings_of, layer_words, why
from thidua.scorecards.facts.yearly import evidence_on, things_of_year
from thidua.scorecards.forms.cards import CiteForm, ExplainForm, FillForm, PaperForm, PeerForm, ReasonForm
from thidua.scorecards.models import BranchSign, PeerPair, Scorecard, ScoreLine, SignedPaper
from thidua.scorecards.policies import cards as policies
from thidua.scorecards.policies.looking import LOOKING, branches_of
from thidua.scorecards.queries.cards import lines_of, standing_holds, unit_names, written
from thidua.scorecards.queries.questions import asked_items, names_of
from thidua.scorecards.queries.tables import table_of
from thidua.scorecards.services import cards as services
from thidua.scorecards.services import moves
from thidua.scorecards.services.papers import drop_paper, record_paper
from thidua.scorecards.services.peers import score_peer

BADGES = {
    Stage.SELF: ("info", "pencil"),
    Stage.PEERS: ("info", "users"),
    Stage.VERIFICATION: ("warn", "clock"),
    Stage.EXPLANATION: ("warn", "message"),
    Stage.SECOND_LOOK: ("warn", "clock"),
    Stage.SUPERIOR: ("warn", "clock"),
    Stage.SETTLED: ("ok", "circle-check"),
}


def asked_layer(request: ActorRequest, otherwise: Layer = Layer.FINAL) -> Layer:
    """The layer that the address asks for (`?lop=`)."""
    text = request.GET.get("lop", "")
    return Layer(text) if text in Layer.values else otherwise


def nameable_units(actor: Actor, card: Scorecard) -> dict[str, str]:
    """The units that a derivation may name to the actor: all, once he may see them side by side."""
    return unit_names(card.scheme_id) if policies.may_see_matrix(actor, card.scheme) else {}


def show_card(request: ActorRequest, card: Scorecard) -> HttpResponse:
    """The card: totals, tree, and in the drawer why one item (`?muc=`) has its points."""
    actor = request.actor
    sheet = sheet_of(card)
    branches = _branches(request, card)
    standing = standing_holds(card.scheme.cycle_id)
    result = result_of(card.scheme, Layer.FINAL, standing=standing)
    layer = asked_layer(request)
    code = request.GET.get("muc")
    shown = None
    if code is not None:
        shown = why(card, code, layer, nameable_units(actor, card), result if layer == Layer.FINAL else None)
    papers = list(card.papers.all())
    called = layer_words(beside_papers=bool(papers))
    totals = _totals(sheet, card)
    context = {
        "card": card,
        "cycle": card.scheme.cycle,
        "sheet": sheet,
        "standard": sheet.standard_in(next(of for of, _points, is_chief in totals if is_chief)),
        "called": {str(each): words for each, words in called.items()},
        "badge": BADGES[Stage(card.stage)],
        "shows_verified": card.stage not in (Stage.SELF, Stage.PEERS),
        "shows_final": card.stage == Stage.SETTLED,
        "totals": [(of, called[of], points, is_chief) for of, points, is_chief in totals],
        "why": shown,
        "layer": layer,
        "may_fill": policies.may_fill_card(actor, card),
        "may_submit": policies.may_submit_card(actor, card) if card.stage == Stage.SELF else None,
        "may_explain": policies.may_explain(actor, card) if card.stage == Stage.EXPLANATION else None,
        "may_settle": policies.may_settle(actor, card) if card.stage == Stage.SUPERIOR else None,
        "may_reopen": policies.may_reopen(actor, card) if card.stage == Stage.SETTLED else None,
        "may_return": card.stage == Stage.VERIFICATION and any(answer for *_words, answer in branches),
        "may_end_peers": policies.may_end_peers(actor, card) if card.stage == Stage.PEERS else None,
        "branches": branches,
        "pairs": list(card.peers.select_related("scorer")) if card.scheme.has_peers else [],
        "holds": standing.get(card.unit_id, []),
        "open_holds": policies.open_holds(actor, standing.get(card.unit_id, [])),
        "may_see_matrix": policies.may_see_matrix(actor, card.scheme),
        "findings": findings_of(card, result, sheet.days),
        "signatures": signatures_of(card),
        "papers": papers,
        "may_record_paper": policies.may_record_paper(actor, card),
        "is_own": card.unit_id in actor.units_as(*IN_UNIT),
        "cases_version": services.seen_card_version(card) if card.stage == Stage.SELF else 0,
    }
    context |= drawer(request, shown)
    return render(request, "scorecards/card.html", context)


def _totals(sheet: Sheet, card: Scorecard) -> list[tuple[Layer, Any, bool]]:
    """Layer, points, whether it is the chief one."""
    shown: list[tuple[Layer, Any, bool]] = [(Layer.SELF, sheet.total_in(Layer.SELF), card.stage == Stage.SELF)]
    if card.stage not in (Stage.SELF, Stage.PEERS):
        shown.append((Layer.VERIFIED, sheet.total_in(Layer.VERIFIED), card.stage != Stage.SETTLED))
    if card.stage == Stage.SETTLED:
        shown.append((Layer.FINAL, sheet.total_in(Layer.FINAL), True))
    return shown


def _branches(request: ActorRequest, card: Scorecard) -> list[tuple[str, str, Any, Answer]]:
    """In a look: assessor, in words, who has signed (None: nobody yet), whether the actor may."""
    if card.stage not in LOOKING:
        return []
    signed = {sign.assessor: sign for sign in card.signs.all() if sign.stage == card.stage}
    return [
        (name, name or _("Khối trưởng, Khối phó"), _signed(signed.get(name)), answer)
        for name, answer in branches_of(request.actor, card)
    ]


def _signed(sign: BranchSign | None) -> tuple[str, str, datetime] | None:
    """Who, as what, when; None while nobody has."""
    return (sign.by_name, capacity_in_words(sign), sign.at) if sign is not None else None


def drawer(request: ActorRequest, shown: Why | None) -> dict[str, Answer | None]:
    """What the actor may do in the drawer: write on the item, when it is his turn, and add evidence."""
    if shown is None or shown.line is None:
        return {"line_answer": None, "attach_answer": None}
    shown.line.scorecard = shown.card
    asks = bool(names_of(table_of(shown.card.scheme), shown.item))
    may_write = policies.may_write_item(request.actor, shown.line) if asks else None
    return {
        "line_answer": may_write if may_write else None,
        "attach_answer": _attaching(request, shown.line),
    }


def _attaching(request: ActorRequest, line: ScoreLine) -> Answer:
    """Whether the actor adds evidence; whoever is not of the unit is not told why he does not."""
    answer = policies.may_attach_to_item(request.actor, line)
    is_own = line.scorecard.unit_id in request.actor.units_as(*IN_UNIT)
    return answer if answer or is_own else refused("")


def fill(request: ActorRequest, line: ScoreLine) -> HttpResponse:
    """Answer the questions of one item; then on to the next that has an open one."""
    card = line.scorecard
    table = table_of(card.scheme)
    item = table.item(line.item)
    assert item is not None
    stage = Stage(card.stage)
    stands = written([card.pk], STAGES_OF[Layer.FINAL])
    asked = [table.inputs[name] for name in names_of(table, item)]
    stored = stands[ChangeKind.ANSWER].get(card.pk, {})
    answers = {field.name: load_answer(field, stored.get(field.name)) for field in asked}
    form = FillForm(
        request.POST or None,
        item=item,
        asked=asked,
        is_self=stage == Stage.SELF,
        was_sent=card.submitted_at is not None,
        replies=stage in LOOKING,
    )

    def values(row: ScoreLine, given: dict[str, Any] | None = None) -> dict[str, Any]:
        why_apart = stands[ChangeKind.NOT_APPLICABLE].get(card.pk, {}).get(row.item) or ""
        return form.values_of(
            given if given is not None else answers,
            version=services.seen_version(row, table) if given is None else row.version,
            claim=row.claim,
            reply=row.reply,
            not_applicable=why_apart,
            reason="",
        )

    def stored_now(row: Any) -> dict[str, Any]:
        now = written([card.pk], STAGES_OF[Layer.FINAL])[ChangeKind.ANSWER].get(card.pk, {})
        return values(row, {field.name: load_answer(field, now.get(field.name)) for field in asked})

    form.initial = values(line)

    def deed() -> ScoreLine:
        data = form.cleaned_data
        return services.fill_item(
            actor=request.actor,
            line=line,
            version=data["version"],
            answers=form.answers(),
            claim=data.get("claim"),
            not_applicable=data.get("not_applicable"),
            reason=data.get("reason", ""),
            reply=data.get("reply"),
            now=clock.now(),
        )

    page = card_url(card, line.item)
    answer = save(
        request,
        form,
        deed,
        next_url=lambda _made: _next_url(request, card, line.item, page),
        done=_("Đã lưu mục %(code)s.") % {"code": line.item or _("chung")},
        stored=stored_now,
        back_url=page,
    )
    context = {
        "form": form,
        "line": line,
        "item": item,
        "card": card,
        "cycle": card.scheme.cycle,
        "back_url": page,
        "why": why(card, line.item, Layer.FINAL, nameable_units(request.actor, card)),
        "attach_answer": _attaching(request, line),
        "goes_on": stage == Stage.SELF,
    }
    return answer or render(request, "scorecards/fill.html", context)


def _next_url(request: ActorRequest, card: Scorecard, code: str, page: str) -> str:
    """After self-scoring one item: the next one with a question open; else back to the card."""
    if card.stage != Stage.SELF:
        return page
    missing = set(moves.missing_of(card).values())
    order = [item.code for item in asked_items(table_of(card.scheme))]
    later = [*order[order.index(code) + 1 :], *order[: order.index(code)]] if code in order else order
    wanted = next((each for each in later if each in missing), None)
    if wanted is None:
        return page
    return reverse("fill_item", args=[lines_of(card.pk)[wanted].pk])


def explain(request: ActorRequest, line: ScoreLine) -> HttpResponse:
    """What the unit says to a change."""
    card = line.scorecard
    version = services.seen_version(line, table_of(card.scheme))
    form = ExplainForm(request.POST or None, initial={"explanation": line.explanation, "version": version})

    def deed() -> ScoreLine:
        data = form.cleaned_data
        return services.explain_item(
            actor=request.actor, line=line, version=data["version"], explanation=data["explanation"]
        )

    page = card_url(card, line.item)
    answer = save(
        request,
        form,
        deed,
        next_url=page,
        done=_("Đã lưu giải trình. Bấm Gửi giải trình khi viết xong các mục."),
        stored=lambda row: {"explanation": row.explanation, "version": row.version},
        back_url=page,
    )
    title = _("Giải trình mục %(code)s") % {"code": line.item}
    shown = why(card, line.item, Layer.FINAL, nameable_units(request.actor, card))
    return answer or _form_page(request, card, form, title, _("Lưu giải trình"), shown)


def cite(request: ActorRequest, line: ScoreLine) -> HttpResponse:
    """Let what the year holds already prove an item."""
    card = line.scorecard
    form = CiteForm(request.POST or None, things=things_of_year(request.actor, line))
    form.initial = {"version": services.seen_version(line, table_of(card.scheme))}
    page = card_url(card, line.item)

    def deed() -> int:
        return services.cite_things(
            actor=request.actor,
            line=line,
            version=form.cleaned_data["version"],
            cards=form.chosen(),
            now=clock.now(),
        )

    def stored(row: ScoreLine) -> dict[str, Any]:
        return {**form.cited(evidence_on(row)), "version": row.version}

    answer = save(
        request,
        form,
        deed,
        next_url=page,
        done=_("Đã thêm minh chứng từ hồ sơ của năm."),
        stored=stored,
        back_url=page,
    )
    title = _("Minh chứng có sẵn cho mục %(code)s") % {"code": line.item}
    return answer or _form_page(request, card, form, title, _("Dùng làm minh chứng"))


def no_more_cases(request: ActorRequest, card: Scorecard) -> HttpResponse:
    """Every case not named did not happen."""
    return press(
        request,
        lambda: services.say_no_more_cases(
            actor=request.actor, card=card, version=posted_version(request), now=clock.now()
        ),
        back_url=card_url(card),
        done=lambda count: _("Đã ghi không có trường hợp nào khác cho %(count)s câu.") % {"count": count},
    )


def submit(request: ActorRequest, card: Scorecard) -> HttpResponse:
    """Ask once more, then send the self-score."""
    missing = len(moves.missing_of(card))
    effects = [
        Effect(_("Bản tự chấm khóa lại; đơn vị không sửa được nữa, trừ khi được trả lại."), "lock"),
        Effect(
            _("Các đơn vị chấm chéo, rồi người thẩm định xem từng nhóm tiêu chí.")
            if card.peers.exists()
            else _("Người thẩm định được báo và xem từng nhóm tiêu chí."),
            "send",
        ),
        Effect(_("Mọi thay đổi sau đó đều ghi người, giờ và lý do; đơn vị giải trình được."), "history"),
    ]
    note = _("Còn %(count)s câu chưa trả lời nên chưa nộp được.") % {"count": missing} if missing else ""
    return _confirmed(
        request,
        card,
        _("Nộp bản tự chấm"),
        effects,
        lambda version: moves.submit_card(actor=request.actor, card=card, version=version, now=clock.now()),
        _("Đã nộp bản tự chấm."),
        note=note,
    )


def sign(request: ActorRequest, card: Scorecard) -> HttpResponse:
    """The branches of one assessor are looked at (`nhom`: which)."""
    name = request.POST.get("nhom", "")
    return press(
        request,
        lambda: moves.sign_branches(
            actor=request.actor, card=card, version=posted_version(request), assessor=name, now=clock.now()
        ),
        back_url=card_url(card),
        done=_("Đã xác nhận thẩm định."),
    )


def send_back(request: ActorRequest, card: Scorecard) -> HttpResponse:
    """Give the card back to its unit."""
    return _with_reason(
        request,
        card,
        _("Trả lại bản tự chấm"),
        lambda version, reason: moves.return_card(actor=request.actor, card=card, version=version, reason=reason),
        _("Đã trả lại. Đơn vị thấy lý do ở đầu phiếu."),
    )


def send_explanation(request: ActorRequest, card: Scorecard) -> HttpResponse:
    """The unit agrees (`dong_y`) or sends what it explained."""
    agrees = request.POST.get("dong_y") == "co"
    return press(
        request,
        lambda: moves.send_explanation(actor=request.actor, card=card, version=posted_version(request), agrees=agrees),
        back_url=card_url(card),
        done=_("Đã đồng ý với kết quả thẩm định.") if agrees else _("Đã gửi giải trình. Người thẩm định xem xét lại."),
    )


def settle(request: ActorRequest, card: Scorecard) -> HttpResponse:
    """Ask once more, then let the superior's figure stand."""
    effects = [
        Effect(_("Điểm của phiếu này là điểm chính thức của đơn vị."), "check"),
        Effect(_("Trước khi công bố vẫn mở lại được, có ghi lý do."), "history"),
    ]
    return _confirmed(
        request,
        card,
        _("Chốt phiếu"),
        effects,
        lambda version: moves.settle_card(actor=request.actor, card=card, version=version, now=clock.now()),
        _("Đã chốt phiếu."),
    )


def reopen(request: ActorRequest, card: Scorecard) -> HttpResponse:
    """Take a settled card back."""
    return _with_reason(
        request,
        card,
        _("Mở lại phiếu đã chốt"),
        lambda version, reason: moves.reopen_card(actor=request.actor, card=card, version=version, reason=reason),
        _("Đã mở lại phiếu."),
    )


def end_peers(request: ActorRequest, card: Scorecard) -> HttpResponse:
    """Go on without the peers that have not scored."""
    return _with_reason(
        request,
        card,
        _("Kết thúc chấm chéo"),
        lambda version, reason: moves.end_peers(actor=request.actor, card=card, version=version, reason=reason),
        _("Đã kết thúc chấm chéo. Phiếu sang thẩm định."),
    )


def peer(request: ActorRequest, pair: PeerPair) -> HttpResponse:
    """Points for another unit's items: kept as one goes, then sent."""
    card = pair.scorecard
    table = table_of(card.scheme)
    form = PeerForm(request.POST or None, items=peer_items(table, aside_on(table, card.pk)))
    form.initial = form.values_of(pair)
    sends = bool(request.POST.get("send"))

    def deed() -> PeerPair:
        return score_peer(
            actor=request.actor,
            pair=pair,
            version=form.cleaned_data["version"],
            points=form.points(),
            notes=form.notes(),
            send=sends,
            now=clock.now(),
        )

    back = reverse("scoring")
    done = _("Đã gửi điểm chấm chéo.") if sends else _("Đã lưu điểm chấm chéo, chưa gửi.")
    here = request.get_full_path()
    answer = save(
        request, form, deed, next_url=back if sends else here, done=done, stored=form.values_of, back_url=here
    )
    context = {"form": form, "card": card, "pair": pair, "cycle": card.scheme.cycle, "back_url": back}
    return answer or render(request, "scorecards/peer.html", context)


def record(request: ActorRequest, card: Scorecard) -> HttpResponse:
    """Put down what a signed paper says, to hold it against the table."""
    others = list(card.papers.values_list("name", flat=True))
    form = PaperForm(request.POST or None, others=others, initial={"version": card.version})

    def deed() -> SignedPaper:
        data = form.cleaned_data
        return record_paper(
            actor=request.actor,
            card=card,
            version=data["version"],
            name=data["name"],
            total=data["total"],
            items=form.points(),
            same_as=data["same_as"],
            now=clock.now(),
        )

    answer = save(
        request,
        form,
        deed,
        next_url=f"{card_url(card)}#giay-to",
        done=_("Đã ghi. Chỗ khác với bảng hiện ở dưới phiếu."),
        stored=lambda row: PaperForm.values_of(row.papers.last(), row.version),
        back_url=card_url(card),
    )
    return answer or _form_page(request, card, form, _("Ghi giấy tờ đã ký"), _("Ghi giấy tờ"))


def drop(request: ActorRequest, paper: SignedPaper) -> HttpResponse:
    """Take a paper off, with the reason."""
    return _with_reason(
        request,
        paper.scorecard,
        _("Bỏ giấy tờ: %(name)s") % {"name": paper.name},
        lambda version, reason: drop_paper(actor=request.actor, paper=paper, version=version, reason=reason),
        _("Đã bỏ giấy tờ."),
    )


def card_url(card: Scorecard, item: str | None = None) -> str:
    """The card's page, with an item in its drawer."""
    page = reverse("scorecard", args=[card.pk])
    return f"{page}?muc={item}" if item else page


def _form_page(
    request: ActorRequest, card: Scorecard, form: Any, title: str, verb: str, shown: Any = None
) -> HttpResponse:
    context = {
        "card": card,
        "cycle": card.scheme.cycle,
        "form": form,
        "title": title,
        "verb": verb,
        "back_url": card_url(card),
        "why": shown,
        **drawer(request, shown),
    }
    return render(request, "scorecards/card_form.html", context)


def _with_reason(
    request: ActorRequest, card: Scorecard, title: str, deed: Callable[[int, str], object], done: str
) -> HttpResponse:
    """A deed that asks for its reason."""
    form = ReasonForm(request.POST or None, initial={"version": card.version})
    answer = save(
        request,
        form,
        lambda: deed(form.cleaned_data["version"], form.cleaned_data["reason"]),
        next_url=card_url(card),
        done=done,
        stored=lambda row: {"reason": "", "version": row.version},
        back_url=card_url(card),
    )
    return answer or _form_page(request, card, form, title, title)


def _confirmed(
    request: ActorRequest,
    card: Scorecard,
    verb: str,
    effects: list[Effect],
    deed: Callable[[int], object],
    done: str,
    note: str = "",
) -> HttpResponse:
    """A deed after a page that says what it does."""
    if request.method == "POST":
        return press(request, lambda: deed(posted_version(request)), back_url=card_url(card), done=done)
    return show_confirmation(
        request,
        Confirmation(
            title=verb,
            verb=verb,
            effects=effects,
            back_url=card_url(card),
            chosen=card.unit.name,
            chosen_label=_("Phiếu của"),
            fields={"version": str(card.version)},
            note=note,
        ),
    )
