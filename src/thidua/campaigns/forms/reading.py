"""What every form of this app has in common."""

from django import forms
from django.utils.translation import gettext_lazy as _

from thidua.common.forms.fields import TextField


class VersionedForm(forms.Form):
    """A form that posts back the version it showed."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)


class VersionForm(VersionedForm):
    """Only the version: a page that asks before a deed."""


class ReasonForm(VersionedForm):
    """A reason in words."""

    reason = TextField(label=_("Lý do"), max_length=250, error_messages={"required": _("Anh/chị chưa ghi lý do.")})
