"""URLs of decisions and handovers."""

from thidua.decisions.urls import handovers, recognitions

urlpatterns = [*recognitions.urlpatterns, *handovers.urlpatterns]
