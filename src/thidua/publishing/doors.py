"""What publishing shows elsewhere: the way to the editing system, and what waits for the standing office."""

from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from thidua.common.actor import Actor
from thidua.common.due import DueGroup, DueItem, register_due_source
from thidua.common.http.navigation import Tab, register_account_link
from thidua.common.panels import Panel, register_panel
from thidua.organisations.models import Agency
from thidua.publishing.policies import (
    articles_to_approve,
    comments_waiting_for,
    may_moderate,
    may_name_contact,
    may_take_photos_back,
    may_write,
)
from thidua.publishing.queries import contact_of


def open_doors() -> None:
    """Called once when the program starts."""
    register_account_link(
        Tab(10, "wagtailadmin_home", lambda: _("Viết và duyệt bài"), "pencil", lambda actor: may_write(actor).allowed)
    )
    register_account_link(
        Tab(11, "comments", lambda: _("Bình luận của người đọc"), "message", lambda actor: may_moderate(actor).allowed)
    )
    register_account_link(
        Tab(
            12,
            "published_photos",
            lambda: _("Rút ảnh khỏi trang công khai"),
            "photo",
            lambda actor: may_take_photos_back(actor).allowed,
        )
    )
    register_panel(Panel("agency", 40, "publishing/_contact_panel.html", contact_of_agency))
    register_due_source(due_comments, lambda actor, today: comments_waiting_for(actor))
    register_due_source(due_approvals, lambda actor, today: articles_to_approve(actor))


def contact_of_agency(actor: Actor, agency: Agency) -> dict[str, Any] | None:
    """Where the agency takes requests about personal data, for whoever may say so."""
    if not may_name_contact(actor, agency).allowed:
        return None
    return {"contact": contact_of(agency.pk), "url": reverse("data_contact", args=[agency.pk])}


def due_approvals(actor: Actor, today: date) -> list[DueItem]:
    """Articles that wait for this person."""
    number = articles_to_approve(actor).count()
    if not number:
        return []
    title = ngettext("Duyệt %(number)s bài chờ đăng", "Duyệt %(number)s bài chờ đăng", number) % {"number": number}
    home = reverse("wagtailadmin_home")
    return [DueItem(DueGroup.MINE, title, home, _("Xem và duyệt"), None, _("Người viết không tự duyệt bài mình viết."))]


def due_comments(actor: Actor, today: date) -> list[DueItem]:
    """Comments that wait for this person."""
    number = comments_waiting_for(actor).count()
    if not number:
        return []
    title = ngettext("Đọc %(number)s bình luận chờ duyệt", "Đọc %(number)s bình luận chờ duyệt", number) % {
        "number": number
    }
    return [DueItem(DueGroup.MINE, title, reverse("comments"), _("Đọc và duyệt"), None)]
