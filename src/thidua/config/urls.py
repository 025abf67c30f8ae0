"""All URLs. Each app declares its own with its policies."""

from django.urls import include, path

APPS = (
    "portal",
    "insights",
    "yearbook",
    "decisions",
    "meetings",
    "scorecards",
    "activities",
    "campaigns",
    "records",
    "publishing",
    "documents",
    "access",
    "organisations",
    "accounts",
    "audit",
    "common",
)

urlpatterns = [
    *(path("", include(f"thidua.{app}.urls")) for app in APPS),
    path("bien-tap/", include("wagtail.admin.urls")),  # behind the door of `publishing/editing/door.py`
]

handler400 = "thidua.common.views.refusing.show_unreadable"
handler403 = "thidua.common.views.refusing.show_refused"
handler404 = "thidua.common.views.missing.show_missing"
handler500 = "thidua.common.views.breakdown.show_breakdown"
