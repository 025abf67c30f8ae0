"""Giving and ending roles."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.access import policies
from thidua.access.enums import HELD_OVER, OVER_LABELS, ROLE_LABELS, ROLE_MEANINGS
from thidua.access.forms.grants import EndGrantForm, GrantForm
from thidua.access.models import RoleGrant
from thidua.access.queries import name_of
from thidua.access.services import grants as services
from thidua.accounts.models import User
from thidua.common import clock
from thidua.common.actor import Role
from thidua.common.errors import DomainError, StaleVersionError
from thidua.common.forms.errors import put_on_form
from thidua.common.http.routes import ActorRequest


def grant_role(request: ActorRequest, user: User) -> HttpResponse:
    """First which role, then over what and when."""
    name, back = name_of(user), reverse("user", args=[user.pk])
    role = _chosen_role(request)
    if role is None:
        return render(request, "access/choose_role.html", {"account": user, "name": name, "roles": _roles(request)})
    form = GrantForm(request.POST or None, actor=request.actor, role=role, initial={"since": clock.today()})
    if request.method == "POST" and form.is_valid():
        agency, unit, bloc = form.scope()
        try:
            services.grant_role(
                actor=request.actor,
                user=user,
                role=role,
                agency=agency,
                unit=unit,
                bloc=bloc,
                since=form.cleaned_data["since"],
                until=form.cleaned_data["until"],
                basis=form.cleaned_data["basis"],
                now=clock.now(),
            )
        except DomainError as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("Đã cấp quyền “{role}” cho {name}.").format(role=ROLE_LABELS[role], name=name))
            return redirect(back)
    context = {
        "form": form,
        "account": user,
        "name": name,
        "role": ROLE_LABELS[role],
        "meaning": ROLE_MEANINGS[role],
        "back_url": back,
    }
    return render(request, "access/grant_role.html", context)


def end_grant(request: ActorRequest, grant: RoleGrant) -> HttpResponse:
    """When the role ends, and why."""
    back = reverse("user", args=[grant.user_id])
    form = EndGrantForm(request.POST or None, initial={"version": grant.version})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_grant(
                actor=request.actor,
                grant=grant,
                last_day=form.cleaned_data["last_day"],
                reason=form.cleaned_data["reason"],
                version=form.cleaned_data["version"],
                now=clock.now(),
            )
        except StaleVersionError:
            messages.warning(request, _("Quyền này vừa được người khác sửa. Xem lại rồi làm nếu còn cần."))
            return redirect(back)
        except DomainError as error:
            put_on_form(form, error)
        else:
            messages.success(request, _("Đã ghi kết thúc quyền “{role}”.").format(role=grant.get_role_display()))
            return redirect(back)
    return render(
        request, "access/end_grant.html", {"form": form, "grant": grant, "name": name_of(grant.user), "back_url": back}
    )


def _chosen_role(request: ActorRequest) -> Role | None:
    text = request.GET.get("quyen", "").upper()
    return next((role for role in policies.roles_to_grant(request.actor) if role.value == text), None)


def _roles(request: ActorRequest) -> list[dict[str, str]]:
    return [
        {
            "key": role.value.lower(),
            "label": str(ROLE_LABELS[role]),
            "meaning": str(ROLE_MEANINGS[role]),
            "over": " / ".join(str(OVER_LABELS[over]) for over in HELD_OVER[role]),
        }
        for role in policies.roles_to_grant(request.actor)
    ]
