"""Forms of the yearbook."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import DateField, TextField


class IssueForm(forms.Form):
    """The day that a paper bears."""

    issued_on = DateField(label=_("Ngày của văn bản"))


class TemplateForm(forms.Form):
    """An agency's own Word template."""

    name = TextField(label=_("Tên mẫu"), max_length=200)
    file = forms.FileField(label=_("Tệp Word (.docx)"), help_text=_("Tối đa 2 MB, không chứa macro."))
