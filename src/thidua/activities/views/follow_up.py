"""What follows an activity: the review with its three questions, and the visits by which somebody looks again."""

from datetime import timedelta
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.activities import policies
from thidua.activities.enums import LessonKind, PlanGroup
from thidua.activities.facts.incidents import incidents_of
from thidua.activities.facts.plans import day_of
from thidua.activities.facts.revisits import USUAL_DAYS, compared, when_words
from thidua.activities.facts.words import when_of
from thidua.activities.forms.follow_up import HoldRevisitForm, LessonForm, RevisitForm, TakeLessonsForm
from thidua.activities.models import Activity, Lesson, PlanTemplate, Revisit
from thidua.activities.queries.follow_up import lessons_of, revisits_of
from thidua.activities.queries.plans import parties_to_ask, templates_of
from thidua.activities.services import (
    Applied,
    add_lesson,
    change_lesson,
    change_revisit,
    close_review,
    hold_back_lesson,
    hold_revisit,
    plan_revisit,
    release_lesson,
    remove_lesson,
    remove_revisit,
    reopen_review,
    take_lessons,
)
from thidua.activities.services.plan_words import same_text
from thidua.activities.views.follow_forms import follow_up_of, read_parties, show_and_save
from thidua.common import clock
from thidua.common.actor import Actor
from thidua.common.components.pages import Confirmation, Effect
from thidua.common.http.routes import ActorRequest
from thidua.common.policy import Answer
from thidua.common.views.asking import show_confirmation
from thidua.common.views.pressing import posted_version, press
from thidua.core.vietnam.partial_dates import PartialDate

ICONS = {LessonKind.WORKED: "thumb-up", LessonKind.FAILED: "alert-circle", LessonKind.NEXT_TIME: "bulb"}


class LessonLine(NamedTuple):
    """A line of the review, and what the actor may do with it."""

    lesson: Lesson
    may_change: Answer
    may_release: Answer
    may_hold_back: Answer


def show_follow_up(request: ActorRequest, activity: Activity) -> HttpResponse:
    """The review by its three questions, the visits, and what they found beside the first time."""
    actor = request.actor
    read_parties(activity)
    parties = {party.pk: party for party in activity.parties.all()}
    lessons = list(lessons_of(activity))
    for each in lessons:
        each.activity = activity
        each.party = parties.get(each.party_id or 0)
    revisits = list(revisits_of(activity))
    for revisit in revisits:
        revisit.activity = activity
    first_of = Revisit.objects.filter(made=activity).select_related("activity").first()
    linked = {each.made_id for each in revisits if each.made_id is not None}
    linked |= {first_of.activity_id} if first_of else set()
    context = {
        "activity": activity,
        "when": when_of(activity),
        "review": policies.review_of(activity),
        "kinds": [
            (
                kind.label,
                ICONS[kind],
                [_lesson_line(actor, each) for each in lessons if each.kind == kind],
            )
            for kind in LessonKind
        ],
        "incidents": incidents_of(activity),
        "to_take": sum(each.kind == LessonKind.NEXT_TIME and not each.taken_name for each in lessons),
        "may_add": policies.may_add_lesson(actor, activity),
        "may_close": policies.may_close_review(actor, activity),
        "may_take": policies.may_take_lessons(actor, activity),
        "may_reopen": policies.may_reopen_review(actor, activity),
        "revisits": [
            (
                each,
                when_words(activity, each),
                policies.may_hold_revisit(actor, each),
                policies.may_change_revisit(actor, each),
            )
            for each in revisits
        ],
        "may_plan_revisit": policies.may_plan_revisit(actor, activity),
        "compared": compared(activity, revisits, clock.today()),
        "first_of": first_of,
        "seen": set(policies.activities_visible_to(actor).filter(pk__in=linked).values_list("pk", flat=True)),
    }
    return render(request, "activities/follow_up.html", context)


# --- The review ------------------------------------------------------------------------------------------------------


def add_a_lesson(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Say one thing, for one's own party; whoever keeps the record writes for any."""
    form = _lesson_form(request, activity, None)

    def deed() -> Lesson:
        return add_lesson(actor=request.actor, activity=activity, words=form.words())

    return show_and_save(
        request,
        activity,
        form,
        deed,
        place=follow_up_of(activity),
        title=_("Góp ý rút kinh nghiệm"),
        done=_("Đã ghi góp ý."),
        again=True,
    )


def change_a_lesson(request: ActorRequest, lesson: Lesson) -> HttpResponse:
    """Say it otherwise."""
    form = _lesson_form(request, lesson.activity, lesson)

    def deed() -> Lesson:
        return change_lesson(actor=request.actor, lesson=lesson, version=form.read, words=form.words())

    return show_and_save(
        request,
        lesson.activity,
        form,
        deed,
        place=follow_up_of(lesson.activity),
        title=_("Sửa góp ý"),
        done=_("Đã lưu góp ý."),
        stored=LessonForm.values_of,
        remove_url=reverse("remove_lesson", args=[lesson.pk]),
    )


def _lesson_form(request: ActorRequest, activity: Activity, lesson: Lesson | None) -> LessonForm:
    """Of a party that does not keep the record only its own parties are offered."""
    actor = request.actor
    initial = LessonForm.values_of(lesson) if lesson is not None else {}
    read_parties(activity)
    parties = parties_to_ask(activity, [lesson.party_id] if lesson is not None else ())
    keeps = policies.may_take_lessons(actor, activity)
    if not keeps:
        parties = [each for each in parties if each.counts and policies.speaks_for(actor, each)]
        initial.setdefault("party", str(parties[0].pk) if parties else "")
    form = LessonForm(request.POST or None, initial=initial, parties=parties)
    if not keeps:
        form.require_party()
    return form


def remove_a_lesson(request: ActorRequest, lesson: Lesson) -> HttpResponse:
    """The line goes."""

    def deed() -> None:
        remove_lesson(actor=request.actor, lesson=lesson)

    return press(request, deed, back_url=follow_up_of(lesson.activity).url, done=_("Đã bỏ góp ý."))


def release_a_lesson(request: ActorRequest, lesson: Lesson) -> HttpResponse:
    """The words may go to the public page."""

    def deed() -> Lesson:
        return release_lesson(actor=request.actor, lesson=lesson, version=posted_version(request), now=clock.now())

    done = _("Đã cho công bố dòng này. Bản công bố tới của kết quả hoạt động có dòng ấy.")
    return press(request, deed, back_url=follow_up_of(lesson.activity).url, done=done)


def hold_back_a_lesson(request: ActorRequest, lesson: Lesson) -> HttpResponse:
    """The words leave the public page at once."""

    def deed() -> Lesson:
        return hold_back_lesson(actor=request.actor, lesson=lesson, now=clock.now())

    done = _("Đã thôi công bố dòng này. Trang công khai không còn dòng ấy.")
    return press(request, deed, back_url=follow_up_of(lesson.activity).url, done=done)


def _lesson_line(actor: Actor, lesson: Lesson) -> LessonLine:
    return LessonLine(
        lesson,
        policies.may_change_lesson(actor, lesson),
        policies.may_release_lesson(actor, lesson),
        policies.may_hold_back_lesson(actor, lesson),
    )


def close(request: ActorRequest, activity: Activity) -> HttpResponse:
    """What closing does; then it is closed."""
    verb = _("Khép phần rút kinh nghiệm")
    page = follow_up_of(activity).url
    if request.method == "POST":

        def deed() -> None:
            close_review(actor=request.actor, activity=activity, now=clock.now())

        return press(request, deed, back_url=page, done=_("Đã khép phần rút kinh nghiệm."))
    count = lessons_of(activity).count()
    lines = ngettext("%(count)s góp ý được giữ.", "%(count)s góp ý được giữ.", count) % {"count": count}
    effects = [
        Effect(lines if count else _("Chưa bên nào góp ý: phần này khép mà không có dòng nào."), "list-check"),
        Effect(_("Các bên không thêm, không sửa góp ý nữa. Bên giữ hồ sơ mở lại được."), "lock"),
        Effect(_("Việc này không còn ở Việc cần làm của bên giữ hồ sơ."), "check"),
    ]
    return show_confirmation(request, Confirmation(verb, verb, effects, page, chosen=activity.title))


def reopen(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Open the review again."""

    def deed() -> None:
        reopen_review(actor=request.actor, activity=activity)

    return press(request, deed, back_url=follow_up_of(activity).url, done=_("Đã mở lại phần rút kinh nghiệm."))


def take(request: ActorRequest, activity: Activity) -> HttpResponse:
    """Put lines for next time into a template of the agency, or make a new one with them."""
    actor = request.actor
    lessons = [each for each in lessons_of(activity) if each.kind == LessonKind.NEXT_TIME and not each.taken_name]
    own = templates_of(activity.agency_id).select_related("agency")
    templates = [each for each in own if policies.may_keep_template(actor, each)]
    likeliest = _likeliest(activity, templates)
    initial = {
        "lessons": [str(each.pk) for each in lessons],
        "template": str(likeliest.pk) if likeliest is not None else "",
    }
    form = TakeLessonsForm(request.POST or None, initial=initial, lessons=lessons, templates=templates)

    def deed() -> tuple[PlanTemplate, Applied]:
        return take_lessons(
            actor=actor,
            activity=activity,
            lessons=form.lessons_chosen(),
            template=form.template_chosen(),
            group=PlanGroup(form.cleaned_data["group"]),
            name=form.cleaned_data["name"],
            now=clock.now(),
        )

    return show_and_save(
        request,
        activity,
        form,
        deed,
        place=follow_up_of(activity),
        title=_("Đưa “lần sau” vào mẫu kế hoạch"),
        done=_("Đã đưa vào mẫu. Kế hoạch lập từ mẫu này sẽ có các dòng ấy."),
        note="" if lessons else _("Không còn dòng “lần sau làm khác” nào chưa đưa vào mẫu."),
    )


def _likeliest(activity: Activity, templates: list[PlanTemplate]) -> PlanTemplate | None:
    """The template with which the plan has most lines in common; None where none has any."""
    texts = {same_text(text) for text in activity.planitem_rows.values_list("text", flat=True)}
    common = {each: sum(same_text(line.text) in texts for line in each.lines.all()) for each in templates}
    best = max(common, key=lambda each: common[each], default=None)
    return best if best is not None and common[best] else None


# --- Visits afterwards -----------------------------------------------------------------------------------------------


def plan_a_revisit(request: ActorRequest, activity: Activity) -> HttpResponse:
    """When somebody looks again, and who; thirty days after the activity unless another day is chosen."""
    held = day_of(activity)
    initial = {"due_on": held + timedelta(days=USUAL_DAYS)} if held is not None else {}
    form = RevisitForm(request.POST or None, initial=initial, parties=parties_to_ask(activity))

    def deed() -> Revisit:
        return plan_revisit(actor=request.actor, activity=activity, words=form.words())

    return show_and_save(
        request,
        activity,
        form,
        deed,
        place=follow_up_of(activity),
        title=_("Hẹn ngày trở lại"),
        done=_("Đã hẹn ngày trở lại."),
    )


def change_a_revisit(request: ActorRequest, revisit: Revisit) -> HttpResponse:
    """Another day, somebody else."""
    activity = revisit.activity
    parties = parties_to_ask(activity, [revisit.party_id])
    form = RevisitForm(request.POST or None, initial=RevisitForm.values_of(revisit), parties=parties)

    def deed() -> Revisit:
        return change_revisit(actor=request.actor, revisit=revisit, version=form.read, words=form.words())

    return show_and_save(
        request,
        activity,
        form,
        deed,
        place=follow_up_of(activity),
        title=_("Đổi lịch trở lại"),
        done=_("Đã lưu lịch trở lại."),
        stored=RevisitForm.values_of,
        remove_url=reverse("remove_revisit", args=[revisit.pk]),
    )


def remove_a_revisit(request: ActorRequest, revisit: Revisit) -> HttpResponse:
    """It is planned no more."""

    def deed() -> None:
        remove_revisit(actor=request.actor, revisit=revisit)

    return press(request, deed, back_url=follow_up_of(revisit.activity).url, done=_("Đã bỏ lịch trở lại."))


def hold_a_revisit(request: ActorRequest, revisit: Revisit) -> HttpResponse:
    """Open the record of the visit; what is counted there is noted as at any activity."""
    initial = {"held_on": min(revisit.due_on, clock.today())}
    form = HoldRevisitForm(request.POST or None, initial=initial)

    def deed() -> Activity:
        held_on = PartialDate.of(form.cleaned_data["held_on"])
        return hold_revisit(actor=request.actor, revisit=revisit, held_on=held_on, now=clock.now())

    return show_and_save(
        request,
        revisit.activity,
        form,
        deed,
        place=follow_up_of(revisit.activity),
        title=_("Lập hồ sơ lần trở lại"),
        done=_("Đã lập hồ sơ lần trở lại. Ghi số đếm ở hồ sơ ấy."),
        note=_(
            "Các đoạn cố định của lần đầu được chép sang. Đếm lại cùng danh mục, cùng cỡ mảnh, ghi số người và thời"
            " gian thì so được. Số liệu lần trở lại không cộng vào lần đầu, không cộng vào tổng của năm."
        ),
    )
