"""URLs of meetings."""

from thidua.meetings.urls import meetings, minutes, records, roll

urlpatterns = [*minutes.urlpatterns, *records.urlpatterns, *roll.urlpatterns, *meetings.urlpatterns]
