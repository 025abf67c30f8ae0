"""A draft table, piece by piece: head, inputs, items, ways of scoring, rules, grades, ties, awards. Never a file."""

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.errors import NotVisibleError
from thidua.common.http.routes import ActorRequest
from thidua.common.views.pressing import posted_version, press
from thidua.common.views.saving import save
from thidua.scorecards.facts import drafting
from thidua.scorecards.forms.conditions import add_conditions, conditions_made
from thidua.scorecards.forms.items import BRANCH, ItemForm, LimitsForm, RuleForm
from thidua.scorecards.forms.pieces import PieceForm, text_of
from thidua.scorecards.forms.ranking import AwardForm, GradesForm, TieForm
from thidua.scorecards.forms.schemes import HeadForm, InputForm
from thidua.scorecards.models import Scheme
from thidua.scorecards.services.schemes import change_scheme
from thidua.scorecards.views.pieces import all_adjustments, all_ways, kind_of, way_of

Made = Callable[[], Mapping[str, Any]]


def edit_head(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """What concerns the whole table."""
    values = HeadForm.values_of(scheme.document) | {"version": scheme.version}
    form = HeadForm(request.POST or None, initial=values)
    return _edit(request, scheme, form, lambda: form.put_into(scheme.document), _("Thông tin chung"))


def edit_grades(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """Grades and disqualifications."""
    values = GradesForm.values_of(scheme.document) | {"version": scheme.version}
    form = GradesForm(request.POST or None, initial=values)
    return _edit(request, scheme, form, lambda: form.put_into(scheme.document), _("Xếp loại"))


def add_input(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """Something that is asked of every unit."""
    form = InputForm(request.POST or None, initial={"version": scheme.version})

    def made() -> Mapping[str, Any]:
        data = form.cleaned_data
        name = drafting.new_input_name(scheme.document, data["label"])
        inputs = {**(scheme.document.get("inputs") or {}), name: {"label": data["label"], "kind": data["kind"]}}
        return drafting.with_key(scheme.document, "inputs", inputs)

    return _edit(request, scheme, form, made, _("Thêm số liệu"), anchor="so-lieu")


def edit_input(request: ActorRequest, scheme: Scheme, name: str) -> HttpResponse:
    """What an input is called and what it is; its name in the table stays."""
    inputs = drafting.inputs_of(scheme.document)
    if name not in inputs:
        raise NotVisibleError(_("Bảng không có số liệu này."))
    held = inputs[name]
    initial = {"label": held.get("label"), "kind": held.get("kind") or "number", "version": scheme.version}
    form = InputForm(request.POST or None, initial=initial)

    def made() -> Mapping[str, Any]:
        data = form.cleaned_data
        changed = {**(scheme.document.get("inputs") or {}), name: {"label": data["label"], "kind": data["kind"]}}
        return drafting.with_key(scheme.document, "inputs", changed)

    return _edit(request, scheme, form, made, _("Sửa số liệu"), anchor="so-lieu")


def drop_input(request: ActorRequest, scheme: Scheme, name: str) -> HttpResponse:
    """Take out an input that nothing uses."""
    inputs = {key: value for key, value in (scheme.document.get("inputs") or {}).items() if key != name}
    return _press(request, scheme, lambda: drafting.with_key(scheme.document, "inputs", inputs), _("Bỏ số liệu"))


def add_item(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """A new item, under the branch that `?trong=` names, or at the top."""
    parent = _path(request.GET.get("trong", ""))
    _item(scheme, parent)
    form = ItemForm(
        request.POST or None,
        document=scheme.document,
        ways=_offered_ways(),
        initial={"version": scheme.version, "code": _next_code(scheme.document, parent), "way": "direct"},
    )

    def made() -> Mapping[str, Any]:
        data: dict[str, Any] = {}
        form.put_into(data)
        _put_way(data, form.cleaned_data["way"])
        return drafting.with_new_item(scheme.document, parent, data)

    def following(changed: Scheme) -> str:
        items = drafting.item_at(changed.document, parent) or {}
        place = len(items.get("children" if parent else "criteria") or []) - 1
        return _after_item(changed, (*parent, place), form.cleaned_data["way"])

    return _edit(request, scheme, form, made, _("Thêm tiêu chí"), following=following)


def edit_item(request: ActorRequest, scheme: Scheme, path: str) -> HttpResponse:
    """An item: its words, its points, its way."""
    at = _path(path)
    held = _item(scheme, at)
    keyword = BRANCH if held.get("children") else way_of(held, scheme.document)
    form = ItemForm(
        request.POST or None,
        document=scheme.document,
        ways=_offered_ways(),
        has_parts=bool(held.get("children")),
        initial=ItemForm.values_of(held, keyword) | {"version": scheme.version},
    )

    def made() -> Mapping[str, Any]:
        def change(found: dict[str, Any]) -> None:
            form.put_into(found)
            if form.cleaned_data["way"] != keyword:
                _put_way(found, form.cleaned_data["way"])

        return drafting.with_item(scheme.document, at, change)

    title = _("Sửa tiêu chí %(code)s") % {"code": held.get("code") or ""}
    changed_way = lambda changed: _after_item(changed, at, form.cleaned_data["way"], keyword)  # noqa: E731
    return _edit(request, scheme, form, made, title, following=changed_way)


def edit_limits(request: ActorRequest, scheme: Scheme, path: str) -> HttpResponse:
    """Caps and bounds of an item."""
    at = _path(path)
    held = _item(scheme, at)
    form = LimitsForm(request.POST or None, initial=LimitsForm.values_of(held) | {"version": scheme.version})
    title = _("Mức trần của tiêu chí %(code)s") % {"code": held.get("code") or ""}
    return _edit(
        request, scheme, form, lambda: drafting.with_item(scheme.document, at, form.put_into), title, anchor=_anchor(at)
    )


def edit_way(request: ActorRequest, scheme: Scheme, path: str, keyword: str) -> HttpResponse:
    """What a way of scoring needs to know."""
    at = _path(path)
    held = _item(scheme, at)
    if keyword not in all_ways() or held.get("children"):
        raise NotVisibleError(_("Không có cách chấm này."))
    way = all_ways()[keyword]
    points = held.get("points") if way_of(held, scheme.document) == keyword else None
    form = way(request.POST or None, document=scheme.document, held=points, initial={"version": scheme.version})

    def made() -> Mapping[str, Any]:
        def change(found: dict[str, Any]) -> None:
            found["points"] = form.made()

        return drafting.with_item(scheme.document, at, change)

    title = _("%(way)s: tiêu chí %(code)s") % {"way": way.label, "code": held.get("code") or ""}
    return _edit(request, scheme, form, made, title, says=str(way.says), anchor=_anchor(at))


def drop_item(request: ActorRequest, scheme: Scheme, path: str) -> HttpResponse:
    """Take out an item with all under it."""
    at = _path(path)
    _item(scheme, at)
    return _press(request, scheme, lambda: drafting.without_item(scheme.document, at), _("Bỏ tiêu chí"))


def move_item(request: ActorRequest, scheme: Scheme, path: str) -> HttpResponse:
    """One place up or down (`ve`)."""
    at = _path(path)
    _item(scheme, at)
    step = -1 if request.POST.get("ve") == "len" else 1
    return _press(
        request, scheme, lambda: drafting.with_moved_item(scheme.document, at, step), _("Chuyển tiêu chí"), silent=True
    )


def choose_rule(request: ActorRequest, scheme: Scheme, path: str) -> HttpResponse:
    """Which kind of rule to add."""
    held = _item(scheme, _path(path))
    context = {
        "scheme": scheme,
        "cycle": scheme.cycle,
        "item": held,
        "path": path,
        "kinds": [(key, form.label, form.says) for key, form in all_adjustments().items()],
        "back_url": _page(scheme, _anchor(_path(path))),
    }
    return render(request, "scorecards/choose_rule.html", context)


def add_rule(request: ActorRequest, scheme: Scheme, path: str, keyword: str) -> HttpResponse:
    """A rule of bonus or penalty."""
    return _rule(request, scheme, _path(path), None, keyword)


def edit_rule(request: ActorRequest, scheme: Scheme, path: str, place: int) -> HttpResponse:
    """A rule as it stands."""
    rules = _item(scheme, _path(path)).get("rules") or []
    if place >= len(rules):
        raise NotVisibleError(_("Tiêu chí không có quy định này."))
    return _rule(request, scheme, _path(path), place, kind_of(rules[place]))


def drop_rule(request: ActorRequest, scheme: Scheme, path: str, place: int) -> HttpResponse:
    """Take out a rule."""
    at = _path(path)
    if place >= len(_item(scheme, at).get("rules") or []):
        raise NotVisibleError(_("Tiêu chí không có quy định này."))
    return _press(
        request, scheme, lambda: drafting.with_rule(scheme.document, at, place, None), _("Bỏ quy định cộng, trừ")
    )


def add_tie(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """A step that tells equals apart, put at the end; a vote stays last."""
    form = TieForm(request.POST or None, document=scheme.document, initial={"version": scheme.version})

    def made() -> Mapping[str, Any]:
        ranking = dict(scheme.document.get("ranking") or {})
        ties, group = ranking.get("ties") or [], form.cleaned_data.get("group")
        if group:
            chains = dict(ties) if isinstance(ties, Mapping) else {}
            ranking["ties"] = {**chains, group: _with_step(chains.get(group) or [], form.step())}
        else:
            ranking["ties"] = _with_step(ties if isinstance(ties, list) else [], form.step())
        return drafting.with_key(scheme.document, "ranking", ranking)

    return _edit(request, scheme, form, made, _("Thêm bước xét khi bằng điểm"), anchor="xep-hang")


def drop_tie(request: ActorRequest, scheme: Scheme, place: int) -> HttpResponse:
    """Take out a step, counted through all groups."""

    def made() -> Mapping[str, Any]:
        ranking = dict(scheme.document.get("ranking") or {})
        ties = ranking.get("ties") or []
        steps = [
            (group, step)
            for group, chain in (ties.items() if isinstance(ties, Mapping) else [("", ties)])
            for step in chain
        ]
        kept = [each for at, each in enumerate(steps) if at != place]
        if isinstance(ties, Mapping):
            ranking["ties"] = {group: [step for own, step in kept if own == group] for group in ties}
        else:
            ranking["ties"] = [step for _group, step in kept]
        return drafting.with_key(scheme.document, "ranking", ranking)

    return _press(request, scheme, made, _("Bỏ bước xét"))


def add_award(request: ActorRequest, scheme: Scheme) -> HttpResponse:
    """An award for ranks or a share."""
    form = AwardForm(request.POST or None, initial={"version": scheme.version})

    def made() -> Mapping[str, Any]:
        return drafting.with_key(scheme.document, "awards", [*(scheme.document.get("awards") or []), form.made()])

    return _edit(request, scheme, form, made, _("Thêm hình thức khen thưởng"), anchor="khen-thuong")


def drop_award(request: ActorRequest, scheme: Scheme, place: int) -> HttpResponse:
    """Take out an award."""
    kept = [each for at, each in enumerate(scheme.document.get("awards") or []) if at != place]
    return _press(
        request, scheme, lambda: drafting.with_key(scheme.document, "awards", kept), _("Bỏ hình thức khen thưởng")
    )


def _rule(request: ActorRequest, scheme: Scheme, at: drafting.Path, place: int | None, keyword: str) -> HttpResponse:
    held = _item(scheme, at)
    if keyword not in all_adjustments():
        raise NotVisibleError(_("Không có loại quy định này."))
    rules = held.get("rules") or []
    rule = dict(rules[place]) if place is not None else {}
    code = rule.get("code") or f"{held.get('code') or ''}.{len(rules) + 1}".lstrip(".")
    kind = all_adjustments()[keyword]
    words = RuleForm(
        request.POST or None,
        initial={"code": code, **{key: rule.get(key) for key in ("when", "cap", "exception", "note")}},
    )
    form: PieceForm = kind(
        request.POST or None, document=scheme.document, held=rule or None, initial={"version": scheme.version}
    )
    form.fields = {**words.fields, **form.fields}
    form.initial = {**words.initial, **form.initial}
    held_conditions = rule.get("only_if") or {}
    add_conditions(form, scheme.document, held_conditions)

    def made() -> Mapping[str, Any]:
        data = form.cleaned_data
        only_if = conditions_made(form, held_conditions)
        common = {"code": data["code"], "when": data["when"], "cap": text_of(data["cap"])}
        common |= {"exception": data["exception"], "note": data["note"]}
        new = {key: value for key, value in common.items() if value} | form.made()
        if only_if:
            new["only_if"] = only_if
        return drafting.with_rule(scheme.document, at, place, new)

    title = _("Quy định của tiêu chí %(code)s: %(kind)s") % {"code": held.get("code") or "", "kind": kind.label}
    return _edit(request, scheme, form, made, title, says=str(kind.says), anchor=_anchor(at))


def _edit(
    request: ActorRequest,
    scheme: Scheme,
    form: BaseForm,
    made: Made,
    title: str,
    *,
    says: str = "",
    anchor: str = "",
    following: Callable[[Scheme], str] | None = None,
) -> HttpResponse:
    """One form of the draft: saved even while the table as a whole has faults, which its page then names."""
    page = _page(scheme, anchor)

    def deed() -> Scheme:
        version = form.cleaned_data["version"]
        return change_scheme(actor=request.actor, scheme=scheme, version=version, document=made(), what=title)

    answer = save(
        request,
        form,
        deed,
        next_url=following or page,
        done=_("Đã lưu: %(what)s.") % {"what": title},
        stored=lambda row: dict(form.initial) | {"version": row.version},
        back_url=page,
    )
    context = {
        "scheme": scheme,
        "cycle": scheme.cycle,
        "form": form,
        "title": title,
        "says": says,
        "back_url": page,
        "has_no_inputs": not scheme.document.get("inputs"),
    }
    return answer or render(request, "scorecards/draft_form.html", context)


def _press(request: ActorRequest, scheme: Scheme, made: Made, what: str, *, silent: bool = False) -> HttpResponse:
    return press(
        request,
        lambda: change_scheme(
            actor=request.actor, scheme=scheme, version=posted_version(request), document=made(), what=what
        ),
        back_url=_page(scheme),
        done="" if silent else _("Đã làm: %(what)s.") % {"what": what.lower()},
    )


def _page(scheme: Scheme, anchor: str = "") -> str:
    page = reverse("scheme", args=[scheme.pk])
    return f"{page}#{anchor}" if anchor else page


def _anchor(path: drafting.Path) -> str:
    return f"muc-{drafting.write_path(path)}" if path else ""


def _path(text: str) -> drafting.Path:
    try:
        return drafting.read_path("" if text == "bang" else text)
    except ValueError:
        raise NotVisibleError(_("Bảng không có tiêu chí này.")) from None


def _item(scheme: Scheme, path: drafting.Path) -> Mapping[str, Any]:
    found = drafting.item_at(scheme.document, path)
    if found is None:
        raise NotVisibleError(_("Bảng không có tiêu chí này."))
    return found


def _offered_ways() -> list[tuple[str, Any]]:
    return [(keyword, f"{form.label} – {form.says}") for keyword, form in all_ways().items()]


def _put_way(data: dict[str, Any], keyword: str) -> None:
    """The bare keyword; what else the way needs is asked on its own page. A branch has no way."""
    if keyword == BRANCH:
        data.pop("points", None)
        data.setdefault("children", [])
    else:
        data.pop("children", None)
        data["points"] = keyword


def _after_item(scheme: Scheme, path: drafting.Path, keyword: str, before: str = "") -> str:
    """Where to go after an item was saved: what its way needs, its first part, or back to the table."""
    at = drafting.write_path(path)
    if keyword == BRANCH:
        if before == BRANCH:
            return _page(scheme, _anchor(path))
        return f"{reverse('add_item', args=[scheme.pk])}?trong={at}"
    if keyword != before and all_ways()[keyword].needs_more():
        return reverse("edit_way", args=[scheme.pk, at, keyword])
    return _page(scheme, _anchor(path))


def _next_code(document: Mapping[str, Any], parent: drafting.Path) -> str:
    """A code to begin with: the next number under the branch."""
    held = drafting.item_at(document, parent) or {}
    count = len(held.get("children" if parent else "criteria") or [])
    before = f"{held.get('code')}." if parent and held.get("code") else ""
    return f"{before}{count + 1}"


def _with_step(chain: list[Any], step: Any) -> list[Any]:
    """The chain with a step at its end; a vote stays last."""
    votes = [each for each in (*chain, step) if each == "vote"][:1]
    return [each for each in (*chain, step) if each != "vote"] + votes
