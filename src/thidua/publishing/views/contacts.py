"""Where an agency takes requests about personal data."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common.http.routes import ActorRequest
from thidua.common.views.saving import save
from thidua.organisations.models import Agency
from thidua.publishing.forms.contacts import DataContactForm
from thidua.publishing.queries import contact_of
from thidua.publishing.services.contacts import name_contact


def choose_contact(request: ActorRequest, agency: Agency) -> HttpResponse:
    """An office and the ways to it."""
    form = DataContactForm(request.POST or None, initial=DataContactForm.values_of(contact_of(agency.pk)))

    def deed() -> object:
        return name_contact(
            actor=request.actor, agency=agency, version=form.cleaned_data["version"], facts=form.facts()
        )

    back = reverse("agency", args=[agency.pk])
    done = _("Đã lưu. Trang Quyền riêng tư nêu như vậy từ lúc này.")
    answer = save(request, form, deed, done=done, back_url=back, stored=DataContactForm.values_of)
    return answer or render(request, "publishing/contact.html", {"form": form, "agency": agency, "back_url": back})
