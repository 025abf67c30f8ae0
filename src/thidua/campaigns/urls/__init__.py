"""URLs of campaigns."""

from thidua.campaigns.urls import cycles, pledges, publishing

urlpatterns = [*cycles.urlpatterns, *pledges.urlpatterns, *publishing.urlpatterns]
