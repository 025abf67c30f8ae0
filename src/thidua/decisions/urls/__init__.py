"""URLs of proposals, decisions and handovers."""

from thidua.decisions.urls import handovers, proposals, recognitions

urlpatterns = [*proposals.urlpatterns, *recognitions.urlpatterns, *handovers.urlpatterns]
