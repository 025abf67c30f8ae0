"""All URLs. Each app declares its own with its policies."""

from django.urls import include, path

urlpatterns = [
    path("tai-khoan/", include("allauth.urls")),
    path("", include("thidua.insights.urls")),
    path("", include("thidua.organisations.urls")),
]
