"""URLs of campaigns."""

from thidua.campaigns.urls import cycles, pledges

urlpatterns = [*cycles.urlpatterns, *pledges.urlpatterns]
