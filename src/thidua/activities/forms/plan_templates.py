"""Forms of templates: which one to begin with, a plan kept as one, its name, its lines."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from thidua.activities.enums import ActivityKind, PartyRole, PlanGroup
from thidua.activities.forms.terms import OffsetForm
from thidua.activities.models import PlanTemplate, PlanTemplateLine
from thidua.activities.queries.shipped import ShippedTemplate, TemplateLine
from thidua.activities.services import lines_of_template
from thidua.common.forms.fields import TextField

OWN, SHIPPED = "co-quan", "co-san"


class ApplyForm(forms.Form):
    """Which template to put into the plan: one of the agency's, or one that comes with the product."""

    template = forms.ChoiceField(
        label=gettext_lazy("Mẫu"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Anh/chị chưa chọn mẫu.")},
    )

    def __init__(
        self,
        *args: Any,
        own: Iterable[PlanTemplate],
        shipped: Mapping[str, ShippedTemplate],
        kind: str = "",
        learned: int | None = None,
        **options: Any,
    ) -> None:
        """`learned` is the own template that took up what the last such activity taught: it is proposed first."""
        super().__init__(*args, **options)
        self.found: dict[str, tuple[str, list[TemplateLine]]] = {}
        labels = {}
        for template in own:
            key, lines = f"{OWN}:{template.pk}", lines_of_template(template)
            self.found[key] = (template.name, lines)
            labels[key] = _("%(name)s – mẫu của cơ quan, %(lines)s") % {
                "name": template.name,
                "lines": _count(len(lines)),
            }
        for code, each in shipped.items():
            key = f"{SHIPPED}:{code}"
            self.found[key] = (each.name, list(each.lines))
            labels[key] = _("%(name)s – mẫu có sẵn, %(lines)s") % {"name": each.name, "lines": _count(len(each.lines))}
            if each.kind == ActivityKind(kind or ActivityKind.OTHER):
                self.fields["template"].initial = key
        if (key := f"{OWN}:{learned}") in labels:
            labels[key] = _("%(template)s, có góp ý rút kinh nghiệm lần trước") % {"template": labels[key]}
            self.fields["template"].initial = key
        choice = self.fields["template"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = list(labels.items())

    def chosen(self) -> tuple[str, list[TemplateLine]]:
        """The name of the template and its lines."""
        return self.found[self.cleaned_data["template"]]


class SaveTemplateForm(forms.Form):
    """Keep a plan: as a new template, or add its lines to one that there is."""

    template = forms.ChoiceField(label=gettext_lazy("Lưu vào"), required=False)
    name = TextField(
        label=gettext_lazy("Tên mẫu mới"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("Ví dụ Dọn biển của Khối, có trẻ em tham gia"),
    )
    note = TextField(label=gettext_lazy("Dùng khi nào"), required=False, max_length=300)

    def __init__(self, *args: Any, templates: Iterable[PlanTemplate], **options: Any) -> None:
        super().__init__(*args, **options)
        self.templates = {str(template.pk): template for template in templates}
        choice = self.fields["template"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [
            ("", _("Mẫu mới")),
            *(
                (key, _("Thêm việc chưa có vào mẫu “%(name)s”") % {"name": template.name})
                for key, template in self.templates.items()
            ),
        ]
        if not self.templates:
            del self.fields["template"]

    def template_chosen(self) -> PlanTemplate | None:
        """The template to which lines are added; None for a new one."""
        return self.templates.get(self.cleaned_data.get("template", ""))


class NameForm(forms.Form):
    """How a template is called."""

    name = TextField(
        label=gettext_lazy("Tên mẫu"),
        max_length=200,
        error_messages={"required": gettext_lazy("Anh/chị chưa đặt tên mẫu.")},
    )
    note = TextField(label=gettext_lazy("Dùng khi nào"), required=False, max_length=300)
    version = forms.IntegerField(widget=forms.HiddenInput)

    @staticmethod
    def values_of(template: PlanTemplate) -> dict[str, Any]:
        """What is stored, by field."""
        return {"name": template.name, "note": template.note, "version": template.version}


class LineForm(OffsetForm):
    """One line of a template."""

    text = TextField(
        label=gettext_lazy("Việc cần làm"),
        max_length=300,
        error_messages={"required": gettext_lazy("Anh/chị chưa nhập việc cần làm.")},
    )
    group = forms.ChoiceField(label=gettext_lazy("Nhóm"), choices=PlanGroup.choices, initial=PlanGroup.REST)
    usual_role = forms.ChoiceField(
        label=gettext_lazy("Thường do"),
        required=False,
        choices=[("", gettext_lazy("Tùy kế hoạch")), *PartyRole.choices],
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = ["text", "group", "usual_role", "when", "days"]

    def words(self) -> TemplateLine:
        """What was filled in, for the service."""
        data = self.cleaned_data
        role = data["usual_role"]
        return TemplateLine(data["text"], PlanGroup(data["group"]), self.offset(), PartyRole(role) if role else None)

    @staticmethod
    def values_of(line: PlanTemplateLine) -> dict[str, Any]:
        """What is stored, by field."""
        return OffsetForm.values_of_offset(line.offset) | {
            "text": line.text,
            "group": line.group,
            "usual_role": line.usual_role,
            "version": line.version,
        }


def _count(number: int) -> str:
    return ngettext("%(count)s việc", "%(count)s việc", number) % {"count": number}
