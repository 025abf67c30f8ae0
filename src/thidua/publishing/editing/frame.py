"""The bar beside every page of the editing system: our menu, and the way back."""

from collections.abc import Mapping
from typing import Any

from django.utils.html import json_script
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.choosers import EmailLinkChooserForm, ExternalLinkChooserForm, PhoneLinkChooserForm
from wagtail.admin.menu import admin_menu
from wagtail.admin.telepath import JSContext
from wagtail.admin.templatetags import wagtailadmin_tags
from wagtail.admin.ui import sidebar
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.models import TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted


def sidebar_props(context: Mapping[str, Any]) -> SafeString:
    """What Wagtail's script draws the bar from: without its search, its account page and its way to sign out."""
    request = context["request"]
    back = sidebar.LinkMenuItem("back", _("Về Thi Đua Số"), "/", icon_name="arrow-left")
    modules = [
        sidebar.WagtailBrandingModule(),
        sidebar.MainMenuModule(admin_menu.render_component(request), [back], request.user),
    ]
    return json_script({"modules": JSContext().pack(modules)}, element_id="wagtail-sidebar-props")


MAILS = (
    (task_submitted, TaskState, "group_approval_task_submitted_email_notification"),
    (workflow_submitted, WorkflowState, "workflow_state_submitted_email_notification"),
    (workflow_rejected, WorkflowState, "workflow_state_rejected_email_notification"),
    (workflow_approved, WorkflowState, "workflow_state_approved_email_notification"),
)
"""Letters that Wagtail would send in its own words."""


def keep_quiet() -> None:
    """Who is asked or answered learns it on the first page of the editing system."""
    for signal, sender, name in MAILS:
        signal.disconnect(sender=sender, dispatch_uid=name)


LABELS = {
    ExternalLinkChooserForm: {"link_text": gettext_lazy("Chữ của liên kết")},
    EmailLinkChooserForm: {
        "email_address": gettext_lazy("Thư điện tử"),
        "link_text": gettext_lazy("Chữ của liên kết"),
        "subject": gettext_lazy("Tiêu đề thư"),
        "body": gettext_lazy("Nội dung thư"),
    },
    PhoneLinkChooserForm: {
        "phone_number": gettext_lazy("Số điện thoại"),
        "link_text": gettext_lazy("Chữ của liên kết"),
    },
}
"""Fields that Wagtail calls by their English names and never translates."""


def hang() -> None:
    """Called once when the program starts: templates of Wagtail ask for the bar by this name, and its windows say what
    they ask for.
    """
    wagtailadmin_tags.register.simple_tag(sidebar_props, takes_context=True)
    for form, labels in LABELS.items():
        for name, label in labels.items():
            form.base_fields[name].label = label
    ChooserViewSet.search_tab_label = gettext_lazy("Tìm")  # Wagtail puts it into words once, for whoever comes first
