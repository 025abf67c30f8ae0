"""Movements: the list, one movement, a new one, and those a year takes part in."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.campaigns.enums import MovementKind, MovementLevel
from thidua.campaigns.forms.library import CitationForm, MovementForm
from thidua.campaigns.models import Cycle, CycleMovement, Movement
from thidua.campaigns.policies import library as policies
from thidua.campaigns.policies.cycles import cycles_visible_to, may_plan_cycle
from thidua.campaigns.policies.publishing import may_publish_call
from thidua.campaigns.queries.cycles import movements_of
from thidua.campaigns.queries.legal_texts import citations_of_movement
from thidua.campaigns.services import movements as services
from thidua.campaigns.services.legal_texts import cite_text
from thidua.campaigns.services.movements import MovementWords
from thidua.campaigns.views.acting import attempt, done
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.components.texts import short_date
from thidua.common.http.routes import ActorRequest
from thidua.common.panels import panels_for
from thidua.organisations.models import Agency
from thidua.publishing.enums import SnapshotKind
from thidua.publishing.policies.records import page_of

OF_BLOC = (MovementLevel.BLOC, MovementLevel.UNIT)
OF_AGENCY = (MovementLevel.NATION, MovementLevel.SECTOR)


def list_movements(request: ActorRequest) -> HttpResponse:
    """Every movement the actor may see, the highest level first."""
    lived = CycleMovement.objects.filter(cycle__in=cycles_visible_to(request.actor)).select_related("cycle__bloc")
    visible = policies.movements_visible_to(request.actor)
    movements = list(visible.prefetch_related(Prefetch("cycle_links", lived, to_attr="shown")))
    order = {level.value: place for place, level in enumerate(MovementLevel)}
    movements.sort(key=lambda movement: order[movement.level])
    context = {"movements": movements, "may_add": policies.may_keep_some_agency(request.actor)}
    return render(request, "campaigns/movements.html", context)


def show_movement(request: ActorRequest, movement: Movement) -> HttpResponse:
    """One movement: what it wants, where it comes from, which years take part, what it rests on."""
    actor = request.actor
    links = CycleMovement.objects.filter(movement=movement, cycle__in=cycles_visible_to(actor))
    context = {
        "movement": movement,
        "parts": [
            (_("Mục tiêu"), movement.aim),
            (_("Đối tượng, phạm vi"), movement.scope),
            (_("Nội dung"), movement.content),
            (_("Tiêu chí"), movement.criteria),
        ],
        "launch": _launch_facts(movement),
        "links": links.select_related("cycle__bloc"),
        "children": policies.movements_visible_to(actor).filter(parent=movement),
        "citations": citations_of_movement(movement, clock.today()),
        "may_change": policies.may_change_movement(actor, movement),
        "panels": panels_for("movement", actor, movement),
        "page": page_of(actor, movement.agency, SnapshotKind.CALL, movement.pk, may_publish_call(actor, movement)),
    }
    return render(request, "campaigns/movement.html", context)


def _launch_facts(movement: Movement) -> list[tuple[str, object]]:
    rows: list[tuple[str, object]] = [
        (_("Hình thức"), movement.get_kind_display()),
        (_("Phạm vi phát động"), movement.get_level_display()),
        (_("Nơi phát động"), movement.launch_issuer or (movement.bloc.name if movement.bloc else "")),
        (_("Văn bản phát động"), movement.launch_number),
        (_("Ngày phát động"), short_date(movement.launched_on)),
        (_("Bắt đầu"), short_date(movement.starts_on)),
        (_("Kết thúc"), short_date(movement.ends_on)),
    ]
    return [(_("Hưởng ứng"), movement.parent.name), *rows] if movement.parent else rows


def launch_for_agency(request: ActorRequest) -> HttpResponse:
    """Record a movement of an agency."""
    agency = Agency.objects.filter(pk__in=policies.agencies_launching(request.actor)).order_by("path").first()
    return _launch(request, agency=agency, cycle=None)


def launch_for_cycle(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Record a movement of the bloc itself and take it up into the year."""
    return _launch(request, agency=cycle.agency, cycle=cycle)


def change(request: ActorRequest, movement: Movement) -> HttpResponse:
    """Correct what is recorded of a movement."""
    url = reverse("movement", args=[movement.pk])
    form = MovementForm(
        request.POST or None,
        parents=_parents(request.actor).exclude(pk=movement.pk),
        levels=OF_BLOC if movement.bloc_id else OF_AGENCY,
        initial={**_stored(movement), "version": movement.version},
    )
    if request.method == "POST" and form.is_valid():

        def deed() -> HttpResponse:
            data = form.cleaned_data
            services.change_movement(
                actor=request.actor,
                movement=movement,
                version=data["version"],
                words=_words(data),
                parent=data["parent"],
            )
            return done(request, _("Đã lưu phong trào."), url)

        answer = attempt(request, form, deed, stored=_stored, back_url=url)
        if answer is not None:
            return answer
    return render(request, "campaigns/movement_form.html", {"form": form, "movement": movement, "back_url": url})


def of_cycle(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """The movements of a year, and those it may still take up."""
    links = movements_of(cycle)
    taken = {link.movement_id for link in links}
    offered = policies.movements_visible_to(request.actor).exclude(pk__in=taken).filter(bloc=None)
    context = {"cycle": cycle, "links": links, "offered": offered, "may_plan": may_plan_cycle(request.actor, cycle)}
    return render(request, "campaigns/cycle_movements.html", context)


def take_up(request: ActorRequest, cycle: Cycle) -> HttpResponse:
    """Take the movement that was pressed up into the year."""
    chosen = request.POST.get("movement", "")
    movement = policies.movements_visible_to(request.actor).filter(pk=chosen if chosen.isdecimal() else 0).first()
    url = reverse("cycle_movements", args=[cycle.pk])
    if movement is None:
        return done(request, _("Không tìm thấy phong trào đã chọn."), url)
    services.inherit_movement(actor=request.actor, cycle=cycle, movement=movement)
    return done(request, _("Năm %(year)s đã nhận phong trào này.") % {"year": cycle.year}, url)


def drop(request: ActorRequest, link: CycleMovement) -> HttpResponse:
    """Take a movement out of the year."""
    services.drop_movement(actor=request.actor, link=link)
    words = _("Đã bỏ phong trào khỏi năm %(year)s.") % {"year": link.cycle.year}
    return done(request, words, reverse("cycle_movements", args=[link.cycle_id]))


def cite(request: ActorRequest, movement: Movement) -> HttpResponse:
    """Say which text the movement rests on."""
    url = reverse("movement", args=[movement.pk])
    form = CitationForm(request.POST or None, texts=policies.legal_texts_visible_to(request.actor))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data

        def deed() -> HttpResponse:
            cite_text(actor=request.actor, text=data["text"], movement=movement, place=data["place"])
            return done(request, _("Đã thêm căn cứ."), url)

        answer = attempt(request, form, deed, stored=lambda row: {}, back_url=url)
        if answer is not None:
            return answer
    return render(request, "campaigns/cite.html", {"form": form, "title": movement.name, "back_url": url})


def _launch(request: ActorRequest, *, agency: Agency | None, cycle: Cycle | None) -> HttpResponse:
    back = reverse("cycle_movements", args=[cycle.pk]) if cycle else reverse("movements")
    levels = OF_BLOC if cycle else OF_AGENCY
    form = MovementForm(
        request.POST or None,
        parents=_parents(request.actor),
        levels=levels,
        initial={"version": 0, "kind": MovementKind.REGULAR, "level": levels[-1] if not cycle else levels[0]},
    )
    if request.method == "POST" and form.is_valid() and agency is not None:

        def deed() -> HttpResponse:
            data = form.cleaned_data
            movement = services.launch_movement(
                actor=request.actor, agency=agency, words=_words(data), cycle=cycle, parent=data["parent"]
            )
            return done(request, _("Đã thêm phong trào."), reverse("movement", args=[movement.pk]))

        answer = attempt(request, form, deed, stored=_stored, back_url=back)
        if answer is not None:
            return answer
    context = {"form": form, "movement": None, "back_url": back, "cycle": cycle, "agency": agency}
    return render(request, "campaigns/movement_form.html", context)


def _parents(actor: Actor) -> Any:
    return policies.movements_visible_to(actor).filter(bloc=None)


def _words(data: dict[str, Any]) -> MovementWords:
    return MovementWords(
        name=data["name"],
        kind=MovementKind(data["kind"]),
        level=MovementLevel(data["level"]),
        slogan=data["slogan"],
        launch_number=data["launch_number"],
        launch_issuer=data["launch_issuer"],
        launched_on=data["launched_on"],
        aim=data["aim"],
        scope=data["scope"],
        content=data["content"],
        criteria=data["criteria"],
        starts_on=data["starts_on"],
        ends_on=data["ends_on"],
    )


def _stored(movement: Movement) -> dict[str, object]:
    names = [name for name in MovementForm.base_fields if name not in ("version", "parent")]
    return {**{name: getattr(movement, name) for name in names}, "parent": movement.parent}
