"""Accounts: the list, one account, a new one, and what an administrator does with one."""

from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.db.models import F, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.access import policies
from thidua.access.facts import first_free, suggest_username
from thidua.access.forms.users import NewUserForm, ReasonForm
from thidua.access.models import Delegation, RoleGrant
from thidua.access.queries import grants_of, name_of, person_of
from thidua.access.services import users as services
from thidua.accounts.models import User
from thidua.accounts.queries import has_second_factor
from thidua.common import clock
from thidua.common.components.pages import Confirmation, Effect
from thidua.common.errors import DomainError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.asked import how_many
from thidua.common.http.routes import ActorRequest
from thidua.common.search import Sought
from thidua.common.views.asking import show_confirmation
from thidua.organisations.models import Person
from thidua.organisations.queries import posts_of

FOUND = 20

SHOWN = 20


def list_users(request: ActorRequest) -> HttpResponse:
    """Accounts in order of their people's given names; those without a person last."""
    text = request.GET.get("tim", "").strip()
    users = _search(policies.users_visible_to(request.actor), text)
    total = users.count()
    shown = list(users[: how_many(request, SHOWN)])
    today = clock.today()
    grants = grants_of(shown, today)
    context = {
        "rows": [{"user": user, "name": name_of(user), "grants": grants.get(user.pk, [])} for user in shown],
        "today": today,
        "shown": len(shown),
        "total": total,
        "sought": text,
        "may_open": policies.may_open_accounts(request.actor),
    }
    return render(request, "access/users.html", context)


def show_user(request: ActorRequest, user: User) -> HttpResponse:
    """One account: whose, which roles, and what may be done with it."""
    actor, today = request.actor, clock.today()
    person = person_of(user)
    grants = RoleGrant.objects.filter(user=user).select_related("agency", "unit", "bloc").order_by("-since", "-pk")
    visible = set(policies.grants_visible_to(actor).filter(user=user).values_list("pk", flat=True))
    rows = [
        {
            "grant": grant,
            "is_open": _is_open(grant, today),
            "may_end": policies.may_end_grant(actor, grant) if grant.pk in visible else None,
        }
        for grant in grants
    ]
    context = {
        "account": user,
        "name": name_of(user),
        "person": person,
        "post": posts_of([person], today).get(person.pk) if person else None,
        "has_second_factor": has_second_factor(user),
        "open": [row for row in rows if row["is_open"]],
        "past": [row for row in rows if not row["is_open"]],
        "delegations": Delegation.objects.filter(
            Q(delegate=user) | Q(grant__user=user), ended_at=None, until__gte=today
        )
        .select_related("grant__user__person", "grant__agency", "grant__unit", "grant__bloc", "delegate__person")
        .order_by("since", "pk"),
        "today": today,
        "is_in": UserSession.objects.filter(user=user).exists(),
        "may_grant": policies.may_grant_to(actor, user),
        "may_keep": policies.may_keep_user(actor, user),
        "may_open": policies.may_open_account(actor, user),
    }
    return render(request, "access/user.html", context)


def create_user(request: ActorRequest) -> HttpResponse:
    """First whose account, then its name; then the first password, shown once."""
    person, is_chosen = _chosen_person(request)
    if not is_chosen and request.method == "GET":
        return _find_person(request, _("Mở tài khoản"), reverse("users"), nobody=_("Mở tài khoản không gắn với ai"))
    form = NewUserForm(request.POST or None, initial=_first_values(person))
    if request.method == "POST" and form.is_valid():
        try:
            made = services.create_user(
                actor=request.actor,
                username=form.cleaned_data["username"],
                email=form.cleaned_data["email"],
                person=person,
            )
        except DomainError as error:
            put_on_form(form, error)
        else:
            return _show_password(request, made, _("Đã mở tài khoản"))
    return render(request, "access/create_user.html", {"form": form, "person": person})


def link_person(request: ActorRequest, user: User) -> HttpResponse:
    """Say whose account it is."""
    person, is_chosen = _chosen_person(request)
    back = reverse("user", args=[user.pk])
    if not is_chosen and request.method == "GET":
        nobody = _("Không gắn với ai") if person_of(user) else ""
        return _find_person(request, _("Chủ tài khoản {name}").format(name=user.username), back, nobody=nobody)
    if request.method == "POST" and is_chosen:
        services.link_person(actor=request.actor, user=user, person=person)
        messages.success(request, _("Đã ghi chủ tài khoản."))
        return redirect(back)
    if request.method == "POST":
        messages.warning(request, _("Anh/chị chưa chọn người."))
        return redirect("link_person", pk=user.pk)
    chosen = person.full_name if person else _("Không gắn với ai")
    return show_confirmation(
        request,
        Confirmation(
            title=_("Chủ tài khoản {name}").format(name=user.username),
            verb=_("Ghi chủ tài khoản"),
            chosen=chosen,
            effects=[Effect(_("Tên này hiện trong mọi việc người đó làm từ nay về sau."), "user")],
            back_url=back,
        ),
    )


def issue_password(request: ActorRequest, user: User) -> HttpResponse:
    """A new one-time password."""
    if request.method == "POST":
        made = services.issue_password(actor=request.actor, user=user)
        return _show_password(request, made, _("Đã cấp mật khẩu dùng một lần"))
    return show_confirmation(
        request,
        Confirmation(
            title=_("Cấp mật khẩu mới cho {name}").format(name=name_of(user)),
            verb=_("Cấp mật khẩu"),
            effects=[
                Effect(_("Mật khẩu cũ hết hiệu lực; các máy đang đăng nhập bị đăng xuất."), "logout"),
                Effect(_("Mật khẩu mới hiện một lần trên màn hình; anh/chị đọc cho chủ tài khoản."), "eye"),
                Effect(_("Chủ tài khoản phải đổi mật khẩu ngay khi đăng nhập."), "key"),
                Effect(_("Việc này được ghi vào nhật ký."), "history"),
            ],
            back_url=reverse("user", args=[user.pk]),
        ),
    )


def deactivate_user(request: ActorRequest, user: User) -> HttpResponse:
    """Stop an account, with the reason."""
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.deactivate_user(actor=request.actor, user=user, reason=form.cleaned_data["reason"])
        except DomainError as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("Đã ngừng tài khoản {name}.").format(name=user.username))
            return redirect("user", pk=user.pk)
    return render(request, "access/deactivate_user.html", {"form": form, "account": user, "name": name_of(user)})


def reactivate_user(request: ActorRequest, user: User) -> HttpResponse:
    """Open a stopped account again."""
    if request.method == "POST":
        return _show_password(
            request, services.reactivate_user(actor=request.actor, user=user), _("Đã mở lại tài khoản")
        )
    return show_confirmation(
        request,
        Confirmation(
            title=_("Mở lại tài khoản {name}").format(name=user.username),
            verb=_("Mở lại"),
            effects=[
                Effect(_("Các quyền còn hạn có hiệu lực trở lại."), "user-check"),
                Effect(_("Mật khẩu mới dùng một lần hiện trên màn hình; anh/chị đọc cho chủ tài khoản."), "eye"),
            ],
            back_url=reverse("user", args=[user.pk]),
        ),
    )


def turn_off_second_factor(request: ActorRequest, user: User) -> HttpResponse:
    """For somebody who lost the phone and the spare codes."""
    if request.method == "POST":
        services.turn_off_second_factor(actor=request.actor, user=user)
        messages.success(request, _("Đã tắt xác thực hai bước của {name}.").format(name=name_of(user)))
        return redirect("user", pk=user.pk)
    return show_confirmation(
        request,
        Confirmation(
            title=_("Tắt xác thực hai bước của {name}").format(name=name_of(user)),
            verb=_("Tắt xác thực hai bước"),
            effects=[
                Effect(_("Từ lúc này chỉ cần mật khẩu là vào được tài khoản."), "lock"),
                Effect(_("Chủ tài khoản tự bật lại trên điện thoại mới."), "phone"),
                Effect(_("Việc này được ghi vào nhật ký."), "history"),
            ],
            back_url=reverse("user", args=[user.pk]),
            note=_("Hỏi lại qua điện thoại hoặc gặp trực tiếp để chắc là chính chủ nhờ."),
            destructive=True,
        ),
    )


def _show_password(request: ActorRequest, made: services.NewPassword, title: str) -> HttpResponse:
    context = {"account": made.user, "name": name_of(made.user), "password": made.password, "title": title}
    return render(request, "access/new_password.html", context)


def _find_person(request: ActorRequest, title: str, back_url: str, *, nobody: str) -> HttpResponse:
    text = request.GET.get("tim", "").strip()
    sought = Sought.parse(text)
    people = policies.people_to_link(request.actor)
    found = list(sought.best_first(people.filter(sought.within()))[:FOUND]) if sought.is_enough else []
    posts = posts_of(found, clock.today())
    context = {
        "title": title,
        "back_url": back_url,
        "sought": text,
        "is_asked": sought.is_enough,
        "found": [{"person": person, "post": posts.get(person.pk)} for person in found],
        "nobody": nobody,
    }
    return render(request, "access/find_person.html", context)


def _chosen_person(request: ActorRequest) -> tuple[Person | None, bool]:
    """The person of `?nguoi=` if the actor may link him; whether something valid was chosen (0 is nobody)."""
    text = request.GET.get("nguoi", "")
    if text == "0":
        return None, True
    person = policies.people_to_link(request.actor).filter(pk=text).first() if text.isdecimal() else None
    return person, person is not None


def _first_values(person: Person | None) -> dict[str, Any]:
    if person is None:
        return {}
    wanted = suggest_username(person.full_name)
    taken = set(User.objects.filter(username__istartswith=wanted).values_list("username", flat=True))
    return {"username": first_free(wanted, {name.lower() for name in taken}), "email": person.email}


def _search(users: QuerySet[User], text: str) -> QuerySet[User]:
    users = users.select_related("person").order_by(F("person__sort_key").asc(nulls_last=True), "username")
    if not text:
        return users
    return users.filter(Sought.parse(text).within("person__search_key") | Q(username__icontains=text))


def _is_open(grant: RoleGrant, today: object) -> bool:
    return grant.ended_at is None and (grant.until is None or grant.until >= today)  # type: ignore[operator]
