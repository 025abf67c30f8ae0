"""Templates: ours to download, an agency's own to bring."""

from django.contrib import messages
from django.core.files.base import File
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from thidua.common import clock
from thidua.common.errors import DomainError
from thidua.common.http.routes import ActorRequest
from thidua.documents.queries.papers import templates_of
from thidua.documents.services.files import received
from thidua.documents.services.templates import retire_template, set_template
from thidua.organisations.models import Agency
from thidua.yearbook import policies
from thidua.yearbook.facts.samples import sample_of
from thidua.yearbook.forms import TemplateForm
from thidua.yearbook.kinds import every_kind, own_template

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LARGEST = 2_000_000


def list_templates(request: ActorRequest, agency: Agency) -> HttpResponse:
    """The kinds of paper, and which template each uses."""
    own = templates_of(agency.pk)
    rows = [{"source": source, "own": own.get(kind)} for kind, source in every_kind().items()]
    answer = policies.may_keep_templates(request.actor, agency)
    return render(request, "yearbook/templates.html", {"agency": agency, "rows": rows, "answer": answer})


def choose_agency(request: ActorRequest) -> HttpResponse:
    """The agencies whose templates the actor keeps; straight on when there is one."""
    agencies = [
        each
        for each in policies.agencies_with_templates(request.actor)
        if policies.may_keep_templates(request.actor, each)
    ]
    if len(agencies) == 1:
        return redirect("templates", agencies[0].pk)
    return render(request, "yearbook/template_agencies.html", {"agencies": agencies})


def download_template(request: ActorRequest, found: tuple[Agency, str]) -> HttpResponse:
    """The template in use: the agency's own, or ours to begin from."""
    agency, kind = found
    own = templates_of(agency.pk).get(kind)
    answer = HttpResponse(bytes(own.content) if own else own_template(kind), content_type=WORD)
    answer["Content-Disposition"] = f'attachment; filename="mau-{kind.replace("_", "-")}.docx"'
    return answer


def replace_template(request: ActorRequest, found: tuple[Agency, str]) -> HttpResponse:
    """Bring the agency's own template."""
    agency, kind = found
    form = TemplateForm(request.POST or None, request.FILES or None)
    back_url = reverse("templates", args=[agency.pk])
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            if upload.size > LARGEST:
                raise DomainError(_("Tệp quá 2 MB. Bỏ bớt hình trong mẫu rồi gửi lại."), field="file")
            content = _looked_into(upload)
            set_template(
                actor=request.actor,
                agency=agency,
                kind=kind,
                name=form.cleaned_data["name"],
                content=content,
                sample=sample_of(kind),
                now=clock.now(),
            )
        except DomainError as error:
            form.add_error(error.field if error.field in form.fields else "file", error.message)
        else:
            messages.success(request, _("Từ nay văn bản này dùng mẫu của cơ quan."))
            return redirect(back_url)
    context = {"form": form, "agency": agency, "source": every_kind()[kind], "back_url": back_url}
    return render(request, "yearbook/replace_template.html", context)


def _looked_into(upload: File[bytes]) -> bytes:
    """The bytes of a Word document that the gate has let pass, as it does every upload: in a process of its own, within
    its limits, without macros. Raises `DomainError`."""
    with received(upload) as file:
        assert file is not None
        if file.verdict.media_type != WORD:
            raise DomainError(_("Mẫu phải là tệp Word .docx. Lưu lại bằng Word dạng .docx rồi gửi lại."), field="file")
        return file.original.read_bytes()


def drop_template(request: ActorRequest, found: tuple[Agency, str]) -> HttpResponse:
    """Go back to the template of the product."""
    agency, kind = found
    retire_template(actor=request.actor, agency=agency, kind=kind)
    messages.success(request, _("Văn bản này dùng lại mẫu có sẵn. Mẫu cũ vẫn giữ trong kho."))
    return redirect("templates", agency.pk)
